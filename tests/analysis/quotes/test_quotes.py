"""Quotes: the cases of tests/cases/quotes.json, and what holds for any text."""

from itertools import pairwise
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

import newscli
from newscli.analysis.quotes.building import classify_kind
from newscli.model import Report, Span
from tests.cases import parametrize_cases
from tests.disturbance import CLEAR_SIZE, disturb_network

# Disturbances of each case.
TRIALS = 3
PIECES = [
    '"',
    "“",
    "”",
    "‘",
    "’",
    " said ",
    " Ann Lee ",
    "according to",
    ", ",
    ". ",
    "\n\n",
    "that",
    "adding",
    "x",
    ": ",
    "?",
]


def inspect_text(text: str) -> Report:
    return newscli.inspect(newscli.read(text.encode(), name="a.txt"))


@parametrize_cases("quotes", "name")
def test_quotes_are_found(case: dict[str, Any]) -> None:
    assert list_quotes(case["text"]) == case["quotes"]


@parametrize_cases("quotes", "name")
def test_no_case_is_a_near_tie(case: dict[str, Any]) -> None:
    for seed in range(TRIALS):
        with disturb_network(CLEAR_SIZE, seed):
            assert list_quotes(case["text"]) == case["quotes"]


def list_quotes(text: str) -> list[dict[str, Any]]:
    """List the quotes of a text in the form of the cases."""
    # A first paragraph that is neither title nor quote, so that the case is all there is to find.
    report = inspect_text("The council met for a long time in the old town hall on Monday evening.\n\n" + text)
    return [
        {
            "kind": quote.kind,
            "text": quote.text,
            "mention": quote.speaker.mention if quote.speaker else None,
            "cue": quote.cue.text if quote.cue else None,
        }
        for quote in report.quotes
    ]


@given(st.lists(st.sampled_from(PIECES)).map("".join).filter(str.strip))
@example('that,  said "according to\n\n"‘')
def test_quotes_show_their_text_and_never_overlap(text: str) -> None:
    report = inspect_text(text)
    spans = sorted(span for quote in report.quotes for span in quote.spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    for quote in report.quotes:
        assert list(quote.spans) == sorted(quote.spans)
        joined = " ".join(text[slice(*span)] for span in quote.spans)
        assert quote.text.replace("\n\n", " ") == joined.replace("\n\n", " ")
        frame = []
        if quote.speaker:
            assert text[slice(*quote.speaker.span)] == quote.speaker.mention
            frame.append(quote.speaker.span)
        if quote.cue:
            assert text[slice(*quote.cue.span)] == quote.cue.text
            frame.append(quote.cue.span)
        assert all(part.end <= span.start or span.end <= part.start for part in frame for span in quote.spans)


def test_kind_follows_from_the_spans() -> None:
    text = 'said "one two" three'
    quoted_spans = [Span(5, 14)]
    assert classify_kind(text, [Span(5, 14)], quoted_spans) == "direct"
    assert classify_kind(text, [Span(0, 20)], quoted_spans) == "mixed"
    assert classify_kind(text, [Span(15, 20)], quoted_spans) == "indirect"


def test_a_speech_over_paragraphs_is_one_quote_joined_by_blank_lines() -> None:
    report = inspect_text("The mayor of the town spoke.\n\n“One,” Ann Lee said. “Two\n\n“Three.”\n\nThe end came soon.")
    (quote,) = report.quotes
    assert quote.text == "“One,” “Two\n\n“Three.”"
    assert quote.speaker is not None
    assert quote.speaker.mention == "Ann Lee"


def test_speakers_are_resolved_to_the_fullest_name() -> None:
    report = inspect_text('The mayor, Ann Lee, met Bob Ray on Monday in town.\n\n"We won," Ray said.\n\n"So," he said.')
    names = [(quote.speaker.mention, quote.speaker.name) for quote in report.quotes if quote.speaker]
    assert names == [("Ray", "Bob Ray"), ("he", "Bob Ray")]
    assert report.quotes[0].speaker is not None
    assert report.quotes[0].speaker.entity in {entity.id for entity in report.entities}
