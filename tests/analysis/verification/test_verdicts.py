"""Quoted words against a source: what became of them there, and where they stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscli.analysis.verification import Checked, MarkedWords, SourceText, Turn, Verdict, verify
from newscli.analysis.verification.source_words import SourceWords
from newscli.model import Span

SPEECH = (
    "Well, thank you. The bridge is older than all of us together, and nobody in this room has ever asked what it "
    "would cost to mend it. We will not pay a single penny of this fine.\n\n"
    "It was a grey day when my neighbour came to the health centre. I told them so, and they laughed. Élodie was "
    "there, she didn’t say “no”. The answer … is no.\n"
)
CHANGE = SPEECH.index("It was")
TURNS = (Turn(Span(0, CHANGE), "ANN LEE"), Turn(Span(CHANGE, len(SPEECH)), "JOHN ROE"))
WORDS = SPEECH.split()


def check(text: str, speaker: str | None = None, turns: tuple[Turn, ...] = ()) -> Checked:
    (checked,) = verify(
        [MarkedWords("q1", text, Span(0, len(text)), 1, speaker)], [SourceText("speech.txt", SPEECH, turns)]
    )
    for passage in checked.passages:
        assert SPEECH[slice(*passage.span)] == passage.text
    return checked


@pytest.mark.parametrize(
    ("text", "verdict", "differences"),
    [
        ("We will not pay a single penny of this fine", "verbatim", ()),
        ("We will not pay\na single  penny of this fine,", "verbatim", ()),
        ("penny", "verbatim", ()),
        ("mend it", "verbatim", ()),
        ('she didn\'t say "no"', "verbatim", ()),
        ("The answer … is no", "verbatim", ()),
        ("The answer ... is no", "verbatim", ()),
        ("we will not pay a single penny", "slight", ("case",)),
        ("The bridge is older, than all of us together, and nobody", "slight", ("punctuation",)),
        ("Elodie was there", "slight", ("spelling",)),
        ("It was a gray day when my neighbor came to the health center", "slight", ("spelling",)),
        ("when my neighbour came to the health-centre", "slight", ("spelling",)),
        ("The bridge is older … and nobody in this room has ever asked", "slight", ("ellipsis",)),
        ("The bridge is older ... and nobody [here] has ever asked", "slight", ("ellipsis", "brackets")),
        ("[They] will not pay a single penny of this fine", "slight", ("brackets",)),
        ("We will not pay a single cent of this fine", "changed", ()),
        ("We will pay a single penny of this fine", "changed", ()),
        ("We will not ever pay a single penny of this fine", "changed", ()),
        ("The bridge is older than all of us, and they laughed", "spliced", ()),
        ("they laughed … The bridge is older", "spliced", ()),
        ("We won the war in a week, and all cheered", "not found", ()),
        ("pounds", "not found", ()),
        ("…", "not found", ()),
        ("older than them", "not found", ()),
    ],
)
def test_verdicts(text: str, verdict: Verdict, differences: tuple[str, ...]) -> None:
    checked = check(text)
    assert (checked.verdict, checked.differences) == (verdict, differences)


def test_what_changed_is_aligned_word_by_word() -> None:
    checked = check("We will not pay a single cent of this fine")
    (change,) = (change for change in checked.changes if not change.is_equal)
    assert (change.first, change.second) == (Span(6, 7), Span(6, 7))
    assert checked.passages[0].text == "We will not pay a single penny of this fine"


def test_words_of_another_speaker_are_told_from_ones_own() -> None:
    assert check("I told them so, and they laughed", "John Roe", TURNS).verdict == "verbatim"
    checked = check("I told them so, and they laughed", "Mayor Ann Lee", TURNS)
    assert (checked.verdict, checked.passages[0].speaker) == ("other speaker", "JOHN ROE")
    # A namesake is another.
    assert check("I told them so, and they laughed", "Jane Roe", TURNS).verdict == "other speaker"
    assert check("I told them so, and they laughed", "Mr. Roe", TURNS).verdict == "verbatim"
    # Who is not named, there or here, is nobody else.
    assert check("I told them so, and they laughed", None, TURNS).verdict == "verbatim"
    assert check("I told them so, and they laughed", "Mayor Ann Lee").verdict == "verbatim"


def test_words_that_two_speakers_share_are_spliced() -> None:
    assert check("of this fine … It was a grey day", "Ann Lee", TURNS).verdict == "spliced"


def test_the_best_of_several_sources_counts() -> None:
    quote = MarkedWords("q1", "We will not pay a single penny", Span(0, 1), 1, None)
    sources = [SourceText("a", "We will not pay a single cent."), SourceText("b", SPEECH), SourceText("c", SPEECH)]
    (checked,) = verify([quote], sources)
    assert (checked.verdict, checked.passages[0].path, checked.passages[0].line) == ("verbatim", "b", 1)
    assert verify([quote], [])[0].verdict == "not found"


@given(st.integers(0, len(WORDS) - 4), st.integers(4, 20))
def test_whatever_is_cut_out_of_a_source_is_verbatim(start: int, size: int) -> None:
    assert check(" ".join(WORDS[start : start + size])).verdict == "verbatim"


@given(st.text(st.sampled_from("aé ’'-\n\tß.İ\u0301…[]“”日ab"), max_size=60), st.text(max_size=60))
def test_no_text_makes_it_fail(quote: str, source: str) -> None:
    marked = MarkedWords("q1", quote, Span(0, len(quote)), 1, None)
    (checked,) = verify([marked], [SourceText("source", source + quote)])
    for passage in checked.passages:
        assert (source + quote)[slice(*passage.span)] == passage.text


@given(st.text(st.sampled_from("aé ’-\n.ßİ\u0301日b"), max_size=300))
def test_words_stand_where_they_are_said_to(text: str) -> None:
    source = SourceWords(text)
    for number in range(len(source.words)):
        start, end = source.find_span(number, number + 1)
        assert text[start:end].strip() == text[start:end] != ""
