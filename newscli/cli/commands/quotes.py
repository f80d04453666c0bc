"""`newscli quotes`: who says what."""

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from newscli.cli.command import Select, article_command

if TYPE_CHECKING:
    from newscli.model import Report


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
            list[str] | None,
            typer.Option(
                metavar="NAME", help="Only quotes of this speaker: any part of the name or mention; may be repeated."
            ),
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
            from newscli.analysis.filters import keep_quotes, list_speakers

            selection = keep_quotes(
                report, speakers=speaker or (), kinds=kind or (), section=section, min_words=min_words
            )
            selection = replace(selection, entities=list_speakers(selection))
            if by == Order.speaker:
                from newscli.analysis.voices import sort_by_speaker

                selection = replace(selection, quotes=sort_by_speaker(selection.quotes, selection.entities))
            return selection

        return select
