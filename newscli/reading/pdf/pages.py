"""Pages of lines -> a text: without running heads and page numbers, words mended that a line's end broke."""

import re
from collections import Counter
from collections.abc import Sequence

_NUMBER = re.compile(r"(?:page\s+)?[-–—]?\s*\d{1,4}\s*[-–—]?(?:\s*(?:/|of)\s*\d{1,4})?", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_BROKEN = re.compile(r"(?<=[^\W\d_])[-\u2010\u00ad]\n(?=[a-z])")
_EDGE = 2
_OFTEN = 0.5


def joined(pages: Sequence[str]) -> str:
    """The text of all pages. A paragraph may go on from one page to the next."""
    rows = [[line.strip() for line in page.replace("\0", "").splitlines()] for page in pages]
    rows = [[line for line in some if line] or [] for some in rows]
    heads = _running(rows)
    kept = [
        [
            line
            for k, line in enumerate(some)
            if not ((k < _EDGE or k >= len(some) - _EDGE) and (_NUMBER.fullmatch(line) or _same(line) in heads))
        ]
        for some in rows
    ]
    return _BROKEN.sub("", "\n".join("\n".join(some) for some in kept if some)) + "\n"


def _running(rows: Sequence[Sequence[str]]) -> set[str]:
    """Lines at the edges of at least half of the pages, and of two, but for their numbers."""
    seen = Counter(line for some in rows for line in {_same(line) for line in (*some[:_EDGE], *some[-_EDGE:])})
    return {line for line, count in seen.items() if count >= max(2, _OFTEN * len(rows))}


def _same(line: str) -> str:
    return _DIGITS.sub("0", line).casefold()
