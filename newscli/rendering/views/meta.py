"""What `newscli meta` shows: the metadata of an article."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from newscli.analysis.metadata import ISO_DAY_CHARS
from newscli.model import Report
from newscli.rendering.views import Row, View, to_cell

if TYPE_CHECKING:
    from rich.console import RenderableType

COLUMNS = (
    "title", "authors", "agency", "published", "modified", "publisher", "section", "language", "dateline", "url",
    "words", "reading_minutes",
)  # fmt: skip
# In columns: narrower pages leave out where a value comes from, and list several articles without a table.
_MIN_TABLE_WIDTH = 70
_MIN_LIST_WIDTH = 90


def list_rows(report: Report) -> Iterator[Row]:
    """Yield the one row of an article."""
    yield [_join_values(getattr(report.metadata, column)) for column in COLUMNS]


def _join_values(value: object) -> str:
    return "; ".join(value) if isinstance(value, tuple) else to_cell(value)


def build_page(report: Report) -> "RenderableType":
    """Build a table with a row for each field: its value, and, on a wide page, where that comes from."""
    from newscli.rendering import tables

    wide, narrow = tables.make_table("field", "value", "from"), tables.make_table("field", "value")
    for table in (wide, narrow):
        table.columns[0].no_wrap = True
        for name, value, origin in _list_values(report):
            cells = [
                tables.make_line(name.replace("_", " "), "bold"),
                tables.make_line(value) if value else tables.make_dash(),
                tables.make_origin(origin),
            ]
            table.add_row(*cells[: len(table.columns)])
    return tables.ByWidth(_MIN_TABLE_WIDTH, wide, narrow)


def _list_values(report: Report) -> Iterator[tuple[str, str, str]]:
    """Yield the name, the value and the origin of each field."""
    for name in COLUMNS:
        value = getattr(report.metadata, name)
        evidence = report.metadata.evidence.get(name)
        origin = evidence.origin if evidence else "counted" if isinstance(value, int) else ""
        yield name, _join_values(value), origin


def build_list(reports: Sequence[Report]) -> "RenderableType":
    """Build a table with a row for each article."""
    from newscli.analysis.written_days import write_day
    from newscli.rendering import tables

    table = tables.make_table("published", "title", "authors", "words", "path")
    table.columns[3].justify = "right"
    table.columns[1].ratio = 1
    table.expand = True
    entries = []
    for report in reports:
        metadata = report.metadata
        title = tables.make_line(metadata.title, "bold") if metadata.title else tables.make_dash()
        authors = ", ".join(metadata.authors)
        table.add_row(
            tables.make_line((metadata.published or "–")[:ISO_DAY_CHARS]),
            title,
            tables.make_line(authors),
            tables.make_line(f"{metadata.words or 0:,}"),
            tables.make_line(report.source.path, "dim"),
        )
        published = write_day(metadata.published) if metadata.published else ""
        entries.append((title.copy(), " · ".join(filter(None, (published, authors, report.source.path)))))
    return tables.ByWidth(_MIN_LIST_WIDTH, table, tables.make_entries(entries))


def build_markdown(report: Report) -> str:
    """Build a list of the fields, under the title of the article."""
    from newscli.rendering.escape import escape_markdown, flatten
    from newscli.rendering.markdown import write_list
    from newscli.rendering.markdown_report import write_header

    items = (
        f"{name.replace('_', ' ')}: {escape_markdown(flatten(value))} ({escape_markdown(flatten(origin))})"
        for name, value, origin in _list_values(report)
        if value
    )
    return f"{write_header(report)}\n{write_list(items)}"


VIEW = View(("metadata", "warnings"), COLUMNS, list_rows, build_page, build_markdown, build_list)
