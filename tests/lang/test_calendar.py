"""Dates as they are printed, and holidays."""

import re
import subprocess
import sys
from datetime import date

import pytest

from newscli.lang.en.calendar import LOOSE_MONTH_PATTERN, MONTH_PATTERN, PRINTED_DATE, WEEKDAY_PATTERN
from newscli.lang.en.holidays import HOLIDAYS
from tests.conftest import ROOT


@pytest.mark.parametrize(
    "text",
    [
        "3 May 2031",
        "May 3rd, 2031",
        "Sept. 3, 2031",
        "MAY 2031",
        "Thurs., Dec 4, 2031",
        "Monday, 1 December 2031 at 10:30 p.m. EST",
        "10:30 GMT, 1 Dec 2031",
        "2031-05-03T10:30:00Z",
        "2031/5/3",
        "3.5.2031",
        "20310503",
    ],
)
def test_a_printed_date_matches_as_a_whole(text: str) -> None:
    assert PRINTED_DATE.fullmatch(text)


@pytest.mark.parametrize("text", ["May 3", "3 Mai 2031", "in 2031", "Tuesday", "31-05-03"])
def test_what_has_no_english_month_or_no_year_is_no_printed_date(text: str) -> None:
    assert not PRINTED_DATE.search(text)


def test_only_the_loose_pattern_takes_months_of_other_languages() -> None:
    assert not re.fullmatch(MONTH_PATTERN, "Januar")
    assert re.fullmatch(LOOSE_MONTH_PATTERN, "Januar")
    assert all(re.fullmatch(MONTH_PATTERN, name) for name in ("January", "Jan", "Jan.", "Sept.", "May"))


def test_weekdays_match_whole_and_abbreviated() -> None:
    names = ("Wednesday", "Wed.", "Thurs.", "Thu", "Tues", "Saturday", "Thurday")
    assert all(re.fullmatch(WEEKDAY_PATTERN, name) for name in names)
    assert not re.fullmatch(WEEKDAY_PATTERN, "Day")


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("good friday", date(2031, 4, 11)),
        ("easter monday", date(2031, 4, 14)),
        ("memorial day", date(2031, 5, 26)),
        ("labor day", date(2031, 9, 1)),
        ("election day", date(2031, 11, 4)),
        ("thanksgiving", date(2031, 11, 27)),
        ("black friday", date(2031, 11, 28)),
    ],
)
def test_movable_holidays_have_their_day(name: str, day: date) -> None:
    assert HOLIDAYS[name](day.year) == day


def test_a_text_without_a_date_does_not_load_dateutil() -> None:
    code = "import sys, newscli; newscli.read(b'A day.\\n\\nIt rained.'); print('dateutil' in sys.modules)"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert result.stdout.strip() == "False"


def test_months_and_weekdays_stand_in_one_place() -> None:
    names = re.compile(r"\bfeb|wednes", re.IGNORECASE)
    owners = {path.name for path in (ROOT / "newscli").rglob("*.py") if names.search(path.read_text("utf-8"))}
    # In sniffing.py they are asctime's, the same in every language; months.py has those of other languages.
    assert owners == {"calendar.py", "months.py", "sniffing.py"}
