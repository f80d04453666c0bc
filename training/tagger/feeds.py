"""Supplies of windows for the steps of training: from annotated documents, or from windows with teachers' targets."""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from newscli.tagging.wordpiece import Vocabulary
from training.tagger.corpora import Document
from training.tagger.noise import add_noise
from training.tagger.persons import replace_names
from training.tagger.renaming import pool_names, rename
from training.tagger.windows import WINDOW_LENGTH, Example, make_examples

# A feed draws from at least this many windows.
MIN_READY_WINDOWS = 200
# Shorter windows teach nothing.
MIN_SUBWORDS = 9
# GAP has few snippets, so each is used this many times.
REFERENCE_COPIES = 3
# The share of the articles with marked names that get other names.
RENAMED_SHARE = 0.7
# The weights with which the sets of attributions, and those of names, are drawn.
ATTRIBUTION_SHARES = {"polnear": 15, "riqua": 1}
NAME_SHARES = {
    "worldwide": 52,
    "gmb": 8,
    "crossner": 6,
    "wikigold": 10,
    "wnut17": 7,
    "btc": 10,
    "gum": 4,
    "meantime": 3,
    "written": 25,
}
# The weights with which the groups of windows with targets are drawn; see ``find_group``.
TARGET_SHARES = {"polnear": 42, "riqua": 3, "names": 30, "written": 7, "persons": 8, "unlabelled": 10}


class Supply(Protocol):
    """An endless supply of windows."""

    def take_step(self) -> list[Example]:
        """Take the windows of a step, all of about the same length."""
        ...


class Feed:
    """An endless supply of shuffled windows from a pool of documents.

    With ``persons``, it has only windows with a pronoun whose antecedent is known. ``change`` is done to a document
    each time that it is drawn.
    """

    def __init__(
        self,
        docs: Sequence[Document],
        vocabulary: Vocabulary,
        rng: random.Random,
        persons: bool = False,
        change: Callable[[Document], Document] = lambda doc: doc,
    ) -> None:
        self.docs, self.vocabulary, self.rng, self.persons, self.change = docs, vocabulary, rng, persons, change
        self.ready: list[Example] = []
        self.order: list[int] = []

    def take(self, length: int | None = None) -> Example:
        """Take a window of about that length in subwords, or of any length."""
        while len(self.ready) < MIN_READY_WINDOWS:
            if not self.order:
                self.order = list(range(len(self.docs)))
                self.rng.shuffle(self.order)
            doc = self.change(self.docs[self.order.pop()])
            if self.persons and not doc.references:
                doc = replace_names(doc, self.rng)
            self.ready += [
                example
                for example in make_noisy_examples(doc, self.vocabulary, self.rng)
                if example.persons or not self.persons
            ]
        return take_by_length(self.ready, self.rng, length)


def make_noisy_examples(doc: Document, vocabulary: Vocabulary, rng: random.Random) -> list[Example]:
    """Make the windows of a document, perhaps with noise, without those that are too short to teach anything."""
    examples = make_examples(add_noise(doc, rng), vocabulary, WINDOW_LENGTH, rng)
    return [example for example in examples if len(example.window.ids) >= MIN_SUBWORDS]


def take_by_length(examples: list[Example], rng: random.Random, length: int | None) -> Example:
    """Take a window of about that length, or of any length, out of a list."""
    k = rng.randrange(len(examples))
    if length is not None:
        k = min(range(len(examples)), key=lambda k: abs(len(examples[k].window.ids) - length))
    examples[k], examples[-1] = examples[-1], examples[k]
    return examples.pop()


class AnnotatedSupply:
    """Windows of annotated documents: so many of each kind in a step."""

    def __init__(
        self,
        docs: Sequence[Document],
        vocabulary: Vocabulary,
        rng: random.Random,
        *,
        attributions: int = 7,
        names: int = 7,
        persons: int = 3,
    ) -> None:
        self.rng = rng
        self.counts = attributions, names, persons
        self.attributions = _make_feeds(ATTRIBUTION_SHARES, docs, vocabulary, rng)
        self.names = _make_feeds(NAME_SHARES, docs, vocabulary, rng)
        copies = [doc for doc in docs for _ in range(REFERENCE_COPIES if doc.references else 1)]
        self.persons = Feed(copies, vocabulary, rng, persons=True)

    def take_step(self) -> list[Example]:
        """Take the windows of a step."""
        attributions, names, persons = self.counts
        feeds = [self.persons] * persons
        feeds += self.rng.choices(*self.attributions, k=attributions) + self.rng.choices(*self.names, k=names)
        # Take windows of about the same length, to compute little padding.
        self.rng.shuffle(feeds)
        examples = [feeds[0].take()]
        return examples + [feed.take(len(examples[0].window.ids)) for feed in feeds[1:]]


def _make_feeds(
    shares: Mapping[str, int], docs: Sequence[Document], vocabulary: Vocabulary, rng: random.Random
) -> tuple[list[Feed], list[int]]:
    """Make a feed of each set that there is; return the feeds and their shares."""
    by_set = {name: [doc for doc in docs if doc.set == name] for name in shares}
    feeds = {name: Feed(set_docs, vocabulary, rng) for name, set_docs in by_set.items() if set_docs}
    return list(feeds.values()), [shares[name] for name in feeds]


class TargetSupply:
    """Windows with teachers' targets, drawn from groups by their ``shares``.

    The student learns in nobody's view, so the annotators of the windows are left out.
    """

    def __init__(
        self,
        examples: Sequence[Example],
        rng: random.Random,
        windows: int = 16,
        shares: Mapping[str, int] = TARGET_SHARES,
    ) -> None:
        self.rng, self.windows, self.shares = rng, windows, shares
        self.all: dict[str, list[Example]] = {}
        for example in examples:
            self.all.setdefault(find_group(example), []).append(replace(example, annotator=None))
        self.ready: dict[str, list[Example]] = {group: [] for group in self.all}

    def take_step(self) -> list[Example]:
        """Take the windows of a step."""
        groups = list(self.all)
        length: int | None = None
        examples: list[Example] = []
        for group in self.rng.choices(groups, [self.shares[group] for group in groups], k=self.windows):
            if len(self.ready[group]) < min(MIN_READY_WINDOWS, len(self.all[group])):
                refill = self.all[group].copy()
                self.rng.shuffle(refill)
                self.ready[group] += refill
            # Choosing among all would sort the windows by length over time.
            pool = self.ready[group][-MIN_READY_WINDOWS:]
            del self.ready[group][-len(pool) :]
            examples.append(take_by_length(pool, self.rng, length))
            self.ready[group] += pool
            length = length or len(examples[0].window.ids)
        return examples


class RenamedSupply:
    """Windows as a TargetSupply has them, but without targets, and some of articles with marked names (``docs``).

    Most of these articles have other names each time.
    """

    def __init__(
        self,
        examples: Sequence[Example],
        docs: Sequence[Document],
        vocabulary: Vocabulary,
        rng: random.Random,
        *,
        shares: Mapping[str, int],
        windows: int = 11,
        written: int = 5,
    ) -> None:
        self.targets = TargetSupply(
            [replace(example, target=None) for example in examples], rng, windows=windows, shares=shares
        )
        pools = pool_names(docs)

        def change(doc: Document) -> Document:
            return rename(doc, pools, rng) if rng.random() < RENAMED_SHARE else doc

        self.written = Feed(docs, vocabulary, rng, change=change)
        self.count = written

    def take_step(self) -> list[Example]:
        """Take the windows of a step."""
        examples = self.targets.take_step()
        length = len(examples[0].window.ids)
        return examples + [self.written.take(length) for _ in range(self.count)]


def find_group(example: Example) -> str:
    """Find the group of TARGET_SHARES that a window belongs to."""
    if example.set in TARGET_SHARES:
        return example.set
    return "names" if example.names is not None else "persons"
