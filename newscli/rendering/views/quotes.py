"""What `newscli quotes` shows: who said what, and where."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from newscli.analysis.outline import walk_sections
from newscli.analysis.quotes.wording import drop_conjunction
from newscli.model import Quote, Report
from newscli.rendering import palette
from newscli.rendering.quote_lines import build_quote_list
from newscli.rendering.views import Row, View, to_cell
from newscli.rendering.wording import list_reservations

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table
    from rich.text import Text

COLUMNS = (
    "id", "line", "kind", "act", "polarity", "speaker", "role", "mention", "basis", "anonymous", "cue", "section",
    "section_title", "confidence", "title", "published", "text",
)  # fmt: skip
# The page's columns and their minimum widths, so that a narrow terminal folds the quote and not the rest.
_MIN_WIDTHS = {"id": 2, "line": 4, "kind": 10, "sure": 4, "speaker": 18, "quote": 24}
# In columns: narrower pages list the quotes.
_MIN_TABLE_WIDTH = 100
_MAX_SPEAKER_WIDTH = 28


def list_rows(report: Report) -> Iterator[Row]:
    """Yield a row for each quote, its values named as in the JSON contract. A speaker without a name is the mention.

    ``role`` has the roles that the article gives the speaker; ``title`` and ``published`` are those of the article.
    """
    roles = {entity.id: "; ".join(entity.roles) for entity in report.entities}
    titles = {section.id: section.title for section in walk_sections(report.outline)}
    for quote in report.quotes:
        speaker = quote.speaker
        yield [
            quote.id,
            str(quote.line),
            quote.kind,
            quote.act,
            quote.polarity,
            (speaker.name or speaker.mention) if speaker else "",
            roles.get((speaker and speaker.entity) or "", ""),
            speaker.mention if speaker else "",
            to_cell(speaker and speaker.basis),
            to_cell(speaker and speaker.anonymous),
            quote.cue.text if quote.cue else "",
            quote.section or "",
            titles.get(quote.section or "") or "",
            str(quote.confidence),
            report.metadata.title or "",
            report.metadata.published or "",
            quote.text,
        ]


def build_page(report: Report) -> "RenderableType":
    """Build a table with a row for each quote, or on a narrow page a list, and a note of how many are left out."""
    from rich.console import Group

    from newscli.rendering import tables

    note = tables.make_omitted_note(report.omitted)
    if not report.quotes:
        return note or tables.make_empty_note("quotes")
    quote_list = build_quote_list(report, report.quotes, with_kind=True)
    page = tables.ByWidth(_MIN_TABLE_WIDTH, _build_table(report), quote_list)
    return Group(page, note) if note else page


def _build_table(report: Report) -> "Table":
    from rich.text import Text

    from newscli.rendering import tables

    table = tables.make_table(*_MIN_WIDTHS)
    columns = dict(zip(_MIN_WIDTHS, table.columns, strict=True))
    for name, width in _MIN_WIDTHS.items():
        columns[name].min_width = width
    columns["line"].justify = columns["sure"].justify = "right"
    columns["speaker"].max_width = _MAX_SPEAKER_WIDTH
    columns["quote"].ratio = 1
    table.expand = True
    for quote in report.quotes:
        table.add_row(
            Text(quote.id, style="dim"),
            Text(str(quote.line)),
            _write_kind(quote),
            Text(f"{quote.confidence:.0%}", style="dim"),
            _write_speaker(quote),
            tables.make_paragraphs(drop_conjunction(quote)),
        )
    return table


def _write_kind(quote: Quote) -> "Text":
    """Write the kind of a quote, and below it what keeps it from being plainly said."""
    from rich.text import Text

    kind = Text(palette.KIND_LABELS[quote.kind], style=palette.KIND_STYLES[quote.kind])
    for label in list_reservations(quote):
        kind.append("\n").append(label, style=palette.RESERVATION)
    return kind


def _write_speaker(quote: Quote) -> "Text":
    """Write the speaker's name, the mention if it differs, and the verb."""
    from rich.text import Text

    from newscli.rendering import tables

    speaker = quote.speaker
    lines = [tables.name_speaker(speaker)]
    if speaker and speaker.name and speaker.name != speaker.mention:
        lines.append(tables.make_line(speaker.mention, "dim italic"))
    if quote.cue:
        lines.append(tables.make_line(quote.cue.text, "dim"))
    return Text("\n").join(lines)


def build_markdown(report: Report) -> str:
    """Build the quotes as block quotes, under the title of the article."""
    from newscli.rendering.markdown_report import write_header, write_quotes

    return f"{write_header(report)}\n{write_quotes(report, level=2)}"


VIEW = View(("quotes", "omitted", "entities", "warnings"), COLUMNS, list_rows, build_page, build_markdown)
