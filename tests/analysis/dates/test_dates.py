"""Expressions of date and time: cases, the dates that resolve them, and any text."""

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import newscli
from newscli.analysis.dates import ReferenceDate, find_dates
from newscli.model import Anchor, Span
from tests.conftest import CASES

ROWS = json.loads((CASES / "times.json").read_text("utf-8"))
PUBLISHED = Anchor("published", Span(0, 4))
WORDS = st.sampled_from(
    "a an the last next this past early late mid-20 10 p.m. 24:00 2015 1999-13-40 2/30/2015 Dec. May 31 31st Feb. "
    "Friday Tuesday's night day days week weeks year years ago later earlier every each other of in by , . '90s 9/11 "
    "10000 99999999999 half dozens first quarter century Christmas Easter Day 0 00 -".split()
)


@pytest.mark.parametrize("row", ROWS, ids=[row["text"][:40] for row in ROWS])
def test_each_case_has_its_dates(row: dict[str, object]) -> None:
    reference = ReferenceDate(date.fromisoformat(str(row["published"])), PUBLISHED) if row["published"] else None
    article = newscli.read(str(row["text"]).encode(), name="a.txt")
    dates = find_dates(article.text, article.blocks, reference)
    actual = [(expression.text, expression.value, expression.mod) for expression in dates]
    # A case names the modifier of an expression where that is its point.
    expected = [tuple(case) for case in row["dates"]]  # type: ignore[attr-defined]
    assert len(actual) == len(expected)
    assert [values[: len(case)] for values, case in zip(actual, expected, strict=True)] == expected


def test_every_resolved_date_names_its_anchor() -> None:
    text = (
        b"Date: 2017-12-11\n\n"
        b"It rained on Tuesday. Two days later, in 2018, it had rained every day since Dec. 3, 2016."
    )
    report = newscli.inspect(newscli.read(text, name="a.txt"), use_model=False)
    assert [(expression.text, expression.anchor) for expression in report.dates] == [
        ("Tuesday", Anchor("published", Span(0, 16))),
        ("Two days later", Anchor("date", Span(31, 38))),
        ("2018", None),
        ("every day", None),
        ("Dec. 3, 2016", None),
    ]
    assert not report.warnings


def test_a_complete_date_in_the_dateline_is_the_reference_date() -> None:
    text = b"HAVANA, Aug. 7, 2018 (Xinhua) -- It rained on Sunday.\n"
    report = newscli.inspect(newscli.read(text, name="a.txt"), use_model=False)
    assert report.metadata.dateline
    assert [(expression.value, expression.anchor and expression.anchor.origin) for expression in report.dates] == [
        ("2018-08-07", None),
        ("2018-08-05", "dateline"),
    ]


def test_without_a_reference_date_nothing_is_resolved_and_a_warning_says_so() -> None:
    report = newscli.inspect(newscli.read(b"It rained on Tuesday, and last week.\n", name="a.txt"), use_model=False)
    assert [(expression.value, expression.anchor) for expression in report.dates] == [
        ("XXXX-WXX-2", None),
        ("XXXX-WXX", None),
    ]
    (warning,) = report.warnings
    assert warning.code == "no-article-date"
    assert warning.message.startswith("2 dates can't be resolved")
    assert warning.spans == tuple(expression.span for expression in report.dates)


@settings(max_examples=300)
@given(st.lists(WORDS, max_size=30).map(" ".join) | st.text(max_size=60), st.dates() | st.none())
def test_dates_in_any_text_are_equal_to_their_spans(text: str, day: date | None) -> None:
    article = newscli.read(
        f"It was so. {text}".encode("utf-8", "replace"), name="a.txt", options=newscli.ReadOptions(encoding="utf-8")
    )
    end = 0
    for expression in find_dates(article.text, article.blocks, ReferenceDate(day, PUBLISHED) if day else None):
        assert article.text[expression.span.start : expression.span.end] == expression.text
        assert expression.span.start >= end
        end = expression.span.end
        assert expression.value
        assert day or expression.anchor is None or expression.anchor.origin == "date"
