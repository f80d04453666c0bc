"""The sentence around a place, by its full stops."""

import re

from newscli.model import Span

_MOST = 1000
_END = re.compile(r"[.!?…][\"'”’»)\]]{0,3}\s+(?=[\"'“‘«(\[]?[^\W_a-z])|\n[ \t]*\n")
_ABBREVIATION = re.compile(
    r"(?:\b(?:[A-Za-z]|Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Maj|Capt|Cmdr|Adm|Sgt|Sen|Rep|Gov|Pres|Rev|Hon|St|Jr|Sr|vs|No|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun|Inc|Corp|Co|Ltd|Ave|Blvd|Ft|Mt)"
    r"|\b[A-Za-z]\.[A-Za-z])\.$"
)


def find_sentence(text: str, span: Span, within: Span) -> Span:
    """The sentence, or sentences, that a span lies in, within another; of a very long one the part around it."""
    start, end = span
    first, last = max(within.start, start - _MOST), min(max(within.end, end), end + _MOST)
    for match in _END.finditer(text, first, start):
        if _ends(text, match):
            first = match.end()
    for match in _END.finditer(text, end, last):
        if _ends(text, match):
            last = match.start() + len(match.group().rstrip())
            break
    while first < start and text[first].isspace():
        first += 1
    while last > end and text[last - 1].isspace():
        last -= 1
    return Span(first, last)


def _ends(text: str, match: re.Match[str]) -> bool:
    stop = match.start() + 1
    return match.group()[0] != "." or not _ABBREVIATION.search(text, max(0, stop - 10), stop)


def find_sentence_starts(text: str) -> list[int]:
    """Where sentences begin, by the same stops; the first at 0."""
    return [0, *(match.end() for match in _END.finditer(text) if _ends(text, match))]
