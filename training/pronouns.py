"""Fit newscli/weights/pronouns.json: python -m training.pronouns ../shared/corpora

A logistic regression over the features that analysis.entities.pronouns computes for each person whom a pronoun may
mean. It is fitted to the snippets of GAP's development set (Webster et al. 2018) that the tagger was not trained on, a
fifth of 2,000, with the names that the tagger finds in them. It is fitted twice: in the second round, the first fit
resolves the pronouns before the one in question. Prints GAP's F1, overall and by gender, by five-fold cross-validation.
"""

import argparse
import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from sklearn.linear_model import LogisticRegression

import newscli
from newscli.analysis.entities.clustering import cluster_names
from newscli.analysis.entities.mentions import index_text
from newscli.analysis.entities.names import NameCluster
from newscli.analysis.entities.pronouns import PronounResolver
from newscli.lang.en.words import PRONOUN_GENDERS
from newscli.model import Labels
from newscli.tagging import label
from training.tagger.persons import HELD_OUT_STEP

WEIGHTS = Path(__file__).parent.parent / "newscli" / "weights" / "pronouns.json"
# The number of parts in cross-validation.
FOLDS = 5
# A pronoun is resolved from this probability.
THRESHOLD = 0.25

# Features by name.
Features = Mapping[str, float]


class Candidate(NamedTuple):
    """A person whom a pronoun may mean, with features.

    ``is_a`` and ``is_b`` say whether the person is GAP's candidate A or B; ``is_right`` says whether the pronoun means
    the person, None if GAP does not say.
    """

    features: Features
    is_a: bool
    is_b: bool
    is_right: bool | None


class Row(NamedTuple):
    """The pronoun of a snippet: its gender, whether it means A and B, and the candidates that newscli considers."""

    gender: str
    means_a: bool
    means_b: bool
    candidates: list[Candidate]


class Snippet(NamedTuple):
    """A snippet: GAP's columns, its text, and what the tagger finds."""

    columns: Mapping[str, str]
    text: str
    labels: Labels


def read_snippets(path: Path) -> list[Snippet]:
    """Read and tag the snippets of GAP's file that the tagger was not trained on."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[::HELD_OUT_STEP]
    options = newscli.ReadOptions(encoding="utf-8")
    snippets: list[Snippet] = []
    for columns in rows:
        article = newscli.read(f"{columns['Text']}\n".encode(), name="a.txt", options=options)
        snippets.append(Snippet(columns, article.text, label(article)))
    return snippets


def make_rows(snippets: Sequence[Snippet], model: Any) -> Iterator[Row]:
    """Yield the row of each snippet; ``model``, if there is one, resolves the pronouns before the one in question."""
    for columns, text, labels in snippets:
        resolver = PronounResolver(index_text(text, cluster_names(text, labels.names)))
        answer: list[tuple[Features, NameCluster]] = []
        for anaphor in labels.anaphors:
            candidates = list(resolver.find_candidates(anaphor))
            if anaphor.span.start == int(columns["Pronoun-offset"]):
                answer = candidates
                break
            if model is not None and candidates:
                number, probability = find_best(model, [features for features, _ in candidates])
                if probability >= THRESHOLD:
                    resolver.record(anaphor, candidates[number][1])
        yield _make_row(columns, answer)


def find_best(model: Any, candidates: Sequence[Features]) -> tuple[int, float]:
    """Find the most likely candidate: its number and its probability."""
    probabilities = model.predict_proba([list(features.values()) for features in candidates])[:, 1]
    best = int(probabilities.argmax())
    return best, float(probabilities[best])


def _make_row(columns: Mapping[str, str], candidates: Sequence[tuple[Features, NameCluster]]) -> Row:
    means_a, means_b = columns["A-coref"] == "TRUE", columns["B-coref"] == "TRUE"
    row_candidates: list[Candidate] = []
    for features, person in candidates:
        is_a, is_b = (_has_name_at(person, int(columns[f"{name}-offset"]), len(columns[name])) for name in "AB")
        is_known = means_a or means_b or is_a or is_b
        is_right = (is_a and means_a) or (is_b and means_b) if is_known else None
        row_candidates.append(Candidate(features, is_a, is_b, is_right))
    gender = PRONOUN_GENDERS[columns["Pronoun"].casefold()]
    return Row(gender, means_a, means_b, row_candidates)


def _has_name_at(person: NameCluster, start: int, length: int) -> bool:
    return any(name.span.start < start + length and start < name.span.end for name in person.names)


def fit(rows: Sequence[Row]) -> Any:
    candidates = [candidate for row in rows for candidate in row.candidates if candidate.is_right is not None]
    x = np.array([list(candidate.features.values()) for candidate in candidates])
    return LogisticRegression(C=1, max_iter=2000).fit(x, [candidate.is_right for candidate in candidates])


def cross_validate(rows: Sequence[Row]) -> dict[str, float]:
    """Compute GAP's F1 in points: for all pronouns ("all"), and for those of each gender ("f", "m")."""
    # For each group: right answers, answers, and names that a pronoun means.
    counts = {group: [0, 0, 0] for group in ("all", "f", "m")}
    for fold in range(FOLDS):
        model = fit([row for number, row in enumerate(rows) if number % FOLDS != fold])
        for row in rows[fold::FOLDS]:
            answers = (False, False)
            if row.candidates:
                number, probability = find_best(model, [candidate.features for candidate in row.candidates])
                if probability >= THRESHOLD:
                    answers = row.candidates[number].is_a, row.candidates[number].is_b
            for gold, answer in zip((row.means_a, row.means_b), answers, strict=True):
                for group in ("all", row.gender):
                    counts[group][0] += gold and answer
                    counts[group][1] += answer
                    counts[group][2] += gold
    return {group: 200 * right / (answered + gold) for group, (right, answered, gold) in counts.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    snippets = read_snippets(parser.parse_args().corpora / "coref" / "gap-development.tsv")
    first_model = fit(list(make_rows(snippets, None)))
    rows = list(make_rows(snippets, first_model))
    print({group: round(f1, 1) for group, f1 in cross_validate(rows).items()})
    model = fit(rows)
    names = list(next(row for row in rows if row.candidates).candidates[0].features)
    weights = {name: round(float(weight), 4) for name, weight in zip(names, model.coef_[0], strict=True)}
    content = {
        "note": "a person is whom a pronoun means",
        "bias": round(float(model.intercept_[0]), 4),
        "threshold": THRESHOLD,
        "weights": weights,
    }
    WEIGHTS.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
