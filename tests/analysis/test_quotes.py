"""Quotes: tests/cases/quotes.json, and what holds for any text."""

from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

import newscli
from newscli.analysis import kind
from newscli.model import Report, Span
from tests.cases import cases

WORDS = [
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


def inspected(text: str) -> Report:
    return newscli.inspect(newscli.read(text.encode(), name="a.txt"))


@cases("quotes", "name")
def test_case(case: dict[str, Any]) -> None:
    # A first paragraph that is neither title nor quote, so that the case is all there is to find.
    report = inspected("The council met for a long time in the old town hall on Monday evening.\n\n" + case["text"])
    found = [
        {
            "kind": one.kind,
            "text": one.text,
            "mention": one.speaker.mention if one.speaker else None,
            "cue": one.cue.text if one.cue else None,
        }
        for one in report.quotes
    ]
    assert found == case["quotes"]


@given(st.lists(st.sampled_from(WORDS)).map("".join).filter(str.strip))
def test_quotes_show_their_text_and_never_overlap(text: str) -> None:
    report = inspected(text)
    spans = sorted(span for quote in report.quotes for span in quote.spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    for quote in report.quotes:
        assert list(quote.spans) == sorted(quote.spans)
        shown = " ".join(text[slice(*span)] for span in quote.spans)
        assert quote.text.replace("\n\n", " ") == shown.replace("\n\n", " ")
        if quote.speaker:
            assert text[slice(*quote.speaker.span)] == quote.speaker.mention
        if quote.cue:
            assert text[slice(*quote.cue.span)] == quote.cue.text
            cue = quote.cue.span
            assert all(cue.end <= span.start or span.end <= cue.start for span in quote.spans)


def test_kind_follows_from_the_spans() -> None:
    text = 'said "one two" three'
    marked = [Span(5, 14)]
    assert kind(text, [Span(5, 14)], marked) == "direct"
    assert kind(text, [Span(0, 20)], marked) == "mixed"
    assert kind(text, [Span(15, 20)], marked) == "indirect"


def test_a_speech_over_paragraphs_is_one_quote_joined_by_blank_lines() -> None:
    report = inspected("The mayor of the town spoke.\n\n“One,” Ann Lee said. “Two\n\n“Three.”\n\nThe end came soon.")
    (quote,) = report.quotes
    assert quote.text == "“One,” “Two\n\n“Three.”"
    assert quote.speaker is not None
    assert quote.speaker.mention == "Ann Lee"


def test_speakers_are_resolved_to_the_fullest_name() -> None:
    report = inspected('The mayor, Ann Lee, met Bob Ray on Monday in town.\n\n"We won," Lee said.\n\n"So," he said.')
    names = [(one.speaker.mention, one.speaker.name) for one in report.quotes if one.speaker]
    assert names == [("Lee", "Ann Lee"), ("he", "Bob Ray")]
    assert report.quotes[0].speaker is not None
    assert report.quotes[0].speaker.entity in {one.id for one in report.entities}
