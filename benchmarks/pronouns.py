"""Whom "he" and "she" mean: GAP's development part (Webster et al. 2018).

    python3 benchmarks/pronouns.py

Each snippet of ../shared/corpora/coref/gap-development.tsv is an article; of its two names each is taken as meant
where the entity that has a mention at the pronoun has one that overlaps the name. F1 overall and by gender, and the
ratio of the two, of all of them and of every fifth, which the reader was not trained on; floor 62, aim 75. The small
model beside the reader was fitted to the latter: training/pronouns.py prints what five parts of them score by weights
fitted to the other four, the figure to trust. Prints "skipped: no corpora" where they are missing.
"""

import csv
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

SNIPPETS = Path(__file__).resolve().parents[2] / "shared" / "corpora" / "coref" / "gap-development.tsv"
BATCH = 500


def meant(answer: dict[str, Any], pronoun: int, start: int, length: int) -> bool:
    """Whether the entity of the pronoun at a place has a mention that overlaps a name."""
    for entity in answer["entities"]:
        if any(one["start"] <= pronoun < one["end"] and one["kind"] == "pronoun" for one in entity["mentions"]):
            return any(one["start"] < start + length and start < one["end"] for one in entity["mentions"])
    return False


def main() -> int:
    if not SNIPPETS.exists():
        print("skipped: no corpora")
        return 0
    with SNIPPETS.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    answers: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{k}.txt" for k in range(len(rows))]
        for path, row in zip(paths, rows, strict=True):
            path.write_text(row["Text"] + "\n", "utf-8")
        for k in range(0, len(paths), BATCH):
            command = [sys.executable, "-m", "newscli", "entities", "--json", *map(str, paths[k : k + BATCH])]
            done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
            answers += map(json.loads, done.stdout.splitlines())
    show("all", rows, answers)
    show("every fifth", rows[::5], answers[::5])
    return 0


def show(part: str, rows: Sequence[dict[str, str]], answers: Sequence[dict[str, Any]]) -> None:
    """Print the scores of some snippets."""
    counts = {key: [0, 0, 0] for key in ("all", "masculine", "feminine")}
    for row, answer in zip(rows, answers, strict=True):
        gender = "masculine" if row["Pronoun"].lower() in ("he", "him", "his") else "feminine"
        for name in "AB":
            ours = meant(answer, int(row["Pronoun-offset"]), int(row[f"{name}-offset"]), len(row[name]))
            gold = row[f"{name}-coref"] == "TRUE"
            for key in ("all", gender):
                counts[key][0] += gold and ours
                counts[key][1] += ours
                counts[key][2] += gold
    f1 = {key: 200 * both / max(1, ours + gold) for key, (both, ours, gold) in counts.items()}
    shown = ", ".join(f"{key} {value:.1f}" for key, value in f1.items())
    print(f"{part}: F1 {shown}; feminine to masculine {f1['feminine'] / f1['masculine']:.2f} (floor 62, aim 75)")


if __name__ == "__main__":
    sys.exit(main())
