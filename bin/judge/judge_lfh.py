"""Reads the names of X12 files from standard input; writes what linuxforhealth-x12 finds, a line of JSON a file."""
import json
import sys

from linuxforhealth.x12.io import X12ModelReader
from pydantic import ValidationError


def findings(path):
    """What is wrong with a file: where, and which check failed. It stops at the first set that it can't read."""
    try:
        with X12ModelReader(path) as reader:
            for _ in reader.models():
                pass
    except ValidationError as error:
        return [{"place": ".".join(str(part) for part in one["loc"]), "text": one["msg"]} for one in error.errors()]
    except Exception as error:  # It has no errors of its own: what it can't place, it falls over.
        return [{"place": "", "text": f"{type(error).__name__}: {error}"}]
    return []


for line in sys.stdin:
    name = line.rstrip("\n")
    print(json.dumps({"file": name, "findings": findings(name)}), flush=True)
