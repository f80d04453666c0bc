"""Lines of PDF pages, and how the lines of a paragraph are joined."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from newscli.lang.en.words import HYPHENATED_PREFIXES

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
SOFT_HYPHEN = "\u00ad"
HYPHENS = frozenset(("-", "\u2010", SOFT_HYPHEN))


class PageLine(NamedTuple):
    """A line of text on a page.

    ``x`` and ``y`` give the position of its first letter, in points from the lower left corner of the page; ``size`` is
    the type size of that letter, in points. ``bold`` says whether the whole line is bold.
    """

    text: str
    x: float
    y: float
    size: float
    bold: bool


def count_words(lines: Sequence[PageLine]) -> Counter[str]:
    """Count each word in the lines, in lower case; a compound with a hyphen is one word."""
    return Counter(word.casefold() for line in lines for word in WORD.findall(line.text))


def join_lines(lines: Sequence[str], word_counts: Counter[str]) -> str:
    """Join lines and undo end-of-line hyphenation.

    Keep the hyphen if the hyphenated form occurs more often in the document, or if neither form occurs and the prefix
    normally keeps it.
    """
    parts: list[str] = []
    for line in lines:
        above = parts[-1] if parts else ""
        tail, head = WORD.search(above[:-1].rsplit(" ", 1)[-1]), WORD.match(line)
        if above[-1:] in HYPHENS and above[-2:-1].isalpha() and tail and head and head[0][0].islower():
            whole, compound = (f"{tail[0]}{hyphen}{head[0]}".casefold() for hyphen in ("", "-"))
            usually_kept = not word_counts[whole] and tail[0].casefold() in HYPHENATED_PREFIXES
            keeps_hyphen = word_counts[compound] > word_counts[whole] or usually_kept
            parts[-1] = above if keeps_hyphen and above[-1] != SOFT_HYPHEN else above[:-1]
        else:
            parts.append(" ")
        parts.append(line)
    return " ".join("".join(parts).split())
