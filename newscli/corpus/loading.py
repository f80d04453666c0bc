"""Reports out of a store."""

import json
import sqlite3
from collections.abc import Iterable, Iterator

from newscli.corpus.errors import StoreError
from newscli.corpus.packing import Layout, describe_layout, unpack_report
from newscli.model import Report


def get_layout_number(connection: sqlite3.Connection) -> int:
    """Get the number of the layout in which this newscli packs Reports; add it to the store if it is new there."""
    layout = (describe_layout(),)
    connection.execute("INSERT OR IGNORE INTO layouts(layout) VALUES(?)", layout)
    return int(connection.execute("SELECT id FROM layouts WHERE layout = ?", layout).fetchone()[0])


def load_reports(connection: sqlite3.Connection, articles: Iterable[int]) -> Iterator[Report]:
    """Load the Reports of articles, in the order given."""
    layouts: dict[int, Layout] = {
        number: json.loads(layout) for number, layout in connection.execute("SELECT id, layout FROM layouts")
    }
    for article in articles:
        packed, layout, text, path = connection.execute(
            "SELECT r.packed, r.layout, t.text, a.path FROM articles a JOIN reports r ON r.article = a.id"
            " JOIN texts t ON t.article = a.id WHERE a.id = ?",
            (article,),
        ).fetchone()
        try:
            yield unpack_report(packed, layouts[layout], text, path)
        except (ValueError, LookupError):
            raise StoreError(f"the store is damaged: the report of {path} can't be read; index it again") from None
