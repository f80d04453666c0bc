"""Rules for weeks, seasons, quarters, years, decades and centuries."""

import re

from dateutil.relativedelta import relativedelta

from newscli.analysis.dates.patterns import (
    EDGE,
    MONTH,
    STEP,
    STEP_FIRST_WORDS,
    YEAR,
    Rule,
    add_rules_to,
    get_month_number,
    get_step,
    has_preposition,
    match_any,
)
from newscli.analysis.dates.values import (
    UNKNOWN_VALUES,
    AnchoredBy,
    Context,
    Meaning,
    add_units,
    build_date,
    find_nearest_date,
    find_weekday,
    format_date,
    format_season,
    resolve_month,
    resolve_years,
)
from newscli.lang.en.calendar import ORDINALS, SEASONS, UNITS, WEEKDAYS
from newscli.lang.en.times import COUNTED_NOUNS, EDGE_MODS, EDGE_NOUNS

RULES: list[Rule] = []
_rule = add_rules_to(RULES)
# Four-digit numbers below this are more often a count than a year, so they need a preposition.
_FIRST_SURE_YEAR = 1900
MONTHS_IN_QUARTER = 3
# "the 20s" and lower are in the 21st century, "the 30s" and higher in the 20th.
_LAST_DECADE_OF_2000S = 20


@_rule(
    (*STEP_FIRST_WORDS, "the", "that", "early", "late"),
    rf"(?:(?P<edge>early|late|later|earlier) )?(?:the )?(?P<step>{STEP}|that same|that) "
    rf"(?P<unit>week|weekend|month|quarter|year|day|decade|century|{match_any(SEASONS)})(?!s|-)",
)
def _resolve_period_by_step(match: re.Match[str], context: Context) -> Meaning | None:
    step, word = match["step"].lower(), match["unit"].lower()
    mod = EDGE_MODS.get((match["edge"] or "").lower())
    count = get_step(step)
    # "the next day" counts from the day named last, "next week" from the reference date.
    follows_previous = step in ("same", "that", "that same") or (
        step in ("next", "following", "previous") and match[0].lower().startswith("the ")
    )
    start = context.previous_date if follows_previous else context.reference_date
    anchored_by: AnchoredBy = "previous" if follows_previous else "reference"
    if word in SEASONS:
        season = SEASONS[word]
        if start is None:
            return Meaning("date", f"XXXX-{season}", mod)
        return Meaning("date", format_season(start, season, count), mod, anchored_by)
    if word in ("decade", "century"):
        return resolve_years(start, word, count, anchored_by)
    unit = UNITS[word]
    day = add_units(start, unit, count) if start else None
    if day is None:
        return Meaning("date", UNKNOWN_VALUES[unit], mod)
    return Meaning("date", format_date(day, unit), mod, anchored_by, day if unit == "D" else None)


# The day of a month whose week is its first: the week with most of its days in the month (ISO 8601).
_DAY_IN_FIRST_WEEK = 4


@_rule(
    ("the", "last", "final", *ORDINALS),
    rf"(?:the )?(?P<ordinal>{match_any(ORDINALS)}|last|final) week (?:of|in) {MONTH}(?:(?: of|,)? {YEAR})?(?!\.? ?\d)",
)
def _resolve_week_of_month(match: re.Match[str], context: Context) -> Meaning | None:
    month = get_month_number(match["month"])
    first_day = build_date(int(match["year"]), month) if match["year"] else find_nearest_date(month, None, context)
    if first_day is None:
        return Meaning("date", UNKNOWN_VALUES["W"])
    number = ORDINALS.get(match["ordinal"].lower())
    if number:
        day = first_day.replace(day=_DAY_IN_FIRST_WEEK + 7 * (number - 1))
    else:
        day = first_day + relativedelta(day=31) + relativedelta(days=1 - _DAY_IN_FIRST_WEEK)
    return Meaning("date", format_date(day, "W"), anchored_by=None if match["year"] else "reference")


@_rule(
    ("the", "first", "last", "final"),
    rf"(?:the )?(?P<edge>first|last|final) (?P<count>three|six|3|6) months (?:of|in) "
    rf"(?:{YEAR}|(?P<step>last|this|next) year|the year)",
)
def _resolve_months_of_year(match: re.Match[str], context: Context) -> Meaning | None:
    """Resolve "the first three months of 2018" as a quarter, and six months as a half."""
    is_quarter = match["count"].lower() in ("three", "3")
    is_first = match["edge"].lower() == "first"
    code = f"{'Q' if is_quarter else 'H'}{1 if is_first else 4 if is_quarter else 2}"
    if match["year"]:
        return Meaning("date", f"{match['year']}-{code}")
    if context.reference_date is None:
        return Meaning("date", f"XXXX-{code}")
    year = context.reference_date.year + get_step((match["step"] or "").lower())
    return Meaning("date", f"{year}-{code}", anchored_by="reference")


@_rule(("the",), r"the weekend(?! (?:before|after|when|that|of|to|[a-z]+ed))(?=\W)")
def _resolve_weekend(match: re.Match[str], context: Context) -> Meaning | None:
    # The last weekend up to the reference date, or the next one if the tense is future.
    saturday = find_weekday(WEEKDAYS.index("saturday"), context)
    if saturday is None:
        return Meaning("date", UNKNOWN_VALUES["WE"])
    return Meaning("date", format_date(saturday, "WE"), anchored_by="reference")


@_rule(("the",), r"the (?P<unit>day|week|month|year) (?P<direction>before|after|earlier|later)(?=[.,;:)]|\s*$)")
def _resolve_period_beside_previous(match: re.Match[str], context: Context) -> Meaning | None:
    unit = UNITS[match["unit"].lower()]
    step = -1 if match["direction"].lower() in ("before", "earlier") else 1
    day = add_units(context.previous_date, unit, step) if context.previous_date else None
    if day is None:
        return Meaning("date", UNKNOWN_VALUES[unit])
    return Meaning("date", format_date(day, unit), anchored_by="previous", day=day if unit == "D" else None)


# What makes the four digits after it part of a sum, a number or a path, unless it is a comma or full stop and a space.
_NUMBER_PREFIX = re.compile(r"[$€£#.,:/\w-]$|[$€£] $")


@_rule("0", rf"{YEAR}(?:[-–](?P<to>\d\d))?(?!\w|%|['’]s? \w+ed)(?! (?:{'|'.join(COUNTED_NOUNS)}))")
@_rule(EDGE_MODS, rf"(?P<edge>{EDGE})[- ]{YEAR}(?!\w)")
@_rule(("fiscal",), rf"(?P<fiscal>fiscal(?: year)?) {YEAR}(?!\w)")
def _resolve_year(match: re.Match[str], context: Context) -> Meaning | None:
    text_before = match.string[max(0, match.start() - 2) : match.start()]
    if _NUMBER_PREFIX.search(text_before) and not text_before.endswith((", ", ". ")):
        return None
    edge = (match.groupdict().get("edge") or "").lower()
    if not edge and int(match["year"]) < _FIRST_SURE_YEAR and not has_preposition(match):
        return None
    return Meaning("date", match["year"], EDGE_MODS.get(edge))


@_rule(("0", *EDGE_MODS), rf"(?:(?P<edge>{EDGE})[- ])?(?P<decade>(?:1[5-9]|20)?\d0)['’]?s\b")
def _resolve_decade(match: re.Match[str], context: Context) -> Meaning | None:
    digits = match["decade"]
    if len(digits) == 2:
        # "in his 60s" is an age.
        text_before = match.string[max(0, match.start() - len("the ")) : match.start()]
        if not text_before.endswith(("'", "’")) and text_before.lower() != "the ":
            return None
        digits = ("19" if int(digits) > _LAST_DECADE_OF_2000S else "20") + digits
    return Meaning("date", digits[:3], EDGE_MODS.get((match["edge"] or "").lower()))


@_rule(("the", "0"), rf"(?:the )?(?:(?P<edge>{EDGE})[- ])?(?P<number>1\d|20|21)(?:th|st)[- ]century\b")
def _resolve_century(match: re.Match[str], context: Context) -> Meaning | None:
    return Meaning("date", f"{int(match['number']) - 1}", EDGE_MODS.get((match["edge"] or "").lower()))


@_rule(
    ("the", *EDGE_MODS, *SEASONS),
    rf"(?:the )?(?:(?P<edge>{EDGE})[- ])?(?P<season>{match_any(SEASONS)})(?: of)? {YEAR}",
)
def _resolve_season_of_year(match: re.Match[str], context: Context) -> Meaning | None:
    mod = EDGE_MODS.get((match["edge"] or "").lower())
    return Meaning("date", f"{match['year']}-{SEASONS[match['season'].lower()]}", mod)


@_rule(
    ("the", *ORDINALS, "final", "last"),
    rf"(?:the )?(?P<ordinal>{match_any(ORDINALS)}|last|final)[- ](?P<period>quarter|half)\b"
    rf"(?: of (?:{YEAR}|(?P<step>last|this|next) year))?(?! of)",
)
def _resolve_quarter_or_half(match: re.Match[str], context: Context) -> Meaning | None:
    is_quarter = match["period"].lower() == "quarter"
    number = ORDINALS.get(match["ordinal"].lower(), 4 if is_quarter else 2)
    code = f"{'Q' if is_quarter else 'H'}{number}"
    if match["year"]:
        return Meaning("date", f"{int(match['year'])}-{code}")
    if not is_quarter and not match["step"]:
        # More often the half of a match than of a year.
        return None
    if context.reference_date is None:
        return Meaning("date", f"XXXX-{code}")
    year = context.reference_date.year + get_step((match["step"] or "").lower())
    # Without a year, it is the last such quarter to have begun.
    first_month = MONTHS_IN_QUARTER * (number - 1) + 1
    if not match["step"] and first_month > context.reference_date.month:
        year -= 1
    return Meaning("date", f"{year}-{code}", anchored_by="reference")


@_rule(
    ("the",),
    rf"the (?:very )?(?P<edge>{'|'.join(EDGE_NOUNS)}) of "
    rf"(?:(?P<step>last|this|next|the) (?P<unit>year|month|week|century)|{YEAR}|{MONTH}(?!\.? ?\d))",
)
def _resolve_edge_of_period(match: re.Match[str], context: Context) -> Meaning | None:
    mod = EDGE_NOUNS[match["edge"].lower()]
    if match["year"]:
        return Meaning("date", match["year"], mod)
    if match["month"]:
        return resolve_month(get_month_number(match["month"]), context, mod)
    word = match["unit"].lower()
    step = get_step(match["step"].lower())
    if word == "century":
        return resolve_years(context.reference_date, word, step, "reference")
    unit = UNITS[word]
    day = add_units(context.reference_date, unit, step) if context.reference_date else None
    if day is None:
        return Meaning("date", UNKNOWN_VALUES[unit], mod)
    return Meaning("date", format_date(day, unit), mod, "reference")
