"""What the user says of articles, or of where their outlets come from, once they are in a store."""

import sqlite3

from newscli.corpus.loading import load_reports
from newscli.corpus.metadata_table import MetadataTable
from newscli.corpus.outlets import FindOutlet, find_publisher
from newscli.corpus.writing import StatedMetadata
from newscli.generator import describe_generator
from newscli.model import SCHEMA, Metadata, Report, Source


def restate(connection: sqlite3.Connection, metadata: MetadataTable | None, find_outlet: FindOutlet, run: int) -> None:
    """Renew what is stated of the articles that the run did not read."""
    rows = connection.execute("SELECT id, path, url, title FROM articles WHERE run <> ?", (run,)).fetchall()
    connection.execute("BEGIN IMMEDIATE")
    for number, path, url, title in rows:
        report = _make_stub(connection, number, path, url, find_outlet)
        stated = metadata.find(report) if metadata else StatedMetadata()
        stated = stated if stated.outlet else stated._replace(outlet=find_outlet(report))
        values = {
            column: value for column, value in stated._asdict().items() if value is not None or column == "outlet"
        }
        if stated.published:
            values["published_from"] = "table"
        if stated.title and stated.title != title:
            _index_title(connection, number, stated.title)
        settings = ", ".join(f"{column} = :{column}" for column in values)
        connection.execute(f"UPDATE articles SET {settings} WHERE id = :id", {**values, "id": number})
    connection.execute("COMMIT")


def _make_stub(
    connection: sqlite3.Connection, number: int, path: str, url: str | None, find_outlet: FindOutlet
) -> Report:
    """Make a Report of what outlets and rows of tables are found by; the publisher alone needs the whole one."""
    if find_outlet is find_publisher:
        (report,) = load_reports(connection, [number])
        return report
    return Report(SCHEMA, None, describe_generator(), Source(path), metadata=Metadata(url=url))


def _index_title(connection: sqlite3.Connection, number: int, title: str) -> None:
    """Put another title into the full-text index."""
    query = "SELECT id, title, text FROM article_text WHERE id = ?"
    connection.execute(
        f"INSERT INTO articles_fts(articles_fts, rowid, title, text) SELECT 'delete', id, title, text FROM ({query})",
        (number,),
    )
    text = connection.execute("SELECT text FROM texts WHERE article = ?", (number,)).fetchone()[0]
    connection.execute("INSERT INTO articles_fts(rowid, title, text) VALUES(?, ?, ?)", (number, title, text))
