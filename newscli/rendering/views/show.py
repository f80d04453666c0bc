"""What `newscli show` shows: everything about an article on one page, what an editor looks for first."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from newscli.analysis.timeline import list_days
from newscli.analysis.voices import list_unquoted, split_voices
from newscli.analysis.written_days import write_day
from newscli.model import Entity, Report, Voice
from newscli.rendering import palette
from newscli.rendering.quote_lines import build_quote_list
from newscli.rendering.views import View, outline
from newscli.rendering.views.entities import group_by_type
from newscli.rendering.wording import KIND_TITLES, count_noun, describe_person

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table
    from rich.text import Text

# The most that the page shows; --json has everything.
MAX_NAMES = 12
MAX_DAYS = 20
MAX_ROLES_A_SOURCE = 2
MAX_WARNINGS = 20
MAX_OPENING_CHARS = 300
# In columns: narrower pages list the sources, wider ones have a table of them.
_MIN_TABLE_WIDTH = 72


def build_page(report: Report) -> "RenderableType":
    """Build the page. Empty parts don't show."""
    from rich.console import Group
    from rich.padding import Padding
    from rich.text import Text

    from newscli.rendering import tables

    named, unnamed = split_voices(report.voices)
    parts: list[RenderableType] = [*_list_header(report), Text()]
    for kind, title in KIND_TITLES.items():
        quotes = [quote for quote in report.quotes if quote.kind == kind]
        if quotes:
            quote_list = build_quote_list(report, quotes, with_kind=False)
            parts += [Text(title, style=palette.TITLE_STYLES[kind]), Padding(quote_list, (0, 0, 1, 2))]
    note = tables.make_omitted_note(report.omitted)
    parts += [Padding(note, (0, 0, 1, 2))] if note else []
    for title, part in (
        ("Sources", _build_sources(named)),
        ("Unnamed sources", _build_sources(unnamed)),
        ("Named, no quote shown", _build_unquoted(report)),
        ("Dates", _build_dates(report)),
        ("Places", _build_names(report, ("place",))),
        ("Other names", _build_names(report, ("organization", "group", "event", "work", "other"))),
        ("Outline", outline.build_list(report.outline) if report.outline else None),
    ):
        if part is not None:
            parts += [Text(title, style="bold"), Padding(part, (0, 0, 1, 2))]
    return Group(*parts)


def _list_header(report: Report) -> Iterator["Text"]:
    """Yield the title and what goes with it, the first lines, and the warnings."""
    from rich.text import Text

    from newscli.rendering import tables

    metadata = report.metadata
    yield tables.make_line(metadata.title, "bold") if metadata.title else Text("(no title)", style="dim italic")
    facts = list_header_facts(report)
    yield from (tables.make_line(fact) for fact in facts)
    if metadata.url:
        yield tables.make_address(metadata.url, "dim")
    yield Text(write_counts(report), style="dim")
    opening = find_opening(report)
    if opening:
        yield Text()
        yield tables.make_line(opening, "italic")
    if report.warnings:
        yield Text()
    for warning in report.warnings[:MAX_WARNINGS]:
        yield Text.assemble(("! ", palette.WARNING), tables.make_line(f"{warning.message} ({warning.code})"))
    if len(report.warnings) > MAX_WARNINGS:
        yield Text(f"! and {len(report.warnings) - MAX_WARNINGS} more; --json has all of them", style=palette.WARNING)


def list_header_facts(report: Report) -> list[str]:
    """List the byline, and where and when the article appeared; each on a line of its own."""
    metadata = report.metadata
    modified = f"updated {write_day(metadata.modified)}" if metadata.modified else None
    published = write_day(metadata.published) if metadata.published else None
    lines = (
        (f"By {', '.join(metadata.authors)}" if metadata.authors else None, metadata.agency),
        (published, modified),
        (metadata.dateline, metadata.publisher, metadata.section),
    )
    return [" · ".join(filter(None, line)) for line in lines if any(line)]


def write_counts(report: Report) -> str:
    """Write how long the article is, and how many quotes of each kind it has."""
    kinds = [(sum(quote.kind == kind for quote in report.quotes), palette.KIND_LABELS[kind]) for kind in KIND_TITLES]
    kind_counts = ", ".join(
        count_noun(count, label) if label != "direct" else f"{count} direct" for count, label in kinds if count
    )
    quotes = count_noun(len(report.quotes), "quote") + (f" ({kind_counts})" if kind_counts else "")
    minutes = f"{report.metadata.reading_minutes} min"
    language = report.metadata.language
    parts = (count_noun(report.metadata.words or 0, "word"), minutes, quotes, language if language != "en" else None)
    return " · ".join(filter(None, parts))


def find_opening(report: Report) -> str | None:
    """Find the first paragraph, cut at a word if it is long."""
    block = next((block for block in report.blocks if block.kind == "paragraph"), None)
    if block is None or report.text is None:
        return None
    end = min(block.span.end, block.span.start + 2 * MAX_OPENING_CHARS)
    text = " ".join(report.text[block.span.start : end].split())
    if len(text) <= MAX_OPENING_CHARS:
        return text
    return f"{text[:MAX_OPENING_CHARS].rpartition(' ')[0] or text[:MAX_OPENING_CHARS]} …"


def _build_sources(voices: Sequence[Voice]) -> "RenderableType | None":
    from rich.table import Table
    from rich.text import Text

    from newscli.rendering import tables

    if not voices:
        return None
    table = Table(box=None, pad_edge=False, header_style="dim")
    table.add_column("who speaks", overflow="fold")
    for column in ("direct", "partial", "paraphrase", "words", "share"):
        table.add_column(column, justify="right")
    for voice in voices:
        counts = (voice.direct, voice.mixed, voice.indirect)
        table.add_row(
            _name_voice(voice),
            *(Text(f"{count}" if count else "–", style="" if count else "dim") for count in counts),
            Text(f"{voice.words:,}"),
            Text(f"{voice.share:.0%}"),
        )
    entries = tables.make_entries((_name_voice(voice), write_voice_counts(voice)) for voice in voices)
    return tables.ByWidth(_MIN_TABLE_WIDTH, table, entries)


def _name_voice(voice: Voice) -> "Text":
    from newscli.rendering.tables import make_line

    name = make_line(voice.name, "italic" if voice.entity is None else "bold")
    notes = [*voice.roles[:MAX_ROLES_A_SOURCE], *["name withheld"] * (voice.anonymous == "withheld")]
    return name.append("  ").append(make_line("; ".join(notes), "dim")) if notes else name


def write_voice_counts(voice: Voice) -> str:
    """Write how many quotes of each kind a source has, and how many words."""
    counts = [
        f"{voice.direct} direct" if voice.direct else None,
        f"{voice.mixed} partial" if voice.mixed else None,
        count_noun(voice.indirect, "paraphrase") if voice.indirect else None,
        f"{count_noun(voice.words, 'word')} ({voice.share:.0%})",
    ]
    return " · ".join(filter(None, counts))


def _build_unquoted(report: Report) -> "Text | None":
    from newscli.rendering.tables import make_line

    people = list_unquoted(report)
    return make_line("; ".join(_list_people(people))) if people else None


def _list_people(people: Sequence[Entity]) -> list[str]:
    """List people with their first roles."""
    names = [describe_person(person) for person in people[:MAX_NAMES]]
    return [*names, *[f"and {len(people) - MAX_NAMES} more"] * (len(people) > MAX_NAMES)]


def _build_names(report: Report, types: Sequence[str]) -> "RenderableType | None":
    from rich.console import Group
    from rich.text import Text

    from newscli.rendering.tables import make_line

    lines: list[Text] = []
    for kind, group in group_by_type(report.entities).items():
        if kind in types:
            names = [f"{entity.name} {entity.count}" if entity.count > 1 else entity.name for entity in group]
            names = [*names[:MAX_NAMES], *[f"and {len(names) - MAX_NAMES} more"] * (len(names) > MAX_NAMES)]
            label = [(f"{kind}: ", "dim")] if len(types) > 1 else []
            lines.append(Text.assemble(*label, make_line(", ".join(names))))
    return Group(*lines) if lines else None


def _build_dates(report: Report) -> "Table | None":
    from rich.text import Text

    from newscli.rendering.tables import make_line, make_list

    days = list_days(report)
    if not days:
        return None
    table = make_list()
    for day, texts in days[:MAX_DAYS]:
        table.add_row(Text(day), make_line(", ".join(texts), "dim"))
    if len(days) > MAX_DAYS:
        table.add_row(Text(), Text(f"and {len(days) - MAX_DAYS} more"))
    return table


def build_markdown(report: Report) -> str:
    """Build the page as a report in Markdown."""
    from newscli.rendering.markdown_report import write_report

    return write_report(report)


def build_html(reports: Sequence[Report]) -> str:
    """Build one page in HTML for all articles."""
    from newscli.rendering.html import build_html

    return build_html(reports)


VIEW = View(
    keys=("metadata", "blocks", "outline", "quotes", "omitted", "entities", "voices", "dates", "warnings"),
    columns=(),
    list_rows=lambda report: (),
    build_page=build_page,
    build_markdown=build_markdown,
    build_html=build_html,
    is_text=True,
)
