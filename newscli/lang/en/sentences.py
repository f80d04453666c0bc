"""English sentences: where they begin and end."""

import re

from newscli.lang.en.calendar import MONTH_ABBREVIATIONS, WEEKDAY_ABBREVIATIONS
from newscli.model import Span
from newscli.patterns import compile_lazily
from newscli.text import CLOSING_MARKS, SENTENCE_END_MARKS

MAX_SENTENCE_CHARS_EACH_SIDE = 1000
# A sentence ends at a mark before a space and anything but a lower-case letter, or at a blank line.
_BOUNDARY = compile_lazily(
    rf"[{SENTENCE_END_MARKS}…][{CLOSING_MARKS}'\]]{{0,3}}\s+(?=[\"'“‘«(\[]?[^\W_a-z])|\n[ \t]*\n"
)
_ABBREVIATIONS = (
    *"Mr Mrs Ms Dr Prof Gen Col Lt Maj Capt Cmdr Adm Sgt Sen Rep Gov Pres Rev Hon St Jr Sr vs No".split(),
    *(name.capitalize() for name in (*MONTH_ABBREVIATIONS, *WEEKDAY_ABBREVIATIONS)),
    *"Sens Reps Gens Govs Messrs Mmes Profs Revs Del Supt Det Insp Cllr Amb Asst Brig Cpl Pvt Msgr Fr Ste Bros".split(),
    *"Inc Corp Co Cos Ltd Ave Blvd Ft Mt".split(),
)
# Text whose full stop need not end a sentence: abbreviations, initials ("J."), and letters as in "U.S.".
_ABBREVIATED = compile_lazily(rf"(?:\b(?:[A-Za-z]|{'|'.join(_ABBREVIATIONS)})|\b[A-Za-z]\.[A-Za-z])\.$")
# Longer than the longest abbreviation with its full stop.
_ABBREVIATION_LOOKBACK_CHARS = 10


def find_sentence(text: str, span: Span, within: Span) -> Span:
    """Return the sentence or sentences that contain ``span``, without the space around them.

    The result stays inside ``within`` and extends at most MAX_SENTENCE_CHARS_EACH_SIDE beyond ``span``.
    """
    start = max(within.start, span.start - MAX_SENTENCE_CHARS_EACH_SIDE)
    end = min(max(within.end, span.end), span.end + MAX_SENTENCE_CHARS_EACH_SIDE)
    for boundary in _BOUNDARY.finditer(text, start, span.start):
        if _ends_sentence(text, boundary):
            start = boundary.end()
    for boundary in _BOUNDARY.finditer(text, span.end, end):
        if _ends_sentence(text, boundary):
            end = boundary.start() + len(boundary.group().rstrip())
            break
    while start < span.start and text[start].isspace():
        start += 1
    while end > span.end and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def find_sentence_starts(text: str) -> list[int]:
    """Return where the sentences of a text begin; the first begins at 0."""
    return [0, *(boundary.end() for boundary in _BOUNDARY.finditer(text) if _ends_sentence(text, boundary))]


def _ends_sentence(text: str, boundary: re.Match[str]) -> bool:
    """Whether a boundary is real: the full stop of an abbreviation is not."""
    if boundary.group()[0] != ".":
        return True
    stop = boundary.start() + 1
    return not _ABBREVIATED.search(text, max(0, stop - _ABBREVIATION_LOOKBACK_CHARS), stop)
