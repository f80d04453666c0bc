"""Chains: the mentions of each person, place and organization, on GUM and MEANTIME.

    python3 benchmarks/chains.py [--show NAME]

Needs scipy (training/requirements.txt). Each document of ../shared/corpora/coref becomes a text, a paragraph a
sentence. Its chains of persons, places and organizations that are named at least once and mentioned twice or more are
held against newscli's, by exact spans of tokens: MUC (Vilain et al. 1995), B3 (Bagga & Baldwin 1998), CEAF-e (Luo
2005), F1 in points, and their mean. Aim 60. newscli's names are without determiner, title and possessive, which both
annotations take in; what it scores with these left out on both sides is printed, too ("bare"). Prints "skipped: no
corpora" where they are missing.
"""

import argparse
import itertools
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment
from speakers import answers_of, joined

from newscli.lang.en.people import TITLES

CORPORA = Path(__file__).resolve().parents[2] / "shared" / "corpora" / "coref"
TYPES = ("person", "place", "organization", "PER", "LOC", "ORG")
DETERMINERS = frozenset(("the", "a", "an", "this", "that"))
Chain = frozenset[tuple[int, int]]
Pair = tuple[float, float]


def gold(document: dict[str, Any]) -> list[Chain]:
    """The chains of a document that count; a mention is its first token and the one after its last."""
    tokens = list(itertools.chain(*document["sentences"]))
    firsts = {0, *itertools.accumulate(map(len, document["sentences"]))}
    chains: dict[str, set[tuple[int, int]]] = {}
    types: dict[str, Counter[str]] = {}
    named = set()
    for one in document["mentions"]:
        if one["entity"] is None or one.get("discontinuous") or one.get("kind") == "event":
            continue
        number, span = one["entity"], (one["start"], one["end"] + 1)
        chains.setdefault(number, set()).add(span)
        types.setdefault(number, Counter())[one["type"]] += 1
        capitals = (k for k in range(*span) if tokens[k][0].isupper() and k not in firsts and tokens[k] != "I")
        if one["syn"] == "NAM" if "syn" in one else any(capitals):
            named.add(number)
    kept = (n for n in chains if n in named and len(chains[n]) > 1 and types[n].most_common(1)[0][0] in TYPES)
    return [frozenset(chains[n]) for n in kept]


def ours(answer: dict[str, Any], places: Sequence[tuple[int, int]]) -> list[Chain]:
    """newscli's chains, by tokens."""
    first = {start: k for k, (start, _) in enumerate(places)}
    last = {end: k + 1 for k, (_, end) in enumerate(places)}
    made = []
    for entity in answer["entities"]:
        spans = {(first.get(one["start"], -1), last.get(one["end"], -1)) for one in entity["mentions"]}
        if entity["type"] in TYPES and len(spans) > 1:
            made.append(frozenset(spans))
    return made


def bare(chains: Sequence[Chain], tokens: Sequence[str]) -> list[Chain]:
    """Chains without determiners and titles before their mentions, and possessives after them."""
    made = []
    for chain in chains:
        spans = set()
        for start, end in chain:
            while start < end - 1 and tokens[start].strip(".").casefold() in {*DETERMINERS, *TITLES}:
                start += 1
            spans.add((start, end - (end - start > 1 and tokens[end - 1] in ("'s", "’s", "'", "’"))))
        made.append(frozenset(spans))
    return [chain for chain in made if len(chain) > 1]


def muc(keys: Sequence[Chain], answers: Sequence[Chain]) -> Pair:
    """(Right, all) links that would join the mentions of each key, were they parted as the answers are."""
    at = {span: n for n, chain in enumerate(answers) for span in chain}
    right = sum(len(key) - len({at.get(span, ("none", span)) for span in key}) for key in keys)
    return right, sum(len(key) - 1 for key in keys)


def b3(keys: Sequence[Chain], answers: Sequence[Chain]) -> Pair:
    """(Right, all) mentions, each right by the share of its key that shares its answer."""
    right = sum(len(key & answer) ** 2 / len(key) for key in keys for answer in answers)
    return right, sum(map(len, keys))


def ceaf(keys: Sequence[Chain], answers: Sequence[Chain]) -> float:
    """How alike chains are, 2|a & b| / (|a| + |b|), added up over the best pairs of key and answer."""
    if not keys or not answers:
        return 0.0
    alike = np.array([[2 * len(key & answer) / (len(key) + len(answer)) for answer in answers] for key in keys])
    return float(alike[linear_sum_assignment(-alike)].sum())


def scores(pairs: Sequence[tuple[list[Chain], list[Chain]]]) -> Iterator[tuple[str, float]]:
    for name, score in (("MUC", muc), ("B3", b3)):
        recall = np.sum([score(keys, answers) for keys, answers in pairs], axis=0)
        precision = np.sum([score(answers, keys) for keys, answers in pairs], axis=0)
        yield name, _f1(recall[0] / recall[1], precision[0] / precision[1])
    alike = sum(ceaf(keys, answers) for keys, answers in pairs)
    yield (
        "CEAF-e",
        _f1(alike / sum(len(keys) for keys, _ in pairs), alike / sum(len(answers) for _, answers in pairs)),
    )


def _f1(recall: float, precision: float) -> float:
    return 200 * recall * precision / (recall + precision) if recall + precision else 0.0


def show(text: str, places: Sequence[tuple[int, int]], both: tuple[list[Chain], list[Chain]]) -> None:
    """Print the chains of a document, the annotators' and newscli's."""
    for label, chains in zip(("gold", "ours"), both, strict=True):
        for chain in chains:
            words = [text[places[s][0] : places[e - 1][1]] if s >= 0 < e else "?" for s, e in sorted(chain)]
            print(label, len(chain), words)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", metavar="NAME", help="print the chains of the documents that have this in their name")
    args = parser.parse_args()
    if not CORPORA.exists():
        print("skipped: no corpora")
        return 0
    for corpus in ("gum", "meantime"):
        documents = [json.loads(line) for line in (CORPORA / f"{corpus}.jsonl").open(encoding="utf-8")]
        texts = {one["doc"]: joined(one) for one in documents}
        with tempfile.TemporaryDirectory() as folder:
            answers = answers_of("entities", {name: text for name, (text, _) in texts.items()}, Path(folder))
        tokens = {one["doc"]: list(itertools.chain(*one["sentences"])) for one in documents}
        pairs = {one["doc"]: (gold(one), ours(answers[one["doc"]], texts[one["doc"]][1])) for one in documents}
        for name, both in pairs.items():
            if args.show and args.show in name:
                show(*texts[name], both)
        genres = {one["doc"]: one.get("genre", "news") for one in documents}
        for genre in sorted(set(genres.values())):
            some = [name for name in pairs if genres[name] == genre]
            found = dict(scores([pairs[name] for name in some]))
            told = ", ".join(f"{name} {value:.1f}" for name, value in found.items())
            cut = [(bare(pairs[name][0], tokens[name]), bare(pairs[name][1], tokens[name])) for name in some]
            mean, alike = (np.mean(values) for values in (list(found.values()), [value for _, value in scores(cut)]))
            print(f"{corpus} {genre}: {told}; mean {mean:.1f} (aim 60), bare {alike:.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
