"""Who speaks in an article: quotes added up by speaker."""

from collections.abc import Sequence
from dataclasses import dataclass

from newscli.model import Entity, Quote, Speaker
from newscli.text import count_words


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker, by name where one is known; ``key`` tells them apart, ``words`` are those of all their quotes,
    ``share`` their part of all quoted words of the article, from 0 to 1."""

    key: str
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
        length = count_words(quote.text)
        every += length
        if quote.speaker is None:
            continue
        shown = quote.speaker.name or " ".join(quote.speaker.mention.split())
        entity = known.get(quote.speaker.entity or "")
        key = _key(quote.speaker)
        name, roles, many, words = totals.get(key, (shown, entity.roles if entity else (), 0, 0))
        totals[key] = (name, roles, many + 1, words + length)
    made = [Voice(key, *total, total[3] / every if every else 0.0) for key, total in totals.items()]
    return sorted(made, key=lambda voice: (-voice.words, voice.name))


def by_speaker(quotes: Sequence[Quote], entities: Sequence[Entity]) -> tuple[Quote, ...]:
    """The quotes of each voice together, in the order of voices, those of no source last."""
    order = {voice.key: k for k, voice in enumerate(voices(quotes, entities))}
    return tuple(sorted(quotes, key=lambda one: order[_key(one.speaker)] if one.speaker else len(order)))


def _key(speaker: Speaker) -> str:
    """An entity's id, else the words of the mention."""
    return speaker.entity or " ".join(speaker.mention.split()).casefold()
