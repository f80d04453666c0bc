"""The dates of the holidays that English-language news names. Imports python-dateutil."""

from collections.abc import Callable
from datetime import date

from dateutil.easter import easter
from dateutil.relativedelta import MO, TH, relativedelta

Holiday = Callable[[int], date]


def _make_weekday_rule(month: int, weekday: relativedelta) -> Holiday:
    return lambda year: date(year, month, 1) + weekday


def _make_day_rule(month: int, day: int) -> Holiday:
    return lambda year: date(year, month, day)


def _make_easter_rule(days: int) -> Holiday:
    return lambda year: easter(year) + relativedelta(days=days)


def _make_day_after_rule(holiday: Holiday) -> Holiday:
    return lambda year: holiday(year) + relativedelta(days=1)


_LAST_MONDAY = relativedelta(day=31, weekday=MO(-1))
_FIRST_MONDAY = relativedelta(weekday=MO(1))
_FOURTH_THURSDAY = relativedelta(weekday=TH(4))

# Each holiday, in lower case, with the function that returns its date in a year.
HOLIDAYS: dict[str, Holiday] = {
    "new year's day": _make_day_rule(1, 1),
    "new year's eve": _make_day_rule(12, 31),
    "valentine's day": _make_day_rule(2, 14),
    "st. patrick's day": _make_day_rule(3, 17),
    "good friday": _make_easter_rule(-2),
    "easter": easter,
    "easter sunday": easter,
    "easter monday": _make_easter_rule(1),
    "may day": _make_day_rule(5, 1),
    "memorial day": _make_weekday_rule(5, _LAST_MONDAY),
    "independence day": _make_day_rule(7, 4),
    "labor day": _make_weekday_rule(9, _FIRST_MONDAY),
    "halloween": _make_day_rule(10, 31),
    "election day": _make_day_after_rule(_make_weekday_rule(11, _FIRST_MONDAY)),
    "veterans day": _make_day_rule(11, 11),
    "thanksgiving": _make_weekday_rule(11, _FOURTH_THURSDAY),
    "thanksgiving day": _make_weekday_rule(11, _FOURTH_THURSDAY),
    "black friday": _make_day_after_rule(_make_weekday_rule(11, _FOURTH_THURSDAY)),
    "christmas eve": _make_day_rule(12, 24),
    "christmas": _make_day_rule(12, 25),
    "christmas day": _make_day_rule(12, 25),
    "boxing day": _make_day_rule(12, 26),
}
