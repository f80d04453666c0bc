"""`newscli entities`: who and what is named."""

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from newscli.cli.command import Select, article_command

if TYPE_CHECKING:
    from newscli.model import Report


class Type(StrEnum):
    """model.EntityType, in the form that Typer takes for an option that repeats."""

    person = "person"
    organization = "organization"
    place = "place"
    group = "group"
    event = "event"
    work = "work"
    other = "other"


def register(app: typer.Typer) -> None:
    @article_command(
        app,
        "newscli entities article.txt",
        "newscli entities article.txt --type person --min-count 2",
        "newscli entities article.txt --json | jq -r '.entities[].name'",
    )
    def entities(
        type: Annotated[list[Type] | None, typer.Option(help="Only entities of this type; may be repeated.")] = None,
        min_count: Annotated[
            int, typer.Option(metavar="N", min=1, help="Only entities named at least this often.")
        ] = 1,
    ) -> Select:
        """List people, organizations, places and more, with how often each is named."""

        def select(report: "Report") -> "Report":
            selection = (
                entity for entity in report.entities if entity.count >= min_count and (not type or entity.type in type)
            )
            return replace(report, entities=tuple(selection))

        return select
