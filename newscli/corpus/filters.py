"""Which quotes and articles to search and count: conditions of SQL, with their values bound."""

import datetime
import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

from newscli.analysis.quotes.selection import SHOWN_ACTS
from newscli.corpus.errors import QueryError
from newscli.options import DEFAULT_MIN_CONFIDENCE

GroupKey = Literal["outlet", "day", "week", "month", "year", "speaker", "gender", "kind", "section", "language"]
GROUP_KEYS: tuple[GroupKey, ...] = get_args(GroupKey)
_LIKE_MARK = re.compile(r"[\\%_]")
_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")

# What each key is in SQL. a is the article, v the voice, n its name, p the person in the user's table, c what is
# counted.
SPEAKER = "coalesce(p.name, n.name, v.mention)"
GENDER = "coalesce(p.gender, v.gender)"
GROUP_SQL: dict[GroupKey, str] = {
    "outlet": "a.outlet",
    "day": "CASE WHEN length(a.published) >= 10 THEN substr(a.published, 1, 10) END",
    "week": "iso_week(a.published)",
    "month": "CASE WHEN length(a.published) >= 7 THEN substr(a.published, 1, 7) END",
    "year": "substr(a.published, 1, 4)",
    "speaker": "coalesce(p.name, n.shown, n.name, v.mention)",
    "gender": f"coalesce({GENDER}, 'unknown')",
    "kind": "c.kind",
    "section": "a.section",
    "language": "a.language",
}


@dataclass(frozen=True, slots=True)
class Filters:
    """Conditions that all have to hold; empty ones always do.

    A speaker's name or mention contains one of ``speakers``. ``first_day`` and ``last_day`` are ISO 8601, to any
    precision; an article without a date fails both. ``all_quotes`` and ``min_confidence`` are as in InspectOptions.
    ``first_copies`` leaves out articles that are copies of earlier ones.
    """

    speakers: Sequence[str] = ()
    outlets: Sequence[str] = ()
    first_day: str | None = None
    last_day: str | None = None
    kinds: Sequence[str] = ()
    min_confidence: float = DEFAULT_MIN_CONFIDENCE
    all_quotes: bool = False
    all_versions: bool = False
    first_copies: bool = False


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition of SQL, and the values for its question marks."""

    sql: str
    values: tuple[Any, ...] = ()


def resolve_outlets(connection: sqlite3.Connection, filters: Filters) -> Filters:
    """Put the names of outlets in place of parts of them. Raises QueryError for a part that no outlet has."""
    names = [name for (name,) in connection.execute("SELECT DISTINCT outlet FROM articles WHERE outlet IS NOT NULL")]
    found: list[str] = []
    for part in filters.outlets:
        exact = [name for name in names if name.casefold() == part.casefold()]
        matching = exact or [name for name in names if part.casefold() in name.casefold()]
        if not matching:
            raise QueryError(f"no outlet has {part!r} in its name: newscli status lists them")
        found += matching
    return replace(filters, outlets=tuple(found))


def build_article_condition(filters: Filters) -> Condition:
    """Build the condition on articles, called a."""
    parts = ["1"] if filters.all_versions else ["a.current"]
    values: list[Any] = []
    if filters.first_copies:
        parts.append("a.id NOT IN (SELECT article FROM copies WHERE first <> article)")
    if filters.outlets:
        parts.append(f"a.outlet COLLATE NOCASE IN ({', '.join('?' * len(filters.outlets))})")
        values += filters.outlets
    if filters.first_day:
        parts.append("a.published >= ?")
        values.append(filters.first_day)
    if filters.last_day:
        # Everything that begins with the day, month or year is part of it.
        parts.append("a.published <= ?")
        values.append(f"{filters.last_day}~")
    return Condition(" AND ".join(parts), tuple(values))


def build_quote_condition(filters: Filters) -> Condition:
    """Build the condition on quotes, called q, and on their voices, called v, besides that on articles."""
    parts: list[str] = []
    values: list[Any] = []
    if not filters.all_quotes:
        acts = ", ".join(f"'{act}'" for act in sorted(SHOWN_ACTS))
        parts.append(f"(q.kind <> 'indirect' OR (q.act IN ({acts}) AND q.percent >= ?))")
        # Rounded, since 0.07 times 100 is a little more than 7.
        values.append(round(filters.min_confidence * 100, 6))
    if filters.kinds:
        parts.append(f"q.kind IN ({', '.join('?' * len(filters.kinds))})")
        values += filters.kinds
    speakers = build_speaker_condition(filters)
    if speakers is not None:
        parts.append(speakers.sql)
        values += speakers.values
    return Condition(" AND ".join(parts) or "1", tuple(values))


def build_speaker_condition(filters: Filters) -> Condition | None:
    """Build the condition on voices, called v, that one of the speakers is meant; None if there are none.

    A name also stands for the others of the same person, by the names' keys and by the user's table.
    """
    if not filters.speakers:
        return None
    parts: list[str] = []
    values: list[str] = []
    for speaker in filters.speakers:
        has_name, has_mention = _contain("name", speaker), _contain("v.mention", speaker)
        parts.append(
            f"v.name IN (SELECT id FROM names WHERE {has_name} OR person IN (SELECT id FROM persons WHERE {has_name})"
            " OR (type = 'person' AND key IN (SELECT key FROM names WHERE type = 'person' AND key LIKE '% %'"
            f" AND {has_name}))) OR {has_mention}"
        )
        values += [_make_part(speaker)] * 4
    return Condition(f"({' OR '.join(parts)})", tuple(values))


def _contain(column: str, part: str) -> str:
    """Write that a column contains a part, in any case; SQLite's own LIKE knows the case of ASCII alone."""
    return f"{column} LIKE ? ESCAPE '\\'" if part.isascii() else f"contains_folded({column}, ?)"


def _make_part(part: str) -> str:
    """Make the value for ``_contain``."""
    if not part.isascii():
        return part.casefold()
    escaped = _LIKE_MARK.sub(lambda match: f"\\{match[0]}", part)
    return f"%{escaped}%"


def parse_day(value: str) -> str:
    """Parse a day, month or year. Raises ValueError."""
    if not _DAY.fullmatch(value):
        raise ValueError(f"{value!r} is no day like 2017-12-11, nor a month or a year")
    try:
        datetime.date.fromisoformat(f"{value}-01-01"[:10])
    except ValueError:
        raise ValueError(f"{value!r} is no day of the calendar") from None
    return value


def add_functions(connection: sqlite3.Connection) -> None:
    """Give a connection the functions that the conditions and keys use."""
    connection.create_function("iso_week", 1, _find_week, deterministic=True)
    connection.create_function("contains_folded", 2, _contains_folded, deterministic=True)


def _contains_folded(text: str | None, part: str) -> bool:
    return text is not None and part in text.casefold()


def _find_week(published: str | None) -> str | None:
    """Find the week of a day, as ISO 8601 writes it: "2017-W50"."""
    try:
        year, week, _ = datetime.date.fromisoformat((published or "")[:10]).isocalendar()
    except ValueError:
        return None
    return f"{year}-W{week:02}"
