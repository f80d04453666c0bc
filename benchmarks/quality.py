"""The scores of quotes, names, dates and web pages, compared with the floors in benchmarks/floors.json.

    python3 benchmarks/quality.py                all development data
    python3 benchmarks/quality.py --fifth        every fifth article (but all dates and web pages), as CI does
    python3 benchmarks/quality.py --only dates   the scores of one kind
    python3 benchmarks/quality.py --record       raise the floors to the current scores; with --lower, also lower them

Runs the real program under the scorers of ../shared. Scores are in points of 100. A score that is below its floor
by more than its slack gives exit status 1. Prints "skipped: no corpora" if there are none.
"""

import argparse
import json
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent
SHARED = FOLDER.parents[1] / "shared"
FLOORS = FOLDER / "floors.json"
# In points: for what rules decide, the same on every processor, and for what the model does, whose near-ties are not.
SLACK = 0.1
MODEL_SLACK = 0.5
NAME_SETS = ("worldwide.dev", "uner_ewt.dev")
DATE_SETS = ("aquaint", "meantime")
# The number of sentences that make a document in a set without documents.
SENTENCES_PER_DOCUMENT = 20


def copy_every_fifth_article(corpus: Path, folder: Path) -> Path:
    """Make a folder like ``corpus`` with every fifth of its articles, and return it."""
    for part in ("text", "attributions"):
        (folder / part).mkdir(parents=True)
    for text in sorted((corpus / "text").glob("*.txt"))[::5]:
        for path in (text, *(corpus / "attributions").glob(f"{text.stem}_*.ann")):
            (folder / path.parent.name / path.name).write_bytes(path.read_bytes())
    return folder


def copy_every_fifth_document(corpus: Path, folder: Path) -> Path:
    """Make a file like ``corpus`` with every fifth of its documents, and return it."""
    lines: list[str] = []
    keys: list[object] = []
    for n, line in enumerate(corpus.read_text("utf-8").splitlines()):
        key = json.loads(line).get("doc") or n // SENTENCES_PER_DOCUMENT
        if not keys or keys[-1] != key:
            keys.append(key)
        if len(keys) % 5 == 1:
            lines.append(line)
    copy = folder / corpus.name
    copy.write_text("\n".join(lines) + "\n", "utf-8")
    return copy


def run_scorer(scorer: str, corpus: Path, command: str) -> dict[str, Any]:
    """Run a scorer of ../shared on ``newscli COMMAND``, and return what it prints."""
    program = f"{shlex.quote(sys.executable)} -m newscli {command} --json"
    call = [sys.executable, str(SHARED / "score" / scorer), str(corpus), "--run", program, "--json"]
    process = subprocess.run(call, capture_output=True, text=True, encoding="utf-8")
    if process.returncode:
        sys.exit(process.stderr)
    answer: dict[str, Any] = json.loads(process.stdout)
    return answer


def compute_scores(fifth: bool, only: str) -> dict[str, float]:
    """Compute the scores of the kind ``only``, or all if it is empty, in points by name."""
    scores: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if only in ("", "quotes"):
            scores |= _score_quotes(fifth, folder)
        if only in ("", "names"):
            scores |= _score_names(fifth, folder)
    if only in ("", "dates"):
        scores |= _score_dates()
    if only in ("", "pages"):
        scores |= _score_pages()
    return {name: round(100 * score, 1) for name, score in scores.items()}


def _score_quotes(fifth: bool, folder: Path) -> dict[str, float]:
    corpus = SHARED / "corpora" / "polnear" / "dev"
    answer = run_scorer(
        "quotes.py", copy_every_fifth_article(corpus, folder / "polnear") if fifth else corpus, "quotes --all"
    )
    groups, figures = ("all", "quoted", "indirect"), ("F1", "who_F1", "exact_F1")
    return {f"quotes {group} {figure}": answer[group][figure] for group in groups for figure in figures}


def _score_names(fifth: bool, folder: Path) -> dict[str, float]:
    scores: dict[str, float] = {}
    for name in NAME_SETS:
        corpus = SHARED / "corpora" / "names" / f"{name}.jsonl"
        answer = run_scorer("entities.py", copy_every_fifth_document(corpus, folder) if fifth else corpus, "entities")
        scores |= {f"names {name} {kind}": answer[kind]["F1"] for kind in ("all", "PER", "ORG", "LOC")}
    return scores


def _score_dates() -> dict[str, float]:
    scores: dict[str, float] = {}
    for name in DATE_SETS:
        answer = run_scorer("dates.py", SHARED / "corpora" / "dates" / name, "timeline")
        scores |= {f"dates {name} {figure}": answer[f"{figure}_F1"] for figure in ("strict", "relaxed", "value")}
    return scores


def _score_pages() -> dict[str, float]:
    """Score web pages. Error rates are turned into shares that are right, so that higher is better for every score."""
    html = SHARED / "corpora" / "html"
    metadata = run_scorer("metadata.py", html / "postlight", "meta")
    scores = {f"pages {name}": metadata[name] for name in ("title", "authors_F1", "date")}
    scores["pages no author invented"] = 1 - metadata["authors_false"]
    scores["pages no date wrong"] = 1 - metadata["date_wrong"]
    scores["pages body F1"] = run_scorer("body.py", html / "aeb", "meta")["F1"]
    return scores


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fifth", action="store_true", help="every fifth article")
    parser.add_argument("--only", choices=("quotes", "names", "dates", "pages"), default="", help="only these scores")
    parser.add_argument("--record", action="store_true", help="write scores above their floors to floors.json")
    parser.add_argument("--lower", action="store_true", help="with --record: also scores below their floors")
    args = parser.parse_args()
    if not (SHARED / "corpora").exists():
        print("skipped: no corpora")
        return 0
    all_floors: dict[str, dict[str, float]] = json.loads(FLOORS.read_text("utf-8"))
    floors = all_floors["fifth" if args.fifth else "all"]
    failures = []
    for name, score in compute_scores(args.fifth, args.only).items():
        floor = floors.get(name, 0.0)
        slack = MODEL_SLACK if name.startswith(("quotes", "names")) else SLACK
        is_below = score < floor - slack
        failures += [name] if is_below else []
        print(f"{name:32} {score:6.1f}  floor {floor:6.1f}{'  BELOW' if is_below else ''}")
        if args.record and (score > floor or args.lower):
            floors[name] = score
    if args.record:
        FLOORS.write_text(json.dumps(all_floors, indent=1) + "\n", "utf-8")
    if failures and not (args.record and args.lower):
        print(f"{len(failures)} scores are below their floors; to lower the floors on purpose: --record --lower")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
