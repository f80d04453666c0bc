"""Report -> Markdown: a table, or the whole page."""

from collections.abc import Iterable, Iterator, Sequence

from newscli.analysis.timeline import days
from newscli.analysis.voices import voices
from newscli.model import Report
from newscli.rendering.escape import markdown_cell
from newscli.rendering.rows import COLUMNS, Row, rows


def markdown_table(columns: Sequence[str], rows: Iterable[Row]) -> str:
    lines = [" | ".join(columns), " | ".join(["---"] * len(columns))]
    lines += [" | ".join(map(markdown_cell, row)) for row in rows]
    return "".join(f"| {line} |\n" for line in lines)


def markdown_page(report: Report) -> str:
    """The page as a Markdown document."""
    return "\n".join(_markdown(report))


def _markdown(report: Report) -> Iterator[str]:
    stated = report.metadata
    yield f"# {markdown_cell(stated.title or report.source.path)}\n"
    yield markdown_table(("field", "value"), _facts(report))
    yield "## Outline\n\n" + markdown_table(COLUMNS["outline"], rows(report, "outline"))
    found = [
        (one.name, "; ".join(one.roles), str(one.quotes), str(one.words), f"{one.share:.0%}")
        for one in voices(report.quotes, report.entities)
    ]
    yield "## Voices\n\n" + markdown_table(("speaker", "roles", "quotes", "words", "share"), found)
    yield "## Quotes\n\n" + markdown_table(COLUMNS["quotes"], rows(report, "quotes"))
    yield "## Names\n\n" + markdown_table(COLUMNS["entities"], rows(report, "entities"))
    yield "## Days\n\n" + markdown_table(("day", "words"), ((day, ", ".join(words)) for day, words in days(report)))
    if report.warnings:
        yield "## Warnings\n"
        yield "".join(f"- {markdown_cell(w.message)} ({w.code})\n" for w in report.warnings)


def _facts(report: Report) -> Iterator[tuple[str, str]]:
    (values,) = rows(report, "meta")
    yield "path", report.source.path
    for name, value in zip(COLUMNS["meta"], values, strict=True):
        if value:
            yield name.replace("_", " "), value
