"""Who speaks in an article: its quotes added up by speaker."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from newscli.lang.en.sources import BARE_SOURCES
from newscli.model import Entity, Mention, Quote, Report, Speaker, Voice
from newscli.text import count_words

_SHARE_DIGITS = 4


def count_voices(quotes: Sequence[Quote], entities: Sequence[Entity]) -> tuple[Voice, ...]:
    """Count the voices of an article, the most quoted first.

    Quotes without a source are left out, and those of a "he" or "who" of whom the article does not tell who it is.
    """
    return tuple(voice for _, voice in _rank_voices(quotes, entities))


def sort_by_speaker(quotes: Sequence[Quote], entities: Sequence[Entity]) -> tuple[Quote, ...]:
    """Sort quotes by voice, in the order of ``count_voices``; quotes without a source come last."""
    ranks = {key: rank for rank, (key, _) in enumerate(_rank_voices(quotes, entities))}

    def get_rank(quote: Quote) -> int:
        return ranks.get(identify_speaker(quote.speaker) or "", len(ranks))

    return tuple(sorted(quotes, key=get_rank))


def list_unquoted(report: Report) -> list[Entity]:
    """List the people who are named in an article, but are no source of a quote, nor part of one, nor its authors."""
    speakers = [quote.speaker for quote in report.quotes if quote.speaker]
    ids = {speaker.entity for speaker in speakers} | {speaker.via for speaker in speakers}
    authors = {author.casefold() for author in report.metadata.authors}
    spans = sorted(speaker.span for speaker in speakers)

    def is_in_source(mention: Mention) -> bool:
        k = bisect_right(spans, (mention.start, mention.end))
        return any(start < mention.end and mention.start < end for start, end in spans[max(0, k - 1) : k + 1])

    return [
        entity
        for entity in report.entities
        if entity.type == "person"
        and entity.id not in ids
        and entity.name.casefold() not in authors
        and not any(map(is_in_source, entity.mentions))
    ]


def is_unclear(speaker: Speaker) -> bool:
    """Whether a source is a bare pronoun, such as "who" or "they", of whom the article does not tell who it is."""
    return speaker.name is None and speaker.mention.strip().casefold() in BARE_SOURCES


def _rank_voices(quotes: Sequence[Quote], entities: Sequence[Entity]) -> list[tuple[str, Voice]]:
    """Rank the voices, each with the key that identifies it."""
    roles = {entity.id: entity.roles for entity in entities}
    lengths = [count_words(quote.text) for quote in quotes]
    total = sum(lengths)
    by_speaker: dict[str, list[tuple[Quote, Speaker, int]]] = {}
    for quote, length in zip(quotes, lengths, strict=True):
        key = identify_speaker(quote.speaker)
        if quote.speaker is not None and key is not None:
            by_speaker.setdefault(key, []).append((quote, quote.speaker, length))
    voices: list[tuple[str, Voice]] = []
    for key, turns in by_speaker.items():
        speaker = turns[0][1]
        words = sum(length for _, _, length in turns)
        kinds = Counter(quote.kind for quote, _, _ in turns)
        voice = Voice(
            name=speaker.name or " ".join(speaker.mention.split()),
            entity=speaker.entity,
            roles=roles.get(speaker.entity or "", ()),
            quotes=len(turns),
            words=words,
            share=round(words / total, _SHARE_DIGITS) if total else 0.0,
            direct=kinds["direct"],
            mixed=kinds["mixed"],
            indirect=kinds["indirect"],
            anonymous=next((speaker.anonymous for _, speaker, _ in turns if speaker.anonymous), None),
        )
        voices.append((key, voice))
    return sorted(voices, key=lambda pair: (-pair[1].words, pair[1].name))


def identify_speaker(speaker: Speaker | None) -> str | None:
    """Return the key that identifies a source in an article: the entity, else the mention; None if it has no voice."""
    if speaker is None or is_unclear(speaker):
        return None
    return speaker.entity or " ".join(speaker.mention.split()).casefold()


def identify_voice(voice: Voice) -> str:
    """Return the key that identify_speaker has for the source of each quote of a voice."""
    return voice.entity or voice.name.casefold()


def split_voices(voices: Sequence[Voice]) -> tuple[list[Voice], list[Voice]]:
    """Split voices into those that are not anonymous, and those that are."""
    anonymous = [voice for voice in voices if voice.anonymous is not None]
    return [voice for voice in voices if voice.anonymous is None], anonymous
