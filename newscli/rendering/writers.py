"""One writer a format: each takes the Reports of a run one by one and prints them to a stream."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TextIO

from newscli.model import Report

DEFAULT_WIDTH = 100
# Rich fills every line to the full width; a pipe and a copied line want no such tail.
_BLANKS_AT_ENDS = re.compile(r" {1,1000}$", re.MULTILINE)
Write = Callable[[Report], None]


@dataclass(frozen=True, slots=True)
class Output:
    """A stream to print to; ``terminal``: it is one."""

    stream: TextIO
    terminal: bool
    colour: bool


class Style(Protocol):
    """The options that matter to printing."""

    @property
    def format(self) -> str: ...
    @property
    def width(self) -> int | None: ...
    @property
    def csv_raw(self) -> bool: ...


def writer(output: Output, command: str, style: Style, several: bool) -> Write:
    """How to print the Reports of ``command``, of which there are ``several``."""
    match style.format:
        case "json":
            return _json(output, command)
        case "csv":
            return _csv(output, command, style.csv_raw)
        case "markdown":
            return _markdown(output, command, several)
        case _ if output.terminal or command == "show":
            return _rich(output, command, style.width, several)
        case _:
            return _tsv(output, command)


def _json(output: Output, command: str) -> Write:
    from newscli.rendering.jsonout import to_json

    return lambda report: print(to_json(report, command, output.terminal), file=output.stream)


def _tsv(output: Output, command: str) -> Write:
    from newscli.rendering.delimited import tsv
    from newscli.rendering.rows import COLUMNS, rows

    output.stream.write(tsv([("path", *COLUMNS[command])]))
    return lambda report: _put(output, tsv((report.source.path, *row) for row in rows(report, command)))


def _csv(output: Output, command: str, raw: bool) -> Write:
    from newscli.rendering.delimited import csv_lines
    from newscli.rendering.rows import COLUMNS, rows

    output.stream.write(csv_lines([("path", *COLUMNS[command])], raw))
    return lambda report: _put(output, csv_lines(((report.source.path, *r) for r in rows(report, command)), raw))


def _markdown(output: Output, command: str, several: bool) -> Write:
    from newscli.rendering.markdown import markdown_page, markdown_table
    from newscli.rendering.rows import COLUMNS, rows
    from newscli.rendering.safe import markdown_cell

    def write(report: Report) -> None:
        if report.error is not None:
            return
        if command == "show":
            _put(output, markdown_page(report))
            return
        if several:
            _put(output, f"## {markdown_cell(report.source.path)}\n\n")
        _put(output, markdown_table(COLUMNS[command], rows(report, command)))
        if several:
            _put(output, "\n")

    return write


def _rich(output: Output, command: str, width: int | None, several: bool) -> Write:
    from newscli.rendering.page import page
    from newscli.rendering.terminal import console, rule, table

    columns = width or (None if output.terminal else DEFAULT_WIDTH)
    made = console(output.stream, terminal=output.terminal, colour=output.colour, width=columns)

    def write(report: Report) -> None:
        if report.error is not None:
            return
        with made.capture() as captured:
            if several:
                made.print(rule(report.source.path))
            made.print(page(report) if command == "show" else table(report, command))
        _put(output, _BLANKS_AT_ENDS.sub("", captured.get()))

    return write


def _put(output: Output, text: str) -> None:
    output.stream.write(text)
