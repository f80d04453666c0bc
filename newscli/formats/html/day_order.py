"""Days in numbers: which of "04/03/2021" is the month?

The page itself says so by its language or country, by another day that has only one reading, or by a weekday. A day
that may be read in two ways is left out.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice
from typing import Literal

from lxml import html

from newscli.lang.en.calendar import WEEKDAY_PATTERN, WEEKDAYS
from newscli.model import Field, Warning

DayOrder = Literal["day first", "month first"]

_NUMERIC = re.compile(r"(?<![\d/.-])(\d{1,2})([/-])(\d{1,2})\2((?:19|20)\d\d)(?![\d/-])")
_WEEKDAY = re.compile(WEEKDAY_PATTERN, re.IGNORECASE)
_HOST = re.compile(r"https?://[\w.-]{0,100}\.(?P<country>[a-z]{2,3})(?:[:/?#]|$)", re.IGNORECASE)
_LANGUAGE = re.compile(r"(?P<language>[a-z]{2,3})(?:[-_](?P<region>[a-z]{2})\b)?", re.IGNORECASE)
# The Unicode CLDR's short dates: countries with English in which the day, or the month, comes first.
_DAY_FIRST_COUNTRIES = frozenset("gb uk ie au nz in za ng ke gh sg my hk mt jm pk eu".split())
_MONTH_FIRST_COUNTRIES = frozenset("us gov mil ph".split())
# Languages in which the day comes first wherever it is in numbers.
_DAY_FIRST_LANGUAGES = frozenset("fr es it pt de nl ru pl tr el ro cs sv da no nb fi uk ar id vi ca gl he".split())
_DATE_KEYS = ("published", "modified")
_MAX_TEXTS = 5000
_MAX_TEXT_CHARS = 300
_MONTHS_PER_YEAR = 12


def settle_days(root: html.HtmlElement, fields: Sequence[Field]) -> tuple[list[Field], tuple[Warning, ...]]:
    """Write the days in numbers in ISO 8601, and leave out those that may be read in two ways, with a warning."""
    if not any(field.key in _DATE_KEYS and _NUMERIC.search(field.value) for field in fields):
        return list(fields), ()
    order = _find_order(root, fields)
    settled: list[Field] = []
    left_out: dict[str, None] = {}
    for field in fields:
        match = _NUMERIC.search(field.value) if field.key in _DATE_KEYS else None
        if match is None:
            settled.append(field)
        elif own_order := _read_order(match, field.value) or order:
            day = _format_day(match, own_order)
            value = f"{field.value[: match.start()]}{day}{field.value[match.end() :]}" if day else field.value
            settled.append(replace(field, value=_WEEKDAY.sub("", value)))
        else:
            left_out[match[0]] = None
    dated = any(field.key == "published" for field in settled)
    message = "the day {!r} was left out: either number may be the month"
    return settled, () if dated else tuple(Warning("ambiguous-date", message.format(day)) for day in left_out)


def _find_order(root: html.HtmlElement, fields: Iterable[Field]) -> DayOrder | None:
    """Find the order by the page's other days, else by its country, else by its language."""
    texts = (text[:_MAX_TEXT_CHARS] for text in islice(root.itertext(), _MAX_TEXTS))
    orders = {_read_order(match, text) for text in map(str, texts) for match in _NUMERIC.finditer(text)} - {None}
    if len(orders) == 1:
        return orders.pop()
    countries: set[str] = set()
    languages: set[str] = set()
    for field in fields:
        if field.key == "url" and (host := _HOST.match(field.value)):
            countries.add(host["country"].lower())
        elif field.key == "language" and (tag := _LANGUAGE.match(field.value)):
            languages.add(tag["language"].lower())
            countries.add((tag["region"] or "").lower())
    is_day_first = bool(countries & _DAY_FIRST_COUNTRIES or languages & _DAY_FIRST_LANGUAGES)
    is_month_first = bool(countries & _MONTH_FIRST_COUNTRIES)
    if is_day_first == is_month_first:
        return None
    return "day first" if is_day_first else "month first"


def _read_order(match: re.Match[str], text: str) -> DayOrder | None:
    """Read the order of a day in numbers: one of them is no month, both are the same, or the weekday fits one only."""
    first, second = int(match[1]), int(match[3])
    if first == second or first > _MONTHS_PER_YEAR:
        return "day first"
    if second > _MONTHS_PER_YEAR:
        return "month first"
    weekday = _WEEKDAY.search(text)
    if weekday is None:
        return None
    fitting: list[DayOrder] = [order for order in _ORDERS if _has_weekday(_format_day(match, order), weekday[0])]
    return fitting[0] if len(fitting) == 1 else None


_ORDERS: tuple[DayOrder, ...] = ("day first", "month first")


def _has_weekday(day: str | None, weekday: str) -> bool:
    return day is not None and WEEKDAYS[date.fromisoformat(day).weekday()].startswith(weekday[:3].lower())


def _format_day(match: re.Match[str], order: DayOrder) -> str | None:
    """Write a day in numbers in ISO 8601; None if there is no such day."""
    day, month = (match[1], match[3]) if order == "day first" else (match[3], match[1])
    try:
        return date(int(match[4]), int(month), int(day)).isoformat()
    except ValueError:
        return None
