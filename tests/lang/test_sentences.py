"""The sentence around a place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscli.lang.en.sentences import find_sentence
from newscli.model import Span


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("It rained. On Monday it snowed. It thawed.", "Monday", "On Monday it snowed."),
        (
            "He met Gen. Smith on Jan. 3 in the U.S. Senate. He left.",
            "Jan. 3",
            "He met Gen. Smith on Jan. 3 in the U.S. Senate.",
        ),
        ("“Rain,” she said. “On Monday?” He nodded.", "Monday", "“On Monday?”"),
        ("Head\n\nOn Monday it\nrained.\n\nMore", "Monday", "On Monday it\nrained."),
        ("on Monday", "Monday", "on Monday"),
    ],
)
def test_cases(text: str, word: str, expected: str) -> None:
    start = text.index(word)
    found = find_sentence(text, Span(start, start + len(word)), Span(0, len(text)))
    assert text[found.start : found.end] == expected


@given(st.text(alphabet='aA. \n!"”', max_size=60), st.data())
def test_it_holds_the_place(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = find_sentence(text, Span(start, end), Span(0, len(text)))
    assert 0 <= found.start <= start <= end <= found.end <= len(text)


def test_a_long_sentence_is_cut() -> None:
    text = "a " * 5000
    found = find_sentence(text, Span(5000, 5001), Span(0, len(text)))
    assert found.end - found.start <= 2001
