"""Parquet with an article on each row -> Articles. The columns are the keys of JSON records; see formats/json.py.

Files that newscli.corpus.inspect_part has written also have the Reports, so that they need not be made again.
"""

import json as standard_json
from collections.abc import Iterator
from functools import partial
from typing import Any

from newscli.errors import UnreadableError, build_error
from newscli.formats import json
from newscli.formats.csv import ALIASES, check_columns
from newscli.formats.entries import Entry, RawFile, fail_entry
from newscli.model import Report
from newscli.optional_imports import import_optional

_ROWS_PER_BATCH = 64


def open_entries(file: RawFile, format: str) -> Iterator[Entry]:
    """Yield the articles of a table, one for each row. Raises EmptyError if no column is known to have their text."""
    parquet = import_optional("pyarrow.parquet", "pyarrow")
    arrow = import_optional("pyarrow", "pyarrow")
    try:
        with parquet.ParquetFile(arrow.BufferReader(file.data)) as table:
            check_columns(table.schema_arrow.names, file.options)
            for batch in table.iter_batches(_ROWS_PER_BATCH):
                yield from (_make_entry(record, file) for record in batch.to_pylist())
    except (arrow.ArrowException, OSError) as error:
        raise UnreadableError(f"can't be read as Parquet: {' '.join(str(error).split())}") from None


def _make_entry(record: dict[str, Any], file: RawFile) -> Entry:
    error = record.get("error")
    if isinstance(error, dict) and error.get("message"):
        return fail_entry("parquet", build_error(str(error.get("code")), str(error["message"])))
    for column, value in list(record.items()):
        plain = value if value is None or isinstance(value, str | int | float | list | dict) else str(value)
        record[column] = plain
        name = column.casefold()
        record.setdefault(ALIASES.get(name, name), plain)
    build = partial(json.read, record=record, limits=file.options.limits, mapping=file.options.mapping)
    return Entry("parquet", None, build, report=_read_report(record))


def _read_report(record: dict[str, Any]) -> Report | None:
    """Read the Report that a row has; None without one, or if it does not fit the text."""
    text, report = record.get("text"), record.get("report")
    if not isinstance(text, str) or not isinstance(report, str):
        return None
    try:
        made = Report.from_dict({**standard_json.loads(report), "text": text})
    except (ValueError, TypeError):
        return None
    return made if _fits(made, text) else None


def _fits(report: Report, text: str) -> bool:
    """Whether every quote has the words of the text at its spans: nobody said what is not there."""
    for quote in report.quotes:
        if not all(0 <= start <= end <= len(text) for start, end in quote.spans):
            return False
        words = " ".join(text[slice(*span)] for span in quote.spans)
        if quote.text.split() != words.split():
            return False
    return True
