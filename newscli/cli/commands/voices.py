"""`newscli voices`: who is quoted, in which outlet and when, and how many of them are women."""

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from newscli.cli.command import add_command
from newscli.cli.environment import Environment
from newscli.cli.options import OutputOptions, collect_output_options
from newscli.cli.store_command import Store, collect_filters, open_for_questions, parse_keys, print_listing

if TYPE_CHECKING:
    from newscli.corpus.filters import Filters


class Unit(StrEnum):
    """corpus.statistics.Unit, in the form that Typer takes."""

    voices = "voices"
    quotes = "quotes"
    words = "words"


class Speakers(StrEnum):
    """Whom to count."""

    people = "people"
    all = "all"


class GenderBy(StrEnum):
    """Where the gender of people may come from."""

    text = "text"
    names = "names"


def register(app: typer.Typer) -> None:
    def voices(
        store: Store,
        by: Annotated[
            str | None,
            typer.Option(
                metavar="KEY,...",
                help="Count by outlet, day, week, month, year, speaker, gender, kind, section, language.",
            ),
        ] = None,
        unit: Annotated[
            Unit,
            typer.Option("--count", help="What to count: voices (a speaker in an article), quotes or their words."),
        ] = Unit.voices,
        speakers: Annotated[
            Speakers, typer.Option(help="Whom to count: named people, or also bodies and unnamed sources.")
        ] = Speakers.people,
        top: Annotated[
            int, typer.Option(metavar="N", min=0, help="Only the N largest groups; 0 for all, in order.")
        ] = 0,
        gender_by: Annotated[
            GenderBy,
            typer.Option(
                help="Gender as the text calls people, or, apart from that, by the usual gender of first names."
            ),
        ] = GenderBy.text,
    ) -> None:
        """Count the voices of a store: who is quoted, where and when, and how many of them are women.

        A voice is one speaker in one article. Gender is how an article calls a person, by a title, a pronoun or in so
        many words; nobody's is guessed.
        """

    add_command(
        app,
        voices,
        _run,
        (collect_filters, collect_output_options),
        (
            "newscli voices news.db",
            "newscli voices news.db --by outlet,month",
            "newscli voices news.db --by speaker --top 20",
            "newscli voices news.db --by outlet,gender --count words --format csv",
            "newscli voices news.db --by month -o voices.html",
        ),
    )


def _run(context: typer.Context, own: dict[str, Any], filters: "Filters", options: OutputOptions) -> int:
    from newscli.corpus.filters import resolve_outlets
    from newscli.corpus.statistics import VoiceQuery, count_coverage, count_voices
    from newscli.rendering.listings import Listing
    from newscli.rendering.views.lists import voices as view

    environment: Environment = context.obj
    keys, unit = parse_keys(own["by"]), own["unit"].value
    people_only = own["speakers"] == Speakers.people
    query = VoiceQuery(keys, unit, filters, people_only, own["gender_by"] == GenderBy.names, own["top"])
    with open_for_questions(own["store"]) as connection:
        filters = resolve_outlets(connection, filters)
        query = replace(query, filters=filters)
        records = [view.make_record(keys, count) for count in count_voices(connection, query)]
        coverage = count_coverage(connection, filters)
        counted = count_voices(connection, replace(query, keys=(), top=0))[0].count
    note = view.describe_coverage(coverage, counted, unit, people_only=people_only)
    listing = Listing(
        (*keys, *view.NUMBERS),
        records,
        lambda records: view.build_page(records, unit),
        lambda records: view.build_html(records, unit, note),
    )
    print_listing(environment, options, listing, note)
    return 0
