"""What stands at the edges of pages and is no part of the story: running heads, page numbers, addresses."""

import re
from collections import Counter
from collections.abc import Sequence

from newscli.formats.pdf.lines import PageLine

_PAGE_NUMBER = re.compile(r"(?:page\s+)?[-–—]?\s*\d{1,4}\s*[-–—]?(?:\s*(?:/|of)\s*\d{1,4})?", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?|file)://\S+(?:\s+\d{1,4}/\d{1,4})?")
_DIGITS = re.compile(r"\d+")
# Also drops NULs.
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\0": ""})
MARGIN_HEIGHTS = 2  # the heights with text that count as an edge, at the top and at the bottom
HEIGHT_STEP_POINTS = 4
MAX_RUNNING_HEAD_CHARS = 100
MIN_RUNNING_HEAD_SHARE = 0.5
MIN_RUNNING_HEAD_PAGES = 2

# A line's text with each number as 0, and its height in steps.
_Placement = tuple[str, int]


def separate_margins(pages: Sequence[Sequence[PageLine]]) -> tuple[list[PageLine], list[str]]:
    """The lines of the story, and the texts of the lines in the margins, each of these once."""
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
    """Running heads: lines (ignoring digits) at the same height at the edge of at least half the pages, and at least
    two."""
    counts = Counter(placement for page in pages for placement in {_get_placement(line) for line in _get_edges(page)})
    least = max(MIN_RUNNING_HEAD_PAGES, MIN_RUNNING_HEAD_SHARE * len(pages))
    return {placement for placement, count in counts.items() if count >= least}


def _get_edges(page: Sequence[PageLine]) -> list[PageLine]:
    """The lines at the greatest and the least heights of a page."""
    heights = sorted({line.y for line in page})
    edges = {*heights[:MARGIN_HEIGHTS], *heights[-MARGIN_HEIGHTS:]}
    return [line for line in page if line.y in edges]


def _find_margins(page: Sequence[PageLine], running_heads: set[_Placement]) -> set[float]:
    """The heights of the lines that are no part of the story, from each edge of a page inwards."""
    margins: set[float] = set()
    heights = sorted({line.y for line in page})
    for edge in (heights[:MARGIN_HEIGHTS], heights[: -MARGIN_HEIGHTS - 1 : -1]):
        for height in edge:
            if not all(_is_marginal(line, running_heads) for line in page if line.y == height):
                break
            margins.add(height)
    return margins


def _is_marginal(line: PageLine, running_heads: set[_Placement]) -> bool:
    """Whether a line at the edge is blank, a page number, an address or a running head."""
    if not line.text or _PAGE_NUMBER.fullmatch(line.text) or _ADDRESS.fullmatch(line.text):
        return True
    return len(line.text) <= MAX_RUNNING_HEAD_CHARS and _get_placement(line) in running_heads


def _get_placement(line: PageLine) -> _Placement:
    return _DIGITS.sub("0", line.text).casefold(), round(line.y / HEIGHT_STEP_POINTS)
