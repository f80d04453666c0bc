"""Dates in metadata fields: as precise as the text, and never filled in from today's date."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from newscli.analysis.iso_dates import parse_date
from tests.cases import parametrize_cases


@parametrize_cases("dates", "value")
def test_each_case_has_its_date(case: dict[str, Any]) -> None:
    parsed = parse_date(case["value"])
    assert (parsed.iso if parsed else None) == case["iso"]
    assert bool(parsed and parsed.doubt) == case["doubt"]


def test_a_doubt_says_how_the_date_was_read() -> None:
    slashes, stops = parse_date("3/4/2031"), parse_date("3.4.2031")
    assert slashes
    assert slashes.doubt == '"3/4/2031" was read with the month first, but the day may come first'
    assert stops
    assert stops.doubt == '"3.4.2031" was read with the day first, but the month may come first'


@given(st.dates(), st.sampled_from(["%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%a, %d %b %Y", "%Y%m%d"]))
def test_a_complete_date_parses_back(day: Any, form: str) -> None:
    if 1600 < day.year < 2900:
        parsed = parse_date(day.strftime(form))
        assert parsed is not None
        assert parsed.iso == day.isoformat()


@given(st.text(max_size=120))
def test_the_year_of_any_answer_stands_in_the_text(value: str) -> None:
    parsed = parse_date(value)
    assert parsed is None or parsed.iso[:4] in value


@given(
    st.lists(st.sampled_from("Monday 3 Jan 12:30 pm noon May week 17 the of , . -".split()), max_size=6).map(" ".join)
)
def test_without_a_year_there_is_no_date(value: str) -> None:
    assert parse_date(value) is None
