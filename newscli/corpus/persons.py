"""Persons across articles: names are joined where no article contradicts it, and never by a guess.

Two full names are one person's if first and last words agree once titles and degrees are off, neither is a junior of
the other, and the words between them agree or are missing. If they differ for two people ("George W." and "George H. W.
Bush"), the name without them is ambiguous, and all stay apart. A single word joins nothing. A table of persons that the
user gives outranks this.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from newscli.errors import UnreadableError
from newscli.lang.en.names import MIDDLE_NAMES
from newscli.lang.en.people import GENERATIONS, NAME_SUFFIXES, PARTY_MEMBERS, TITLES
from newscli.text import fold_name

# Ends the key of a name that several people bear.
AMBIGUOUS = "?"
AMBIGUOUS_NOTE = "(several people)"
GENDERS = ("female", "male", "nonbinary")
_SEPARATOR = ";"


class FullName(NamedTuple):
    """The folded words of a name: the first, the last, those between them, and "jr" or the like."""

    first: str
    middle: tuple[str, ...]
    last: str
    generation: str = ""


def parse_name(name: str) -> FullName | None:
    """Part a person's name without titles, parties and suffixes; None if it has fewer than two words."""
    words = fold_name(name.replace("-", " ").replace(".", " ")).split()
    generation = ""
    while len(words) > 2 and words[-1] in NAME_SUFFIXES:
        suffix = words.pop()
        generation = suffix if suffix in GENERATIONS else generation
    for position in range(len(words) - 3, -1, -1):
        word = words[position]
        is_title = word in TITLES or word in PARTY_MEMBERS
        # "Texas Sen. Ted Cruz", but "Sacha Baron Cohen".
        if is_title and (position == 0 or word not in MIDDLE_NAMES):
            words = words[position + 1 :]
            break
    return FullName(words[0], tuple(words[1:-1]), words[-1], generation) if len(words) >= 2 else None


def build_keys(names: Iterable[str]) -> dict[str, str]:
    """Build the key of each name of a person, by all the names there are. One person's names have the same key."""
    keys: dict[str, str] = {}
    groups: defaultdict[tuple[str, str, str], list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
    for name in names:
        full_name = parse_name(name)
        if full_name is None:
            keys[name] = fold_name(name)
        else:
            groups[full_name.first, full_name.last, full_name.generation].append((name, full_name.middle))
    for (first, last, generation), members in groups.items():
        end = f"{last} {generation}".strip()
        middles = sorted({middle for _, middle in members if middle})
        agree = all(_agree(*pair) for pair in combinations(middles, 2))
        for name, middle in members:
            if agree:
                keys[name] = f"{first} {end}"
            elif middle:
                keys[name] = " ".join((first, *middle, end))
            else:
                keys[name] = f"{first} {end}{AMBIGUOUS}"
    return keys


def _agree(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Whether two middles may be one person's: the same words, or one the initials of the other."""
    return len(first) == len(second) and all(
        a == b or (min(len(a), len(b)) == 1 and a[0] == b[0]) for a, b in zip(first, second, strict=True)
    )


class Person(NamedTuple):
    """A person in the user's table."""

    name: str
    other_names: tuple[str, ...]
    wikidata: str | None
    gender: str | None


def read_persons(rows: Iterable[Mapping[str, str]], source: str) -> Iterator[Person]:
    """Read a table with the column ``name`` and, if there, ``other_names``, ``wikidata`` and ``gender``.

    Raises UnreadableError for a row without a name, or an unknown gender. ``source`` is what the table is called.
    """
    for number, row in enumerate(rows, 2):
        name, gender = (row.get("name") or "").strip(), (row.get("gender") or "").strip().lower() or None
        if not name:
            raise UnreadableError(f"{source}, line {number}: has no name; the column is called name")
        if gender is not None and gender not in GENDERS:
            raise UnreadableError(f"{source}, line {number}: gender is {gender!r}; say {', '.join(GENDERS)} or nothing")
        others = tuple(filter(None, map(str.strip, (row.get("other_names") or "").split(_SEPARATOR))))
        yield Person(name, others, (row.get("wikidata") or "").strip() or None, gender)


def replace_persons(connection: sqlite3.Connection, persons: Sequence[Person], source: str) -> None:
    """Put the persons of a table in place of those that the store has."""
    connection.execute("BEGIN")
    connection.execute("DELETE FROM persons")
    connection.execute("DELETE FROM person_names")
    for person in persons:
        row = (person.name, person.wikidata, person.gender, source)
        number = connection.execute("INSERT INTO persons(name, wikidata, gender, source) VALUES(?, ?, ?, ?)", row)
        known = [(fold_name(name), number.lastrowid) for name in (person.name, *person.other_names)]
        connection.executemany("INSERT OR REPLACE INTO person_names VALUES(?, ?)", known)
    _link_names(connection)
    connection.execute("COMMIT")


def _link_names(connection: sqlite3.Connection) -> None:
    """Link the names of people to the persons of the user's table."""
    connection.create_function("fold_name", 1, fold_name, deterministic=True)
    person = "(SELECT person FROM person_names p WHERE p.name = fold_name(names.name))"
    connection.execute(f"UPDATE names SET person = {person} WHERE type = 'person' AND person IS NOT {person}")


def join_names(connection: sqlite3.Connection) -> None:
    """Recompute the keys of all persons' names, and which name to show for each key: the one most often quoted."""
    query = """SELECT n.id, n.name, n.key, n.shown, count(v.article) FROM names n LEFT JOIN voices v ON v.name = n.id
        WHERE n.type = 'person' GROUP BY n.id"""
    rows = connection.execute(query).fetchall()
    keys = build_keys(name for _, name, _, _, _ in rows)
    most_quoted: dict[str, tuple[int, int, str]] = {}
    for _, name, _, _, count in rows:
        most_quoted[keys[name]] = max(most_quoted.get(keys[name], (-1, 0, "")), (count, -len(name), name))
    changed = []
    for number, name, old_key, old_shown, _ in rows:
        key = keys[name]
        # One word is no key, and may be anybody's.
        shown = f"{name} {AMBIGUOUS_NOTE}" if key.endswith(AMBIGUOUS) else most_quoted[key][2] if " " in key else name
        if (key, shown) != (old_key, old_shown):
            changed.append((key, shown, number))
    connection.execute("BEGIN")
    connection.executemany("UPDATE names SET key = ?, shown = ? WHERE id = ?", changed)
    _link_names(connection)
    connection.execute("COMMIT")
