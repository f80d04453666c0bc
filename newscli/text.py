"""Text in any language: words, line ends, quotation marks, marks that end a sentence."""

import re
import unicodedata
from functools import lru_cache

from newscli.model import Span, Warning
from newscli.patterns import compile_lazily

# A run of letters and digits with inner apostrophes and hyphens (the contract's "word").
WORD = re.compile(r"[^\W_]+(?:['’‐‑-][^\W_]+)*")
# The kana and ideographs of Japanese and Chinese, which are written without spaces. Each counts as a word: readers take
# in about as many of them a minute as English words (255; Trauzettel-Klosinski & Dietz 2012, doi:10.1167/iovs.11-8284).
IDEOGRAPHS = r"\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_FIRST_IDEOGRAPH = "\u3040"
_COUNTED_WORD = compile_lazily(rf"[{IDEOGRAPHS}]|[^\W_{IDEOGRAPHS}]+(?:['’‐‑-][^\W_{IDEOGRAPHS}]+)*")
LETTER = re.compile(r"[^\W\d_]")
LETTER_OR_DIGIT = re.compile(r"[^\W_]")
_LETTERS_AND_DIGITS = re.compile(r"[^\W_]+")

# Every character that a quotation mark is made of, two-character marks (``…'') included.
QUOTATION_MARKS = frozenset("\"“”„‟«»‹›「」『』‘’‚‛'`")

# Marks that end a sentence. A rule may add others, such as the ellipsis, which may also be a pause.
SENTENCE_END_MARKS = ".!?"
FULL_WIDTH_SENTENCE_END_MARKS = "。！？"
# Marks that may stand between the end of a sentence and the space after it.
CLOSING_MARKS = '"”’»)'
# Marks at the end of a line that may be the last of its paragraph.
PARAGRAPH_END_MARKS = f"{SENTENCE_END_MARKS}…:{CLOSING_MARKS}"

# The most spans that a warning lists.
MAX_SPANS_PER_WARNING = 1000

_LINE_END = re.compile(r"\r\n|\r|\n")
_UNDECODABLE = re.compile("\ufffd+")
MAX_UNDECODABLE_WARNINGS = 100  # each with one run


def count_words(text: str, start: int = 0, end: int | None = None) -> int:
    """Count the words of ``text[start:end]``. Each character of Chinese and Japanese counts as one."""
    part = text[start:end]
    if not part.isascii():
        # Hindi, Arabic and Thai write vowels and accents as characters of their own: they don't split a word.
        marks = {ord(c): None for c in set(part) if unicodedata.category(c) in ("Mn", "Mc")}
        part = part.translate(marks) if marks else part
    word = WORD if part.isascii() or max(part) < _FIRST_IDEOGRAPH else _COUNTED_WORD
    return len(word.findall(part))


def count_line_ends(text: str, start: int, end: int) -> int:
    """Count the line ends in ``text[start:end]``; "\\r\\n" is one."""
    return text.count("\n", start, end) + text.count("\r", start, end) - text.count("\r\n", start, end)


def unify_line_ends(text: str) -> str:
    """Write every line end as "\n"."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def find_line_starts(text: str) -> list[int]:
    """Find where the lines of a text begin; "\\r\\n" is one line end."""
    return [0, *(match.end() for match in _LINE_END.finditer(text))]


def fold_text(text: str) -> str:
    """Normalize a title or a name for comparison: case-folded letters and digits, all else a single space."""
    return " ".join(_LETTERS_AND_DIGITS.findall(text.casefold()))


def have_same_words(first: str, second: str) -> bool:
    """Whether two texts have the same letters and digits, ignoring case and punctuation. Two empty texts don't."""
    folded = fold_text(first)
    return bool(folded) and folded == fold_text(second)


# Longer names are not kept in the cache.
_MAX_CACHED_CHARS = 100


def strip_accents(text: str) -> str:
    """Decompose characters (NFD) and drop combining marks: "Čapek" becomes "Capek"."""
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def fold_name(name: str, keep: str = "") -> str:
    """Normalize a name for comparison: case folded, one space between words, without accents and punctuation.

    ``keep`` lists punctuation to keep. Other punctuation is dropped without splitting words: "U.S." becomes "us".
    """
    return _fold_name(name, keep) if len(name) <= _MAX_CACHED_CHARS else _fold_name.__wrapped__(name, keep)


@lru_cache(4096)
def _fold_name(name: str, keep: str) -> str:
    keep += "_"
    folded = "".join(c for c in strip_accents(name) if c.isalnum() or c.isspace() or c in keep)
    return " ".join(folded.casefold().split())


def warn_of_undecodable(text: str, encoding: str | None = None) -> tuple[Warning, ...]:
    """Warn of the runs of U+FFFD in a text, which replace bytes that could not be decoded.

    With the ``encoding`` that the bytes were decoded as, each of the first runs gets a warning of its own and the rest
    share one; without it, all share one.
    """
    runs: list[Span] = []
    unlisted_count = 0
    max_runs = MAX_SPANS_PER_WARNING + (MAX_UNDECODABLE_WARNINGS if encoding else 0)
    for match in _UNDECODABLE.finditer(text):
        if len(runs) < max_runs:
            runs.append(Span(*match.span()))
        else:
            unlisted_count += 1
    if not runs:
        return ()
    if encoding is None:
        return (Warning("undecodable", "characters that can't be read are shown as U+FFFD", tuple(runs)),)
    message = f"bytes that are not {encoding} are shown as U+FFFD"
    warnings = [Warning("undecodable", message, (run,)) for run in runs[:MAX_UNDECODABLE_WARNINGS]]
    if rest := runs[MAX_UNDECODABLE_WARNINGS:]:
        warnings.append(Warning("undecodable", f"{len(rest) + unlisted_count} more runs of {message}", tuple(rest)))
    return tuple(warnings)
