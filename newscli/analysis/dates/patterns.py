"""The rules for dates, and the pieces that their patterns share."""

import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import NamedTuple

from newscli.analysis.dates.values import Context, Meaning
from newscli.lang.en.calendar import DAY_PARTS, MONTH_ABBREVIATIONS, MONTHS, NUMBERS, ORDINAL_SUFFIX, UNITS, WEEKDAYS
from newscli.lang.en.times import DATE_PREPOSITIONS, EDGE_MODS, FUTURE_STEPS, PAST_STEPS, PRESENT_STEPS

Resolver = Callable[[re.Match[str], Context], Meaning | None]


class Rule(NamedTuple):
    """A pattern, and the function that resolves a match of it to a meaning, or to None if it is not a date.

    The rule is tried only where one of its first words occurs; "0" means any digits.
    """

    first_words: tuple[str, ...]
    pattern: str
    resolve: Resolver


def add_rules_to(rules: list[Rule]) -> Callable[[Iterable[str], str], Callable[[Resolver], Resolver]]:
    """Return a decorator, called with first words and a pattern, that makes a function a rule and adds it to ``rules``.

    A space in the pattern matches one to three characters of white space, line ends included.
    """

    def build_decorator(first_words: Iterable[str], pattern: str) -> Callable[[Resolver], Resolver]:
        def register(resolve: Resolver) -> Resolver:
            rules.append(Rule(tuple(first_words), pattern.replace(" ", r"\s{1,3}"), resolve))
            return resolve

        return register

    return build_decorator


@cache
def compile_pattern(pattern: str) -> re.Pattern[str]:
    """Compile the pattern of a rule on first use: all of them together take a tenth of a second."""
    return re.compile(pattern, re.IGNORECASE)


def match_any(words: Iterable[str]) -> str:
    """Build a pattern for any of the words, the longest first."""
    return "|".join(sorted((re.escape(word).replace(r"\ ", r"\s") for word in words), key=len, reverse=True))


def match_any_capitalized(words: Iterable[str]) -> str:
    """Build a pattern for any of the words, capitalized or in capitals."""
    return f"(?-i:{match_any([form for word in words for form in (word.capitalize(), word.upper())])})"


SHORT_MONTHS = (*MONTH_ABBREVIATIONS, "may")
MONTH_WORDS = (*MONTHS, *SHORT_MONTHS)
MONTH = f"(?P<month>{match_any_capitalized(MONTHS)}|{match_any_capitalized(SHORT_MONTHS)}\\.?)"
WEEKDAY = f"(?P<weekday>{match_any_capitalized(WEEKDAYS)})"
DAY = rf"(?P<day>3[01]|[12]\d|0?[1-9]){ORDINAL_SUFFIX}?(?!\d|%|[:.,]\d)"
YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)(?![\d-]|,\d)"
UNIT = f"(?P<unit>{match_any(UNITS)})s?"
PART = f"(?P<part>{match_any(DAY_PARTS)})"
COUNT = rf"(?P<count>\d{{1,3}}(?:,\d{{3}}|\d{{1,3}})?(?:\.\d{{1,3}}|\s[13]/[24])?|{match_any(NUMBERS)})"
COUNT_FIRST_WORDS = ("0", *dict.fromkeys(re.split(r"[- ]", word)[0] for word in NUMBERS))
EDGE = f"(?:{'|'.join(EDGE_MODS)})"
_STEPS = (*PAST_STEPS, *PRESENT_STEPS, *FUTURE_STEPS)
STEP = "|".join(sorted(_STEPS, key=len, reverse=True))
STEP_FIRST_WORDS = tuple(dict.fromkeys(step.split()[0] for step in _STEPS))

# Longer than the longest of DATE_PREPOSITIONS with the space after it.
_PREPOSITION_LOOKBACK_CHARS = 12


def get_step(word: str) -> int:
    """Return -1 for "last" and the like, 1 for "next" and the like, else 0."""
    return -1 if word in PAST_STEPS else 1 if word in FUTURE_STEPS else 0


def get_month_number(name: str) -> int:
    """Get the number of a month, 1 to 12, from its name or abbreviation."""
    return [month[:3] for month in MONTHS].index(name[:3].lower()) + 1


def has_preposition(match: re.Match[str]) -> bool:
    """Whether a match follows a preposition of time and does not precede "on", as in "to march on"."""
    words_before = match.string[max(0, match.start() - _PREPOSITION_LOOKBACK_CHARS) : match.start()].split()
    words_after = match.string[match.end() : match.end() + len(" on ")].split()
    return bool(words_before) and words_before[-1].lower() in DATE_PREPOSITIONS and words_after[:1] != ["on"]
