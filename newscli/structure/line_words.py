"""The words of a line, as the models of titles and headings see them."""

from typing import NamedTuple

from newscli.lang.en.words import measure_title_case
from newscli.text import WORD


class LineWords(NamedTuple):
    """``lower`` are the words in lower case, ``distinct`` each of these once.

    ``capital_share`` is the share of capitalised words among the ``content_count`` that a title would capitalise.
    """

    words: list[str]
    lower: list[str]
    distinct: frozenset[str]
    capital_share: float
    content_count: int


def split_words(line: str) -> LineWords:
    words = WORD.findall(line)
    lower = [word.lower() for word in words]
    return LineWords(words, lower, frozenset(lower), *measure_title_case(words))
