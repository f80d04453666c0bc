"""Warnings about lookalike letters, hidden characters, and unmatched quotation marks."""

import pytest

import newscli
from newscli.model import Warning


def find_warnings(text: str) -> tuple[Warning, ...]:
    return newscli.inspect(newscli.read(text.encode(), name="a.txt")).warnings


@pytest.mark.parametrize(
    ("text", "word"),
    [("The Сommission met.", "Сommission"), ("A pаper boat.", "pаper"), ("Αthens sent word.", "Αthens")],
)
def test_a_word_with_letters_of_two_scripts_is_reported(text: str, word: str) -> None:
    (warning,) = find_warnings(text)
    assert warning.code == "mixed-script"
    assert text[slice(*warning.spans[0])] == word


@pytest.mark.parametrize(
    "text",
    ["Россия and Russia met.", "A 5 kΩ part, 3 μm wide.", "Covid-инфекция", "naïve Zoë", "日本Japan", "e\u0487clair"],
)
def test_a_word_of_one_script_is_not_reported(text: str) -> None:
    assert find_warnings(text) == ()


@pytest.mark.parametrize(
    ("character", "code"),
    [
        ("\u202e", "bidi-control"),
        ("\u2066", "bidi-control"),
        ("\u200f", "bidi-control"),
        ("\u200b", "invisible-character"),
        ("\ufeff", "invisible-character"),
        ("\u00ad", "invisible-character"),
        ("\x1b", "control-character"),
        ("\x9b", "control-character"),
        ("\x7f", "control-character"),
    ],
)
def test_each_hidden_character_is_reported_with_its_places(character: str, code: str) -> None:
    text = f"The coun{character}cil met{character} again."
    (warning,) = find_warnings(text)
    assert (warning.code, warning.spans) == (code, ((8, 9), (16, 17)))
    assert warning.message.startswith(f"U+{ord(character):04X} ")
    assert warning.message.endswith(" occurs 2 times, line 1")
    assert warning.line == 1


def test_joiners_are_hidden_only_between_latin_letters() -> None:
    assert find_warnings("A family 👨\u200d👩\u200d👧 came. نمی\u200cخواهم") == ()
    assert [warning.code for warning in find_warnings("pass\u200dword")] == ["invisible-character"]


def test_an_unmatched_quotation_mark_is_reported() -> None:
    (warning,) = find_warnings("The mayor said “no and left.\n\nThe end.")
    assert (warning.code, warning.spans) == ("unbalanced-quotes", ((15, 16),))
    assert warning.message == "unmatched “, line 1"


def test_warnings_and_their_spans_are_limited() -> None:
    warnings = find_warnings("”\n\n" * 1000 + "pаper " * 1000 + "\u200b" * 5000)
    assert len(warnings) < 500
    assert max(len(warning.spans) for warning in warnings) <= 1000


def test_metadata_that_is_not_in_the_text_is_checked_too() -> None:
    front = "title: The Сommission\nauthor: Ann\u202e Lee\n"
    report = newscli.inspect(newscli.read(f"---\n{front}---\nIt rained.\n".encode(), name="a.md"))
    assert [warning.code for warning in report.warnings] == ["mixed-script", "bidi-control"]
    assert not any(warning.spans for warning in report.warnings)
    assert report.warnings[0].message.startswith('title: "Сommission" mixes Latin with U+0421')
    assert report.warnings[1].message.startswith("authors: U+202E ")
    # A title in the text is checked there.
    (warning,) = find_warnings("The Сommission met\n\nIt rained on the ferry all day long, and nobody came.\n")
    assert warning.spans
