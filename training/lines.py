"""Fit the title and heading models: newscli/weights/titles.json and headings.json.

    python training/lines.py ../shared/corpora

The title model learns from polnear/train (each article with its title paragraph, and without it), from every other
text of headings/single-lines and from dates/meantime. The heading model learns from every other text, in order of name,
of headings/blank-lines and headings/single-lines. Weights are stored for raw features. Needs scikit-learn
(training/requirements.txt); the program itself needs none of it.
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from newscli.model import Block
from newscli.structure import headings, layout, titles
from newscli.structure.datelines import find_dateline

WEIGHTS = Path(__file__).parent.parent / "newscli" / "weights"
TITLE_THRESHOLD = 0.5
HEADING_THRESHOLD = 0.35
REGULARIZATION = 1.0  # scikit-learn's C, the inverse of the strength
MAX_ITERATIONS = 5000
DECIMALS = 5


class Example(NamedTuple):
    """The features of a line, whether it is a title or heading, and how much it counts."""

    features: dict[str, float]
    answer: bool
    weight: float


def read_blocks(path: Path) -> tuple[str, list[Block]]:
    text = path.read_bytes().decode("utf-8")
    return text, layout.join_paragraphs(text, layout.split_lines(text))


def list_title_examples(corpora: Path) -> Iterator[Example]:
    """Yield the first paragraphs of articles, with and without a title."""
    for path in sorted((corpora / "polnear/train/text").glob("*.txt")):
        yield from _take_title_and_lead(*read_blocks(path), 1)
    for path in sorted((corpora / "headings/single-lines").glob("*.txt"))[::2]:
        yield from _take_title_and_lead(*read_blocks(path), 1)
    for path in sorted((corpora / "dates/meantime").glob("*.txt")):
        # The second paragraph is a date line.
        yield from _take_title_and_lead(*read_blocks(path), 2)


def _take_title_and_lead(text: str, blocks: list[Block], lead: int) -> Iterator[Example]:
    """Yield the title of an article, and its lead as if the title were missing; ``lead`` is the index of the lead."""
    for first, answer in ((0, True), (lead, False)):
        following = blocks[max(first + 1, lead) :][: titles.CONTEXT_PARAGRAPHS]
        if not following:
            continue
        line = text[blocks[first].span.start : blocks[first].span.end]
        dateline_follows = find_dateline(text, following[0].span) is not None
        following_texts = [text[block.span.start : block.span.end][: titles.MAX_LOOKAHEAD_CHARS] for block in following]
        yield Example(dict(titles.compute_features(line, following_texts, dateline_follows)), answer, 1.0)


def list_heading_examples(corpora: Path) -> Iterator[Example]:
    """Yield short paragraphs; those of texts with many headings count less."""
    for layout_name in ("blank-lines", "single-lines"):
        folder = corpora / "headings" / layout_name
        gold = json.loads((folder / "gold.json").read_text("utf-8"))
        for name in sorted(gold)[::2]:
            text, blocks = read_blocks(folder / f"{name}.txt")
            heading_lines = {heading["line"] for heading in gold[name]["headings"]}
            uncounted_lines = {0, *(gold[name].get("soft_lines") or [])} - heading_lines
            weight = 1 / max(1, len(heading_lines)) ** 0.5
            for k, features in headings.find_candidates(text, blocks):
                line = text.count("\n", 0, blocks[k].span.start)
                if line not in uncounted_lines:
                    yield Example(dict(features), line in heading_lines, weight)


def fit(examples: Sequence[Example], threshold: float, note: str) -> dict[str, Any]:
    """Fit a regularized logistic regression, and convert its weights to those of the raw features."""
    names = list(examples[0].features)
    values = np.array([[example.features[name] for name in names] for example in examples])
    answers = np.array([example.answer for example in examples])
    scaler = StandardScaler().fit(values)
    model = LogisticRegression(C=REGULARIZATION, max_iter=MAX_ITERATIONS)
    model.fit(scaler.transform(values), answers, sample_weight=[example.weight for example in examples])
    raw_weights = model.coef_[0] / scaler.scale_
    bias = float(model.intercept_[0] - (raw_weights * scaler.mean_).sum())
    weights = {name: round(float(weight), DECIMALS) for name, weight in zip(names, raw_weights, strict=True)}
    print(f"{note}: {len(examples)} lines, {int(answers.sum())} yes")
    return {"note": note, "bias": round(bias, DECIMALS), "threshold": threshold, "weights": weights}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    corpora = parser.parse_args().corpora
    WEIGHTS.mkdir(exist_ok=True)
    models = {
        "titles": fit(list(list_title_examples(corpora)), TITLE_THRESHOLD, "first paragraph is a title"),
        "headings": fit(list(list_heading_examples(corpora)), HEADING_THRESHOLD, "paragraph is a heading"),
    }
    for name, model in models.items():
        (WEIGHTS / f"{name}.json").write_text(json.dumps(model, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
