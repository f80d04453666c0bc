"""Fit newscli/weights/confidence.json: how likely is it that annotators would mark a quote that the model finds?

    python -m training.confidence ../shared/corpora

A logistic regression over the evidence for a quote (tagging.tagger.measure_evidence), fitted to polnear/dev. Prints how
well it is calibrated, that is, the share of quotes that are right by confidence; each half of the articles is judged by
a fit to the other half.
"""

import argparse
import json
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

import newscli
from newscli.analysis.quotes import find_quotes
from newscli.analysis.quotes.layout import lay_out
from newscli.model import Span
from newscli.tagging import label
from newscli.tagging.network import load_network
from newscli.tagging.tagger import tag_windows
from training.tagger.corpora import GoldAttribution, read_polnear

WEIGHTS = Path(__file__).parent.parent / "newscli" / "weights" / "confidence.json"
# A quote is right from this Dice overlap of letters on.
MIN_OVERLAP = 0.8
THRESHOLD = 0.5
INVERSE_REGULARIZATION = 10
# The bounds of the rows in the printed table.
CONFIDENCES = (0.0, 0.2, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


def collect_rows(corpora: Path) -> list[tuple[int, Mapping[str, float], bool]]:
    """Collect (number of the article, evidence, whether it is right) for every quote with a cue of its own."""
    rows: list[tuple[int, Mapping[str, float], bool]] = []
    for number, doc in enumerate(read_polnear(corpora / "polnear" / "dev")):
        article = newscli.read(doc.text.encode(), name="a.txt")
        evidence = {
            scored.attribution.cue: scored.evidence
            for batch in tag_windows(doc.text, article.blocks, doc.quoted, load_network())
            for scored in batch.attributions
        }
        for quote in find_quotes(article, label(article), lay_out(article)):
            # A rule that finds speech inside speech gives it a cue of its own.
            if quote.attribution is not None and quote.attribution.cue in evidence:
                is_correct = is_right(doc.text, quote.spans, doc.attributions or ())
                rows.append((number, evidence[quote.attribution.cue], is_correct))
    return rows


def is_right(text: str, spans: tuple[Span, ...], attributions: tuple[GoldAttribution, ...]) -> bool:
    """Whether the letters of an annotated content overlap with those of the spans by MIN_OVERLAP."""
    letters = find_letters(text, spans)
    contents = (find_letters(text, gold.content) for gold in attributions)
    return any(2 * len(letters & content) >= MIN_OVERLAP * (len(letters) + len(content)) for content in contents)


def find_letters(text: str, spans: tuple[Span, ...]) -> set[int]:
    """Find the positions of the letters and digits in spans."""
    return {k for span in spans for k in range(*span) if text[k].isalnum()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    rows = collect_rows(parser.parse_args().corpora)
    names = list(rows[0][1])
    x = np.array([[evidence[name] for name in names] for _, evidence, _ in rows])
    y = np.array([answer for _, _, answer in rows])
    half = np.array([number % 2 for number, _, _ in rows])
    confidence = np.zeros(len(y))
    for k in (0, 1):
        model = LogisticRegression(C=INVERSE_REGULARIZATION).fit(x[half != k], y[half != k])
        confidence[half == k] = model.predict_proba(x[half == k])[:, 1]
    print("confidence  quotes  mean  right")
    for low, high in pairwise(CONFIDENCES):
        # The last row includes its upper bound.
        in_row = (confidence >= low) & ((confidence < high) | (high == CONFIDENCES[-1]))
        if in_row.any():
            mean, right = confidence[in_row].mean(), y[in_row].mean()
            print(f"{low:.1f} to {high:.1f}  {in_row.sum():6}  {mean:.2f}  {right:.2f}")
    model = LogisticRegression(C=INVERSE_REGULARIZATION).fit(x, y)
    data = {
        "note": "a quote that the model finds is one that annotators mark",
        "bias": round(float(model.intercept_[0]), 4),
        "threshold": THRESHOLD,
        "weights": {name: round(float(weight), 4) for name, weight in zip(names, model.coef_[0], strict=True)},
    }
    WEIGHTS.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
