"""Two wordings, aligned word by word: what is the same, what was changed, added or left out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from newscli.model import Span
from newscli.text import WORD, strip_accents

# How a wording stands to another: the same words; words left out; words added; or others.
Relation = Literal["same", "shortened", "extended", "altered"]
_SHINGLE_WORDS = 3


class Word(NamedTuple):
    """A word, folded for comparison, and where it stands."""

    text: str
    span: Span


class Change(NamedTuple):
    """A run of words of the first wording, and that of the second which stands for it; one of them may be empty."""

    is_equal: bool
    first: Span
    second: Span


@dataclass(frozen=True, slots=True)
class Comparison:
    """How the second of two wordings stands to the first.

    ``share`` is that of the shorter's runs of three words which the other has, too, from 0 to 1. ``changes`` cover both
    wordings in order, in numbers of words.
    """

    relation: Relation
    share: float
    changes: tuple[Change, ...]


def split_words(text: str) -> list[Word]:
    """Split a text into words; case, accents, and the forms of apostrophes and hyphens make no difference."""
    return [Word(fold_word(match.group()), Span(*match.span())) for match in WORD.finditer(text)]


def fold_word(word: str) -> str:
    """Fold a word for comparison."""
    if word.isascii():
        return word.lower()
    return strip_accents(word).casefold().replace("’", "'").replace("‐", "-").replace("‑", "-")


def list_shingles(words: Sequence[Word], size: int) -> Iterator[tuple[str, ...]]:
    """Yield the runs of so many words; the whole of a shorter text."""
    texts = [word.text for word in words]
    for start in range(max(1, len(texts) - size + 1)):
        yield tuple(texts[start : start + size])


def measure_overlap(first: Sequence[Word], second: Sequence[Word]) -> float:
    """Measure the share of the shorter's runs of three words that the other has, too, from 0 to 1."""
    size = min(_SHINGLE_WORDS, len(first), len(second))
    if size == 0:
        return 0.0
    shingles = set(list_shingles(first, size)), set(list_shingles(second, size))
    return len(shingles[0] & shingles[1]) / min(map(len, shingles))


def compare(first: Sequence[Word], second: Sequence[Word]) -> Comparison:
    """Compare two wordings."""
    share = measure_overlap(first, second)
    changes = tuple(align(first, second))
    has_lost = any(not change.is_equal and change.first.start < change.first.end for change in changes)
    has_gained = any(not change.is_equal and change.second.start < change.second.end for change in changes)
    relation: Relation = "altered" if has_lost and has_gained else "same"
    if has_lost != has_gained:
        relation = "shortened" if has_lost else "extended"
    return Comparison(relation, share, changes)


def align(first: Sequence[Word], second: Sequence[Word]) -> Iterator[Change]:
    """Align two wordings: yield the runs that are equal and those that differ, in order."""
    matcher = SequenceMatcher(None, [word.text for word in first], [word.text for word in second], autojunk=False)
    for tag, first_start, first_end, second_start, second_end in matcher.get_opcodes():
        yield Change(tag == "equal", Span(first_start, first_end), Span(second_start, second_end))
