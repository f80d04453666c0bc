"""`newscli quotes`: who says what."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from newscli.cli.command import Select, article_command

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
        "newscli quotes article.txt",
        "newscli quotes article.txt --speaker putin --min-words 10",
        "newscli quotes article.txt --json | jq '.quotes[].speaker.name'",
        "newscli quotes articles/ --kind direct --format csv > quotes.csv",
        "newscli quotes article.txt --by speaker",
        "newscli quotes article.txt --all",
        quotes=True,
    )
    def quotes(
        speaker: Annotated[
            str | None,
            typer.Option(metavar="NAME", help="Only quotes of this speaker: any part of the name or mention."),
        ] = None,
        kind: Annotated[
            list[Kind] | None,
            typer.Option(help="Only direct quotes, mixed (partial) or indirect (paraphrases); may be repeated."),
        ] = None,
        section: Annotated[
            str | None,
            typer.Option(
                "--section", metavar="SECTION", help="Only quotes in this section: its id or part of its title."
            ),
        ] = None,
        min_words: Annotated[
            int, typer.Option(metavar="N", min=0, help="Only quotes of at least this many words.")
        ] = 0,
        by: Annotated[
            Order, typer.Option(help="Order: as in the text, or speaker by speaker, the most quoted first.")
        ] = Order.text,
    ) -> Select:
        """List the quotes: who said what, exactly, and where."""

        def select(report: "Report") -> "Report":
            selection = _select_quotes(report, speaker, kind or [], section, min_words)
            if by == Order.speaker:
                from newscli.analysis.voices import sort_by_speaker

                selection = replace(selection, quotes=sort_by_speaker(selection.quotes, selection.entities))
            return selection

        return select


def _select_quotes(
    report: "Report", speaker: str | None, kinds: Sequence[str], section: str | None, min_words: int
) -> "Report":
    """Select the quotes that the options ask for, and the entities that speak or report them."""
    from newscli.model import Omitted
    from newscli.text import count_words

    names = {entity.id: (entity.name, *entity.aliases) for entity in report.entities}
    section_ids = _find_sections(report.outline, section) if section is not None else None
    quotes = tuple(
        quote
        for quote in report.quotes
        if (speaker is None or _is_said_by(quote, speaker, names))
        and (not kinds or quote.kind in kinds)
        and (section_ids is None or quote.section in section_ids)
        and (not min_words or count_words(quote.text) >= min_words)
    )
    # Only paraphrases are ever left out.
    omitted = report.omitted if not kinds or "indirect" in kinds else Omitted()
    return replace(report, quotes=quotes, omitted=omitted, entities=_list_speakers(report, quotes))


def _is_said_by(quote: "Quote", speaker: str, names: Mapping[str, Sequence[str]]) -> bool:
    if quote.speaker is None:
        return False
    candidates = (quote.speaker.mention, *names.get(quote.speaker.entity or "", ()))
    return any(speaker.casefold() in name.casefold() for name in candidates)


def _find_sections(sections: "Sequence[Section]", id_or_title: str) -> set[str]:
    """Find the ids of the sections with an id or part of a title, and of their subsections."""
    ids: set[str] = set()
    for section in sections:
        is_match = id_or_title == section.id or id_or_title.casefold() in (section.title or "").casefold()
        # The empty string is part of every title, so it selects all subsections.
        ids |= _find_sections(section.sections, "" if is_match else id_or_title)
        if is_match:
            ids.add(section.id)
    return ids


def _list_speakers(report: "Report", quotes: "Sequence[Quote]") -> "tuple[Entity, ...]":
    ids = {entity for quote in quotes if quote.speaker for entity in (quote.speaker.entity, quote.speaker.via)}
    return tuple(entity for entity in report.entities if entity.id in ids)
