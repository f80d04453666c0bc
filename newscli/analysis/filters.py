"""Parts of a Report, as a reader asks for them: the quotes of a speaker, a section by its title."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from newscli.analysis.outline import walk_sections
from newscli.model import Entity, Omitted, Quote, Report, Section
from newscli.text import count_words


def keep_quotes(
    report: Report,
    *,
    speakers: Sequence[str] = (),
    kinds: Collection[str] = (),
    section: str | None = None,
    min_words: int = 0,
) -> Report:
    """Keep the quotes that meet all conditions; empty ones always hold.

    Each of ``speakers`` is part of a name or mention, and one of them has to fit; ``section`` is as in find_sections.
    """
    names = {entity.id: (entity.name, *entity.aliases) for entity in report.entities}
    section_ids = {part.id for part in walk_sections([*find_sections(report.outline, section)])} if section else set()
    quotes = tuple(
        quote
        for quote in report.quotes
        if (not speakers or any(_is_said_by(quote, speaker, names) for speaker in speakers))
        and (not kinds or quote.kind in kinds)
        and (not section or quote.section in section_ids)
        and (not min_words or count_words(quote.text) >= min_words)
    )
    # Only paraphrases are ever left out.
    omitted = report.omitted if not kinds or "indirect" in kinds else Omitted()
    return replace(report, quotes=quotes, omitted=omitted)


def list_speakers(report: Report) -> tuple[Entity, ...]:
    """List the entities that speak in the quotes of a Report, or report them."""
    ids = {entity for quote in report.quotes if quote.speaker for entity in (quote.speaker.entity, quote.speaker.via)}
    return tuple(entity for entity in report.entities if entity.id in ids)


def find_sections(sections: Sequence[Section], id_or_title: str) -> Iterator[Section]:
    """Find the sections with an id or a part of a title; not those within one that is found already."""
    for section in sections:
        if id_or_title == section.id or id_or_title.casefold() in (section.title or "").casefold():
            yield section
        else:
            yield from find_sections(section.sections, id_or_title)


def _is_said_by(quote: Quote, speaker: str, names: Mapping[str, Sequence[str]]) -> bool:
    if quote.speaker is None:
        return False
    candidates = (quote.speaker.mention, *names.get(quote.speaker.entity or "", ()))
    return any(speaker.casefold() in name.casefold() for name in candidates)
