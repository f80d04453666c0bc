"""Rules, and the pieces of patterns that they share."""

import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import NamedTuple

from newscli.analysis.dates.values import Meaning, Near
from newscli.lang.en.calendar import MONTHS, NUMBERS, PARTS, UNITS, WEEKDAYS

Means = Callable[[re.Match[str], Near], Meaning | None]


class Rule(NamedTuple):
    """A pattern and its meaning. It is tried where one of its first words stands; "0" stands for any digits."""

    first: tuple[str, ...]
    pattern: str
    means: Means


def any_of(words: Iterable[str]) -> str:
    return "|".join(sorted((re.escape(word).replace(r"\ ", r"\s") for word in words), key=len, reverse=True))


def capital(words: Iterable[str]) -> str:
    return f"(?-i:{any_of([form for word in words for form in (word.capitalize(), word.upper())])})"


SHORT = [month[:3] for month in MONTHS] + ["sept"]
MONTH = f"(?P<month>{capital(MONTHS)}|{capital(SHORT)}\\.?)"
WEEKDAY = f"(?P<weekday>{capital(WEEKDAYS)})"
DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?!\d|%|[:.,]\d)"
YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)(?![\d-]|,\d)"
UNIT = f"(?P<unit>{any_of(UNITS)})s?"
PART = f"(?P<part>{any_of(PARTS)})"
COUNT = rf"(?P<count>\d{{1,3}}(?:,\d{{3}}|\d{{1,3}})?(?:\.\d{{1,3}}|\s[13]/[24])?|{any_of(NUMBERS)})"
EDGE = r"(?:early|late|mid)"
MODS = {"early": "START", "late": "END", "mid": "MID"}
STEP = "last|past|previous|this past|this|current|same|next|coming|following|this coming|upcoming"
BACK, ON = ("last", "past", "previous", "this past"), ("next", "coming", "following", "this coming", "upcoming")
NUMBER_WORDS = ("0", *{re.split(r"[- ]", word)[0] for word in NUMBERS})


def into(rules: list[Rule]) -> Callable[[Iterable[str], str], Callable[[Means], Means]]:
    """A decorator that adds a function to some rules, with first words and a pattern; its blanks match
    any few blanks, as line ends."""

    def rule(first: Iterable[str], pattern: str) -> Callable[[Means], Means]:
        def register(means: Means) -> Means:
            rules.append(Rule(tuple(first), pattern.replace(" ", r"\s{1,3}"), means))
            return means

        return register

    return rule


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """A rule's pattern, compiled when it is first tried: all of them take a tenth of a second."""
    return re.compile(pattern, re.IGNORECASE)


MONTH_WORDS = (*MONTHS, *SHORT)
DEICTIC = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}


def after_preposition(match: re.Match[str]) -> bool:
    before = match.string[max(0, match.start() - 12) : match.start()].split()
    after = match.string[match.end() : match.end() + 4].split()
    words = (
        "in since until till by from through during last next this of to before after between early late mid".split()
    )
    return bool(before) and before[-1].lower() in words and after[:1] != ["on"]


def month_number(name: str) -> int:
    return [month[:3] for month in MONTHS].index(name[:3].lower()) + 1
