"""What `newscli search` shows: quotes or articles with the words that were found, keywords in context, and counts."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from newscli.rendering.escape import flatten, flatten_part
from newscli.rendering.listings import Record

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

HIT_COLUMNS = (
    "path", "line", "outlet", "published", "title", "url", "quote", "kind", "act", "polarity", "speaker", "mention",
    "confidence", "text",
)  # fmt: skip
KEYWORD_COLUMNS = ("path", "start", "end", "outlet", "published", "speaker", "pre", "keyword", "post")
_MIN_TABLE_WIDTH = 90  # columns of a page; narrower ones list the finds
_DAY_CHARS = 10
_MAX_SPEAKER_WIDTH = 24
_MAX_OUTLET_WIDTH = 20
_MAX_PATH_WIDTH = 32
_BAR_WIDTH = 24


def build_hits(records: Sequence[Record]) -> "RenderableType":
    """Build a table with a line for each find: when, where, who, the words, and where they stand."""
    from rich.text import Text

    from newscli.rendering import tables

    if not records:
        return tables.make_empty_note("finds")
    table = tables.make_table("date", "outlet", "speaker", "text", "where")
    table.expand = True
    table.columns[1].max_width, table.columns[2].max_width = _MAX_OUTLET_WIDTH, _MAX_SPEAKER_WIDTH
    table.columns[3].ratio, table.columns[4].max_width = 1, _MAX_PATH_WIDTH
    entries = []
    for record in records:
        where = f"{record['path']}:{record['line']}"
        day = (record["published"] or "")[:_DAY_CHARS]
        speaker = _write_speaker(record)
        text = _mark_finds(record)
        table.add_row(
            tables.make_line(day) if day else tables.make_dash(),
            tables.make_line(record["outlet"]) if record["outlet"] else tables.make_dash(),
            speaker,
            text,
            tables.make_line(where, "dim"),
        )
        when = tables.make_line("  ".join(filter(None, (day, record["outlet"]))), "dim")
        entries.append((Text.assemble(speaker, "  ", when, "\n", text), where))
    return tables.ByWidth(_MIN_TABLE_WIDTH, table, tables.make_entries(entries, spaced=True))


def build_keywords(records: Sequence[Record]) -> "RenderableType":
    """Build a concordance: every find in the middle of a line."""
    from rich.text import Text

    from newscli.rendering import tables

    if not records:
        return tables.make_empty_note("finds")
    table = tables.make_table("date", "before", "find", "where")
    table.expand = True
    table.columns[1].justify = "right"
    table.columns[1].ratio = table.columns[2].ratio = 1
    table.columns[3].max_width = _MAX_PATH_WIDTH
    for record in records:
        day = (record["published"] or "")[:_DAY_CHARS]
        table.add_row(
            tables.make_line(day) if day else tables.make_dash(),
            tables.make_line(record["pre"]),
            Text.assemble((flatten(record["keyword"]), "bold"), flatten_part(record["post"])),
            tables.make_line(record["path"], "dim"),
        )
    return table


def build_counts(records: Sequence[Record]) -> "RenderableType":
    """Build a table of the finds of a search in each group."""
    from rich.text import Text

    from newscli.rendering import tables

    if not records:
        return tables.make_empty_note("finds")
    keys = [key for key in records[0] if key not in ("hits", "articles")]
    table = tables.make_table(*keys, "finds", "articles", "")
    largest = max(record["hits"] for record in records) or 1
    for column in table.columns[len(keys) : -1]:
        column.justify = "right"
    for record in records:
        cells = [tables.make_dash() if record[key] is None else tables.make_line(record[key]) for key in keys]
        bar = Text("█" * max(1, round(record["hits"] / largest * _BAR_WIDTH)), style="kind.direct")
        table.add_row(*cells, Text(f"{record['hits']:,}"), Text(f"{record['articles']:,}"), bar)
    return table


def _write_speaker(record: Record) -> "Text":
    from newscli.rendering import tables

    if record["quote"] is None:
        return tables.make_dash()
    name, mention = record["speaker"], record["mention"]
    if name is None and mention is None:
        return tables.make_line("no speaker found", "dim italic")
    return tables.make_line(name, "bold") if name else tables.make_line(mention, "italic")


def _mark_finds(record: Record) -> "Text":
    """Write the text with its finds in bold, and in brackets, so that they also show without styles."""
    from rich.text import Text

    text, line, position = record["text"], Text(), 0
    for start, end in record["spans"]:
        line.append(flatten_part(text[position:start])).append(f"[{flatten_part(text[start:end])}]", style="bold")
        position = end
    return line.append(flatten_part(text[position:]))
