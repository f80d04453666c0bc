"""Findings of `newscli check` -> lines for people, JSON, CSV, SARIF, or annotations of GitHub."""

import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from newscli import __version__
from newscli.analysis.desk import CATALOG, Finding, Level
from newscli.model import Report
from newscli.rendering.escape import escape_json, flatten
from newscli.text import find_line_starts

COLUMNS = ("path", "line", "column", "end_line", "end_column", "code", "level", "title", "message")
SARIF_VERSION = "2.1.0"
_SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


class PlacedFinding(NamedTuple):
    """A finding by its lines and columns, which count code points from 1; the end is behind the last one."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    code: str
    level: Level
    title: str
    message: str


def place_findings(report: Report, findings: Iterable[Finding]) -> Iterator[PlacedFinding]:
    """Find the lines and columns of findings in their article."""
    starts = find_line_starts(report.text or "")

    def place(position: int) -> tuple[int, int]:
        line = bisect_right(starts, position)
        return line, position - starts[line - 1] + 1

    for finding in findings:
        rule = CATALOG[finding.code]
        path, message = report.source.path, " ".join(finding.message.split())
        start, end = place(finding.span.start), place(finding.span.end)
        yield PlacedFinding(path, *start, *end, finding.code, rule.level, rule.title, message)


def write_lines(findings: Iterable[PlacedFinding]) -> str:
    """Write a line for each finding, as compilers do."""
    return "".join(
        f"{flatten(found.path)}:{found.line}:{found.column}: {found.code} {flatten(found.message)}\n"
        for found in findings
    )


def write_json(findings: Iterable[PlacedFinding]) -> str:
    """Write a JSON object on each line."""
    return "".join(f"{escape_json(json.dumps(found._asdict(), ensure_ascii=False))}\n" for found in findings)


def write_csv(findings: Iterable[PlacedFinding]) -> str:
    """Write a table with a header."""
    from newscli.rendering.delimited import to_csv

    return to_csv([COLUMNS, *(tuple(map(str, found)) for found in findings)], raw=False)


def write_github(findings: Iterable[PlacedFinding]) -> str:
    """Write annotations, as GitHub's runners read them from the output of a step ("Workflow commands")."""
    commands = {"error": "error", "warning": "warning", "note": "notice"}
    lines = []
    for found in findings:
        file = _escape_property(flatten(found.path))
        places = f"file={file},line={found.line},endLine={found.end_line},col={found.column}"
        title = _escape_property(f"{found.code} {found.title}")
        lines.append(f"::{commands[found.level]} {places},title={title}::{_escape_data(flatten(found.message))}\n")
    return "".join(lines)


def _escape_data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape_data(text).replace(":", "%3A").replace(",", "%2C")


def write_sarif(findings: Sequence[PlacedFinding]) -> str:
    """Write a log in SARIF (OASIS, version 2.1.0)."""
    codes = sorted({found.code for found in findings})
    rules = [
        {
            "id": code,
            "shortDescription": {"text": CATALOG[code].title},
            "fullDescription": {"text": CATALOG[code].explanation},
            "defaultConfiguration": {"level": CATALOG[code].level},
        }
        for code in codes
    ]
    run = {
        "tool": {"driver": {"name": "newscli", "version": __version__, "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "results": [_make_result(found, codes.index(found.code)) for found in findings],
    }
    log = {"$schema": _SARIF_SCHEMA, "version": SARIF_VERSION, "runs": [run]}
    return f"{escape_json(json.dumps(log, ensure_ascii=False, indent=1))}\n"


def _make_result(found: PlacedFinding, rule: int) -> dict[str, Any]:
    from urllib.parse import quote

    region = {
        "startLine": found.line,
        "startColumn": found.column,
        "endLine": found.end_line,
        "endColumn": found.end_column,
    }
    place = {"artifactLocation": {"uri": quote(found.path, errors="replace")}, "region": region}
    return {
        "ruleId": found.code,
        "ruleIndex": rule,
        "level": found.level,
        "message": {"text": found.message},
        "locations": [{"physicalLocation": place}],
    }
