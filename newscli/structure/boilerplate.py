"""Which lines around a plain text's story belong to its sending: slugs, embargoes, contacts, boilerplate, credits.

They stay in the text, as the furniture of pages does, but are no part of the story. Rules, not a model: such lines say
what they are.
"""

import re
from collections.abc import Sequence

from newscli.lang.agencies import AGENCIES
from newscli.lang.en.boilerplate import (
    CONTACT_HEADINGS,
    CREDIT_LINES,
    END_MARKS,
    GREETINGS,
    INITIALS,
    OPENING_LINES,
    RELEASE_WIRES,
    SIGNATURE_RULE,
    SLUG,
    TAIL_HEADINGS,
)
from newscli.patterns import compile_lazily
from newscli.structure.layout import Line

# How many lines at the beginning of a text are looked at.
MAX_OPENING_LINES = 15
# Further down, an address is a link of the story.
MAX_ADDRESS_LINES = 2
# A message before a story is no longer than this, in lines.
MAX_MESSAGE_LINES = 15
MAX_LINE_CHARS = 250
# What follows a story is in this share of its lines.
TAIL_SHARE = 0.5
# The same in a release, whose lines are long above and short below.
RELEASE_TAIL_SHARE = 0.35
_OPENING = compile_lazily(rf"(?:{'|'.join(OPENING_LINES)})", re.IGNORECASE)
_SLUG = compile_lazily(SLUG)
_CONTACTS = compile_lazily(CONTACT_HEADINGS, re.IGNORECASE)
_ADDRESS = compile_lazily(
    r"\S+@\S+\.\w+|(?:(?:tel|phone|mob|mobile|cell|fax)[.:]?\s?[+(]?|[+(])\d[\d ().-]{6,20}|https?://\S+|www\.\S+",
    re.IGNORECASE,
)
_END = compile_lazily(rf"[\s*(]*(?:{END_MARKS})[\s*)]*", re.IGNORECASE)
_TAIL = compile_lazily(rf"(?:{'|'.join(TAIL_HEADINGS)})", re.IGNORECASE)
_CREDIT = compile_lazily(rf"(?:{'|'.join(CREDIT_LINES)})", re.IGNORECASE)
_INITIALS = compile_lazily(INITIALS)
_RELEASE_WIRE = compile_lazily(rf"\b(?:{RELEASE_WIRES})\b", re.IGNORECASE)
_RULE = compile_lazily(r"[_*=-]{3,}")
_GREETING = compile_lazily(GREETINGS, re.IGNORECASE)
_SIGNATURE_RULE = compile_lazily(SIGNATURE_RULE)


def find_boilerplate(text: str, lines: Sequence[Line]) -> frozenset[int]:
    """Find the indices of the lines around a story that are no part of it; never all of them."""
    contents = [text[line.start : min(line.end, line.start + MAX_LINE_CHARS)] for line in lines]
    message = _find_message(contents)
    opening = _find_opening(contents, lines, message)
    is_release = any(_OPENING.fullmatch(contents[k]) or _CONTACTS.fullmatch(contents[k]) for k in opening) or any(
        map(_RELEASE_WIRE.search, contents[:MAX_OPENING_LINES])
    )
    end = _find_end(contents, is_release)
    found = {*range(message), *opening, *range(end, len(lines))}
    return frozenset(found) if len(found) < len(lines) else frozenset()


def _find_message(contents: Sequence[str]) -> int:
    """Find how many lines are a message to a colleague: from a greeting to a rule, with the story after it."""
    if not contents or not _GREETING.fullmatch(contents[0]):
        return 0
    rules = (k for k, line in enumerate(contents[:MAX_MESSAGE_LINES]) if _SIGNATURE_RULE.fullmatch(line))
    rule = next(rules, None)
    return rule + 1 if rule is not None and rule + 1 < len(contents) else 0


def _find_opening(contents: Sequence[str], lines: Sequence[Line], first: int) -> set[int]:
    """Find slugs, notes, embargoes, agencies' names and blocks of contacts among the first lines."""
    found: set[int] = set()
    in_contacts = False
    for k in range(first, min(len(contents), first + MAX_OPENING_LINES)):
        line = contents[k]
        # A block of contacts ends at a blank line, unless a bare heading stands above that line.
        if in_contacts and lines[k].blank and k - 1 in found and not _is_bare_heading(contents[k - 1]):
            in_contacts = False
        if _CONTACTS.fullmatch(line):
            in_contacts = True
        is_slug = k == first and _SLUG.fullmatch(line) and "-" in line
        is_agency = line.strip(" .").casefold() in AGENCIES
        is_address = k < first + MAX_ADDRESS_LINES and _ADDRESS.fullmatch(line)
        if in_contacts or is_slug or is_agency or is_address or _OPENING.fullmatch(line):
            found.add(k)
    return found


def _is_bare_heading(line: str) -> bool:
    """Whether a line says that contacts follow, without one in it."""
    return _CONTACTS.fullmatch(line) is not None and ":" not in line.rstrip(": ")


def _find_end(contents: Sequence[str], is_release: bool) -> int:
    """Find the index of the first line after the story: an end mark, a release's tail, or closing credits."""
    count = len(contents)
    half = int(count * TAIL_SHARE)
    mark = _find_end_mark(contents, half)
    first_tail = int(count * RELEASE_TAIL_SHARE)
    if is_release and (tail := next((k for k in range(first_tail, mark) if _TAIL.fullmatch(contents[k])), None)):
        return tail
    end = mark
    while end > 1 and _is_closing(contents[end - 1]):
        end -= 1
    return end if mark < count or any(map(_is_credit, contents[end:])) else count


def _find_end_mark(contents: Sequence[str], half: int) -> int:
    """Find the line that says that the story ends; the number of lines if there is none.

    It is in the second half, unless it is the only one and has notes below it, which may be longer than the story.
    """
    marks = [k for k in range(1, len(contents)) if _END.fullmatch(contents[k])]
    if len(marks) == 1 and marks[0] + 1 < len(contents):
        below = contents[marks[0] + 1]
        half = 0 if _TAIL.fullmatch(below) or _CONTACTS.fullmatch(below) else half
    return next((k for k in marks if k >= half), len(contents))


def _is_closing(line: str) -> bool:
    return _is_credit(line) or _RULE.fullmatch(line) is not None


def _is_credit(line: str) -> bool:
    return _CREDIT.fullmatch(line) is not None or _INITIALS.fullmatch(line) is not None
