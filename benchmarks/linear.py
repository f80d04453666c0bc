"""Time and memory as articles grow, and as hostile repeats grow: both should be linear.

    python3 benchmarks/linear.py                 articles of 1 to 64 MB, repeats of 1 to 8 MB
    python3 benchmarks/linear.py --articles 4 --repeats 2    a quick look

Each text goes through `newscli show --json` in a process of its own. Printed: seconds, peak
megabytes, and the growth exponent: the slope of log(time) over log(size), fitted by least squares
over the sizes of a megabyte or more; a process's start counts for little there. Aim: at most 1.1.
"""

import argparse
import math
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
LIMIT = 1.1
# What breaks parsers and backtracking patterns; each is repeated up to the size, as .txt and .md.
REPEATS = {
    "one letter a line": "a\n",
    "blank lines": "\n",
    "one endless word": "a",
    "one endless line": "The quick brown fox said it was late and went home ",
    "straight marks": '"',
    "straight marks apart": '" ',
    "curly opening marks": "“",
    "curly pairs": "“a” ",
    "single marks": "'a ",
    "nested marks": "“‘",
    "unclosed speeches": "“One said.\n\n",
    "short speeches": '"No." ',
    "cues": "said ",
    "marks and cues": '"a," he said, ',
    "full stops": ".",
    "stops and marks": '."',
    "commas": "a, ",
    "capitals": "Aa ",
    "capitals in a row": "A",
    "titles": "President ",
    "header lines": "Title: a\n",
    "bylines": "By Jane Doe\n\n",
    "list items": "- a\n",
    "digits": "1",
    "dates": "2017-12-11 ",
    "dashes": "- ",
    "tabs": "\t",
    "no-break spaces": "\u00a0",
    "mixed scripts": "aС",
    "bidi controls": "\u202e",
    "combining marks": "e\u0301\u0301",
    "brackets": "[",
    "emphasis": "*a ",
    "block quotes": "> a\n",
    "links": "[a](b) ",
    "tables": "|a|\n|-|\n",
    "tags": "<a ",
    "entities": "&amp;",
}


def article(size: int) -> bytes:
    """Sample articles end to end, to about this many bytes."""
    whole = b"\n\n".join(path.read_bytes() for path in sorted(SAMPLES.glob("*.txt")) if b"\0" not in path.read_bytes())
    return (whole + b"\n\n") * (size // len(whole) + 1)


def measured(path: Path) -> tuple[float, float]:
    """Seconds and peak megabytes of one run."""
    command = [sys.executable, "-m", "newscli", "show", "--json", "--max-bytes", "1000000000", str(path)]
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        sys.exit(f"newscli failed on {path.name}: {process.stderr.read().decode() if process.stderr else ''}")
    scale = 1024 if sys.platform == "linux" else 1024 * 1024
    return seconds, usage.ru_maxrss / scale


def exponent(sizes: list[int], seconds: list[float]) -> float:
    xs, ys = [math.log(size) for size in sizes], [math.log(second) for second in seconds]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True)) / sum((a - x) ** 2 for a in xs)


def series(name: str, ending: str, make: dict[int, bytes], folder: Path) -> float:
    times: list[float] = []
    for size, data in make.items():
        path = folder / f"text{ending}"
        path.write_bytes(data)
        seconds, memory = measured(path)
        times.append(seconds)
        print(f"  {name}{ending}: {size / 1e6:.0f} MB, {seconds:.2f} s, {memory:.0f} MB", flush=True)
    grown = exponent(list(make), times)
    print(f"{name}{ending}: exponent {grown:.2f}{'' if grown <= LIMIT else '  OVER ' + str(LIMIT)}", flush=True)
    return grown


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=64, help="megabytes of the largest article")
    parser.add_argument("--repeats", type=int, default=8, help="megabytes of the largest repeat")
    parser.add_argument("--only", help="only repeats whose name has this in it")
    args = parser.parse_args()
    worst = 0.0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if args.articles and not args.only:
            sizes = [2**k * 1_000_000 for k in range(args.articles.bit_length())]
            worst = series("articles", ".txt", {size: article(size) for size in sizes}, folder)
        sizes = [2**k * 1_000_000 for k in range(args.repeats.bit_length())]
        for what, unit in REPEATS.items():
            data = unit.encode("utf-8")
            if args.only and args.only not in what:
                continue
            for ending in (".txt", ".md"):
                worst = max(worst, series(what, ending, {s: data * (s // len(data)) for s in sizes}, folder))
    print(f"worst exponent {worst:.2f}, aim at most {LIMIT}")


if __name__ == "__main__":
    main()
