"""Rules for days and months."""

import re
from datetime import date

from dateutil.relativedelta import FR, MO, SA, SU, TH, TU, WE, relativedelta

from newscli.analysis.dates.patterns import (
    DAY,
    EDGE,
    MONTH,
    MONTH_WORDS,
    PART,
    STEP,
    WEEKDAY,
    YEAR,
    Rule,
    add_rules_to,
    get_month_number,
    get_step,
    has_preposition,
    match_any,
    match_any_capitalized,
)
from newscli.analysis.dates.values import (
    UNKNOWN_VALUES,
    Context,
    Meaning,
    add_day_part,
    add_units,
    build_date,
    find_nearest_date,
    find_weekday,
    format_date,
    resolve_month,
)
from newscli.lang.en.calendar import DEICTIC_DAYS, MONTHS, ORDINALS, WEEKDAYS
from newscli.lang.en.holidays import HOLIDAYS
from newscli.lang.en.times import EDGE_MODS, PAST_STEPS

RULES: list[Rule] = []
_rule = add_rules_to(RULES)
_RELATIVEDELTA_WEEKDAYS = (MO, TU, WE, TH, FR, SA, SU)
# Two-digit years up to this one are in the 21st century.
_LAST_SHORT_YEAR_OF_2000S = 50
# A leap year, in which every possible day of a month exists.
_LEAP_YEAR = 2000
# The longest text before the second of two days: "September 24 through ".
_MAX_FIRST_DAY_CHARS = 26


def _capitalize_holiday(name: str) -> str:
    """Capitalize a name as it is printed: "New Year's Day"."""
    return " ".join(word.capitalize() for word in name.split())


@_rule("0", r"(?P<year>\d{4})(?P<mark>[-/])(?P<month>\d\d)(?P=mark)(?P<day>\d\d)(?:[T ](?P<time>\d\d:\d\d))?(?!\d)")
@_rule("0", r"(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4}|\d\d)(?!\d)")
@_rule("0", r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})(?!\d)")
def _resolve_numeric_date(match: re.Match[str], context: Context) -> Meaning | None:
    year = int(match["year"])
    if len(match["year"]) == 2:
        year += 1900 if year > _LAST_SHORT_YEAR_OF_2000S else 2000
    day = build_date(year, int(match["month"]), int(match["day"]))
    if day is None:
        return None
    if time := match.groupdict().get("time"):
        return Meaning("time", f"{day}T{time}", day=day)
    return Meaning("date", f"{day}", day=day)


@_rule(MONTH_WORDS, rf"{MONTH} {DAY}(?:,? {YEAR})?")
@_rule(WEEKDAYS, rf"{WEEKDAY},? {MONTH} {DAY}(?:,? {YEAR})?")
@_rule(("0", "the"), rf"(?:the )?{DAY}(?: of)? {MONTH}(?:,? {YEAR})?")
@_rule(WEEKDAYS, rf"{WEEKDAY},? (?:the )?{DAY}(?: of)? {MONTH}(?:,? {YEAR})?")
def _resolve_day_of_month(match: re.Match[str], context: Context) -> Meaning | None:
    month, day_number = get_month_number(match["month"]), int(match["day"])
    if match["year"]:
        day = build_date(int(match["year"]), month, day_number)
        return Meaning("date", f"{day}", day=day) if day else None
    if day := find_nearest_date(month, day_number, context):
        return Meaning("date", f"{day}", anchored_by="reference", day=day)
    if context.reference_date or build_date(_LEAP_YEAR, month, day_number) is None:
        return None
    return Meaning("date", f"XXXX-{month:02}-{day_number:02}")


_FIRST_DAY = re.compile(rf"{MONTH}\s{{1,3}}\d{{1,2}}(?:\s(?:and|or|to|through|until)\s|\s?[-–]\s?)$", re.IGNORECASE)


@_rule("0", DAY)
def _resolve_second_day(match: re.Match[str], context: Context) -> Meaning | None:
    """Resolve the second of two days of a month: "April 24 and 25"."""
    first_day = _FIRST_DAY.search(match.string, max(0, match.start() - _MAX_FIRST_DAY_CHARS), match.start())
    if first_day is None:
        return None
    day = find_nearest_date(get_month_number(first_day["month"]), int(match["day"]), context)
    return Meaning("date", f"{day}", anchored_by="reference", day=day) if day else None


@_rule((*MONTH_WORDS, *EDGE_MODS), rf"(?:(?P<edge>{EDGE})[- ])?{MONTH}(?: of|,)? {YEAR}")
@_rule(EDGE_MODS, rf"(?P<edge>{EDGE})[- ]{MONTH}(?!\.? ?\d)")
def _resolve_month_with_year_or_edge(match: re.Match[str], context: Context) -> Meaning | None:
    mod = EDGE_MODS.get((match["edge"] or "").lower())
    month = get_month_number(match["month"])
    if year := match.groupdict().get("year"):
        return Meaning("date", f"{year}-{month:02}", mod)
    return resolve_month(month, context, mod)


@_rule(MONTHS, rf"(?P<month>{match_any_capitalized(MONTHS)})(?! \d)(?: (?P<step>last|this|next) year)?")
def _resolve_month_alone(match: re.Match[str], context: Context) -> Meaning | None:
    month = get_month_number(match["month"])
    # "May" is more often a verb, and "March" a march.
    if match["month"].lower() in ("may", "march") and not has_preposition(match):
        return None
    step = match["step"]
    if step and context.reference_date:
        year = context.reference_date.year + get_step(step.lower())
        return Meaning("date", f"{year:04}-{month:02}", anchored_by="reference")
    return resolve_month(month, context, None)


@_rule(("last", "this", "next", "past", "the"), rf"(?:the )?(?P<step>last|this past|past|this|next) {MONTH}(?!\.? ?\d)")
def _resolve_month_by_step(match: re.Match[str], context: Context) -> Meaning | None:
    month = get_month_number(match["month"])
    if context.reference_date is None:
        return Meaning("date", f"XXXX-{month:02}")
    step = match["step"].lower()
    year = context.reference_date.year
    if step in PAST_STEPS and month >= context.reference_date.month:
        year -= 1
    elif step == "next" and month <= context.reference_date.month:
        year += 1
    return Meaning("date", f"{year:04}-{month:02}", anchored_by="reference")


@_rule(
    (*WEEKDAYS, "last", "this", "next", "past", "the"),
    rf"(?:(?:the )?(?P<step>{STEP}) )?{WEEKDAY}(?: (?:early |late )?{PART})?",
)
def _resolve_weekday(match: re.Match[str], context: Context) -> Meaning | None:
    number = WEEKDAYS.index(match["weekday"].lower())
    # "last Friday" and "this past Friday" mean the most recent one.
    day = find_weekday(number, context, get_step((match["step"] or "").lower()))
    value = f"{day}" if day else f"XXXX-WXX-{number + 1}"
    return add_day_part(value, match["part"], "reference" if day else None, day)


@_rule(WEEKDAYS, rf"{WEEKDAY} (?:of )?(?P<step>last|this|next) week(?: {PART})?")
def _resolve_weekday_of_week(match: re.Match[str], context: Context) -> Meaning | None:
    """Resolve a weekday of the last, this or the next week."""
    number = WEEKDAYS.index(match["weekday"].lower())
    today = context.reference_date
    day = add_units(today, "D", number - today.weekday() + 7 * get_step(match["step"].lower())) if today else None
    value = f"{day}" if day else f"XXXX-WXX-{number + 1}"
    return add_day_part(value, match["part"], "reference" if day else None, day)


@_rule(
    ("the", "last", *ORDINALS),
    rf"(?:the )?(?P<ordinal>{match_any(ORDINALS)}|last) {WEEKDAY} (?:of|in) {MONTH}(?: {YEAR})?",
)
def _resolve_weekday_of_month(match: re.Match[str], context: Context) -> Meaning | None:
    month = get_month_number(match["month"])
    day_in_month = build_date(int(match["year"]), month) if match["year"] else find_nearest_date(month, None, context)
    if day_in_month is None:
        return Meaning("date", f"XXXX-{month:02}-XX")
    ordinal = ORDINALS.get(match["ordinal"].lower(), -1)
    weekday = _RELATIVEDELTA_WEEKDAYS[WEEKDAYS.index(match["weekday"].lower())](ordinal)
    day = day_in_month + relativedelta(day=1 if ordinal > 0 else 31, weekday=weekday)
    return Meaning("date", f"{day}", anchored_by=None if match["year"] else "reference", day=day)


@_rule(DEICTIC_DAYS, rf"(?P<word>{match_any(DEICTIC_DAYS)})(?: {PART})?")
def _resolve_deictic_day(match: re.Match[str], context: Context) -> Meaning | None:
    word = match["word"].lower()
    day = add_units(context.reference_date, "D", DEICTIC_DAYS[word]) if context.reference_date else None
    part = "night" if word == "tonight" else match["part"]
    return add_day_part(f"{day}" if day else UNKNOWN_VALUES["D"], part, "reference" if day else None, day)


@_rule(("this", "last", "the"), rf"(?P<step>this|last|the (?:next|same|previous|following)) {PART}")
def _resolve_part_of_day(match: re.Match[str], context: Context) -> Meaning | None:
    step = match["step"].lower()
    # "the next morning" counts from the day named last, "last night" from the reference date.
    follows_previous = step.startswith("the")
    start = context.previous_date if follows_previous else context.reference_date
    offset = {"this": 0, "last": -1, "same": 0, "previous": -1}.get(step.split()[-1], 1)
    day = add_units(start, "D", offset) if start else None
    if day is None:
        return add_day_part(UNKNOWN_VALUES["D"], match["part"], None, None)
    return add_day_part(f"{day}", match["part"], "previous" if follows_previous else "reference", day)


# Years in which a day that isn't the same each year falls on several.
_ANY_YEARS = range(2001, 2005)


@_rule(
    (*dict.fromkeys(re.findall("[a-z]+", word)[0] for word in HOLIDAYS), "last", "next", "this"),
    rf"(?:(?P<step>last|next|this) )?(?P<name>(?-i:{match_any(map(_capitalize_holiday, HOLIDAYS))}))"
    rf"(?: (?:Day )?{YEAR})?\b",
)
def _resolve_holiday(match: re.Match[str], context: Context) -> Meaning | None:
    get_day = HOLIDAYS[re.sub(r"\s+", " ", match["name"].lower())]
    if match["year"]:
        day = get_day(int(match["year"]))
        return Meaning("date", f"{day}", day=day)
    today = context.reference_date
    if today is None:
        # A day of the month that is the same each year is known without it.
        month_days = {f"{get_day(year):%m-%d}" for year in _ANY_YEARS}
        return Meaning("date", f"XXXX-{month_days.pop()}" if len(month_days) == 1 else UNKNOWN_VALUES["D"])
    first_year, last_year = max(today.year - 1, date.min.year), min(today.year + 1, date.max.year)
    candidates = [get_day(year) for year in range(first_year, last_year + 1)]
    step = (match["step"] or "").lower()
    is_future = context.is_future()
    if step == "last" or (is_future is False and not step):
        day = max((candidate for candidate in candidates if candidate <= today), default=candidates[0])
    elif step or is_future:
        day = min((candidate for candidate in candidates if candidate >= today), default=candidates[-1])
    else:
        day = min(candidates, key=lambda candidate: abs((candidate - today).days))
    return Meaning("date", f"{day}", anchored_by="reference", day=day)


@_rule(("the",), rf"the week of {MONTH} {DAY}")
def _resolve_week_of_day(match: re.Match[str], context: Context) -> Meaning | None:
    day = find_nearest_date(get_month_number(match["month"]), int(match["day"]), context)
    if day is None:
        return Meaning("date", UNKNOWN_VALUES["W"])
    return Meaning("date", format_date(day, "W"), anchored_by="reference")


@_rule("0", r"9/11(?![/\d])")
def _resolve_september_11(match: re.Match[str], context: Context) -> Meaning | None:
    return Meaning("date", "2001-09-11", day=date(2001, 9, 11))
