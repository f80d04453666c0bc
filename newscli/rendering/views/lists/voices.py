"""What `newscli voices` shows: how many voices there are in each group, and how many of them are women."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from newscli.corpus.statistics import Coverage, VoiceCount
from newscli.rendering.escape import flatten
from newscli.rendering.listings import Record
from newscli.rendering.wording import count_noun

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table
    from rich.text import Text

NUMBERS = ("count", "women", "men", "nonbinary", "women_by_name", "men_by_name", "unknown", "share_of_women")
# Of a bar: what it counts, its character, and its style. They differ without colour, too.
_BAR = (("women", "█", "kind.direct"), ("men", "▓", "kind.indirect"), ("others", "░", "dim"))
_BAR_WIDTH = 24  # columns
_MIN_BAR_PAGE_WIDTH = 90  # columns of a page; narrower ones have no bars
_MIN_TABLE_PAGE_WIDTH = 70  # still narrower ones have no table
_MAX_KEY_WIDTH = 28


def make_record(keys: Sequence[str], count: VoiceCount) -> Record:
    """Make a record of a group, with a key of its own for each key of the group."""
    numbers: dict[str, Any] = {name: getattr(count, name) for name in NUMBERS}
    if count.share_of_women is not None:
        numbers["share_of_women"] = round(count.share_of_women, 4)
    return {**dict(zip(keys, count.group, strict=True)), **numbers}


def build_page(records: Sequence[Record], unit: str) -> "RenderableType":
    """Build a table of groups, on a wide page with bars."""
    from newscli.rendering import tables

    if not records:
        return tables.make_empty_note("voices")
    table = _build_table(records, unit, with_bars=False)
    narrow = tables.ByWidth(_MIN_TABLE_PAGE_WIDTH, table, _build_list(records, unit))
    return tables.ByWidth(_MIN_BAR_PAGE_WIDTH, _build_table(records, unit, with_bars=True), narrow)


def _build_table(records: Sequence[Record], unit: str, *, with_bars: bool) -> "Table":

    from newscli.rendering import tables

    keys = [key for key in records[0] if key not in NUMBERS]
    columns = _list_columns(records, unit)
    table = tables.make_table(*keys, *columns.values())
    for key, column in zip(keys, table.columns, strict=False):
        column.max_width = _MAX_KEY_WIDTH
        # Days and months are not broken.
        column.no_wrap = key in ("day", "week", "month", "year", "kind", "gender", "language")
    for column in table.columns[len(keys) :]:
        column.justify = "right"
    if with_bars:
        table.add_column(_write_legend(), no_wrap=True, min_width=_BAR_WIDTH)
    largest = max(record["count"] for record in records) or 1
    for record in records:
        cells = [tables.make_dash() if record[key] is None else tables.make_line(record[key]) for key in keys]
        cells += [tables.make_dash() if record[name] is None else _write_number(record[name]) for name in columns]
        table.add_row(*cells, *([_draw_bar(record, largest)] if with_bars else []))
    return table


def _build_list(records: Sequence[Record], unit: str) -> "RenderableType":
    """Build a list with the numbers of each group below its keys."""
    from rich.text import Text

    from newscli.rendering import tables

    keys = [key for key in records[0] if key not in NUMBERS]
    columns = _list_columns(records, unit)
    entries = []
    for record in records:
        name = "  ".join("–" if record[key] is None else flatten(record[key]) for key in keys)
        numbers = (
            f"{_write_number(record[name])} {title}" for name, title in columns.items() if record[name] is not None
        )
        entries.append((Text(name or "all", style="bold"), " · ".join(numbers)))
    return tables.make_entries(entries)


def _list_columns(records: Sequence[Record], unit: str) -> dict[str, str]:
    """List the numbers of records, with their titles; those that are 0 in all of them are left out."""
    columns = {"count": unit, "women": "women", "men": "men"}
    optional = {"nonbinary": "nonbinary", "women_by_name": "women by name", "men_by_name": "men by name"}
    columns |= {name: title for name, title in optional.items() if any(record[name] for record in records)}
    return {**columns, "unknown": "unknown", "share_of_women": "women of known"}


def _write_number(value: float) -> "Text":
    from rich.text import Text

    return Text(f"{value:.1%}" if isinstance(value, float) else f"{value:,}")


def _write_legend() -> "Text":
    from rich.text import Text

    return Text("  ").join(Text(f"{mark} {name}", style=style) for name, mark, style in _BAR)


def _draw_bar(record: Record, largest: int) -> "Text":
    """Draw a bar whose length is the count, parted into women, men and others."""
    from rich.text import Text

    women, men = record["women"] + record["women_by_name"], record["men"] + record["men_by_name"]
    bar, position = Text(), 0
    total = 0
    for (_, mark, style), count in zip(_BAR, (women, men, record["count"] - women - men), strict=True):
        total += count
        # Rounded where each part ends, so that the whole has the right length.
        end = max(round(total / largest * _BAR_WIDTH), position + bool(count))
        bar.append(mark * (end - position), style=style)
        position = end
    return bar


def describe_coverage(coverage: Coverage, counted: int, unit: str, *, people_only: bool) -> str:
    """Say what the count speaks of, and of what it does not."""
    quotes = coverage.quotes
    noun = count_noun(counted, unit.removesuffix("s"))
    text = f"{noun} in {count_noun(coverage.articles, 'article')}."
    if not quotes:
        return text
    shares = [
        f"{part / quotes:.0%} {label}"
        for part, label in (
            (coverage.persons, "have a named person"),
            (coverage.bodies, "a named body"),
            (coverage.unnamed, "a source without a name"),
            (coverage.nobody, "none"),
        )
    ]
    text += f" Of {count_noun(quotes, 'quote')} {', '.join(shares)}"
    return f"{text}: the table speaks of the first kind only." if people_only else f"{text}."


def build_html(records: Sequence[Record], unit: str, note: str) -> str:
    """Build a web page with a plot of the groups, and their numbers."""
    from newscli.rendering.html.voices import build_voices_page

    keys = [key for key in records[0] if key not in NUMBERS] if records else []
    return build_voices_page(records, keys, list(_list_columns(records, unit).items()), unit, note)
