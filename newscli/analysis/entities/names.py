"""Names: what makes two the same, the clusters of those that are, titles before them and the gender they imply."""

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from newscli.lang.en.people import (
    ALIASES,
    GENDERED_TITLES,
    KIN_GENDERS,
    NAME_SUFFIXES,
    NICKNAMES,
    TITLES,
    load_first_names,
)
from newscli.model import EntityType, Span
from newscli.patterns import compile_lazily
from newscli.text import fold_name, strip_accents

NameKey = tuple[str, ...]

# How far before a name its title may begin, in characters.
MAX_TITLE_CHARS = 15

_INVERTED = compile_lazily(r"(?P<last>[\w'’-]+), (?P<first>[^\W\d_]+)")
# A capital "A" before a name is an initial.
_EDGES = compile_lazily(r"^(?:(?:the|THE|The)|an?|An)\s+|['’]s?$")
# A word of capitals, or the rest of one after "Mc".
_WORD_IN_CAPITALS = compile_lazily(r"(?<![^\W\d_])[^\W\d_]{2,}|(?<=\bMC)[^\W\d_]{3,}")
# "KELLY, chief of staff", "RUBIO (R-FL)".
_ADDITION = compile_lazily(r"\s*(?:,|\().*", re.DOTALL)
_TITLE_BEFORE = compile_lazily(rf"\b({'|'.join(GENDERED_TITLES)})\.?\s{{1,3}}$", re.IGNORECASE)


class ShownName(NamedTuple):
    """A name in the text; ``text`` is without determiner, title and possessive."""

    span: Span
    text: str


@dataclass(eq=False, slots=True)
class NameCluster:
    """Names that mean the same, in text order. A cluster equals only itself, so it can be a key of a dict.

    ``variants`` are different spellings that were taken for one name.
    """

    type: EntityType
    names: list[ShownName] = field(default_factory=list)
    variants: list[str] = field(default_factory=list)

    @property
    def keys(self) -> tuple[NameKey, ...]:
        """The different normalized names, in order of first mention."""
        return tuple(dict.fromkeys(normalize_name(name.text) for name in self.names))


def trim_name(text: str, span: Span) -> str:
    """Strip the determiner and the possessive from a name, and put single spaces in it."""
    name = " ".join(text[span.start : span.end].split())
    if (inverted := _INVERTED.fullmatch(name)) and inverted["first"].casefold() in load_first_names():
        # "Doe, Jane" in a list.
        return f"{inverted['first']} {inverted['last']}"
    return _EDGES.sub("", name) or name


def lower_capitals(name: str) -> str:
    """Write a full name in capitals as it is printed elsewhere: "TED O'NEIL" as "Ted O'Neil"; others stay."""
    if not name.isupper() or " " not in name:
        return name
    return _WORD_IN_CAPITALS.sub(lambda match: match[0].capitalize(), name)


@lru_cache(maxsize=10_000)
def normalize_name(name: str) -> NameKey:
    """Normalize a name for comparison: its folded words, without determiner and possessive, aliases replaced."""
    folded = fold_name(_EDGES.sub("", strip_accents(name.replace("’", "'"))), keep="&-")
    return tuple(ALIASES.get(folded, folded).split())


def drop_suffixes(key: NameKey) -> NameKey:
    """Drop "jr", "phd" and the like from a normalized name."""
    return tuple(word for word in key if word not in NAME_SUFFIXES)


def find_title_gender(text: str, start: int) -> str | None:
    """Find the gender ("f" or "m") implied by the title before a position; None without such a title."""
    match = _TITLE_BEFORE.search(text, max(0, start - MAX_TITLE_CHARS), start)
    return TITLES[match[1].lower()] if match else None


def find_kin_gender(text: str, start: int) -> str | None:
    """Find the gender ("f" or "m") of whose kin a name is said to be: "his sister, Amal"."""
    words = text[max(0, start - MAX_TITLE_CHARS) : start].lower().split()
    return KIN_GENDERS.get(words[-1].rstrip(",")) if words and text[start - 1].isspace() else None


def infer_gender(text: str, cluster: NameCluster) -> str | None:
    """Infer the gender ("f" or "m") of a person from titles and kin, else from first names; None if nothing shows it.

    A tie goes to the gender that comes first in the text.
    """
    starts = [name.span.start for name in cluster.names]
    by_title = Counter(
        filter(None, (find_title_gender(text, start) or find_kin_gender(text, start) for start in starts))
    )
    if by_title:
        return by_title.most_common(1)[0][0]
    genders = load_first_names()
    by_first_name = Counter(filter(None, (genders.get(key[0]) for key in cluster.keys if len(key) > 1)))
    return by_first_name.most_common(1)[0][0] if by_first_name else None


def may_be_one_person(first: str, second: str) -> bool:
    """Whether two names may be of one person: one has all words of the other.

    Titles and what follows in brackets or after a comma don't count, nicknames and initials do.
    """
    words = (_split_name(first), _split_name(second))
    return any(
        all(any(are_same_first_name(word, other) for other in longer) for word in shorter)
        for shorter, longer in (words, words[::-1])
    )


def are_same_first_name(a: str, b: str) -> bool:
    """Whether two first names are equal, or one is the initial or a nickname of the other."""
    if len(a) == 1 or len(b) == 1:
        return a[0] == b[0]
    return a == b or NICKNAMES.get(a, a) == NICKNAMES.get(b, b)


def _split_name(name: str) -> list[str]:
    """Split a name into its words, without titles and what is added to it; a title alone stays."""
    words = fold_name(_ADDITION.sub("", name).replace(".", ". ").replace("-", " ")).split()
    return [word for word in words if word not in TITLES and word not in NAME_SUFFIXES] or words
