"""`newscli quotes`: who says what."""

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from newscli.cli.options import Select, article_command
from newscli.text import count_words

if TYPE_CHECKING:
    from newscli.model import Entity, Quote, Report, Section


class Kind(StrEnum):
    """model.QuoteKind, in the form that Typer takes for an option that repeats."""

    direct = "direct"
    mixed = "mixed"
    indirect = "indirect"


class Order(StrEnum):
    """The order that quotes are printed in."""

    text = "text"
    speaker = "speaker"


def register(app: typer.Typer) -> None:
    @article_command(
        app,
        (
            "newscli quotes article.txt",
            "newscli quotes article.txt --speaker putin --min-words 10",
            "newscli quotes article.txt --json | jq '.quotes[].speaker.name'",
            "newscli quotes articles/ --kind direct --format csv > quotes.csv",
            "newscli quotes article.txt --by speaker",
        ),
    )
    def quotes(
        speaker: Annotated[
            str | None,
            typer.Option(metavar="NAME", help="Any part of a speaker's name or mention, in any case."),
        ] = None,
        kind: Annotated[list[Kind] | None, typer.Option(help="Only quotes of this kind; may be repeated.")] = None,
        section: Annotated[
            str | None,
            typer.Option(
                "--section", metavar="SECTION", help="Only in this section: its id, or any part of its title."
            ),
        ] = None,
        min_words: Annotated[int, typer.Option(min=0, help="Only quotes of this many words or more.")] = 0,
        by: Annotated[
            Order, typer.Option(help="In text order, or speaker after speaker, the one who says most first.")
        ] = Order.text,
    ) -> Select:
        """Quotes with their speakers: who said it, exactly, and where."""

        def select(report: "Report") -> "Report":
            kept = _kept(report, speaker, kind or [], section, min_words)
            if by == Order.speaker:
                from newscli.analysis.voices import by_speaker

                kept = replace(kept, quotes=by_speaker(kept.quotes, kept.entities))
            return kept

        return select


def _kept(report: "Report", speaker: str | None, kinds: Sequence[str], section: str | None, min_words: int) -> "Report":
    names = {one.id: (one.name, *one.aliases) for one in report.entities}
    wanted = _section_ids(report.outline, section) if section is not None else None
    kept = tuple(
        quote
        for quote in report.quotes
        if (speaker is None or _said_by(quote, speaker, names))
        and (not kinds or quote.kind in kinds)
        and (wanted is None or quote.section in wanted)
        and (not min_words or count_words(quote.text) >= min_words)
    )
    return replace(report, quotes=kept, entities=_speakers(report, kept))


def _said_by(quote: "Quote", wanted: str, names: dict[str, tuple[str, ...]]) -> bool:
    if quote.speaker is None:
        return False
    known = names.get(quote.speaker.entity or "", ())
    return any(wanted.casefold() in name.casefold() for name in (quote.speaker.mention, *known))


def _section_ids(sections: "tuple[Section, ...]", wanted: str) -> set[str]:
    """The ids of the sections that are meant, and of all their subsections."""
    found: set[str] = set()
    for one in sections:
        meant = wanted == one.id or wanted.casefold() in (one.title or "").casefold()
        found |= _section_ids(one.sections, "" if meant else wanted)
        if meant:
            found.add(one.id)
    return found


def _speakers(report: "Report", quotes: "tuple[Quote, ...]") -> "tuple[Entity, ...]":
    spoken = {quote.speaker.entity for quote in quotes if quote.speaker}
    return tuple(entity for entity in report.entities if entity.id in spoken)
