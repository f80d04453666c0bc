"""What `newscli show` shows: everything about an article on one page."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from newscli.analysis.outline import walk_sections
from newscli.analysis.timeline import list_days
from newscli.model import Quote, Report, Section
from newscli.rendering import palette
from newscli.rendering.escape import escape_markdown
from newscli.rendering.markdown import to_markdown_table
from newscli.rendering.views import View, entities, meta, outline, quotes
from newscli.rendering.views.entities import group_by_type

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.panel import Panel
    from rich.table import Table
    from rich.text import Text
    from rich.tree import Tree

# The most that the page shows; --json has everything.
MAX_NAMES_A_TYPE = 12
MAX_DAYS = 20
MAX_ROLES_A_SOURCE = 2
MAX_WARNINGS = 20


def build_page(report: Report) -> "RenderableType":
    """Build the page: header, outline, sources, quotes, people and places, dates, warnings. Empty parts don't show."""
    from rich.console import Group
    from rich.padding import Padding
    from rich.text import Text

    parts: list[RenderableType] = [_build_header(report)]
    for title, part in (
        ("Outline", _build_outline(report)),
        ("Sources", _build_sources(report)),
        ("Quotes", _build_quotes(report)),
        ("People and places", _build_entities(report)),
        ("Dates", _build_dates(report)),
        ("Warnings", _build_warnings(report)),
    ):
        if part is not None:
            parts += [Text(title, style="bold underline"), Padding(part, (0, 0, 1, 2))]
    return Group(*parts)


def _build_header(report: Report) -> "Panel":
    from rich import box
    from rich.console import Group
    from rich.panel import Panel
    from rich.text import Text

    from newscli.rendering.tables import count_noun, make_line

    metadata = report.metadata
    lines: list[Text] = []
    if metadata.authors:
        lines.append(make_line("by " + ", ".join(metadata.authors)))
    modified = f"updated {metadata.modified}" if metadata.modified else None
    facts = (
        metadata.agency, metadata.published, modified, metadata.dateline, metadata.publisher, metadata.section,
        metadata.language,
    )  # fmt: skip
    if any(facts):
        lines.append(make_line(" · ".join(filter(None, facts))))
    if metadata.url:
        lines.append(make_line(metadata.url, "dim"))
    length = (
        count_noun(metadata.words or 0, "word"),
        f"{metadata.reading_minutes} min",
        count_noun(len(report.quotes), "quote"),
    )
    lines.append(Text(" · ".join(length), style="dim"))
    title = make_line(metadata.title, "bold") if metadata.title else Text("(no title)", style="dim italic")
    return Panel(
        Group(title, *lines),
        subtitle=make_line(report.source.path, "dim"),
        subtitle_align="right",
        box=box.ROUNDED,
    )


def _build_outline(report: Report) -> "Tree | None":
    from rich.text import Text
    from rich.tree import Tree

    from newscli.rendering.tables import count_noun

    if not report.outline:
        return None
    tree = Tree(Text(count_noun(report.metadata.words or 0, "word"), style="dim"), guide_style="dim")
    _add_sections(tree, report.outline)
    return tree


def _add_sections(tree: "Tree", sections: Sequence[Section]) -> None:
    from rich.text import Text

    from newscli.rendering.tables import count_noun, make_line

    for section in sections:
        title = make_line(section.title) if section.title else Text("(lead)", style="italic")
        counts = [count_noun(section.words, "word")]
        counts += [count_noun(section.quotes, "quote")] if section.quotes else []
        label = Text.assemble((f"{section.id} ", "dim"), title, (f"  {', '.join(counts)}", "dim"))
        _add_sections(tree.add(label), section.sections)


def _build_sources(report: Report) -> "Table | None":
    from rich.table import Table
    from rich.text import Text

    from newscli.rendering.tables import make_line

    if not report.voices:
        return None
    table = Table(box=None, pad_edge=False, header_style="dim")
    table.add_column("who speaks", overflow="fold")
    for column in ("quotes", "words", "share"):
        table.add_column(column, justify="right")
    for voice in report.voices:
        name = make_line(voice.name, "bold")
        if voice.roles:
            name.append("  ").append(make_line("; ".join(voice.roles[:MAX_ROLES_A_SOURCE]), "dim"))
        table.add_row(name, Text(f"{voice.quotes}"), Text(f"{voice.words:,}"), Text(f"{voice.share:.0%}"))
    return table


def _build_quotes(report: Report) -> "RenderableType | None":
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    from newscli.rendering.tables import make_omitted_note

    note = make_omitted_note(report.omitted)
    if not report.quotes:
        return note
    titles = {section.id: section.title for section in walk_sections(report.outline)}
    table = Table(box=None, show_header=False, pad_edge=False, expand=True, padding=(0, 1, 1, 0))
    table.add_column(no_wrap=True)
    table.add_column(ratio=1, overflow="fold")
    for quote in report.quotes:
        table.add_row(Text(quote.id, style="dim"), _write_quote(report, quote, titles.get(quote.section or "")))
    return Group(table, note) if note else table


def _write_quote(report: Report, quote: Quote, section: str | None) -> "Text":
    from rich.text import Text

    from newscli.rendering import tables

    kind = Text(f"  {palette.KIND_LABELS[quote.kind]}", style=palette.KIND_STYLES[quote.kind])
    for label in tables.list_reservations(quote):
        kind.append(f" · {label}", style=palette.RESERVATION)
    place = Text.assemble("  ", tables.make_line(" · ".join(_list_quote_facts(report, quote, section)), "dim"))
    return Text.assemble(tables.name_speaker(quote.speaker), kind, place, "\n", tables.make_paragraphs(quote.text))


def _list_quote_facts(report: Report, quote: Quote, section: str | None) -> Iterator[str]:
    """Yield the mention, the verb, who reports the words, what is doubtful, and where the quote stands."""
    from newscli.rendering.tables import LOW_CONFIDENCE, LOW_NAME_CONFIDENCE

    speaker = quote.speaker
    if speaker and speaker.name and speaker.name != speaker.mention:
        yield f'as "{speaker.mention}"'
    if quote.cue:
        yield quote.cue.text
    if speaker and speaker.via:
        yield f"via {next(entity.name for entity in report.entities if entity.id == speaker.via)}"
    if speaker and speaker.anonymous == "withheld":
        yield "name withheld"
    if speaker and speaker.confidence is not None and speaker.confidence < LOW_NAME_CONFIDENCE:
        yield f"name {speaker.confidence:.0%} sure"
    if quote.confidence < LOW_CONFIDENCE:
        yield f"{quote.confidence:.0%} sure"
    yield f"line {quote.line}"
    if section:
        yield section


def _build_entities(report: Report) -> "Table | None":
    from rich.text import Text

    from newscli.rendering.tables import make_line, make_list

    groups = group_by_type(report.entities)
    if not groups:
        return None
    table = make_list()
    for kind, group in groups.items():
        names = [
            f"{entity.name} {entity.count}" if entity.count > 1 else entity.name for entity in group[:MAX_NAMES_A_TYPE]
        ]
        if len(group) > MAX_NAMES_A_TYPE:
            names.append(f"and {len(group) - MAX_NAMES_A_TYPE} more")
        table.add_row(Text(kind, style="bold"), make_line(", ".join(names)))
    return table


def _build_dates(report: Report) -> "Table | None":
    from rich.text import Text

    from newscli.rendering.tables import make_line, make_list

    days = list_days(report)
    if not days:
        return None
    table = make_list()
    for day, texts in days[:MAX_DAYS]:
        table.add_row(Text(day, style="bold"), make_line(", ".join(texts)))
    if len(days) > MAX_DAYS:
        table.add_row(Text(), Text(f"and {len(days) - MAX_DAYS} more"))
    return table


def _build_warnings(report: Report) -> "RenderableType | None":
    from rich.console import Group
    from rich.text import Text

    from newscli.rendering.tables import make_line

    if not report.warnings:
        return None
    lines = [
        Text.assemble(("! ", palette.WARNING), make_line(f"{warning.message} ({warning.code})"))
        for warning in report.warnings[:MAX_WARNINGS]
    ]
    if len(report.warnings) > MAX_WARNINGS:
        count = len(report.warnings) - MAX_WARNINGS
        lines.append(Text(f"! and {count} more; --json has all of them", style=palette.WARNING))
    return Group(*lines)


def build_markdown(report: Report) -> str:
    """Build the page as a Markdown document."""
    return "\n".join(_write_parts(report))


def _write_parts(report: Report) -> Iterator[str]:
    yield f"# {escape_markdown(report.metadata.title or report.source.path)}\n"
    yield to_markdown_table(("field", "value"), _list_facts(report))
    yield "## Outline\n\n" + to_markdown_table(outline.COLUMNS, outline.list_rows(report))
    voices = (
        (voice.name, "; ".join(voice.roles), str(voice.quotes), str(voice.words), f"{voice.share:.0%}")
        for voice in report.voices
    )
    yield "## Sources\n\n" + to_markdown_table(("who speaks", "roles", "quotes", "words", "share"), voices)
    yield "## Quotes\n\n" + to_markdown_table(quotes.COLUMNS, quotes.list_rows(report))
    yield "## People and places\n\n" + to_markdown_table(entities.COLUMNS, entities.list_rows(report))
    days = ((day, ", ".join(texts)) for day, texts in list_days(report))
    yield "## Dates\n\n" + to_markdown_table(("day", "words"), days)
    if report.warnings:
        yield "## Warnings\n"
        yield "".join(f"- {escape_markdown(warning.message)} ({warning.code})\n" for warning in report.warnings)


def _list_facts(report: Report) -> Iterator[tuple[str, str]]:
    (values,) = meta.list_rows(report)
    yield "path", report.source.path
    for name, value in zip(meta.COLUMNS, values, strict=True):
        if value:
            yield name.replace("_", " "), value


VIEW = View(
    keys=("metadata", "outline", "quotes", "omitted", "entities", "voices", "dates", "warnings"),
    columns=(),
    list_rows=lambda report: (),
    build_page=build_page,
    build_markdown=build_markdown,
    is_text=True,
)
