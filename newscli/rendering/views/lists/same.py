"""What `newscli same` shows: where a quote was printed, the first time first, with what differs."""

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from newscli.rendering.escape import flatten_part
from newscli.rendering.listings import Record

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

COLUMNS = (
    "asked", "relation", "is_first", "share", "path", "line", "quote", "outlet", "published", "kind", "speaker", "text",
)  # fmt: skip
_DAY_CHARS = 10
_LOST = "[…]"


def build_page(records: Sequence[Record]) -> "RenderableType":
    """Build a list for each quote that was asked for."""
    from rich.console import Group
    from rich.text import Text

    from newscli.rendering import tables

    if not records:
        return tables.make_empty_note("finds")
    parts: list[RenderableType] = []
    for asked, group in groupby(records, key=lambda record: record["asked"]):
        finds = list(group)
        parts += [tables.make_paragraphs(asked, "bold"), _build_list(finds), Text("")]
    return Group(*parts[:-1])


def _build_list(records: Sequence[Record]) -> "RenderableType":
    from rich.text import Text

    from newscli.rendering import tables

    entries = []
    for record in records:
        label = "first" if record["is_first"] else record["relation"]
        style = "bold" if record["is_first"] else "reservation" if label == "altered" else ""
        facts = (record["published"] or "")[:_DAY_CHARS], record["outlet"], f"{record['path']}:{record['line']}"
        title = Text.assemble(
            (f"{label:10}", style),
            _write_speaker(record, records[0]),
            (f"  {flatten_part('  '.join(filter(None, facts)))}\n", "dim"),
            _mark_changes(record),
        )
        entries.append((title, ""))
    return tables.make_entries(entries, spaced=True)


def _write_speaker(record: Record, first: Record) -> "Text":
    """Write who says it, and whether that is another person than at first."""
    from rich.text import Text

    from newscli.rendering import tables

    name = record["speaker"]
    line = tables.make_line(name, "bold") if name else tables.make_line("no speaker found", "dim italic")
    people = record["person"], first["person"]
    if None not in people and people[0] != people[1]:
        return Text.assemble(line, ("  another speaker", "reservation"))
    return line


def _mark_changes(record: Record) -> "Text":
    """Write the text with other words in brackets, and […] where words are left out."""
    from rich.text import Text

    text, line, position = record["text"], Text(), 0
    marks = [(start, end, f"[{flatten_part(text[start:end])}]") for start, end in record["changed"]]
    marks += [(place, place, f"{_LOST} ") for place in record["lost"]]
    for start, end, mark in sorted(marks):
        line.append(flatten_part(text[position:start])).append(mark, style="bold")
        position = end
    return line.append(flatten_part(text[position:]))
