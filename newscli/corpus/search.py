"""Find quotes, articles or titles in a store."""

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Literal, NamedTuple

from newscli.corpus.filters import (
    GROUP_SQL,
    SPEAKER,
    Condition,
    Filters,
    GroupKey,
    build_article_condition,
    build_quote_condition,
)
from newscli.corpus.query import parse_query
from newscli.model import Span
from newscli.text import WORD, count_line_ends

Scope = Literal["quotes", "text", "titles"]
Order = Literal["best", "newest", "oldest"]

_QUOTE_JOINS = "JOIN quotes q ON q.id = f.rowid JOIN articles a ON a.id = q.article"
_SPEAKER_JOINS = """LEFT JOIN voices v ON v.article = q.article AND v.n = q.voice
    LEFT JOIN names n ON n.id = v.name LEFT JOIN persons p ON p.id = n.person"""
_HIT = f"""SELECT q.id, a.path, a.outlet, a.published, a.title, a.url, q.article, q.n, q.line, q.kind, q.act,
    q.polarity, {SPEAKER}, q.percent / 100.0, q.who_start, q.who_end
    FROM quotes q JOIN articles a ON a.id = q.article {_SPEAKER_JOINS} WHERE q.id = ?"""
_ARTICLE_HIT = "SELECT a.id, a.path, a.outlet, a.published, a.title, a.url, a.id FROM articles a WHERE a.id = ?"
_ARTICLE_JOINS = "JOIN articles a ON a.id = f.rowid"
# Articles without a date come last, whichever comes first.
_ORDERS = {
    "best": "f.rank",
    "newest": "a.published IS NULL, a.published DESC, f.rowid DESC",
    "oldest": "a.published IS NULL, a.published, f.rowid",
}
_SNIPPET_WORDS = 12
_MAX_CHARS_PER_WORD = 20


@dataclass(frozen=True, slots=True)
class Search:
    """What to search for, where, and in what order; ``limit`` 0 is no limit."""

    words: str
    scope: Scope = "quotes"
    filters: Filters = field(default_factory=Filters)
    order: Order = "best"
    limit: int = 20


@dataclass(frozen=True, slots=True)
class Hit:
    """A quote or an article in which the words were found.

    ``quote`` is the id of a quote in its article, and None for an article; so are the fields from ``kind`` to
    ``confidence``. ``text`` is the quote, the title, or the words around the first find in the article. ``spans`` are
    the finds in ``text``. ``line`` counts from 1 in the article's text.
    """

    path: str
    line: int
    outlet: str | None
    published: str | None
    title: str | None
    url: str | None
    quote: str | None
    kind: str | None
    act: str | None
    polarity: str | None
    speaker: str | None
    mention: str | None
    confidence: float | None
    text: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Keyword:
    """A find in its context, as in a concordance. ``start`` and ``end`` are positions in the article's text."""

    path: str
    outlet: str | None
    published: str | None
    speaker: str | None
    start: int
    end: int
    pre: str
    keyword: str
    post: str


class Total(NamedTuple):
    """How many finds there are in how many articles."""

    hits: int
    articles: int


class Frequency(NamedTuple):
    """How many finds there are in a group, and in how many articles."""

    group: tuple[str | None, ...]
    hits: int
    articles: int


def count_hits(connection: sqlite3.Connection, search: Search) -> Total:
    """Count all quotes or articles in which the words are found."""
    source = _build_source(search)
    article = "q.article" if search.scope == "quotes" else "a.id"
    row = connection.execute(f"SELECT count(*), count(DISTINCT {article}) {source.sql}", source.values).fetchone()
    return Total(*row)


def count_by(connection: sqlite3.Connection, search: Search, keys: Sequence[GroupKey]) -> list[Frequency]:
    """Count the finds by groups, in the order of the groups. Only quotes have speakers, genders and kinds."""
    source = _build_source(search, with_speakers=True)
    columns = ", ".join("q.kind" if key == "kind" else GROUP_SQL[key] for key in keys)
    numbers = ", ".join(map(str, range(1, len(keys) + 1)))
    query = f"SELECT {columns}, count(*), count(DISTINCT a.id) {source.sql} GROUP BY {numbers} ORDER BY {numbers}"
    return [Frequency(row[:-2], *row[-2:]) for row in connection.execute(query, source.values)]


def find_hits(connection: sqlite3.Connection, search: Search) -> Iterator[Hit]:
    """Find quotes or articles. Raises QueryError if the words can't be understood."""
    source = _build_source(search)
    limit = "" if search.limit == 0 else f" LIMIT {search.limit:d}"
    # Who speaks is looked up for what is printed alone.
    numbers = connection.execute(f"SELECT f.rowid {source.sql} ORDER BY {_ORDERS[search.order]}{limit}", source.values)
    for (number,) in numbers:
        if search.scope == "quotes":
            yield _make_quote_hit(connection, search, connection.execute(_HIT, (number,)).fetchone())
        else:
            yield _make_article_hit(connection, search, connection.execute(_ARTICLE_HIT, (number,)).fetchone())


def list_keywords(connection: sqlite3.Connection, search: Search, words: int) -> Iterator[Keyword]:
    """List every find, with so many words of the article on each side; ``search.limit`` is that of the finds."""
    source = _build_source(search, with_speakers=True)
    is_quote = search.scope == "quotes"
    speaker = SPEAKER if is_quote else "NULL"
    query = (
        f"SELECT f.rowid, a.id, a.path, a.outlet, a.published, {speaker} {source.sql} ORDER BY {_ORDERS[search.order]}"
    )
    count = 0
    for rowid, article, path, outlet, published, name in connection.execute(query, source.values):
        highlights = _highlight(connection, search, rowid)
        text = _load_text(connection, article)
        if search.scope == "titles":
            text = highlights.text
        spans = _place(connection, rowid, highlights) if is_quote else highlights.spans
        for span in spans:
            start, end = _find_context(text, span, words)
            pre, post = text[start : span.start], text[span.end : end]
            yield Keyword(path, outlet, published, name, *span, pre, text[slice(*span)], post)
            count += 1
            if count == search.limit:
                return


def _build_source(search: Search, *, with_speakers: bool = False) -> Condition:
    """Build what to select from: FROM, joins and WHERE."""
    articles = build_article_condition(search.filters)
    if search.scope == "quotes":
        quotes = build_quote_condition(search.filters)
        speakers = _SPEAKER_JOINS if with_speakers or search.filters.speakers else ""
        where = f"f.quotes_fts MATCH ? AND {articles.sql} AND {quotes.sql}"
        sql = f"FROM quotes_fts f {_QUOTE_JOINS} {speakers} WHERE {where}"
        return Condition(sql, (_build_match(search), *articles.values, *quotes.values))
    sql = f"FROM articles_fts f {_ARTICLE_JOINS} WHERE f.articles_fts MATCH ? AND {articles.sql}"
    return Condition(sql, (_build_match(search), *articles.values))


def _build_match(search: Search) -> str:
    match = parse_query(search.words)
    if search.scope == "quotes":
        return match
    return f"{{{'title' if search.scope == 'titles' else 'text'}}} : ({match})"


class _Highlights(NamedTuple):
    """A text, and where the words were found in it."""

    text: str
    spans: tuple[Span, ...]


def _highlight(connection: sqlite3.Connection, search: Search, rowid: int) -> _Highlights:
    """Find the words in a row of an index."""
    table, view, column = ("quotes_fts", "quote_text", "text") if search.scope == "quotes" else (
        "articles_fts", "article_text", "title" if search.scope == "titles" else "text"
    )  # fmt: skip
    text = connection.execute(f"SELECT {column} FROM {view} WHERE id = ?", (rowid,)).fetchone()[0]
    # A character of private use that the text doesn't have; one of so many is free in any text shorter than all.
    mark = next(mark for mark in map(chr, range(0xF0000, 0xFFFFE)) if mark not in text)
    number = 1 if search.scope == "text" else 0
    query = f"SELECT highlight({table}, {number}, ?, ?) FROM {table} WHERE rowid = ? AND {table} MATCH ?"
    marked = connection.execute(query, (mark, mark, rowid, _build_match(search))).fetchone()[0]
    spans: list[Span] = []
    position = 0
    for index, piece in enumerate(marked.split(mark)):
        if index % 2:
            spans.append(Span(position, position + len(piece)))
        position += len(piece)
    return _Highlights(text, tuple(spans))


def _make_quote_hit(connection: sqlite3.Connection, search: Search, row: tuple[Any, ...]) -> Hit:
    rowid, path, outlet, published, title, url, article = row[:7]
    number, line, kind, act, polarity, speaker, confidence, who_start, who_end = row[7:]
    highlights = _highlight(connection, search, rowid)
    mention = None if who_start is None else _load_text(connection, article)[who_start:who_end]
    return Hit(
        path,
        line,
        outlet,
        published,
        title,
        url,
        f"q{number}",
        kind,
        act,
        polarity,
        speaker,
        mention,
        confidence,
        *highlights,
    )


def _make_article_hit(connection: sqlite3.Connection, search: Search, row: tuple[Any, ...]) -> Hit:
    rowid, path, outlet, published, title, url, _ = row
    highlights = _highlight(connection, search, rowid)
    text, spans, line = highlights.text, highlights.spans, 1
    if search.scope == "text" and spans:
        start, end = _find_context(text, spans[0], _SNIPPET_WORDS)
        line = 1 + count_line_ends(text, 0, spans[0].start)
        inside = [span for span in spans if span.end <= end]
        text, spans = text[start:end], tuple(Span(span.start - start, span.end - start) for span in inside)
    return Hit(path, line, outlet, published, title, url, None, None, None, None, None, None, None, text, spans)


def _load_text(connection: sqlite3.Connection, article: int) -> str:
    return str(connection.execute("SELECT text FROM texts WHERE article = ?", (article,)).fetchone()[0])


def _find_context(text: str, span: Span, words: int) -> Span:
    """Find where so many words before a span begin, and so many after it end, within a reasonable distance."""
    reach = words * _MAX_CHARS_PER_WORD
    first = max(0, span.start - reach)
    before = [match.start() for match in WORD.finditer(text, first, span.start)][-words:] if words else []
    after = [match.end() for match in islice(WORD.finditer(text, span.end, span.end + reach), words)]
    return Span(before[0] if before else span.start, after[-1] if after else span.end)


def _place(connection: sqlite3.Connection, quote: int, highlights: _Highlights) -> Iterator[Span]:
    """Yield where finds in the text of a quote stand in the article; one across parts of the quote has several."""
    query = "SELECT start, end, length(joint) FROM parts WHERE quote = ? ORDER BY k"
    parts = connection.execute(query, (quote,)).fetchall()
    if not parts:
        parts = connection.execute("SELECT start, end, 0 FROM quotes WHERE id = ?", (quote,)).fetchall()
    position = 0
    for start, end, joint in parts:
        position += joint
        size = end - start
        for span in highlights.spans:
            first, last = max(span.start, position), min(span.end, position + size)
            if first < last:
                yield Span(start + first - position, start + last - position)
        position += size
