"""Reads names of X12 files from standard input; writes one line of JSON per file with linuxforhealth-x12's findings."""
import json
import sys

from linuxforhealth.x12.io import X12ModelReader
from pydantic import ValidationError


def findings(path):
    """The findings for a file: place and failed check. The validator stops at the first set that it cannot read."""
    try:
        with X12ModelReader(path) as reader:
            for _ in reader.models():
                pass
    except ValidationError as error:
        return [{"place": ".".join(str(part) for part in one["loc"]), "text": one["msg"]} for one in error.errors()]
    except Exception as error:  # The validator raises arbitrary errors for input that it does not expect.
        return [{"place": "", "text": f"{type(error).__name__}: {error}"}]
    return []


for line in sys.stdin:
    name = line.rstrip("\n")
    print(json.dumps({"file": name, "findings": findings(name)}), flush=True)
