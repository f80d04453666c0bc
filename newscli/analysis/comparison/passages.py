"""The sentences of two versions: which are the same, and which were added, removed, moved or reworded.

Sentences and not paragraphs are compared, since two formats of one article may part its paragraphs differently.
"""

import re
from bisect import bisect_right
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from newscli.analysis.alignment import Word, align, measure_overlap, split_words
from newscli.analysis.comparison.differences import Difference, Operation
from newscli.lang.en.lines import NOTE_OPENERS
from newscli.lang.en.sentences import find_sentence_starts
from newscli.model import PROSE, Report, Span
from newscli.patterns import compile_lazily
from newscli.text import find_line_starts

# The share of runs of three words that a sentence must keep to be the same one, reworded.
_MIN_SHARE = 0.4
# Shorter sentences are not said to have moved: they may stand anywhere.
_MIN_MOVED_WORDS = 4
# Of more sentences that were exchanged at one place, each is compared with those nearby alone.
_MAX_COMPARED = 60
_NUMBER = re.compile(r"\d")
_NOTE = compile_lazily(rf"\W{{0,3}}(?:{'|'.join(NOTE_OPENERS)})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a version: its folded words, where it stands, and the number of its block."""

    words: tuple[Word, ...]
    span: Span
    block: int

    @property
    def key(self) -> tuple[str, ...]:
        """What makes two sentences the same."""
        return tuple(word.text for word in self.words)


class Version:
    """A version of an article, with its sentences."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.text = report.text or ""
        self.sentences = list(self._list_sentences())
        self._line_starts = find_line_starts(self.text)
        # All words in a row, between blanks, to look phrases up.
        self._row = f" {' '.join(word.text for word in split_words(self.text))} "

    def _list_sentences(self) -> Iterator[Sentence]:
        for number, block in enumerate(self.report.blocks):
            if block.kind == "title" or (block.kind not in PROSE and block.kind != "row"):
                continue
            starts = find_sentence_starts(self.text[slice(*block.span)])
            ends = [*starts[1:], block.span.end - block.span.start]
            for start, end in zip(starts, ends, strict=True):
                span = self._trim(block.span.start + start, block.span.start + end)
                words = split_words(self.text[slice(*span)])
                if words:
                    yield Sentence(tuple(words), span, number)

    def _trim(self, start: int, end: int) -> Span:
        text = self.text[start:end]
        return Span(start + len(text) - len(text.lstrip()), end - len(text) + len(text.rstrip()))

    def find_line(self, span: Span | None) -> int | None:
        """Find the line on which a span begins."""
        return None if span is None else bisect_right(self._line_starts, span.start)

    def has_words(self, text: str) -> bool:
        """Whether the words of a text stand in this version, in a row."""
        return f" {' '.join(word.text for word in split_words(text))} " in self._row


def compare_passages(old: Version, new: Version) -> Iterator[Difference]:
    """Yield what changed in the text, in the order of the new version, and what was removed where it stood."""
    removed, added, pairs = _pair_sentences(old.sentences, new.sentences)
    differences = [
        *_join(old, new, "removed", [(old.sentences[a], None) for a in removed]),
        *_join(old, new, "added", [(None, new.sentences[b]) for b in added]),
        *_join(old, new, "moved", [(old.sentences[a], new.sentences[b]) for a, b, is_same in pairs if is_same]),
        *(_reword(old, new, old.sentences[a], new.sentences[b]) for a, b, is_same in pairs if not is_same),
    ]
    yield from sorted(differences, key=lambda difference: difference.after_line or difference.before_line or 0)


def _pair_sentences(
    old: Sequence[Sentence], new: Sequence[Sentence]
) -> tuple[list[int], list[int], list[tuple[int, int, bool]]]:
    """Pair the sentences that were moved (True) or reworded; return those that have no partner, too, by number."""
    first = 0
    while first < min(len(old), len(new)) and old[first].key == new[first].key:
        first += 1
    last = 0
    while last < min(len(old), len(new)) - first and old[-1 - last].key == new[-1 - last].key:
        last += 1
    old_keys = [sentence.key for sentence in old[first : len(old) - last]]
    new_keys = [sentence.key for sentence in new[first : len(new) - last]]
    removed: list[int] = []
    added: list[int] = []
    pairs: list[tuple[int, int, bool]] = []
    for tag, a1, a2, b1, b2 in SequenceMatcher(None, old_keys, new_keys).get_opcodes():
        if tag == "equal":
            continue
        gone, come = list(range(first + a1, first + a2)), list(range(first + b1, first + b2))
        reworded = _find_reworded(old, new, gone, come)
        pairs += ((a, b, False) for a, b in reworded)
        removed += sorted(set(gone) - {a for a, _ in reworded})
        added += sorted(set(come) - {b for _, b in reworded})
    places: dict[tuple[str, ...], deque[int]] = {}
    for b in added:
        places.setdefault(new[b].key, deque()).append(b)
    moved: dict[int, int] = {}
    for a in removed:
        if len(old[a].words) >= _MIN_MOVED_WORDS and places.get(old[a].key):
            moved[a] = places[old[a].key].popleft()
    pairs += ((a, b, True) for a, b in moved.items())
    arrived = set(moved.values())
    return [a for a in removed if a not in moved], [b for b in added if b not in arrived], pairs


def _find_reworded(
    old: Sequence[Sentence], new: Sequence[Sentence], gone: Sequence[int], come: Sequence[int]
) -> list[tuple[int, int]]:
    """Find the pairs of sentences at one place of which one is the other, reworded; the most alike first."""
    candidates = []
    for position, a in enumerate(gone):
        nearby = come[max(0, position - _MAX_COMPARED) : position + _MAX_COMPARED]
        for b in nearby:
            share = measure_likeness(old[a].words, new[b].words)
            if share >= _MIN_SHARE:
                candidates.append((share, a, b))
    pairs: dict[int, int] = {}
    used: set[int] = set()
    for _, a, b in sorted(candidates, key=lambda candidate: (-candidate[0], candidate[1:])):
        if a not in pairs and b not in used:
            pairs[a] = b
            used.add(b)
    return list(pairs.items())


def measure_likeness(first: Sequence[Word], second: Sequence[Word]) -> float:
    """Measure how alike two wordings are, from 0 to 1: by runs of words, or for short ones by words."""
    share = measure_overlap(first, second)
    words = {word.text for word in first}, {word.text for word in second}
    return max(share * min(len(first), len(second)) / max(len(first), len(second)),
               len(words[0] & words[1]) / max(map(len, words)) if max(map(len, words)) else 0.0)  # fmt: skip


def _join(
    old: Version, new: Version, operation: Operation, pairs: Sequence[tuple[Sentence | None, Sentence | None]]
) -> Iterator[Difference]:
    """Yield a difference for each run of sentences of one paragraph that follow one another."""
    groups: list[list[tuple[Sentence | None, Sentence | None]]] = []
    numbers = {id(sentence): n for version in (old, new) for n, sentence in enumerate(version.sentences)}

    def follows(one: Sentence | None, other: Sentence | None) -> bool:
        return (one is None and other is None) or (
            one is not None and other is not None and one.block == other.block
            and numbers[id(other)] == numbers[id(one)] + 1
        )  # fmt: skip

    for pair in pairs:
        if groups and all(map(follows, groups[-1][-1], pair)):
            groups[-1].append(pair)
        else:
            groups.append([pair])
    for group in groups:
        spans = [_span_of([pair[side] for pair in group]) for side in (0, 1)]
        yield _make(old, new, operation, spans[0], spans[1])


def _span_of(sentences: Sequence[Sentence | None]) -> Span | None:
    spans = [sentence.span for sentence in sentences if sentence is not None]
    return Span(spans[0].start, spans[-1].end) if spans else None


def _make(
    old: Version,
    new: Version,
    operation: Operation,
    before: Span | None,
    after: Span | None,
    changes: tuple[tuple[str, str], ...] = (),
) -> Difference:
    before_text = old.text[slice(*before)] if before else None
    after_text = new.text[slice(*after)] if after else None
    is_note = operation != "moved" and _NOTE.match(after_text or before_text or "") is not None
    return Difference(
        "note" if is_note else "text",
        operation,
        before_text,
        after_text,
        before,
        after,
        old.find_line(before),
        new.find_line(after),
        changes,
        tuple(pair for pair in changes if all(map(_NUMBER.search, pair))),
    )


def _reword(old: Version, new: Version, before: Sentence, after: Sentence) -> Difference:
    texts = old.text[slice(*before.span)], new.text[slice(*after.span)]
    return _make(old, new, "reworded", before.span, after.span, tuple(list_changes(*texts)))


def list_changes(before: str, after: str) -> Iterator[tuple[str, str]]:
    """Yield the words of two wordings that differ, in order, as pairs of which one may be empty."""
    words = split_words(before), split_words(after)
    for change in align(*words):
        if not change.is_equal:
            yield _cut(before, words[0], change.first), _cut(after, words[1], change.second)


def _cut(text: str, words: Sequence[Word], span: Span) -> str:
    return text[words[span.start].span.start : words[span.end - 1].span.end] if span.start < span.end else ""
