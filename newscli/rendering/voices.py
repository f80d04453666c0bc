"""Who speaks in an article: quotes added up by speaker."""

from collections.abc import Sequence
from dataclasses import dataclass

from newscli.model import Entity, Quote
from newscli.words import count


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker, by name where one is known; ``words`` are those of all their quotes, ``share`` their part of all
    quoted words of the article, from 0 to 1."""

    name: str
    roles: tuple[str, ...]
    quotes: int
    words: int
    share: float


def voices(quotes: Sequence[Quote], entities: Sequence[Entity]) -> list[Voice]:
    """The voices of an article, the one with most quoted words first. Quotes of no source are left out."""
    known = {one.id: one for one in entities}
    totals: dict[str, tuple[str, tuple[str, ...], int, int]] = {}
    every = 0
    for quote in quotes:
        length = count(quote.text)
        every += length
        if quote.speaker is None:
            continue
        shown = quote.speaker.name or " ".join(quote.speaker.mention.split())
        entity = known.get(quote.speaker.entity or "")
        key = speaker_key(quote)
        name, roles, many, words = totals.get(key, (shown, entity.roles if entity else (), 0, 0))
        totals[key] = (name, roles, many + 1, words + length)
    made = [Voice(*total, total[3] / every if every else 0.0) for total in totals.values()]
    return sorted(made, key=lambda voice: (-voice.words, voice.name))


def speaker_key(quote: Quote) -> str:
    """The same for quotes of one speaker: an entity's id, else the words of the mention; "" for no source."""
    if quote.speaker is None:
        return ""
    return quote.speaker.entity or " ".join(quote.speaker.mention.split()).casefold()
