"""Quotes as entries of a list: who says it and how, and below that the words."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from newscli.analysis.outline import walk_sections
from newscli.analysis.quotes.wording import drop_conjunction
from newscli.analysis.voices import is_unclear
from newscli.model import Omitted, Quote, QuoteKind, Report, Speaker
from newscli.rendering import palette

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text

# Quotes and names of which newscli is less sure than this are marked on the page.
LOW_CONFIDENCE = 0.6
LOW_NAME_CONFIDENCE = 0.8
# What the page calls a quote whose content the speaker does not assert, and quotes that report no saying.
POLARITY_LABELS = {"denied": "denied", "unsaid": "not said"}
ACT_LABELS = {"thought": "thought", "other": "act"}
# The kinds as the page lists them, with their titles.
KIND_TITLES: dict[QuoteKind, str] = {"direct": "Direct quotes", "mixed": "Partial quotes", "indirect": "Paraphrases"}


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


def describe_omitted(omitted: Omitted) -> str | None:
    """Say how many quotes are left out of a page that is read later; None if none is."""
    count = omitted.act + omitted.confidence
    if not count:
        return None
    verb = "is" if count == 1 else "are"
    return (
        f"{count} more {'quote' if count == 1 else 'quotes'} {verb} left out: acts, thoughts and doubtful paraphrases."
    )


def write_speaker(speaker: Speaker | None) -> str:
    """Write who speaks: the name, else the article's words; a bare pronoun is no answer."""
    if speaker is None:
        return "no speaker found"
    if speaker.name is not None:
        return speaker.name
    return f"not clear who (“{speaker.mention}”)" if is_unclear(speaker) else speaker.mention


def list_names(report: Report) -> dict[str, str]:
    """Return the names of the entities by their ids."""
    return {entity.id: entity.name for entity in report.entities}


def list_quote_facts(quote: Quote, names: Mapping[str, str], section: str | None) -> Iterator[str]:
    """Yield the mention, the verb, who reports the words, what is doubtful, and where the quote stands."""
    speaker = quote.speaker
    if speaker and speaker.name and speaker.name != speaker.mention:
        yield f'as "{speaker.mention}"'
    if quote.cue:
        yield quote.cue.text
    if speaker and speaker.via:
        yield f"via {names[speaker.via]}"
    if speaker and speaker.anonymous == "withheld":
        yield "name withheld"
    if speaker and speaker.confidence is not None and speaker.confidence < LOW_NAME_CONFIDENCE:
        yield f"name {speaker.confidence:.0%} sure"
    if quote.confidence < LOW_CONFIDENCE:
        yield f"{quote.confidence:.0%} sure"
    yield f"line {quote.line}"
    if section:
        yield section


def list_reservations(quote: Quote) -> list[str]:
    """List what a reader has to know before printing a quote under its speaker's name."""
    labels = [POLARITY_LABELS.get(quote.polarity), ACT_LABELS.get(quote.act) if quote.kind == "indirect" else None]
    return [label for label in labels if label]


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
