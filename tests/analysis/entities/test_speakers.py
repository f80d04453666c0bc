"""Speakers: whom the article says a quote is from, with the real model on the cases of tests/cases/speakers.json."""

from typing import Any

import newscli
from tests.cases import parametrize_cases
from tests.disturbance import CLEAR_SIZE, disturb_network

# Disturbances of each case.
TRIALS = 3
# A first paragraph that is neither title nor quote, so that the case is all there is to find.
OPENING = "The ferry company of Port Sorrel cut its winter service on Monday after two boats were found unfit to sail."


def list_speakers(text: str) -> list[dict[str, Any] | None]:
    """List the speakers of the quotes of a text in the form of the cases."""
    report = newscli.inspect(newscli.read(f"{OPENING}\n\n{text}\n".encode(), name="a.txt"), dates=False)
    names = {entity.id: entity.name for entity in report.entities}
    return [
        {
            "mention": speaker.mention,
            "name": speaker.name,
            "basis": speaker.basis,
            "anonymous": speaker.anonymous,
            **({"via": names[speaker.via]} if speaker.via else {}),
        }
        if (speaker := quote.speaker)
        else None
        for quote in report.quotes
    ]


@parametrize_cases("speakers", "name")
def test_the_speaker_is_who_the_article_says(case: dict[str, Any]) -> None:
    assert list_speakers(case["text"]) == case["speakers"]


@parametrize_cases("speakers", "name")
def test_no_case_is_a_near_tie(case: dict[str, Any]) -> None:
    for seed in range(TRIALS):
        with disturb_network(CLEAR_SIZE, seed):
            assert list_speakers(case["text"]) == case["speakers"]


def test_a_speaker_has_a_confidence_just_where_it_has_a_name() -> None:
    text = '"We won," said Ann Lee.\n\nA clerk said the vote was close. "It was close," Lee said.'
    report = newscli.inspect(newscli.read(f"{OPENING}\n\n{text}\n".encode(), name="a.txt"), dates=False)
    speakers = [quote.speaker for quote in report.quotes if quote.speaker]
    assert [speaker.name for speaker in speakers] == ["Ann Lee", None, "Ann Lee"]
    assert [speaker.confidence is None for speaker in speakers] == [False, True, False]
    assert [speaker.entity is None for speaker in speakers] == [False, True, False]
