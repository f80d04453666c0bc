"""Words: what they are, and the small lists that several steps share."""

import re
import unicodedata

from newscli.model import Span, Warning

# A run of letters and digits with inner apostrophes and hyphens (the contract's "word").
WORD = re.compile(r"[^\W_]+(?:['’‐‑-][^\W_]+)*")
# The same, but of Chinese and Japanese, which have no spaces, each character: they are read about as fast as English
# words (255 a minute; Trauzettel-Klosinski & Dietz 2012, doi:10.1167/iovs.11-8284).
_SIGN = r"\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_COUNTED = re.compile(rf"[{_SIGN}]|[^\W_{_SIGN}]+(?:['’‐‑-][^\W_{_SIGN}]+)*")
_RUN = re.compile(r"\w+")

# Every character that a quotation mark is made of, two-character marks (``…'') included.
QUOTATION_MARKS = frozenset("\"“”„‟«»‹›「」『』‘’‚‛'`")

# Words that headline writers leave in lower case, and other function words.
FUNCTION_WORDS = frozenset(
    "a an the of to in on at for and or but by with from as is are be was were has have had it its his her "
    "he she they we i you that this their our not no will would can could may vs via over after into than up "
    "out about off down against amid what how why when who where".split()
)
# The pronouns of one person, and the gender that they tell.
PRONOUN_GENDERS = {
    **dict.fromkeys(("he", "him", "his", "himself"), "m"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "f"),
}
WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
MONTHS = (
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec"
).split()


def count_words(text: str, start: int = 0, end: int | None = None) -> int:
    """How many words ``text[start:end]`` has, and characters of Chinese and Japanese."""
    part = text[start:end]
    if not part.isascii():
        # Vowel signs and accents that are characters of their own (Hindi, Arabic, Thai) part no words.
        marks = {ord(c): None for c in set(part) if unicodedata.category(c) in ("Mn", "Mc")}
        part = part.translate(marks) if marks else part
    return sum(1 for _ in _COUNTED.finditer(part))


def count_line_ends(text: str, start: int, end: int) -> int:
    """How many line ends ``text[start:end]`` has; "\\r\\n" is one."""
    return text.count("\n", start, end) + text.count("\r", start, end) - text.count("\r\n", start, end)


def measure_title_case(words: list[str]) -> tuple[float, int]:
    """The share of capitalised words among those that a title would capitalise, and their count.

    The first word is left out: every sentence has it in capitals.
    """
    full = [word for word in words[1:] if word[0].isalpha() and word.lower() not in FUNCTION_WORDS]
    return (sum(word[0].isupper() for word in full) / len(full) if full else 0.0), len(full)


def have_same_words(one: str, other: str) -> bool:
    """Whether two titles have the same letters and digits, and any, but for their case."""
    words = _RUN.findall(one.casefold())
    return bool(words) and words == _RUN.findall(other.casefold())


_UNDECODABLE = re.compile("\ufffd+")
MAX_UNDECODABLE_WARNINGS = 100
MAX_UNDECODABLE_SPANS = 1000


def warn_of_undecodable(text: str, encoding: str | None = None) -> tuple[Warning, ...]:
    """Warnings about the runs of U+FFFD in a text, which stand for bytes that are no characters.

    With the ``encoding`` that the bytes were decoded by, each of the first runs has a warning of its own; without it,
    all of them share one.
    """
    runs: list[Span] = []
    uncounted = 0
    most = MAX_UNDECODABLE_SPANS + (MAX_UNDECODABLE_WARNINGS if encoding else 0)
    for match in _UNDECODABLE.finditer(text):
        if len(runs) < most:
            runs.append(Span(*match.span()))
        else:
            uncounted += 1
    if not runs:
        return ()
    if encoding is None:
        return (Warning("undecodable", "characters that can't be read are shown as U+FFFD", tuple(runs)),)
    message = f"bytes that are not {encoding} are shown as U+FFFD"
    warnings = [Warning("undecodable", message, (run,)) for run in runs[:MAX_UNDECODABLE_WARNINGS]]
    if rest := runs[MAX_UNDECODABLE_WARNINGS:]:
        warnings.append(Warning("undecodable", f"{len(rest) + uncounted} more runs of {message}", tuple(rest)))
    return tuple(warnings)
