"""Near copies of whole articles: what an agency wrote, and many papers print with another headline or fewer paragraphs.

Runs of five words are sketched by MinHash (Broder 1997), and the sketch is cut into bands (Leskovec et al., Mining of
Massive Datasets, chapter 3): articles that share a band are compared word by word.
"""

import sqlite3
from collections.abc import Iterator
from typing import Any

from newscli.analysis.alignment import list_shingles, split_words
from newscli.optional_imports import import_optional

RUN_WORDS = 5
BANDS, ROWS_PER_BAND = 32, 4
# The share of the shorter article's runs of words that the other has, too.
MIN_SHARE = 0.5
# Shorter texts say too little.
_MIN_WORDS = 40
_SEED = 42
_BYTES_PER_NUMBER = 4


def import_minhash() -> Any:
    """Import rensa. Raises MissingLibraryError if it is not installed."""
    return import_optional("rensa", "rensa")


def find_copies(connection: sqlite3.Connection) -> int:
    """Sketch the current articles that have no sketch, and note which are copies; return the number of those sketched.

    Of copies, the first is that with the earliest day, or else that which was indexed first.
    """
    rensa = import_minhash()
    execute = connection.execute
    execute("BEGIN IMMEDIATE")
    # An article is no copy of its own earlier version.
    for table in ("bands", "copies"):
        execute(f"DELETE FROM {table} WHERE article IN (SELECT id FROM articles WHERE NOT current)")
    query = "SELECT id FROM articles WHERE current AND id NOT IN (SELECT article FROM copies)"
    numbers = [number for (number,) in execute(query)]
    for number in numbers:
        runs = _list_runs(connection, number)
        group = number
        if len(runs) + RUN_WORDS > _MIN_WORDS:
            sketch = rensa.RMinHash(num_perm=BANDS * ROWS_PER_BAND, seed=_SEED)
            sketch.update(sorted(runs))
            bands = list(_cut_into_bands(sketch.digest()))
            group = _find_group(connection, runs, bands) or number
            connection.executemany("INSERT INTO bands VALUES(?, ?, ?)", ((*band, number) for band in bands))
        execute("INSERT INTO copies(article, first) VALUES(?, ?)", (number, group))
    _choose_first(connection)
    execute("COMMIT")
    return len(numbers)


def _list_runs(connection: sqlite3.Connection, article: int) -> set[str]:
    text = connection.execute("SELECT text FROM texts WHERE article = ?", (article,)).fetchone()[0]
    return {" ".join(run) for run in list_shingles(split_words(text), RUN_WORDS)}


def _cut_into_bands(numbers: list[int]) -> Iterator[tuple[int, int]]:
    """Yield the number and the hash of each band."""
    for band in range(BANDS):
        rows = numbers[band * ROWS_PER_BAND : (band + 1) * ROWS_PER_BAND]
        data = b"".join(number.to_bytes(_BYTES_PER_NUMBER, "big") for number in rows)
        # SQLite has 64 bits; the bands are long enough to do with half of them.
        yield band, int.from_bytes(data[::2], "big", signed=True)


def _find_group(connection: sqlite3.Connection, runs: set[str], bands: list[tuple[int, int]]) -> int | None:
    """Find the group of an article that has half of the runs."""
    candidates: dict[int, None] = {}
    for band in bands:
        rows = connection.execute("SELECT article FROM bands WHERE band = ? AND hash = ?", band)
        candidates.update(dict.fromkeys(number for (number,) in rows))
    for candidate in candidates:
        other = _list_runs(connection, candidate)
        if len(runs & other) >= MIN_SHARE * min(len(runs), len(other)):
            row = connection.execute("SELECT first FROM copies WHERE article = ?", (candidate,)).fetchone()
            return int(row[0])
    return None


def _choose_first(connection: sqlite3.Connection) -> None:
    """Name each group after its earliest article."""
    earliest: dict[int, int] = {}
    query = """SELECT c.first, c.article FROM copies c JOIN articles a ON a.id = c.article
        ORDER BY a.published IS NULL, a.published, a.id"""
    for group, article in connection.execute(query):
        earliest.setdefault(group, article)
    changed = [(article, group) for group, article in earliest.items() if article != group]
    # In two steps, as one group's new name may be another's old one.
    connection.executemany("UPDATE copies SET first = -? WHERE first = ?", changed)
    connection.execute("UPDATE copies SET first = -first WHERE first < 0")
