"""Whose name stands under a quote: newscli's speakers against the labels in benchmarks/labels.

    python3 benchmarks/names.py                 the half that rules were made on
    python3 benchmarks/names.py --half held     the half kept apart
    python3 benchmarks/names.py --errors 20     wrong and missing names as well
    python3 benchmarks/names.py --rules         the two rules below on all 2,001 articles of the sets

Runs `newscli quotes --all --json` on the labelled articles. A labelled source is found if a quote's source overlaps
it. Precision is the share of the names given to sources that are right: the entity is mentioned where the label
points, or one of its names is the labelled one, or the name is just what the source says ("Beijing"). Recall is the
share of the sources that the article names that have that name; its floor holds for the sources that newscli finds,
because the labels were drawn from what other weights found (benchmarks/labels/README.md). Where a label says that
null would be as fair, a name counts only if it is wrong.

Two rules must hold without exception, on every source of every article: one that begins with an indefinite word has
no name, unless its head or an apposition to its head is a name; one whose head is a person's name has that name.
Prints "skipped: no corpora" if they are missing.
"""

import argparse
import collections
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from speakers import are_same_name, normalize_name
from texts import CORPORA, LABELS, SETS, load_texts

MIN_PRECISION, MIN_RECALL = 97.0, 85.0
INDEFINITE = re.compile(
    r"(?:an?|one|another|some|any|several|many|few|most|two|three|four|five|six|other|no)\b", re.IGNORECASE
)
# What may follow a person's name that is the head of a source; "$" stands for its end.
HEAD_END = re.compile(r"\$|,|\s\(|\s(?:of|from|at|in|who)\b")
# How far from a source an apposition to it may stand, in characters.
GAP = 4
HALVES = ("dev", "held")
Row = dict[str, Any]
Report = dict[str, Any]


def load_labels(name: str) -> list[Row]:
    """Load the rows of a file of labels."""
    return [json.loads(line) for line in (LABELS / f"{name}.jsonl").read_text("utf-8").splitlines()]


def run_newscli(articles: Sequence[tuple[str, str]], *options: str) -> dict[tuple[str, str], Report]:
    """Run `newscli quotes --json` on articles, given by set and name, and return the reports."""
    with tempfile.TemporaryDirectory() as folder:
        for number, (set_name, name) in enumerate(articles):
            (Path(folder) / f"{number:04}.txt").write_bytes(load_texts(set_name)[name].encode())
        program = [sys.executable, "-m", "newscli", "quotes", "--json", *options, folder]
        process = subprocess.run(program, capture_output=True, text=True, encoding="utf-8", check=True)
    return dict(zip(articles, map(json.loads, process.stdout.splitlines()), strict=True))


def find_speaker(report: Report, source: Sequence[int]) -> Report | None:
    """Find the speaker whose span overlaps a source most; None if none does."""
    speakers = [quote["speaker"] for quote in report["quotes"] if quote["speaker"]]
    overlaps = [(min(s["span"][1], source[1]) - max(s["span"][0], source[0]), n) for n, s in enumerate(speakers)]
    best, number = max(overlaps, default=(0, 0))
    return speakers[number] if best > 0 else None


def find_entity(report: Report, speaker: Report) -> Report | None:
    return next((entity for entity in report["entities"] if entity["id"] == speaker["entity"]), None)


def is_right(report: Report, speaker: Report, name: Sequence[int] | None) -> bool:
    """Whether a speaker has the name at ``name``, or just that of the source itself."""
    entity = find_entity(report, speaker)
    if entity is None:
        return False
    if normalize_name(speaker["mention"]) == normalize_name(speaker["name"]):
        # Its own words are no wrong name.
        return True
    if name is None:
        return False
    start, end = name
    if any(mention["start"] < end and start < mention["end"] for mention in entity["mentions"]):
        return True
    return any(are_same_name(alias, report["text"][start:end]) for alias in (entity["name"], *entity["aliases"]))


def compare(reports: dict[tuple[str, str], Report], rows: Sequence[Row]) -> Iterator[tuple[str, Row, Report | None]]:
    """Yield (outcome, label, speaker) for each label; the outcome is right, wrong, missing, gap or either."""
    for row in rows:
        report = reports[row["set"], row["article"]]
        speaker = find_speaker(report, row["source"])
        has_name = speaker is not None and speaker["name"] is not None
        if has_name and speaker and is_right(report, speaker, row["name"]):
            outcome = "either" if row["optional"] else "right"
        elif has_name:
            outcome = "wrong"
        elif row["optional"]:
            outcome = "either"
        else:
            outcome = "missing" if row["name"] else "gap"
        yield outcome, row, speaker


def find_exceptions(report: Report) -> Iterator[str]:
    """Yield the sources that break one of the two rules that hold without exception."""
    text = report["text"]
    people = {entity["id"]: entity for entity in report["entities"] if entity["type"] == "person"}
    for quote in report["quotes"]:
        speaker = quote["speaker"]
        if speaker is None or speaker["basis"] == "turn":
            continue
        start, end = speaker["span"]
        opens_indefinitely = INDEFINITE.match(speaker["mention"]) is not None
        entity = find_entity(report, speaker)
        if (
            opens_indefinitely
            and entity
            and not any(
                mention["kind"] == "name" and start - GAP <= mention["end"] and mention["start"] <= end + GAP
                for mention in entity["mentions"]
            )
        ):
            yield f"{speaker['mention']!r} has the name {speaker['name']!r}"
        for person in people.values():
            for mention in person["mentions"]:
                is_head = mention["kind"] == "name" and mention["start"] == start
                if is_head and HEAD_END.match(text[mention["end"] : end] or "$") and speaker["entity"] != person["id"]:
                    yield f"{speaker['mention']!r} has the name {speaker['name']!r}, not {person['name']!r}"


def check_rules_everywhere() -> int:
    """Print the exceptions to the two rules among all sources of all articles of the sets; 1 if there are any."""
    articles = [(name, article) for name in SETS for article in load_texts(name)]
    found = [line for report in run_newscli(articles, "--all").values() for line in find_exceptions(report)]
    print(*found, sep="\n", end="\n" if found else "")
    print(f"exceptions to the two rules, among all sources of {len(articles)} articles: {len(found)}")
    return 1 if found else 0


def print_error(outcome: str, row: Row, speaker: Report | None) -> None:
    text = load_texts(row["set"])[row["article"]]
    label = text[slice(*row["name"])] if row["name"] else None
    print(f"{outcome:8} {text[slice(*row['source'])]!r}: {label!r}, newscli {speaker and speaker['name']!r}")
    print(f"         {speaker and speaker['basis']}, {row['set']} {row['article']}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=HALVES, default="dev")
    parser.add_argument("--errors", type=int, default=0, help="how many errors to print, of the half dev only")
    parser.add_argument("--rules", action="store_true", help="only the two rules, on all articles of the sets")
    args = parser.parse_args()
    if not CORPORA.exists():
        print("skipped: no corpora")
        return 0
    if args.rules:
        return check_rules_everywhere()
    rows = [row for row in load_labels("sources") if row["half"] == args.half]
    reports = run_newscli(list(dict.fromkeys((row["set"], row["article"]) for row in rows)), "--all")
    outcomes = list(compare(reports, rows))
    for outcome, row, speaker in [item for item in outcomes if item[0] in ("wrong", "missing")][: args.errors]:
        if args.half == "dev":
            print_error(outcome, row, speaker)
    counts = collections.Counter(outcome for outcome, _, _ in outcomes)
    by_basis: collections.defaultdict[str, collections.Counter[bool]] = collections.defaultdict(collections.Counter)
    for outcome, _, speaker in outcomes:
        if speaker and speaker["name"]:
            by_basis[speaker["basis"]][outcome in ("right", "either")] += 1
    anonymous = [
        speaker["anonymous"] == row["anonymous"] for _, row, speaker in outcomes if speaker and not row["name"]
    ]
    misnamed = sum(outcome == "wrong" and bool(row["name"]) and not row["optional"] for outcome, row, _ in outcomes)
    precision = 100 * counts["right"] / max(1, counts["right"] + counts["wrong"])
    recall = 100 * counts["right"] / max(1, counts["right"] + counts["missing"] + misnamed)
    unfound = sum(outcome == "missing" and speaker is None for outcome, _, speaker in outcomes)
    recall_of_found = 100 * counts["right"] / max(1, counts["right"] + counts["missing"] - unfound + misnamed)
    exceptions = [exception for report in reports.values() for exception in find_exceptions(report)]
    print(f"{len(rows)} sources of the half {args.half}: {dict(counts)}")
    print(f"names: precision {precision:.1f} % (floor {MIN_PRECISION:g}), recall {recall:.1f} %")
    print(f"of the sources that newscli finds, recall {recall_of_found:.1f} % (floor {MIN_RECALL:g});", end=" ")
    print(f"it does not find {unfound} named ones")
    for basis, right in sorted(by_basis.items()):
        print(f"  {basis}: {right[True]} of {right.total()} right")
    print(f"anonymous: {sum(anonymous)} of {len(anonymous)} as labelled")
    print(f"exceptions to the two rules, among all sources of these articles: {len(exceptions)}")
    print(*exceptions, sep="\n", end="\n" if exceptions else "")
    return 1 if exceptions or precision < MIN_PRECISION or recall_of_found < MIN_RECALL else 0


if __name__ == "__main__":
    sys.exit(main())
