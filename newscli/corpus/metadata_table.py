"""A table of metadata that the user has: a row for each article, joined by path, file name or address."""

import csv
import io
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePath
from typing import Any, Literal, get_args

from newscli.analysis.iso_dates import parse_date
from newscli.corpus.keys import build_key
from newscli.corpus.writing import StatedMetadata
from newscli.errors import UnreadableError
from newscli.input.encodings import decode
from newscli.model import Report
from newscli.optional_imports import import_optional

JoinColumn = Literal["path", "name", "url"]
JOIN_COLUMNS = get_args(JoinColumn)
# Other names of columns, case folded.
_ALIASES = {
    **dict.fromkeys(("publisher", "publication", "media_name", "newspaper", "source"), "outlet"),
    **dict.fromkeys(("date", "publish_date", "pub_date", "day"), "published"),
    **dict.fromkeys(("author", "byline"), "authors"),
    **dict.fromkeys(("headline",), "title"),
    **dict.fromkeys(("lang",), "language"),
    **dict.fromkeys(("file", "filename", "file_name"), "name"),
}


class MetadataTable:
    """The rows of the user's table, in a temporary table of the store. ``missing`` counts articles that have no row."""

    def __init__(self, connection: sqlite3.Connection, rows: Iterable[Mapping[str, str]], on: JoinColumn) -> None:
        """Read the rows. Raises UnreadableError if the column to join on is missing, or a date can't be read."""
        self.missing = 0
        self._connection, self._on = connection, on
        columns = StatedMetadata._fields
        connection.execute("DROP TABLE IF EXISTS temp.stated")
        connection.execute(f"CREATE TEMP TABLE stated(key TEXT PRIMARY KEY, {', '.join(columns)})")
        connection.executemany(
            f"INSERT OR REPLACE INTO stated VALUES({', '.join('?' * (len(columns) + 1))})", self._make_rows(rows)
        )

    def _make_rows(self, rows: Iterable[Mapping[str, str]]) -> Iterator[tuple[str | None, ...]]:
        for number, row in enumerate(rows, 1):
            values = {_ALIASES.get(name.casefold(), name.casefold()): value for name, value in row.items()}
            key = values.get(self._on)
            if key is None:
                raise UnreadableError(
                    f"row {number} of --metadata has no column {self._on} (it has {', '.join(row)}); choose with --on"
                )
            stated = StatedMetadata(**{name: values.get(name) or None for name in StatedMetadata._fields})
            if stated.published:
                date = parse_date(stated.published)
                if date is None:
                    raise UnreadableError(
                        f"row {number} of --metadata: {stated.published!r} is no date that can be read"
                    )
                stated = stated._replace(published=date.iso)
            yield build_key(key, key) if self._on == "url" else key, *stated

    def find(self, report: Report) -> StatedMetadata:
        """Find what the table says of an article."""
        path, url = report.source.path, report.metadata.url
        key = {"path": path, "name": PurePath(path).name, "url": build_key(url, "")}[self._on]
        query = f"SELECT {', '.join(StatedMetadata._fields)} FROM temp.stated WHERE key = ?"
        row = self._connection.execute(query, (key,)).fetchone()
        self.missing += row is None
        return StatedMetadata(*row) if row else StatedMetadata()


def read_rows(path: str) -> Iterator[Mapping[str, str]]:
    """Read the rows of a CSV, TSV, JSON, NDJSON or Parquet file, by its ending. Raises UnreadableError."""
    try:
        if PurePath(path).suffix.lower() == ".parquet":
            yield from _read_parquet(path)
            return
        text = decode(Path(path).read_bytes(), None).text
        if PurePath(path).suffix.lower() in (".json", ".jsonl", ".ndjson"):
            yield from map(_to_strings, _read_json(text))
        else:
            delimiter = max(",;\t", key=text.partition("\n")[0].count)
            yield from map(_to_strings, csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))
    except (OSError, ValueError, csv.Error, RecursionError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise UnreadableError(f"{path}: can't be read as a table: {reason}") from None


def _read_json(text: str) -> Iterable[Any]:
    if text.lstrip().startswith("["):
        return list(json.loads(text))
    return (json.loads(line) for line in text.splitlines() if line.strip())


def _read_parquet(path: str) -> Iterator[Mapping[str, str]]:
    parquet = import_optional("pyarrow.parquet", "pyarrow")
    for batch in parquet.ParquetFile(path).iter_batches():
        yield from map(_to_strings, batch.to_pylist())


def _to_strings(row: Mapping[Any, Any]) -> Mapping[str, str]:
    if not isinstance(row, Mapping):
        raise ValueError("a row is no object")
    return {str(name): "" if value is None else str(value).strip() for name, value in row.items()}
