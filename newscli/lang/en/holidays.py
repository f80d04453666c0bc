"""The days of holidays that news in English names. Imports python-dateutil."""

from collections.abc import Callable
from datetime import date

from dateutil.easter import easter
from dateutil.relativedelta import MO, TH, relativedelta

Holiday = Callable[[int], date]


def _on_weekday(month: int, weekday: relativedelta) -> Holiday:
    return lambda year: date(year, month, 1) + weekday


def _on_day(month: int, day: int) -> Holiday:
    return lambda year: date(year, month, day)


def _days_from_easter(days: int) -> Holiday:
    return lambda year: easter(year) + relativedelta(days=days)


def _day_after(holiday: Holiday) -> Holiday:
    return lambda year: holiday(year) + relativedelta(days=1)


_LAST_MONDAY = relativedelta(day=31, weekday=MO(-1))
_FIRST_MONDAY = relativedelta(weekday=MO(1))
_FOURTH_THURSDAY = relativedelta(weekday=TH(4))

# Each holiday, in lower case, with the function that gives its day in a year.
HOLIDAYS: dict[str, Holiday] = {
    "new year's day": _on_day(1, 1),
    "new year's eve": _on_day(12, 31),
    "valentine's day": _on_day(2, 14),
    "st. patrick's day": _on_day(3, 17),
    "good friday": _days_from_easter(-2),
    "easter": easter,
    "easter sunday": easter,
    "easter monday": _days_from_easter(1),
    "may day": _on_day(5, 1),
    "memorial day": _on_weekday(5, _LAST_MONDAY),
    "independence day": _on_day(7, 4),
    "labor day": _on_weekday(9, _FIRST_MONDAY),
    "halloween": _on_day(10, 31),
    "election day": _day_after(_on_weekday(11, _FIRST_MONDAY)),
    "veterans day": _on_day(11, 11),
    "thanksgiving": _on_weekday(11, _FOURTH_THURSDAY),
    "thanksgiving day": _on_weekday(11, _FOURTH_THURSDAY),
    "black friday": _day_after(_on_weekday(11, _FOURTH_THURSDAY)),
    "christmas eve": _on_day(12, 24),
    "christmas": _on_day(12, 25),
    "christmas day": _on_day(12, 25),
    "boxing day": _on_day(12, 26),
}
