"""Figures in SVG: bars, a ribbon of days, a map."""

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from lxml.html import HtmlElement

from newscli.analysis.metadata import ISO_DAY_CHARS
from newscli.model import Entity
from newscli.rendering.html.elements import make
from newscli.rendering.wording import count_noun

# The map: plate carrée, four units a degree, from 180° W and 90° N to 60° S.
_UNITS = 4
_WORLD_WIDTH, _WORLD_HEIGHT = 360 * _UNITS, 150 * _UNITS
_MIN_MAP_WIDTH = 70 * _UNITS
_MAP_MARGIN = 12 * _UNITS
_MAP_ASPECT = 2.0
_RIBBON_WIDTH, _RIBBON_HEIGHT = 800, 40
_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def make_world() -> HtmlElement:
    """Make the outline of the world, which all maps of the page use."""
    path = (Path(__file__).parent / "world.path").read_text("ascii").strip()
    attributes = {"class": "world", "aria-hidden": "true", "width": "0", "height": "0"}
    return make("svg", make("path", id="world", d=path), attributes)


def make_bar(share: float, kind: str) -> HtmlElement:
    """Make a bar of this share of the full width, from 0 to 1. It says nothing that the number beside it does not."""
    rect = make("rect", width=f"{100 * share:.1f}", height="8")
    attributes = {"viewBox": "0 0 100 8", "preserveAspectRatio": "none", "class": f"bar {kind}", "aria-hidden": "true"}
    return make("svg", rect, attributes)


def make_ribbon(days: Sequence[str], published: str | None) -> HtmlElement | None:
    """Make a line of time with a mark for each day (ISO 8601); None if there are fewer than two."""
    ordinals = {day: ordinal for day in days if (ordinal := _find_ordinal(day)) is not None}
    if len(set(ordinals.values())) < 2:
        return None
    first, last = min(ordinals.values()), max(ordinals.values())

    def place(ordinal: int) -> str:
        return f"{10 + (_RIBBON_WIDTH - 20) * (ordinal - first) / (last - first):.1f}"

    middle = f"{_RIBBON_HEIGHT / 2:g}"
    marks = [make("line", x1="10", x2=f"{_RIBBON_WIDTH - 10}", y1=middle, y2=middle)]
    for day, ordinal in ordinals.items():
        is_published = published is not None and day == published[:ISO_DAY_CHARS] and len(day) == ISO_DAY_CHARS
        kind = "published" if is_published else "day"
        marks.append(make("circle", {"class": kind}, cx=place(ordinal), cy=middle, r="8" if is_published else "5"))
    label = f"{len(ordinals)} days between {min(ordinals)} and {max(ordinals)}"
    view = f"0 0 {_RIBBON_WIDTH} {_RIBBON_HEIGHT}"
    ribbon = make("svg", *marks, {"viewBox": view, "class": "ribbon", "role": "img", "aria-label": label})
    ends = {"class": "ends", "aria-hidden": "true"}
    return make("div", ribbon, make("div", make("small", min(ordinals)), make("small", max(ordinals)), ends))


def _find_ordinal(day: str) -> int | None:
    match = _DAY.match(day)
    try:
        return date(*(int(part or 1) for part in match.groups())).toordinal() if match else None
    except ValueError:
        return None


def make_map(places: Sequence[Entity]) -> HtmlElement | None:
    """Make a map of the places that have coordinates; None if none has."""
    points = [
        ((place.place.longitude + 180) * _UNITS, (90 - place.place.latitude) * _UNITS, place)
        for place in places
        if place.place and place.place.longitude is not None and place.place.latitude is not None
    ]
    if not points:
        return None
    left, top, width, height = _frame([(x, y) for x, y, _ in points])
    use = make("use", href="#world")
    dots = [_make_dot(place, x, y, width) for x, y, place in points]
    view = f"{left:.0f} {top:.0f} {width:.0f} {height:.0f}"
    label = f"Map of {count_noun(len(points), 'place')}, listed below"
    return make("svg", use, *dots, {"viewBox": view, "class": "map", "role": "img", "aria-label": label})


def _make_dot(entity: Entity, x: float, y: float, map_width: float) -> HtmlElement:
    """Make the mark of a place: a dot by how often it is named, a ring for a country, which is no point."""
    radius = map_width / 130 * min(3.0, entity.count**0.5 + 0.5)
    is_country = entity.place is not None and entity.place.kind == "country"
    attributes = {"class": "country" if is_country else "point", "cx": f"{x:.1f}", "cy": f"{y:.1f}"}
    return make("circle", make("title", entity.name), attributes, r=f"{radius:.1f}")


def _frame(points: Sequence[tuple[float, float]]) -> tuple[float, float, float, float]:
    """Find the part of the map to show: left, top, width and height."""
    xs, ys = zip(*points, strict=True)
    width = max(
        max(xs) - min(xs) + 2 * _MAP_MARGIN, (max(ys) - min(ys) + 2 * _MAP_MARGIN) * _MAP_ASPECT, _MIN_MAP_WIDTH
    )
    width = min(width, _WORLD_WIDTH)
    height = min(width / _MAP_ASPECT, _WORLD_HEIGHT)
    left = min(max(0.0, (min(xs) + max(xs) - width) / 2), _WORLD_WIDTH - width)
    top = min(max(0.0, (min(ys) + max(ys) - height) / 2), _WORLD_HEIGHT - height)
    return left, top, width, height
