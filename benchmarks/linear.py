"""Time and memory as articles grow, and as hostile repeats grow: both should be linear.

    python3 benchmarks/linear.py                 articles of 1 to 64 MB, repeats of 0.125 to 1 MB
    python3 benchmarks/linear.py --articles 4 --repeats 0    a quick look

Each text goes through `newscli show --json` in a process of its own. Printed: seconds of the
processor (the lowest of three runs for up to a megabyte), peak megabytes, and the growth exponent: the
slope of log(time) over log(size), fitted by least squares, without the time that a one-line article
takes. Where that leaves under FAST seconds there is nothing to fit. Aim: at most 1.1.
"""

import argparse
import math
import os
import subprocess
import sys
import tempfile
from pathlib import Path

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
LIMIT = 1.1
FAST = 0.5
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
    """Seconds of processor time and peak megabytes of one run."""
    command = [sys.executable, "-m", "newscli", "show", "--json", "--max-bytes", "1000000000", str(path)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        sys.exit(f"newscli failed on {path.name}: {process.stderr.read().decode() if process.stderr else ''}")
    scale = 1024 if sys.platform == "linux" else 1024 * 1024
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / scale


def exponent(sizes: list[int], seconds: list[float]) -> float:
    xs, ys = [math.log(size) for size in sizes], [math.log(second) for second in seconds]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True)) / sum((a - x) ** 2 for a in xs)


def series(name: str, ending: str, make: dict[int, bytes], folder: Path, start: float) -> float:
    """Measure a text at each size; returns the exponent, 0 where it is too fast to tell."""
    times: list[float] = []
    for size, data in make.items():
        path = folder / f"text{ending}"
        path.write_bytes(data)
        seconds, memory = min(measured(path) for _ in range(3 if size <= 1_000_000 else 1))
        times.append(max(0.001, seconds - start))
        print(f"  {name}{ending}: {size / 1e6:g} MB, {seconds:.2f} s, {memory:.0f} MB", flush=True)
    if times[-1] < FAST:
        print(f"{name}{ending}: under {FAST} s", flush=True)
        return 0.0
    grown = exponent(list(make), times)
    print(f"{name}{ending}: exponent {grown:.2f}{'' if grown <= LIMIT else '  OVER ' + str(LIMIT)}", flush=True)
    return grown


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=64, help="megabytes of the largest article")
    parser.add_argument("--repeats", type=float, default=1.0, help="megabytes of the largest repeat")
    parser.add_argument("--only", default="", help="only repeats whose name has this in it, and no articles")
    args = parser.parse_args()
    worst: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "one.txt").write_text("The council met.\n", "utf-8")
        start = sorted(measured(folder / "one.txt")[0] for _ in range(5))[2]
        if args.articles and not args.only:
            sizes = [2**k * 1_000_000 for k in range(args.articles.bit_length())]
            worst["articles"] = series("articles", ".txt", {size: article(size) for size in sizes}, folder, start)
        sizes = [int(args.repeats * 1_000_000) >> k for k in (3, 2, 1, 0)]
        for what, unit in REPEATS.items() if args.repeats else ():
            data = unit.encode("utf-8")
            if args.only not in what:
                continue
            for ending in (".txt", ".md"):
                texts = {size: data * (size // len(data)) for size in sizes}
                worst[what + ending] = series(what, ending, texts, folder, start)
    for what, grown in sorted(worst.items(), key=lambda pair: -pair[1])[:5]:
        print(f"worst: {what} {grown:.2f} (aim at most {LIMIT})")


if __name__ == "__main__":
    main()
