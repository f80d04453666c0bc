"""Stores that tests make and ask."""

import contextlib
import sqlite3
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from newscli.corpus.filters import add_functions
from newscli.corpus.indexing import Indexer, IndexOptions, Progress
from newscli.corpus.status import find_damage
from newscli.corpus.store import open_for_writing, open_store
from newscli.pipeline import expand_path
from tests.conftest import SAMPLES

# Samples of every shape that a store meets: bare files, an archive, lines of JSON, a page, a transcript.
INDEXED = ("bare.txt", "articles.zip", "crawl.ndjson", "page.html", "interview.txt", "setext.md", "leading-date.txt")

STORY = "Vellmouth\n\nThe bridge will close on {day}, Mayor Ann Lee said. “{words},” she told reporters.\n"


def index(store: Path | str, *paths: Path | str, **options: Any) -> Progress:
    """Index paths into a store, in this process but for the reading."""
    with open_for_writing(str(store)) as connection:
        indexer = Indexer(connection, IndexOptions(**options))
        indexer.run(item for path in paths for item in expand_path(path))
        return indexer.progress


@contextlib.contextmanager
def ask(store: Path | str) -> Iterator[sqlite3.Connection]:
    """Open a store to ask it."""
    with open_store(str(store)) as connection:
        add_functions(connection)
        yield connection


@cache
def make_sample_store() -> str:
    """Make a store of some samples, once."""
    store = Path(mkdtemp(prefix="newscli-store-")) / "samples.db"
    index(store, *(SAMPLES / name for name in INDEXED))
    return str(store)


def list_rows(store: Path | str, query: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """List what a query finds in a store."""
    with ask(store) as connection:
        return connection.execute(query, values).fetchall()


def check_soundness(store: Path | str) -> None:
    """Fail if a store is damaged."""
    with open_for_writing(str(store)) as connection:
        assert find_damage(connection) == []
