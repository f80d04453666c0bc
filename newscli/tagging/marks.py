"""Quotation marks: which marks open, which close, and the spans between them, found in one pass.

It handles "…", “…”, ‘…’, '…', ``…'', „…“, „…”, ”…”, «…», »…«, “…„, ‹…› and 「…」, also nested; speeches of several
paragraphs that reopen each paragraph and close once; and apostrophes, elisions, possessives and inches, which are not
quotation marks. Only the outermost spans are kept. A mark without a partner is reported; it quotes the rest of its
paragraph at most.
"""

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from newscli.lang.en.words import CONTRACTION_ENDINGS, ELISIONS, QUOTING_VERBS
from newscli.model import Block, QuotedSpan, Span
from newscli.patterns import compile_lazily
from newscli.text import LETTER_OR_DIGIT, QUOTATION_MARKS, SENTENCE_END_MARKS

_MARK = compile_lazily("[\"“”„‟«»‹›「」『』‘’‚‛]|``|''?")
_MAY_PRECEDE_OPENING = frozenset("([{<—–-‐―/|…_*")
_MAY_FOLLOW_CLOSING = frozenset(".,;:!?)]}>—–-…/_*")
_SENTENCE_PUNCTUATION = frozenset(".,!?…;:—–-")
# What follows an apostrophe that is not a quotation mark: the rest of ’90s, ’em or ’tis, or of a contraction (’ll).
_ELISION = compile_lazily(rf"(?:\d\d\b|\d0s\b|(?:{'|'.join((*ELISIONS, *CONTRACTION_ENDINGS))})\b)", re.IGNORECASE)
_MAX_ELISION_CHARS = 10
_SPEAKING = compile_lazily(rf"\b(?:{'|'.join((*QUOTING_VERBS, 'added', 'told', 'asked', 'according'))})\b")
# Feet and inches, as in 6'2", up to the inch mark.
_FEET = compile_lazily(r"\d['’]\s?\d{1,2}$")
_MAX_FEET_CHARS = 6
# How far before a mark somebody may be said to speak, in characters.
_MAX_SPEAKING_CHARS = 1000
# How many of the innermost open marks are searched for a partner.
_MAX_OPEN_MARKS = 8

_Family = Literal["double", "angle", "corner", "single"]
_Role = Literal["opening", "closing", "unmatched", "apostrophe", "inches"]

_FAMILY: dict[str, _Family] = {
    **dict.fromkeys(('"', "“", "”", "„", "‟", "``", "''"), "double"),
    **dict.fromkeys("«»‹›", "angle"),
    **dict.fromkeys("「」『』", "corner"),
    **dict.fromkeys("‘’‚‛'", "single"),
}


class _OpenMark(NamedTuple):
    glyph: str
    family: _Family
    start: int
    # How many spans of the paragraph were complete when this mark opened; later ones lie inside it.
    spans_before: int

    @property
    def span(self) -> Span:
        return Span(self.start, self.start + len(self.glyph))


class _Mark(NamedTuple):
    glyph: str
    start: int
    end: int
    # The characters before and after the mark within its paragraph; "" at the paragraph's edges.
    left: str
    right: str

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    @property
    def may_open(self) -> bool:
        boundary = (
            not self.left or self.left.isspace() or self.left in _MAY_PRECEDE_OPENING or self.left in QUOTATION_MARKS
        )
        return boundary and self.right != "" and not self.right.isspace()

    @property
    def may_close(self) -> bool:
        boundary = (
            not self.right or self.right.isspace() or self.right in _MAY_FOLLOW_CLOSING or self.right in QUOTATION_MARKS
        )
        return boundary and self.left != "" and not self.left.isspace()


class _Paragraph(NamedTuple):
    """The closed spans of one paragraph, the outermost mark still open at its end, and the unmatched marks."""

    quoted_spans: list[QuotedSpan]
    open_mark: _OpenMark | None
    unmatched_marks: list[Span]


def find_quoted_spans(text: str, blocks: Sequence[Block]) -> tuple[tuple[QuotedSpan, ...], tuple[Span, ...]]:
    """Return all outermost quoted spans of the blocks, and the marks without a partner, both in text order."""
    quoted_spans: list[QuotedSpan] = []
    unmatched_marks: list[Span] = []
    # The spans, so far, of a speech that continues in the next paragraph.
    speech: list[Span] = []
    for k, block in enumerate(blocks):
        spans, open_mark, paragraph_unmatched_marks = _scan_paragraph(text, block.span)
        unmatched_marks += paragraph_unmatched_marks
        continues = open_mark is not None and k + 1 < len(blocks) and _reopens(text, blocks[k + 1], open_mark)
        if open_mark is not None:
            rest = Span(open_mark.start, block.span.end)
            has_span_inside = spans and spans[-1].spans[0].start > open_mark.start
            if not continues:
                unmatched_marks.append(open_mark.span)
            if continues or not has_span_inside:
                spans = [span for span in spans if span.spans[0].start < open_mark.start]
                spans.append(QuotedSpan((rest,), False))
        if speech:
            # The previous paragraph left a speech open. It continues if this one begins with its mark.
            if spans and spans[0].spans[0].start == block.span.start:
                first = spans.pop(0)
                speech += first.spans
                if not (continues and not spans):
                    quoted_spans.append(QuotedSpan(tuple(speech), first.closed))
                    speech = []
            else:
                quoted_spans.append(QuotedSpan(tuple(speech), False))
                speech = []
        if continues and spans:
            speech = list(spans.pop().spans)
        quoted_spans += spans
    return tuple(quoted_spans), tuple(sorted(unmatched_marks))


def _scan_paragraph(text: str, span: Span) -> _Paragraph:
    marks = _find_marks(text, span)
    open_marks: list[_OpenMark] = []
    quoted_spans: list[QuotedSpan] = []
    unmatched_marks: list[Span] = []
    closes_later = _find_later_closings(marks)
    # Where the last mark begins that has a letter or digit between it and the mark before. A pair without one quotes
    # nothing.
    last_after_letter = previous_end = span.start
    for k, mark in enumerate(marks):
        if LETTER_OR_DIGIT.search(text, previous_end, mark.start):
            last_after_letter = mark.start
        previous_end = mark.end
        family = _FAMILY[mark.glyph]
        if family == "single":
            role = _classify_single(text, mark, open_marks, closes_later[k])
        else:
            role = _classify_other(text, mark, family, open_marks)
        if role == "opening" and open_marks and _goes_on(text, open_marks[0], mark):
            # The speech goes on in what was a paragraph of its own, before the line ends were lost.
            continue
        if role == "opening":
            open_marks.append(_OpenMark(mark.glyph, family, mark.start, len(quoted_spans)))
        elif role == "closing":
            while open_marks[-1].family != family:
                unmatched_marks += _report_unmatched(open_marks.pop())
            open_mark = open_marks.pop()
            if last_after_letter <= open_mark.start:
                continue
            del quoted_spans[open_mark.spans_before :]
            quoted_spans.append(QuotedSpan((Span(open_mark.start, mark.end),)))
        elif role == "unmatched":
            unmatched_marks.append(mark.span)
    # A single mark that is never closed is an apostrophe after all, unless it opens the paragraph.
    still_open = [
        open_mark
        for open_mark in open_marks
        if open_mark.family != "single" or (open_mark.start == span.start and open_mark.glyph in "‘'")
    ]
    for open_mark in still_open[1:]:
        unmatched_marks += _report_unmatched(open_mark)
    return _Paragraph(quoted_spans, still_open[0] if still_open else None, unmatched_marks)


def _goes_on(text: str, open_mark: _OpenMark, mark: _Mark) -> bool:
    """Whether a mark opens again the speech that is open: after a sentence's end, with nobody said to speak between."""
    if mark.glyph != open_mark.glyph:
        return False
    before = mark.start - 1
    while before > open_mark.start and text[before].isspace():
        before -= 1
    start = max(open_mark.start, mark.start - _MAX_SPEAKING_CHARS)
    return text[before] in SENTENCE_END_MARKS and _SPEAKING.search(text, start, mark.start) is None


def _report_unmatched(open_mark: _OpenMark) -> list[Span]:
    """The span of an open mark without a partner; empty for a single mark, which may be an apostrophe."""
    return [] if open_mark.family == "single" else [open_mark.span]


def _find_marks(text: str, span: Span) -> list[_Mark]:
    marks: list[_Mark] = []
    for match in _MARK.finditer(text, span.start, span.end):
        start, end = match.span()
        left = text[start - 1] if start > span.start else ""
        right = text[end] if end < span.end else ""
        glyph = match.group()
        if glyph in ("'", "’", "‘") and left.isalnum() and right.isalnum():
            # An apostrophe inside a word.
            continue
        marks.append(_Mark(glyph, start, end, left, right))
    return marks


def _find_later_closings(marks: Sequence[_Mark]) -> list[bool]:
    """Find, for each mark, whether a closing single mark follows before the next opening one.

    If one does, a mark after "s" or "in" ("the workers' rights", "nothin' doing") is an apostrophe.
    """
    flags = [False] * len(marks)
    closes = False
    for k in range(len(marks) - 1, -1, -1):
        flags[k] = closes
        mark = marks[k]
        if _FAMILY[mark.glyph] == "single":
            if mark.glyph in "‘‚" or (mark.glyph == "'" and mark.may_open and not mark.may_close):
                closes = False
            elif mark.may_close:
                closes = True
    return flags


def _classify_single(text: str, mark: _Mark, open_marks: Sequence[_OpenMark], closes_later: bool) -> _Role:
    inside_single = bool(open_marks) and open_marks[-1].family == "single"
    if inside_single and mark.glyph in "'’‛" and mark.may_close:
        if mark.left in _SENTENCE_PUNCTUATION or not mark.left.isalnum():
            return "closing"
        after_in = mark.left in "nN" and text[mark.start - 2 : mark.start - 1] in "iI"
        like_possessive = mark.left in "sSzZxX" or after_in
        return "apostrophe" if like_possessive and closes_later and mark.right.isspace() else "closing"
    if inside_single and mark.glyph == "‘" and open_marks[-1].glyph == "‚" and mark.may_close:
        return "closing"
    if mark.glyph in "‘'‚‛" and mark.may_open and not _ELISION.match(text, mark.end, mark.end + _MAX_ELISION_CHARS):
        # Inside single marks, a straight one that could open is more likely an apostrophe.
        return "apostrophe" if mark.glyph == "'" and inside_single else "opening"
    return "apostrophe"


def _classify_other(text: str, mark: _Mark, family: _Family, open_marks: Sequence[_OpenMark]) -> _Role:
    partner = next(
        (open_mark.glyph for open_mark in reversed(open_marks[-_MAX_OPEN_MARKS:]) if open_mark.family == family), None
    )
    only_opens = mark.may_open and not mark.may_close
    only_closes = mark.may_close and not mark.may_open
    if family == "corner":
        return "opening" if mark.glyph in "「『" else "closing" if partner else "unmatched"
    if family == "angle":
        if partner is None:
            return "opening" if mark.glyph in "«‹" or only_opens else "unmatched"
        return "opening" if mark.glyph == partner and only_opens else "closing"
    if mark.glyph in ('"', "''"):
        if mark.glyph == '"' and _FEET.search(text, max(0, mark.start - _MAX_FEET_CHARS), mark.start):
            return "inches"
        if partner is None:
            follows_number = mark.left.isdigit() and not mark.may_open
            return "inches" if follows_number else "unmatched" if only_closes else "opening"
        return "opening" if only_opens else "closing"
    if mark.glyph == "``":
        return "opening"
    if mark.glyph == "”":
        if partner is None:
            return "opening" if only_opens else "unmatched"
        return "opening" if only_opens and partner == "”" else "closing"
    # “ „ ‟ open, but each can close a span that another of them opened („…“, “…„), or one of its own kind (“…“).
    return "closing" if partner is not None and only_closes else "opening"


def _reopens(text: str, block: Block, open_mark: _OpenMark) -> bool:
    """Whether a paragraph begins with the mark that would continue a speech."""
    start = block.span.start
    glyph = next((pair for pair in ("``", "''") if text.startswith(pair, start)), text[start])
    # The next paragraph of a speech may look like a heading.
    if _FAMILY.get(glyph) != open_mark.family or (block.kind == "heading" and not block.guessed):
        return False
    if open_mark.family == "single":
        return glyph == open_mark.glyph
    return start + len(glyph) < block.span.end
