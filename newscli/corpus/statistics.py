"""Count the voices of a store: who is quoted, how much, in which outlet and when, and how many of them are women."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from newscli.corpus.filters import (
    GENDER,
    GROUP_SQL,
    Condition,
    Filters,
    GroupKey,
    build_article_condition,
    build_quote_condition,
    build_speaker_condition,
)
from newscli.lang.en.people import load_first_names
from newscli.options import DEFAULT_MIN_CONFIDENCE
from newscli.text import fold_name

Unit = Literal["voices", "quotes", "words"]
Group = tuple[str | None, ...]
# Keys of articles; the others are of voices or quotes.
_ARTICLE_KEYS = frozenset(("outlet", "day", "week", "month", "year", "section", "language"))


@dataclass(frozen=True, slots=True)
class VoiceQuery:
    """What to count. A voice is one speaker in one article.

    ``people_only`` leaves out bodies and unnamed sources. ``by_first_name`` counts people by the usual gender of their
    first name where neither the article nor the user's table says their gender, apart from the others. ``top`` is the
    number of groups to return, the largest first; 0 for all, in the order of their keys.
    """

    keys: Sequence[GroupKey] = ()
    unit: Unit = "voices"
    filters: Filters = field(default_factory=Filters)
    people_only: bool = True
    by_first_name: bool = False
    top: int = 0


@dataclass(frozen=True, slots=True)
class VoiceCount:
    """The voices of a group, counted in the unit asked for; those by gender add up to ``count``.

    The gender is what the articles call the people, or what the user's table says; ``women_by_name`` and
    ``men_by_name`` are known by their first names alone.
    """

    group: Group
    count: int
    women: int
    men: int
    nonbinary: int
    women_by_name: int
    men_by_name: int
    unknown: int

    @property
    def share_of_women(self) -> float | None:
        """The share of women among those of known gender, from 0 to 1; None if there are none."""
        women = self.women + self.women_by_name
        known = women + self.men + self.men_by_name + self.nonbinary
        return women / known if known else None


class Coverage(NamedTuple):
    """Whom the quotes are attributed to: the last four add up to ``quotes``."""

    articles: int
    quotes: int
    persons: int
    bodies: int
    unnamed: int
    nobody: int


def count_voices(connection: sqlite3.Connection, query: VoiceQuery) -> list[VoiceCount]:
    """Count voices by groups. A group without a value, such as articles without a day, comes first."""
    connection.create_function("usual_gender", 1, _find_usual_gender, deterministic=True)
    keys = range(1, len(query.keys) + 1)
    columns = "".join(f"{GROUP_SQL[key]}, " for key in query.keys)
    counted = "v" if _is_default(query.filters) and "kind" not in query.keys else "c"
    unit = "1" if query.unit == "voices" else f"{counted}.{query.unit}"
    usual = f"CASE WHEN {GENDER} IS NULL AND v.kind = 'person' THEN usual_gender(n.name) END"
    measures = [
        *(f"CASE WHEN {GENDER} = '{gender}' THEN {unit} END" for gender in ("female", "male", "nonbinary")),
        *(f"CASE WHEN {usual} = '{gender}' THEN {unit} END" if query.by_first_name else "0" for gender in "fm"),
    ]
    sums = ", ".join(f"coalesce(sum({measure}), 0)" for measure in measures)
    source = _build_source(query)
    sql = f"{source.sql[0]} SELECT {columns} coalesce(sum({unit}), 0), {sums} {source.sql[1]}"
    if query.keys:
        numbers = ", ".join(map(str, keys))
        order = f"{len(query.keys) + 1} DESC, {numbers}" if query.top else numbers
        sql += f" GROUP BY {numbers} ORDER BY {order}"
    if query.top:
        sql += f" LIMIT {query.top:d}"
    counts = []
    for row in connection.execute(sql, source.values):
        values = row[len(query.keys) :]
        total, women, men, nonbinary, women_by_name, men_by_name = values
        unknown = total - sum(values[1:])
        group = tuple(row[: len(query.keys)])
        counts.append(VoiceCount(group, total, women, men, nonbinary, women_by_name, men_by_name, unknown))
    return counts


def count_coverage(connection: sqlite3.Connection, filters: Filters) -> Coverage:
    """Count whom the quotes of all articles that fit are attributed to, also those without a name or a source."""
    articles = build_article_condition(filters)
    condition = build_quote_condition(filters)
    if _is_default(filters) and not filters.speakers:
        # Counted when they were written.
        row = connection.execute(
            f"SELECT count(*), coalesce(sum(a.quotes), 0), coalesce(sum(a.unattributed), 0) FROM articles a"
            f" WHERE {articles.sql}",
            articles.values,
        ).fetchone()
        count, quotes, nobody = row
        sql = "SELECT coalesce(sum(CASE WHEN v.kind = 'person' THEN v.quotes END), 0), coalesce(sum(CASE WHEN"
        sql += " v.kind NOT IN ('person', 'unnamed') THEN v.quotes END), 0) FROM articles a"
        sql += f" JOIN voices v ON v.article = a.id WHERE {articles.sql}"
        persons, bodies = connection.execute(sql, articles.values).fetchone()
    else:
        query = f"SELECT count(*) FROM articles a WHERE {articles.sql}"
        count = connection.execute(query, articles.values).fetchone()[0]
        sql = "SELECT count(*), coalesce(sum(q.who_start IS NULL), 0),"
        sql += " coalesce(sum(v.kind = 'person'), 0), coalesce(sum(v.kind NOT IN ('person', 'unnamed')), 0)"
        sql += " FROM quotes q JOIN articles a ON a.id = q.article"
        sql += (
            f" LEFT JOIN voices v ON v.article = q.article AND v.n = q.voice WHERE {articles.sql} AND {condition.sql}"
        )
        values = (*articles.values, *condition.values)
        quotes, nobody, persons, bodies = connection.execute(sql, values).fetchone()
    return Coverage(count, quotes, persons, bodies, quotes - persons - bodies - nobody, nobody)


class _Source(NamedTuple):
    """What to select from: the WITH before SELECT, and the FROM and WHERE after it; and the values of both."""

    sql: tuple[str, str]
    values: tuple[object, ...]


def _build_source(query: VoiceQuery) -> _Source:
    """Build the voices to count, with their articles, as a, v, n and p.

    If they were not counted so when they were written, c has the counts.
    """
    filters = query.filters
    conditions = [build_article_condition(filters)]
    if (speakers := build_speaker_condition(filters)) is not None:
        conditions.append(speakers)
    if query.people_only:
        conditions.append(Condition("v.kind = 'person'"))
    if _is_default(filters) and "kind" not in query.keys:
        start, voices = Condition(""), "JOIN voices v ON v.article = a.id AND v.quotes > 0"
    else:
        kind = "q.kind" if "kind" in query.keys else "NULL"
        condition = build_quote_condition(filters)
        sql = f"WITH counted AS (SELECT q.article, q.voice n, count(*) quotes, sum(q.words) words, {kind} kind"
        sql += " FROM quotes q LEFT JOIN voices v ON v.article = q.article AND v.n = q.voice"
        sql += f" WHERE q.voice IS NOT NULL AND {condition.sql} GROUP BY 1, 2, 5)"
        start = Condition(sql, condition.values)
        voices = "JOIN counted c ON c.article = a.id JOIN voices v ON v.article = c.article AND v.n = c.n"
    where = " AND ".join(condition.sql for condition in conditions)
    source = f"""FROM articles a {voices} LEFT JOIN names n ON n.id = v.name LEFT JOIN persons p ON p.id = n.person
        WHERE {where}"""
    values = (*start.values, *(value for condition in conditions for value in condition.values))
    return _Source((start.sql, source), values)


def _is_default(filters: Filters) -> bool:
    """Whether the voices were counted when they were written, by the quotes that commands show by default."""
    return not filters.all_quotes and not filters.kinds and filters.min_confidence == DEFAULT_MIN_CONFIDENCE


def _find_usual_gender(name: str | None) -> str | None:
    """Find the usual gender of a full name's first word, "f" or "m"; None if it is not known, or both bear it."""
    words = fold_name(name or "").split()
    return (load_first_names().get(words[0]) or None) if len(words) > 1 else None
