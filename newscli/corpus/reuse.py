"""Where else a quote was printed: the same words, fewer, more, or others, by whom, and when first.

Reused words are part of one another rather than alike: a headline takes four words of a sentence. So candidates are
the quotes that share a run of five words, by the full-text index, and alignment tells what differs.
"""

import hashlib
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from newscli.analysis.alignment import Change, Relation, Word, compare, list_shingles, measure_overlap, split_words
from newscli.corpus.filters import SPEAKER, Filters, build_article_condition, build_quote_condition
from newscli.model import Span

# Quotes that share no run of so many words are not looked at.
RUN_WORDS = 5
# The share of the shorter's runs of three words that the other must have.
MIN_SHARE = 0.6
_COLUMNS = f"""q.id, a.path, q.line, q.n, a.published, a.outlet, q.kind, {SPEAKER},
    CASE WHEN p.id IS NOT NULL THEN 'person ' || p.id WHEN v.kind = 'person' THEN n.key END, a.key, x.text"""
_JOINS = """JOIN articles a ON a.id = q.article JOIN quote_text x ON x.id = q.id
    LEFT JOIN voices v ON v.article = q.article AND v.n = q.voice
    LEFT JOIN names n ON n.id = v.name LEFT JOIN persons p ON p.id = n.person"""
# A quote of more words is searched for by this many runs, spread over it.
_MAX_RUNS = 400
_MAX_EARLIEST = 20


@dataclass(frozen=True, slots=True)
class Reuse:
    """A quote with the words that were asked for, or some of them.

    ``relation`` is how its words stand to those; ``is_first`` marks the earliest. ``key`` is that of the article;
    ``person`` is that of a named speaker, the same for all names of a person. ``changed`` are the spans in ``text``
    that differ, and ``lost`` the places there where words are missing.
    """

    relation: Relation
    is_first: bool
    share: float
    key: str
    path: str
    line: int
    quote: str
    outlet: str | None
    published: str | None
    kind: str
    speaker: str | None
    person: str | None
    text: str
    changed: tuple[Span, ...]
    lost: tuple[int, ...]


def find_reuse(connection: sqlite3.Connection, text: str, filters: Filters) -> list[Reuse]:
    """Find the quotes that have the words of a text, the earliest first; articles without a day come last."""
    words = split_words(text)
    if not words:
        return []
    rows = []
    for row in _find_candidates(connection, words, filters):
        candidate = split_words(row[-1])
        share = measure_overlap(words, candidate)
        if share >= MIN_SHARE and _shares_run(words, candidate):
            rows.append((row, candidate))
    rows.sort(key=lambda pair: (pair[0][4] is None, pair[0][4] or "", pair[0][0]))
    return [_make_reuse(words, row, candidate, is_first=n == 0) for n, (row, candidate) in enumerate(rows)]


def count_elsewhere(connection: sqlite3.Connection, text: str, known: Collection[str]) -> int:
    """Count the articles whose text has all the words in a row, other than those whose paths are known."""
    phrase = " ".join(word.text for word in split_words(text))
    if not phrase:
        return 0
    query = """SELECT a.path FROM articles_fts f JOIN articles a ON a.id = f.rowid
        WHERE f.articles_fts MATCH ? AND a.current"""
    paths = {path for (path,) in connection.execute(query, (f"{{text}} : {_quote(phrase)}",))}
    return len(paths.difference(known))


def _find_candidates(
    connection: sqlite3.Connection, words: Sequence[Word], filters: Filters
) -> Iterator[tuple[Any, ...]]:
    """Yield the quotes that share a run of words, by the full-text index."""
    runs = list(dict.fromkeys(" ".join(run) for run in list_shingles(words, RUN_WORDS)))
    step = -(-len(runs) // _MAX_RUNS)
    match = " OR ".join(map(_quote, runs[::step]))
    articles, quotes = build_article_condition(filters), build_quote_condition(filters)
    query = f"SELECT {_COLUMNS} FROM quotes_fts f JOIN quotes q ON q.id = f.rowid {_JOINS}"
    query += f" WHERE f.quotes_fts MATCH ? AND {articles.sql} AND {quotes.sql}"
    yield from connection.execute(query, (match, *articles.values, *quotes.values))


def _quote(phrase: str) -> str:
    """Quote a phrase of words for FTS5."""
    return f'"{phrase}"'


def _shares_run(first: Sequence[Word], second: Sequence[Word]) -> bool:
    size = min(RUN_WORDS, len(first), len(second))
    return not set(list_shingles(first, size)).isdisjoint(list_shingles(second, size))


def _make_reuse(words: Sequence[Word], row: tuple[Any, ...], candidate: Sequence[Word], *, is_first: bool) -> Reuse:
    _, path, line, number, published, outlet, kind, speaker, person, key, text = row
    comparison = compare(words, candidate)
    return Reuse(
        comparison.relation,
        is_first,
        round(comparison.share, 2),
        key,
        path,
        line,
        f"q{number}",
        outlet,
        published,
        kind,
        speaker,
        person,
        text,
        tuple(_find_changed(comparison.changes, candidate)),
        tuple(_find_lost(comparison.changes, candidate, len(text))),
    )


def _find_changed(changes: Sequence[Change], candidate: Sequence[Word]) -> Iterator[Span]:
    """Yield the spans of the words of a candidate that differ or were added."""
    for change in changes:
        if not change.is_equal and change.second.start < change.second.end:
            yield Span(candidate[change.second.start].span.start, candidate[change.second.end - 1].span.end)


def _find_lost(changes: Sequence[Change], candidate: Sequence[Word], end: int) -> Iterator[int]:
    """Yield the places in a candidate where words were left out."""
    for change in changes:
        if not change.is_equal and change.second.start == change.second.end:
            position = change.second.start
            yield candidate[position].span.start if position < len(candidate) else end


class Cluster(NamedTuple):
    """Quotes of a store that have the same words, or some of them, by their ids there, the earliest first."""

    quotes: tuple[int, ...]


def find_clusters(connection: sqlite3.Connection, filters: Filters) -> Iterator[Cluster]:
    """Find all quotes of a store that were printed more than once, by one sort of their runs of five words."""
    execute = connection.execute
    execute("CREATE TEMP TABLE runs_of_words(run INTEGER, day TEXT, quote INTEGER)")
    articles, quotes = build_article_condition(filters), build_quote_condition(filters)
    rows = execute(
        f"""SELECT q.id, coalesce(a.published, '~'), x.text FROM quotes q JOIN articles a ON a.id = q.article
        JOIN quote_text x ON x.id = q.id LEFT JOIN voices v ON v.article = q.article AND v.n = q.voice
        WHERE q.words >= {RUN_WORDS} AND {articles.sql} AND {quotes.sql}""",
        (*articles.values, *quotes.values),
    )
    connection.executemany("INSERT INTO runs_of_words VALUES(?, ?, ?)", _list_runs(rows))
    groups = _Groups()
    run: int | None = None
    # The earliest of a run that have nothing else in common: each later quote is compared with these alone, since
    # what a thousand papers printed would have half a million pairs.
    earliest: list[int] = []
    for next_run, quote in execute("SELECT run, quote FROM runs_of_words ORDER BY run, day, quote"):
        if next_run != run:
            run, earliest = next_run, []
        is_known = False
        for other in earliest:
            if groups.has_same(other, quote) or _is_reuse(connection, other, quote):
                groups.join(other, quote)
                is_known = True
        if not is_known and len(earliest) < _MAX_EARLIEST:
            earliest.append(quote)
    execute("DROP TABLE runs_of_words")
    for members in groups.list_groups():
        numbers = ", ".join(map(str, members))
        query = f"""SELECT q.id FROM quotes q JOIN articles a ON a.id = q.article WHERE q.id IN ({numbers})
            ORDER BY a.published IS NULL, a.published, q.id"""
        yield Cluster(tuple(number for (number,) in execute(query)))


def _list_runs(rows: Iterable[tuple[int, str, str]]) -> Iterator[tuple[int, str, int]]:
    for quote, day, text in rows:
        for run in set(list_shingles(split_words(text), RUN_WORDS)):
            digest = hashlib.blake2b(" ".join(run).encode("utf-8", "surrogatepass"), digest_size=8).digest()
            yield int.from_bytes(digest, "big", signed=True), day, quote


def _is_reuse(connection: sqlite3.Connection, first: int, second: int) -> bool:
    query = "SELECT text FROM quote_text WHERE id = ?"
    texts = (connection.execute(query, (quote,)).fetchone()[0] for quote in (first, second))
    return measure_overlap(*map(split_words, texts)) >= MIN_SHARE


class _Groups:
    """Numbers in groups, which are joined step by step (union-find)."""

    def __init__(self) -> None:
        self._parents: dict[int, int] = {}

    def _find(self, number: int) -> int:
        while (parent := self._parents.get(number, number)) != number:
            self._parents[number] = self._parents.get(parent, parent)
            number = parent
        return number

    def has_same(self, first: int, second: int) -> bool:
        return self._find(first) == self._find(second)

    def join(self, first: int, second: int) -> None:
        first, second = sorted((self._find(first), self._find(second)))
        self._parents.setdefault(first, first)
        self._parents[second] = first

    def list_groups(self) -> list[list[int]]:
        groups: dict[int, list[int]] = {}
        for number in sorted(self._parents):
            groups.setdefault(self._find(number), []).append(number)
        return list(groups.values())


def compare_cluster(connection: sqlite3.Connection, cluster: Cluster) -> list[Reuse]:
    """Compare the quotes of a cluster with the first of them."""
    rows = {row[0]: row for row in _load_rows(connection, cluster.quotes)}
    first = split_words(rows[cluster.quotes[0]][-1])
    return [
        _make_reuse(first, rows[quote], split_words(rows[quote][-1]), is_first=quote == cluster.quotes[0])
        for quote in cluster.quotes
    ]


def _load_rows(connection: sqlite3.Connection, quotes: Sequence[int]) -> Iterator[tuple[Any, ...]]:
    for quote in quotes:
        yield connection.execute(f"SELECT {_COLUMNS} FROM quotes q {_JOINS} WHERE q.id = ?", (quote,)).fetchone()
