"""Rules for weeks, seasons, quarters, years, decades and centuries."""

import re

from newscli.analysis.dates.patterns import (
    BACK,
    EDGE,
    MODS,
    MONTH,
    ON,
    STEP,
    YEAR,
    Rule,
    after_preposition,
    any_of,
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
    season,
    span_of_years,
    weekday,
)
from newscli.lang.en.calendar import ORDINALS, SEASONS, UNITS

RULES: list[Rule] = []
_rule = into(RULES)


@_rule(
    (*STEP.replace("|", " ").split(), "the", "that", "early", "late"),
    rf"(?:(?P<edge>early|late|later|earlier) )?(?:the )?(?P<step>{STEP}|that same|that) "
    rf"(?P<unit>week|weekend|month|quarter|year|day|decade|century|{any_of(SEASONS)})(?!s|-)",
)
def _by_step(match: re.Match[str], near: Near) -> Meaning | None:
    step, word = match["step"].lower(), match["unit"].lower()
    mod = MODS.get((match["edge"] or "").lower())
    count = -1 if step in BACK else 1 if step in ON else 0
    # "the next day" goes on from the day told of; "next week" from the article's.
    told = step in ("same", "that", "that same") or (
        step in ("next", "following", "previous") and match[0].lower().startswith("the ")
    )
    start = near.last if told else near.article
    by = "last" if told else "article"
    if word in SEASONS:
        name = SEASONS[word]
        return Meaning("date", season(start, name, count), mod, by) if start else Meaning("date", f"XXXX-{name}", mod)
    if word in ("decade", "century"):
        return span_of_years(start, word, count, by)
    unit = UNITS[word]
    found = moved(start, unit, count) if start else None
    if found is None:
        return Meaning("date", UNKNOWN[unit], mod)
    return Meaning("date", calendar(found, unit), mod, by, found if unit == "D" else None)


@_rule(("the",), r"the weekend(?! (?:before|after|when|that|of|to|[a-z]+ed))(?=\W)")
def _weekend(match: re.Match[str], near: Near) -> Meaning | None:
    # The one before the article's day, or to come.
    found = weekday(5, near)
    return Meaning("date", calendar(found, "WE"), by="article") if found else Meaning("date", UNKNOWN["WE"])


@_rule(("the",), r"the (?P<unit>day|week|month|year) (?P<way>before|after|earlier|later)(?=[.,;:)]|\s*$)")
def _beside(match: re.Match[str], near: Near) -> Meaning | None:
    unit = UNITS[match["unit"].lower()]
    found = moved(near.last, unit, -1 if match["way"].lower() in ("before", "earlier") else 1) if near.last else None
    if found is None:
        return Meaning("date", UNKNOWN[unit])
    return Meaning("date", calendar(found, unit), by="last", day=found if unit == "D" else None)


# What is counted: "1500 people" names no year.
_COUNTED = (
    "people|troops|men|women|miles|kilomet|met|feet|tons|dollars|euros|pounds|percent|per|votes|jobs|years|days|"
    "other|more|new"
)


@_rule("0", rf"{YEAR}(?:[-–](?P<to>\d\d))?(?!\w|%|['’]s? \w+ed)(?! (?:{_COUNTED}))")
@_rule(("early", "late", "mid"), rf"(?P<edge>{EDGE})[- ]{YEAR}(?!\w)")
@_rule(("fiscal",), rf"(?P<fiscal>fiscal(?: year)?) {YEAR}(?!\w)")
def _year(match: re.Match[str], near: Near) -> Meaning | None:
    known = match.groupdict()
    before = match.string[max(0, match.start() - 2) : match.start()]
    if re.search(r"[$€£#.,:/\w-]$|[$€£] $", before) and not before.endswith((", ", ". ")):
        return None
    year = int(match["year"])
    edge = (known.get("edge") or "").lower()
    if not edge and year < 1900 and not after_preposition(match):
        return None
    return Meaning("date", match["year"], MODS.get(edge), day=None)


@_rule(("0", "early", "late", "mid"), rf"(?:(?P<edge>{EDGE})[- ])?(?P<decade>(?:1[5-9]|20)?\d0)['’]?s\b")
def _decade(match: re.Match[str], near: Near) -> Meaning | None:
    digits = match["decade"]
    edge = (match["edge"] or "").lower()
    if len(digits) == 2:
        # "in his 60s" is an age.
        before = match.string[max(0, match.start() - 4) : match.start()]
        if not before.endswith(("'", "’")) and before.lower() != "the ":
            return None
        digits = ("19" if int(digits) > 20 else "20") + digits
    return Meaning("date", digits[:3], MODS.get(edge))


@_rule(("the", "0"), r"(?:the )?(?:(?P<edge>early|late|mid)[- ])?(?P<number>1\d|20|21)(?:th|st)[- ]century\b")
def _century(match: re.Match[str], near: Near) -> Meaning | None:
    return Meaning("date", f"{int(match['number']) - 1}", MODS.get((match["edge"] or "").lower()))


@_rule(
    ("the", "early", "late", "mid", *SEASONS),
    rf"(?:the )?(?:(?P<edge>{EDGE})[- ])?(?P<season>{any_of(SEASONS)})(?: of)? {YEAR}",
)
def _season(match: re.Match[str], near: Near) -> Meaning | None:
    return Meaning(
        "date", f"{match['year']}-{SEASONS[match['season'].lower()]}", MODS.get((match["edge"] or "").lower())
    )


@_rule(
    ("the", *ORDINALS, "final", "last"),
    rf"(?:the )?(?P<which>{any_of(ORDINALS)}|last|final)[- ](?P<kind>quarter|half)\b"
    rf"(?: of (?:{YEAR}|(?P<step>last|this|next) year))?(?! of)",
)
def _quarter(match: re.Match[str], near: Near) -> Meaning | None:
    kind = match["kind"].lower()
    number = ORDINALS.get(match["which"].lower(), 4 if kind == "quarter" else 2)
    year: int | None = int(match["year"]) if match["year"] else None
    if year is None and kind == "half" and not match["step"]:
        # Of a match, more often than of a year.
        return None
    by = None
    if year is None and near.article:
        by = "article"
        year = near.article.year + {"last": -1, "next": 1}.get((match["step"] or "").lower(), 0)
        if not match["step"] and 3 * number - 2 > near.article.month:
            year -= 1
    return Meaning("date", f"{year or 'XXXX'}-{'Q' if kind == 'quarter' else 'H'}{number}", by=by)


@_rule(
    ("the",),
    rf"the (?:very )?(?P<edge>end|beginning|start|middle) of "
    rf"(?:(?P<step>last|this|next|the) (?P<unit>year|month|week|century)|{YEAR}|{MONTH}(?!\.? ?\d))",
)
def _edge(match: re.Match[str], near: Near) -> Meaning | None:
    mod = {"end": "END", "beginning": "START", "start": "START", "middle": "MID"}[match["edge"].lower()]
    if match["year"]:
        return Meaning("date", match["year"], mod)
    if match["month"]:
        return month_of(month_number(match["month"]), near, mod)
    word = match["unit"].lower()
    count = {"last": -1, "next": 1}.get(match["step"].lower(), 0)
    if word == "century":
        return span_of_years(near.article, word, count, "article")
    found = moved(near.article, UNITS[word], count) if near.article else None
    if found is None:
        return Meaning("date", UNKNOWN[UNITS[word]], mod)
    return Meaning("date", calendar(found, UNITS[word]), mod, "article")
