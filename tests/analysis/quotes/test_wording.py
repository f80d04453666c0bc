"""A quote as it is printed on its own."""

import pytest

from newscli.analysis.quotes.wording import drop_conjunction
from newscli.model import Quote, QuoteKind, Span


def word(text: str, kind: QuoteKind = "indirect") -> str:
    spans = (Span(0, len(text)),)
    return drop_conjunction(Quote("q1", kind, "statement", "asserted", text, spans, 1, None, None, None, 1.0))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("that the ferry was late", "the ferry was late"),
        ("That Putin had left", "Putin had left"),
        ("that if prices rise, they will go", "if prices rise, they will go"),
        ("that terrorists had fled", "terrorists had fled"),
        ("that it was over", "it was over"),
        # It may point to something, and stays.
        ("that plan was bad", "that plan was bad"),
        ("that was a mistake", "that was a mistake"),
        ("that", "that"),
        ("thatch burns", "thatch burns"),
        ("whether it was over", "whether it was over"),
    ],
)
def test_the_conjunction_before_a_clause_is_left_out(text: str, expected: str) -> None:
    assert word(text) == expected


def test_the_words_of_a_direct_quote_stay() -> None:
    assert word("that the ferry was late", "direct") == "that the ferry was late"


def test_a_partial_quote_loses_it_too() -> None:
    assert word("that the ferry was “late”", "mixed") == "the ferry was “late”"
