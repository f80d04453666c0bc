"""One writer a format: each takes the Reports of a run one by one and prints them to a stream."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TextIO

from newscli.model import Report

if TYPE_CHECKING:
    from rich.console import RenderableType

    from newscli.analysis.timeline import Event

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


@contextmanager
def writer(output: Output, command: str, style: Style, several: bool) -> Iterator[Write]:
    """How to print the Reports of ``command``, of which there are ``several``: each at once, a timeline at the end."""
    if command != "timeline" or style.format == "json":
        yield _writer(output, command, style, several)
        return
    from newscli.analysis.timeline import Event, events, in_order

    found: list[Event] = []
    yield lambda report: found.extend(events(report))
    _timeline(output, style, several, in_order(found))


def _writer(output: Output, command: str, style: Style, several: bool) -> Write:
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
    from newscli.rendering.json import to_json

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
    from newscli.rendering.escape import markdown_cell
    from newscli.rendering.markdown import markdown_page, markdown_table
    from newscli.rendering.rows import COLUMNS, rows

    def write(report: Report) -> None:
        if report.error is not None:
            return
        if command == "show":
            _put(output, markdown_page(report))
            return
        named = several or _part(report)
        if named:
            _put(output, f"## {markdown_cell(report.source.path)}\n\n")
        _put(output, markdown_table(COLUMNS[command], rows(report, command)))
        if named:
            _put(output, "\n")

    return write


def _rich(output: Output, command: str, width: int | None, several: bool) -> Write:
    from newscli.rendering.page import page
    from newscli.rendering.terminal import rule, table

    def write(report: Report) -> None:
        if report.error is None:
            shown = page(report) if command == "show" else table(report, command)
            named = several or _part(report)
            _print(output, width, *([rule(report.source.path)] if named else []), shown)

    return write


def _part(report: Report) -> bool:
    """Whether an article is one of several in its file ("export.json#3")."""
    return report.source.path.rpartition("#")[2].isdecimal()


def _print(output: Output, width: int | None, *parts: "RenderableType") -> None:
    from newscli.rendering.terminal import console

    columns = width or (None if output.terminal else DEFAULT_WIDTH)
    made = console(output.stream, terminal=output.terminal, colour=output.colour, width=columns)
    with made.capture() as captured:
        for part in parts:
            made.print(part)
    _put(output, _BLANKS_AT_ENDS.sub("", captured.get()))


def _timeline(output: Output, style: Style, several: bool, found: "list[Event]") -> None:
    from newscli.analysis.timeline import row
    from newscli.rendering.rows import COLUMNS

    rows = [("path", *COLUMNS["timeline"]), *map(row, found)]
    if style.format == "csv":
        from newscli.rendering.delimited import csv_lines

        _put(output, csv_lines(rows, style.csv_raw))
    elif style.format == "markdown":
        from newscli.rendering.markdown import markdown_table

        _put(output, markdown_table(rows[0], rows[1:]))
    elif output.terminal:
        from newscli.rendering.terminal import timeline

        _print(output, style.width, timeline(found, several))
    else:
        from newscli.rendering.delimited import tsv

        _put(output, tsv(rows))


def _put(output: Output, text: str) -> None:
    output.stream.write(text)
