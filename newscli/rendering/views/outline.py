"""What `newscli outline` shows: the sections of an article."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from newscli.analysis.outline import walk_sections
from newscli.model import Report, Section
from newscli.rendering.views import Row, View
from newscli.rendering.wording import count_noun

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

COLUMNS = ("id", "level", "title", "paragraphs", "words", "quotes", "start", "end")
# In columns: narrower pages list the sections.
_MIN_TABLE_WIDTH = 60


def list_rows(report: Report) -> Iterator[Row]:
    """Yield a row for each section."""
    for section in walk_sections(report.outline):
        counts = (section.paragraphs, section.words, section.quotes, *section.span)
        yield [section.id, str(section.level), section.title or "", *map(str, counts)]


def build_page(report: Report) -> "RenderableType":
    """Build a table with a row for each section, indented by its level; on a narrow page a list."""
    from rich.text import Text

    from newscli.rendering import tables

    if not report.outline:
        return tables.make_empty_note("sections")
    table = tables.make_table("id", "section", "paragraphs", "words", "quotes")
    for column in table.columns[2:]:
        column.justify = "right"
    for section, title in name_sections(report.outline):
        counts = (section.paragraphs, section.words, section.quotes)
        table.add_row(Text(section.id, style="dim"), title, *(Text(str(n)) for n in counts))
    return tables.ByWidth(_MIN_TABLE_WIDTH, table, build_list(report.outline))


def build_list(outline: Sequence[Section]) -> "RenderableType":
    """Build a list of the sections, indented by their level, with their counts."""
    from rich.console import Group
    from rich.text import Text

    lines = []
    for section, title in name_sections(outline):
        counts = [count_noun(section.words, "word")]
        counts += [count_noun(section.quotes, "quote")] if section.quotes else []
        lines.append(Text.assemble((f"{section.id} ", "dim"), title, (f"  {', '.join(counts)}", "dim")))
    return Group(*lines)


def name_sections(outline: Sequence[Section]) -> "Iterator[tuple[Section, Text]]":
    """Yield every section with its title, indented by its level."""
    from rich.text import Text

    from newscli.rendering.tables import make_line

    sections = list(walk_sections(outline))
    top_level = min((section.level for section in sections if section.level), default=1)
    for section in sections:
        title = make_line(section.title, "bold") if section.title else Text("(lead)", style="dim")
        yield section, Text("  " * max(0, section.level - top_level)).append_text(title)


def build_markdown(report: Report) -> str:
    """Build the sections as a nested list, under the title of the article."""
    from newscli.rendering.markdown_report import write_header, write_outline

    return f"{write_header(report)}\n{write_outline(report.outline)}"


VIEW = View(("outline", "omitted", "warnings"), COLUMNS, list_rows, build_page, build_markdown)
