"""What `newscli timeline` shows: the days that articles name, in chronological order."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from newscli.analysis.timeline import Event, find_events, sort_events
from newscli.rendering import palette
from newscli.rendering.views import MergedView, Row

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table

COLUMNS = ("path", "value", "words", "sentence", "start")
# In columns: narrower pages have no column of files.
_MIN_TABLE_WIDTH = 80


def make_row(event: Event) -> Row:
    """Make the row of an event."""
    return event.path, event.value, event.text, f"{event.before}{event.text}{event.after}", str(event.start)


def build_page(events: Sequence[Event], has_several_files: bool) -> "RenderableType":
    """Build a table with a row for each event, each day written once.

    If there are several files, they get a column, or on a narrow page a line below the sentence.
    """
    from newscli.rendering import tables

    if not events:
        return tables.make_empty_note("days")
    if not has_several_files:
        return _build_table(events, with_column=False, with_line=False)
    wide = _build_table(events, with_column=True, with_line=False)
    return tables.ByWidth(_MIN_TABLE_WIDTH, wide, _build_table(events, with_column=False, with_line=True))


def _build_table(events: Sequence[Event], *, with_column: bool, with_line: bool) -> "Table":
    from rich.text import Text

    from newscli.rendering import tables
    from newscli.rendering.escape import flatten

    table = tables.make_table("day", *(["file"] if with_column else []), "sentence")
    table.columns[-1].ratio = 1
    table.expand = True
    previous_day = ""
    for event in events:
        sentence = tables.make_line(event.before).append(" " * event.before[-1:].isspace())
        sentence.append_text(tables.make_line(event.text, palette.DATE))
        sentence.append(" " * event.after[:1].isspace()).append(flatten(event.after))
        file = tables.make_line(event.path, "dim")
        if with_line:
            sentence.append("\n").append_text(file)
        day = "" if event.day == previous_day else event.day
        previous_day = event.day
        table.add_row(Text(day, style="bold"), *([file] if with_column else []), sentence)
    return table


VIEW = MergedView(("dates", "warnings"), COLUMNS, find_events, sort_events, make_row, build_page)
