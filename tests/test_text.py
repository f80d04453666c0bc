"""Words as they are counted."""

import pytest

from newscli.text import count_words, fold_text, have_same_words


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


def test_titles_are_compared_without_case_and_punctuation() -> None:
    assert fold_text("  “Ferry runs” – all_NIGHT! ") == "ferry runs all night"
    assert have_same_words("FERRY RUNS", "Ferry: runs")
    assert not have_same_words("Ferry runs", "Ferry ran")
    assert not have_same_words("—", "…")
