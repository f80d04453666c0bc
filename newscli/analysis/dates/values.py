"""Calendar arithmetic, with its results in TIMEX3 notation (ISO 8601 with extensions; Pustejovsky et al. 2005)."""

from collections.abc import Callable
from datetime import date
from typing import Literal, NamedTuple

from dateutil.relativedelta import relativedelta

from newscli.lang.en.calendar import DAY_PARTS, YEARS_PER_UNIT
from newscli.model import DateType

AnchoredBy = Literal["reference", "previous"]

_RELATIVEDELTA_UNITS = {"D": "days", "W": "weeks", "WE": "weeks", "M": "months", "Y": "years"}
# How to write a day, week, … that can't be resolved.
UNKNOWN_VALUES = {
    "D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX", "Y": "XXXX",
}  # fmt: skip
_SEASON_FIRST_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_MONTHS_PER_SEASON = 3
# A date without a year is put in the year that brings it nearest to the reference date. If that is further than this on
# the wrong side, by the tense around it, the date moves to the other side.
_MAX_DAYS_AGAINST_TENSE = 45
# The same for a month without a day if no verb shows the tense: news is more often about the past.
_MAX_DAYS_AHEAD_OF_UNTENSED_MONTH = 20
# A month without a day counts from its middle.
_MID_MONTH = 15
# Counts from here on are written without an exponent.
_MIN_LONG_COUNT = 1e6


class Context(NamedTuple):
    """What an expression can be resolved with.

    ``reference_date`` is the day the article's "today" means (TimeML's document creation time), None if unknown;
    ``previous_date`` is the last calendar day named before the expression, else the reference date;
    ``paragraph_date`` is the last calendar day named earlier in the same paragraph;
    ``is_future()`` is the tense around the expression: True for the future, False for the past, None for neither.
    """

    reference_date: date | None
    previous_date: date | None
    paragraph_date: date | None
    is_future: Callable[[], bool | None]


class Meaning(NamedTuple):
    """What an expression means, in TIMEX3 terms.

    ``anchored_by`` says which date it was resolved against: the reference date or the previous date. ``day`` is the
    calendar day that a later expression ("the next day") may count from.
    """

    type: DateType
    value: str
    mod: str | None = None
    anchored_by: AnchoredBy | None = None
    day: date | None = None


def build_date(year: int, month: int, day: int = 1) -> date | None:
    """Build a date from numbers; None if the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def add_units(start: date, unit: str, count: int) -> date | None:
    """Add ``count`` units to a day (a negative count goes back); None beyond the calendar."""
    try:
        if unit == "Q":
            return start + relativedelta(months=3 * count)
        return start + relativedelta(**{_RELATIVEDELTA_UNITS[unit]: count})  # type: ignore[arg-type]
    except (ValueError, OverflowError):
        return None


def find_nearest_date(month: int, day: int | None, context: Context) -> date | None:
    """Resolve a month, or a day of it, given without a year: the nearest one that agrees with the tense around it."""
    today = context.reference_date
    if today is None:
        return None
    years = (today.year + offset for offset in (-1, 0, 1))
    candidates = [candidate for year in years if (candidate := build_date(year, month, day or _MID_MONTH))]
    choice = min(candidates, key=lambda candidate: abs((candidate - today).days), default=None)
    if choice is None:
        return None
    days_ahead = (choice - today).days
    is_future = context.is_future()
    max_days_ahead = _MAX_DAYS_AGAINST_TENSE if is_future is False or day else _MAX_DAYS_AHEAD_OF_UNTENSED_MONTH
    if is_future and days_ahead < -_MAX_DAYS_AGAINST_TENSE:
        return min((candidate for candidate in candidates if candidate > today), default=choice)
    if not is_future and days_ahead > max_days_ahead:
        return max((candidate for candidate in candidates if candidate < today), default=choice)
    return choice


def find_weekday(number: int, context: Context, step: int = 0) -> date | None:
    """Resolve a weekday (Monday is 0): the last (-1) or next (1) one, else the one that the tense calls for.

    The last one may be the reference date itself, unless ``step`` is -1.
    """
    if context.reference_date is None:
        return None
    days_back = (context.reference_date.weekday() - number) % 7
    if step > 0 or (step == 0 and days_back > 0 and context.is_future()):
        days_back -= 7
    elif step < 0 and not days_back:
        days_back = 7
    return add_units(context.reference_date, "D", -days_back)


def resolve_month(month: int, context: Context, mod: str | None) -> Meaning:
    """Resolve a month without a year."""
    day = find_nearest_date(month, None, context)
    if day is None:
        return Meaning("date", f"XXXX-{month:02}", mod)
    return Meaning("date", format_date(day, "M"), mod, "reference")


def resolve_years(start: date | None, word: str, step: int, anchored_by: AnchoredBy) -> Meaning:
    """Resolve this (0), the last (-1) or the next (1) "decade" or "century"."""
    dropped_digits = 1 if word == "decade" else 2
    if step < 0 and word == "decade":
        return Meaning("duration", "P10Y", anchored_by=anchored_by)
    if start is None:
        return Meaning("date", "X" * (4 - dropped_digits))
    value = f"{start.year // 10**dropped_digits + step:0{4 - dropped_digits}}"
    return Meaning("date", value, anchored_by=anchored_by)


def add_day_part(value: str, part: str | None, anchored_by: AnchoredBy | None, day: date | None) -> Meaning:
    """Build the meaning of a day with this ``value``, or of a part of it such as "morning"."""
    if not part:
        return Meaning("date", value, anchored_by=anchored_by, day=day)
    code = DAY_PARTS[part.lower()]
    return Meaning("time", value + (code if code[0] == "T" else f"T{code}"), anchored_by=anchored_by, day=day)


def format_date(day: date, unit: str) -> str:
    """Format a day, or the week, weekend, month, quarter or year around it."""
    if unit in ("W", "WE"):
        year, week, _ = day.isocalendar()
        return f"{year:04}-W{week:02}{'-WE' if unit == 'WE' else ''}"
    if unit == "Q":
        return f"{day.year:04}-Q{(day.month + 2) // 3}"
    return day.isoformat()[: {"Y": 4, "M": 7, "D": 10}[unit]]


def format_season(day: date, season: str, step: int) -> str:
    """Format this (0), the last (-1) or the next (1) season ("SP", …) as seen from a day."""
    first_month = _SEASON_FIRST_MONTHS[season]
    year = day.year
    if step < 0 and day.month < first_month + _MONTHS_PER_SEASON:
        year -= 1
    if step > 0 and day.month >= first_month:
        year += 1
    return f"{year:04}-{season}"


def format_duration(count: float | None, unit: str, word: str) -> str:
    """Format a length of time: P3D, PT1.5H, P10Y, or PXW without a count. ``word`` tells a decade from a year."""
    if count is None:
        number = "X"
    else:
        count *= YEARS_PER_UNIT.get(word, 1)
        number = f"{count:g}" if count < _MIN_LONG_COUNT else f"{count:.0f}"
    if unit == "WE":
        unit = "W"
    return f"PT{number}{unit[1]}" if unit[0] == "T" else f"P{number}{unit}"
