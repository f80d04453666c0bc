"""Report -> the page that `newscli show` prints, with Rich."""

from collections.abc import Sequence

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from newscli.analysis.timeline import days
from newscli.analysis.voices import voices
from newscli.model import Quote, Report, Section
from newscli.rendering.rows import by_type, sections
from newscli.rendering.terminal import KIND_STYLES, line, paragraphs, warning_lines

_MOST_NAMES = 12
_MOST_DAYS = 20
_MOST_ROLES = 2


def page(report: Report) -> RenderableType:
    """Header, outline, voices, quotes, names, days and warnings of one article; empty parts are left out."""
    parts: list[RenderableType] = [_header(report)]
    for title, part in (
        ("Outline", _outline(report)),
        ("Voices", _voices(report)),
        ("Quotes", _quotes(report)),
        ("Names", _names(report)),
        ("Days", _days(report)),
        ("Warnings", Group(*warning_lines(report)) if report.warnings else None),
    ):
        if part is not None:
            parts += [Text(title, style="bold underline"), Padding(part, (0, 0, 1, 2))]
    return Group(*parts)


def _header(report: Report) -> Panel:
    stated = report.metadata
    lines: list[Text] = []
    if stated.authors:
        lines.append(line("by " + ", ".join(stated.authors)))
    facts = [stated.published, f"changed {stated.modified}" if stated.modified else None, stated.dateline]
    facts += [stated.publisher, stated.section, stated.language]
    if known := [fact for fact in facts if fact]:
        lines.append(line(" · ".join(known)))
    if stated.url:
        lines.append(line(stated.url, "dim"))
    length = f"{stated.words} words · {stated.reading_minutes} min · {len(report.quotes)} quotes"
    lines.append(Text(length, style="dim"))
    title = line(stated.title, "bold") if stated.title else Text("(no title)", style="dim italic")
    return Panel(
        Group(title, *lines),
        subtitle=line(report.source.path, "dim"),
        subtitle_align="right",
        box=box.ROUNDED,
    )


def _outline(report: Report) -> Tree | None:
    if not report.outline:
        return None
    tree = Tree(Text(f"{report.metadata.words} words", style="dim"), guide_style="dim")
    _branch(tree, report.outline)
    return tree


def _branch(tree: Tree, some: Sequence[Section]) -> None:
    for one in some:
        title = line(one.title) if one.title else Text("(lead)", style="italic")
        quotes = f", {one.quotes} quote{'s' * (one.quotes != 1)}" if one.quotes else ""
        counts = Text(f"  {one.words} words{quotes}", style="dim")
        _branch(tree.add(Text.assemble((f"{one.id} ", "dim"), title, counts)), one.sections)


def _voices(report: Report) -> Table | None:
    found = voices(report.quotes, report.entities)
    if not found:
        return None
    table = Table(box=None, pad_edge=False, header_style="dim")
    table.add_column("speaker", overflow="fold")
    table.add_column("quotes", justify="right")
    table.add_column("words", justify="right")
    table.add_column("share", justify="right")
    for voice in found:
        name = line(voice.name, "bold")
        if voice.roles:
            name.append("  ").append(line("; ".join(voice.roles[:_MOST_ROLES]), "dim"))
        numbers = (str(voice.quotes), str(voice.words), f"{voice.share:.0%}")
        table.add_row(name, *map(Text, numbers))
    return table


def _quotes(report: Report) -> Table | None:
    if not report.quotes:
        return None
    titles = {one.id: one.title for one in sections(report.outline)}
    table = Table(box=None, show_header=False, pad_edge=False, expand=True, padding=(0, 1, 1, 0))
    table.add_column(no_wrap=True)
    table.add_column(ratio=1, overflow="fold")
    for quote in report.quotes:
        table.add_row(Text(quote.id, style="dim"), _quote(quote, titles.get(quote.section or "")))
    return table


def _quote(quote: Quote, section: str | None) -> Text:
    speaker = quote.speaker
    who = line(speaker.name or speaker.mention, "bold") if speaker else Text("no speaker named", style="dim italic")
    facts = [f"line {quote.line}", *([section] if section else [])]
    if speaker and speaker.name and speaker.name != speaker.mention:
        facts.insert(0, f'as "{speaker.mention}"')
    kind = Text(f"  {quote.kind}", style=KIND_STYLES[quote.kind])
    place = Text.assemble("  ", line(" · ".join(facts), "dim"))
    return Text.assemble(who, kind, place, "\n", paragraphs(quote.text))


def _names(report: Report) -> Table | None:
    grouped = by_type(report.entities)
    if not grouped:
        return None
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for kind, some in grouped.items():
        shown = [f"{one.name} {one.count}" if one.count > 1 else one.name for one in some[:_MOST_NAMES]]
        if len(some) > _MOST_NAMES:
            shown.append(f"and {len(some) - _MOST_NAMES} more")
        table.add_row(Text(kind, style="bold"), line(", ".join(shown)))
    return table


def _days(report: Report) -> Table | None:
    found = days(report)
    if not found:
        return None
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for day, words in found[:_MOST_DAYS]:
        table.add_row(Text(day, style="bold"), line(", ".join(words)))
    if len(found) > _MOST_DAYS:
        table.add_row(Text(), Text(f"and {len(found) - _MOST_DAYS} more"))
    return table
