"""Fit newscli/weights/said.json: was what a quote in indirect speech reports said, or only done, felt or thought?

    python -m training.acts ../shared/corpora

A logistic regression over the features of analysis/quotes/said.py, fitted to training/labels/acts.jsonl. Prints
precision and recall of what was said, for the rules alone and for the model; each tenth of the articles is judged by a
fit to the others, and the threshold is the one that is best there, by F1. Features of few rows are left out.
"""

import argparse
import collections
import json
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.model_selection import GroupKFold

from newscli.analysis.quotes.acts import describe_indirect

ROOT = Path(__file__).parent
LABELS = ROOT / "labels" / "acts.jsonl"
WEIGHTS = ROOT.parent / "newscli" / "weights" / "said.json"
SAID = frozenset(("statement", "question", "request"))
FOLDS = 10
MIN_ROWS = 3
INVERSE_REGULARIZATION = 1.0
THRESHOLDS = (0.35, 0.4, 0.45, 0.5, 0.55, 0.6)
DIGITS = 3


def read_rows(corpora: Path) -> list[tuple[str, Mapping[str, float], bool, bool]]:
    """Read the article of each labelled quote, its features, whether it was said, and whether the rules say so."""
    rows: list[tuple[str, Mapping[str, float], bool, bool]] = []
    for line in LABELS.read_text("utf-8").splitlines():
        article: dict[str, Any] = json.loads(line)
        text = load_articles(corpora, article["set"])[article["article"]]
        for spans, cue, source, label in article["quotes"]:
            if cue is None:
                continue
            content = " ".join(text[start:end] for start, end in spans)
            mention = text[slice(*source)] if source else None
            act, features = describe_indirect(text[slice(*cue)], mention, content)
            if features is not None:
                rows.append((f"{article['set']} {article['article']}", features, label in SAID, act in SAID))
    return rows


@cache
def load_articles(corpora: Path, name: str) -> Mapping[str, str]:
    """Load the texts of a set of labelled articles, by name; those of an unlabelled set by their line."""
    if not name.startswith("unlabelled"):
        # A script of its own, as all of benchmarks/.
        sys.path.insert(0, str(ROOT.parent / "benchmarks"))
        from texts import load_texts

        return load_texts(name)
    lines = (corpora / "extra" / f"{name}.jsonl").read_text("utf-8").split("\n")
    texts = (json.loads(line)["text"] if line else "" for line in lines)
    return {str(number): text.replace("\r\n", "\n") for number, text in enumerate(texts)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    rows = read_rows(parser.parse_args().corpora)
    articles, features, said, by_rules = (list(column) for column in zip(*rows, strict=True))
    counts = collections.Counter(name for row in features for name in row)
    kept = [{name: value for name, value in row.items() if counts[name] >= MIN_ROWS} for row in features]
    vectorizer = DictVectorizer()
    x, y = vectorizer.fit_transform(kept), np.array(said)
    probabilities = np.zeros(len(y))
    for train, test in GroupKFold(FOLDS).split(x, y, articles):
        probabilities[test] = fit(x[train], y[train]).predict_proba(x[test])[:, 1]
    threshold = max(THRESHOLDS, key=lambda threshold: f1_score(y, probabilities > threshold))
    for name, answers in (("rules", np.array(by_rules)), (f"model above {threshold}", probabilities > threshold)):
        both = (answers & y).sum()
        print(f"{name}: precision {100 * both / answers.sum():.1f} %, recall {100 * both / y.sum():.1f} %")
    model = fit(x, y)
    weights = {
        name: round(float(weight), DIGITS)
        for name, weight in zip(vectorizer.feature_names_, model.coef_[0], strict=True)
    }
    data = {"bias": round(float(model.intercept_[0]), DIGITS), "threshold": threshold, "weights": weights}
    WEIGHTS.write_text(json.dumps(data, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    print(f"{len(y)} quotes, {len(weights)} features")


def fit(x: Any, y: Any) -> LogisticRegression:
    return LogisticRegression(C=INVERSE_REGULARIZATION, max_iter=3000).fit(x, y)


if __name__ == "__main__":
    main()
