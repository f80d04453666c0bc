"""Quotation marks: tests/cases/marks.json, and what holds for any text."""

from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from newscli.model import Block, Span
from newscli.structure import layout
from newscli.tagging.marks import marked
from tests.cases import cases

MARKS = "\"“”„‟«»‹›「」『』‘’‚‛'`"


def blocks(text: str) -> list[Block]:
    return layout.join_paragraphs(text, layout.split_lines(text))


@cases("marks", "name")
def test_case(case: dict[str, Any]) -> None:
    text = case["text"]
    found, lonely = marked(text, blocks(text))
    assert ["|".join(text[s:e] for s, e in one.spans) for one in found] == case["marked"]
    assert [text[s:e] for s, e in lonely] == case["lonely"]


@given(st.text(st.sampled_from(MARKS + "abS,. \n5—(")))
def test_spans_lie_in_order_within_their_paragraphs(text: str) -> None:
    parts = blocks(text)
    found, lonely = marked(text, parts)
    spans = [span for one in found for span in one.spans]
    assert spans == sorted(spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(any(p.span.start <= s.start < s.end <= p.span.end for p in parts) for s in spans)
    assert all(text[s.start] in MARKS for s in spans)
    assert all(text[s.start : s.end] in (*MARKS, "``", "''") for s in lonely)


def test_a_hundred_thousand_marks_stay_in_their_paragraph() -> None:
    text = '"a ' * 100_000 + "\n\nThe end."
    found, lonely = marked(text, blocks(text))
    assert all(span.end <= text.index("\n\n") for one in found for span in one.spans)
    assert len(lonely) > 1


def test_code_and_headings_do_not_join_speeches() -> None:
    text = "“One\n\n“Two”"
    parts = [Block("paragraph", Span(0, 4)), Block("heading", Span(6, 11), 2)]
    found, _ = marked(text, parts)
    assert [len(one.spans) for one in found] == [1, 1]
