"""Fit the title and heading models: newscli/weights/titles.json and headings.json.

    python training/lines.py ../shared/corpora

Titles learn from polnear/train (each article with its title paragraph, and without it), from every
other text of headings/ and from dates/meantime. Headings learn from every other text, in order of
name, of headings/blank-lines and headings/single-lines. Weights are stored for raw features. Needs
scikit-learn (training/requirements.txt); the program itself needs none of it.
"""

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from newscli.model import Block
from newscli.structure import headings, layout, titles
from newscli.structure.datelines import find_dateline

WEIGHTS = Path(__file__).parent.parent / "newscli" / "weights"
Row = tuple[Mapping[str, float], bool, float]


def blocks_of(path: Path) -> tuple[str, list[Block]]:
    text = path.read_bytes().decode("utf-8")
    return text, layout.join_paragraphs(text, layout.split_lines(text))


def title_rows(corpora: Path) -> Iterator[Row]:
    """(features, is it a title, weight) of first paragraphs."""
    for path in sorted((corpora / "polnear/train/text").glob("*.txt")):
        yield from _with_and_without(*blocks_of(path), 1)
    for path in sorted((corpora / "headings/single-lines").glob("*.txt"))[::2]:
        yield from _with_and_without(*blocks_of(path), 1)
    for path in sorted((corpora / "dates/meantime").glob("*.txt")):
        # The second paragraph is a date line.
        yield from _with_and_without(*blocks_of(path), 2)


def _with_and_without(text: str, blocks: list[Block], skipped: int) -> Iterator[Row]:
    for first, answer in ((0, True), (skipped, False)):
        following = blocks[max(first + 1, skipped) :][:3]
        if not following:
            continue
        line = text[blocks[first].span.start : blocks[first].span.end]
        dateline = find_dateline(text, following[0].span) is not None
        shown = [text[b.span.start : min(b.span.end, b.span.start + 4000)] for b in following]
        yield titles.compute_features(line, shown, dateline), answer, 1.0


def heading_rows(corpora: Path) -> Iterator[Row]:
    """(features, is it a heading, weight) of short paragraphs; texts with many headings count less."""
    for kind in ("blank-lines", "single-lines"):
        folder = corpora / "headings" / kind
        gold = json.loads((folder / "gold.json").read_text("utf-8"))
        for name in sorted(gold)[::2]:
            text, blocks = blocks_of(folder / f"{name}.txt")
            wanted = {heading["line"] for heading in gold[name]["headings"]}
            passed_over = {0, *(gold[name].get("soft_lines") or [])} - wanted
            weight = 1 / max(1, len(wanted)) ** 0.5
            for k, seen in headings.find_candidates(text, blocks):
                line = text.count("\n", 0, blocks[k].span.start)
                if line not in passed_over:
                    yield seen, line in wanted, weight


def fit(rows: Sequence[Row], strength: float, threshold: float, note: str) -> dict[str, Any]:
    """A regularised logistic regression, its weights turned back to raw features."""
    names = list(rows[0][0])
    values = np.array([[row[0][name] for name in names] for row in rows])
    answers = np.array([row[1] for row in rows])
    scaler = StandardScaler().fit(values)
    model = LogisticRegression(C=strength, max_iter=5000)
    model.fit(scaler.transform(values), answers, sample_weight=[row[2] for row in rows])
    raw = model.coef_[0] / scaler.scale_
    bias = float(model.intercept_[0] - (raw * scaler.mean_).sum())
    weights = {name: round(float(weight), 5) for name, weight in zip(names, raw, strict=True)}
    print(f"{note}: {len(rows)} lines, {int(answers.sum())} yes")
    return {"note": note, "bias": round(bias, 5), "threshold": threshold, "weights": weights}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    corpora = parser.parse_args().corpora
    WEIGHTS.mkdir(exist_ok=True)
    made = {
        "titles": fit(list(title_rows(corpora)), 1.0, 0.5, "first paragraph is a title"),
        "headings": fit(list(heading_rows(corpora)), 1.0, 0.35, "paragraph is a heading"),
    }
    for name, model in made.items():
        (WEIGHTS / f"{name}.json").write_text(json.dumps(model, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
