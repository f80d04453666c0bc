"""Persons across articles: what no article contradicts is joined, and nothing else."""

import pytest

from newscli.corpus.persons import build_keys, parse_name, read_persons
from newscli.errors import UnreadableError


def group(*names: str) -> list[set[str]]:
    """The names that have the same key, in groups."""
    keys = build_keys(names)
    groups: dict[str, set[str]] = {}
    for name in names:
        groups.setdefault(keys[name], set()).add(name)
    return list(groups.values())


@pytest.mark.parametrize(
    "names",
    [
        ("Donald Trump", "Donald J. Trump", "Republican Donald Trump", "Donald John Trump"),
        ("Ted Cruz", "Texas Sen. Ted Cruz", "Sen. Ted Cruz"),
        ("José Núñez", "Jose Nunez"),
        ("Martin Luther King", "Rev. Martin Luther King"),
        ("Ann-Marie Lee", "Ann Marie Lee"),
        ("Jane Doe", "Dr. Jane Doe", "Jane Doe PhD"),
    ],
)
def test_names_of_one_person_are_joined(names: tuple[str, ...]) -> None:
    assert group(*names) == [set(names)]


@pytest.mark.parametrize(
    "names",
    [
        ("Donald Trump", "Ivanka Trump"),
        ("Donald Trump", "Donald Trump Jr."),
        ("Donald Trump", "Trump"),
        ("George W. Bush", "George H. W. Bush", "George Bush"),
        ("John A. Smith", "John B. Smith", "John Smith"),
        ("John Smith Sr.", "John Smith Jr."),
        ("Clinton", "Bill Clinton", "Hillary Clinton"),
        ("Prince Harry", "Debbie Harry"),
    ],
)
def test_names_that_may_be_of_several_people_stay_apart(names: tuple[str, ...]) -> None:
    assert group(*names) == [{name} for name in names]


def test_initials_with_and_without_full_stops_are_the_same() -> None:
    assert group("George W. Bush", "George W Bush", "George Walker Bush", "George Bush") == [
        {"George W. Bush", "George W Bush", "George Walker Bush", "George Bush"}
    ]


def test_a_title_within_a_name_is_part_of_it() -> None:
    name = parse_name("Sacha Baron Cohen")
    assert name is not None
    assert (name.first, name.middle, name.last) == ("sacha", ("baron",), "cohen")


def test_the_users_table_is_read_and_checked() -> None:
    rows = [{"name": "Ann Lee", "other_names": "A. Lee; Mayor Lee", "wikidata": "Q1", "gender": "Female"}]
    (person,) = read_persons(rows, "persons.csv")
    assert person == ("Ann Lee", ("A. Lee", "Mayor Lee"), "Q1", "female")
    with pytest.raises(UnreadableError, match=r"persons\.csv, line 2: has no name"):
        list(read_persons([{"wikidata": "Q1"}], "persons.csv"))
    with pytest.raises(UnreadableError, match="gender is 'f'; say female, male, nonbinary or nothing"):
        list(read_persons([{"name": "Ann Lee", "gender": "f"}], "persons.csv"))
