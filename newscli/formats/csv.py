"""CSV and TSV with an article on each row -> Articles. The columns are the keys of JSON records; see formats/json.py.

Tables of quanteda, Media Cloud, cc_news and newspaper4k are known by their columns; ``--map`` names any others.
"""

import csv
import io
import sys
from collections.abc import Iterator, Sequence
from functools import partial

from newscli.errors import EmptyError, UnreadableError
from newscli.formats import json
from newscli.formats.entries import Entry, RawFile, fail_entry
from newscli.input.files import get_ending
from newscli.options import ReadOptions

_DELIMITERS = (",", ";", "\t", "|")
# Names of columns, case folded, that are not among the keys of JSON records -> the key that means the same.
ALIASES = {
    **dict.fromkeys(
        ("texts", "story", "article", "full_text", "fulltext", "full text", "article_text", "story_text", "contents"),
        "text",
    ),
    **dict.fromkeys(("headlines", "article_title", "story_title"), "title"),
    **dict.fromkeys(("media_name", "outlet", "publication", "newspaper", "source_name"), "publisher"),
    **dict.fromkeys(("pub_date", "date_published", "published_at", "publication_date"), "date"),
}
_MAX_COLUMNS_IN_ERROR = 8


def open_entries(file: RawFile, format: str) -> Iterator[Entry]:
    """Yield the articles of a table, one for each row. Raises EmptyError if no column is known to have their text."""
    decoded = file.decoded
    delimiter = "\t" if get_ending(file.name) == ".tsv" else _find_delimiter(decoded.text)
    csv.field_size_limit(min(file.options.limits.max_bytes, sys.maxsize))
    rows = csv.reader(io.StringIO(decoded.text, newline=""), delimiter=delimiter)
    columns: list[str] | None = None
    while True:
        try:
            row = next(rows, None)
        except csv.Error as error:
            yield fail_entry("csv", UnreadableError(f"is a row that can't be parsed ({error})"))
            continue
        if row is None:
            return
        if not any(cell.strip() for cell in row):
            continue
        if columns is None:
            columns = [cell.strip() for cell in row]
            check_columns(columns, file.options)
            continue
        record = dict(zip(columns, row, strict=False))
        for column, cell in list(record.items()):
            name = column.casefold()
            record.setdefault(ALIASES.get(name, name), cell)
        build = partial(json.read, record=record, limits=file.options.limits, mapping=file.options.mapping)
        yield Entry("csv", decoded.encoding, build)


def _find_delimiter(text: str) -> str:
    """Find the delimiter that parts the first line into the most columns."""
    line = text.lstrip("\ufeff\r\n").partition("\n")[0]
    return max(_DELIMITERS, key=line.count)


def check_columns(columns: Sequence[str], options: ReadOptions) -> None:
    """Check that a table has a column with text. Raises EmptyError."""
    names = {ALIASES.get(column.casefold(), column.casefold()) for column in columns}
    if options.mapping.get("text") in columns or (
        "text" not in options.mapping and names & {*json.TEXT_KEYS, *json.MARKUP_KEYS}
    ):
        return
    listing = ", ".join(columns[:_MAX_COLUMNS_IN_ERROR])
    raise EmptyError(f"has no column that newscli knows to be text (it has {listing}); name it: --map text=COLUMN")
