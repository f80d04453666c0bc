"""Report -> Rich tables, and the consoles that print them."""

from collections.abc import Sequence
from typing import TextIO

from rich import box
from rich.console import Console, Group, RenderableType
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from newscli.analysis.timeline import Event
from newscli.model import Place, Report
from newscli.rendering.escape import one_line, visible
from newscli.rendering.rows import by_type, sections

KIND_STYLES = {"direct": "green", "mixed": "yellow", "indirect": "cyan"}


def console(stream: TextIO, *, terminal: bool, colour: bool, width: int | None, interactive: bool = False) -> Console:
    """A console that interprets nothing in what it prints."""
    return Console(
        file=stream,
        force_terminal=terminal or colour,
        force_interactive=interactive,
        color_system="auto" if colour else None,
        no_color=not colour,
        width=width,
        markup=False,
        emoji=False,
        highlight=False,
        soft_wrap=False,
    )


def rule(path: str) -> Rule:
    return Rule(Text(one_line(path), style="bold"), align="left")


def table(report: Report, command: str) -> RenderableType:
    """What a command prints of one article on a terminal."""
    return {"meta": _meta, "outline": _outline, "quotes": _quotes, "entities": _entities}[command](report)


def line(words: str, style: str = "") -> Text:
    """Untrusted words on one line."""
    return Text(one_line(words), style=style)


def paragraphs(words: str, style: str = "") -> Text:
    """Untrusted words, each paragraph on a line."""
    return Text("\n".join(one_line(part) for part in words.split("\n\n")), style=style)


def _table(*columns: str) -> Table:
    made = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold", expand=False)
    for column in columns:
        made.add_column(column, overflow="fold")
    return made


def _nothing(what: str) -> Text:
    return Text(f"no {what}", style="dim")


def _meta(report: Report) -> RenderableType:
    made = _table("field", "value", "from")
    stated = report.metadata
    names = [name for name in type(stated).__slots__ if name != "evidence"]
    for name in names:
        value = getattr(stated, name)
        shown = "; ".join(value) if isinstance(value, tuple) else "" if value is None else str(value)
        evidence = stated.evidence.get(name)
        origin = evidence.origin if evidence else "counted" if isinstance(value, int) else ""
        value_cell = line(shown) if shown else Text("–", style="dim")
        made.add_row(Text(name.replace("_", " "), style="bold"), value_cell, Text(visible(origin), style="dim"))
    return made


def _outline(report: Report) -> RenderableType:
    made = _table("id", "section", "paragraphs", "words", "quotes")
    for column in made.columns[2:]:
        column.justify = "right"
    flat = list(sections(report.outline))
    top = min((one.level for one in flat if one.level), default=1)
    for one in flat:
        indent = "  " * max(0, one.level - top)
        title = Text.assemble(indent, line(one.title, "bold") if one.title else ("(lead)", "dim"))
        made.add_row(Text(one.id, style="dim"), title, *(Text(str(n)) for n in (one.paragraphs, one.words, one.quotes)))
    return made if report.outline else _nothing("sections")


def _quotes(report: Report) -> RenderableType:
    made = _table("id", "line", "kind", "speaker", "quote")
    made.columns[1].justify = "right"
    for column, least in zip(made.columns, (2, 4, 6, 10, 20), strict=True):
        column.min_width = least
    made.columns[3].max_width = 28
    made.columns[4].ratio = 1
    made.expand = True
    for one in report.quotes:
        who = _speaker(one.speaker.name, one.speaker.mention) if one.speaker else Text("–", style="dim")
        made.add_row(
            Text(one.id, style="dim"),
            Text(str(one.line)),
            Text(one.kind, style=KIND_STYLES[one.kind]),
            who,
            paragraphs(one.text),
        )
    return made if report.quotes else _nothing("quotes")


def _speaker(name: str | None, mention: str) -> Text:
    if name is None:
        return line(mention, "italic")
    shown = line(name, "bold")
    return shown if name == mention else Text.assemble(shown, "\n", line(mention, "dim italic"))


def _entities(report: Report) -> RenderableType:
    tables: list[RenderableType] = []
    for kind, some in by_type(report.entities).items():
        with_roles = any(one.roles for one in some)
        on_map = any(one.place for one in some)
        made = _table(kind, "count", *["roles"] * with_roles, *["on the map"] * on_map, "also", "first as")
        made.columns[1].justify = "right"
        for one in some:
            roles = [line("; ".join(one.roles))] if with_roles else []
            aliases = line("; ".join(one.aliases), "dim")
            first = line(one.mentions[0].text, "dim")
            place = [_place(one.place)] if on_map else []
            made.add_row(line(one.name, "bold"), Text(str(one.count)), *roles, *place, aliases, first)
        tables.append(made)
    return Group(*tables) if tables else _nothing("names")


def timeline(found: Sequence[Event], several: bool) -> RenderableType:
    """The events as a table; ``several``: they are of more than one file, and each says which."""
    made = _table("day", *(["file"] if several else []), "sentence")
    made.columns[-1].ratio = 1
    made.expand = True
    day = ""
    for one in found:
        shown = Text.assemble(line(one.before).append(" " * one.before[-1:].isspace()), line(one.words, "bold cyan"))
        shown.append(" " * one.after[:1].isspace()).append(one_line(one.after))
        same = one.value[:10] == day
        day = one.value[:10]
        made.add_row(Text("" if same else day, style="bold"), *([line(one.path, "dim")] if several else []), shown)
    return made if found else _nothing("days")


def _place(place: Place | None) -> Text:
    if place is None:
        return Text("–", style="dim")
    parts = [place.kind or "", place.country or ""]
    if place.latitude is not None and place.longitude is not None:
        parts.append(f"{place.latitude:.2f}, {place.longitude:.2f}")
    return line(" · ".join(filter(None, parts)))


def warning_lines(report: Report, most: int = 20) -> Sequence[Text]:
    """Warnings, one a line, the first ``most`` of them."""
    shown = [Text.assemble(("! ", "yellow"), line(f"{w.message} ({w.code})")) for w in report.warnings[:most]]
    if len(report.warnings) > most:
        shown.append(Text(f"! and {len(report.warnings) - most} more; --json has them all", style="yellow"))
    return shown
