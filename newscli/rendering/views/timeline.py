"""What `newscli timeline` shows: the days that articles name, in chronological order."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from newscli.analysis.timeline import Event, find_events, sort_events
from newscli.rendering import palette
from newscli.rendering.views import MergedView, Row

if TYPE_CHECKING:
    from rich.console import RenderableType

COLUMNS = ("path", "value", "words", "sentence", "start")


def make_row(event: Event) -> Row:
    """Make the row of an event."""
    return event.path, event.value, event.text, f"{event.before}{event.text}{event.after}", str(event.start)


def build_page(events: Sequence[Event], has_several_files: bool) -> "RenderableType":
    """Build a table with a row for each event, each day written once; the files get a column if there are several."""
    from rich.text import Text

    from newscli.rendering import tables
    from newscli.rendering.escape import flatten

    if not events:
        return tables.make_empty_note("days")
    table = tables.make_table("day", *(["file"] if has_several_files else []), "sentence")
    table.columns[-1].ratio = 1
    table.expand = True
    previous_day = ""
    for event in events:
        sentence = tables.make_line(event.before).append(" " * event.before[-1:].isspace())
        sentence.append_text(tables.make_line(event.text, f"bold {palette.DATE}"))
        sentence.append(" " * event.after[:1].isspace()).append(flatten(event.after))
        day = "" if event.day == previous_day else event.day
        previous_day = event.day
        file = [tables.make_line(event.path, "dim")] if has_several_files else []
        table.add_row(Text(day, style="bold"), *file, sentence)
    return table


VIEW = MergedView(("dates", "warnings"), COLUMNS, find_events, sort_events, make_row, build_page)
