"""What is true of text in any language: words, line ends, quotation marks, marks that end a sentence."""

import re
import unicodedata

# A run of letters and digits with inner apostrophes and hyphens (the contract's "word").
WORD = re.compile(r"[^\W_]+(?:['’‐‑-][^\W_]+)*")
# The kana and ideographs of Japanese and Chinese, which are written without spaces. Each counts as a word: readers take
# in about as many of them a minute as English words (255; Trauzettel-Klosinski & Dietz 2012, doi:10.1167/iovs.11-8284).
IDEOGRAPHS = r"\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_COUNTED_WORD = re.compile(rf"[{IDEOGRAPHS}]|[^\W_{IDEOGRAPHS}]+(?:['’‐‑-][^\W_{IDEOGRAPHS}]+)*")
_LETTERS_AND_DIGITS = re.compile(r"[^\W_]+")

# Every character that a quotation mark is made of, two-character marks (``…'') included.
QUOTATION_MARKS = frozenset("\"“”„‟«»‹›「」『』‘’‚‛'`")

# Marks that end a sentence. Each rule adds the others that it needs, such as the ellipsis, which may also be a pause.
SENTENCE_END_MARKS = ".!?"
FULL_WIDTH_SENTENCE_END_MARKS = "。！？"
# Marks that may stand between the end of a sentence and the space after it.
CLOSING_MARKS = '"”’»)'


def count_words(text: str, start: int = 0, end: int | None = None) -> int:
    """Count the words of ``text[start:end]``. Each character of Chinese and Japanese counts as one."""
    part = text[start:end]
    if not part.isascii():
        # Hindi, Arabic and Thai write vowels and accents as characters of their own: they don't split a word.
        marks = {ord(c): None for c in set(part) if unicodedata.category(c) in ("Mn", "Mc")}
        part = part.translate(marks) if marks else part
    return sum(1 for _ in _COUNTED_WORD.finditer(part))


def count_line_ends(text: str, start: int, end: int) -> int:
    """Count the line ends in ``text[start:end]``; "\\r\\n" is one."""
    return text.count("\n", start, end) + text.count("\r", start, end) - text.count("\r\n", start, end)


def fold_text(text: str) -> str:
    """Normalize a title or a name for comparison: case-folded letters and digits, all else a single space."""
    return " ".join(_LETTERS_AND_DIGITS.findall(text.casefold()))


def have_same_words(first: str, second: str) -> bool:
    """Whether two texts have the same letters and digits, whatever their case and punctuation. Two empty ones don't."""
    folded = fold_text(first)
    return bool(folded) and folded == fold_text(second)
