"""What is in a store, and whether it is sound."""

import os
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from newscli.corpus.errors import StoreError
from newscli.corpus.loading import load_reports


@dataclass(frozen=True, slots=True)
class FailureCount:
    """Failures with the same code, and one of them as an example."""

    error: str
    count: int
    path: str
    message: str


@dataclass(frozen=True, slots=True)
class Failed:
    """An article, or a whole input, that could not be read; ``attempts`` is how often its input was tried."""

    path: str
    error: str
    message: str
    attempts: int


@dataclass(frozen=True, slots=True)
class Outlet:
    """An outlet, how many articles it has, and the days of the first and the last."""

    outlet: str | None
    articles: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Status:
    """What is in a store. ``versions`` counts those that are not current; ``readers`` are what has read the articles.

    ``bytes`` is the size of the file with what is not yet moved into it.
    """

    articles: int
    versions: int
    quotes: int
    all_quotes: int
    voices: int
    names: int
    persons: int
    inputs: int
    unfinished: int
    failed: int
    runs: int
    last_run: str | None
    readers: dict[str, int]
    bytes: int
    outlets: tuple[Outlet, ...]
    failures: tuple[FailureCount, ...]


def read_status(connection: sqlite3.Connection, path: str) -> Status:
    """Count what is in a store at ``path``."""

    def count(query: str) -> int:
        return int(connection.execute(query).fetchone()[0] or 0)

    outlets = connection.execute(
        "SELECT outlet, count(*), min(published), max(published) FROM articles WHERE current"
        " GROUP BY 1 ORDER BY 2 DESC, 1"
    )
    failures = connection.execute(
        "SELECT error, count(*), min(path), message FROM failures GROUP BY 1 ORDER BY 2 DESC, 1"
    )
    readers = connection.execute("SELECT reader, count(*) FROM articles GROUP BY 1 ORDER BY 2 DESC")
    last_run = connection.execute("SELECT coalesce(ended, started) FROM runs ORDER BY id DESC LIMIT 1").fetchone()
    return Status(
        articles=count("SELECT count(*) FROM articles WHERE current"),
        versions=count("SELECT count(*) FROM articles WHERE NOT current"),
        quotes=count("SELECT sum(quotes) FROM articles WHERE current"),
        all_quotes=count("SELECT sum(all_quotes) FROM articles WHERE current"),
        voices=count("SELECT count(*) FROM voices v JOIN articles a ON a.id = v.article WHERE a.current AND v.quotes"),
        names=count("SELECT count(*) FROM names"),
        persons=count("SELECT count(*) FROM persons"),
        inputs=count("SELECT count(*) FROM inputs"),
        unfinished=count("SELECT count(*) FROM inputs WHERE state <> 'done'"),
        failed=count("SELECT count(*) FROM failures"),
        runs=count("SELECT count(*) FROM runs"),
        last_run=last_run[0] if last_run else None,
        readers=dict(readers),
        bytes=sum(_measure(f"{path}{ending}") for ending in ("", "-wal")),
        outlets=tuple(Outlet(*row) for row in outlets),
        failures=tuple(FailureCount(*row) for row in failures),
    )


def list_failures(connection: sqlite3.Connection) -> list[Failed]:
    """List what could not be read, by path."""
    rows = connection.execute("SELECT path, error, message, attempts FROM failures ORDER BY path, record")
    return [Failed(*row) for row in rows]


def find_damage(connection: sqlite3.Connection) -> list[str]:
    """Check a store that is open for writing; return what is wrong with it, nothing if it is sound."""
    problems = [row[0] for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
    for table in ("articles_fts", "quotes_fts"):
        try:
            # 1: compare the index with the texts, too.
            connection.execute(f"INSERT INTO {table}({table}, rank) VALUES('integrity-check', 1)")
        except sqlite3.DatabaseError:
            problems.append(f"the index {table} does not fit the texts")
    numbers = [number for (number,) in connection.execute("SELECT article FROM reports")]
    try:
        for _ in load_reports(connection, numbers):
            continue
    except StoreError as error:
        problems.append(error.message)
    counts = {
        "an article whose count of quotes is wrong": "SELECT count(*) FROM articles a WHERE all_quotes <>"
        " (SELECT count(*) FROM quotes q WHERE q.article = a.id AND q.id >= a.first_quote"
        " AND q.id < a.first_quote + a.all_quotes)",
        "an article without a text": "SELECT count(*) FROM articles WHERE id NOT IN (SELECT article FROM texts)",
        "an article without a report": "SELECT count(*) FROM articles WHERE id NOT IN (SELECT article FROM reports)",
        "a key with several current versions, or none": "SELECT count(*) FROM (SELECT 1 FROM articles GROUP BY key"
        " HAVING sum(current) <> 1)",
    }
    for problem, query in counts.items():
        count = connection.execute(query).fetchone()[0]
        if count:
            problems.append(f"{count} times {problem}")
    return problems


def _measure(path: str) -> int:
    return os.stat(path).st_size if Path(path).exists() else 0  # noqa: PTH116
