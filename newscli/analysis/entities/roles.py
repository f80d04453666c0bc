"""Roles: what an article calls a person before and after the name ("French President", "chief of the fund")."""

import re
from collections.abc import Iterator

from newscli.lang.en.people import ROLES, TITLES

_REACH, _LONGEST = 90, 100
# Where the words before a name that may belong to it begin: after a mark that is no abbreviation's full stop.
_BREAK = re.compile(r"[;:!?,\"“”()\[\]\n—–]|(?<![A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})(?<!\bMaj)\.\s")
_WORD = re.compile(r"[^\s]+")
_MODIFIERS = frozenset(
    "former deputy vice acting interim chief senior junior assistant associate prime foreign defence defense interior "
    "finance first second third top leading veteran retired ex party opposition team group state city county federal "
    "national presidential police army navy military district district's ruling co white human rights press media "
    "general executive managing director's government prize-winning one-time longtime then of-state special under "
    "and law labor labour trade health education home shadow".split()
)
# Words that open a sentence with a capital.
_OPENERS = frozenset(
    "then when after before while since because although meanwhile later today yesterday but as in on at to by for "
    "from with under against about like of and the a an".split()
)
_HONORIFICS = frozenset("mr mrs ms miss sir dr madam mister dame lord lady".split())
_AFTER = re.compile(
    r",\s{1,3}(?:(?:the|a|an|its|his|her|their|then|who is|who was)\s{1,3})?(?P<role>[^,.;:!?“”\"()\n]{3,100})"
)
_HEAD = re.compile(
    r"^(?:[^\s]{1,30}\s{1,3}){0,7}?(?P<head>[\w-]{2,30})(?=\s+(?:of|for|at|in|with|from|to|on|who|by|and|near)\b|$)"
)
_SAID = re.compile(r"\s+(?:said|says|told|who|whose|was|is|has|had|and his|and her)\b.*", re.DOTALL)


def head(words: str) -> str | None:
    """The noun that a description is built on: "coach" of "the Afghan team's coach"."""
    match = _HEAD.match(words.strip())
    return match["head"].casefold() if match else None


def role(noun: str | None) -> bool:
    """Whether a noun says what somebody is; plurals are nobody's role."""
    return noun is not None and noun in ROLES


def roles_at(text: str, start: int, end: int) -> Iterator[str]:
    """The roles beside the name ``text[start:end]``."""
    if found := _before(text, start):
        yield found
    match = _AFTER.match(text, end, end + 120)
    if match:
        shown = match["role"]
        if match.end() - match.start("role") >= _LONGEST:
            # Cut off where the pattern ends: the part before "and" is whole.
            shown = shown.rsplit(" and ", 1)[0] if " and " in shown else shown.rsplit(" ", 1)[0]
        words = " ".join(_SAID.sub("", shown).split())
        if role(head(words)):
            yield words


def _before(text: str, start: int) -> str | None:
    near = text[max(0, start - _REACH) : start]
    if not near or not near[-1].isspace():
        return None
    near = _BREAK.split(near)[-1]
    words = _WORD.findall(near)
    if not words or not _part(words[-1]):
        return None
    first = len(words) - 1
    while first and (_part(words[first - 1]) or words[first - 1][0].isupper() or _bare(words[first - 1]) in _MODIFIERS):
        first -= 1
    while first < len(words) - 1 and _bare(words[first]) in _OPENERS:
        first += 1
    # "Mr. Grassley and Mr. Leahy", "under Mrs. Clinton" tell of nobody's role.
    return None if _bare(words[-1]) in _HONORIFICS else " ".join(words[first:])


def _part(word: str) -> bool:
    bare = _bare(word)
    return bare in TITLES or bare in ROLES or bare.rpartition("-")[2] in ROLES


def _bare(word: str) -> str:
    return word.strip(".,").casefold()
