"""Reports in Markdown: headings, block quotes with their speakers, lists, and tables only for what is a table."""

from collections.abc import Iterator, Mapping, Sequence

from newscli.analysis.quotes.wording import drop_conjunction
from newscli.analysis.reading import Run, list_passages
from newscli.analysis.timeline import list_days
from newscli.analysis.voices import list_unquoted, split_voices
from newscli.analysis.written_days import write_day
from newscli.model import Quote, Report, Section, Voice
from newscli.rendering.escape import escape_controls, escape_markdown, flatten
from newscli.rendering.markdown import to_markdown_table, write_block_quote, write_line, write_list
from newscli.rendering.views.entities import group_by_type
from newscli.rendering.wording import (
    KIND_TITLES,
    describe_omitted,
    describe_person,
    list_names,
    list_quote_facts,
    list_reservations,
    name_article,
    write_speaker,
)


def write_report(report: Report) -> str:
    """Write everything about an article, as `newscli show` does."""
    named, unnamed = split_voices(report.voices)
    unquoted = map(describe_person, list_unquoted(report))
    days = [f"{write_day(day)}: {', '.join(texts)}" for day, texts in list_days(report)]
    names = [
        f"{kind}: {', '.join(f'{entity.name} ({entity.count})' for entity in group)}"
        for kind, group in group_by_type(report.entities).items()
    ]
    parts = (
        ("Warnings", write_list(write_line(warning.message) for warning in report.warnings)),
        ("Quotes", write_quotes(report)),
        ("Sources", _write_voices(named)),
        ("Unnamed sources", _write_voices(unnamed)),
        ("Named, no quote shown", write_list(map(write_line, unquoted))),
        ("Dates", write_list(map(write_line, days))),
        ("People and places", write_list(map(write_line, names))),
        ("Outline", write_outline(report.outline)),
    )
    return write_header(report) + "".join(f"\n## {title}\n\n{part}" for title, part in parts if part)


def write_reading(report: Report) -> str:
    """Write the article with its marks: quotes between ‹ and ›, and their speakers behind them."""
    parts = [write_header(report)]
    for passage in list_passages(report):
        text = "".join(_write_run(report, run) for run in passage.runs)
        if passage.kind == "code":
            parts.append("".join(f"    {escape_controls(line)}\n" for line in text.splitlines()))
        elif passage.kind == "heading":
            parts.append(f"{'#' * min(6, passage.level + 1)} {write_line(text)}\n")
        elif passage.kind == "item" and text.startswith("- "):
            parts.append(f"- {write_line(text[2:])}\n")
        elif passage.kind == "quote":
            parts.append(f"> {write_line(text)}\n")
        elif passage.kind != "title":
            parts.append(f"{write_line(text)}\n")
    omitted = describe_omitted(report.omitted)
    parts += [f"{omitted}\n"] if omitted else []
    return "\n".join(parts)


def _write_run(report: Report, run: Run) -> str:
    """Write the words of a run, still to be escaped, with the marks of quotes that begin or end there."""
    text = (report.text or "")[slice(*run.span)]
    for mark in run.marks:
        if mark.kind == "quote":
            text = f"‹{text}" if mark.span.start == run.span.start else text
            text = f"{text}›" if mark.span.end == run.span.end else text
            if mark.is_last and mark.span.end == run.span.end:
                quote = report.quotes[mark.number]
                text += f" [{quote.id} {write_speaker(quote.speaker)}]"
    return text


def write_header(report: Report) -> str:
    """Write the title and what goes with it."""
    metadata = report.metadata
    authors = f"By {', '.join(metadata.authors)}" if metadata.authors else None
    published = write_day(metadata.published) if metadata.published else None
    lines = [authors, published, metadata.agency, metadata.publisher, metadata.dateline, metadata.url]
    return f"# {write_line(name_article(report))}\n" + "".join(f"\n{write_line(line)}\n" for line in lines if line)


def write_quotes(report: Report, *, level: int = 3) -> str:
    """Write the quotes of each kind under a heading of this level."""
    names = list_names(report)
    omitted = describe_omitted(report.omitted)
    return "\n".join(
        f"{'#' * level} {title}\n\n" + "\n".join(_write_quote(quote, names) for quote in quotes)
        for kind, title in KIND_TITLES.items()
        if (quotes := [quote for quote in report.quotes if quote.kind == kind])
    ) + (f"\n{omitted}\n" if omitted else "")


def _write_quote(quote: Quote, names: Mapping[str, str]) -> str:
    source = escape_markdown(flatten(write_speaker(quote.speaker)))
    source = f"**{source}**" if quote.speaker and quote.speaker.name else source
    notes = [*list_reservations(quote), *list_quote_facts(quote, names, None), quote.id]
    return write_block_quote(drop_conjunction(quote), f"{source} ({escape_markdown(flatten(', '.join(notes)))})")


def _write_voices(voices: Sequence[Voice]) -> str:
    rows = [
        (
            flatten(voice.name),
            flatten("; ".join(voice.roles)),
            *(f"{count or '–'}" for count in (voice.direct, voice.mixed, voice.indirect)),
            f"{voice.words}",
            f"{voice.share:.0%}",
        )
        for voice in voices
    ]
    columns = ("who speaks", "roles", "direct", "partial", "paraphrase", "words", "share")
    return to_markdown_table(columns, rows) if rows else ""


def write_outline(outline: Sequence[Section]) -> str:
    """Write the sections as a nested list."""
    return "".join(_indent_sections(outline, 0))


def _indent_sections(sections: Sequence[Section], depth: int) -> Iterator[str]:
    for section in sections:
        title = write_line(section.title) if section.title else "*lead*"
        yield f"{'  ' * depth}- {title} ({section.words} words, {section.quotes} quotes)\n"
        yield from _indent_sections(section.sections, depth + 1)
