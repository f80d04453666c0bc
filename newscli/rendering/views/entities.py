"""What `newscli entities` shows: who and what is named."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, get_args

from newscli.model import Entity, EntityType, Place, Report
from newscli.rendering.views import Row, View, to_cell

if TYPE_CHECKING:
    from rich.console import RenderableType

COLUMNS = (
    "id", "type", "name", "roles", "count", "aliases", "first", "start", "country", "latitude", "longitude",
)  # fmt: skip
# In columns: narrower pages have lists.
_MIN_TABLE_WIDTH = 90


def group_by_type(entities: Sequence[Entity]) -> dict[str, list[Entity]]:
    """Group entities by type, the most often named first; types come in the order of the contract, if not empty."""
    groups = {kind: [entity for entity in entities if entity.type == kind] for kind in get_args(EntityType)}
    return {kind: sorted(group, key=lambda entity: -entity.count) for kind, group in groups.items() if group}


def list_rows(report: Report) -> Iterator[Row]:
    """Yield a row for each entity, with its first mention."""
    for entity in report.entities:
        first_mention, place = entity.mentions[0], entity.place
        yield [
            entity.id,
            entity.type,
            entity.name,
            "; ".join(entity.roles),
            str(entity.count),
            "; ".join(entity.aliases),
            first_mention.text,
            str(first_mention.start),
            to_cell(place and place.country),
            to_cell(place and place.latitude),
            to_cell(place and place.longitude),
        ]


def build_page(report: Report) -> "RenderableType":
    """Build a table for each type of entity."""
    from rich.console import Group

    from newscli.rendering import tables

    groups = group_by_type(report.entities)
    if not groups:
        return tables.make_empty_note("people or places")
    return Group(
        *(
            tables.ByWidth(_MIN_TABLE_WIDTH, _build_table(kind, entities), _build_entries(kind, entities))
            for kind, entities in groups.items()
        )
    )


def _build_entries(kind: str, entities: Sequence[Entity]) -> "RenderableType":
    from rich.console import Group
    from rich.padding import Padding
    from rich.text import Text

    from newscli.rendering import tables

    entries = [
        (
            tables.make_line(f"{entity.name} {entity.count}"),
            " · ".join(
                filter(None, ["; ".join(entity.roles), describe_place(entity.place), "; ".join(entity.aliases)])
            ),
        )
        for entity in entities
    ]
    return Group(Text(kind, style="bold"), Padding(tables.make_entries(entries), (0, 0, 1, 2)))


def _build_table(kind: str, entities: Sequence[Entity]) -> "RenderableType":
    from rich.text import Text

    from newscli.rendering import tables

    with_roles = any(entity.roles for entity in entities)
    with_places = any(entity.place for entity in entities)
    optional_columns = [*["roles"] * with_roles, *["on the map"] * with_places]
    table = tables.make_table(kind, "count", *optional_columns, "also", "first mention")
    table.columns[1].justify = "right"
    for entity in entities:
        cells = [tables.make_line(entity.name, "bold"), Text(str(entity.count))]
        cells += [tables.make_line("; ".join(entity.roles))] if with_roles else []
        place = describe_place(entity.place)
        cells += [tables.make_line(place) if place else tables.make_dash()] if with_places else []
        cells += [tables.make_line("; ".join(entity.aliases), "dim"), tables.make_line(entity.mentions[0].text, "dim")]
        table.add_row(*cells)
    return table


def describe_place(place: Place | None) -> str:
    """Write what a place is, and where; nothing if that is not known."""
    if place is None:
        return ""
    parts = [place.kind or "", place.country or ""]
    if place.latitude is not None and place.longitude is not None:
        parts.append(f"{place.latitude:.2f}, {place.longitude:.2f}")
    return " · ".join(filter(None, parts))


VIEW = View(("entities", "warnings"), COLUMNS, list_rows, build_page)
