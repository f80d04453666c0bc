"""Bylines: is a line one, and whom does it name? Authors are people: no agencies, no desks, no roles."""

import re

from newscli.lang.en.people import BYLINE_BODIES as _BODIES
from newscli.lang.en.people import BYLINE_JOBS as _ROLES
from newscli.lang.en.people import BYLINE_PARTICLES as _PARTICLES

_BY = re.compile(r"[\s(_*]*(?:(?:written|reported|story|report|text)\s+)?by\b[\s:]*", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:;|\||/|,|&|\band\b|\bund\b|\bet\b|\bwith\b|[–—]| - )\s*")
_NOISE = re.compile(r"\s*[(<\[].*$|\s*\b[\w.+-]{1,64}@[\w.-]{1,255}.*$|\s+@\w+.*$")
_PLACED = re.compile(r"\s+(?:in|at|for|of|from)\s+[A-Z].*$")
_LONGEST = 200


def is_byline(line: str) -> bool:
    """Whether a whole line is a byline: "By" and names, or a name and a job."""
    if len(line) > _LONGEST or "\n" in line.strip():
        return False
    by = _BY.match(line)
    rest = line[by.end() :] if by else line
    parts = [part for part in _BETWEEN.split(_NOISE.sub("", rest).strip(" .)_*")) if part]
    if not parts or len(parts) > 12:
        return False
    kinds = [_kind(_PLACED.sub("", part)) for part in parts]
    if None in kinds:
        return False
    if by:
        return kinds[0] in ("person", "body")
    return kinds[0] == "person" and "role" in kinds[1:]


def parse_authors(line: str) -> tuple[str, ...]:
    """The people that a byline or an author field names, in its order, each once."""
    by = _BY.match(line)
    rest = _NOISE.sub("", line[by.end() :] if by else line).strip(" .)_*")
    names: list[str] = []
    for part in _BETWEEN.split(rest):
        name = _PLACED.sub("", part).strip()
        if _kind(name) == "person" and name not in names:
            names.append(name)
    return tuple(names)


def _kind(part: str) -> str | None:
    """ "person", "role", "body" (an organization), or None for what no byline holds."""
    words = part.split()
    lower = [word.lower().strip(".,") for word in words]
    if not words or len(words) > 7:
        return None
    if any(word in _ROLES for word in lower) and all(w in _ROLES or w in _BODIES or w[0].isupper() for w in words if w):
        return "role"
    if all(word in _ROLES for word in lower):
        return "role"
    if any(word in _BODIES for word in lower):
        return "body" if all(word[0].isupper() or word in ("the", "of") for word in words) else None
    named = [word for word in words if word.lower() not in _PARTICLES]
    if not all(word[0].isupper() and not any(c.isdigit() for c in word) for word in named):
        return None
    if not 2 <= len(words) <= 6 or not named or lower[0] in ("the", "a", "an"):
        return None
    return "person"
