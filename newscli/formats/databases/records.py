"""What the readers of all databases share: records, their days and bylines, and the lines of a page."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from lxml import html

from newscli.formats.html.fragment import parse_element
from newscli.lang.months import MONTHS_BY_NAME
from newscli.model import Field
from newscli.structure.bylines import lower_word

_MONTH = r"(?P<month>[^\W\d_]{3,12})\.?"
_DAYS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?P<year>(?:19|20)\d\d)\s?年\s?(?P<number>\d{1,2})\s?月\s?(?P<day>\d{1,2})\s?日",
        r"(?P<year>(?:19|20)\d\d)-(?P<number>\d\d)-(?P<day>\d\d)\b",
        rf"\b(?P<day>\d{{1,2}})(?:\.|er|\sde)?\s+{_MONTH}(?:\sde)?,?\s+(?P<year>(?:19|20)\d\d)\b",
        rf"\b{_MONTH}\s+(?P<day>\d{{1,2}}),?\s+(?P<year>(?:19|20)\d\d)\b",
    )
)
_TIME = re.compile(r"\b(\d{1,2}:\d\d(?::\d\d)?)(?:\s?([AP])\.?M\b\.?)?(?:\s([A-Z]{2,4}T|GMT|UTC|ET|PT|CT)\b)?")
_WORD_COUNT = re.compile(
    r"(\d[\d.,\s]{0,9})\s*(?:words?|Wörter|mots|palabras|parole|palavras|woorden|字|単語|단어|слов\w*)"
)
_BYLINE_OPENERS = re.compile(r"^(?:(?:by|from|von|par|por|di|door)\s+){1,3}", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
# Shorter words in capitals may be initials, beside a name that is not in capitals.
_MIN_CAPITALS = 4


class Record(NamedTuple):
    """One article of an export: its text and its fields, whose values may be empty.

    ``words`` is the number of words that the export says it has.
    """

    text: str
    fields: Sequence[Field]
    words: int | None = None


class Day(NamedTuple):
    """A day in ISO 8601, with the time of day if there is one, and where in a line it stands."""

    value: str
    start: int
    end: int


def find_day(line: str) -> Day | None:
    """Find a day in a line, in the languages of the databases' interfaces."""
    for pattern in _DAYS:
        for match in pattern.finditer(line):
            parts = match.groupdict()
            month = int(parts["number"]) if parts.get("number") else MONTHS_BY_NAME.get(parts["month"].casefold(), 0)
            if 1 <= month <= 12 and 1 <= int(parts["day"]) <= 31:
                day = f"{parts['year']}-{month:02}-{int(parts['day']):02}"
                time = _TIME.search(line, match.end())
                return Day(f"{day}{_format_time(time)}", match.start(), time.end() if time else match.end())
    return None


def add_time(day: str, line: str) -> str:
    """Add the time of day in a line of its own to a day."""
    time = _TIME.match(line)
    return f"{day}{_format_time(time)}" if day and len(day) == len("2017-12-11") else day


def _format_time(match: re.Match[str] | None) -> str:
    if match is None:
        return ""
    half, zone = match[2], match[3]
    # "ET" and the like are names of zones only after a time.
    return f" {match[1]}{f' {half}M' if half else ''}{f' {zone}' if zone else ''}"


def count_stated_words(line: str) -> int | None:
    """Read the number of words or characters that an export states: "1,341 words"."""
    match = _WORD_COUNT.match(line.strip())
    return int(re.sub(r"\D", "", match[1])) if match else None


def clean_byline(value: str) -> str:
    """Cut off "By" and "From", and write names in capitals as usual: "From MARK TRAN" is Mark Tran."""
    value = _BYLINE_OPENERS.sub("", " ".join(value.split()))
    letters = [c for c in value.partition(",")[0] if c.isalpha()]
    shortest = 2 if all(c.isupper() for c in letters) else _MIN_CAPITALS
    return _WORD.sub(
        lambda match: lower_word(match[0]) if match[0].isupper() and len(match[0]) >= shortest else match[0], value
    )


def list_lines(element: html.HtmlElement) -> list[str]:
    """List the paragraphs of an element of a page."""
    return [" ".join(block.text.split()) for block in parse_element(element)]


def join_paragraphs(paragraphs: Sequence[str]) -> str:
    """Join paragraphs as the text of a record."""
    return "\n\n".join(filter(None, (paragraph.strip() for paragraph in paragraphs))) + "\n"
