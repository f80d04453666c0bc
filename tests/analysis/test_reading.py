"""The article as passages and runs: nothing is lost, nothing is there twice, and every mark is where its span is."""

import contextlib
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

import newscli
from newscli.analysis.filters import find_sections
from newscli.analysis.reading import Mark, Passage, list_passages
from newscli.analysis.timeline import names_day
from newscli.errors import NewscliError
from newscli.model import Article, Date, Report, Span
from newscli.text import find_line_starts
from tests.conftest import HOSTILE, read_samples


def inspect_text(text: str) -> Report:
    return newscli.inspect(Article.from_text(text), all_quotes=True)


def check_passages(report: Report) -> list[Passage]:
    """Fail where the passages don't show all of the text, once, in runs without gaps."""
    passages = list(list_passages(report))
    text = report.text or ""
    for before, after in pairwise(passages):
        assert before.span.end <= after.span.start
    shown = "".join(text[start:end] for _, (start, end), *_ in passages)
    assert "".join(shown.split()) == "".join(text.split())
    for passage in passages:
        assert [run.span.start for run in passage.runs] == [
            passage.span.start,
            *(run.span.end for run in passage.runs[:-1]),
        ]
        assert passage.runs[-1].span.end == passage.span.end
    return passages


def collect_marks(passages: list[Passage]) -> dict[Mark, list[Span]]:
    spans: dict[Mark, list[Span]] = {}
    for passage in passages:
        for run in passage.runs:
            for mark in run.marks:
                spans.setdefault(mark, []).append(run.span)
    return spans


@pytest.mark.parametrize("article", read_samples(), ids=lambda article: article.source.path)
def test_passages_show_all_of_a_sample_and_marks_cover_what_they_mark(article: Article) -> None:
    report = newscli.inspect(article, all_quotes=True)
    passages = check_passages(report)
    marks = collect_marks(passages)
    text = article.text
    for mark, spans in marks.items():
        covered = "".join(text[start:end] for start, end in spans)
        assert "".join(covered.split()) == "".join(text[slice(*mark.span)].split())
    counts = {kind: len({mark.number for mark in marks if mark.kind == kind}) for kind in ("quote", "date", "warning")}
    assert counts["quote"] == len(report.quotes)
    assert counts["date"] == sum(map(names_day, report.dates))
    assert counts["warning"] == sum(bool(warning.spans) for warning in report.warnings)
    assert {report.entities[mark.number].type for mark in marks if mark.kind == "name"} <= {"person", "place"}


@pytest.mark.parametrize("article", read_samples(), ids=lambda article: article.source.path)
def test_every_line_that_a_command_names_is_numbered(article: Article) -> None:
    report = newscli.inspect(article, all_quotes=True)
    starts = find_line_starts(article.text)
    numbers: dict[int, int] = {}
    for passage in list_passages(report):
        for (position, _), _, number in passage.runs:
            if number is None:
                continue
            assert starts[number - 1] <= position < [*starts, len(article.text) + 1][number]
            numbers[number] = position
    assert list(numbers) == sorted(numbers)
    named = {quote.line for quote in report.quotes} | {warning.line for warning in report.warnings if warning.line}
    assert named <= set(numbers)
    written_lines = [n for n, line in enumerate(article.text.splitlines(), 1) if line.strip()]
    assert all(later - earlier <= 10 for earlier, later in pairwise(sorted({*numbers, written_lines[-1]})))


@pytest.mark.parametrize("path", sorted(HOSTILE.iterdir()), ids=lambda path: path.name)
def test_passages_show_all_of_a_hostile_file(path: Path) -> None:
    with contextlib.suppress(NewscliError):
        for article in newscli.read_all(path):
            if isinstance(article, Article):
                check_passages(newscli.inspect(article, use_model=False))


def test_title_byline_and_lines_outside_the_story_are_told_apart() -> None:
    (article,) = (article for article in read_samples() if article.source.path == "samples/pasted.txt")
    passages = list(list_passages(newscli.inspect(article)))
    kinds = {article.text[slice(*passage.span)]: passage.kind for passage in passages}
    assert kinds["Sign in"] == "outside"
    assert kinds["Jane Okafor"] == "byline"
    assert kinds["Island Ferry Line to Run All Night After Petition"] == "title"
    assert "heading" in kinds.values()


def test_a_section_alone_has_its_passages_alone() -> None:
    (article,) = (article for article in read_samples() if article.source.path == "samples/headline.txt")
    report = newscli.inspect(article)
    part = replace(report, outline=tuple(find_sections(report.outline, "january")))
    texts = [article.text[slice(*passage.span)] for passage in list_passages(part)]
    assert texts[0] == "A NIGHT IN JANUARY"
    assert texts[-1].startswith("Nobody on the board spoke")
    assert len(texts) < len(list(list_passages(report)))


def test_a_speech_over_several_paragraphs_is_marked_in_each() -> None:
    report = inspect_text(
        "The council met in the old town hall for a long time on Monday evening.\n\n"
        "Mayor Ann Lee said: “We will run the ferry all night.\n\n“And we will run it in winter, too.”\n"
    )
    (quote,) = report.quotes
    marked = [p for p in check_passages(report) if any(mark.kind == "quote" for run in p.runs for mark in run.marks)]
    assert len(quote.spans) == len(marked) == 2
    is_last = [mark.is_last for passage in marked for run in passage.runs for mark in run.marks if mark.kind == "quote"]
    assert is_last == [False, True]


def test_overlapping_marks_are_cut_at_every_edge() -> None:
    report = inspect_text("Ann Lee came on Monday.\n")
    dates = tuple(
        Date(report.text[start:end], Span(start, end), "date", "2030", None)
        for start, end in ((0, 7), (4, 12), (4, 23), (10, 12))
        if report.text
    )
    (passage,) = list_passages(replace(report, dates=dates, entities=(), quotes=(), warnings=()))
    assert [(run.span, [mark.number for mark in run.marks]) for run in passage.runs] == [
        ((0, 4), [0]),
        ((4, 7), [0, 1, 2]),
        ((7, 10), [1, 2]),
        ((10, 12), [1, 2, 3]),
        ((12, 23), [2]),
    ]


def test_a_warning_at_a_separator_of_ascii_has_its_place() -> None:
    report = inspect_text("The ferry was late, said Ann Lee.\x1d\n\nIt rained on the quay.\x85\n")
    marks = collect_marks(check_passages(report))
    (number,) = {k for k, warning in enumerate(report.warnings) if warning.code == "control-character"}
    assert [mark.span for mark in marks if mark.kind == "warning" and mark.number == number]
