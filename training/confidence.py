"""Fit newscli/weights/confidence.json: how likely is a quote that the reader sees one that annotators mark?

    python -m training.confidence ../shared/corpora

A logistic regression over what tagging.reader.evidence tells of a quote, on polnear/dev. Prints how well
halves of it calibrate each other: the share of quotes that are right among those of each confidence.
"""

import argparse
import json
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

import newscli
from newscli.analysis.quotes import find_quotes
from newscli.model import Span
from newscli.tagging import label, tagger
from newscli.tagging.network import network
from training.tagger.corpora import Said, polnear

WEIGHTS = Path(__file__).parent.parent / "newscli" / "weights" / "confidence.json"
RIGHT = 0.8


def rows(corpora: Path) -> list[tuple[int, Mapping[str, float], bool]]:
    """(article, evidence, is it right) of every quote with a cue of its own."""
    found: list[tuple[int, Mapping[str, float], bool]] = []
    for number, doc in enumerate(polnear(corpora / "polnear" / "dev")):
        article = newscli.read(doc.text.encode(), name="a.txt")
        known = {
            one: features
            for seen in tagger.in_parts(doc.text, article.blocks, doc.marked, network())
            for one, features in seen.said
        }
        for quote in find_quotes(article, label(article)):
            if quote.attribution is not None and quote.confidence == quote.attribution.confidence:
                found.append((number, known[quote.attribution], right(doc.text, quote.spans, doc.said or ())))
    return found


def right(text: str, spans: tuple[Span, ...], said: tuple[Said, ...]) -> bool:
    """Whether some content has these letters, by a Dice overlap of RIGHT."""
    mine = letters(text, spans)
    others = (letters(text, one.content) for one in said)
    return any(2 * len(mine & theirs) >= RIGHT * (len(mine) + len(theirs)) for theirs in others)


def letters(text: str, spans: tuple[Span, ...]) -> set[int]:
    return {k for span in spans for k in range(*span) if text[k].isalnum()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    data = rows(parser.parse_args().corpora)
    names = list(data[0][1])
    x = np.array([[features[name] for name in names] for _, features, _ in data])
    y = np.array([answer for _, _, answer in data])
    half = np.array([number % 2 for number, _, _ in data])
    guessed = np.zeros(len(y))
    for part in (0, 1):
        fitted = LogisticRegression(C=10).fit(x[half != part], y[half != part])
        guessed[half == part] = fitted.predict_proba(x[half == part])[:, 1]
    print("confidence  quotes  mean  right")
    for low in (0.0, 0.2, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        high = {0.0: 0.2, 0.2: 0.4, 0.9: 1.01}.get(low, low + 0.1)
        here = (guessed >= low) & (guessed < high)
        if here.any():
            print(f"{low:.1f} to {min(high, 1):.1f}  {here.sum():6}  {guessed[here].mean():.2f}  {y[here].mean():.2f}")
    model = LogisticRegression(C=10).fit(x, y)
    weights = {name: round(float(weight), 4) for name, weight in zip(names, model.coef_[0], strict=True)}
    note = "a quote that the reader sees is one that annotators mark"
    made = {"note": note, "bias": round(float(model.intercept_[0]), 4), "threshold": 0.5, "weights": weights}
    WEIGHTS.write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
