"""The gender that an article gives a person: never by the first name."""

from typing import Any

import pytest

import newscli

OPENING = "The harbour board of Port Sorrel met for three hours on Monday evening, and few members left content.\n\n"


def find_genders(text: str) -> dict[str, Any]:
    report = newscli.inspect(newscli.read((OPENING + text).encode(), name="a.txt"), dates=False)
    return {
        entity.name: (entity.gender.value, entity.gender.origin) if entity.gender else None
        for entity in report.entities
        if entity.type == "person"
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mr. Falk left the hall before the vote was taken.", {"Falk": ("male", "title")}),
        ("Jane Falk left the hall before the vote was taken.", {"Jane Falk": None}),
        ("Actress Jane Falk left the hall before the vote.", {"Jane Falk": ("female", "title")}),
        ("Chairman Jane Falk left the hall before the vote.", {"Jane Falk": None}),
        ("Jane Falk left the hall because she was tired.", {"Jane Falk": ("female", "pronoun")}),
        ("Robin Falk, who is nonbinary, left the hall early.", {"Robin Falk": ("nonbinary", "text")}),
        ("Robin Falk and Kim Lund spoke. They left the hall early.", {"Robin Falk": None, "Kim Lund": None}),
    ],
)
def test_a_gender_is_stated_or_null(text: str, expected: dict[str, Any]) -> None:
    assert find_genders(text) == expected
