"""What `newscli meta` shows: the metadata of an article."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from newscli.model import Report
from newscli.rendering.views import Row, View, to_cell

if TYPE_CHECKING:
    from rich.console import RenderableType

COLUMNS = (
    "title", "authors", "agency", "published", "modified", "publisher", "section", "language", "dateline", "url",
    "words", "reading_minutes",
)  # fmt: skip


def list_rows(report: Report) -> Iterator[Row]:
    """Yield the one row of an article."""
    yield [_join_values(getattr(report.metadata, column)) for column in COLUMNS]


def _join_values(value: object) -> str:
    return "; ".join(value) if isinstance(value, tuple) else to_cell(value)


def build_page(report: Report) -> "RenderableType":
    """Build a table with a row for each field: its value, and where that comes from."""
    from newscli.rendering import tables

    table = tables.make_table("field", "value", "from")
    for name in COLUMNS:
        value = getattr(report.metadata, name)
        evidence = report.metadata.evidence.get(name)
        origin = evidence.origin if evidence else "counted" if isinstance(value, int) else ""
        text = _join_values(value)
        table.add_row(
            tables.make_line(name.replace("_", " "), "bold"),
            tables.make_line(text) if text else tables.make_dash(),
            tables.make_origin(origin),
        )
    return table


VIEW = View(("metadata", "warnings"), COLUMNS, list_rows, build_page)
