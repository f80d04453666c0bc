"""Dates that a text states -> ISO 8601, as precise as the text and no more.

python-dateutil fills what a value leaves out from a default, today's date unless told otherwise.
So every value is parsed twice, with two defaults that differ in every part: a part that comes out
the same both times was in the text, one that differs was made up and is dropped.
"""

import re
from datetime import UTC, datetime, tzinfo
from typing import NamedTuple

from dateutil import parser, tz

_FIRST = datetime(2004, 2, 3, 4, 5, 6, 7000)
_SECOND = datetime(2008, 9, 10, 11, 12, 13, 14000)
_LONGEST = 100
_DAY = 86_400
# Zones by the names that newsrooms print. Names that mean several zones (IST, and "ET" without the
# season) are left out: their time is given without a zone.
_ZONES: dict[str, tzinfo] = {
    "UTC": UTC,
    "GMT": UTC,
    "Z": UTC,
    **{
        name: tz.tzoffset(name, hours * 3600)
        for name, hours in {
            "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
            "AKST": -9, "AKDT": -8, "HST": -10, "BST": 1, "WEST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3,
            "MSK": 3, "JST": 9, "KST": 9, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13,
        }.items()
    },
}  # fmt: skip
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b", re.IGNORECASE)
_NUMBERS = re.compile(r"\b(\d{1,2})([./-])(\d{1,2})\2(\d{4})\b")
# What stands in a date and is none of it: brackets, and words between day and time.
_NO_DATE = re.compile(r"[()]|\b(?:at|um|à)\b", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|2\d)\d\d(?!\d)|(?<!\d)(?:1[5-9]|2\d)\d{6}(?!\d)")


class ParsedDate(NamedTuple):
    """``iso`` like "2017-12", "2017-12-11" or "2017-12-11T10:00:00+01:00". ``doubt`` says what was chosen."""

    iso: str
    doubt: str | None


def parse_date(value: str) -> ParsedDate | None:
    """The date that a value states, or None where it states no year (a year of two digits is none)."""
    if len(value) > _LONGEST or not _YEAR.search(value):
        return None
    numbers = _NUMBERS.search(value)
    # "11.12.2017" is written where the day comes first; with slashes the month-first order is chosen.
    day_first = numbers is not None and numbers[2] == "."
    cleaned = _ORDINAL.sub("", _NO_DATE.sub(" ", value)).strip(" .,;")
    pair = _parse(cleaned, day_first)
    if pair is None:
        return None
    iso = _agreed(*pair)
    return ParsedDate(iso, _doubt(numbers, day_first)) if iso else None


def _parse(value: str, day_first: bool) -> tuple[datetime, datetime] | None:
    try:
        first, second = (
            parser.parse(value, default=default, dayfirst=day_first, tzinfos=_zone) for default in (_FIRST, _SECOND)
        )
    except (ValueError, ArithmeticError, TypeError, RecursionError):
        return None
    return first, second


def _zone(name: str | None, offset: int | None) -> tzinfo | None:
    """A zone by its offset or name; without this, dateutil asks the machine's own zone."""
    if offset is not None:
        if abs(offset) >= _DAY:
            return None
        return tz.tzoffset(name, offset)
    return _ZONES.get(name or "")


def _agreed(first: datetime, second: datetime) -> str | None:
    if first.year != second.year:
        return None
    if first.month != second.month:
        return f"{first.year:04}"
    if first.day != second.day:
        return f"{first.year:04}-{first.month:02}"
    day = f"{first.year:04}-{first.month:02}-{first.day:02}"
    if first.hour != second.hour:
        return day
    time = f"{first.hour:02}"
    if first.minute == second.minute:
        time += f":{first.minute:02}"
        if first.second == second.second:
            time += f":{first.second:02}"
    offset = first.utcoffset()
    if offset is None:
        return f"{day}T{time}"
    minutes = int(offset.total_seconds() // 60)
    zone = "Z" if minutes == 0 else f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
    return f"{day}T{time}{zone}"


def _doubt(numbers: re.Match[str] | None, day_first: bool) -> str | None:
    if numbers is None or int(numbers[1]) > 12 or int(numbers[3]) > 12 or numbers[1] == numbers[3]:
        return None
    order = "day first" if day_first else "month first"
    return f'"{numbers[0]}" is read {order}; it could be the other way round'
