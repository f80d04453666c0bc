"""Coreference: the chains of mentions of each person, place and organization, on GUM and MEANTIME.

    python3 benchmarks/chains.py [--show NAME]

Needs scipy (training/requirements.txt). Each document of ../shared/corpora/coref becomes a text, each sentence a
paragraph. Its chains of persons, places and organizations that are named at least once and mentioned at least twice are
compared with newscli's by exact spans of tokens: MUC (Vilain et al. 1995), B3 (Bagga & Baldwin 1998) and CEAF-e (Luo
2005), F1 in points, and their mean; aim 60. The mentions of both corpora include determiners, titles and possessives,
while newscli's don't; "bare" is the mean without these on either side. Prints "skipped: no corpora" if they are
missing.
"""

import argparse
import itertools
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy.optimize import linear_sum_assignment
from speakers import TokenizedText, join_tokens, load_lines, run_newscli

from newscli.lang.en.people import TITLES

CORPORA = Path(__file__).resolve().parents[2] / "shared" / "corpora" / "coref"
AIM = 60
TYPES = ("person", "place", "organization", "PER", "LOC", "ORG")
DETERMINERS = frozenset(("the", "a", "an", "this", "that"))
# The mentions of one entity; a mention is its first token and the one after its last.
Chain = frozenset[tuple[int, int]]
# How much is right, out of how much.
Ratio = tuple[float, float]


class Comparison(NamedTuple):
    """The chains of a document: the annotators' and newscli's."""

    gold: list[Chain]
    answer: list[Chain]


def find_gold_chains(document: dict[str, Any]) -> list[Chain]:
    """Find the annotators' chains that count."""
    tokens = list(itertools.chain(*document["sentences"]))
    sentence_starts = {0, *itertools.accumulate(map(len, document["sentences"]))}
    chains: dict[str, set[tuple[int, int]]] = {}
    types: dict[str, Counter[str]] = {}
    named = set()
    for mention in document["mentions"]:
        if mention["entity"] is None or mention.get("discontinuous") or mention.get("kind") == "event":
            continue
        entity, span = mention["entity"], (mention["start"], mention["end"] + 1)
        chains.setdefault(entity, set()).add(span)
        types.setdefault(entity, Counter())[mention["type"]] += 1
        # GUM does not mark names: a capital inside a sentence shows them there.
        has_capital = any(
            tokens[number][0].isupper() and number not in sentence_starts and tokens[number] != "I"
            for number in range(*span)
        )
        if mention["syn"] == "NAM" if "syn" in mention else has_capital:
            named.add(entity)
    return [
        frozenset(chain)
        for entity, chain in chains.items()
        if entity in named and len(chain) > 1 and types[entity].most_common(1)[0][0] in TYPES
    ]


def find_answer_chains(report: dict[str, Any], tokens: Sequence[tuple[int, int]]) -> list[Chain]:
    """Find newscli's chains, as spans of tokens."""
    first_tokens = {start: number for number, (start, _) in enumerate(tokens)}
    end_tokens = {end: number + 1 for number, (_, end) in enumerate(tokens)}
    chains = []
    for entity in report["entities"]:
        chain = frozenset(
            (first_tokens.get(mention["start"], -1), end_tokens.get(mention["end"], -1))
            for mention in entity["mentions"]
        )
        if entity["type"] in TYPES and len(chain) > 1:
            chains.append(chain)
    return chains


def strip_edges(chains: Sequence[Chain], tokens: Sequence[str]) -> list[Chain]:
    """Strip determiners and titles before mentions, and possessives after them."""
    bare_chains = []
    for chain in chains:
        spans = set()
        for start, end in chain:
            while start < end - 1 and tokens[start].strip(".").casefold() in {*DETERMINERS, *TITLES}:
                start += 1
            has_possessive = end - start > 1 and tokens[end - 1] in ("'s", "’s", "'", "’")
            spans.add((start, end - has_possessive))
        bare_chains.append(frozenset(spans))
    return [chain for chain in bare_chains if len(chain) > 1]


def score_muc(keys: Sequence[Chain], answers: Sequence[Chain]) -> Ratio:
    """Count the links between the mentions of each key that the answers have, out of how many."""
    chain_numbers = {span: number for number, chain in enumerate(answers) for span in chain}
    right = sum(len(key) - len({chain_numbers.get(span, ("none", span)) for span in key}) for key in keys)
    return right, sum(len(key) - 1 for key in keys)


def score_b3(keys: Sequence[Chain], answers: Sequence[Chain]) -> Ratio:
    """Count right mentions, out of how many; each counts by the share of its key that is in its answer."""
    right = sum(len(key & answer) ** 2 / len(key) for key in keys for answer in answers)
    return right, sum(map(len, keys))


def score_ceaf(keys: Sequence[Chain], answers: Sequence[Chain]) -> float:
    """Sum the similarity 2|a & b| / (|a| + |b|) of chains over the best pairs of key and answer."""
    if not keys or not answers:
        return 0.0
    similarity = np.array([[2 * len(key & answer) / (len(key) + len(answer)) for answer in answers] for key in keys])
    return float(similarity[linear_sum_assignment(-similarity)].sum())


def compute_scores(documents: Sequence[Comparison]) -> Iterator[tuple[str, float]]:
    """Yield the name and F1, in points, of each measure."""
    for name, score in (("MUC", score_muc), ("B3", score_b3)):
        recall = np.sum([score(gold, answer) for gold, answer in documents], axis=0)
        precision = np.sum([score(answer, gold) for gold, answer in documents], axis=0)
        yield name, _compute_f1(recall[0] / recall[1], precision[0] / precision[1])
    similarity = sum(score_ceaf(gold, answer) for gold, answer in documents)
    gold_count = sum(len(gold) for gold, _ in documents)
    answer_count = sum(len(answer) for _, answer in documents)
    yield "CEAF-e", _compute_f1(similarity / gold_count, similarity / answer_count)


def _compute_f1(recall: float, precision: float) -> float:
    return 200 * recall * precision / (recall + precision) if recall + precision else 0.0


def print_chains(document: TokenizedText, comparison: Comparison) -> None:
    """Print the annotators' and newscli's chains of a document."""
    text, tokens = document
    for label, chains in zip(("gold", "newscli"), comparison, strict=True):
        for chain in chains:
            mentions = [
                text[tokens[start][0] : tokens[end - 1][1]] if start >= 0 < end else "?" for start, end in sorted(chain)
            ]
            print(label, len(chain), mentions)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", metavar="NAME", help="print the chains of the documents with this in their name")
    args = parser.parse_args()
    if not CORPORA.exists():
        print("skipped: no corpora")
        return 0
    for corpus in ("gum", "meantime"):
        documents = {document["doc"]: document for document in load_lines(CORPORA / f"{corpus}.jsonl")}
        texts = {name: join_tokens(document) for name, document in documents.items()}
        reports = run_newscli("entities", texts)
        comparisons = {
            name: Comparison(find_gold_chains(document), find_answer_chains(reports[name], texts[name].tokens))
            for name, document in documents.items()
        }
        for name, comparison in comparisons.items():
            if args.show and args.show in name:
                print_chains(texts[name], comparison)
        genres = {name: document.get("genre", "news") for name, document in documents.items()}
        for genre in sorted(set(genres.values())):
            names = [name for name in documents if genres[name] == genre]
            print(f"{corpus} {genre}: {describe_scores(names, comparisons, documents)}")
    return 0


def describe_scores(
    names: Sequence[str], comparisons: dict[str, Comparison], documents: dict[str, dict[str, Any]]
) -> str:
    """Write the scores of documents on one line."""
    scores = dict(compute_scores([comparisons[name] for name in names]))
    bare_comparisons = []
    for name in names:
        tokens = list(itertools.chain(*documents[name]["sentences"]))
        bare_comparisons.append(Comparison(*(strip_edges(chains, tokens) for chains in comparisons[name])))
    mean = np.mean(list(scores.values()))
    bare_mean = np.mean([score for _, score in compute_scores(bare_comparisons)])
    by_measure = ", ".join(f"{name} {score:.1f}" for name, score in scores.items())
    return f"{by_measure}; mean {mean:.1f} (aim {AIM}), bare {bare_mean:.1f}"


if __name__ == "__main__":
    sys.exit(main())
