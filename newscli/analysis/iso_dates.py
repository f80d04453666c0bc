"""Parse the date in a metadata field into ISO 8601, as precisely as the field gives it and no more.

python-dateutil fills in what a value leaves out from a default date, by default today. So every value is parsed twice,
with two defaults that differ in every part. A part that comes out the same both times was in the text; one that differs
was filled in, and is dropped.
"""

import re
from datetime import UTC, datetime, tzinfo
from typing import NamedTuple

from dateutil import parser, tz

from newscli.lang.en.calendar import ORDINAL_SUFFIX, ZONE_HOURS

_FIRST_DEFAULT = datetime(2004, 2, 3, 4, 5, 6, 7000)
_SECOND_DEFAULT = datetime(2008, 9, 10, 11, 12, 13, 14000)
_MAX_CHARS = 100
_SECONDS_PER_HOUR = 3600
_SECONDS_PER_DAY = 86_400
_MONTHS_PER_YEAR = 12
_ZONES: dict[str, tzinfo] = {
    name: tz.tzoffset(name, hours * _SECONDS_PER_HOUR) if hours else UTC for name, hours in ZONE_HOURS.items()
}
_ORDINAL_SUFFIX = re.compile(rf"(?<=\d){ORDINAL_SUFFIX}\b", re.IGNORECASE)
_NUMERIC_DATE = re.compile(r"\b(\d{1,2})([./-])(\d{1,2})\2(\d{4})\b")
# Brackets, and English, German and French words between day and time.
_NOISE = re.compile(r"[()]|\b(?:at|um|à)\b", re.IGNORECASE)
# A year of four digits, alone or at the beginning of a day in eight digits.
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|2\d)\d\d(?!\d)|(?<!\d)(?:1[5-9]|2\d)\d{6}(?!\d)")


class ParsedDate(NamedTuple):
    """``iso`` is like "2017-12", "2017-12-11" or "2017-12-11T10:00:00+01:00".

    ``doubt`` says how an ambiguous date was read; None if it has only one reading.
    """

    iso: str
    doubt: str | None


def parse_date(value: str) -> ParsedDate | None:
    """Parse the date in a text of up to 100 characters; None if it has no valid date, or no year of four digits."""
    if len(value) > _MAX_CHARS or not _YEAR.search(value):
        return None
    numeric_date = _NUMERIC_DATE.search(value)
    # People who write "11.12.2017" put the day first; with slashes or hyphens, assume that the month comes first.
    day_first = numeric_date is not None and numeric_date[2] == "."
    cleaned_value = _ORDINAL_SUFFIX.sub("", _NOISE.sub(" ", value)).strip(" .,;")
    parses = _parse_twice(cleaned_value, day_first)
    if parses is None:
        return None
    iso = _format_agreement(*parses)
    return ParsedDate(iso, _describe_doubt(numeric_date, day_first)) if iso else None


def _parse_twice(value: str, day_first: bool) -> tuple[datetime, datetime] | None:
    try:
        first_parse, second_parse = (
            parser.parse(value, default=default, dayfirst=day_first, tzinfos=_resolve_zone)
            for default in (_FIRST_DEFAULT, _SECOND_DEFAULT)
        )
    except (ValueError, ArithmeticError, TypeError, RecursionError):
        return None
    return first_parse, second_parse


def _resolve_zone(name: str | None, offset: int | None) -> tzinfo | None:
    """Resolve a zone by its offset in seconds, or by its name. Without this, dateutil uses the machine's own zone."""
    if offset is not None:
        if abs(offset) >= _SECONDS_PER_DAY:
            return None
        return tz.tzoffset(name, offset)
    return _ZONES.get(name or "")


def _format_agreement(first_parse: datetime, second_parse: datetime) -> str | None:
    """Format the parts, from the year down, that agree in both parses."""
    if first_parse.year != second_parse.year:
        return None
    if first_parse.month != second_parse.month:
        return f"{first_parse.year:04}"
    if first_parse.day != second_parse.day:
        return f"{first_parse.year:04}-{first_parse.month:02}"
    day = f"{first_parse.year:04}-{first_parse.month:02}-{first_parse.day:02}"
    if first_parse.hour != second_parse.hour:
        return day
    time = f"{first_parse.hour:02}"
    if first_parse.minute == second_parse.minute:
        time += f":{first_parse.minute:02}"
        if first_parse.second == second_parse.second:
            time += f":{first_parse.second:02}"
    offset = first_parse.utcoffset()
    if offset is None:
        return f"{day}T{time}"
    minutes = int(offset.total_seconds() // 60)
    zone = "Z" if minutes == 0 else f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
    return f"{day}T{time}{zone}"


def _describe_doubt(numeric_date: re.Match[str] | None, day_first: bool) -> str | None:
    """Say which order was chosen if a date in numbers can be read either way."""
    if numeric_date is None or numeric_date[1] == numeric_date[3]:
        return None
    if max(int(numeric_date[1]), int(numeric_date[3])) > _MONTHS_PER_YEAR:
        return None
    order, other = ("day", "month") if day_first else ("month", "day")
    return f'"{numeric_date[0]}" was read with the {order} first, but the {other} may come first'
