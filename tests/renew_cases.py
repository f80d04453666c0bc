"""Rewrite the cases in tests/cases/samples: `python -m tests.renew_cases`, then read the diff.

A case shows a sample as newscli reads it, for a person to check, article by article:

    == metadata     each value, and in brackets where it comes from and the text that stands there
    == text         the whole text, block by block; "-" is text outside all blocks, <body> the story's beginning
    == outline      each section: its level, its heading, its length
    == dates        each expression, its type and value, and what it was resolved from
    == warnings     all but those that depend on the model
    == quotes       who says what, by hand
    == names        who and what is named, by hand

A span is shown as its text. "#2" says that the text occurs several times and the second time is meant. Line ends and
other characters that don't show are escaped as in Python; a blank line between two blocks is not shown.

Quotes and names are what an editor would expect, whether newscli finds them or not, so they are never renewed: only a
new case gets newscli's own, to be corrected by hand. A long quote is shown by its first and last words. "!" marks what
newscli must find on every machine because it survives all disturbances of the scores (see tests/disturbance.py);
`--mark` sets these marks again, and those of the JSON cases of quotes and speakers that don't ("unclear").
"""

import json
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import newscli
from newscli.model import Article, Date, Entity, Quote, Report, Section, Span
from tests.disturbance import CLEAR_SIZE, CLEAR_TRIALS, disturb_network

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "samples"
CASES = ROOT / "tests" / "cases" / "samples"
ARTICLE_MARK = "=== "
# In the cases that are JSON, after what an entry is called.
UNCLEAR = ', "unclear": true'
# Disturbances of each of them; its test has as many.
JSON_TRIALS = 3
# Warnings about names that the model finds.
MODEL_WARNINGS = {"variant-spelling"}
# A longer quote is shown by its first and last words.
MAX_QUOTE_WORDS = 12
EDGE_WORDS = 5


@dataclass(frozen=True)
class Expectation:
    """A line of "== quotes" or "== names", and whether newscli must find it on every machine."""

    line: str
    clear: bool

    def __str__(self) -> str:
        return f"{'! ' if self.clear else '  '}{self.line}"


@dataclass(frozen=True)
class Case:
    """What is expected of one article."""

    exact: str
    quotes: tuple[Expectation, ...]
    names: tuple[Expectation, ...]

    def __str__(self) -> str:
        return "\n".join([self.exact, "== quotes", *map(str, self.quotes), "", "== names", *map(str, self.names), ""])


def get_case_path(sample: Path) -> Path:
    return CASES / f"{sample.name}.case"


def read_articles(sample: Path) -> list[Article]:
    articles = []
    for article in newscli.read_all(sample, name=f"samples/{sample.name}"):
        assert isinstance(article, Article)
        articles.append(article)
    return articles


def read_cases(sample: Path) -> list[Case]:
    """The cases of a sample's articles, in order."""
    parts = re.split(f"^(?={ARTICLE_MARK})", get_case_path(sample).read_text("utf-8"), flags=re.MULTILINE)
    return [parse_case(part) for part in parts if part]


def parse_case(part: str) -> Case:
    exact, rest = part.split("== quotes\n")
    quotes, names = rest.split("\n== names\n")
    return Case(exact.removesuffix("\n"), parse_expectations(quotes), parse_expectations(names))


def parse_expectations(lines: str) -> tuple[Expectation, ...]:
    return tuple(Expectation(line[2:], line.startswith("! ")) for line in lines.splitlines() if line)


def describe_exact(article: Article, report: Report) -> str:
    """The parts of a case that no model decides."""
    source = report.source
    parts = {
        "metadata": describe_metadata(report),
        "text": describe_text(article),
        "outline": describe_sections(report, report.outline),
        "dates": (describe_date(report, date) for date in report.dates),
        "warnings": describe_warnings(report),
    }
    lines = [f"{ARTICLE_MARK}{source.path} ({source.format}, {source.encoding or 'no encoding'})"]
    for title, body in parts.items():
        lines += ["", f"== {title}", *body]
    return "\n".join(lines) + "\n"


def escape(text: str) -> str:
    """Text on one line, with nothing hidden in it."""
    return "".join(c if c.isprintable() and c != "\\" else c.encode("unicode_escape").decode() for c in text)


def point(text: str, span: Span) -> str:
    """A span as its text, with a number if the text occurs several times."""
    span_text = text[span.start : span.end]
    places = [match.start() for match in re.finditer(f"(?={re.escape(span_text)})", text)]
    number = f" #{places.index(span.start) + 1}" if len(places) > 1 else ""
    return escape(span_text) + number


def describe_metadata(report: Report) -> Iterator[str]:
    text = report.text or ""
    evidence = report.metadata.evidence
    for key in (
        "title",
        "authors",
        "agency",
        "published",
        "modified",
        "publisher",
        "section",
        "language",
        "dateline",
        "url",
    ):
        value = getattr(report.metadata, key)
        if value and key in evidence:
            value_text = value if isinstance(value, str) else "; ".join(value)
            span = evidence[key].span
            place = f": {point(text, span)}" if span else ""
            yield f"{key}: {escape(value_text)} [{evidence[key].origin}{place}]"
        elif value or key in evidence:
            yield f"{key}: {value} without evidence"
    yield f"words: {report.metadata.words}"
    yield f"reading_minutes: {report.metadata.reading_minutes}"


def describe_text(article: Article) -> Iterator[str]:
    """Every character of the text, in order: blocks, what lies between them, and where the body begins and ends."""
    place = 0
    for block in article.blocks:
        yield from describe_gap(article, place, block.span.start)
        level = f" {block.level}" if block.level else ""
        yield f"{block.kind}{level}  {escape(article.text[block.span.start : block.span.end])}"
        place = block.span.end
    yield from describe_gap(article, place, len(article.text))


def describe_gap(article: Article, start: int, end: int) -> Iterator[str]:
    """The text between two blocks, cut where the body begins or ends."""
    marks = {article.body.start: "<body>", article.body.end: "</body>"}
    cuts = sorted({start, end, *(place for place in marks if start <= place <= end)})
    for place, after in zip(cuts, [*cuts[1:], end], strict=True):
        if place in marks:
            yield marks[place]
        gap = article.text[place:after]
        if gap and gap != "\n\n":
            yield f"-  {escape(gap)}"


def describe_sections(report: Report, sections: Sequence[Section], depth: int = 0) -> Iterator[str]:
    for section in sections:
        heading = point(report.text or "", section.heading) if section.heading else "(no heading)"
        title = "" if section.title in (None, heading) else f" titled {escape(section.title or '')}"
        counts = f"{section.paragraphs} paragraphs, {section.words} words"
        yield f"{'  ' * depth}{section.id} level {section.level}: {heading}{title}, {counts}"
        yield from describe_sections(report, section.sections, depth + 1)


def describe_date(report: Report, date: Date) -> str:
    text = report.text or ""
    anchor = ""
    if date.anchor:
        place = f": {point(text, date.anchor.span)}" if date.anchor.span else ""
        anchor = f" [{date.anchor.origin}{place}]"
    return f"{point(text, date.span)} = {date.type} {date.value}{f' {date.mod}' if date.mod else ''}{anchor}"


def describe_warnings(report: Report) -> Iterator[str]:
    for warning in report.warnings:
        if warning.code not in MODEL_WARNINGS:
            yield f"{warning.code}: {', '.join(point(report.text or '', span) for span in warning.spans)}"


def describe_quote(quote: Quote) -> str:
    """The speaker and the quote; a speaker without a known name in brackets, as the article puts it."""
    words = quote.text.split()
    if len(words) > MAX_QUOTE_WORDS:
        words = [*words[:EDGE_WORDS], "…", *words[-EDGE_WORDS:]]
    speaker = "nobody"
    if quote.speaker:
        speaker = quote.speaker.name or f"({quote.speaker.mention})"
    return f"{' '.join(speaker.split())}: {' '.join(words)}"


def describe_name(entity: Entity) -> str:
    return f"{entity.type}: {entity.name}"


def mark_clear(cases: Sequence[Case], articles: Sequence[Article]) -> list[Case]:
    """The cases with "!" before exactly those lines that no disturbance changes."""
    reports = [newscli.inspect(article) for article in articles]
    quotes = [set(map(describe_quote, report.quotes)) for report in reports]
    names = [set(map(describe_name, report.entities)) for report in reports]
    for seed in range(CLEAR_TRIALS):
        with disturb_network(CLEAR_SIZE, seed):
            for number, article in enumerate(articles):
                report = newscli.inspect(article)
                quotes[number] &= set(map(describe_quote, report.quotes))
                names[number] &= set(map(describe_name, report.entities))
    return [
        replace(
            case,
            quotes=tuple(replace(line, clear=line.line in quotes[number]) for line in case.quotes),
            names=tuple(replace(line, clear=line.line in names[number]) for line in case.names),
        )
        for number, case in enumerate(cases)
    ]


def renew(sample: Path, mark: bool) -> None:
    articles = read_articles(sample)
    old = read_cases(sample) if get_case_path(sample).exists() else []
    cases = []
    for number, article in enumerate(articles):
        report = newscli.inspect(article)
        exact = describe_exact(article, report)
        if number < len(old):
            cases.append(replace(old[number], exact=exact))
        else:
            quotes = tuple(Expectation(describe_quote(quote), False) for quote in report.quotes)
            names = tuple(Expectation(describe_name(entity), False) for entity in report.entities)
            cases.append(Case(exact, quotes, names))
    if mark:
        cases = mark_clear(cases, articles)
    get_case_path(sample).write_text("\n".join(map(str, cases)), "utf-8")


def mark_unclear(name: str, key: str, is_clear: Callable[[dict[str, Any]], bool]) -> None:
    """Mark the entries of NAME.json, each called by its ``key``, that the model is not sure of."""
    path = CASES.parent / f"{name}.json"
    text = path.read_text("utf-8").replace(UNCLEAR, "")
    for case in json.loads(text):
        if not is_clear(case):
            label = f"{json.dumps(key)}: {json.dumps(case[key], ensure_ascii=False)}"
            assert label in text, label
            text = text.replace(label, label + UNCLEAR, 1)
    path.write_text(text, "utf-8")


def mark_all_unclear() -> None:
    from tests.analysis.entities.test_speakers import list_speakers
    from tests.analysis.quotes.test_quotes import list_quotes
    from tests.analysis.quotes.test_turns import list_turns

    def holds(answer: Callable[[], object], expected: object) -> bool:
        for seed in range(JSON_TRIALS):
            with disturb_network(CLEAR_SIZE, seed):
                if answer() != expected:
                    return False
        return bool(answer() == expected)

    mark_unclear("speakers", "name", lambda case: holds(lambda: list_speakers(case["text"]), case["speakers"]))
    mark_unclear("quotes", "name", lambda case: holds(lambda: list_quotes(case["text"]), case["quotes"]))
    mark_unclear("turns", "name", lambda case: holds(lambda: list_turns(case["text"] + "\n"), case["quotes"]))


def main() -> None:
    should_mark = "--mark" in sys.argv[1:]
    for sample in sorted(SAMPLES.iterdir()):
        renew(sample, mark=should_mark)
    if should_mark:
        mark_all_unclear()


if __name__ == "__main__":
    main()
