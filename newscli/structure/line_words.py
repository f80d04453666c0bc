"""The words of a line, as the models of titles and headings see them."""

from typing import NamedTuple

from newscli.lang.en.words import measure_title_case
from newscli.text import WORD


class LineWords(NamedTuple):
    """The words of a line. ``lower`` has them in lower case, ``distinct`` each of those once.

    ``content_count`` is the number of words that a title would capitalize, ``capital_share`` the share of them that are
    capitalized here.
    """

    words: list[str]
    lower: list[str]
    distinct: frozenset[str]
    capital_share: float
    content_count: int


def split_words(line: str) -> LineWords:
    """Split a line into words, with the counts that the models use."""
    words = WORD.findall(line)
    lower = [word.lower() for word in words]
    return LineWords(words, lower, frozenset(lower), *measure_title_case(words))
