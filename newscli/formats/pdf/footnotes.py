"""Footnotes of pages: set in smaller type at the bottom, each with its number or mark. They follow the story."""

import re
from collections import Counter
from collections.abc import Sequence

from newscli.formats.pdf.lines import PageLine

# "1 See the report.", "[2] …", "* …"
_MARK = re.compile(r"(?:\d{1,3}[.)]?|\[\d{1,3}\]|[*†‡§¶]{1,3})\s*(?=[^\s\d.,])")
# The type of footnotes, as a share of the size of most letters.
MAX_SIZE_RATIO = 0.92
# How far apart the lines of footnotes are at most, in type sizes; a running foot stands further below.
MAX_GAP_SIZES = 2.2


def move_footnotes(pages: Sequence[Sequence[PageLine]]) -> list[list[PageLine]]:
    """Move the footnotes of all pages behind the last page, as a page of their own."""
    letters: Counter[float] = Counter()
    for page in pages:
        for line in page:
            letters[line.size] += len(line.text)
    max_size = MAX_SIZE_RATIO * letters.most_common(1)[0][0] if letters else 0.0
    footnotes = [_find_footnotes(page, max_size) for page in pages]
    stories = [
        [line for line in page if line not in page_notes]
        for page, page_notes in zip(pages, map(set, footnotes), strict=True)
    ]
    notes = [line for page_notes in footnotes for line in page_notes]
    return [*stories, notes] if notes else stories


def _find_footnotes(page: Sequence[PageLine], max_size: float) -> list[PageLine]:
    """Find the lines of the footnotes, from the first mark below the story down."""
    bottom = min((line.y for line in page if line.size > max_size), default=0.0)
    small = sorted((line for line in page if line.size <= max_size and line.y < bottom), key=lambda line: -line.y)
    first = next((k for k, line in enumerate(small) if _MARK.match(line.text)), len(small))
    found: list[PageLine] = []
    for line in small[first:]:
        if found and found[-1].y - line.y > MAX_GAP_SIZES * line.size:
            break
        found.append(line)
    return found
