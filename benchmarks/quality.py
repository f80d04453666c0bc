"""The scores of quotes, names, dates and web pages, held to benchmarks/floors.json.

    python3 benchmarks/quality.py             all of the development data
    python3 benchmarks/quality.py --fifth     every fifth article of it (but all dates and pages), as CI does
    python3 benchmarks/quality.py --only dates   the scores of one kind
    python3 benchmarks/quality.py --record    raise the floors to today's scores; with --lower, lower them, too

Runs the scorers of ../shared over the real program. Figures are in points of 100; a score below its
floor by more than SLACK ends it with status 1. Prints "skipped: no corpora" where they are missing.
"""

import argparse
import json
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
SHARED = HERE.parents[1] / "shared"
FLOORS = HERE / "floors.json"
# Processors differ in how they round; a real loss is larger.
SLACK = 0.1
NAMES = ("worldwide.dev", "uner_ewt.dev")
DATES = ("aquaint", "meantime")


def every_fifth_article(corpus: Path, folder: Path) -> Path:
    """A folder like ``corpus`` with every fifth of its articles."""
    for part in ("text", "attributions"):
        (folder / part).mkdir(parents=True)
    for text in sorted((corpus / "text").glob("*.txt"))[::5]:
        for path in (text, *(corpus / "attributions").glob(f"{text.stem}_*.ann")):
            (folder / path.parent.name / path.name).write_bytes(path.read_bytes())
    return folder


def every_fifth_document(corpus: Path, folder: Path) -> Path:
    """A file like ``corpus`` with every fifth of its documents (20 sentences where the set has none)."""
    kept: list[str] = []
    seen: list[object] = []
    for n, line in enumerate(corpus.read_text("utf-8").splitlines()):
        key = json.loads(line).get("doc") or n // 20
        if not seen or seen[-1] != key:
            seen.append(key)
        if len(seen) % 5 == 1:
            kept.append(line)
    made = folder / corpus.name
    made.write_text("\n".join(kept) + "\n", "utf-8")
    return made


def scored(scorer: str, corpus: Path, command: str) -> dict[str, Any]:
    """What a scorer of ../shared prints of ``newscli command``."""
    program = f"{shlex.quote(sys.executable)} -m newscli {command} --json"
    call = [sys.executable, str(SHARED / "score" / scorer), str(corpus), "--run", program, "--json"]
    done = subprocess.run(call, capture_output=True, text=True, encoding="utf-8")
    if done.returncode:
        sys.exit(done.stderr)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def scores(fifth: bool, only: str) -> dict[str, float]:
    """Every figure by name, in points."""
    found: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if only in "quotes":
            found |= _quotes(fifth, folder)
        if only in "names":
            found |= _names(fifth, folder)
    if only in "dates":
        found |= _dates()
    if only in "pages":
        found |= _pages()
    return {name: round(100 * figure, 1) for name, figure in found.items()}


def _quotes(fifth: bool, folder: Path) -> dict[str, float]:
    corpus = SHARED / "corpora" / "polnear" / "dev"
    answer = scored("quotes.py", every_fifth_article(corpus, folder / "polnear") if fifth else corpus, "quotes")
    groups, figures = ("all", "quoted", "indirect"), ("F1", "who_F1", "exact_F1")
    return {f"quotes {group} {figure}": answer[group][figure] for group in groups for figure in figures}


def _names(fifth: bool, folder: Path) -> dict[str, float]:
    found: dict[str, float] = {}
    for part in NAMES:
        corpus = SHARED / "corpora" / "names" / f"{part}.jsonl"
        answer = scored("entities.py", every_fifth_document(corpus, folder) if fifth else corpus, "entities")
        found |= {f"names {part} {kind}": answer[kind]["F1"] for kind in ("all", "PER", "ORG", "LOC")}
    return found


def _dates() -> dict[str, float]:
    found: dict[str, float] = {}
    for part in DATES:
        answer = scored("dates.py", SHARED / "corpora" / "dates" / part, "timeline")
        found |= {f"dates {part} {figure}": answer[f"{figure}_F1"] for figure in ("strict", "relaxed", "value")}
    return found


def _pages() -> dict[str, float]:
    """Of the stated shares that are wrong, what is right is held: higher is better for each figure."""
    html = SHARED / "corpora" / "html"
    stated = scored("metadata.py", html / "postlight", "meta")
    found = {f"pages {name}": stated[name] for name in ("title", "authors_F1", "date")}
    found |= {"pages no author invented": 1 - stated["authors_false"], "pages no date wrong": 1 - stated["date_wrong"]}
    body = scored("body.py", html / "aeb", "meta")
    return {**found, "pages body F1": body["F1"]}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fifth", action="store_true", help="every fifth article")
    parser.add_argument("--only", choices=("quotes", "names", "dates", "pages"), default="", help="only these scores")
    parser.add_argument("--record", action="store_true", help="write scores above their floors to floors.json")
    parser.add_argument("--lower", action="store_true", help="with --record: scores below their floors, too")
    args = parser.parse_args()
    if not (SHARED / "corpora").exists():
        print("skipped: no corpora")
        return 0
    part = "fifth" if args.fifth else "all"
    floors: dict[str, dict[str, float]] = json.loads(FLOORS.read_text("utf-8"))
    held = floors[part]
    failed = []
    for name, figure in scores(args.fifth, args.only).items():
        floor = held.get(name, 0.0)
        low = figure < floor - SLACK
        failed += [name] if low else []
        print(f"{name:32} {figure:6.1f}  floor {floor:6.1f}{'  BELOW' if low else ''}")
        if args.record and (figure > floor or args.lower):
            held[name] = figure
    if args.record:
        FLOORS.write_text(json.dumps(floors, indent=1) + "\n", "utf-8")
    if failed and not (args.record and args.lower):
        print(f"{len(failed)} scores are below their floors; --record --lower lowers the floors, on purpose")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
