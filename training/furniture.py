"""Fit newscli/weights/furniture.json: which lines of a pasted web page are no part of its story?

    python -m training.furniture ../shared/corpora

A logistic regression over the features of newscli/structure/furniture.py. It learns from the visible lines of the saved
pages of the article-extraction-benchmark, where lines of the annotators' text are story, and from articles without
furniture: every fifth of polnear/train and every other text of headings/blank-lines. Prints how many lines are right,
each site judged by a fit to the others.
"""

import argparse
import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from newscli.logistic import LogisticModel
from newscli.structure import layout
from newscli.structure.furniture import describe_lines, name_kinds

ROOT = Path(__file__).parent.parent
WEIGHTS = ROOT / "newscli" / "weights" / "furniture.json"
THRESHOLD = 0.5
REGULARIZATION = 0.3  # scikit-learn's C, the inverse of the strength
FOLDS = 10
DECIMALS = 4
# A line is story if so large a share of its words stands in the annotators' text in runs of RUN_WORDS.
MIN_STORY_SHARE = 0.6
RUN_WORDS = 3


class Text(NamedTuple):
    """The lines of a text as features, whether each is furniture, how much it counts, and the text's site."""

    rows: list[dict[str, float]]
    answers: list[bool]
    weights: list[float]
    site: str


def label_page(text: str, story: str, site: str) -> Text:
    """Label the lines of a page by its story."""
    lines = layout.split_lines(text)
    words = re.findall(r"\w+", story.lower())
    runs = {tuple(words[i : i + RUN_WORDS]) for i in range(len(words) - RUN_WORDS + 1)}
    story_lines = {" ".join(re.findall(r"\w+", line.lower())) for line in story.splitlines()}
    answers, weights = [], []
    for line in lines:
        own = re.findall(r"\w+", text[line.start : line.end].lower())
        own_runs = [tuple(own[i : i + RUN_WORDS]) for i in range(len(own) - RUN_WORDS + 1)]
        share = sum(run in runs for run in own_runs) / max(1, len(own_runs))
        is_story = share >= MIN_STORY_SHARE if own_runs else " ".join(own) in story_lines
        answers.append(not is_story)
        # Scores count words, and so do lines, within limits.
        weights.append(min(max(len(own), 4), 40) / 10)
    return Text(describe_lines(text, lines, [name_kinds(text, line) for line in lines]), answers, weights, site)


def label_article(text: str, site: str) -> Text:
    """Label the lines of an article without furniture."""
    lines = layout.split_lines(text)
    return Text(
        describe_lines(text, lines, [name_kinds(text, line) for line in lines]),
        [False] * len(lines),
        [1.0] * len(lines),
        site,
    )


def read_pages(corpora: Path) -> list[Text]:
    """Read the pages."""
    sys.path.insert(0, str(ROOT / "benchmarks"))
    import pasted

    gold = (corpora / "html" / "aeb" / "gold.jsonl").read_text("utf-8").splitlines()
    sites = {row["id"]: urlsplit(row["url"]).hostname or row["id"] for row in map(json.loads, gold)}
    return [label_page(text, story, sites[name]) for name, text, story in pasted.read_pages()]


def read_articles(corpora: Path) -> list[Text]:
    """Read articles without furniture."""
    paths = sorted((corpora / "polnear" / "train" / "text").glob("*.txt"))[::5]
    paths += sorted((corpora / "headings" / "blank-lines").glob("*.txt"))[::2]
    return [label_article(path.read_bytes().decode("utf-8"), path.name) for path in paths]


def fit(texts: Sequence[Text]) -> LogisticModel:
    """Fit a model to the lines of some texts."""
    names = list(texts[0].rows[0])
    x = np.array([[row[name] for name in names] for text in texts for row in text.rows])
    y = np.array([answer for text in texts for answer in text.answers])
    weights = np.array([weight for text in texts for weight in text.weights])
    scaler = StandardScaler().fit(x)
    model = LogisticRegression(C=REGULARIZATION, max_iter=2000).fit(scaler.transform(x), y, sample_weight=weights)
    coefficients = model.coef_[0] / scaler.scale_
    bias = float(model.intercept_[0] - (coefficients * scaler.mean_).sum())
    return LogisticModel(
        round(bias, DECIMALS),
        {name: round(float(c), DECIMALS) for name, c in zip(names, coefficients, strict=True)},
        THRESHOLD,
    )


def assign_folds(texts: Sequence[Text]) -> list[int]:
    """Assign the sites to FOLDS folds, in order of name."""
    sites = {site: number % FOLDS for number, site in enumerate(sorted({text.site for text in texts}))}
    return [sites[text.site] for text in texts]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    corpora = parser.parse_args().corpora
    pages, articles = read_pages(corpora), read_articles(corpora)
    folds = assign_folds(pages)
    right = total = 0.0
    for fold in range(FOLDS):
        model = fit([page for page, own in zip(pages, folds, strict=True) if own != fold] + articles)
        for page in (page for page, own in zip(pages, folds, strict=True) if own == fold):
            for row, answer, weight in zip(page.rows, page.answers, page.weights, strict=True):
                right += weight * (model.accepts(row) == answer)
                total += weight
    print(f"lines right, by words: {100 * right / total:.1f} % of {len(pages)} pages")
    model = fit(pages + articles)
    data = {
        "note": "a line of a pasted page is no part of the story",
        "bias": model.bias,
        "threshold": model.threshold,
        "weights": dict(model.weights),
    }
    WEIGHTS.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
