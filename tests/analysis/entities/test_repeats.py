"""Last names that the tagger missed."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscli.analysis.entities.cleaning import clean_names
from newscli.analysis.entities.repeats import add_missed_last_names
from newscli.model import Name, Span


def find_added(text: str, *marked: tuple[str, str]) -> list[str]:
    """Return what is added to names at their first place in the text."""
    names = [Name(Span(text.index(name), text.index(name) + len(name)), kind) for name, kind in marked]  # type: ignore[arg-type]
    added = [name.span for name in add_missed_last_names(text, names) if name not in names]
    return [text[slice(*span)] for span in added]


@pytest.mark.parametrize(
    ("text", "added"),
    [
        ("Rosa Vik spoke. Vik laughed.", ["Vik"]),
        ("Rosa Vik spoke. Vik's boat sank, and nobody told Mrs. Vik or asked what Vik wanted.", ["Vik", "Vik", "Vik"]),
        ("Rosa Vik lives in Vik Street. The Vik Boat Company and Karl Vik know it.", []),
        ("Rosa Vik spoke. Vik people row well.", []),
        ("Rosa Vik spoke. We saw a Vik ship and the Vik.", []),
        ("Rosa Vik spoke. vik is a word, too; so is Viking.", []),
    ],
)
def test_a_last_name_alone_is_a_name(text: str, added: list[str]) -> None:
    assert find_added(text, ("Rosa Vik", "person")) == added


def test_a_last_name_that_two_people_or_a_body_have_is_not_added() -> None:
    assert not find_added("Rosa Vik and Karl Vik spoke. Vik laughed.", ("Rosa Vik", "person"), ("Karl Vik", "person"))
    assert not find_added("Rosa Vik left Port Vik. Vik slept.", ("Rosa Vik", "person"), ("Port Vik", "place"))


def test_a_word_of_two_letters_or_a_function_word_is_not_added() -> None:
    assert not find_added("Jon Li spoke. We saw Li.", ("Jon Li", "person"))
    assert not find_added("Jon Will spoke. We said that Will did.", ("Jon Will", "person"))


@given(st.lists(st.sampled_from(("Rosa Vik", "Vik", "Vik's", "said", ".", "The", "Mrs.", "-", "\n\n")), max_size=30))
def test_names_stay_in_order_and_apart(words: list[str]) -> None:
    text = " ".join(words)
    names = [Name(Span(0, len("Rosa Vik")), "person")] if text.startswith("Rosa Vik") else []
    spans = [name.span for name in add_missed_last_names(text, names)]
    assert spans == sorted(spans)
    assert all(first.end <= second.start for first, second in pairwise(spans))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Dawn French spoke. French laughed.", "person"),
        ("Dawn French spoke. The French laughed.", "group"),
        ("Dawn French spoke. French ships sailed.", "group"),
    ],
)
def test_a_last_name_that_is_a_groups_is_a_persons_only_as_a_subject(text: str, kind: str) -> None:
    start = text.rindex("French")
    names = (Name(Span(0, len("Dawn French")), "person"), Name(Span(start, start + len("French")), "group"))
    assert [name.type for name in clean_names(text, names)] == ["person", kind]
