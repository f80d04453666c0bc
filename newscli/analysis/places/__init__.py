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

from newscli.lang.en.people import BUILDING_NOUNS
from newscli.model import Entity, Place, PlaceOrigin
from newscli.patterns import compile_lazily
from newscli.text import fold_name

# The code of a country and that of a state, which is empty for the whole country.
Region = tuple[str, str]

# Candidates are rated by the base-10 logarithm of their population, plus bonuses. A candidate gets this bonus for its
# country, and again for its state, if the article names it elsewhere.
NAMED_REGION_BONUS = 2.0
KIND_BONUSES: Mapping[str, float] = {"country": 3.0, "continent": 3.0, "region": -1.0, "capital": 2.0}
# Towns smaller than this are less likely than a state of the same name.
MIN_CITY_POPULATION = 500_000
# So many states of a country make a name one of its states rather than another country, marked by this in a region.
MIN_STATES = 2
STATES = "*"
# Candidates rated lower are rejected.
MIN_RATING = 4.0
# How much text after a name is searched for the region around the place, in characters.
MAX_QUALIFIER_CHARS = 50
# The most words in the name of that region: "Bowral, New South Wales".
MAX_QUALIFIER_WORDS = 3

_QUALIFIER = compile_lazily(r",\s{1,3}(?P<text>[^\W\d_][\w.’' -]{1,40})")
_WORD = re.compile(r"\w+(?:-\w+)*")


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


class _Candidates(NamedTuple):
    """The entries that a place may be. ``is_qualified`` if the article says in which region it lies."""

    entries: Sequence[GazetteerEntry]
    is_qualified: bool


class _Choice(NamedTuple):
    """The entry that was chosen for a place, and why."""

    entry: GazetteerEntry
    origin: PlaceOrigin


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
    words = _list_words(text) if places else frozenset()
    choices = _choose_entries([_find_candidates(text, place, words) for place in places], dateline)
    by_id = {entity.id: _make_place(choice) for entity, choice in zip(places, choices, strict=True) if choice}
    return tuple(replace(entity, place=by_id[entity.id]) if entity.id in by_id else entity for entity in entities)


def _list_words(text: str) -> frozenset[str]:
    """List the words of a text, and those with hyphens as a whole, too."""
    words = frozenset(_WORD.findall(text))
    return words.union(*(word.split("-") for word in words if "-" in word))


def _find_candidates(text: str, place: Entity, words: Container[str]) -> _Candidates:
    """Find what a place may be: all with one of its names, or only those in the region that the article gives it.

    ``words`` are those of the article.
    """
    names = (place.name, *place.aliases)
    entries = [entry for name in names for entry in find_places(name)]
    for name in names:
        base, _, qualifier = name.partition(",") if "," in name else name.rpartition(" ")
        if not find_places(name) and (regions := _find_regions(qualifier)):
            return _Candidates(_keep_inside(find_places(base), regions), True)
    for mention in place.mentions:
        match = _QUALIFIER.match(text, mention.end, mention.end + MAX_QUALIFIER_CHARS)
        for qualifier in _list_qualifiers(match["text"]) if match else ():
            entries_inside = _keep_inside(entries, _find_regions(qualifier))
            if entries_inside and not any(entry.kind == "country" for entry in entries_inside):
                return _Candidates(entries_inside, True)
            if _find_states(qualifier) and not any(entry.kind in ("country", "region") for entry in entries):
                # A town in that state that the gazetteer lacks, so none of its namesakes.
                return _Candidates((), True)
    return _Candidates([] if _is_common(place.name, words) else entries, False)


def _is_common(name: str, words: Container[str]) -> bool:
    """Whether a name is that of a building, or one of the common ``words``: never that of a town called the same."""
    parts = name.casefold().split()
    if len(parts) > 1:
        return parts[-1] in BUILDING_NOUNS
    return not name[0].isupper() or name.lower() in words


def _find_regions(name: str) -> set[Region]:
    """Find the countries, and the regions of countries, with a name."""
    return {(entry.country, entry.state) for entry in find_places(name) if entry.kind in ("country", "region")}


def _find_states(name: str) -> set[Region]:
    return {(entry.country, entry.state) for entry in find_places(name) if entry.kind == "region" and entry.state}


def _keep_inside(entries: Sequence[GazetteerEntry], regions: Container[Region]) -> list[GazetteerEntry]:
    """Keep the entries that lie in one of some regions."""
    return [e for e in entries if (e.country, e.state) in regions or (e.country, "") in regions]


def _choose_entries(places: Sequence[_Candidates], dateline: str | None) -> list[_Choice | None]:
    """Choose the most likely entry of each place."""
    certain_entries = [_find_certain(place) for place in places]
    counts = Counter(region for entry in certain_entries for region in _list_regions(entry))
    states = Counter(entry.country for place in places if (entry := _find_state(place)))
    counts.update({(country, STATES): count for country, count in states.items() if count >= MIN_STATES})
    from_dateline = _find_largest(find_places(dateline.split(",")[0].title())) if dateline else None
    choices: list[_Choice | None] = []
    for place, certain_entry in zip(places, certain_entries, strict=True):
        if place.is_qualified:
            choices.append(_Choice(certain_entry, "named region") if certain_entry else None)
            continue
        # A name is no evidence for itself.
        own_regions = _list_regions(certain_entry)
        named = {region for region, count in counts.items() if count > (region in own_regions)}
        choices.append(_choose_most_likely(place.entries, named, from_dateline))
    return choices


def _list_qualifiers(text: str) -> Iterator[str]:
    """Yield the beginnings of a text, from MAX_QUALIFIER_WORDS words down to one."""
    words = text.split()
    for count in range(min(MAX_QUALIFIER_WORDS, len(words)), 0, -1):
        yield " ".join(words[:count])


def _find_certain(place: _Candidates) -> GazetteerEntry | None:
    """Find the largest entry in the region that the article names, the first country, or the only entry."""
    if place.is_qualified:
        return _find_largest(place.entries)
    country = next((entry for entry in place.entries if entry.kind == "country"), None)
    return country or (place.entries[0] if len(place.entries) == 1 else None)


def _find_state(place: _Candidates) -> GazetteerEntry | None:
    """Find the state that a name means for sure: no country and no large town has it."""
    state = next((entry for entry in place.entries if entry.kind == "region" and entry.state), None)
    others = (entry for entry in place.entries if entry is not state)
    is_sure = all(entry.kind == "city" and entry.population < MIN_CITY_POPULATION for entry in others)
    return state if is_sure else None


def _find_largest(entries: Sequence[GazetteerEntry]) -> GazetteerEntry | None:
    return max(entries, key=lambda entry: entry.population, default=None)


def _list_regions(entry: GazetteerEntry | None) -> tuple[Region, ...]:
    """List the country of an entry and, if it has one, the state."""
    return tuple(dict.fromkeys([(entry.country, ""), (entry.country, entry.state)])) if entry else ()


def _choose_most_likely(
    entries: Sequence[GazetteerEntry], named: Container[Region], from_dateline: GazetteerEntry | None
) -> _Choice | None:
    """Choose the entry with the highest rating; None if even that is below MIN_RATING.

    ``named`` are the regions that the article names elsewhere.
    """
    dateline_region = (from_dateline.country, "") if from_dateline else None

    def count_named(entry: GazetteerEntry) -> int:
        """Count the regions around an entry that the article names, or that its dateline lies in."""
        named_state = entry.state != "" and (entry.country, entry.state) in named
        return ((entry.country, "") in named or (entry.country, "") == dateline_region) + named_state

    def rate(entry: GazetteerEntry) -> float:
        bonus = KIND_BONUSES.get(entry.kind, 0.0)
        return math.log10(entry.population + 1) + bonus + NAMED_REGION_BONUS * count_named(entry)

    most_likely = max(entries, key=rate, default=None)
    best = _prefer_state(most_likely, entries, named)
    if best is not most_likely and best and (best.country, STATES) in named:
        return _Choice(best, "named region")
    if best is None or rate(best) < MIN_RATING:
        return None
    if len({(entry.country, entry.state, entry.kind) for entry in entries}) == 1:
        return _Choice(best, "only one")
    if count_named(best) > min(map(count_named, entries)):
        is_named = (best.country, "") in named or (best.country, best.state) in named
        return _Choice(best, "named region" if is_named else "dateline")
    return _Choice(best, "largest")


def _prefer_state(
    best: GazetteerEntry | None, entries: Sequence[GazetteerEntry], named: Container[Region]
) -> GazetteerEntry | None:
    """Prefer a state to a small town of the same name, and to a country if the article names other states."""
    state = next((entry for entry in entries if entry.kind == "region" and entry.state), None)
    if best is None or state is None or best is state:
        return best
    is_small_town = best.kind == "city" and best.population < MIN_CITY_POPULATION
    names_states = best.kind == "country" and (state.country, STATES) in named
    return state if is_small_town or names_states else best


def _make_place(choice: _Choice) -> Place:
    entry = choice.entry
    return Place(
        entry.country or None, entry.kind, entry.latitude, entry.longitude, entry.number or None, choice.origin
    )
