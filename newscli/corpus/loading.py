"""Reports, packed for a store and unpacked again."""

import json
import sqlite3
import zlib
from collections.abc import Iterator, Sequence

from newscli.model import Report

# zlib looks back no further.
_DICTIONARY_BYTES = 1 << 15


def pack_report(report: Report) -> bytes:
    """Pack a Report without its text and its path, which the store has in tables of their own.

    The text serves zlib as a dictionary, since the report repeats much of it.
    """
    data = report.to_dict()
    del data["text"], data["source"]["path"]
    packer = zlib.compressobj(zdict=_make_dictionary(report.text or ""))
    plain = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    return packer.compress(plain) + packer.flush()


def unpack_report(packed: bytes, text: str, path: str) -> Report:
    """Undo ``pack_report``. Raises ValueError for what it did not write."""
    unpacker = zlib.decompressobj(zdict=_make_dictionary(text))
    data = json.loads((unpacker.decompress(packed) + unpacker.flush()).decode("utf-8", "surrogatepass"))
    data["text"], data["source"]["path"] = text, path
    return Report.from_dict(data)


def load_reports(connection: sqlite3.Connection, articles: Sequence[int]) -> Iterator[Report]:
    """Load the Reports of articles, in the order given."""
    for article in articles:
        row = connection.execute(
            "SELECT r.json, t.text, a.path FROM articles a JOIN reports r ON r.article = a.id"
            " JOIN texts t ON t.article = a.id WHERE a.id = ?",
            (article,),
        ).fetchone()
        yield unpack_report(*row)


def _make_dictionary(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")[-_DICTIONARY_BYTES:]
