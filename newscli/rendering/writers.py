"""One writer for each format: it takes the Reports of a run one by one and prints them to a stream."""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple, TextIO

from newscli.model import Report
from newscli.rendering.style import Ink, Style
from newscli.rendering.views import MergedView, View

if TYPE_CHECKING:
    from rich.console import RenderableType

DEFAULT_WIDTH = 100  # in columns, if the output is not a terminal
# Rich pads every line to the full width, which is a nuisance in a pipe or a copied line.
_BLANKS_AT_LINE_ENDS = re.compile(r" {1,1000}$", re.MULTILINE)
# Hyperlinks (OSC 8), which Rich writes on every terminal.
_LINKS = re.compile(r"\x1b\]8;[^\x1b]{0,3000}\x1b\\")
Write = Callable[[Report], None]


class Output(NamedTuple):
    """A stream to print to: whether it is a ``terminal``, how to style what is printed, and how wide pages are.

    Without a ``width`` they are as wide as the terminal. Where that shows links, ``find_link`` finds the address of an
    article's path. ``is_paging`` tells whether a pager has the screen.
    """

    stream: TextIO
    terminal: bool = False
    ink: Ink = "none"
    width: int | None = DEFAULT_WIDTH
    find_link: Callable[[str], str | None] | None = None
    is_paging: Callable[[], bool] = lambda: False


@contextmanager
def open_writer(output: Output, view: View | MergedView, style: Style, *, has_several_inputs: bool) -> Iterator[Write]:
    """Yield a function that prints a Report of a command. A MergedView is printed at the end, all Reports in one.

    ``has_several_inputs`` says whether the run has several inputs.
    """
    if style.format == "json":
        yield _write_json(output, view)
    elif isinstance(view, View) and view.build_list is not None and style.format == "table" and output.terminal:
        reports: list[Report] = []
        yield lambda report: reports.append(report) if report.error is None else None
        _print_list(output, view, reports)
    elif style.format == "html" and view.build_html is not None:
        pages: list[Report] = []
        yield lambda report: pages.append(report) if report.error is None else None
        output.stream.write(view.build_html(pages))
    elif isinstance(view, View):
        yield _choose_writer(output, view, style, has_several_inputs)
    else:
        items: list[Any] = []
        yield lambda report: items.extend(view.gather(report))
        _write_merged(output, view, style, view.sort(items), has_several_inputs)


def _choose_writer(output: Output, view: View, style: Style, has_several_inputs: bool) -> Write:
    match style.format:
        case "csv":
            return _write_csv(output, view, style.csv_raw)
        case "markdown":
            return _write_markdown(output, view, has_several_inputs)
        case _ if output.terminal or view.is_text:
            return _write_pages(output, view, has_several_inputs)
        case _:
            return _write_tsv(output, view)


def _write_json(output: Output, view: View | MergedView) -> Write:
    from newscli.rendering.json import colour_json, to_json

    def write(report: Report) -> None:
        json = to_json(report, view.keys, indent=output.terminal)
        output.stream.write(f"{colour_json(json) if output.ink == 'colour' else json}\n")

    return write


def _write_tsv(output: Output, view: View) -> Write:
    from newscli.rendering.delimited import to_tsv

    output.stream.write(to_tsv([("path", *view.columns)]))

    def write(report: Report) -> None:
        if report.error is None:
            output.stream.write(to_tsv((report.source.path, *row) for row in view.list_rows(report)))

    return write


def _write_csv(output: Output, view: View, raw: bool) -> Write:
    from newscli.rendering.delimited import to_csv

    output.stream.write(to_csv([("path", *view.columns)], raw=raw))

    def write(report: Report) -> None:
        if report.error is None:
            rows = ((report.source.path, *row) for row in view.list_rows(report))
            output.stream.write(make_csv_safe(output, to_csv(rows, raw=raw)))

    return write


def _write_markdown(output: Output, view: View, has_several_inputs: bool) -> Write:
    from newscli.rendering.escape import escape_markdown
    from newscli.rendering.markdown import to_markdown_table

    def write(report: Report) -> None:
        if report.error is not None:
            return
        if view.build_markdown is not None:
            output.stream.write(view.build_markdown(report))
            return
        table = to_markdown_table(view.columns, view.list_rows(report))
        if has_several_inputs or is_numbered(report.source.path):
            table = f"## {escape_markdown(report.source.path)}\n\n{table}\n"
        output.stream.write(table)

    return write


def _write_pages(output: Output, view: View, has_several_inputs: bool) -> Write:
    from newscli.rendering.tables import make_rule, make_warnings_note

    def write(report: Report) -> None:
        if report.error is None:
            path = report.source.path
            link = output.find_link(path) if output.find_link else None
            rule = [make_rule(path, link)] if has_several_inputs or is_numbered(path) else []
            # The text page lists the warnings; the tables only say that there are some.
            note = [make_warnings_note(len(report.warnings))] if report.warnings and not view.is_text else []
            print_page(output, *rule, view.build_page(report), *note)

    return write


def _print_list(output: Output, view: View, reports: Sequence[Report]) -> None:
    """Print the articles of a run in one table, or the only one by itself."""
    from newscli.rendering.tables import make_warnings_note

    count = sum(len(report.warnings) for report in reports)
    note = [make_warnings_note(count)] if count else []
    if len(reports) == 1:
        print_page(output, view.build_page(reports[0]), *note)
    elif reports and view.build_list is not None:
        print_page(output, view.build_list(reports), *note)


def _write_merged(output: Output, view: MergedView, style: Style, items: list[Any], has_several_inputs: bool) -> None:
    rows = list(map(view.make_row, items))
    if style.format == "csv":
        from newscli.rendering.delimited import to_csv

        output.stream.write(make_csv_safe(output, to_csv([view.columns, *rows], raw=style.csv_raw)))
    elif style.format == "markdown":
        from newscli.rendering.markdown import to_markdown_table

        output.stream.write(to_markdown_table(view.columns, rows))
    elif output.terminal:
        print_page(output, view.build_page(items, has_several_inputs or len({row[0] for row in rows}) > 1))
    else:
        from newscli.rendering.delimited import to_tsv

        output.stream.write(to_tsv([view.columns, *rows]))


def make_csv_safe(output: Output, csv: str) -> str:
    """Escape control characters in CSV if the output is a terminal."""
    from newscli.rendering.escape import escape_controls

    return escape_controls(csv) if output.terminal else csv


def is_numbered(path: str) -> bool:
    """Whether an article is one of several in its file ("export.json#3")."""
    return path.rpartition("#")[2].isdecimal()


def print_page(output: Output, *parts: "RenderableType") -> None:
    """Print what stands one below the other on a page."""
    from newscli.rendering.tables import make_console

    console = make_console(output.stream, terminal=output.terminal, ink=output.ink, width=output.width)
    with console.capture() as capture:
        for part in parts:
            console.print(part)
    page = _BLANKS_AT_LINE_ENDS.sub("", capture.get())
    output.stream.write(page if output.find_link else _LINKS.sub("", page))
