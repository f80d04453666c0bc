"""The headings of a listicle: short lines with the numbers 1, 2, 3 … (or … 3, 2, 1), each on top of its text.

Numbered lines with a blank line below them are paragraphs as any other (newscli.structure.headings).
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from newscli.patterns import compile_lazily
from newscli.structure.layout import Line

MIN_HEADINGS = 3
MAX_HEADING_CHARS = 120
_NUMBERED = compile_lazily(r"(?:#(?P<rank>\d{1,3})[.):]?|(?:no\.? ?)?(?P<number>\d{1,3})[.):])\s+\S")
_SENTENCE_END = frozenset(".;,:")


def find_numbered_headings(text: str, lines: Sequence[Line]) -> frozenset[int]:
    """Find the indices of the lines that are headings of a listicle; none if there is no such list."""
    numbered = [(k, int(match["rank"] or match["number"])) for k, match in _match_headings(text, lines)]
    if len(numbered) < MIN_HEADINGS:
        return frozenset()
    numbers = [number for _, number in numbered]
    counts_up = numbers == list(range(1, len(numbers) + 1))
    counts_down = numbers == list(range(len(numbers), 0, -1))
    return frozenset(k for k, _ in numbered) if counts_up or counts_down else frozenset()


def _match_headings(text: str, lines: Sequence[Line]) -> Iterator[tuple[int, re.Match[str]]]:
    """Match the numbered lines that have a blank line above them, and a line of text right below."""
    for k, (line, below) in enumerate(pairwise(lines)):
        is_short = line.end - line.start <= MAX_HEADING_CHARS and text[line.end - 1] not in _SENTENCE_END
        if line.blank and not below.blank and is_short:
            match = _NUMBERED.match(text, line.start, line.end)
            if match and not _NUMBERED.match(text, below.start, below.end):
                yield k, match
