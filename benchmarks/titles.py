"""How often newscli finds an article's title, and how often it invents one.

    python3 benchmarks/titles.py [CORPORA]

(a) On all of polnear, whose articles open with their titles: the share of articles whose title is right, whole or up to
its semicolon. (b) On the same articles without their title paragraphs, and on dates/aquaint, which has no titles: the
share of articles that are given one. Case, punctuation and spaces are ignored. The title model learned from
polnear/train; polnear/dev and aquaint are new to it. Needs nothing but `newscli` itself.
"""

import argparse
import csv
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path

FILES_PER_RUN = 300


def fold(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


def read_titles(paths: Iterable[Path]) -> dict[str, str | None]:
    """Read the title that newscli finds in each file, by the stem of the file's name."""
    titles: dict[str, str | None] = {}
    names = [str(path) for path in paths]
    for k in range(0, len(names), FILES_PER_RUN):
        command = [sys.executable, "-m", "newscli", "meta", "--json", *names[k : k + FILES_PER_RUN]]
        run = subprocess.run(command, capture_output=True, check=False)
        if run.returncode:
            sys.exit(f"newscli ended with {run.returncode}: {run.stderr.decode()[-500:]}")
        for line in run.stdout.splitlines():
            report = json.loads(line)
            titles[Path(report["source"]["path"]).stem] = report["metadata"]["title"]
    return titles


def remove_title(text: str) -> str:
    """Drop the first paragraph of a text."""
    return re.split(r"\n[ \t]*\n", text.lstrip(), maxsplit=1)[1].lstrip("\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "corpora", type=Path, nargs="?", default=Path(__file__).resolve().parents[2] / "shared" / "corpora"
    )
    corpora = parser.parse_args().corpora
    if not corpora.is_dir():
        print("skipped: no corpora")
        return
    with (corpora / "polnear" / "metadata.tsv").open(encoding="utf-8", newline="") as file:
        gold = {row["filename"]: row["title"] for row in csv.DictReader(file, delimiter="\t")}
    right: dict[str, list[bool]] = {}
    invented: dict[str, list[bool]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for part in ("train", "dev"):
            paths = sorted((corpora / "polnear" / part / "text").glob("*.txt"))
            for name, title in read_titles(paths).items():
                expected = {fold(gold[name]), fold(gold[name].split(";")[0])}
                right.setdefault(part, []).append(fold(title or "") in expected)
            copies = [Path(folder) / path.name for path in paths]
            for path, copy in zip(paths, copies, strict=True):
                copy.write_bytes(remove_title(path.read_bytes().decode("utf-8")).encode("utf-8"))
            invented[part] = [title is not None for title in read_titles(copies).values()]
        aquaint = sorted((corpora / "dates" / "aquaint").glob("*.txt"))
        invented["aquaint"] = [title is not None for title in read_titles(aquaint).values()]
    for label, outcomes in (("(a) title right", right), ("(b) title invented", invented)):
        all_outcomes = list(chain.from_iterable(outcomes.values()))
        parts = ", ".join(
            f"{part} {compute_percentage(values):.1f} of {len(values)}" for part, values in outcomes.items()
        )
        print(f"{label}: {compute_percentage(all_outcomes):.1f} % ({parts})")


def compute_percentage(outcomes: Sequence[bool]) -> float:
    return 100 * sum(outcomes) / len(outcomes)


if __name__ == "__main__":
    main()
