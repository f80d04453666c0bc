"""English words for dates and times, and patterns of dates as they are printed.

TIMEX3 is the notation of date values (ISO 8601 with extensions; Pustejovsky et al. 2005). No pattern here has a repeat
inside a repeat, so the time of a match is linear in its length. Holidays have a module of their own, which needs
python-dateutil; importing this one is cheap.
"""

import re
from collections.abc import Iterable

from newscli.patterns import compile_lazily

MONTHS = tuple("january february march april may june july august september october november december".split())
WEEKDAYS = tuple("monday tuesday wednesday thursday friday saturday sunday".split())
# Without "may", which is not an abbreviation.
MONTH_ABBREVIATIONS = (*(name[:3] for name in MONTHS if name != "may"), "sept")
WEEKDAY_ABBREVIATIONS = tuple("mon tue tues wed thu thur thurs fri sat sun".split())
SEASONS = {"spring": "SP", "summer": "SU", "fall": "FA", "autumn": "FA", "winter": "WI"}

_SMALL_NUMBERS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
# Words for numbers. None is an indefinite number, which TIMEX3 writes as X.
NUMBERS: dict[str, float | None] = {
    **{word: float(number) for number, word in enumerate(_SMALL_NUMBERS, 1)},
    **{word: 10.0 * tens for tens, word in enumerate(_TENS, 2)},
    **{
        f"{tens_word}-{word}": 10.0 * tens + number
        for tens, tens_word in enumerate(_TENS, 2)
        for number, word in enumerate(_SMALL_NUMBERS[:9], 1)
    },
    **dict.fromkeys(("a", "an"), 1.0),
    **dict.fromkeys(("half a", "half an", "a half"), 0.5),
    **dict.fromkeys(("a couple of", "a couple", "couple of"), 2.0),
    **dict.fromkeys(("a hundred", "one hundred"), 100.0),
    **dict.fromkeys(("several", "a few", "few", "many", "some", "recent", "dozens of", "hundreds of"), None),
}
ORDINALS = {word: number for number, word in enumerate("first second third fourth".split(), 1)}
ORDINAL_SUFFIX = r"(?:st|nd|rd|th)"

# Units of time without their plural "s", and TIMEX3's letters for them ("T" before units below a day).
UNITS = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "week": "W", "weekend": "WE", "month": "M",
    "quarter": "Q", "year": "Y", "decade": "Y", "century": "Y", "centurie": "Y",
}  # fmt: skip
# How many years there are in a unit that TIMEX3 counts in years.
YEARS_PER_UNIT = {"decade": 10, "century": 100, "centurie": 100}
# Parts of the day, with the code that follows the day in TIMEX3; a code without "T" gets one.
DAY_PARTS = {
    "morning": "MO", "mornings": "MO", "noon": "T12:00", "midday": "T12:00", "afternoon": "AF", "afternoons": "AF",
    "evening": "EV", "evenings": "EV", "night": "NI", "nights": "NI", "overnight": "NI", "midnight": "T00:00",
    "lunchtime": "MI", "dawn": "MO",
}  # fmt: skip
FREQUENCIES = {
    "hourly": "PT1H", "daily": "P1D", "nightly": "P1D", "weekly": "P1W", "biweekly": "P2W", "monthly": "P1M",
    "quarterly": "P1Q", "annually": "P1Y", "annual": "P1Y", "yearly": "P1Y",
}  # fmt: skip
# Days counted from today.
DEICTIC_DAYS = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
# Words for the present and the future that don't name a day.
VAGUE_TIMES = {
    **dict.fromkeys(("now", "currently", "current", "at present", "at the moment", "the time being"), "PRESENT_REF"),
    **dict.fromkeys(("the future", "the near future", "future"), "FUTURE_REF"),
}

# The time zones of the United States' mainland, in hours from UTC.
US_ZONE_HOURS = {
    "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
}  # fmt: skip
# Time zones as newsrooms print them, in hours from UTC. Names for several zones are left out (IST, or "ET", which may
# be summer or winter time): a time in one of them is given without a zone.
ZONE_HOURS = {
    "UTC": 0, "GMT": 0, "Z": 0, **US_ZONE_HOURS,
    "AKST": -9, "AKDT": -8, "HST": -10, "BST": 1, "WEST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3,
    "MSK": 3, "JST": 9, "KST": 9, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13,
}  # fmt: skip


def _capitalize_any(names: Iterable[str]) -> str:
    return "|".join(name.capitalize() for name in names)


# Pieces of patterns. Names are capitalized in them: use them as they are, or with re.IGNORECASE.
WEEKDAY_NAME = f"(?:{_capitalize_any(WEEKDAYS)})"
# A month, whole or abbreviated, with the full stop that may follow it (also "May.").
MONTH_PATTERN = f"(?:{_capitalize_any((*MONTHS, *sorted(MONTH_ABBREVIATIONS, key=len, reverse=True)))})\\.?"
# Anything that begins like a month, such as misspelt names and those of other languages ("Januar", "novembre").
LOOSE_MONTH_PATTERN = f"(?:{_capitalize_any(name[:3] for name in MONTHS)})[a-z]{{0,6}}\\.?"
# A weekday, whole or abbreviated; also "Thurday", a common slip.
WEEKDAY_PATTERN = f"(?:{_capitalize_any(WEEKDAYS)}|(?:{_capitalize_any(WEEKDAY_ABBREVIATIONS)})(?:day)?)\\.?"
ZONE_PATTERN = r"(?:\s?(?:Z\b|[+-]\d\d:?\d\d\b|\(?[A-Z]{2,4}\b\)?))?"
CLOCK_PATTERN = (
    rf"(?:\d{{1,2}}[:.]\d\d(?::\d\d(?:\.\d{{1,9}})?)?(?:\s?[ap]\.?m\b\.?)?|\d{{1,2}}\s?[ap]\.?m\b\.?){ZONE_PATTERN}"
)
# A date as mastheads, header lines and date lines print it, with its weekday and time of day.
PRINTED_DATE = compile_lazily(
    rf"(?:{CLOCK_PATTERN},?\s+)?(?:{WEEKDAY_PATTERN},?\s+)?"
    r"(?:\d{4}-\d\d?-\d\d?|\d{4}/\d\d?/\d\d?|\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{8}\b"
    rf"|{MONTH_PATTERN}\s+\d{{1,2}}{ORDINAL_SUFFIX}?,?\s+\d{{4}}|\d{{1,2}}{ORDINAL_SUFFIX}?\s+{MONTH_PATTERN},?\s+\d{{4}}"
    rf"|{MONTH_PATTERN},?\s+\d{{4}})(?:,?\s*(?:at\s+)?T?{CLOCK_PATTERN})?",
    re.IGNORECASE,
)
