"""Quotes as entries of a list: who says it and how, and below that the words."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from newscli.analysis.outline import walk_sections
from newscli.analysis.quotes.wording import drop_conjunction
from newscli.model import Quote, Report
from newscli.rendering import palette
from newscli.rendering.wording import list_names, list_quote_facts, list_reservations

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text


def build_quote_list(report: Report, quotes: Sequence[Quote], *, with_kind: bool) -> "Table":
    """Build a list of quotes of a Report; ``with_kind`` says whether to name the kind of each."""
    from rich.table import Table
    from rich.text import Text

    titles = {section.id: section.title for section in walk_sections(report.outline)}
    names = list_names(report)
    table = Table(box=None, show_header=False, pad_edge=False, expand=True, padding=(0, 1, 1, 0))
    table.add_column(no_wrap=True, min_width=max(len(quote.id) for quote in report.quotes))
    table.add_column(ratio=1, overflow="fold")
    for quote in quotes:
        table.add_row(
            Text(quote.id, style="dim"), _write_quote(quote, names, titles.get(quote.section or ""), with_kind)
        )
    return table


def _write_quote(quote: Quote, names: Mapping[str, str], section: str | None, with_kind: bool) -> "Text":
    from rich.text import Text

    from newscli.rendering import tables

    line = Text().append_text(tables.name_speaker(quote.speaker))
    if with_kind:
        line.append("  ").append(palette.KIND_LABELS[quote.kind], style=palette.KIND_STYLES[quote.kind])
    for label in list_reservations(quote):
        line.append("  ").append(label, style=palette.RESERVATION)
    facts = tables.make_line(" · ".join(list_quote_facts(quote, names, section)), "dim")
    return Text.assemble(line, "  ", facts, "\n", tables.make_paragraphs(drop_conjunction(quote)))
