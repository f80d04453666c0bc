"""Descriptions of people: "the French leader" by its head noun and qualifiers, and whether it fits a stated role."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from newscli.lang.en.people import IRREGULAR_DEMONYMS, ROLE_SYNONYMS, TITLE_ABBREVIATIONS
from newscli.lang.en.sources import COMPOUND_ROLES, GUARDS, HEAD_ENDS, INDEFINITES
from newscli.lang.en.words import DEFINITE_DETERMINERS, FUNCTION_WORDS, RELATIVE_PRONOUNS
from newscli.patterns import compile_lazily

# Words of the same root share at least this many first letters: "Italy", "Italian".
MIN_ROOT_LETTERS = 4
# Longer descriptions are cut: nobody's role takes more.
MAX_DESCRIPTION_WORDS = 20

_COMPOUND = compile_lazily(rf"\b(?:{'|'.join(map(re.escape, sorted(COMPOUND_ROLES, key=len, reverse=True)))})\b")
_POSSESSIVE = compile_lazily(r"['’]s?\b|['’]")
_WORD = compile_lazily(r"[^\s,;()“”\"]+|[,;(]")
_CLAUSE = "clause"


class Description(NamedTuple):
    """What is said of somebody: the head noun, and the words that narrow it down.

    ``guards`` are those that make it another person than the holder of the bare role ("former", "deputy").
    """

    noun: str
    qualifiers: frozenset[str]
    guards: frozenset[str]
    is_definite: bool
    is_indefinite: bool


def parse_description(text: str) -> Description | None:
    """Parse a description; None if it has no head noun."""
    folded = _COMPOUND.sub(lambda match: match.group().replace(" ", "-"), " ".join(text.casefold().split()))
    folded = folded.replace("ex-", "ex ").replace("then-", "then ")
    words = _WORD.findall(folded)[:MAX_DESCRIPTION_WORDS]
    is_definite = bool(words) and words[0] in DEFINITE_DETERMINERS
    is_indefinite = bool(words) and (words[0] in INDEFINITES or words[0][0].isdigit())
    # "his wife", "its chairman": narrowed down by whoever the pronoun means.
    qualifiers = [words[0]] if is_definite and words[0] not in ("the", "this", "that") else []
    head, rest = _split_head(words[1:] if is_definite or is_indefinite else words)
    if not head:
        return None
    noun = _normalize(head[-1])
    for word in head[:-1]:
        qualifiers.append(_normalize(word))
    if rest and rest[0] in RELATIVE_PRONOUNS:
        qualifiers.append(_CLAUSE)
    else:
        qualifiers += [_normalize(word) for word in _take_complement(rest)]
    kept = {word for word in qualifiers if word and (word not in FUNCTION_WORDS or word in qualifiers[:1])}
    return Description(noun, frozenset(kept - GUARDS), frozenset(kept & GUARDS), is_definite, is_indefinite)


def _split_head(words: list[str]) -> tuple[list[str], list[str]]:
    """Split the words of a description where a complement, a clause or an apposition begins."""
    for number, word in enumerate(words):
        if number and (word in HEAD_ENDS or word in ",;("):
            return words[:number], words[number:]
    return words, []


def _take_complement(words: list[str]) -> Iterable[str]:
    """Take the words of a complement, up to a clause or an apposition."""
    for word in words:
        if word in ",;(" or word in RELATIVE_PRONOUNS:
            return
        if word not in FUNCTION_WORDS and word not in HEAD_ENDS:
            yield word


def _normalize(word: str) -> str:
    bare_word = _POSSESSIVE.sub("", word).strip(".-–—:")
    bare_word = TITLE_ABBREVIATIONS.get(bare_word, bare_word)
    return IRREGULAR_DEMONYMS.get(bare_word, bare_word)


def fits(description: Description, role: Description) -> bool:
    """Whether a description fits a role: the noun, all its qualifiers, and the same guards."""
    return (
        may_be_one_noun(description.noun, role.noun)
        and description.guards == role.guards
        and all(any(_share_root(word, other) for other in role.qualifiers) for word in description.qualifiers)
    )


def may_be_one_noun(noun: str, role_noun: str) -> bool:
    """Whether a noun may stand for that of a role: a "leader" may be a president."""
    return noun == role_noun or role_noun in ROLE_SYNONYMS.get(noun, ())


def _share_root(a: str, b: str) -> bool:
    """Whether two words are the same, or of one root, as a country and its adjective are."""
    if a == b:
        return True
    shortest = min(len(a), len(b))
    return (
        shortest >= MIN_ROOT_LETTERS
        and a[: max(MIN_ROOT_LETTERS, shortest - 1)] == b[: max(MIN_ROOT_LETTERS, shortest - 1)]
    )
