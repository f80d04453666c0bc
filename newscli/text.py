"""Words: what they are, and the small lists that several steps share."""

import re
import unicodedata

# A run of letters and digits with inner apostrophes and hyphens (the contract's "word").
WORD = re.compile(r"[^\W_]+(?:['’‐‑-][^\W_]+)*")
# Kana and the ideographs of Chinese and Japanese, for use inside a character class.
IDEOGRAPHS = r"\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
# What counts as a word: a WORD or a single ideograph, since there are no spaces between those. They are read about as
# fast as English words (255 a minute; Trauzettel-Klosinski & Dietz 2012, doi:10.1167/iovs.11-8284).
_COUNTED = re.compile(rf"[{IDEOGRAPHS}]|[^\W_{IDEOGRAPHS}]+(?:['’‐‑-][^\W_{IDEOGRAPHS}]+)*")
_ALPHANUMERICS = re.compile(r"[^\W_]+")

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


def fold_text(text: str) -> str:
    """Normalize a title or a name for comparison: case-folded letters and digits, all else a single space."""
    return " ".join(_ALPHANUMERICS.findall(text.casefold()))


def have_same_words(title: str, other_title: str) -> bool:
    """Whether two titles are the same but for case and punctuation; false if they have no letter or digit."""
    folded = fold_text(title)
    return bool(folded) and folded == fold_text(other_title)
