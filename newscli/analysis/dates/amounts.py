"""Rules for how long, how long ago and how often, and for now."""

import re

from newscli.analysis.dates.patterns import COUNT, NUMBER_WORDS, STEP, UNIT, WEEKDAY, Rule, any_of, into
from newscli.analysis.dates.values import UNKNOWN, Meaning, Near, calendar, duration, moved
from newscli.lang.en.calendar import FREQUENT, NOW, NUMBERS, UNITS, WEEKDAYS

RULES: list[Rule] = []
_rule = into(RULES)


@_rule(
    ("the", "last", "past", "next", "this"),
    rf"(?:the )?(?P<step>{STEP}) {COUNT}[- ](?:\w+ )?{UNIT}\b(?! ago|[- ]old)",
)
@_rule(
    ("the", "past", "coming", "recent"),
    r"(?:the )?(?P<step>past|coming|recent|last|next) (?P<unit>days|weeks|months|years|decades)\b",
)
@_rule(("the", "past", "last"), r"(?:the )?(?P<step>past) (?P<unit>day|week|month|year|decade|century)\b")
def _lately(match: re.Match[str], near: Near) -> Meaning | None:
    word = match["unit"].lower()
    known = match.groupdict()
    count = _count(known["count"]) if "count" in known else (None if word.endswith("s") else 1.0)
    word = word.rstrip("s") if word != "centuries" else "century"
    if word not in UNITS:
        return None
    return Meaning("duration", duration(count, UNITS[word], word))


_MORE = {
    **dict.fromkeys(("more than", "over", "longer than", "upwards of"), "MORE_THAN"),
    **dict.fromkeys(("less than", "fewer than", "under"), "LESS_THAN"),
    **dict.fromkeys(("at least", "no less than"), "EQUAL_OR_MORE"),
    **dict.fromkeys(("at most", "no more than", "up to"), "EQUAL_OR_LESS"),
}


@_rule(
    (*NUMBER_WORDS, *{word.split()[0] for word in _MORE}),
    rf"(?:(?P<more>{any_of(_MORE)}) )?{COUNT}(?:[- ](?:straight |consecutive |more |full |long )?){UNIT}\b"
    rf"(?:(?: and a half)|[- ]long)?(?![- ]old)(?: (?P<way>ago|earlier|later|from now|hence)(?!\w))?",
)
def _amount(match: re.Match[str], near: Near) -> Meaning | None:
    word = match["unit"].lower()
    unit = UNITS[word]
    count = _count(match["count"])
    if count is not None and " and a half" in match[0].lower():
        count += 0.5
    # "a second", "one quarter" and "an hour" alone say little; fractions are no times.
    if unit in ("TS", "Q") and count == 1 and not match["way"]:
        return None
    mod = _MORE.get(re.sub(r"\s+", " ", (match["more"] or "").lower())) or _about(match)
    way = (match["way"] or "").lower()
    if not way:
        return Meaning("duration", duration(count, unit, word), mod)
    start, by = (near.last, "last") if way in ("earlier", "later") else (near.article, "article")
    sign = -1 if way in ("ago", "earlier") else 1
    if count is None:
        return Meaning("date", "PAST_REF" if sign < 0 else "FUTURE_REF", mod)
    if unit[0] == "T":
        return Meaning("time", duration(count, unit, word), mod)
    if word in ("decade", "century", "centurie"):
        count *= 10 if word == "decade" else 100
    whole = round(count) if count < 5000 else 5000
    found = moved(start, unit, sign * whole) if start else None
    if found is None or start is None:
        return Meaning("date", UNKNOWN[unit], mod)
    if count != whole:
        found = moved(
            found, "D", sign * round((count - whole) * {"D": 1, "W": 7, "WE": 7, "M": 30, "Q": 91, "Y": 365}[unit])
        )
        return Meaning("date", calendar(found, "D"), "APPROX", by) if found else None
    return Meaning("date", calendar(found, unit), mod, by, found if unit == "D" else None)


def _about(match: re.Match[str]) -> str | None:
    before = match.string[max(0, match.start() - 15) : match.start()].split()[-1:]
    return "APPROX" if before and before[0].lower() in ("about", "around", "roughly", "approximately", "some") else None


def _count(words: str) -> float | None:
    plain = re.sub(r"\s+", " ", words.lower())
    if plain in NUMBERS:
        return NUMBERS[plain]
    whole, _, part = plain.replace(",", "").partition(" ")
    top, _, bottom = part.partition("/")
    return float(whole) + (int(top) / int(bottom) if part else 0.0)


@_rule(
    ("days", "weeks", "months", "years", "decades", "centuries"),
    r"(?P<unit>day|week|month|year|decade|centurie)s(?:-long| ago)?\b",
)
def _some(match: re.Match[str], near: Near) -> Meaning | None:
    word = match["unit"].lower()
    before = match.string[max(0, match.start() - 12) : match.start()].split()[-1:]
    if match[0].lower().endswith("ago"):
        return Meaning("date", "PAST_REF")
    if not match[0].lower().endswith("long") and [one.lower() for one in before] not in (
        ["for"],
        ["in"],
        ["within"],
        ["over"],
    ):
        after = match.string[match.end() : match.end() + 10].split()[:1]
        if before != ["the"] or after not in (["before"], ["after"], ["since"], ["leading"]):
            return None
    return Meaning("duration", duration(None, UNITS[word], word))


@_rule(
    ("every", "each"),
    rf"(?:every|each) (?:{WEEKDAY}|(?:(?P<count>other|{any_of(NUMBERS)}|\d{{1,3}}) )?{UNIT}\b|"
    r"(?P<part>morning|night|evening|afternoon))(?: (?:morning|night|evening|afternoon))?",
)
def _every(match: re.Match[str], near: Near) -> Meaning | None:
    if match["weekday"]:
        return Meaning("set", f"XXXX-WXX-{WEEKDAYS.index(match['weekday'].lower()) + 1}")
    if match["part"]:
        return Meaning("set", "P1D")
    word = match["unit"].lower()
    if word == "second":
        return None
    count = 2.0 if (match["count"] or "").lower() == "other" else _count(match["count"]) if match["count"] else 1.0
    return Meaning("set", duration(count, UNITS[word], word))


@_rule(FREQUENT, rf"(?P<word>{any_of(FREQUENT)})\b")
def _frequent(match: re.Match[str], near: Near) -> Meaning | None:
    # A paper's name, as in "the Daily Mail".
    if match["word"][0].isupper() and match.start() and match.string[match.start() - 1] == " ":
        return None
    return Meaning("set", FREQUENT[match["word"].lower()])


@_rule({word.split()[0] for word in NOW}, rf"(?P<word>{any_of(NOW)})\b(?! \d)")
def _now(match: re.Match[str], near: Near) -> Meaning | None:
    return Meaning("date", NOW[re.sub(r"\s+", " ", match["word"].lower())])
