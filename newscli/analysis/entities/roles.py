"""Roles: what an article says that a person is.

It stands right before or after the name ("French President", "chief of the fund"), before it with a comma ("The
minister, Lena Brandt,") or after a verb ("Lena Brandt is the transport minister").
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from newscli.lang.en.calendar import MONTHS, WEEKDAYS
from newscli.lang.en.people import (
    CLAUSE_OPENERS,
    CLAUSE_SIGNS,
    COURTESY_TITLES,
    ROLE_BREAKS,
    ROLE_COMPLEMENTS,
    ROLE_INTRODUCTIONS,
    ROLE_MODIFIERS,
    ROLES,
    SENTENCE_OPENERS,
    TITLES,
)
from newscli.lang.en.sources import GUARDS
from newscli.lang.en.words import ARTICLES, FUNCTION_WORDS
from newscli.patterns import compile_lazily

# How far before a name its role may begin, and how long a role after it may be, in characters.
MAX_CHARS_BEFORE = 90
MAX_CHARS_AFTER = 100
# How much text before a description is searched for a name, in characters.
MAX_NAME_CHARS_BEFORE = 30
# How much text after a name is searched, comma and determiner included, in characters.
MAX_LOOKAHEAD_CHARS = 120
# How many words may stand between "deputy" or "former" and a role.
MAX_WORDS_AFTER_GUARD = 2

# Where words that belong to the name after them may begin: after a mark other than the full stop of an abbreviation.
_BREAK = compile_lazily(r"[;:!?,\"“”()\[\]\n—–]|(?<![A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})(?<!\bMaj)\.\s")
_WORD = compile_lazily(r"[^\s]+")
_AFTER = compile_lazily(
    rf",\s{{1,3}}(?:(?:{'|'.join(ROLE_INTRODUCTIONS)})\s{{1,3}})?"
    rf"(?P<role>[^,.;:!?“”\"()\n]{{3,{MAX_CHARS_AFTER}}})"
)
_HEAD_NOUN = compile_lazily(
    rf"^(?:[^\s]{{1,30}}\s{{1,3}}){{0,7}}?(?P<noun>[\w-]{{2,30}})(?=\s+(?:{'|'.join(ROLE_COMPLEMENTS)})\b|$)"
)
_NAME_BEFORE = compile_lazily(
    rf"\b(?!{'|'.join(name.capitalize() for name in (*WEEKDAYS, *MONTHS))})[A-Z][\w.’'-]+,\s$"
)
_COPULA = compile_lazily(
    rf"\s{{1,3}}(?:is|became|remains|serves as|served as),?\s{{1,3}}(?:{'|'.join(ROLE_INTRODUCTIONS)})\s{{1,3}}"
    rf"(?P<role>[^,.;:!?“”\"()\n]{{3,{MAX_CHARS_AFTER}}})"
)
# The description in "The transport minister, Lena Brandt," up to the name.
_APPOSED = compile_lazily(
    rf"\b(?:{'|'.join(ROLE_INTRODUCTIONS)})\s{{1,3}}(?P<role>[^,.;:!?“”\"()\n]{{3,{MAX_CHARS_AFTER}}}),\s{{1,3}}(?:(?:{'|'.join(COURTESY_TITLES)}|prof)\.?\s{{1,3}})*$",
    re.IGNORECASE,
)
# Where a role ends and a clause about the person begins.
_CLAUSE = compile_lazily(rf"\s+(?:{'|'.join(CLAUSE_OPENERS)})\b.*", re.DOTALL)
# "who served as" before a role, and the next item of a list after it: "Ann Lee, chairwoman, and Bob Ray".
_SERVICE = compile_lazily(r"^who\s(?:[\w’']+\s){1,4}?as\s(?:(?:an?|the)\s)?")
_NEXT_NAME = compile_lazily(r"\s+and\s+[A-Z].*", re.DOTALL)


def find_head_noun(description: str) -> str | None:
    """Find the head noun of a description, case folded: "coach" in "the Afghan team's coach"."""
    match = _HEAD_NOUN.match(description.strip())
    return match["noun"].casefold() if match else None


class Role(NamedTuple):
    """What a person is called.

    It ``takes_up`` a description if it names whom one that the reader knows means ("The minister, Lena Brandt,"), or
    states that somebody is it.
    """

    text: str
    takes_up: bool


def find_roles(text: str, start: int, end: int) -> Iterator[Role]:
    """Yield the roles beside the name ``text[start:end]``: at most one before and one after it."""
    if role := _find_role_before(text, start):
        yield Role(role, False)
    elif role := find_apposed_role(text, start):
        yield Role(role, True)
    copula = _COPULA.match(text, end, end + MAX_LOOKAHEAD_CHARS)
    match = copula or _AFTER.match(text, end, end + MAX_LOOKAHEAD_CHARS)
    if match:
        role = match["role"]
        if match.end() - match.start("role") >= MAX_CHARS_AFTER:
            # The pattern cut it off, perhaps inside a word: only the text before "and" is sure to be complete.
            role = role.rsplit(" and ", 1)[0] if " and " in role else role.rsplit(" ", 1)[0]
        role = " ".join(_NEXT_NAME.sub("", _CLAUSE.sub("", _SERVICE.sub("", role))).split())
        # Plurals ("officials") are not the role of one person; with a verb in it, it is none.
        if find_head_noun(role) in ROLES and not _looks_like_clause(role):
            yield Role(role, copula is not None)


def _looks_like_clause(role: str) -> bool:
    """Whether words are a clause, by their verb, or by a determiner before the noun: "Roe beat the striker"."""
    words = role.casefold().split()
    noun = find_head_noun(role)
    before = words[1 : words.index(noun)] if noun in words else []
    return not CLAUSE_SIGNS.isdisjoint(words) or not set(before).isdisjoint(ARTICLES)


def find_apposed_role(text: str, start: int) -> str | None:
    """Find the role in a description that the name at ``start`` is in apposition to: "The minister, Lena Brandt,"."""
    position = max(0, start - MAX_CHARS_BEFORE)
    while match := _APPOSED.search(text, position, start):
        if _NAME_BEFORE.search(text, max(0, match.start() - MAX_NAME_CHARS_BEFORE), match.start()):
            # "Ann Lee, the minister, Bob Ray": the description is Ann Lee's.
            return None
        role = " ".join(match["role"].split())
        if find_head_noun(role) in ROLES and not _looks_like_clause(role):
            return role
        position = match.start("role")
    return None


def _find_role_before(text: str, start: int) -> str | None:
    before = text[max(0, start - MAX_CHARS_BEFORE) : start]
    if not before or not before[-1].isspace():
        return None
    words = _WORD.findall(_BREAK.split(before)[-1])
    if not words or not _is_role_word(words[-1]):
        return None
    start_index = len(words) - 1
    while start_index and _may_belong_to_role(words[start_index - 1]):
        start_index -= 1
    start_index = _extend_to_guard(words, start_index)
    for index in range(start_index, len(words) - 1):
        if _strip_stops(words[index]) in ROLE_BREAKS:
            start_index = index + 1
    for index in range(start_index + 1, len(words) - 1):
        # "President Doe and nominee Roe": the first is somebody else.
        if words[index] == "and" and not _is_role_word(words[index - 1]):
            start_index = index + 1
    while start_index < len(words) - 1 and _strip_stops(words[start_index]) in SENTENCE_OPENERS:
        start_index += 1
    # "Mr. Grassley and Mr. Leahy" and "under Mrs. Clinton" name no role.
    is_courtesy = _strip_stops(words[-1]) in COURTESY_TITLES and " ".join(words[-2:]).casefold() != "first lady"
    return None if is_courtesy else " ".join(words[start_index:])


def _extend_to_guard(words: list[str], start_index: int) -> int:
    """Extend a role to a word shortly before it that makes it another: "deputy" in "deputy station commander"."""
    for index in range(start_index - 1, max(0, start_index - MAX_WORDS_AFTER_GUARD - 1) - 1, -1):
        if words[index].casefold() in GUARDS:
            return index
        if words[index].casefold() in FUNCTION_WORDS:
            break
    return start_index


def _may_belong_to_role(word: str) -> bool:
    return _is_role_word(word) or word[0].isupper() or _strip_stops(word) in ROLE_MODIFIERS


def _is_role_word(word: str) -> bool:
    folded = _strip_stops(word)
    return folded in TITLES or folded in ROLES or folded.rpartition("-")[2] in ROLES


def _strip_stops(word: str) -> str:
    """Strip full stops and commas from the ends of a word, and fold its case."""
    return word.strip(".,").casefold()
