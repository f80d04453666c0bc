"""What `newscli outline` shows: the sections of an article."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from newscli.analysis.outline import walk_sections
from newscli.model import Report
from newscli.rendering.views import Row, View

if TYPE_CHECKING:
    from rich.console import RenderableType

COLUMNS = ("id", "level", "title", "paragraphs", "words", "quotes", "start", "end")


def list_rows(report: Report) -> Iterator[Row]:
    """Yield a row for each section."""
    for section in walk_sections(report.outline):
        counts = (section.paragraphs, section.words, section.quotes, *section.span)
        yield [section.id, str(section.level), section.title or "", *map(str, counts)]


def build_page(report: Report) -> "RenderableType":
    """Build a table with a row for each section, indented by its level."""
    from rich.text import Text

    from newscli.rendering import tables

    if not report.outline:
        return tables.make_empty_note("sections")
    table = tables.make_table("id", "section", "paragraphs", "words", "quotes")
    for column in table.columns[2:]:
        column.justify = "right"
    sections = list(walk_sections(report.outline))
    top_level = min((section.level for section in sections if section.level), default=1)
    for section in sections:
        indent = "  " * max(0, section.level - top_level)
        title = tables.make_line(section.title, "bold") if section.title else Text("(lead)", style="dim")
        counts = (section.paragraphs, section.words, section.quotes)
        table.add_row(Text(section.id, style="dim"), Text(indent).append_text(title), *(Text(str(n)) for n in counts))
    return table


VIEW = View(("outline", "omitted", "warnings"), COLUMNS, list_rows, build_page)
