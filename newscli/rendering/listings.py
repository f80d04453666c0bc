"""Rows out of a store -> a page, TSV, CSV, Markdown, or a JSON object on each line."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from newscli.rendering.style import Style
from newscli.rendering.views import Row, to_cell
from newscli.rendering.writers import Output, make_csv_safe, print_page

if TYPE_CHECKING:
    from rich.console import RenderableType

Record = Mapping[str, Any]
_LIST_SEPARATOR = "; "


@dataclass(frozen=True, slots=True)
class Listing:
    """What a command finds in a store: records, whose values are those of JSON.

    ``columns`` are the keys that a table has. ``build_page`` makes the page for a terminal of all records, and
    ``build_html`` a web page.
    """

    columns: Sequence[str]
    records: Iterable[Record]
    build_page: "Callable[[Sequence[Record]], RenderableType]"
    build_html: Callable[[Sequence[Record]], str] | None = None


def write_listing(output: Output, style: Style, listing: Listing) -> None:
    """Write a listing in the format asked for."""
    stream = output.stream
    match style.format:
        case "json":
            _write_json(output, listing.records)
        case "csv":
            from newscli.rendering.delimited import to_csv

            stream.write(to_csv([listing.columns], raw=style.csv_raw))
            for record in listing.records:
                row = make_row(listing.columns, record)
                stream.write(make_csv_safe(output, to_csv([row], raw=style.csv_raw)))
        case "markdown":
            from newscli.rendering.markdown import to_markdown_table

            rows = (make_row(listing.columns, record) for record in listing.records)
            stream.write(to_markdown_table(listing.columns, rows))
        case "html" if listing.build_html is not None:
            stream.write(listing.build_html(list(listing.records)))
        case _ if output.terminal:
            print_page(output, listing.build_page(list(listing.records)))
        case _:
            from newscli.rendering.delimited import to_tsv

            stream.write(to_tsv([listing.columns]))
            for record in listing.records:
                stream.write(to_tsv([make_row(listing.columns, record)]))


def write_note(output: Output, note: str) -> None:
    """Write a line below a page, wrapped like it."""
    from newscli.rendering.tables import make_line

    print_page(output, make_line(note))


def _write_json(output: Output, records: Iterable[Record]) -> None:
    from newscli.rendering.escape import escape_json
    from newscli.rendering.json import colour_json

    for record in records:
        text = escape_json(json.dumps(record, ensure_ascii=False, indent=2 if output.terminal else None))
        output.stream.write(f"{colour_json(text) if output.ink == 'colour' else text}\n")


def make_row(columns: Sequence[str], record: Record) -> Row:
    """Make the cells of a record; lists are parted by semicolons."""
    return [_make_cell(record[column]) for column in columns]


def _make_cell(value: Any) -> str:
    return _LIST_SEPARATOR.join(map(str, value)) if isinstance(value, list) else to_cell(value)
