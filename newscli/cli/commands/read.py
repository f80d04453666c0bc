"""`newscli read`: the article itself, with what was found marked in it."""

from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from newscli.cli.command import Select, article_command

if TYPE_CHECKING:
    from newscli.model import Entity, Report


class MarkGroup(StrEnum):
    """What can be marked in an article."""

    quotes = "quotes"
    people = "people"
    dates = "dates"
    warnings = "warnings"


def register(app: typer.Typer) -> None:
    @article_command(
        app,
        "newscli read article.txt",
        "newscli read article.txt --speaker putin --speaker assad",
        "newscli read article.txt --only dates",
        "newscli read article.txt --section background",
        quotes=True,
        dates=True,
    )
    def read(
        only: Annotated[
            list[MarkGroup] | None,
            typer.Option(help="Mark nothing but these; people include places; may be repeated."),
        ] = None,
        speaker: Annotated[
            list[str] | None,
            typer.Option(
                metavar="NAME",
                help="Mark only quotes of this speaker: any part of the name or mention; may be repeated.",
            ),
        ] = None,
        section: Annotated[
            str | None,
            typer.Option(metavar="SECTION", help="Only this section: its id or part of its title."),
        ] = None,
    ) -> Select:
        """Read the article, with quotes, speakers, people, places, dates and warnings marked in its text.

        Quotes stand out by weight and slant, and their speakers are named in the margin, or after the quote on a narrow
        terminal. People and places are underlined where they are first named. The numbers on the left are those of the
        lines that other commands name.
        """

        def select(report: "Report") -> "Report":
            from newscli.analysis.filters import find_sections, keep_quotes, list_speakers
            from newscli.model import Omitted

            if section is not None or speaker:
                report = replace(keep_quotes(report, speakers=speaker or (), section=section), omitted=Omitted())
            if section is not None:
                report = replace(report, outline=tuple(find_sections(report.outline, section)))
            quoted_entities = _hide_mentions(list_speakers(report))
            return replace(
                report,
                quotes=report.quotes if not only or MarkGroup.quotes in only else (),
                omitted=report.omitted if not only or MarkGroup.quotes in only else Omitted(),
                entities=report.entities if not only or MarkGroup.people in only else quoted_entities,
                dates=report.dates if not only or MarkGroup.dates in only else (),
                warnings=report.warnings if not only or MarkGroup.warnings in only else (),
            )

        return select


def _hide_mentions(entities: "Iterable[Entity]") -> "tuple[Entity, ...]":
    """Keep entities as those whom quotes refer to, but not as names to be marked."""
    return tuple(replace(entity, mentions=()) for entity in entities)
