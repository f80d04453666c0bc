"""A store -> flat tables in Parquet or CSV, and its Reports."""

import json
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from newscli.corpus.arrow import build_table_schema, import_arrow
from newscli.corpus.filters import Filters, build_article_condition
from newscli.corpus.flat import ARTICLE_KEYS, ARTICLES, PARTS, Columns, Row, list_parts, make_article_row
from newscli.corpus.loading import load_reports
from newscli.errors import UnreadableError
from newscli.model import Report

ARTICLES_PER_PART = 5_000
TABLES: dict[str, Columns] = {
    "articles": {**ARTICLE_KEYS, **ARTICLES},
    **{name: {**ARTICLE_KEYS, **columns} for name, columns in PARTS.items()},
}
# Of the folder of an export: what it is an export of.
_OPTIONS = "_newscli.json"
_NO_YEAR = "unknown"


class StoredArticle(NamedTuple):
    """An article of a store, by what the user's table says of it and by its Report."""

    row: Row
    year: str
    report: Report


def iterate_articles(
    connection: sqlite3.Connection, filters: Filters, first: int = 0, last: int | None = None
) -> Iterator[StoredArticle]:
    """Iterate over the articles that fit, in the order of their paths, or between two of their numbers."""
    condition = build_article_condition(filters)
    query = f"""SELECT a.id, a.key, a.version, a.url, a.outlet, a.title, a.authors, a.published, a.section, a.language
        FROM articles a JOIN inputs i ON i.id = a.input
        WHERE {condition.sql} AND a.id >= ? AND a.id < ? ORDER BY i.path, a.record, a.version"""
    values = (*condition.values, first, last if last is not None else 1 << 62)
    for number, key, version, url, outlet, title, authors, published, section, language in connection.execute(
        query, values
    ):
        (report,) = load_reports(connection, [number])
        row = {"key": key, "version": version, **make_article_row(report), "url": url, "outlet": outlet, "title": title}
        row |= {"published": published, "section": section, "language": language}
        row["authors"] = authors.split("; ") if authors else []
        yield StoredArticle(row, (published or "")[:4] or _NO_YEAR, report)


def list_rows(article: StoredArticle) -> dict[str, list[Row]]:
    """List the rows of an article for each of TABLES."""
    keys = {name: article.row[name] for name in ARTICLE_KEYS}
    parts = {name: [keys | row for row in rows] for name, rows in list_parts(article.report).items()}
    return {"articles": [article.row], **parts}


def write_parquet(connection: sqlite3.Connection, filters: Filters, folder: Path) -> int:
    """Write the tables as Parquet, in folders by year; return the number of articles that were written.

    Parts that are there, and have not changed since, are not written again. Raises UnreadableError if the folder has
    something else in it.
    """
    import_arrow()
    _start_folder(folder, filters)
    count = 0
    last = connection.execute("SELECT coalesce(max(id), 0) FROM articles").fetchone()[0]
    for number, first in enumerate(range(0, last + 1, ARTICLES_PER_PART)):
        done, name = folder / "_parts" / f"{number:05}", f"part-{number:05}.parquet"
        state = _describe_part(connection, first)
        if done.exists() and done.read_text("utf-8") == state:
            continue
        # Articles were added to it since, or have other versions.
        for stale in folder.glob(f"*/year=*/{name}"):
            stale.unlink()
        rows: dict[tuple[str, str], list[Row]] = {}
        for article in iterate_articles(connection, filters, first, first + ARTICLES_PER_PART):
            count += 1
            for table, new_rows in list_rows(article).items():
                rows.setdefault((table, article.year), []).extend(new_rows)
        for (table, year), table_rows in rows.items():
            if table_rows:
                _write_part(folder / table / f"year={year}" / name, table, table_rows)
        done.write_text(state, "utf-8")
    return count


def _describe_part(connection: sqlite3.Connection, first: int) -> str:
    """Describe the articles of a part, so that it changes when one of them does."""
    query = "SELECT count(*), max(id), max(run), sum(current * id) FROM articles WHERE id >= ? AND id < ?"
    return json.dumps(connection.execute(query, (first, first + ARTICLES_PER_PART)).fetchone())


def _start_folder(folder: Path, filters: Filters) -> None:
    options = {"newscli": "export", "filters": repr(filters)}
    marker = folder / _OPTIONS
    if marker.exists():
        if json.loads(marker.read_text("utf-8")) != options:
            raise _fail(folder, "is an export with other filters; give a new folder")
    elif folder.exists() and any(folder.iterdir()):
        raise _fail(folder, "is not empty, and no export of newscli; give a new folder")
    (folder / "_parts").mkdir(parents=True, exist_ok=True)
    marker.write_text(json.dumps(options), "utf-8")


def _write_part(path: Path, table: str, rows: list[Row]) -> None:
    """Write a file of Parquet, whole or not at all."""
    arrow = import_arrow()
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    data = arrow.Table.from_pylist(rows, schema=build_table_schema(TABLES[table]))
    arrow.parquet.write_table(data, temporary, compression="zstd")
    temporary.replace(path)


def _fail(path: Path, message: str) -> UnreadableError:
    error = UnreadableError(message)
    error.path = str(path)
    return error
