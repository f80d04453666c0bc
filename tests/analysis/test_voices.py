"""Voices: quotes added up by speaker."""

import pytest

from newscli.analysis.voices import count_voices, sort_by_speaker
from newscli.model import Entity, Quote, Span, Speaker

ANN = Entity("e1", "person", "Ann Lee", ("mayor",), (), 1, None, None, ())


def make_quote(number: int, text: str, speaker: Speaker | None) -> Quote:
    return Quote(f"q{number}", "direct", "statement", "asserted", text, (Span(0, 1),), 1, speaker, None, None, 1.0)


QUOTES = (
    make_quote(1, "It was late.", Speaker(None, None, "a  neighbour", Span(0, 1))),
    make_quote(2, "We will run the ferry.", Speaker("Ann Lee", "e1", "the mayor", Span(0, 1))),
    make_quote(3, "Nobody knows.", None),
    make_quote(4, "Not yet.", Speaker("Ann Lee", "e1", "she", Span(0, 1))),
    make_quote(5, "So late.", Speaker(None, None, "A neighbour", Span(0, 1))),
)


def test_the_most_quoted_voice_comes_first_with_its_share_of_all_quoted_words() -> None:
    voices = count_voices(QUOTES, (ANN,))
    assert [(voice.name, voice.entity, voice.roles, voice.quotes, voice.words) for voice in voices] == [
        ("Ann Lee", "e1", ("mayor",), 2, 7),
        ("a neighbour", None, (), 2, 5),
    ]
    # Two of the fourteen words are nobody's.
    assert [voice.share for voice in voices] == [pytest.approx(7 / 14), pytest.approx(5 / 14, abs=1e-4)]


def test_quotes_without_words_have_no_share() -> None:
    (voice,) = count_voices((make_quote(1, "…", QUOTES[0].speaker),), ())
    assert (voice.words, voice.share) == (0, 0.0)


def test_quotes_are_sorted_by_voice_and_those_of_nobody_come_last() -> None:
    assert [quote.id for quote in sort_by_speaker(QUOTES, (ANN,))] == ["q2", "q4", "q1", "q5", "q3"]
