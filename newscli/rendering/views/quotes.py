"""What `newscli quotes` shows: who said what, and where."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from newscli.model import Quote, Report
from newscli.rendering import palette
from newscli.rendering.views import Row, View, to_cell

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

COLUMNS = (
    "id", "line", "kind", "act", "polarity", "speaker", "mention", "basis", "anonymous", "cue", "section", "confidence",
    "text",
)  # fmt: skip
# The page's columns and their minimum widths, so that a narrow terminal folds the quote and not the rest.
_MIN_WIDTHS = {"id": 2, "line": 4, "kind": 6, "sure": 4, "speaker": 10, "quote": 16}
_MAX_SPEAKER_WIDTH = 28


def list_rows(report: Report) -> Iterator[Row]:
    """Yield a row for each quote, its values named as in the JSON contract. A speaker without a name is the mention."""
    for quote in report.quotes:
        speaker = quote.speaker
        yield [
            quote.id,
            str(quote.line),
            quote.kind,
            quote.act,
            quote.polarity,
            (speaker.name or speaker.mention) if speaker else "",
            speaker.mention if speaker else "",
            to_cell(speaker and speaker.basis),
            to_cell(speaker and speaker.anonymous),
            quote.cue.text if quote.cue else "",
            quote.section or "",
            str(quote.confidence),
            quote.text,
        ]


def build_page(report: Report) -> "RenderableType":
    """Build a table with a row for each quote, and a note of how many are left out."""
    from rich.console import Group
    from rich.text import Text

    from newscli.rendering import tables

    if not report.quotes:
        return tables.make_omitted_note(report.omitted) or tables.make_empty_note("quotes")
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
            tables.make_paragraphs(quote.text),
        )
    note = tables.make_omitted_note(report.omitted)
    return Group(table, note) if note else table


def _write_kind(quote: Quote) -> "Text":
    """Write the kind of a quote, and below it what keeps it from being plainly said."""
    from rich.text import Text

    from newscli.rendering import tables

    kind = Text(palette.KIND_LABELS[quote.kind], style=palette.KIND_STYLES[quote.kind])
    for label in tables.list_reservations(quote):
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


VIEW = View(("quotes", "omitted", "entities", "warnings"), COLUMNS, list_rows, build_page)
