"""Words as they are counted."""

import pytest

from newscli.text import count_words, fold_name


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
def test_count(text: str, expected: int) -> None:
    assert count_words(text) == expected
    assert count_words(f"a {text} b", 2, 2 + len(text)) == expected


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
