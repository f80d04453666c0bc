"""Subwords: BERT's uncased WordPiece tokenization (Devlin et al. 2019), with positions in the original text.

The result is that of the `tokenizers` package (BertNormalizer, BertPreTokenizer and WordPiece) with the same
vocabulary, as tests/tagging/test_wordpiece.py checks; but that package would add 40 MB and a network client.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

UNK = "[UNK]"
CLS = "[CLS]"
SEP = "[SEP]"
# The shapes of words, and their indices. Only [CLS] and [SEP] have "none".
SHAPES = ("none", "lower", "capitalized", "capitals", "initial", "mixed", "digits", "other")
NO_SHAPE, _LOWER, _CAPITALIZED, _CAPITALS, _INITIAL, _MIXED, _DIGITS, _OTHER = range(len(SHAPES))
_MAX_WORD_CHARS = 100
# Articles repeat most of their words, so chunks are cut once and cached; this bounds the cache.
_MAX_CACHED_CHUNKS = 20_000

# A run of anything but spaces and the commonest punctuation, or one such punctuation mark.
_CHUNK = re.compile(r"[^\s!-/:-@\[-`{-~“”‘’—–…]+|[!-/:-@\[-`{-~“”‘’—–…]")


# A subword: its id in the vocabulary, its start and end in the text, and the shape of the whole word. A plain
# tuple, because an article has thousands of them.
Subword = tuple[int, int, int, int]


class Vocabulary:
    """A list of subwords, and the tokenizer that cuts a text into them."""

    def __init__(self, entries: list[str]) -> None:
        self.ids = {entry: number for number, entry in enumerate(entries)}
        self.unk_id, self.cls_id, self.sep_id = (self.ids[entry] for entry in (UNK, CLS, SEP))
        self._max_entry_chars = max(map(len, entries))
        self._cut_cached = lru_cache(maxsize=_MAX_CACHED_CHUNKS)(self._cut_chunk)

    def tokenize(self, text: str, start: int, end: int) -> Iterator[Subword]:
        """Yield the subwords of ``text[start:end]``, with positions in ``text``."""
        cut = self._cut_cached
        for match in _CHUNK.finditer(text, start, end):
            offset = match.start()
            for number, first, last, shape in cut(match.group()):
                yield number, offset + first, offset + last, shape

    def _cut_chunk(self, chunk: str) -> tuple[Subword, ...]:
        subwords: list[Subword] = []
        for start, end in _split_chunk(chunk):
            subwords += self._cut_word(chunk[start:end], start)
        return tuple(subwords)

    def _cut_word(self, word: str, offset: int) -> list[Subword]:
        """Cut a word greedily, longest match first; a word that can't be matched to its end is one [UNK]."""
        letters, positions = _normalize(word)
        shape = classify_shape(word)
        if not letters:
            return []
        subwords: list[Subword] = []
        start = 0
        while start < len(letters) <= _MAX_WORD_CHARS:
            for end in range(min(len(letters), start + self._max_entry_chars), start, -1):
                number = self.ids.get(("##" if start else "") + letters[start:end])
                if number is not None:
                    # A letter that normalizes to several ends its subword where the original letter ends.
                    subwords.append((number, offset + positions[start], offset + positions[end - 1] + 1, shape))
                    start = end
                    break
            else:
                break
        if start < len(letters):
            return [(self.unk_id, offset + positions[0], offset + positions[-1] + 1, shape)]
        return subwords


def classify_shape(word: str) -> int:
    """Classify a word by its capitals and digits, as an index into SHAPES."""
    if word.islower():
        return _LOWER
    if any(c.isdigit() for c in word):
        return _DIGITS
    if word.isupper():
        return _CAPITALS if len(word) > 1 else _INITIAL
    if word[:1].isupper():
        return _CAPITALIZED if word[1:].islower() else _MIXED
    return _MIXED if any(c.isupper() for c in word) else _OTHER


def _split_chunk(chunk: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of each word in a chunk; punctuation marks and ideographs are words of their own."""
    if chunk.isascii():
        yield 0, len(chunk)
        return
    start = 0
    for k, c in enumerate(chunk):
        if not c.isascii() and (unicodedata.category(c).startswith("P") or _is_ideograph(c)):
            if start < k:
                yield start, k
            yield k, k + 1
            start = k + 1
    if start < len(chunk):
        yield start, len(chunk)


def _normalize(word: str) -> tuple[str, list[int]]:
    """Put a word in lower case, without accents and control characters, with the original position of each letter."""
    if word.isascii() and word.isprintable():
        return word.lower(), list(range(len(word)))
    letters: list[str] = []
    positions: list[int] = []
    for k, c in enumerate(word):
        if c == "\ufffd" or unicodedata.category(c) in ("Cc", "Cf", "Co", "Cs"):
            continue
        for part in unicodedata.normalize("NFD", c):
            if unicodedata.category(part) != "Mn":
                for letter in part.lower():
                    letters.append(letter)
                    positions.append(k)
    return "".join(letters), positions


def _is_ideograph(c: str) -> bool:
    n = ord(c)
    return (
        0x4E00 <= n <= 0x9FFF
        or 0x3400 <= n <= 0x4DBF
        or 0xF900 <= n <= 0xFAFF
        or 0x20000 <= n <= 0x2CEAF
        or 0x2F800 <= n <= 0x2FA1F
    )
