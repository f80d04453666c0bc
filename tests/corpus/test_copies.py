"""Near copies of articles: cut, with another lead, or partly rewritten; and no others."""

import json
import random
from pathlib import Path

import pytest

from newscli.corpus.copies import find_copies
from newscli.corpus.filters import Filters, build_article_condition
from newscli.corpus.store import open_for_writing
from tests.conftest import SAMPLES, invoke
from tests.corpus.stores import ask, index, list_rows

pytest.importorskip("rensa")
NAMES = ("headline.txt", "interview.txt", "utf-16.txt")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Three articles, each also cut by 40 %, with a new lead, and with every seventh word exchanged."""
    folder = tmp_path_factory.mktemp("copies")
    rng = random.Random(0)
    lines = []
    for number, name in enumerate(NAMES):
        text = (SAMPLES / name).read_text("utf-16" if name.startswith("utf") else "utf-8")
        words = text.split(" ")
        versions = [
            text,
            " ".join(words[: len(words) * 6 // 10]),
            f"A paper had this story in its morning edition, and its readers wrote many letters.\n\n{text}",
            " ".join(word if rng.random() > 0.04 else "otherwise" for word in words),
        ]
        # The original was published first, but comes last.
        for day, version in reversed(list(enumerate(versions, 1))):
            lines.append(
                json.dumps({"text": version, "date": f"2031-05-{day:02}", "url": f"https://x.example/{number}/{day}"})
            )
    (folder / "crawl.ndjson").write_text("\n".join(lines), "utf-8")
    index(folder / "news.db", folder / "crawl.ndjson")
    with open_for_writing(str(folder / "news.db")) as connection:
        assert find_copies(connection) == 12
        assert find_copies(connection) == 0
    return str(folder / "news.db")


def test_copies_are_found_and_nothing_else(store: str) -> None:
    rows = list_rows(
        store, "SELECT a.url, f.url FROM copies c JOIN articles a ON a.id = c.article JOIN articles f ON f.id = c.first"
    )
    assert len(rows) == 12
    assert all(first == f"{url[:-1]}1" for url, first in rows)


def test_only_the_first_copy_counts_if_asked(store: str) -> None:
    condition = build_article_condition(Filters(first_copies=True))
    with ask(store) as connection:
        days = connection.execute(
            f"SELECT published FROM articles a WHERE {condition.sql}", condition.values
        ).fetchall()
    assert days == [("2031-05-01",)] * 3


def test_the_command_finds_copies_after_reading(tmp_path: Path) -> None:
    paths = [str(SAMPLES / name) for name in ("headline.txt", "document.pdf")]
    assert invoke("index", *paths, "-o", str(tmp_path / "news.db"), "--copies").code == 0
    assert list_rows(tmp_path / "news.db", "SELECT count(*), count(DISTINCT first) FROM copies") == [(2, 1)]
    first = invoke("search", str(tmp_path / "news.db"), "the", "--first-copies", "--in", "text")
    assert first.err == "newscli: 1 article\n"


def test_an_article_is_no_copy_of_its_own_earlier_version(tmp_path: Path) -> None:
    store, path = tmp_path / "news.db", tmp_path / "story.txt"
    text = (SAMPLES / "bare.txt").read_text("utf-8")
    for ending in ("", "\n\nIt rained all night.\n"):
        path.write_text(text + ending, "utf-8")
        assert invoke("index", str(path), "-o", str(store), "--copies").code == 0
    condition = build_article_condition(Filters(first_copies=True))
    assert list_rows(store, f"SELECT version FROM articles a WHERE {condition.sql}") == [(2,)]


def test_the_earliest_is_the_first_whichever_was_indexed_first(tmp_path: Path) -> None:
    path, text = tmp_path / "crawl.ndjson", (SAMPLES / "bare.txt").read_text("utf-8")
    days = ("2031-05-02", "2031-05-01", "2031-05-03")
    records = [{"text": f"{text}\n\nIt was {day}.", "date": day, "url": f"https://x.example/{day}"} for day in days]
    path.write_text("\n".join(map(json.dumps, records)), "utf-8")
    assert invoke("index", str(path), "-o", str(tmp_path / "news.db"), "--copies").code == 0
    assert list_rows(tmp_path / "news.db", "SELECT article, first FROM copies ORDER BY 1") == [(1, 2), (2, 2), (3, 2)]
