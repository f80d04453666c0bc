"""Places on the map: which place a name means, by the package's gazetteer and the article's other places.

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

# The code of a country and that of a state, which is empty for the whole country.
Region = tuple[str, str]

# Candidates are rated by the base-10 logarithm of their population, plus bonuses. A candidate gets this bonus for its
# country, and again for its state, if the article names it elsewhere.
NAMED_REGION_BONUS = 2.0
KIND_BONUSES: Mapping[str, float] = {"country": 3.0, "continent": 3.0, "region": -1.0, "capital": 2.0}
# Candidates rated lower are rejected.
MIN_RATING = 4.0
# How much text after a name is searched for the region around the place, in characters.
MAX_QUALIFIER_CHARS = 50
# The most words in the name of that region: "Bowral, New South Wales".
MAX_QUALIFIER_WORDS = 3

_QUALIFIER = re.compile(r",\s{1,3}(?P<text>[^\W\d_][\w.’' -]{1,40})")


class GazetteerEntry(NamedTuple):
    """A line of the gazetteer. ``latitude`` and ``longitude`` are in degrees, None if unknown.

    ``number`` is the GeoNames number, or the ISO 3166-2 code of a region outside the USA.
    """

    country: str
    state: str
    kind: str
    latitude: float | None
    longitude: float | None
    population: int
    number: str


def make_gazetteer_key(name: str) -> str:
    """Normalize the name of a place for comparison: folded, without hyphens or a leading "the", "Saint" as "St"."""
    words = fold_name(name, keep="-").replace("-", " ").split()
    words = words[1:] if words[:1] == ["the"] and len(words) > 1 else words
    return " ".join("st" if word == "saint" else word for word in words)


def find_places(name: str) -> list[GazetteerEntry]:
    """Find the places with a name, by binary search in the sorted lines of the gazetteer."""
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
    """Fill in ``place`` of each entity that is a place, if the gazetteer has a likely one."""
    places = [entity for entity in entities if entity.type == "place"]
    best_entries = _choose_entries(text, places, dateline)
    by_id = {entity.id: _make_place(entry) for entity, entry in zip(places, best_entries, strict=True) if entry}
    return tuple(replace(entity, place=by_id[entity.id]) if entity.id in by_id else entity for entity in entities)


def _choose_entries(text: str, places: Sequence[Entity], dateline: str | None) -> list[GazetteerEntry | None]:
    """Find the most likely gazetteer entry of each place."""
    candidates = [[entry for name in (place.name, *place.aliases) for entry in _find_named(name)] for place in places]
    qualified_entries = [
        _find_qualified(text, place, entries) for place, entries in zip(places, candidates, strict=True)
    ]
    regions = [
        _list_regions(entry or _find_certain(entries))
        for entries, entry in zip(candidates, qualified_entries, strict=True)
    ]
    counts = Counter(region for own_regions in regions for region in own_regions)
    if dateline:
        entries = find_places(dateline.split(",")[0].title())
        from_dateline = max(entries, key=lambda entry: entry.population, default=None)
        counts.update([(from_dateline.country, "")] if from_dateline else [])
    choices: list[GazetteerEntry | None] = []
    for entries, entry, own_regions in zip(candidates, qualified_entries, regions, strict=True):
        # A name is no evidence for itself.
        named_elsewhere = {region for region, count in counts.items() if count > (region in own_regions)}
        choices.append(entry or _find_most_likely(entries, named_elsewhere))
    return choices


def _find_named(name: str) -> list[GazetteerEntry]:
    """Find the places with a name, which may include the region: "Charlotte, N.C."."""
    entries = find_places(name)
    if entries:
        return entries
    base, _, qualifier = name.partition(",") if "," in name else name.rpartition(" ")
    regions = _find_regions(qualifier)
    return [entry for entry in find_places(base) if _lies_in(entry, regions)] if regions else []


def _find_regions(name: str) -> set[Region]:
    """Find the countries, and the regions of countries, with a name."""
    return {(entry.country, entry.state) for entry in find_places(name) if entry.kind in ("country", "region")}


def _lies_in(entry: GazetteerEntry, regions: Container[Region]) -> bool:
    return (entry.country, entry.state) in regions or (entry.country, "") in regions


def _find_qualified(text: str, place: Entity, entries: Sequence[GazetteerEntry]) -> GazetteerEntry | None:
    """Find the entry in the region that the text after a mention names: "Paris, Texas"."""
    for mention in place.mentions if len(entries) > 1 else ():
        match = _QUALIFIER.match(text, mention.end, mention.end + MAX_QUALIFIER_CHARS)
        for qualifier in _list_qualifiers(match["text"]) if match else ():
            regions = _find_regions(qualifier)
            entries_inside = [entry for entry in entries if _lies_in(entry, regions)]
            if entries_inside and not any(entry.kind == "country" for entry in entries_inside):
                return max(entries_inside, key=lambda entry: entry.population)
    return None


def _list_qualifiers(text: str) -> Iterator[str]:
    """Yield the beginnings of a text, from MAX_QUALIFIER_WORDS words down to one."""
    words = text.split()
    for count in range(min(MAX_QUALIFIER_WORDS, len(words)), 0, -1):
        yield " ".join(words[:count])


def _find_certain(entries: Sequence[GazetteerEntry]) -> GazetteerEntry | None:
    """Return the first country among the entries of a name, else the only entry."""
    country = next((entry for entry in entries if entry.kind == "country"), None)
    return country or (entries[0] if len(entries) == 1 else None)


def _list_regions(entry: GazetteerEntry | None) -> tuple[Region, ...]:
    """List the country of an entry and, if it has one, the state."""
    return tuple(dict.fromkeys([(entry.country, ""), (entry.country, entry.state)])) if entry else ()


def _find_most_likely(entries: Sequence[GazetteerEntry], named_elsewhere: Container[Region]) -> GazetteerEntry | None:
    """Find the entry with the highest rating; None if even that is below MIN_RATING."""

    def rate(entry: GazetteerEntry) -> float:
        named_country = (entry.country, "") in named_elsewhere
        named_state = entry.state != "" and (entry.country, entry.state) in named_elsewhere
        bonus = KIND_BONUSES.get(entry.kind, 0.0)
        return math.log10(entry.population + 1) + bonus + NAMED_REGION_BONUS * (named_country + named_state)

    best_entry = max(entries, key=rate, default=None)
    return best_entry if best_entry and rate(best_entry) >= MIN_RATING else None


def _make_place(entry: GazetteerEntry) -> Place:
    return Place(entry.country or None, entry.kind, entry.latitude, entry.longitude, entry.number or None)
