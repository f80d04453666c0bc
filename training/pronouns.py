"""Fit newscli/weights/pronouns.json: python -m training.pronouns ../shared/corpora

A logistic regression over what analysis.entities.pronouns tells of each person that a pronoun may mean, on those of
the 2,000 snippets of GAP's development part (Webster et al. 2018) that the reader was not trained on, with the names
that it finds in them; twice, the second time with the pronouns before it resolved by the first. Prints GAP's F1,
overall and by gender, of five parts each scored by the weights fitted to the other four.
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
from newscli.analysis.entities.names import Group, grouped
from newscli.analysis.entities.pronouns import Scene
from newscli.lang.en.words import PRONOUN_GENDERS
from newscli.model import Labels
from newscli.tagging import label
from training.tagger.persons import HELD_OUT_STEP

WEIGHTS = Path(__file__).parent.parent / "newscli" / "weights" / "pronouns.json"
PARTS = 5
THRESHOLD = 0.25


class Candidate(NamedTuple):
    """A person that a pronoun may mean: the evidence, and whether it is candidate A, B, and the one meant (None: GAP
    does not say)."""

    evidence: Mapping[str, float]
    a: bool
    b: bool
    right: bool | None


class Row(NamedTuple):
    """A snippet's pronoun: its gender, whether A and B are meant, and whom newscli considers."""

    gender: str
    a: bool
    b: bool
    candidates: list[Candidate]


Snippet = tuple[Mapping[str, str], str, Labels]


def snippets(path: Path) -> list[Snippet]:
    """(GAP's columns, text, what the reader finds) of each row that it was not trained on."""
    made: list[Snippet] = []
    with path.open(encoding="utf-8", newline="") as lines:
        for row in list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))[::HELD_OUT_STEP]:
            article = newscli.read(
                f"{row['Text']}\n".encode(), name="a.txt", options=newscli.ReadOptions(encoding="utf-8")
            )
            made.append((row, article.text, label(article)))
    return made


def rows(some: Sequence[Snippet], model: Any) -> Iterator[Row]:
    for gap, text, labels in some:
        scene = Scene(text, grouped(text, labels.names))
        asked: list[tuple[Mapping[str, float], Group]] = []
        for one in labels.anaphors:
            found = list(scene.candidates(one))
            if one.span.start == int(gap["Pronoun-offset"]):
                asked = found
                break
            if model is not None and found:
                chances = model.predict_proba([list(evidence.values()) for evidence, _ in found])[:, 1]
                best = int(chances.argmax())
                if chances[best] >= THRESHOLD:
                    scene.told(one, found[best][1])
        yield _row(gap, PRONOUN_GENDERS[gap["Pronoun"].casefold()], asked)


def _row(gap: Mapping[str, str], gender: str, found: Sequence[tuple[Mapping[str, float], Group]]) -> Row:
    a, b = gap["A-coref"] == "TRUE", gap["B-coref"] == "TRUE"
    made = []
    for evidence, group in found:
        is_a, is_b = (_over(group, int(gap[f"{one}-offset"]), len(gap[one])) for one in "AB")
        known = a or b or is_a or is_b
        made.append(Candidate(evidence, is_a, is_b, (is_a and a) or (is_b and b) if known else None))
    return Row(gender, a, b, made)


def _over(group: Group, start: int, length: int) -> bool:
    return any(span.start < start + length and start < span.end for span, _ in group.names)


def fitted(some: Sequence[Row]) -> Any:
    known = [one for row in some for one in row.candidates if one.right is not None]
    x = np.array([list(one.evidence.values()) for one in known])
    return LogisticRegression(C=1, max_iter=2000).fit(x, [one.right for one in known])


def scores(some: Sequence[Row]) -> dict[str, float]:
    """F1 in points: all, "f", "m"."""
    counts = {key: [0, 0, 0] for key in ("all", "f", "m")}
    for part in range(PARTS):
        model = fitted([row for k, row in enumerate(some) if k % PARTS != part])
        for row in some[part::PARTS]:
            said = (False, False)
            if row.candidates:
                chances = model.predict_proba([list(one.evidence.values()) for one in row.candidates])[:, 1]
                best = int(chances.argmax())
                if chances[best] >= THRESHOLD:
                    said = row.candidates[best].a, row.candidates[best].b
            for gold, ours in zip((row.a, row.b), said, strict=True):
                for key in ("all", row.gender):
                    counts[key][0] += gold and ours
                    counts[key][1] += ours
                    counts[key][2] += gold
    return {key: 200 * both / (ours + gold) for key, (both, ours, gold) in counts.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    some = snippets(parser.parse_args().corpora / "coref" / "gap-development.tsv")
    known = list(rows(some, fitted(list(rows(some, None)))))
    print({key: round(value, 1) for key, value in scores(known).items()})
    model = fitted(known)
    names = list(known[0].candidates[0].evidence)
    weights = {name: round(float(weight), 4) for name, weight in zip(names, model.coef_[0], strict=True)}
    note = "a person is whom a pronoun means"
    made = {"note": note, "bias": round(float(model.intercept_[0]), 4), "threshold": THRESHOLD, "weights": weights}
    WEIGHTS.write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
