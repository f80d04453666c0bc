"""Recognise bylines and read their authors, who are people, not agencies, desks or roles."""

import re
from typing import Literal

from newscli.lang import bylines
from newscli.lang.en.lines import (
    AMBIGUOUS_BYLINE_LABELS,
    BYLINE_CONJUNCTIONS,
    BYLINE_LABELS,
    BYLINE_OPENER,
    BYLINE_PREFIXES,
    BYLINE_PREPOSITIONS,
)
from newscli.lang.en.people import (
    BYLINE_BODIES,
    BYLINE_BODY_PARTICLES,
    BYLINE_JOBS,
    BYLINE_PARTICLES,
    load_first_names,
)
from newscli.lang.en.words import ARTICLES
from newscli.patterns import compile_lazily
from newscli.text import SENTENCE_END_MARKS, WORD

_BY = compile_lazily(rf"[\s(_*]*(?:(?:{'|'.join(BYLINE_PREFIXES)})\s+)?{BYLINE_OPENER}\b[\s:]*", re.IGNORECASE)
_SEPARATOR = compile_lazily(
    # "Ann Lee. Pictures: Bob Ray" and "Ann Lee. Additional reporting by Bob Ray" have two parts.
    rf"\s*(?:;|\||/|,|&|\b(?i:{'|'.join(BYLINE_CONJUNCTIONS)})\b|[–—]| - |\.\s+(?=\w+(?: \w+){{0,2}}(?::| by\b)))\s*"
)
_OTHER_LANGUAGE_AND = compile_lazily(
    rf"(?<=\S\s\S)(?P<end>\S*)\s(?:{'|'.join(bylines.BYLINE_CONJUNCTIONS)})\s(?=\S+\s\S)"
)
# "By" in another language, before a full name; often after "published", or the like.
_OTHER_LANGUAGE_BY = compile_lazily(rf"\s*(?:\w+\s+)?(?i:{'|'.join(bylines.BYLINE_OPENERS)})\s+(?=[^\W\d_a-z]\S*\s+\S)")
_LABEL = compile_lazily(rf"(?:{'|'.join(bylines.BYLINE_LABELS)})\s?:\s*", re.IGNORECASE)
_LINE_LABEL = compile_lazily(
    rf"(?:(?P<sure>{'|'.join(BYLINE_LABELS)})|(?:{'|'.join(AMBIGUOUS_BYLINE_LABELS)}))\s?:\s*", re.IGNORECASE
)
# "Jr." is part of the name before it, even after a comma.
_COMMA_BEFORE_SUFFIX = compile_lazily(r",\s*(?=(?:[JS]r|II|III|IV|JR|SR)\b)")
_SUFFIX_WITHOUT_POINT = compile_lazily(r"(?<=\s[JS]r)$")
_ROMAN_NUMBERS = frozenset(("II", "III", "IV"))
_CONTACT = compile_lazily(r"\s*[(<\[].*$|\s*\b[\w.+-]{1,64}@[\w.-]{1,255}.*$|\s+@\w+.*$")
_PLACE = compile_lazily(rf"\s+(?:{'|'.join(BYLINE_PREPOSITIONS)})\s+[A-Z].*$")
_NAME_WORD = compile_lazily(r"[^\W\d_]+")
MAX_BYLINE_CHARS = 200
# No field names authors at such length.
MAX_FIELD_CHARS = 5_000
MAX_BYLINE_PARTS = 12
MAX_PART_WORDS = 7
MAX_NAME_WORDS = 6

PartKind = Literal["person", "role", "organization"]


def is_byline(line: str) -> bool:
    """Whether a whole line is a byline: "By" or a label ("Words:") and names, or a name and a job title."""
    if len(line) > MAX_BYLINE_CHARS or "\n" in line.strip():
        return False
    by = _BY.match(line)
    label = _LINE_LABEL.match(line)
    if label and not by:
        names = parse_authors(line[label.end() :])
        # "Text: Trump's Speech" is a headline.
        return bool(names) and (bool(label["sure"]) or names[0].split()[0].casefold() in load_first_names())
    parts = [part for part in _split_names(line[by.end() :] if by else line) if part]
    if not parts or len(parts) > MAX_BYLINE_PARTS:
        return False
    kinds = [_classify_part(_PLACE.sub("", part)) for part in parts]
    if None in kinds:
        return False
    if by:
        return kinds[0] in ("person", "organization")
    return kinds[0] == "person" and "role" in kinds[1:]


def parse_authors(line: str) -> tuple[str, ...]:
    """List the people named in a byline or an author field, in order, without repeats."""
    # Without runs of blanks, which the patterns would try again and again.
    line = _COMMA_BEFORE_SUFFIX.sub(" ", " ".join(line[:MAX_FIELD_CHARS].split()))
    by = _BY.match(line) or _OTHER_LANGUAGE_BY.match(line)
    names: list[str] = []
    for part in _split_names(_OTHER_LANGUAGE_AND.sub(r"\g<end>, ", line[by.end() :] if by else line)):
        name = spell_name(_PLACE.sub("", _LABEL.sub("", part, count=1)).strip())
        name = _SUFFIX_WITHOUT_POINT.sub(".", name)
        if _classify_part(name) == "person" and name not in names:
            names.append(name)
    return tuple(names)


def is_bare_name(line: str) -> bool:
    """Whether a line is a person's name and nothing else, with a first name that is known as one."""
    names = parse_authors(line) if len(line) <= MAX_BYLINE_CHARS else ()
    return names in ((line,), (spell_name(line),)) and line.split()[0].casefold() in load_first_names()


def is_role_or_body(line: str) -> bool:
    """Whether a line is a role or the name of a paper or an agency: "Staff Writer", "Valley Post"."""
    return len(line) <= MAX_BYLINE_CHARS and all(
        _classify_part(part) in ("role", "organization") for part in _split_names(line)
    )


def is_role_below_name(line: str) -> bool:
    """Whether a line below a byline is a role, as its first or last word says: "Consumer affairs editor"."""
    words = [word.casefold() for word in WORD.findall(line)]
    is_phrase = 0 < len(words) <= MAX_PART_WORDS and line.rstrip()[-1] not in SENTENCE_END_MARKS
    return is_role_or_body(line) or (is_phrase and not BYLINE_JOBS.isdisjoint((words[0], words[-1])))


def spell_name(name: str) -> str:
    """Spell a name in capitals as usual: "ANDREEA MCBRIDE" is Andreea McBride. Names with other letters stay."""
    words = _NAME_WORD.findall(name)
    if not any(len(word) > 1 for word in words) or not all(word.isupper() for word in words):
        return name
    return _NAME_WORD.sub(lambda match: lower_word(match[0]), name)


def lower_word(word: str) -> str:
    """Write a word in capitals with one capital, or two after "Mc"; Roman numbers stay."""
    if word in _ROMAN_NUMBERS:
        return word
    return f"Mc{word[2:].capitalize()}" if word.startswith("MC") and len(word) > len("MCX") else word.capitalize()


def _split_names(text: str) -> list[str]:
    return _SEPARATOR.split(_CONTACT.sub("", text).strip(" .)_*"))


def _classify_part(part: str) -> PartKind | None:
    """Classify a part of a byline; None if it belongs in no byline."""
    words = part.split()
    lower = [word.lower().strip(".,") for word in words]
    if not words or len(words) > MAX_PART_WORDS or ":" in part:
        return None
    if any(word in BYLINE_JOBS for word in lower) and all(
        word in BYLINE_JOBS or word in BYLINE_BODIES or word[0].isupper() for word in words
    ):
        return "role"
    if all(word in BYLINE_JOBS for word in lower):
        return "role"
    if any(word in BYLINE_BODIES for word in lower):
        return "organization" if all(word[0].isupper() or word in BYLINE_BODY_PARTICLES for word in words) else None
    names = [word for word in words if word.lower() not in BYLINE_PARTICLES]
    if not all(word[0].isupper() and not any(character.isdigit() for character in word) for word in names):
        return None
    if not 2 <= len(words) <= MAX_NAME_WORDS or not names or lower[0] in ARTICLES:
        return None
    return "person"
