"""Stated dates: as precise as the text, and never from today's date."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from newscli.analysis.iso_dates import parse_date
from tests.cases import cases


@cases("dates", "value")
def test_case(case: dict[str, Any]) -> None:
    found = parse_date(case["value"])
    assert (found.iso if found else None) == case["iso"]
    assert bool(found and found.doubt) == case["doubt"]


@given(st.dates(), st.sampled_from(["%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%a, %d %b %Y", "%Y%m%d"]))
def test_a_whole_date_reads_back(day: Any, form: str) -> None:
    if 1600 < day.year < 2900:
        found = parse_date(day.strftime(form))
        assert found is not None
        assert found.iso == day.isoformat()


@given(st.text(max_size=120))
def test_any_text_is_a_date_or_none(value: str) -> None:
    found = parse_date(value)
    # Every year that is answered stands in the text.
    assert found is None or found.iso[:4] in value


@given(
    st.lists(st.sampled_from("Monday 3 Jan 12:30 pm noon May week 17 the of , . -".split()), max_size=6).map(" ".join)
)
def test_without_a_year_there_is_no_date(value: str) -> None:
    assert parse_date(value) is None
