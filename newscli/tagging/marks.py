"""Quotation marks: which one opens, which closes, and what lies between, in one pass.

Knows "…", “…”, ‘…’, '…', ``…'', „…“, „…”, ”…”, «…», »…«, “…„, ‹…› and 「…」, nested; a quote over
several paragraphs that reopens each and closes once; apostrophes, elisions, possessives and inches
that are no quotation marks. Only the outermost marked words are kept. A mark without its partner
is reported, and swallows at most its own paragraph.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from newscli.model import Block, QuotedSpan, Span
from newscli.text import QUOTATION_MARKS

_LETTER = re.compile(r"[^\W_]")
_MARK = re.compile("[\"“”„‟«»‹›「」『』‘’‚‛]|``|''?")
_OPENS_BEFORE = frozenset("([{<—–-‐―/|…_*")
_CLOSES_AFTER = frozenset(".,;:!?)]}>—–-…/_*")
_SENTENCE_ENDS = frozenset(".,!?…;:—–-")
_ELISION = re.compile(
    r"(?:\d\d\b|\d0s\b|(?:em|tis|twas|twere|til|till|cause|cuz|coz|n|round|bout|neath|fore|gainst|ere|ard|nuff|kay|sup"
    r"|s|ll|re|ve|d|m|t)\b)",
    re.IGNORECASE,
)
_FEET = re.compile(r"\d['’]\s?\d{1,2}$")

_DOUBLE, _ANGLE, _CORNER, _SINGLE = "double", "angle", "corner", "single"
_FAMILY = {
    **dict.fromkeys(('"', "“", "”", "„", "‟", "``", "''"), _DOUBLE),
    **dict.fromkeys("«»‹›", _ANGLE),
    **dict.fromkeys("「」『』", _CORNER),
    **dict.fromkeys("‘’‚‛'", _SINGLE),
}


class _Open(NamedTuple):
    glyph: str
    family: str
    start: int
    # How many segments were complete when this one opened: those after it lie inside.
    before: int


class _Mark(NamedTuple):
    glyph: str
    start: int
    end: int
    # What stands before and after within the paragraph; "" at its edges.
    left: str
    right: str

    @property
    def may_open(self) -> bool:
        boundary = not self.left or self.left.isspace() or self.left in _OPENS_BEFORE or self.left in QUOTATION_MARKS
        return boundary and self.right != "" and not self.right.isspace()

    @property
    def may_close(self) -> bool:
        boundary = (
            not self.right or self.right.isspace() or self.right in _CLOSES_AFTER or self.right in QUOTATION_MARKS
        )
        return boundary and self.left != "" and not self.left.isspace()


def marked(text: str, blocks: Sequence[Block]) -> tuple[tuple[QuotedSpan, ...], tuple[Span, ...]]:
    """All outermost marked words of the blocks, and the marks that have no partner, in text order."""
    found: list[QuotedSpan] = []
    lonely: list[Span] = []
    speech: list[Span] = []
    for k, block in enumerate(blocks):
        pieces, opened, strays = _paragraph(text, block.span)
        lonely += strays
        goes_on = opened is not None and k + 1 < len(blocks) and _reopened(text, blocks[k + 1], opened)
        if opened is not None:
            rest = Span(opened.start, block.span.end)
            inside = pieces and pieces[-1].spans[0].start > opened.start
            if not goes_on:
                lonely.append(Span(opened.start, opened.start + len(opened.glyph)))
            if goes_on or not inside:
                pieces = [piece for piece in pieces if piece.spans[0].start < opened.start]
                pieces.append(QuotedSpan((rest,), False))
        if speech:
            # The paragraph before left a speech open, and this one begins with its mark.
            if pieces and pieces[0].spans[0].start == block.span.start:
                first = pieces.pop(0)
                speech += first.spans
                if not (goes_on and not pieces):
                    found.append(QuotedSpan(tuple(speech), first.closed))
                    speech = []
            else:
                found.append(QuotedSpan(tuple(speech), False))
                speech = []
        if goes_on and pieces:
            speech = list(pieces.pop().spans)
        found += pieces
    return tuple(found), tuple(sorted(lonely))


def _paragraph(text: str, span: Span) -> tuple[list[QuotedSpan], _Open | None, list[Span]]:
    """The closed segments of one paragraph, what is still open at its end, and stray marks."""
    marks = _marks(text, span)
    stack: list[_Open] = []
    done: list[QuotedSpan] = []
    strays: list[Span] = []
    possessive = _possessives(marks)
    # Where the last gap between marks that holds a letter or digit ends: marks around none mark nothing.
    worded = last = span.start
    for k, mark in enumerate(marks):
        if _LETTER.search(text, last, mark.start):
            worded = mark.start
        last = mark.end
        family = _FAMILY[mark.glyph]
        role = _single(text, mark, stack, possessive[k]) if family == _SINGLE else _other(text, mark, family, stack)
        if role == "open":
            stack.append(_Open(mark.glyph, family, mark.start, len(done)))
        elif role == "close":
            while stack[-1].family != family:
                strays += _lonely(stack.pop())
            opened = stack.pop()
            if worded <= opened.start:
                continue
            del done[opened.before :]
            done.append(QuotedSpan((Span(opened.start, mark.end),)))
        elif role == "stray":
            strays.append(Span(mark.start, mark.end))
    # A single mark that never closes is an apostrophe after all, but where it opens the paragraph.
    rest = [o for o in stack if o.family != _SINGLE or (o.start == span.start and o.glyph in "‘'")]
    for opened in rest[1:]:
        strays += _lonely(opened)
    return done, rest[0] if rest else None, strays


def _lonely(opened: _Open) -> list[Span]:
    return [] if opened.family == _SINGLE else [Span(opened.start, opened.start + len(opened.glyph))]


def _marks(text: str, span: Span) -> list[_Mark]:
    made: list[_Mark] = []
    for match in _MARK.finditer(text, span.start, span.end):
        start, end = match.span()
        left = text[start - 1] if start > span.start else ""
        right = text[end] if end < span.end else ""
        glyph = match.group()
        if glyph in ("'", "’", "‘") and left.isalnum() and right.isalnum():
            continue
        made.append(_Mark(glyph, start, end, left, right))
    return made


def _possessives(marks: Sequence[_Mark]) -> list[bool]:
    """For each mark: whether a closing single mark follows before the next opening one.

    If so, a mark after "s" or "in" here ("the workers' rights", "nothin' doing") is an apostrophe.
    """
    flags = [False] * len(marks)
    closes = False
    for k in range(len(marks) - 1, -1, -1):
        flags[k] = closes
        mark = marks[k]
        if _FAMILY[mark.glyph] == _SINGLE:
            if mark.glyph in "‘‚" or (mark.glyph == "'" and mark.may_open and not mark.may_close):
                closes = False
            elif mark.may_close:
                closes = True
    return flags


def _single(text: str, mark: _Mark, stack: list[_Open], closes_later: bool) -> str:
    within = bool(stack) and stack[-1].family == _SINGLE
    if within and mark.glyph in "'’‛" and mark.may_close:
        if mark.left in _SENTENCE_ENDS or not mark.left.isalnum():
            return "close"
        possessive = mark.left in "sSzZxX" or (mark.left in "nN" and text[mark.start - 2 : mark.start - 1] in "iI")
        return "apostrophe" if possessive and closes_later and mark.right.isspace() else "close"
    if within and mark.glyph == "‘" and stack[-1].glyph == "‚" and mark.may_close:
        return "close"
    if mark.glyph in "‘'‚‛" and mark.may_open and not _ELISION.match(text, mark.end, mark.end + 10):
        # Between a letter's end and a space, a straight mark after a dash or mark could be either.
        return "apostrophe" if mark.glyph == "'" and within else "open"
    return "apostrophe"


def _other(text: str, mark: _Mark, family: str, stack: list[_Open]) -> str:
    opened = next((o.glyph for o in reversed(stack[-8:]) if o.family == family), None)
    only_opens = mark.may_open and not mark.may_close
    only_closes = mark.may_close and not mark.may_open
    if family == _CORNER:
        return "open" if mark.glyph in "「『" else "close" if opened else "stray"
    if family == _ANGLE:
        if opened is None:
            return "open" if mark.glyph in "«‹" or only_opens else "stray"
        same = mark.glyph == opened
        return "open" if same and only_opens else "close"
    if mark.glyph in ('"', "''"):
        if mark.glyph == '"' and _FEET.search(text, max(0, mark.start - 6), mark.start):
            return "inches"
        if opened is None:
            lonely_inches = mark.left.isdigit() and not mark.may_open
            return "inches" if lonely_inches else "stray" if only_closes else "open"
        return "open" if only_opens else "close"
    if mark.glyph == "``":
        return "open"
    if mark.glyph == "”":
        if opened is None:
            return "open" if only_opens else "stray"
        return "open" if only_opens and opened == "”" else "close"
    # “ „ ‟ open, but each can close what another one opened („…“, “…„) or its own kind (“…“).
    return "close" if opened is not None and only_closes else "open"


def _reopened(text: str, block: Block, opened: _Open) -> bool:
    """Whether a paragraph begins with the mark that a speech would go on with."""
    start = block.span.start
    glyph = next((g for g in ("``", "''") if text.startswith(g, start)), text[start])
    # The next paragraph of a speech may look like a heading.
    if _FAMILY.get(glyph) != opened.family or (block.kind == "heading" and not block.guessed):
        return False
    if opened.family == _SINGLE:
        return glyph == opened.glyph
    return start + len(glyph) < block.span.end
