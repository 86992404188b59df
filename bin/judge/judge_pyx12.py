"""Reads names of X12 files from standard input; writes one line of JSON per file with pyx12's findings.

usage: judge_pyx12.py MAPS, a folder for pyx12's maps. The script copies them there and corrects one mistake.
"""
import io
import json
import logging
import os
import re
import shutil
import sys

import pyx12
import pyx12.params
import pyx12.x12n_document


def maps_in(folder):
    """Copies pyx12's maps and corrects one: its 277CA requires loop 2200C, which is situational in the guide."""
    if not os.path.exists(folder):
        part = f"{folder}.{os.getpid()}"
        shutil.copytree(os.path.join(os.path.dirname(pyx12.__file__), "map"), part)
        path = os.path.join(part, "277.5010.X214.xml")
        with open(path, encoding="utf-8") as file:
            text = file.read()
        with open(path, "w", encoding="utf-8") as file:
            file.write(re.sub(r'(<loop xid="2200C">\s*<name>[^<]*</name>\s*<usage>)R', r"\1S", text))
        try:
            os.rename(part, folder)
        except OSError:  # Another process has already copied them.
            shutil.rmtree(part)
    return folder


def finding(segment, line, error, element=None):
    """One finding: a place such as "PWK02", the line in the file, code and text."""
    at = "" if element is None else str(element.get("ele_pos") or "").zfill(2)
    part = f'-{element["subele_pos"]}' if element and element.get("subele_pos") else ""
    return {"place": f"{segment}{at}{part}", "line": line, "text": f'{error.get("err_cde")} {error.get("err_str")}'}


def walk(document):
    """All errors in pyx12's report, from the envelope down to the element."""
    for interchange in document.get("interchanges", []):
        yield from (finding("ISA", interchange.get("cur_line"), error) for error in interchange["errors"])
        for group in interchange["groups"]:
            yield from (finding("GS", group.get("cur_line"), error) for error in group["errors"])
            for transaction in group["transactions"]:
                yield from (finding("ST", transaction.get("cur_line"), error) for error in transaction["errors"])
                for segment in transaction["segments"]:
                    yield from of_segment(segment)


def of_segment(segment):
    """All errors of a segment and its elements."""
    name, line = segment["seg_id"], segment["cur_line"]
    yield from (finding(name, line, error) for error in segment["errors"])
    for element in segment.get("elements", []):
        yield from (finding(name, line, error, element) for error in element.get("errors", []))


def findings(path, maps):
    """The findings for a file; a single finding without a place if pyx12 crashes."""
    report = io.StringIO()
    try:
        is_good = pyx12.x12n_document.x12n_document(
            param=pyx12.params.params(None), src_file=path, fd_997=io.StringIO(), fd_html=None, fd_xmldoc=None,
            fd_json=report, map_path=maps,
        )
    except Exception as error:
        return [{"place": "", "text": f"{type(error).__name__}: {error}"}]
    found = list(walk(json.loads(report.getvalue()))) if report.getvalue() else []
    return found if found or is_good else [{"place": "", "text": "not valid, without a reason"}]


logging.getLogger("pyx12").addHandler(logging.NullHandler())
logging.getLogger("pyx12").propagate = False
folder = maps_in(sys.argv[1])
for line in sys.stdin:
    name = line.rstrip("\n")
    print(json.dumps({"file": name, "findings": findings(name, folder)}), flush=True)
