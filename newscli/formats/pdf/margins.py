"""The margins of pages, which are not part of the story: running heads, page numbers, addresses."""

import re
from collections import Counter
from collections.abc import Sequence

from newscli.formats.pdf.lines import PageLine
from newscli.lang.en.documents import PRINT_LINES

_PAGE_NUMBER = re.compile(r"(?:page\s+)?[-–—]?\s*\d{1,4}\s*[-–—]?(?:\s*(?:/|of)\s*\d{1,4})?", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?|file)://\S+(?:\s+\d{1,4}/\d{1,4})?")
_PRINTED = re.compile("|".join(PRINT_LINES), re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
# Also drops NULs.
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\0": ""})
MARGIN_HEIGHTS = 2  # the heights with text that count as an edge, at the top and at the bottom
HEIGHT_STEP_POINTS = 4
MAX_RUNNING_HEAD_CHARS = 100
MIN_RUNNING_HEAD_SHARE = 0.5
MIN_RUNNING_HEAD_PAGES = 2

# The text of a line with each number replaced by 0, and its height in steps.
_Placement = tuple[str, int]


def separate_margins(pages: Sequence[Sequence[PageLine]]) -> tuple[list[PageLine], list[str]]:
    """Separate the lines of the story from the texts in the margins; return both, each of the latter once."""
    clean_pages = [[line._replace(text=line.text.translate(_LIGATURES).strip()) for line in page] for page in pages]
    running_heads = _find_running_heads(clean_pages)
    story: list[PageLine] = []
    margin_texts: dict[str, None] = {}
    for page in clean_pages:
        margins = _find_margins(page, running_heads)
        margin_texts |= dict.fromkeys(line.text for line in page if line.y in margins)
        story += [line for line in page if line.y not in margins and line.text]
    return story, list(margin_texts)


def _find_running_heads(pages: Sequence[Sequence[PageLine]]) -> set[_Placement]:
    """Find running heads: lines repeated, digits aside, at one height at the edge of at least half the pages."""
    counts = Counter(placement for page in pages for placement in {_get_placement(line) for line in _get_edges(page)})
    min_count = max(MIN_RUNNING_HEAD_PAGES, MIN_RUNNING_HEAD_SHARE * len(pages))
    return {placement for placement, count in counts.items() if count >= min_count}


def _get_edges(page: Sequence[PageLine]) -> list[PageLine]:
    """Get the topmost and the bottommost lines of a page."""
    heights = sorted({line.y for line in page})
    edges = {*heights[:MARGIN_HEIGHTS], *heights[-MARGIN_HEIGHTS:]}
    return [line for line in page if line.y in edges]


def _find_margins(page: Sequence[PageLine], running_heads: set[_Placement]) -> set[float]:
    """Find the heights of lines outside the story, from each edge of a page inwards."""
    margins: set[float] = set()
    heights = sorted({line.y for line in page})
    for edge in (heights[:MARGIN_HEIGHTS], heights[: -MARGIN_HEIGHTS - 1 : -1]):
        for height in edge:
            if not all(_is_marginal(line, running_heads) for line in page if line.y == height):
                break
            margins.add(height)
    return margins


def _is_marginal(line: PageLine, running_heads: set[_Placement]) -> bool:
    """Whether a line at the edge is blank, a page number, an address, a note of the printer or a running head."""
    if (
        not line.text
        or _PAGE_NUMBER.fullmatch(line.text)
        or _ADDRESS.fullmatch(line.text)
        or _PRINTED.fullmatch(line.text)
    ):
        return True
    return len(line.text) <= MAX_RUNNING_HEAD_CHARS and _get_placement(line) in running_heads


def _get_placement(line: PageLine) -> _Placement:
    return _DIGITS.sub("0", line.text).casefold(), round(line.y / HEIGHT_STEP_POINTS)
