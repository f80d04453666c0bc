"""Places on the map: by name, by the text after the name, by the article's other places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscli.analysis.places import find_places, locate_entities, make_gazetteer_key
from newscli.model import Entity, Mention


def locate(text: str, *names: str, dateline: str | None = None) -> list[tuple[str | None, str | None]]:
    """Return (country, kind) of each name, mentioned where the text first has it."""
    spans = [(text.index(name), text.index(name) + len(name)) for name in names]
    entities = [
        Entity(f"e{number}", "place", name, (), (), 1, None, None, (Mention(name, *span, "name"),))
        for number, (name, span) in enumerate(zip(names, spans, strict=True))
    ]
    places = [entity.place for entity in locate_entities(text, entities, dateline)]
    return [(place.country, place.kind) if place else (None, None) for place in places]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("From Latakia to Damascus in Syria.", {"Latakia": "SY city", "Damascus": "SY capital", "Syria": "SY country"}),
        ("He lives in Paris, Texas, he said.", {"Paris": "US city"}),
        ("He lives in Paris.", {"Paris": "FR capital"}),
        ("He lives in Paris, he said.", {"Paris": "FR capital"}),
        ("From Tbilisi in Georgia.", {"Tbilisi": "GE capital", "Georgia": "GE country"}),
        ("From Atlanta, in Georgia, USA.", {"Atlanta": "US city", "Georgia": "US region", "USA": "US country"}),
        ("The U.S. and the Holy See.", {"U.S.": "US country", "Holy See": "VA country"}),
        ("In New York and Washington.", {"New York": "US city", "Washington": "US capital"}),
        ("In Texas and in Africa.", {"Texas": "US region", "Africa": "None continent"}),
        ("In Bavaria, on the Danube.", {"Bavaria": "DE region", "Danube": "None river"}),
        ("In Ontario and in Scotland.", {"Ontario": "CA region", "Scotland": "GB region"}),
        ("From the Black Sea to Gaza City in the Gaza Strip.", {"Black Sea": "None sea", "Gaza Strip": "None region"}),
        ("In Charlotte, N.C., and in Selma, Ala.", {"Charlotte, N.C.": "US city", "Selma, Ala": "US city"}),
        ("In Inish Maol.", {"Inish Maol": "None None"}),
    ],
)  # fmt: skip
def test_names_are_located(text: str, expected: dict[str, str]) -> None:
    assert [f"{country} {kind}" for country, kind in locate(text, *expected)] == list(expected.values())


def test_the_dateline_chooses_among_namesakes() -> None:
    assert locate("A fire broke out in Cambridge.", "Cambridge", dateline="BOSTON") == [("US", "city")]
    assert locate("A fire broke out in Cambridge.", "Cambridge", dateline="LONDON") == [("GB", "city")]


def test_a_state_that_is_named_elsewhere_chooses_among_namesakes() -> None:
    latitudes = {}
    for state in ("Missouri", "Massachusetts"):
        text = f"He lives in Springfield. A storm hit {state}."
        springfield, _ = (
            Entity(f"e{name}", "place", name, (), (), 1, None, None, (Mention(name, start, start + len(name), "name"),))
            for name in ("Springfield", state)
            for start in [text.index(name)]
        )
        (located, _) = locate_entities(text, (springfield, _), None)
        assert located.place is not None
        latitudes[state] = located.place.latitude
    assert latitudes["Missouri"] == pytest.approx(37.2, abs=0.2)
    assert latitudes["Massachusetts"] == pytest.approx(42.1, abs=0.2)


def test_a_city_has_its_coordinates() -> None:
    latakia, _ = find_places("Latakia")
    assert latakia.kind == "city"
    assert latakia.latitude == pytest.approx(35.53, abs=0.1)
    assert latakia.longitude == pytest.approx(35.79, abs=0.1)


@given(st.text(max_size=30))
def test_any_name_can_be_looked_up(name: str) -> None:
    assert all(len(entry.country) in (0, 2) and entry.kind for entry in find_places(name))
    key = make_gazetteer_key(name)
    assert " ".join(key.split()) == key
