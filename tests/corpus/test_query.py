"""What a user searches for: words, phrases and operators, and nothing that SQLite could take for its own."""

import sqlite3
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscli.corpus.errors import QueryError
from newscli.corpus.query import parse_query

TEXTS = (
    "The storm tore the roof off",
    "A flood followed the storm damage",
    "Storms, floods and NOT a word of warning",
    "Ms. Álvarez said the U.S. was ready",
)


@pytest.fixture(scope="module")
def index() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE fts USING fts5(text, tokenize='unicode61 remove_diacritics 2')")
    connection.executemany("INSERT INTO fts(rowid, text) VALUES(?, ?)", list(enumerate(TEXTS)))
    yield connection
    connection.close()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("storm", [0, 1]),
        ("STORM flood", [1]),
        ("storm AND flood", [1]),
        ("storm*", [0, 1, 2]),
        ('"the storm"', [0, 1]),
        ("“the storm”", [0, 1]),
        ("roof OR flood", [0, 1]),
        ("storm NOT flood", [0]),
        ("storm " + " ".join(f"NOT x{n}" for n in range(300)), [0, 1]),
        (" ".join(["storm"] * 900), [0, 1]),
        (" OR ".join(["storm"] * 490), [0, 1]),
        ("(roof OR flood) storm NOT damage", [0]),
        ("NEAR(roof off, 1)", [0]),
        ("NEAR(flood damage, 1)", []),
        ("NEAR(flood damage, 5)", [1]),
        ('"flo*"', []),
        ('"a flo"*', [1]),
        ("alvarez", [3]),
        ("ÁLVAREZ", [3]),
        ("U.S.", [3]),
        ('"NOT"', [2]),
        ("text:storm", []),
        ("storm-damage", [1]),
        ("-storm", [0, 1]),
        ("storm; DROP TABLE fts", []),
    ],
)
def test_a_query_finds_what_it_says(index: sqlite3.Connection, query: str, found: list[int]) -> None:
    rows = index.execute("SELECT rowid FROM fts WHERE fts MATCH ? ORDER BY 1", (parse_query(query),))
    assert [row[0] for row in rows] == found


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("", "the search is empty"),
        ("  ", "the search is empty"),
        ('"storm', "a quotation mark without its partner"),
        ("(storm", r"a \( without a \)"),
        ("storm)", r"a \) without a \("),
        ("NOT storm", "only what must not be there"),
        ("storm OR", "OR, .* where a word is missing"),
        ("OR storm", "OR, .* where a word is missing"),
        ("()", "where a word is missing"),
        ("storm NOT", "ends where a word is missing"),
        ("NEAR(storm)", "at least two words"),
        ("NEAR(storm damage, soon)", "a number of words"),
        ("NEAR(storm (damage))", "takes words or phrases"),
        ("—", "no letter or digit"),
        ("(" * 60 + "storm" + ")" * 60, "too many"),
        ("storm " * 1001, "over 1,000 words"),
    ],
)
def test_a_wrong_query_is_one_clear_line(query: str, message: str) -> None:
    with pytest.raises(QueryError, match=message) as caught:
        parse_query(query)
    assert "\n" not in caught.value.message


@given(st.text(st.characters(codec="utf-8") | st.sampled_from('"()*,^:+-{} NEAROT'), max_size=40))
def test_no_query_makes_sqlite_fail(query: str) -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE fts USING fts5(text)")
    try:
        match = parse_query(query)
    except QueryError:
        return
    assert connection.execute("SELECT count(*) FROM fts WHERE fts MATCH ?", (match,)).fetchone() == (0,)
    connection.close()
