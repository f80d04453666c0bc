"""Rules for days, months and times of day."""

import re
from datetime import date

from dateutil.relativedelta import FR, MO, SA, SU, TH, TU, WE, relativedelta

from newscli.analysis.dates.patterns import (
    BACK,
    DAY,
    DEICTIC,
    EDGE,
    MODS,
    MONTH,
    MONTH_WORDS,
    ON,
    PART,
    STEP,
    WEEKDAY,
    YEAR,
    Rule,
    after_preposition,
    any_of,
    capital,
    into,
    month_number,
)
from newscli.analysis.dates.values import (
    UNKNOWN,
    Meaning,
    Near,
    calendar,
    month_of,
    moved,
    nearest,
    stated,
    weekday,
    with_part,
)
from newscli.lang.en.calendar import HOLIDAYS, MONTHS, ORDINALS, WEEKDAYS

RULES: list[Rule] = []
_rule = into(RULES)
_ZONE = r"(?:E[SD]T|C[SD]T|M[SD]T|P[SD]T|ET|PT|(?P<zulu>GMT|UTC)|BST|local time)\b"
_WEEKDAYS = (MO, TU, WE, TH, FR, SA, SU)
_PART_AFTER = "in the (?:morning|afternoon|evening)"


def _shown(holiday: str) -> str:
    """A name as it is printed: "New Year's Day"."""
    return " ".join(word.capitalize() for word in holiday.split())


@_rule("0", r"(?P<year>\d{4})(?P<mark>[-/])(?P<month>\d\d)(?P=mark)(?P<day>\d\d)(?:[T ](?P<time>\d\d:\d\d))?(?!\d)")
@_rule("0", r"(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4}|\d\d)(?!\d)")
@_rule("0", r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})(?!\d)")
def _numbers(match: re.Match[str], near: Near) -> Meaning | None:
    year, month, day = (int(match[name]) for name in ("year", "month", "day"))
    if len(match["year"]) == 2:
        year += 1900 if year > 50 else 2000
    found = stated(year, month, day)
    if found is None:
        return None
    time = match.groupdict().get("time")
    return Meaning("time", f"{found}T{time}", day=found) if time else Meaning("date", f"{found}", day=found)


@_rule(MONTH_WORDS, rf"{MONTH} {DAY}(?:,? {YEAR})?")
@_rule(WEEKDAYS, rf"{WEEKDAY},? {MONTH} {DAY}(?:,? {YEAR})?")
@_rule(("0", "the"), rf"(?:the )?{DAY}(?: of)? {MONTH}(?:,? {YEAR})?")
@_rule(WEEKDAYS, rf"{WEEKDAY},? (?:the )?{DAY}(?: of)? {MONTH}(?:,? {YEAR})?")
def _day(match: re.Match[str], near: Near) -> Meaning | None:
    month, day = month_number(match["month"]), int(match["day"])
    if match["year"]:
        found = stated(int(match["year"]), month, day)
        return Meaning("date", f"{found}", day=found) if found else None
    found = nearest(month, day, near)
    if found is None:
        return (
            None if near.article or stated(2000, month, day) is None else Meaning("date", f"XXXX-{month:02}-{day:02}")
        )
    return Meaning("date", f"{found}", by="article", day=found)


_FIRST_DAY = re.compile(rf"{MONTH}\s{{1,3}}\d{{1,2}}(?:\s(?:and|or|to|through|until)\s|\s?[-–]\s?)$", re.IGNORECASE)


@_rule("0", DAY)
def _second_day(match: re.Match[str], near: Near) -> Meaning | None:
    """The second of two days of a month: "April 24 and 25"."""
    first = _FIRST_DAY.search(match.string, max(0, match.start() - 26), match.start())
    found = nearest(month_number(first["month"]), int(match["day"]), near) if first else None
    return Meaning("date", f"{found}", by="article", day=found) if found else None


@_rule((*MONTH_WORDS, "early", "late", "mid"), rf"(?:(?P<edge>{EDGE})[- ])?{MONTH}(?: of|,)? {YEAR}")
@_rule(("early", "late", "mid"), rf"(?P<edge>{EDGE})[- ]{MONTH}(?!\.? ?\d)")
def _month(match: re.Match[str], near: Near) -> Meaning | None:
    mod = MODS.get((match["edge"] or "").lower())
    year = match.groupdict().get("year")
    month = month_number(match["month"])
    if year:
        return Meaning("date", f"{year}-{month:02}", mod)
    return month_of(month, near, mod)


@_rule(MONTHS, rf"(?P<month>{capital(MONTHS)})(?! \d)(?: (?P<step>last|this|next) year)?")
def _month_alone(match: re.Match[str], near: Near) -> Meaning | None:
    month = month_number(match["month"])
    # "May" is a verb more often, "March" a march.
    if match["month"].lower() in ("may", "march") and not after_preposition(match):
        return None
    step = match["step"]
    if step and near.article:
        year = near.article.year + {"last": -1, "this": 0, "next": 1}[step.lower()]
        return Meaning("date", f"{year:04}-{month:02}", by="article")
    return month_of(month, near, None)


@_rule(("last", "this", "next", "past", "the"), rf"(?:the )?(?P<step>last|this past|past|this|next) {MONTH}(?!\.? ?\d)")
def _month_by_step(match: re.Match[str], near: Near) -> Meaning | None:
    month = month_number(match["month"])
    if near.article is None:
        return Meaning("date", f"XXXX-{month:02}")
    step = match["step"].lower()
    year = near.article.year
    if step in BACK and month >= near.article.month:
        year -= 1
    elif step == "next" and month <= near.article.month:
        year += 1
    return Meaning("date", f"{year:04}-{month:02}", by="article")


@_rule(
    (*WEEKDAYS, "last", "this", "next", "past", "the"),
    rf"(?:(?:the )?(?P<step>{STEP}) )?{WEEKDAY}(?: (?:early |late )?{PART})?",
)
def _weekday(match: re.Match[str], near: Near) -> Meaning | None:
    number = WEEKDAYS.index(match["weekday"].lower())
    step = (match["step"] or "").lower()
    # "last Friday" and "this past Friday" are the one just gone.
    found = weekday(number, near, -1 if step in BACK else 1 if step in ON else 0)
    value = f"{found}" if found else f"XXXX-WXX-{number + 1}"
    return with_part(value, match["part"], "article" if found else None, found)


@_rule(
    ("the", "last", *ORDINALS),
    rf"(?:the )?(?P<which>{any_of(ORDINALS)}|last) {WEEKDAY} (?:of|in) {MONTH}(?: {YEAR})?",
)
def _weekday_of_month(match: re.Match[str], near: Near) -> Meaning | None:
    month = month_number(match["month"])
    of = stated(int(match["year"]), month) if match["year"] else nearest(month, None, near)
    by = None if match["year"] else "article"
    if of is None:
        return Meaning("date", f"XXXX-{month:02}-XX")
    which = ORDINALS.get(match["which"].lower(), -1)
    name = relativedelta(day=1 if which > 0 else 31, weekday=_WEEKDAYS[WEEKDAYS.index(match["weekday"].lower())](which))
    return Meaning("date", f"{of + name}", by=by, day=of + name)


@_rule(DEICTIC, rf"(?P<word>{any_of(DEICTIC)})(?: {PART})?")
def _deictic(match: re.Match[str], near: Near) -> Meaning | None:
    word = match["word"].lower()
    found = moved(near.article, "D", DEICTIC[word]) if near.article else None
    part = "night" if word == "tonight" else match["part"]
    return with_part(f"{found}" if found else UNKNOWN["D"], part, "article" if found else None, found)


@_rule(("this", "last", "the"), rf"(?P<step>this|last|the (?:next|same|previous|following)) {PART}")
def _part(match: re.Match[str], near: Near) -> Meaning | None:
    step = match["step"].lower().split()
    start = near.last if len(step) > 1 else near.article
    found = moved(start, "D", {"this": 0, "last": -1, "same": 0, "previous": -1}.get(step[-1], 1)) if start else None
    by = ("last" if len(step) > 1 else "article") if found else None
    return with_part(f"{found}" if found else UNKNOWN["D"], match["part"], by, found)


@_rule(
    {word.split()[0].strip(".") for word in HOLIDAYS} | {"last", "next", "this", "new", "st"},
    rf"(?:(?P<step>last|next|this) )?(?P<name>(?-i:{any_of(map(_shown, HOLIDAYS))}))(?: (?:Day )?{YEAR})?\b",
)
def _holiday(match: re.Match[str], near: Near) -> Meaning | None:
    of = HOLIDAYS[re.sub(r"\s+", " ", match["name"].lower())]
    if match["year"]:
        found = of(int(match["year"]))
        return Meaning("date", f"{found}", day=found)
    if near.article is None:
        return Meaning("date", UNKNOWN["D"])
    today = near.article
    days = [of(year) for year in range(max(today.year - 1, 1), min(today.year + 1, 9999) + 1)]
    step = (match["step"] or "").lower()
    ahead = near.ahead()
    if step == "last" or (ahead is False and not step):
        found = max((day for day in days if day <= today), default=days[0])
    elif step or ahead:
        found = min((day for day in days if day >= today), default=days[-1])
    else:
        found = min(days, key=lambda day: abs((day - today).days))
    return Meaning("date", f"{found}", by="article", day=found)


@_rule(("the",), rf"the week of {MONTH} {DAY}")
def _week_of(match: re.Match[str], near: Near) -> Meaning | None:
    found = nearest(month_number(match["month"]), int(match["day"]), near)
    return Meaning("date", calendar(found, "W"), by="article") if found else Meaning("date", UNKNOWN["W"])


@_rule("0", r"9/11(?![/\d])")
def _september_11(match: re.Match[str], near: Near) -> Meaning | None:
    return Meaning("date", "2001-09-11", day=date(2001, 9, 11))


@_rule(
    ("0", "noon", "midnight", "midday"),
    r"(?:(?P<hour>[01]?\d|2[0-4])(?::?(?P<minute>[0-5]\d))?"
    rf"(?: ?(?P<half>[ap])\.?m\b\.?|(?= (?:GMT|UTC|{_PART_AFTER})))"
    rf"|(?P<clock>(?:[01]?\d|2[0-3]):[0-5]\d)(?!\d)|(?P<word>noon|midnight|midday))"
    rf"(?: in the (?P<part>morning|afternoon|evening))?(?: {_ZONE})?"
    rf"(?:,? (?:on )?(?:{WEEKDAY}|(?P<deictic>today|yesterday|tomorrow)))?",
)
def _clock(match: re.Match[str], near: Near) -> Meaning | None:
    if match["word"]:
        if match["word"].istitle() and match.start() and match.string[match.start() - 1] == " ":
            return None
        time = {"noon": "12:00", "midday": "12:00", "midnight": "00:00"}[match["word"].lower()]
    elif match["clock"]:
        # A score of a game has no colon in English; a verse has, and a ratio.
        time = match["clock"].rjust(5, "0")
    else:
        hour = int(match["hour"])
        half = (match["half"] or {"afternoon": "p", "evening": "p"}.get((match["part"] or "").lower(), "")).lower()
        if (match["half"] and not 1 <= hour <= 12) or hour > 24:
            return None
        hour = hour % 12 + 12 * (half == "p") if half else hour
        time = f"{hour:02}:{match['minute'] or '00'}"
    found: date | None = near.here or near.article
    by = "last" if near.here else "article"
    if match["weekday"]:
        found, by = weekday(WEEKDAYS.index(match["weekday"].lower()), near), "article"
    elif match["deictic"]:
        found, by = (moved(near.article, "D", DEICTIC[match["deictic"].lower()]) if near.article else None), "article"
    zulu = "Z" if match["zulu"] else ""
    named = found if match["weekday"] or match["deictic"] else None
    return Meaning("time", f"{found or UNKNOWN['D']}T{time}{zulu}", by=by if found else None, day=named)
