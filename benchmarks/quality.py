"""The scores of quotes, names, dates and web pages, compared with the floors in benchmarks/floors.json.

    python3 benchmarks/quality.py                all development data
    python3 benchmarks/quality.py --fifth        every fifth article (but all dates and web pages), as CI does
    python3 benchmarks/quality.py --only dates   the scores of one kind
    python3 benchmarks/quality.py --record       raise the floors to the current scores; with --lower, also lower them

Runs the real program under the scorers of ../shared. Scores are in points of 100; those of quotes and names come with
95 % intervals (benchmarks/intervals.py). A score that is below its floor
by more than its slack gives exit status 1. Prints "skipped: no corpora" if there are none.
"""

import argparse
import json
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from intervals import (
    NAME_SETS,
    Counts,
    count_names,
    count_quotes,
    find_intervals,
    list_articles,
    list_documents,
    list_name_figures,
    list_quote_figures,
    run_newscli,
    sum_counts,
    write_documents,
)

FOLDER = Path(__file__).resolve().parent
SHARED = FOLDER.parents[1] / "shared"
FLOORS = FOLDER / "floors.json"
# In points: for what rules decide, the same on every processor, and for what the model does, whose near-ties are not.
SLACK = 0.1
MODEL_SLACK = 0.5
DATE_SETS = ("aquaint", "meantime")


class Score(NamedTuple):
    """A score in points and, where the articles' own counts are known, its 95 % interval."""

    value: float
    interval: tuple[float, float] | None = None


def run_scorer(scorer: str, corpus: Path, command: str) -> dict[str, Any]:
    """Run a scorer of ../shared on ``newscli COMMAND``, and return what it prints."""
    program = f"{shlex.quote(sys.executable)} -m newscli {command} --json"
    call = [sys.executable, str(SHARED / "score" / scorer), str(corpus), "--run", program, "--json"]
    process = subprocess.run(call, capture_output=True, text=True, encoding="utf-8")
    if process.returncode:
        sys.exit(process.stderr)
    answer: dict[str, Any] = json.loads(process.stdout)
    return answer


def compute_scores(fifth: bool, only: str) -> dict[str, Score]:
    """Compute the scores of the kind ``only``, or all if it is empty, in points by name."""
    scores: dict[str, Score] = {}
    if only in ("", "quotes"):
        paths = list_articles(fifth)
        scores |= _compute_with_intervals(count_quotes(paths, run_newscli("quotes --all", paths)), list_quote_figures())
    if only in ("", "names"):
        for name in NAME_SETS:
            documents = list_documents(name, fifth)
            with tempfile.TemporaryDirectory() as folder:
                answers = run_newscli("entities", write_documents(documents, Path(folder)))
            scores |= _compute_with_intervals(count_names(documents, answers), list_name_figures(name))
    shares: dict[str, float] = {}
    if only in ("", "dates"):
        shares |= _score_dates()
    if only in ("", "pages"):
        shares |= _score_pages()
    return scores | {name: Score(round(100 * share, 1)) for name, share in shares.items()}


def _compute_with_intervals(
    rows: Sequence[Counts], figures: Mapping[str, Callable[[Counts], float]]
) -> dict[str, Score]:
    total = sum_counts(rows, range(len(rows)))
    intervals = find_intervals(rows, figures)
    return {name: Score(round(figure(total), 1), intervals[name]) for name, figure in figures.items()}


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
    for name, (score, interval) in compute_scores(args.fifth, args.only).items():
        floor = floors.get(name, 0.0)
        slack = MODEL_SLACK if name.startswith(("quotes", "names")) else SLACK
        is_below = score < floor - slack
        failures += [name] if is_below else []
        range_text = f"({interval[0]:.1f} to {interval[1]:.1f})" if interval else ""
        print(f"{name:32} {score:6.1f} {range_text:16} floor {floor:6.1f}{'  BELOW' if is_below else ''}")
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
