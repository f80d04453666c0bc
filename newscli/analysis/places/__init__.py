"""Places on the map: which one a name means, by a gazetteer in the package and by the article's other places.

The gazetteer is made by training/places.py, from GeoNames (CC BY 4.0) and others named there.
"""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import NamedTuple

from newscli.model import Entity, Place

_NO_KEY = re.compile(r"[^\w\s-]")
_QUALIFIER = re.compile(r",\s{1,3}(?P<words>[^\W\d_][\w.’' -]{1,40})")
# What a place's being of a country, or a state, that the article names is worth, in powers of ten of people.
_NEAR = 2.0
_ENOUGH = 4.0


class Candidate(NamedTuple):
    """A line of the gazetteer; ``number`` is GeoNames' or, of a region, its code in ISO 3166-2."""

    country: str
    state: str
    kind: str
    latitude: float | None
    longitude: float | None
    people: int
    number: str


def key(name: str) -> str:
    """The words of a place's name in small letters, without accents and marks, "Saint" as "St"."""
    plain = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
    words = _NO_KEY.sub("", plain).casefold().replace("-", " ").split()
    words = words[1:] if words[:1] == ["the"] and len(words) > 1 else words
    return " ".join("st" if word == "saint" else word for word in words)


def candidates(name: str) -> list[Candidate]:
    """The places of a name, from the gazetteer."""
    wanted = key(name).encode()
    if not wanted:
        return []
    data = _gazetteer()
    low, high = 0, len(data)
    while low < high:
        start = data.rfind(b"\n", 0, (low + high) // 2) + 1
        if data[start : data.find(b"\t", start)] < wanted:
            low = data.find(b"\n", start) + 1
        else:
            high = start
    found = []
    while data[low : low + len(wanted) + 1] == wanted + b"\t":
        end = data.find(b"\n", low)
        country, state, kind, latitude, longitude, people, number = data[low:end].decode().split("\t")[1:]
        place = _degrees(latitude), _degrees(longitude)
        found.append(Candidate(country, state, kind, *place, int(people), number))
        low = end + 1
    return found


def _degrees(written: str) -> float | None:
    return float(written) if written else None


@cache
def _gazetteer() -> bytes:
    return (Path(__file__).parent / "gazetteer.tsv").read_bytes()


def located(text: str, entities: Sequence[Entity], dateline: str | None) -> tuple[Entity, ...]:
    """Entities, those that are places on the map; None for a place that the gazetteer lacks."""
    places = [one for one in entities if one.type == "place"]
    found = {one.id: place for one, place in zip(places, _found(text, places, dateline), strict=True)}
    return tuple(replace(one, place=found[one.id]) if found.get(one.id) else one for one in entities)


def _found(text: str, places: Sequence[Entity], dateline: str | None) -> list[Place | None]:
    options = [[one for name in (place.name, *place.aliases) for one in _named(name)] for place in places]
    told = [_qualified(text, place, some) for place, some in zip(places, options, strict=True)]
    near: Counter[tuple[str, str]] = Counter()
    own: list[set[tuple[str, str]]] = []
    for some, one in zip(options, told, strict=True):
        sure = one or next((c for c in some if c.kind == "country"), None) or (some[0] if len(some) == 1 else None)
        own.append({(sure.country, ""), (sure.country, sure.state)} if sure else set())
        near.update(own[-1])
    if dateline:
        from_there = max(candidates(dateline.split(",")[0].title()), key=lambda one: one.people, default=None)
        near.update({(from_there.country, "")} if from_there else ())
    # A name is no evidence for itself.
    others = ({place for place, count in near.items() if count > (place in mine)} for mine in own)
    return [_place(one or _best(some, here)) for some, one, here in zip(options, told, others, strict=True)]


def _named(name: str) -> list[Candidate]:
    """The places of a name, which may say itself what it lies in: "Charlotte, N.C."."""
    found = candidates(name)
    if found:
        return found
    base, _, around = name.partition(",") if "," in name else name.rpartition(" ")
    within = _wholes(around)
    return [one for one in candidates(base) if {(one.country, one.state), (one.country, "")} & within] if within else []


def _wholes(words: str) -> set[tuple[str, str]]:
    """The countries, and regions of them, that words name."""
    return {(one.country, one.state) for one in candidates(words) if one.kind in ("country", "region")}


def _qualified(text: str, place: Entity, some: Sequence[Candidate]) -> Candidate | None:
    """The candidate that the words after a mention name: "Paris, Texas"."""
    for mention in place.mentions if len(some) > 1 else ():
        match = _QUALIFIER.match(text, mention.end, mention.end + 50)
        for words in _beginnings(match["words"]) if match else ():
            within = _wholes(words)
            inside = [one for one in some if {(one.country, one.state), (one.country, "")} & within]
            if inside and not any(one.kind == "country" for one in inside):
                return max(inside, key=lambda one: one.people)
    return None


def _beginnings(words: str) -> Iterator[str]:
    """The first three words, two, one."""
    parts = words.split()
    for n in range(min(3, len(parts)), 0, -1):
        yield " ".join(parts[:n])


def _best(some: Sequence[Candidate], near: Container[tuple[str, str]]) -> Candidate | None:
    def worth(one: Candidate) -> float:
        here = ((one.country, "") in near) + (one.state != "" and (one.country, one.state) in near)
        whole = {"country": 3.0, "continent": 3.0, "region": -1.0, "capital": 2.0}.get(one.kind, 0.0)
        return math.log10(one.people + 1) + whole + _NEAR * here

    best = max(some, key=worth, default=None)
    return best if best and worth(best) >= _ENOUGH else None


def _place(one: Candidate | None) -> Place | None:
    return one and Place(one.country or None, one.kind, one.latitude, one.longitude, one.number)
