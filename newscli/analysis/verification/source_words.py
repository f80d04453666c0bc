"""The words of a source that may be long: folded for comparison, found again in its text when they are needed."""

import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache

from newscli.analysis.alignment import fold_word
from newscli.model import Span
from newscli.text import WORD

_CHUNK_CHARS = 1 << 16
_BLANKS = " \n\t\r"
_MAX_REPEATS = 4


@cache
def _list_plain_forms() -> dict[int, str]:
    """List letters with accents, apostrophes and hyphens, each with one character of ASCII that it is compared as."""
    forms = {}
    for code in range(0xC0, 0x250):
        base = unicodedata.normalize("NFD", chr(code))[0]
        if base.isascii() and base.isalpha():
            forms[code] = base
    return forms | {ord(mark): "'" for mark in "’‘‛"} | {ord(mark): "-" for mark in "‐‑"} | {
        ord(mark): " " for mark in "“”„‟«»‹›—–…\u00a0"
    }  # fmt: skip


class SourceWords:
    """The folded words of a text; ``find_span`` says where they stand in it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words: list[str] = []
        # Where each piece of the text begins, and the number of its first word.
        self._starts: list[int] = []
        self._first_words: list[int] = []
        start = 0
        while start < len(text):
            end = _find_cut(text, start)
            chunk = text[start:end]
            self._starts.append(start)
            self._first_words.append(len(self.words))
            plain = chunk if chunk.isascii() else chunk.translate(_list_plain_forms())
            if plain.isascii():
                self.words += WORD.findall(plain.lower())
            else:
                self.words += map(fold_word, WORD.findall(chunk))
            start = end

    def find_span(self, first: int, end: int) -> Span:
        """Find the span of some words, by the number of the first and that after the last."""
        return Span(self._find_word(first).start, self._find_word(end - 1).end)

    def _find_word(self, number: int) -> Span:
        chunk = bisect_right(self._first_words, number) - 1
        start = self._starts[chunk]
        end = self._starts[chunk + 1] if chunk + 1 < len(self._starts) else len(self.text)
        matches = WORD.finditer(self.text, start, end)
        for _ in range(number - self._first_words[chunk]):
            next(matches)
        return Span(*next(matches).span())

    def find_number(self, position: int) -> int:
        """Find the number of the first word at or after a position."""
        chunk = max(0, bisect_right(self._starts, position) - 1)
        start = self._starts[chunk]
        return self._first_words[chunk] + len(WORD.findall(self.text, start, position))


def _find_cut(text: str, start: int) -> int:
    """Find where a piece of the text may end: behind a blank, so that no word is cut."""
    end = start + _CHUNK_CHARS
    if end >= len(text):
        return len(text)
    cut = max(text.rfind(blank, start, end) for blank in _BLANKS)
    # A text without blanks has no words that anybody quotes.
    return cut + 1 if cut > start else end


def find_pairs(source: SourceWords, quotes: Sequence[Sequence[str]]) -> list[dict[int, list[int]]]:
    """Find where pairs of words of each quote stand in a source.

    For each quote: where it would begin in the source -> which of its pairs, by number, stand there. A quote of one
    word has that as its only "pair".
    """
    places: dict[tuple[str, ...], list[tuple[int, int]]] = {}
    repeats: dict[tuple[int, tuple[str, ...]], int] = {}
    for number, quote in enumerate(quotes):
        for offset in range(max(1, len(quote) - 1)):
            pair = tuple(quote[offset : offset + 2])
            # Words that repeat themselves would be at every place of themselves.
            repeats[number, pair] = repeats.get((number, pair), 0) + 1
            if repeats[number, pair] <= _MAX_REPEATS:
                places.setdefault(pair, []).append((number, offset))
    firsts = {pair[0] for pair in places if pair}
    words = source.words
    found: list[dict[int, list[int]]] = [{} for _ in quotes]
    none: list[tuple[int, int]] = []
    for position in [position for position, word in enumerate(words) if word in firsts]:
        pair = tuple(words[position : position + 2])
        for number, offset in places.get(pair, none):
            found[number].setdefault(position - offset, []).append(offset)
        for number, offset in places.get(pair[:1], none):
            found[number].setdefault(position - offset, []).append(offset)
    return found
