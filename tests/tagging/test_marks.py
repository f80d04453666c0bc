"""Quotation marks: tests/cases/marks.json, and what holds for any text."""

from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from newscli.model import Block, Span
from newscli.structure import layout
from newscli.tagging.marks import find_quoted_spans
from tests.cases import parametrize_cases

MARKS = "\"“”„‟«»‹›「」『』‘’‚‛'`"


def lay_out(text: str) -> list[Block]:
    return layout.join_paragraphs(text, layout.split_lines(text))


@parametrize_cases("marks", "name")
def test_marks_are_paired_as_a_reader_pairs_them(case: dict[str, Any]) -> None:
    text = case["text"]
    quoted, unmatched = find_quoted_spans(text, lay_out(text))
    assert ["|".join(text[s:e] for s, e in quoted_span.spans) for quoted_span in quoted] == case["quoted"]
    assert [text[s:e] for s, e in unmatched] == case["unmatched"]


@given(st.text(st.sampled_from(MARKS + "abS,. \n5—(")))
def test_spans_lie_in_order_within_their_paragraphs(text: str) -> None:
    blocks = lay_out(text)
    quoted, unmatched = find_quoted_spans(text, blocks)
    spans = [span for quoted_span in quoted for span in quoted_span.spans]
    assert spans == sorted(spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(any(block.span.start <= s.start < s.end <= block.span.end for block in blocks) for s in spans)
    assert all(text[s.start] in MARKS for s in spans)
    assert all(text[s.start : s.end] in (*MARKS, "``", "''") for s in unmatched)


def test_a_hundred_thousand_marks_stay_in_their_paragraph() -> None:
    text = '"a ' * 100_000 + "\n\nThe end."
    quoted, unmatched = find_quoted_spans(text, lay_out(text))
    assert all(span.end <= text.index("\n\n") for quoted_span in quoted for span in quoted_span.spans)
    assert len(unmatched) > 1


def test_a_heading_does_not_continue_a_speech() -> None:
    text = "“One\n\n“Two”"
    blocks = [Block("paragraph", Span(0, 4)), Block("heading", Span(6, 11), 2)]
    quoted, _ = find_quoted_spans(text, blocks)
    assert [len(quoted_span.spans) for quoted_span in quoted] == [1, 1]
