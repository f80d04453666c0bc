"""The rule for times of day."""

import re
from datetime import date

from newscli.analysis.dates.patterns import WEEKDAY, Rule, add_rules_to, match_any
from newscli.analysis.dates.values import UNKNOWN_VALUES, AnchoredBy, Context, Meaning, add_units, find_weekday
from newscli.lang.en.calendar import DAY_PARTS, DEICTIC_DAYS, WEEKDAYS
from newscli.lang.en.times import CLOCK_DAYS, CLOCK_WORDS, CLOCK_ZONES, HALVES_OF_DAY, UTC_NAMES

RULES: list[Rule] = []
_rule = add_rules_to(RULES)
_UTC = match_any(UTC_NAMES)
_ZONE = rf"(?:(?P<utc>{_UTC})|{'|'.join(CLOCK_ZONES)})\b"
_PART = match_any(HALVES_OF_DAY)


@_rule(
    ("0", *CLOCK_WORDS),
    r"(?:(?P<hour>[01]?\d|2[0-4])(?::?(?P<minute>[0-5]\d))?"
    rf"(?: ?(?P<half>[ap])\.?m\b\.?|(?= (?:{_UTC}|in the (?:{_PART}))))"
    rf"|(?P<clock>(?:[01]?\d|2[0-3]):[0-5]\d)(?!\d)|(?P<word>{match_any(CLOCK_WORDS)}))"
    rf"(?: in the (?P<part>{_PART}))?(?: {_ZONE})?"
    rf"(?:,? (?:on )?(?:{WEEKDAY}|(?P<deictic>{match_any(CLOCK_DAYS)})))?",
)
def _resolve_clock_time(match: re.Match[str], context: Context) -> Meaning | None:
    time = _format_time(match)
    if time is None:
        return None
    anchored_by: AnchoredBy = "reference"
    day: date | None = None
    named_day: date | None = None
    if match["weekday"]:
        day = named_day = find_weekday(WEEKDAYS.index(match["weekday"].lower()), context)
    elif match["deictic"]:
        offset = DEICTIC_DAYS[match["deictic"].lower()]
        day = named_day = add_units(context.reference_date, "D", offset) if context.reference_date else None
    elif context.paragraph_date:
        day, anchored_by = context.paragraph_date, "previous"
    else:
        day = context.reference_date
    zone = "Z" if match["utc"] else ""
    unknown = f"XXXX-WXX-{WEEKDAYS.index(match['weekday'].lower()) + 1}" if match["weekday"] else UNKNOWN_VALUES["D"]
    value = f"{day or unknown}T{time}{zone}"
    return Meaning("time", value, anchored_by=anchored_by if day else None, day=named_day)


def _format_time(match: re.Match[str]) -> str | None:
    """Format a time of day as "HH:MM"; None if the match is not one."""
    if match["word"]:
        # A capital inside a sentence makes it a name: "High Noon".
        if match["word"].istitle() and match.start() and match.string[match.start() - 1] == " ":
            return None
        return DAY_PARTS[match["word"].lower()].removeprefix("T")
    if match["clock"]:
        # English writes scores of games without a colon. Verses and ratios have one, and are mistaken for times.
        return match["clock"].rjust(len("00:00"), "0")
    hour = int(match["hour"])
    if (match["half"] and not 1 <= hour <= 12) or hour > 24:
        return None
    if half := (match["half"] or HALVES_OF_DAY.get((match["part"] or "").lower(), "")).lower():
        hour = hour % 12 + 12 * (half == "p")
    return f"{hour:02}:{match['minute'] or '00'}"
