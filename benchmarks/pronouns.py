"""Whom "he" and "she" mean: GAP's development set (Webster et al. 2018).

    python3 benchmarks/pronouns.py

Each snippet of ../shared/corpora/coref/gap-development.tsv is an article. The pronoun means one of its two names if the
entity with a mention at the pronoun has a mention that overlaps the name. Prints F1 overall and by gender, and the
ratio of the two, for all snippets and for every fifth, which the tagger was not trained on; floor 62, aim 75. The
logistic model after the tagger was fitted to the latter, so the figure to trust is the cross-validated one that
training/pronouns.py prints. Prints "skipped: no corpora" if they are missing.
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
# The number of files that one command reads.
BATCH_SIZE = 500
FLOOR, AIM = 62, 75


def is_linked(report: dict[str, Any], pronoun: int, start: int, length: int) -> bool:
    """Whether the entity of the pronoun at a position has a mention that overlaps the name at ``start``."""
    for entity in report["entities"]:
        mentions = entity["mentions"]
        if any(mention["start"] <= pronoun < mention["end"] and mention["kind"] == "pronoun" for mention in mentions):
            return any(mention["start"] < start + length and start < mention["end"] for mention in mentions)
    return False


def main() -> int:
    if not SNIPPETS.exists():
        print("skipped: no corpora")
        return 0
    with SNIPPETS.open(encoding="utf-8", newline="") as file:
        snippets = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    reports: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{number}.txt" for number in range(len(snippets))]
        for path, snippet in zip(paths, snippets, strict=True):
            path.write_text(snippet["Text"] + "\n", "utf-8")
        for first in range(0, len(paths), BATCH_SIZE):
            batch = map(str, paths[first : first + BATCH_SIZE])
            command = [sys.executable, "-m", "newscli", "entities", "--json", *batch]
            process = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
            reports += map(json.loads, process.stdout.splitlines())
    print_scores("all", snippets, reports)
    print_scores("every fifth", snippets[::5], reports[::5])
    return 0


def print_scores(part: str, snippets: Sequence[dict[str, str]], reports: Sequence[dict[str, Any]]) -> None:
    # For each group: right answers, answers, and names that a pronoun means.
    counts = {group: [0, 0, 0] for group in ("all", "masculine", "feminine")}
    for snippet, report in zip(snippets, reports, strict=True):
        gender = "masculine" if snippet["Pronoun"].lower() in ("he", "him", "his") else "feminine"
        for name in "AB":
            pronoun, start = int(snippet["Pronoun-offset"]), int(snippet[f"{name}-offset"])
            answer = is_linked(report, pronoun, start, len(snippet[name]))
            gold = snippet[f"{name}-coref"] == "TRUE"
            for group in ("all", gender):
                counts[group][0] += gold and answer
                counts[group][1] += answer
                counts[group][2] += gold
    f1 = {group: 200 * right / max(1, answered + gold) for group, (right, answered, gold) in counts.items()}
    scores = ", ".join(f"{group} {value:.1f}" for group, value in f1.items())
    ratio = f1["feminine"] / f1["masculine"]
    print(f"{part}: F1 {scores}; feminine to masculine {ratio:.2f} (floor {FLOOR}, aim {AIM})")


if __name__ == "__main__":
    sys.exit(main())
