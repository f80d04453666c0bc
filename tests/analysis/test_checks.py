"""Warnings about letters that pose as others, characters that don't show, and lonely marks."""

import pytest

import newscli
from newscli.model import Warning


def warnings(text: str) -> tuple[Warning, ...]:
    return newscli.inspect(newscli.read(text.encode(), name="a.txt")).warnings


@pytest.mark.parametrize(
    ("text", "word"),
    [("The Сommission met.", "Сommission"), ("A pаper boat.", "pаper"), ("Αthens sent word.", "Αthens")],
)
def test_letters_of_two_scripts_in_one_word(text: str, word: str) -> None:
    (warning,) = warnings(text)
    assert warning.code == "mixed-script"
    assert text[slice(*warning.spans[0])] == word


@pytest.mark.parametrize(
    "text", ["Россия and Russia met.", "A 5 kΩ part, 3 μm wide.", "Covid-инфекция", "naïve Zoë", "日本Japan"]
)
def test_words_of_one_script_are_fine(text: str) -> None:
    assert warnings(text) == ()


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
def test_characters_that_do_not_show(character: str, code: str) -> None:
    text = f"The coun{character}cil met{character} again."
    (warning,) = warnings(text)
    assert (warning.code, warning.spans) == (code, ((8, 9), (16, 17)))
    assert f"U+{ord(character):04X}" in warning.message
    assert "2 times" in warning.message


def test_joiners_belong_to_emoji_and_other_scripts() -> None:
    assert warnings("A family 👨\u200d👩\u200d👧 came. نمی\u200cخواهم") == ()
    assert [one.code for one in warnings("pass\u200dword")] == ["invisible-character"]


def test_lonely_marks() -> None:
    (warning,) = warnings("The mayor said “no and left.\n\nThe end.")
    assert (warning.code, warning.spans) == ("unbalanced-quotes", ((15, 16),))


def test_warnings_are_bounded() -> None:
    found = warnings("”\n\n" * 1000 + "pаper " * 1000 + "\u200b" * 5000)
    assert len(found) < 500
    assert max(len(one.spans) for one in found) <= 1000
