"""What `newscli quotes` shows: who said what, and where."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from newscli.model import Report, Speaker
from newscli.rendering.views import Row, View

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

COLUMNS = ("id", "line", "kind", "speaker", "mention", "cue", "section", "confidence", "text")
# The page's columns and their minimum widths, so that a narrow terminal folds the quote and not the rest.
_MIN_WIDTHS = {"id": 2, "line": 4, "kind": 6, "speaker": 10, "quote": 20}
_MAX_SPEAKER_WIDTH = 28


def list_rows(report: Report) -> Iterator[Row]:
    """Yield a row for each quote, its kind and cue named as in the JSON contract."""
    for quote in report.quotes:
        speaker = quote.speaker
        yield [
            quote.id,
            str(quote.line),
            quote.kind,
            (speaker and speaker.name) or "",
            speaker.mention if speaker else "",
            quote.cue.text if quote.cue else "",
            quote.section or "",
            str(quote.confidence),
            quote.text,
        ]


def build_page(report: Report) -> "RenderableType":
    """Build a table with a row for each quote."""
    from rich.text import Text

    from newscli.rendering import tables

    if not report.quotes:
        return tables.make_empty_note("quotes")
    table = tables.make_table(*_MIN_WIDTHS)
    columns = dict(zip(_MIN_WIDTHS, table.columns, strict=True))
    for name, width in _MIN_WIDTHS.items():
        columns[name].min_width = width
    columns["line"].justify = "right"
    columns["speaker"].max_width = _MAX_SPEAKER_WIDTH
    columns["quote"].ratio = 1
    table.expand = True
    for quote in report.quotes:
        table.add_row(
            Text(quote.id, style="dim"),
            Text(str(quote.line)),
            Text(tables.KIND_LABELS[quote.kind], style=tables.KIND_STYLES[quote.kind]),
            _write_speaker(quote.speaker),
            tables.make_paragraphs(quote.text),
        )
    return table


def _write_speaker(speaker: Speaker | None) -> "Text":
    """Write the speaker's name, and the mention if it differs."""
    from rich.text import Text

    from newscli.rendering import tables

    if speaker is None:
        return tables.make_dash()
    if speaker.name is None:
        return tables.make_line(speaker.mention, "italic")
    name = tables.make_line(speaker.name, "bold")
    if speaker.name == speaker.mention:
        return name
    return Text.assemble(name, "\n", tables.make_line(speaker.mention, "dim italic"))


VIEW = View(("quotes", "omitted", "entities", "warnings"), COLUMNS, list_rows, build_page)
