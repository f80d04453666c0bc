"""Sentences and where they end."""

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
def test_the_sentence_around_a_word_is_found(text: str, word: str, expected: str) -> None:
    start = text.index(word)
    sentence = find_sentence(text, Span(start, start + len(word)), Span(0, len(text)))
    assert text[sentence.start : sentence.end] == expected


@given(st.text(alphabet='aA. \n!"”', max_size=60), st.data())
def test_the_sentence_holds_the_span(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    sentence = find_sentence(text, Span(start, end), Span(0, len(text)))
    assert 0 <= sentence.start <= start <= end <= sentence.end <= len(text)


def test_a_long_sentence_is_cut_on_both_sides() -> None:
    text = "a " * 5000
    sentence = find_sentence(text, Span(5000, 5001), Span(0, len(text)))
    assert sentence.end - sentence.start <= 2001
