"""What `newscli status` shows: what is in a store, and what could not be read."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from newscli.corpus.status import Status
from newscli.rendering.listings import Record
from newscli.rendering.wording import count_noun

if TYPE_CHECKING:
    from rich.console import RenderableType

FAILURE_COLUMNS = ("path", "error", "message", "attempts")
COLUMNS = (
    "articles", "versions", "quotes", "all_quotes", "voices", "names", "persons", "inputs", "unfinished", "failed",
    "runs", "last_run", "bytes",
)  # fmt: skip
_MAX_OUTLETS = 20
_DAY_CHARS = 10


def build_page(status: Status) -> "RenderableType":
    """Build a list of counts, the outlets, and the failures by code."""
    from rich.console import Group
    from rich.text import Text

    from newscli.rendering import tables

    facts = tables.make_list()
    left_out = status.all_quotes - status.quotes
    rows = {
        "articles": f"{status.articles:,}"
        + (f", and {count_noun(status.versions, 'earlier version')}" * bool(status.versions)),
        "quotes": f"{status.quotes:,}, and {left_out:,} more with --all",
        "voices": f"{status.voices:,}",
        "names": f"{status.names:,}"
        + (f", {count_noun(status.persons, 'person')} in your table" * bool(status.persons)),
        "inputs": f"{status.inputs:,}" + (f", {status.unfinished:,} unfinished" * bool(status.unfinished)),
        "failed": f"{status.failed:,}",
        "last run": f"{status.last_run} of {status.runs:,}",
        "read by": "; ".join(f"{reader} ({count_noun(count, 'article')})" for reader, count in status.readers.items()),
        "size": f"{status.bytes:,} bytes",
    }
    for label, text in rows.items():
        facts.add_row(Text(label, style="bold"), tables.make_line(text))
    parts: list[RenderableType] = [facts]
    if status.outlets:
        outlets = tables.make_table("outlet", "articles", "first", "last")
        outlets.columns[1].justify = "right"
        for row in status.outlets[:_MAX_OUTLETS]:
            days = ((day or "")[:_DAY_CHARS] for day in (row.first, row.last))
            cells = (row.outlet, f"{row.articles:,}", *days)
            outlets.add_row(*(tables.make_line(cell) if cell else tables.make_dash() for cell in cells))
        parts += [outlets]
        if len(status.outlets) > _MAX_OUTLETS:
            parts.append(Text(f"{len(status.outlets) - _MAX_OUTLETS:,} more outlets: --json", style="dim"))
    if status.failures:
        failures = tables.make_table("error", "articles", "for example")
        failures.columns[1].justify = "right"
        for failure in status.failures:
            example = tables.make_line(f"{failure.path}: {failure.message}")
            failures.add_row(tables.make_line(failure.error), Text(f"{failure.count:,}"), example)
        parts.append(failures)
    return Group(*parts)


def build_failures(records: Sequence[Record]) -> "RenderableType":
    """Build a list of what could not be read."""
    from newscli.rendering import tables

    if not records:
        return tables.make_empty_note("failures")
    return tables.make_entries(
        (tables.make_line(record["path"], "bold"), f"{record['message']} ({record['error']})") for record in records
    )
