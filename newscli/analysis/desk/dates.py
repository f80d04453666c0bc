"""Checks of days and ages, by the calendar."""

import calendar
import re
from collections.abc import Iterator
from datetime import date

from newscli.analysis.desk.findings import Finding
from newscli.analysis.metadata import ISO_DAY_CHARS
from newscli.lang.en.calendar import MONTH_PATTERN, MONTHS, WEEKDAY_PATTERN, WEEKDAYS
from newscli.lang.en.desk import BIRTH_VERBS
from newscli.model import Report, Span
from newscli.patterns import compile_lazily

_MONTH_FIRST = rf"(?P<month>{MONTH_PATTERN})\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?"
_DAY_FIRST = rf"(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?:\sof)?\s(?P<month2>{MONTH_PATTERN})"
_DAY = rf"(?:{_MONTH_FIRST}|{_DAY_FIRST})"
_WEEKDAY_AND_DATE = compile_lazily(
    rf"\b(?P<weekday>{WEEKDAY_PATTERN}),?\s(?:the\s)?{_DAY}(?:,?\s(?P<year>(?:1[5-9]|20)\d\d))?\b(?!\s?[-–:]\s?\d)"
)
_DATE = compile_lazily(rf"\b{_DAY}(?:,?\s(?P<year>(?:1[5-9]|20)\d\d))?\b(?!\s?[-–:.]\d)")
_NAME_AND_AGE = compile_lazily(r"(?P<name>[A-Z][\w’'-]+), (?P<age>\d{1,2}),")
_BORN = compile_lazily(
    rf"\b(?:{'|'.join(BIRTH_VERBS)})\b(?:\s[^\d\s.;]{{1,20}}){{0,8}}\s(?:in\s)?(?P<year>(?:19|20)\d\d)\b"
)
_MAX_AGE_GAP = 1
_MAX_CHARS_TO_BIRTH = 200
# From so many days on, a weekday without a year is that of another year.
_MAX_DAYS_FROM_PUBLICATION = 180


def check_dates(report: Report) -> Iterator[Finding]:
    """Find days that can't be, and ages that don't fit."""
    text = report.text or ""
    published = _read_day(report.metadata.published)
    for match in _WEEKDAY_AND_DATE.finditer(text):
        yield from _check_weekday(match, published)
    for match in _DATE.finditer(text):
        month, day = _read_parts(match)
        year = int(match["year"]) if match["year"] else 2000
        if not 1 <= day <= calendar.monthrange(year, month)[1]:
            yield Finding("D302", Span(*match.span()), f"{MONTHS[month - 1].capitalize()} has no day {day}")
    for warning in report.warnings:
        if warning.code == "no-article-date" and warning.spans:
            yield Finding("D303", warning.spans[0], "counted from a day that the article does not give")
    yield from _check_ages(text, published)


def _read_day(value: str | None) -> date | None:
    try:
        return date.fromisoformat((value or "")[:ISO_DAY_CHARS])
    except ValueError:
        return None


def _read_parts(match: re.Match[str]) -> tuple[int, int]:
    """Read the numbers of the month and of the day."""
    month = (match["month"] or match["month2"]).rstrip(".").casefold()[:3]
    number = next(number for number, name in enumerate(MONTHS, 1) if name.startswith(month))
    return number, int(match["day"] or match["day2"])


def _check_weekday(match: re.Match[str], published: date | None) -> Iterator[Finding]:
    """Check a weekday against its date; without a year, against that of publication and its neighbours."""
    month, day = _read_parts(match)
    said = next(n for n, name in enumerate(WEEKDAYS) if name.startswith(match["weekday"].casefold()[:3]))
    stated_year = match["year"]
    if stated_year is None and published is None:
        return
    years = [int(stated_year)] if stated_year else [published.year - 1, published.year, published.year + 1]  # type: ignore[union-attr]
    days = []
    for year in years:
        if 1 <= day <= calendar.monthrange(year, month)[1]:
            days.append(date(year, month, day))
    if not stated_year and published is not None:
        days = [day for day in days if abs((day - published).days) <= _MAX_DAYS_FROM_PUBLICATION]
    if days and all(day.weekday() != said for day in days):
        actual = WEEKDAYS[days[0].weekday()].capitalize()
        stated = WEEKDAYS[said].capitalize()
        message = f"{stated}, but {MONTHS[month - 1].capitalize()} {day}, {days[0].year} was a {actual}"
        yield Finding("D301", Span(*match.span()), message)


def _check_ages(text: str, published: date | None) -> Iterator[Finding]:
    if published is None:
        return
    for match in _NAME_AND_AGE.finditer(text):
        end = min(match.end() + _MAX_CHARS_TO_BIRTH, len(text))
        stop = text.find(". ", match.end(), end)
        birth = _BORN.search(text, match.end(), stop if stop >= 0 else end)
        if birth is None:
            continue
        age = published.year - int(birth["year"])
        if not age - _MAX_AGE_GAP <= int(match["age"]) <= age:
            message = f"born in {birth['year']}, {match['name']} was {age - 1} or {age}"
            yield Finding("D304", Span(*match.span("age")), message)
