"""What the pages of all formats say of quotes, speakers and articles, in plain strings."""

from collections.abc import Iterator, Mapping
from pathlib import PurePath

from newscli.analysis.voices import is_unclear
from newscli.model import Entity, Omitted, Quote, QuoteKind, Report, Speaker

# Quotes and names of which newscli is less sure than this are marked on the page.
LOW_CONFIDENCE = 0.6
LOW_NAME_CONFIDENCE = 0.8
# What the page calls a quote whose content the speaker does not assert, and quotes that report no saying.
POLARITY_LABELS = {"denied": "denied", "unsaid": "not said"}
ACT_LABELS = {"thought": "thought", "other": "act"}
# The kinds as the page lists them, with their titles.
KIND_TITLES: dict[QuoteKind, str] = {"direct": "Direct quotes", "mixed": "Partial quotes", "indirect": "Paraphrases"}


def count_noun(count: int, noun: str) -> str:
    """Write a count and its noun: "1 quote", "2 quotes"."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


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


def describe_person(person: Entity) -> str:
    """Write who a person is: the name, and the first role that the article gives."""
    return f"{person.name} ({person.roles[0]})" if person.roles else person.name


def name_article(report: Report) -> str:
    """Write the title of an article, or, so that it can be told from others, the name of its file."""
    return report.metadata.title or f"(no title) {PurePath(report.source.path).name}"


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
