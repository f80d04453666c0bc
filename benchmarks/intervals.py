"""How sure the scores of quotes and names are: 95 % intervals, and a paired comparison of two versions of newscli.

    python3 benchmarks/intervals.py                   scores of this version, with intervals
    python3 benchmarks/intervals.py --against FOLDER  the gain over the version in another checkout
    python3 benchmarks/intervals.py --weights FOLDER  the gain of other weights, in FOLDER, over these

Articles are drawn anew, with replacement, DRAWS times (the bootstrap; Efron & Tibshirani 1993); two versions are scored
on the same draws. An interval of a gain that lies above 0 is one that another choice of articles would hardly turn.
Prints "skipped: no corpora" if they are missing.
"""

import argparse
import collections
import importlib.util
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
CORPORA = SHARED / "corpora"
DRAWS = 2000
# The share of the draws on either side of an interval.
TAIL = 0.025
QUOTE_GROUPS = ("all", "quoted", "indirect")
NAME_SETS = ("worldwide.dev", "uner_ewt.dev")
NAME_KINDS = ("all", "PER", "ORG", "LOC")
# Of each article: counts by name.
Counts = Mapping[str, int]


def load_scorer(name: str) -> ModuleType:
    """Load a scorer of ../shared as a module."""
    spec = importlib.util.spec_from_file_location(f"scorer_{name}", SHARED / "score" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def run_newscli(command: str, paths: Sequence[Path], code: Path = ROOT) -> dict[str, dict[str, Any]]:
    """Run ``newscli COMMAND --json`` of the checkout ``code`` on files, and return the answers by file stem."""
    program = [sys.executable, "-m", "newscli", *command.split(), "--json", *map(str, paths)]
    environment = {**os.environ, "PYTHONPATH": str(code)}
    process = subprocess.run(program, capture_output=True, text=True, encoding="utf-8", cwd=code, env=environment)
    if process.returncode:
        sys.exit(process.stderr)
    return {Path(row["source"]["path"]).stem: row for row in map(json.loads, process.stdout.splitlines())}


def list_articles(fifth: bool = False) -> list[Path]:
    """List the articles of PolNeAR dev, or every fifth of them."""
    return sorted((CORPORA / "polnear" / "dev" / "text").glob("*.txt"))[:: 5 if fifth else 1]


def count_quotes(paths: Sequence[Path], answers: Mapping[str, Mapping[str, Any]]) -> list[Counts]:
    """Count what quotes.py counts, for each of the articles."""
    scorer = load_scorer("quotes")
    rows: list[Counts] = []
    for path in paths:
        stem = scorer.glob_escape(path.stem)
        annotations = sorted((path.parents[1] / "attributions").glob(f"{stem}_*.ann"))
        tally: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
        gold = scorer.read_gold(annotations[0])
        scorer.score_article(path.read_bytes().decode(), gold, answers[path.stem]["quotes"], tally)
        rows.append({f"{group} {name}": tally[group][name] for group in QUOTE_GROUPS for name in tally[group]})
    return rows


def list_documents(set_name: str, fifth: bool = False) -> list[tuple[str, str, list[tuple[int, int, str]]]]:
    """List the documents of a set of names, or every fifth of them: the name, the text, and the names in it."""
    documents = load_scorer("entities").articles(CORPORA / "names" / f"{set_name}.jsonl")
    return list(documents)[:: 5 if fifth else 1]


def count_names(
    documents: Sequence[tuple[str, str, list[tuple[int, int, str]]]], answers: Mapping[str, Mapping[str, Any]]
) -> list[Counts]:
    """Count the names that are right, for each document."""
    scorer = load_scorer("entities")
    rows: list[Counts] = []
    for name, _, gold in documents:
        counts: dict[str, int] = {}
        for kind in NAME_KINDS:
            right = {span for span in gold if span[2] == kind or (kind == "all" and span[2] in NAME_KINDS)}
            found = {span for span in scorer.predicted(answers[name]) if kind in ("all", span[2])}
            counts |= {f"{kind} gold": len(right), f"{kind} pred": len(found), f"{kind} hit": len(right & found)}
        rows.append(counts)
    return rows


def compute_f1(hits: float, predicted: float, right: float, gold: float) -> float:
    """Compute F1, in points, of ``hits`` of ``predicted`` and ``right`` of ``gold``."""
    precision, recall = hits / max(1, predicted), right / max(1, gold)
    return 200 * precision * recall / max(1e-9, precision + recall)


def list_quote_figures() -> dict[str, Callable[[Counts], float]]:
    """List the figures of quotes, as functions of summed counts."""
    figures: dict[str, Callable[[Counts], float]] = {}
    for group in QUOTE_GROUPS:
        for figure, names in (
            ("F1", ("pred_hit", "pred", "hit", "gold")),
            ("who_F1", ("pred_who", "pred", "who", "gold_who")),
            ("exact_F1", ("pred_exact", "pred", "exact", "gold")),
        ):
            keys = [f"{group} {name}" for name in names]
            figures[f"quotes {group} {figure}"] = lambda counts, keys=keys: compute_f1(  # type: ignore[misc]
                *(counts.get(key, 0) for key in keys)
            )
    return figures


def list_name_figures(set_name: str) -> dict[str, Callable[[Counts], float]]:
    """List the figures of a set of names, as functions of summed counts."""
    return {
        f"names {set_name} {kind}": lambda counts, kind=kind: compute_f1(  # type: ignore[misc]
            *(counts.get(f"{kind} {name}", 0) for name in ("hit", "pred", "hit", "gold"))
        )
        for kind in NAME_KINDS
    }


def draw(rows: int, seed: int = 1) -> list[list[int]]:
    """Draw DRAWS times as many articles as there are."""
    rng = random.Random(seed)
    return [rng.choices(range(rows), k=rows) for _ in range(DRAWS)]


def sum_counts(rows: Sequence[Counts], numbers: Sequence[int]) -> collections.Counter[str]:
    """Sum the counts of the articles with these numbers."""
    total: collections.Counter[str] = collections.Counter()
    for number, times in collections.Counter(numbers).items():
        for name, count in rows[number].items():
            total[name] += times * count
    return total


def find_interval(values: Sequence[float]) -> tuple[float, float]:
    """Find the interval that leaves TAIL of the values on either side."""
    ordered = sorted(values)
    cut = int(TAIL * len(ordered))
    return ordered[cut], ordered[-1 - cut]


def find_intervals(
    rows: Sequence[Counts], figures: Mapping[str, Callable[[Counts], float]]
) -> dict[str, tuple[float, float]]:
    """Find the interval of each figure."""
    totals = [sum_counts(rows, numbers) for numbers in draw(len(rows))]
    return {name: find_interval([figure(total) for total in totals]) for name, figure in figures.items()}


def print_gains(
    old_rows: Sequence[Counts], rows: Sequence[Counts], figures: Mapping[str, Callable[[Counts], float]]
) -> None:
    """Print each figure of an old and a new version, and the interval of the gain."""
    draws = draw(len(rows))
    pairs = [(sum_counts(old_rows, numbers), sum_counts(rows, numbers)) for numbers in draws]
    every = range(len(rows))
    for name, figure in figures.items():
        old, new = figure(sum_counts(old_rows, every)), figure(sum_counts(rows, every))
        low, high = find_interval([figure(after) - figure(before) for before, after in pairs])
        sure = "  sure" if low > 0 or high < 0 else ""
        print(f"{name:28} {old:5.1f} -> {new:5.1f}  {new - old:+5.1f}  ({low:+.1f} to {high:+.1f}){sure}")


def copy_with_weights(weights: Path, folder: Path) -> Path:
    """Make a checkout of this version with other weights, in copies: a worker follows no link out of its folders."""
    shutil.copytree(ROOT / "newscli", folder / "newscli", ignore=shutil.ignore_patterns("*.pyc"))
    for path in (folder / "newscli" / "weights").iterdir():
        if (weights / path.name).exists():
            shutil.copy(weights / path.name, path)
    return folder


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--against", type=Path, help="a checkout with the old version")
    parser.add_argument("--weights", type=Path, help="a folder with new weights")
    args = parser.parse_args()
    if not CORPORA.exists():
        print("skipped: no corpora")
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        codes = [ROOT]
        if args.against:
            codes = [args.against.resolve(), ROOT]
        elif args.weights:
            codes = [ROOT, copy_with_weights(args.weights, folder / "copy")]
        paths = list_articles()
        _print_figures(
            [count_quotes(paths, run_newscli("quotes --all", paths, code)) for code in codes], list_quote_figures()
        )
        for set_name in NAME_SETS:
            documents = list_documents(set_name)
            paths = write_documents(documents, folder)
            rows = [count_names(documents, run_newscli("entities", paths, code)) for code in codes]
            _print_figures(rows, list_name_figures(set_name))


def write_documents(documents: Sequence[tuple[str, str, list[tuple[int, int, str]]]], folder: Path) -> list[Path]:
    """Write documents as files."""
    paths = [folder / f"{name}.txt" for name, _, _ in documents]
    for path, (_, text, _) in zip(paths, documents, strict=True):
        path.write_text(text, "utf-8")
    return paths


def _print_figures(rows: Sequence[Sequence[Counts]], figures: Mapping[str, Callable[[Counts], float]]) -> None:
    if len(rows) == 2:
        old, new = rows
        print_gains(old, new, figures)
        return
    total = sum_counts(rows[0], range(len(rows[0])))
    for name, (low, high) in find_intervals(rows[0], figures).items():
        print(f"{name:28} {figures[name](total):5.1f}  ({low:.1f} to {high:.1f})")


if __name__ == "__main__":
    main()
