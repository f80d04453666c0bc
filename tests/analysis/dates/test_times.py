"""Date and time expressions: cases, what they were resolved by, and any text."""

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import newscli
from newscli.analysis.dates import Known, find_dates
from newscli.model import Anchor, Span
from tests.conftest import CASES

ROWS = json.loads((CASES / "times.json").read_text("utf-8"))
ARTICLE = Anchor("published", Span(0, 4))
WORDS = st.sampled_from(
    "a an the last next this past early late mid-20 10 p.m. 24:00 2015 1999-13-40 2/30/2015 Dec. May 31 31st Feb. "
    "Friday Tuesday's night day days week weeks year years ago later earlier every each other of in by , . '90s 9/11 "
    "10000 99999999999 half dozens first quarter century Christmas Easter Day 0 00 -".split()
)


@pytest.mark.parametrize("row", ROWS, ids=[row["text"][:40] for row in ROWS])
def test_cases(row: dict[str, object]) -> None:
    known = Known(date.fromisoformat(str(row["published"])), ARTICLE) if row["published"] else None
    article = newscli.read(str(row["text"]).encode(), name="a.txt")
    assert [[one.text, one.value] for one in find_dates(article.text, article.blocks, known)] == row["dates"]


def test_every_resolved_day_says_what_it_was_resolved_by() -> None:
    text = (
        b"Date: 2017-12-11\n\n"
        b"It rained on Tuesday. Two days later, in 2018, it had rained every day since Dec. 3, 2016."
    )
    report = newscli.inspect(newscli.read(text, name="a.txt"), use_model=False)
    assert [(one.text, one.anchor) for one in report.dates] == [
        ("Tuesday", Anchor("published", Span(0, 16))),
        ("Two days later", Anchor("date", Span(31, 38))),
        ("2018", None),
        ("every day", None),
        ("Dec. 3, 2016", None),
    ]
    assert not report.warnings


def test_a_dateline_with_a_whole_date_is_the_article_s() -> None:
    text = b"HAVANA, Aug. 7, 2018 (Xinhua) -- It rained on Sunday.\n"
    report = newscli.inspect(newscli.read(text, name="a.txt"), use_model=False)
    assert report.metadata.dateline
    assert [(one.value, one.anchor and one.anchor.origin) for one in report.dates] == [
        ("2018-08-07", None),
        ("2018-08-05", "dateline"),
    ]


def test_without_an_article_date_nothing_is_resolved_and_a_warning_says_so() -> None:
    report = newscli.inspect(newscli.read(b"It rained on Tuesday, and last week.\n", name="a.txt"), use_model=False)
    assert [(one.value, one.anchor) for one in report.dates] == [("XXXX-WXX-2", None), ("XXXX-WXX", None)]
    (warning,) = report.warnings
    assert warning.code == "no-article-date"
    assert warning.spans == tuple(one.span for one in report.dates)


@settings(max_examples=300)
@given(st.lists(WORDS, max_size=30).map(" ".join) | st.text(max_size=60), st.dates() | st.none())
def test_any_text_has_dates_at_their_places(text: str, day: date | None) -> None:
    article = newscli.read(
        f"It was so. {text}".encode("utf-8", "replace"), name="a.txt", options=newscli.ReadOptions(encoding="utf-8")
    )
    found = find_dates(article.text, article.blocks, Known(day, ARTICLE) if day else None)
    ends = 0
    for one in found:
        assert article.text[one.span.start : one.span.end] == one.text
        assert one.span.start >= ends
        ends = one.span.end
        assert one.value
        assert day or one.anchor is None or one.anchor.origin == "date"
