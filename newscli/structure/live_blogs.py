"""The headings of a live blog: lines with a time of day and nothing else, each over its entry."""

import re
from collections.abc import Sequence
from itertools import pairwise

from newscli.patterns import compile_lazily
from newscli.structure.layout import Line

MIN_ENTRIES = 3
MAX_TIME_CHARS = 30
_TIME = compile_lazily(
    r"(?:at )?(?:[01]?\d|2[0-3])(?:[:.h][0-5]\d){0,2}(?: ?[ap]\.?m\.?)?(?: ?\(?[A-Z]{2,5}\)?)?", re.IGNORECASE
)
_IS_CLOCK = compile_lazily(r"\d[:.h]\d\d|\d ?[ap]\.?m", re.IGNORECASE)


def find_time_headings(text: str, lines: Sequence[Line]) -> frozenset[int]:
    """Find the indices of the lines that are times over entries; none in a text with too few to be a live blog."""
    times = {k for k, line in enumerate(lines) if _is_time(text, line)}
    # A timetable has time under time.
    headings = frozenset(k for k, below in pairwise(range(len(lines))) if k in times and below not in times)
    return headings if len(headings) >= MIN_ENTRIES and len(headings) == len(times) else frozenset()


def _is_time(text: str, line: Line) -> bool:
    if line.end - line.start > MAX_TIME_CHARS or not _TIME.fullmatch(text, line.start, line.end):
        return False
    return _IS_CLOCK.search(text, line.start, line.end) is not None
