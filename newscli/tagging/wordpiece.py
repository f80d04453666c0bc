"""Word pieces: BERT's uncased tokenisation (Devlin et al. 2019) with positions in the original text.

Equal to the `tokenizers` package's BertNormalizer, BertPreTokenizer and WordPiece with the same
vocabulary (tests/tagging/test_wordpiece.py), which brings 40 MB and a network client with it.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

UNKNOWN, START, BREAK = "[UNK]", "[CLS]", "[SEP]"
SHAPES = ("none", "lower", "capitalised", "capitals", "initial", "mixed", "digits", "other")
_LONGEST_WORD = 100

# A run of what is neither space nor the commonest punctuation; or one such mark.
_CHUNK = re.compile(r"[^\s!-/:-@\[-`{-~“”‘’—–…]+|[!-/:-@\[-`{-~“”‘’—–…]")


# A piece of a word: its number in the vocabulary, where it starts and ends, the shape of the whole word. A plain tuple,
# since every piece of every article is one.
Piece = tuple[int, int, int, int]


class Vocabulary:
    """A list of pieces, and how to cut a text into them."""

    def __init__(self, pieces: list[str]) -> None:
        self.ids = {piece: number for number, piece in enumerate(pieces)}
        self.unknown, self.start, self.brk = (self.ids[name] for name in (UNKNOWN, START, BREAK))
        self._longest = max(map(len, pieces))
        # A bounded memory: an article says most of its words several times.
        self._chunk = lru_cache(maxsize=20_000)(self._cut)

    def pieces(self, text: str, start: int, end: int) -> Iterator[Piece]:
        """The pieces of ``text[start:end]``, placed in ``text``."""
        chunk = self._chunk
        for match in _CHUNK.finditer(text, start, end):
            at = match.start()
            for number, first, last, shape in chunk(match.group()):
                yield number, at + first, at + last, shape

    def _cut(self, chunk: str) -> tuple[Piece, ...]:
        made: list[Piece] = []
        for start, end in _words(chunk):
            made += self._word(chunk[start:end], start)
        return tuple(made)

    def _word(self, word: str, at: int) -> list[Piece]:
        """Longest match first; a word with a part that no piece matches is one unknown piece."""
        clean, places = _normal(word)
        form = shape(word)
        if not clean:
            return []
        made: list[Piece] = []
        start = 0
        while start < len(clean) <= _LONGEST_WORD:
            for end in range(min(len(clean), start + self._longest), start, -1):
                number = self.ids.get(("##" if start else "") + clean[start:end])
                if number is not None:
                    # A letter that became several is not cut: its piece ends where the letter does.
                    made.append((number, at + places[start], at + places[end - 1] + 1, form))
                    start = end
                    break
            else:
                break
        if start < len(clean):
            return [(self.unknown, at + places[0], at + places[-1] + 1, form)]
        return made


def shape(word: str) -> int:
    """The class of a word's looks, an index into SHAPES."""
    if word.islower():
        return 1
    if any(c.isdigit() for c in word):
        return 6
    if word.isupper():
        return 3 if len(word) > 1 else 4
    if word[:1].isupper():
        return 2 if word[1:].islower() else 5
    return 5 if any(c.isupper() for c in word) else 7


def _words(chunk: str) -> Iterator[tuple[int, int]]:
    """Where the words of a chunk lie: each punctuation mark and each ideograph is a word."""
    if chunk.isascii():
        yield 0, len(chunk)
        return
    start = 0
    for k, c in enumerate(chunk):
        if not c.isascii() and (unicodedata.category(c).startswith("P") or _ideograph(c)):
            if start < k:
                yield start, k
            yield k, k + 1
            start = k + 1
    if start < len(chunk):
        yield start, len(chunk)


def _normal(word: str) -> tuple[str, list[int]]:
    """The word without accents, controls and capitals, and where each of its letters stood."""
    if word.isascii() and word.isprintable():
        return word.lower(), list(range(len(word)))
    clean: list[str] = []
    places: list[int] = []
    for k, c in enumerate(word):
        if c == "\ufffd" or unicodedata.category(c) in ("Cc", "Cf", "Co", "Cs"):
            continue
        for d in unicodedata.normalize("NFD", c):
            if unicodedata.category(d) != "Mn":
                for e in d.lower():
                    clean.append(e)
                    places.append(k)
    return "".join(clean), places


def _ideograph(c: str) -> bool:
    n = ord(c)
    return (
        0x4E00 <= n <= 0x9FFF
        or 0x3400 <= n <= 0x4DBF
        or 0xF900 <= n <= 0xFAFF
        or 0x20000 <= n <= 0x2CEAF
        or 0x2F800 <= n <= 0x2FA1F
    )
