"""Places on the map: which one a name means, by a gazetteer in the package and by the article's other places.

training/places.py makes the gazetteer, from GeoNames (CC BY 4.0) and other sources that it names.
"""

import math
import re
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import NamedTuple

from newscli.model import Entity, Place
from newscli.text import fold_name

# A country's code and a state's, which is empty for the country as a whole.
Region = tuple[str, str]

# Candidates are rated by the base-10 logarithm of their population, plus bonuses. This one is for lying in a country,
# and again in a state, that the article names elsewhere.
NAMED_REGION_BONUS = 2.0
KIND_BONUSES: Mapping[str, float] = {"country": 3.0, "continent": 3.0, "region": -1.0, "capital": 2.0}
# A candidate that is rated lower is no answer.
MIN_RATING = 4.0
# How much text after a name is searched for what it lies in, in characters.
MAX_QUALIFIER_CHARS = 50
# The most words in the name of what a place lies in: "Bowral, New South Wales".
MAX_QUALIFIER_WORDS = 3

_QUALIFIER = re.compile(r",\s{1,3}(?P<text>[^\W\d_][\w.’' -]{1,40})")


class GazetteerEntry(NamedTuple):
    """A line of the gazetteer. ``latitude`` and ``longitude`` are in degrees, None where unknown.

    ``number`` is GeoNames' number, for the regions of other countries than the USA their code in ISO 3166-2.
    """

    country: str
    state: str
    kind: str
    latitude: float | None
    longitude: float | None
    population: int
    number: str


def make_gazetteer_key(name: str) -> str:
    """Return a place's name for comparison: folded, without hyphens and "the" before it, "Saint" as "St"."""
    words = fold_name(name, keep="-").replace("-", " ").split()
    words = words[1:] if words[:1] == ["the"] and len(words) > 1 else words
    return " ".join("st" if word == "saint" else word for word in words)


def find_places(name: str) -> list[GazetteerEntry]:
    """Return the gazetteer's places of a name, by binary search over its sorted lines."""
    key = make_gazetteer_key(name).encode()
    if not key:
        return []
    data = _load_gazetteer()
    low, high = 0, len(data)
    while low < high:
        start = data.rfind(b"\n", 0, (low + high) // 2) + 1
        if data[start : data.find(b"\t", start)] < key:
            low = data.find(b"\n", start) + 1
        else:
            high = start
    entries = []
    while data[low : low + len(key) + 1] == key + b"\t":
        end = data.find(b"\n", low)
        country, state, kind, latitude, longitude, population, number = data[low:end].decode().split("\t")[1:]
        coordinates = _parse_degrees(latitude), _parse_degrees(longitude)
        entries.append(GazetteerEntry(country, state, kind, *coordinates, int(population), number))
        low = end + 1
    return entries


def _parse_degrees(value: str) -> float | None:
    return float(value) if value else None


@cache
def _load_gazetteer() -> bytes:
    return (Path(__file__).parent / "gazetteer.tsv").read_bytes()


def locate_entities(text: str, entities: Sequence[Entity], dateline: str | None) -> tuple[Entity, ...]:
    """Return the entities, each place with its ``place`` filled if the gazetteer has a likely one."""
    places = [entity for entity in entities if entity.type == "place"]
    located = _locate(text, places, dateline)
    by_id = {entity.id: _make_place(entry) for entity, entry in zip(places, located, strict=True) if entry}
    return tuple(replace(entity, place=by_id[entity.id]) if entity.id in by_id else entity for entity in entities)


def _locate(text: str, places: Sequence[Entity], dateline: str | None) -> list[GazetteerEntry | None]:
    """Return the most likely gazetteer entry of each place."""
    candidates = [[entry for name in (place.name, *place.aliases) for entry in _find_named(name)] for place in places]
    qualified = [_find_qualified(text, place, entries) for place, entries in zip(places, candidates, strict=True)]
    regions = [
        _list_regions(entry or _find_certain(entries)) for entries, entry in zip(candidates, qualified, strict=True)
    ]
    counts = Counter(region for own_regions in regions for region in own_regions)
    if dateline:
        entries = find_places(dateline.split(",")[0].title())
        from_dateline = max(entries, key=lambda entry: entry.population, default=None)
        counts.update([(from_dateline.country, "")] if from_dateline else [])
    located = []
    for entries, entry, own_regions in zip(candidates, qualified, regions, strict=True):
        # A name is no evidence for itself.
        named_elsewhere = {region for region, count in counts.items() if count > (region in own_regions)}
        located.append(entry or _find_most_likely(entries, named_elsewhere))
    return located


def _find_named(name: str) -> list[GazetteerEntry]:
    """Return the places of a name, which may say what the place lies in: "Charlotte, N.C."."""
    entries = find_places(name)
    if entries:
        return entries
    base, _, qualifier = name.partition(",") if "," in name else name.rpartition(" ")
    regions = _find_regions(qualifier)
    return [entry for entry in find_places(base) if _lies_in(entry, regions)] if regions else []


def _find_regions(name: str) -> set[Region]:
    """Return the countries, and the regions of countries, that have a name."""
    return {(entry.country, entry.state) for entry in find_places(name) if entry.kind in ("country", "region")}


def _lies_in(entry: GazetteerEntry, regions: Container[Region]) -> bool:
    return (entry.country, entry.state) in regions or (entry.country, "") in regions


def _find_qualified(text: str, place: Entity, entries: Sequence[GazetteerEntry]) -> GazetteerEntry | None:
    """Return the entry that lies in what the text after a mention names: "Paris, Texas"."""
    for mention in place.mentions if len(entries) > 1 else ():
        match = _QUALIFIER.match(text, mention.end, mention.end + MAX_QUALIFIER_CHARS)
        for qualifier in _list_qualifiers(match["text"]) if match else ():
            regions = _find_regions(qualifier)
            inside = [entry for entry in entries if _lies_in(entry, regions)]
            if inside and not any(entry.kind == "country" for entry in inside):
                return max(inside, key=lambda entry: entry.population)
    return None


def _list_qualifiers(text: str) -> Iterator[str]:
    """Yield the first words of a text, the most words first."""
    words = text.split()
    for count in range(min(MAX_QUALIFIER_WORDS, len(words)), 0, -1):
        yield " ".join(words[:count])


def _find_certain(entries: Sequence[GazetteerEntry]) -> GazetteerEntry | None:
    """Return the first country of a name, else its only place."""
    country = next((entry for entry in entries if entry.kind == "country"), None)
    return country or (entries[0] if len(entries) == 1 else None)


def _list_regions(entry: GazetteerEntry | None) -> tuple[Region, ...]:
    """Return the country and, if there is one, the state that an entry lies in."""
    return tuple(dict.fromkeys([(entry.country, ""), (entry.country, entry.state)])) if entry else ()


def _find_most_likely(entries: Sequence[GazetteerEntry], named_elsewhere: Container[Region]) -> GazetteerEntry | None:
    """Return the entry with the highest rating, None where even that is low."""

    def rate(entry: GazetteerEntry) -> float:
        named_country = (entry.country, "") in named_elsewhere
        named_state = entry.state != "" and (entry.country, entry.state) in named_elsewhere
        bonus = KIND_BONUSES.get(entry.kind, 0.0)
        return math.log10(entry.population + 1) + bonus + NAMED_REGION_BONUS * (named_country + named_state)

    likely = max(entries, key=rate, default=None)
    return likely if likely and rate(likely) >= MIN_RATING else None


def _make_place(entry: GazetteerEntry) -> Place:
    return Place(entry.country or None, entry.kind, entry.latitude, entry.longitude, entry.number or None)
