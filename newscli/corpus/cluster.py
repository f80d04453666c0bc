"""Articles in tables of Arrow, for clusters: a pure function of a table, and parts written whole or not at all.

``inspect_table`` runs under any engine that maps a function over tables. It opens no file, and keeps no state but the
model, which each process loads once. An article that takes too long can't be ended here as newscli's own processes end
it, so let the engine limit the time of a task.
"""

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from newscli.corpus.arrow import build_nested_schema, import_arrow
from newscli.corpus.flat import ARTICLES, PARTS, Row, list_parts, make_article_row
from newscli.model import Report
from newscli.pipeline import inspect_record

ROWS_PER_BATCH = 64
_PARQUET = ".parquet"


def inspect_table(table: Any) -> Any:
    """Inspect a table with an article on each row: one row in, one row out, in the same order.

    The columns that count are those of JSON records: ``text``, or ``html``, and if there ``url``, ``title``,
    ``published``, ``authors``, ``publisher`` and so on; ``id`` or else ``url`` is the path that the article gets. The
    answer has the columns of ``newscli.corpus.SCHEMA``, which take the place of those with the same names, and all the
    others as they came. An article that can't be read has an ``error``, and empty columns besides it. Raises
    MissingLibraryError if pyarrow is not installed, and nothing for an article.
    """
    arrow = import_arrow()
    schema = build_nested_schema()
    others = [field for field in table.schema if field.name not in schema.names]
    rows = [_inspect_row(record, number) for number, record in enumerate(table.to_pylist(), 1)]
    ours = arrow.Table.from_pylist(rows, schema=schema)
    for field in others:
        ours = ours.append_column(field, table.column(field.name))
    return ours


def _inspect_row(record: Row, number: int) -> Row:
    path = next((str(record[key]) for key in ("id", "url", "path") if record.get(key)), f"row {number}")
    report = inspect_record({key: _make_plain(value) for key, value in record.items()}, path)
    if report.error is not None:
        error = {"code": report.error.code, "message": report.error.message}
        return {**dict.fromkeys(ARTICLES), **dict.fromkeys(PARTS, ()), "path": path, "error": error, "report": None}
    return {**make_article_row(report), **list_parts(report), "error": None, "report": write_report(report)}


def _make_plain(value: Any) -> Any:
    """Make a value of JSON: what else Arrow has, such as days, is written as text."""
    return value if value is None or isinstance(value, str | int | float | list | dict) else str(value)


def write_report(report: Report) -> str:
    """Write a Report as JSON without its text."""
    data = report.to_dict()
    del data["text"]
    return json.dumps(data, ensure_ascii=False)


def inspect_part(part: str | Path, out: str | Path) -> str:
    """Inspect a file of Parquet; write the answer under the same name to the folder ``out``, and return its path.

    It is written whole or not at all, so a part that was begun when a machine failed is simply begun again.
    """
    arrow = import_arrow()
    source, target = Path(part), Path(out) / Path(part).name
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(f".{target.name}.{os.getpid()}")
    writer = None
    try:
        with arrow.parquet.ParquetFile(source) as file:
            for batch in file.iter_batches(ROWS_PER_BATCH):
                table = inspect_table(arrow.Table.from_batches([batch]))
                writer = writer or arrow.parquet.ParquetWriter(temporary, table.schema, compression="zstd")
                writer.write_table(table)
            if writer is None:
                writer = arrow.parquet.ParquetWriter(temporary, build_nested_schema(), compression="zstd")
        writer.close()
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
    return str(target)


def todo(source: str | Path, out: str | Path) -> list[str]:
    """List the files of Parquet under the folder ``source`` for which ``out`` has no answer yet, sorted.

    Raises ValueError if two of them have the same name, and so would the answers.
    """
    parts = sorted(Path(source).rglob(f"*{_PARQUET}"))
    _check_names(parts)
    return [str(part) for part in parts if not (Path(out) / part.name).exists()]


def _check_names(parts: Sequence[Path]) -> None:
    seen: dict[str, Path] = {}
    for part in parts:
        if part.name in seen:
            raise ValueError(f"{part} and {seen[part.name]} have the same name")
        seen[part.name] = part
