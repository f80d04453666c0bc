"""Title case."""

import pytest

from newscli.lang.en.words import measure_title_case


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Mayor Opens the New Bridge", (1.0, 3)),
        ("Mayor opens the New bridge", (1 / 3, 3)),
        ("The bridge", (0.0, 1)),
        ("Fire in the", (0.0, 0)),
    ],
)
def test_only_words_that_a_title_capitalizes_count(title: str, expected: tuple[float, int]) -> None:
    assert measure_title_case(title.split()) == expected
