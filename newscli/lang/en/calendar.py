"""The words of dates and times, and pieces of patterns made from them.

No pattern here has a repeat inside a repeat, so that each match takes time by its own length alone.
"""

from collections.abc import Callable
from datetime import date

from dateutil.easter import easter
from dateutil.relativedelta import MO, TH, relativedelta

Holiday = Callable[[int], date]

MONTHS = "january february march april may june july august september october november december".split()
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_SMALL = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
# None: a number that is not told; TIMEX3 writes X.
NUMBERS: dict[str, float | None] = {
    **{word: float(n) for n, word in enumerate(_SMALL, 1)},
    **{word: 10.0 * n for n, word in enumerate(_TENS, 2)},
    **{f"{ten}-{one}": 10.0 * n + m for n, ten in enumerate(_TENS, 2) for m, one in enumerate(_SMALL[:9], 1)},
    **dict.fromkeys(("a", "an"), 1.0),
    **dict.fromkeys(("half a", "half an", "a half"), 0.5),
    **dict.fromkeys(("a couple of", "a couple", "couple of"), 2.0),
    **dict.fromkeys(("a hundred", "one hundred"), 100.0),
    **dict.fromkeys(("several", "a few", "few", "many", "some", "recent", "dozens of", "hundreds of"), None),
}
ORDINALS = {word: n for n, word in enumerate("first second third fourth".split(), 1)}
UNITS = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "week": "W", "weekend": "WE", "month": "M",
    "quarter": "Q", "year": "Y", "decade": "Y", "century": "Y", "centurie": "Y",
}  # fmt: skip
# Years in a unit that TIMEX3 counts in years.
YEARS = {"decade": 10, "century": 100, "centurie": 100}
PARTS = {
    "morning": "MO", "mornings": "MO", "noon": "T12:00", "midday": "T12:00", "afternoon": "AF", "afternoons": "AF",
    "evening": "EV", "evenings": "EV", "night": "NI", "nights": "NI", "overnight": "NI", "midnight": "T00:00",
    "lunchtime": "MI", "dawn": "MO",
}  # fmt: skip
SEASONS = {"spring": "SP", "summer": "SU", "fall": "FA", "autumn": "FA", "winter": "WI"}
FREQUENT = {
    "hourly": "PT1H", "daily": "P1D", "nightly": "P1D", "weekly": "P1W", "biweekly": "P2W", "monthly": "P1M",
    "quarterly": "P1Q", "annually": "P1Y", "annual": "P1Y", "yearly": "P1Y",
}  # fmt: skip
NOW = {
    **dict.fromkeys(("now", "currently", "current", "at present", "at the moment", "the time being"), "PRESENT_REF"),
    **dict.fromkeys(("the future", "the near future", "future"), "FUTURE_REF"),
}


def _nth(month: int, day: relativedelta) -> Holiday:
    return lambda year: date(year, month, 1) + day


def _fixed(month: int, day: int) -> Holiday:
    return lambda year: date(year, month, day)


def _election(year: int) -> date:
    return date(year, 11, 1) + relativedelta(weekday=MO(1)) + relativedelta(days=1)


HOLIDAYS: dict[str, Holiday] = {
    "new year's day": _fixed(1, 1),
    "new year's eve": _fixed(12, 31),
    "valentine's day": _fixed(2, 14),
    "st. patrick's day": _fixed(3, 17),
    "good friday": lambda year: easter(year) - relativedelta(days=2),
    "easter": easter,
    "easter sunday": easter,
    "easter monday": lambda year: easter(year) + relativedelta(days=1),
    "may day": _fixed(5, 1),
    "memorial day": _nth(5, relativedelta(day=31, weekday=MO(-1))),
    "independence day": _fixed(7, 4),
    "labor day": _nth(9, relativedelta(weekday=MO(1))),
    "halloween": _fixed(10, 31),
    "election day": _election,
    "veterans day": _fixed(11, 11),
    "thanksgiving": _nth(11, relativedelta(weekday=TH(4))),
    "thanksgiving day": _nth(11, relativedelta(weekday=TH(4))),
    "black friday": lambda year: date(year, 11, 1) + relativedelta(weekday=TH(4)) + relativedelta(days=1),
    "christmas eve": _fixed(12, 24),
    "christmas": _fixed(12, 25),
    "christmas day": _fixed(12, 25),
    "boxing day": _fixed(12, 26),
}
