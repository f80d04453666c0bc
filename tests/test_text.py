"""What is true of text in any language."""

import pytest

from newscli.text import count_line_ends, count_words, fold_name, fold_text, have_same_words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It's state-of-the-art, 3 times.", 4),
        ("", 0),
        ("— … —", 0),
        ("这个约会软件 2019", 7),
        ("日本語のtext", 5),
        ("Москва-река", 1),
        ("हिन्दी में समाचार", 3),
        ("مُحَمَّد قال", 2),
        ("cafe\u0301te\u0301ria d'e\u0301te\u0301", 2),
    ],
)
def test_words_are_counted_in_any_script(text: str, expected: int) -> None:
    assert count_words(text) == expected
    assert count_words(f"a {text} b", 2, 2 + len(text)) == expected


def test_a_carriage_return_and_line_feed_are_one_line_end() -> None:
    text = "a\r\nb\nc\rd"
    assert count_line_ends(text, 0, len(text)) == 3


def test_folding_keeps_letters_and_digits_in_one_case() -> None:
    assert fold_text("  “Ferry runs” – all_NIGHT 2! ") == "ferry runs all night 2"


def test_titles_with_the_same_words_differ_only_in_case_and_punctuation() -> None:
    assert have_same_words("Fire: two hurt!", "FIRE — Two Hurt")
    assert not have_same_words("Fire: two hurt", "Fire: three hurt")
    assert not have_same_words("…", "!")


@pytest.mark.parametrize(
    ("name", "keep", "expected"),
    [
        ("Karel  Čapek", "", "karel capek"),
        ("The U.S.", "", "the us"),
        ("Guinea-Bissau", "-", "guinea-bissau"),
        ("Guinea-Bissau", "", "guineabissau"),
        ("AT&T_1", "&", "at&t_1"),
        ("Straße", "", "strasse"),
        ("!?", "", ""),
    ],
)
def test_a_name_is_folded_without_accents_and_punctuation(name: str, keep: str, expected: str) -> None:
    assert fold_name(name, keep) == expected
