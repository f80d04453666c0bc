"""Who speaks in exchanges, speeches and transcripts, and where their words end: tests/cases/turns.json.

Each quote of a case is its source, the speaker's name, the basis of that name, and the words.
"""

from typing import Any

import newscli
from newscli.analysis.quotes.lost import _TITLE
from tests.cases import parametrize_cases
from tests.disturbance import CLEAR_SIZE, disturb_network

# Disturbances of each case.
TRIALS = 3
OPENING = "The harbour board of Port Sorrel met for three hours on Monday evening, and few members left content."


def list_turns(text: str, name: str = "a.txt") -> list[list[str | None]]:
    """List the quotes of a text in the form of the cases."""
    report = newscli.inspect(newscli.read(text.encode(), name=name), dates=False)
    return [
        [*((speaker.mention, speaker.name, speaker.basis) if (speaker := quote.speaker) else (None,) * 3), quote.text]
        for quote in report.quotes
    ]


@parametrize_cases("turns", "name")
def test_turns_have_their_speaker_and_end_where_the_words_do(case: dict[str, Any]) -> None:
    assert list_turns(case["text"] + "\n") == case["quotes"]


@parametrize_cases("turns", "name")
def test_no_case_is_a_near_tie(case: dict[str, Any]) -> None:
    for seed in range(TRIALS):
        with disturb_network(CLEAR_SIZE, seed):
            assert list_turns(case["text"] + "\n") == case["quotes"]


def test_the_words_after_somebody_turned_to_another_are_theirs() -> None:
    turns = list_turns(f'{OPENING}\n\nJon Eide turned to Ida Falk. "You were told in March, and nobody came."\n')
    assert [turn[1] for turn in turns] == ["Jon Eide"]


def test_a_quoted_transcript_has_turns() -> None:
    text = (
        f"{OPENING}\n\nPartial transcript as follows:\n\n"
        '"EIDE: Let us start with the boats. Who has seen the pump?\n\n'
        '"FALK: Nobody has. It stands in the old shed, and the “key” is lost.\n\n'
        '"We were told in March, and nobody came.\n\n"(CROSSTALK)\n\n'
        '"EIDE: Then let us look for it.\n\n"FALK: We did.\n\n"Follow Ann Lee on Twitter @annlee."\n'
    )
    assert [[turn[0], turn[3]] for turn in list_turns(text)] == [
        ["EIDE", "Let us start with the boats. Who has seen the pump?"],
        [
            "FALK",
            "Nobody has. It stands in the old shed, and the “key” is lost.\n\nWe were told in March, and nobody came.",
        ],
        ["EIDE", "Then let us look for it."],
        ["FALK", "We did."],
    ]


def test_a_heading_in_quotation_marks_joins_no_speech() -> None:
    text = (
        f"# Two boats unfit to sail\n\n{OPENING}\n\n“We were told in March,” said Ida Falk. “Nobody listened.\n\n"
        "## “The pump failed”\n\n“It was the worst night of the winter,” said Jon Eide.\n"
    )
    turns = [[turn[1], turn[3]] for turn in list_turns(text, "a.md")]
    assert ["Jon Eide", "“It was the worst night of the winter,”"] in turns
    # Whether the model hears "Nobody listened", whose mark is never closed, is another matter.
    assert [words[:23] for speaker, words in turns if speaker == "Ida Falk" and words] == ["“We were told in March,"]
    assert not any("The pump failed" in str(words) for _, words in turns)


def test_a_paragraph_with_a_speaker_of_its_own_continues_no_speech() -> None:
    text = (
        f"{OPENING}\n\n“We were told in March,” said Ida Falk. “Nobody listened.\n\n"
        "“It was the worst night of the winter,” said Jon Eide. The crew went ashore.\n"
    )
    turns = {turn[1]: turn[3] for turn in list_turns(text)}
    assert turns.keys() == {"Ida Falk", "Jon Eide"}
    assert (turns["Ida Falk"] or "").startswith("“We were told in March,”")
    assert turns["Jon Eide"] == "“It was the worst night of the winter,”"


def test_a_list_with_labels_is_no_transcript() -> None:
    text = f"{OPENING}\n\nLakers: 101 points.\n\nBulls: 99 points.\n\nLakers: 40 rebounds.\n\nBulls: 38 rebounds.\n"
    assert list_turns(text) == []


def test_short_words_in_marks_are_speech_where_the_speaker_follows() -> None:
    text = f'{OPENING}\n\n"We must agree," the harbour master said on Tuesday. The "old quay," it is called, stays.\n'
    assert [turn[:1] + turn[3:] for turn in list_turns(text)] == [["the harbour master", '"We must agree,"']]


def test_a_short_title_in_marks_is_no_speech_for_the_rule() -> None:
    titles, words = ['"War and Peace,"', '"The Long Walk,"'], ['"We must agree,"', '"No boats,"']
    assert all(map(_TITLE.fullmatch, titles))
    assert not any(map(_TITLE.fullmatch, words))
