"""Days as people write them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscli.analysis.written_days import write_day


@pytest.mark.parametrize(
    ("iso", "day"),
    [
        ("2017-12-11", "Monday, 11 December 2017"),
        ("2017-12", "December 2017"),
        ("2017", "2017"),
        ("2017-12-11T08:30:00+01:00", "Monday, 11 December 2017, 08:30 +01:00"),
        ("2017-12-11T08:30Z", "Monday, 11 December 2017, 08:30 UTC"),
        ("2017-12-11T08:30", "Monday, 11 December 2017, 08:30"),
        ("2017-02-30", "2017-02-30"),
        ("2017-W02", "2017-W02"),
        ("0000", "0000"),
        ("", ""),
    ],
)
def test_a_day_is_as_precise_as_it_was(iso: str, day: str) -> None:
    assert write_day(iso) == day


@given(st.text(max_size=40))
def test_any_text_has_an_answer(text: str) -> None:
    assert write_day(text) == text or re.match(r"\d{4}-\d\d", text)
