"""Rules for durations, distances in time and frequencies, and for the present and the future."""

import re

from newscli.analysis.dates.patterns import (
    COUNT,
    COUNT_FIRST_WORDS,
    STEP,
    UNIT,
    WEEKDAY,
    Rule,
    add_rules_to,
    match_any,
)
from newscli.analysis.dates.values import (
    UNKNOWN_VALUES,
    AnchoredBy,
    Context,
    Meaning,
    add_units,
    format_date,
    format_duration,
)
from newscli.lang.en.calendar import FREQUENCIES, NUMBERS, UNITS, VAGUE_TIMES, WEEKDAYS, YEARS_PER_UNIT
from newscli.lang.en.times import (
    APPROXIMATIONS,
    COMPARISONS,
    EVENT_PREPOSITIONS,
    LENGTH_PREPOSITIONS,
    REPEATED_DAY_PARTS,
)

RULES: list[Rule] = []
_rule = add_rules_to(RULES)
_CLAUSE_AFTER = re.compile(r"\s(?:when|that|in which|which|marked)\b")
_DAY_PART = match_any(REPEATED_DAY_PARTS)
# How many days a unit has, to resolve fractions of it: "a year and a half ago".
_DAYS_PER_UNIT = {"D": 1, "W": 7, "WE": 7, "M": 30, "Q": 91, "Y": 365}
# At most this many units are added by the calendar, to avoid an overflow; the rest is added in days.
_MAX_COUNT = 5000
# Long enough for the words to look for, with the space beside them.
_APPROXIMATION_LOOKBACK_CHARS = 15
_PREPOSITION_LOOKBACK_CHARS = 12
_LOOKAHEAD_CHARS = 10


@_rule(
    ("the", "last", "past", "next", "this"),
    rf"(?:the )?(?P<step>{STEP}) {COUNT}[- ](?:\w+ )?{UNIT}\b(?! ago|[- ]old)",
)
@_rule(
    ("the", "past", "coming", "recent"),
    r"(?:the )?(?P<step>past|coming|recent|last|next) (?P<unit>days|weeks|months|years|decades)\b",
)
@_rule(("the", "past", "last"), r"(?:the )?(?P<step>past) (?P<unit>day|week|month|year|decade|century)\b")
def _resolve_span_until_now(match: re.Match[str], context: Context) -> Meaning | None:
    """Resolve a duration up to now, or from now: "the past three years", "the coming days"."""
    word = match["unit"].lower()
    groups = match.groupdict()
    default_count = None if word.endswith("s") else 1.0
    count = _parse_count(groups["count"]) if "count" in groups else default_count
    word = "century" if word == "centuries" else word.rstrip("s")
    if word not in UNITS:
        return None
    return Meaning("duration", format_duration(count, UNITS[word], word))


@_rule(
    (*COUNT_FIRST_WORDS, *dict.fromkeys(word.split()[0] for word in COMPARISONS)),
    rf"(?:(?P<comparison>{match_any(COMPARISONS)}) )?"
    rf"{COUNT}(?P<half> and a half)?(?:[- ](?:straight |consecutive |more |full |long )?){UNIT}\b"
    rf"(?:(?: and a half)|[- ]long)?(?![- ]old)(?: (?P<direction>ago|earlier|later|from now|hence)(?!\w))?",
)
def _resolve_amount(match: re.Match[str], context: Context) -> Meaning | None:
    """Resolve an amount of time ("three days"), or the date at that distance ("three days ago")."""
    word = match["unit"].lower()
    unit = UNITS[word]
    count = _parse_count(match["count"])
    if count is not None and " and a half" in match[0].lower():
        count += 0.5
    direction = (match["direction"] or "").lower()
    # "a second" is more often an ordinal, and "one quarter" a fraction.
    if unit in ("TS", "Q") and count == 1 and not direction:
        return None
    # "In some quarters" is among some people.
    if unit == "Q" and count is None:
        return None
    # "a weekend performance", "1988, a year when …" are no lengths of time.
    if count == 1 and not direction and (unit == "WE" or _CLAUSE_AFTER.match(match.string, match.end())):
        return None
    mod = COMPARISONS.get(re.sub(r"\s+", " ", (match["comparison"] or "").lower())) or _find_approximation(match)
    if not direction:
        return Meaning("duration", format_duration(count, unit, word), mod)
    sign = -1 if direction in ("ago", "earlier") else 1
    if count is None:
        return Meaning("date", "PAST_REF" if sign < 0 else "FUTURE_REF", mod)
    if unit[0] == "T":
        return Meaning("time", format_duration(count, unit, word), mod)
    if direction in ("earlier", "later"):
        return _resolve_distance(word, sign, count, mod, context, "previous")
    return _resolve_distance(word, sign, count, mod, context, "reference")


def _resolve_distance(
    word: str, sign: int, count: float, mod: str | None, context: Context, anchored_by: AnchoredBy
) -> Meaning | None:
    """Resolve the date ``count`` units before (``sign`` -1) or after (1) the date that anchors it."""
    unit = UNITS[word]
    start = context.previous_date if anchored_by == "previous" else context.reference_date
    count *= YEARS_PER_UNIT.get(word, 1)
    whole_count = round(count) if count < _MAX_COUNT else _MAX_COUNT
    day = add_units(start, unit, sign * whole_count) if start else None
    if day is None:
        return Meaning("date", UNKNOWN_VALUES[unit], mod)
    if count == whole_count:
        return Meaning("date", format_date(day, unit), mod, anchored_by, day if unit == "D" else None)
    day = add_units(day, "D", sign * round((count - whole_count) * _DAYS_PER_UNIT[unit]))
    return Meaning("date", format_date(day, "D"), "APPROX", anchored_by) if day else None


def _find_approximation(match: re.Match[str]) -> str | None:
    return "APPROX" if _get_word_before(match, _APPROXIMATION_LOOKBACK_CHARS).lower() in APPROXIMATIONS else None


def _get_word_before(match: re.Match[str], max_chars: int) -> str:
    """Get the last word, or part of one, in the ``max_chars`` characters before a match; "" if there is none."""
    return "".join(match.string[max(0, match.start() - max_chars) : match.start()].split()[-1:])


def _parse_count(text: str) -> float | None:
    """Parse a count in words or digits, fractions included ("2 1/2"); None for an indefinite one."""
    number = re.sub(r"\s+", " ", text.lower())
    if number in NUMBERS:
        return NUMBERS[number]
    integer, _, fraction = number.replace(",", "").partition(" ")
    numerator, _, denominator = fraction.partition("/")
    return float(integer) + (int(numerator) / int(denominator) if fraction else 0.0)


@_rule(
    ("days", "weeks", "months", "years", "decades", "centuries"),
    r"(?P<unit>day|week|month|year|decade|centurie)s(?:-long| ago)?\b",
)
def _resolve_uncounted_units(match: re.Match[str], context: Context) -> Meaning | None:
    """Resolve "years ago", "a months-long strike", "for weeks", "in the days before"; other plurals are too vague."""
    word = match["unit"].lower()
    expression = match[0].lower()
    if expression.endswith("ago"):
        return Meaning("date", "PAST_REF")
    word_before = _get_word_before(match, _PREPOSITION_LOOKBACK_CHARS)
    word_after = "".join(match.string[match.end() : match.end() + _LOOKAHEAD_CHARS].split()[:1])
    is_length = expression.endswith("long") or word_before.lower() in LENGTH_PREPOSITIONS
    is_beside_event = word_before == "the" and word_after in EVENT_PREPOSITIONS
    if not is_length and not is_beside_event:
        return None
    return Meaning("duration", format_duration(None, UNITS[word], word))


@_rule(
    ("every", "each"),
    rf"(?:every|each) (?:{WEEKDAY}|(?:(?P<count>other|{match_any(NUMBERS)}|\d{{1,3}}) )?{UNIT}\b|"
    rf"(?P<part>{_DAY_PART}))(?: (?:{_DAY_PART}))?",
)
def _resolve_repetition(match: re.Match[str], context: Context) -> Meaning | None:
    """Resolve a frequency: "every Tuesday", "every other week", "each morning"."""
    if match["weekday"]:
        return Meaning("set", f"XXXX-WXX-{WEEKDAYS.index(match['weekday'].lower()) + 1}")
    if match["part"]:
        return Meaning("set", "P1D")
    word = match["unit"].lower()
    # "every second" more often means every other.
    if word == "second":
        return None
    count: float | None = 1.0
    if match["count"]:
        count = 2.0 if match["count"].lower() == "other" else _parse_count(match["count"])
    return Meaning("set", format_duration(count, UNITS[word], word))


@_rule(FREQUENCIES, rf"(?P<word>{match_any(FREQUENCIES)})\b")
def _resolve_frequency(match: re.Match[str], context: Context) -> Meaning | None:
    # A capital inside a sentence makes it the name of a newspaper: "the Daily Mail".
    if match["word"][0].isupper() and match.start() and match.string[match.start() - 1] == " ":
        return None
    return Meaning("set", FREQUENCIES[match["word"].lower()])


@_rule(dict.fromkeys(word.split()[0] for word in VAGUE_TIMES), rf"(?P<word>{match_any(VAGUE_TIMES)})\b(?! \d)")
def _resolve_vague_time(match: re.Match[str], context: Context) -> Meaning | None:
    return Meaning("date", VAGUE_TIMES[re.sub(r"\s+", " ", match["word"].lower())])
