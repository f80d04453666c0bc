"""What `newscli diff` shows: what changed between two versions of an article."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from newscli.analysis.alignment import align, split_words
from newscli.analysis.comparison import Difference
from newscli.plain import to_plain
from newscli.rendering.escape import flatten, flatten_part
from newscli.rendering.listings import Record
from newscli.rendering.wording import count_noun

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

COLUMNS = ("part", "operation", "before_line", "after_line", "before_speaker", "after_speaker", "before", "after")
_MIN_SIDES_WIDTH = 120  # columns of a page; narrower ones have one version below the other
_PARTS = {"note": "editor’s note", "quote": "quote", "name": "name", "role": "role", "text": "text"}
# What an article has one of.
_VALUES = ("title", "authors", "published", "modified")
_OPERATIONS = {"speaker": "given to another speaker", "removed": "removed", "changed": "changed"}


def make_record(difference: Difference) -> Record:
    """Make the record of a difference."""
    record: Record = to_plain(difference)
    return record


def summarize(records: Sequence[Record]) -> str:
    """Say how much changed, by parts."""
    counts: dict[str, int] = {}
    labels = {"text": "passage", "note": "editor’s note"}
    for record in records:
        label: str = labels.get(record["part"]) or record["part"]
        counts[label] = counts.get(label, 0) + 1
    parts = [label if label in _VALUES else count_noun(count, label) for label, count in counts.items()]
    return f"changed: {', '.join(parts)}" if parts else "no difference"


def build_page(records: Sequence[Record]) -> "RenderableType":
    """Build what changed, one below the other, or side by side on a wide page."""
    from newscli.rendering import tables

    if not records:
        return tables.make_empty_note("difference")
    return tables.ByWidth(_MIN_SIDES_WIDTH, _build_sides(records), _build_list(records))


def _build_list(records: Sequence[Record]) -> "RenderableType":
    from rich.console import Group
    from rich.padding import Padding
    from rich.text import Text

    parts: list[RenderableType] = []
    for record in records:
        parts.append(_write_heading(record))
        lines = [Text.assemble((f"{mark} ", style), _mark(record, side)) for mark, style, side in _list_sides(record)]
        parts += [Padding(line, (0, 0, 0, 2)) for line in lines]
        parts.append(Text(""))
    return Group(*parts[:-1])


def _build_sides(records: Sequence[Record]) -> "RenderableType":
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, show_header=False, pad_edge=False, expand=True, padding=(0, 2, 1, 0))
    for ratio in (2, 5, 5):
        table.add_column(ratio=ratio, overflow="fold")
    for record in records:
        sides = {
            side: Text.assemble((f"{mark} ", style), _mark(record, side)) for mark, style, side in _list_sides(record)
        }
        table.add_row(_write_heading(record), sides.get("before", Text("")), sides.get("after", Text("")))
    return table


def _list_sides(record: Record) -> list[tuple[str, str, str]]:
    """List the sides that a record has: its mark, its style, and its key."""
    if record["operation"] == "moved":
        return [("  ", "", "after")]
    sides = [("-", "reservation", "before"), ("+", "kind.direct", "after")]
    return [side for side in sides if record[side[2]] is not None]


def _write_heading(record: Record) -> "Text":
    from rich.text import Text

    part, operation = record["part"], record["operation"]
    label = f"{_PARTS.get(part, part)} {_OPERATIONS.get(operation, operation)}"
    lines = [f"line {line}" for line in (record["before_line"], record["after_line"]) if line is not None]
    speakers = [name for name in (record["before_speaker"], record["after_speaker"]) if name]
    who = "" if not speakers else speakers[0] if len(set(speakers)) == 1 else " → ".join(speakers)
    heading = Text.assemble((label, "bold"), (f"  {' → '.join(dict.fromkeys(lines))}", "dim"))
    if who:
        heading.append(f"  {flatten(who)}", style="italic")
    if record["numbers"]:
        changes = ", ".join(f"{flatten(before)} → {flatten(after)}" for before, after in record["numbers"])
        heading.append(f"  {count_noun(len(record['numbers']), 'number')}: {changes}", style="warning")
    return heading


def _mark(record: Record, side: str) -> "Text":
    """Write one side, with the words that only it has in brackets."""
    from rich.text import Text

    line = Text()
    for piece, is_changed in _cut(record, side):
        line.append(
            f"[{flatten_part(piece)}]" if is_changed else flatten_part(piece), style="bold" if is_changed else ""
        )
    return line


def build_html(records: Sequence[Record]) -> str:
    """Build a web page with both versions side by side."""
    from newscli.rendering.html.comparison import build_comparison_page

    rows = [(_write_heading(record).plain, _cut(record, "before"), _cut(record, "after")) for record in records]
    return build_comparison_page(rows, summarize(records))


def _cut(record: Record, side: str) -> list[tuple[str, bool]]:
    """Cut one side into pieces, each with whether only it has them."""
    text = record[side] or ""
    if not record["changes"]:
        return [(text, False)]
    sides = split_words(record["before"]), split_words(record["after"])
    words = sides[0] if side == "before" else sides[1]
    pieces: list[tuple[str, bool]] = []
    position = 0
    for change in align(*sides):
        span = change.first if side == "before" else change.second
        if not change.is_equal and span.start < span.end:
            start, end = words[span.start].span.start, words[span.end - 1].span.end
            pieces += [(text[position:start], False), (text[start:end], True)]
            position = end
    return [*pieces, (text[position:], False)]
