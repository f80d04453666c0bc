"""Who speaks in an article: quotes added up by speaker."""

from collections.abc import Sequence
from dataclasses import dataclass

from newscli.model import Quote
from newscli.words import count


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker, by name where one is known; ``words`` are those of all their quotes."""

    name: str
    quotes: int
    words: int


def voices(quotes: Sequence[Quote]) -> list[Voice]:
    """The voices of an article, the one with most quoted words first. Quotes of no source are left out."""
    totals: dict[str, tuple[str, int, int]] = {}
    for quote in quotes:
        if quote.speaker is None:
            continue
        shown = quote.speaker.name or " ".join(quote.speaker.mention.split())
        key = quote.speaker.entity or shown.casefold()
        name, many, words = totals.get(key, (shown, 0, 0))
        totals[key] = (name, many + 1, words + count(quote.text))
    return sorted((Voice(*total) for total in totals.values()), key=lambda voice: (-voice.words, voice.name))
