"""Time and memory as articles grow, and as hostile repeats grow: both should be linear.

    python3 benchmarks/linear.py                             an hour
    python3 benchmarks/linear.py --articles 1 --no-repeats   a quick look
    python3 benchmarks/linear.py --only commas               the repeats with this in their names

Articles are 1/4, 1/2, 1, … 4 MB. A repeat grows until a run takes SLOW seconds, or to 32 MB, and is then
measured at an eighth, a quarter, a half and all of that. Each text goes through `newscli show --json`
in a process of its own. Printed: seconds of the processor (the lower of two runs), peak megabytes,
and the growth exponent: the slope of log(time) over log(size), fitted by least squares, without the
time that a one-line article takes. Aim: at most 1.1.
"""

import argparse
import math
import os
import shlex
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
LIMIT = 1.1
SLOW = 3.0
MEGABYTE = 1_000_000
MOST = 32 * MEGABYTE
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
    "cues and marks": 'said: "a." ',
    "marks after commas": ',,,,,,,,,,,,,,, "a" ',
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
    "days": "on Tuesday, last week and three days ago, ",
    "names and pronouns": "Ann Lee met Bob Ray. She said he won. ",
    "names and roles": "President Ann Lee said the president left the company. ",
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


# Samples that are no plain articles.
EXPORTS = ("lexisnexis", "factiva", "proquest")


def article(size: int) -> bytes:
    """Sample articles end to end, to about this many bytes."""
    found = (path.read_bytes() for path in sorted(SAMPLES.glob("*.txt")) if path.stem not in EXPORTS)
    whole = b"\n\n".join(data for data in found if b"\0" not in data)
    return (whole + b"\n\n") * (size // len(whole) + 1)


def measured(path: Path) -> tuple[float, float]:
    """Seconds of processor time and peak megabytes of one `newscli show` of a file."""
    return cost([sys.executable, "-m", "newscli", "show", "--json", "--max-bytes", "1000000000", str(path)])


def cost(command: Sequence[str]) -> tuple[float, float]:
    """Seconds of processor time and peak megabytes of a command."""
    # Into a file: nobody reads a pipe while the command runs.
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=said)
        _, status, usage = os.wait4(process.pid, 0)
        if os.waitstatus_to_exitcode(status) not in (0, 1):
            said.seek(0)
            sys.exit(f"{shlex.join(command)} failed: {said.read().decode()}")
    scale = 1024 if sys.platform == "linux" else 1024 * 1024
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / scale


def exponent(sizes: list[int], seconds: list[float]) -> float:
    xs, ys = [math.log(size) for size in sizes], [math.log(second) for second in seconds]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True)) / sum((a - x) ** 2 for a in xs)


def series(name: str, sizes: list[int], make: Callable[[int], bytes], path: Path, start: float) -> float:
    """Measure a text at each size and print the figures; returns the exponent."""
    times: list[float] = []
    for size in sizes:
        path.write_bytes(make(size))
        seconds, memory = min(measured(path) for _ in range(2))
        times.append(max(0.01, seconds - start))
        print(f"  {name}: {size / MEGABYTE:g} MB, {seconds:.2f} s, {memory:.0f} MB", flush=True)
    grown = exponent(sizes, times)
    print(f"{name}: exponent {grown:.2f}{'' if grown <= LIMIT else f'  OVER {LIMIT}'}", flush=True)
    return grown


def slow_enough(make: Callable[[int], bytes], path: Path) -> int:
    """The size at which a repeat takes SLOW seconds, or MOST."""
    size = MEGABYTE // 4
    while size < MOST:
        path.write_bytes(make(size))
        if measured(path)[0] >= SLOW:
            break
        size *= 2
    return size


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=4, help="megabytes of the largest article, 0 for none")
    parser.add_argument("--no-repeats", action="store_true", help="articles alone")
    parser.add_argument("--only", default="", help="only repeats whose name has this in it, and no articles")
    args = parser.parse_args()
    worst: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "text.txt"
        path.write_text("The council met.\n", "utf-8")
        start = sorted(measured(path)[0] for _ in range(5))[2]
        if args.articles and not args.only:
            sizes = [2**k * MEGABYTE // 4 for k in range(args.articles.bit_length() + 2)]
            worst["articles"] = series("articles", sizes, article, path, start)
        for what, unit in REPEATS.items():
            if args.no_repeats or args.only not in what:
                continue
            data = unit.encode("utf-8")

            def repeated(size: int, data: bytes = data) -> bytes:
                return data * (size // len(data))

            for ending in (".txt", ".md"):
                path = Path(folder) / f"text{ending}"
                most = slow_enough(repeated, path)
                name = f"{what}{ending}"
                worst[name] = series(name, [most >> k for k in (3, 2, 1, 0)], repeated, path, start)
    if worst:
        print(f"{len(worst)} series, median exponent {statistics.median(worst.values()):.2f}")
    for name, grown in sorted(worst.items(), key=lambda pair: -pair[1])[:5]:
        print(f"worst: {name} {grown:.2f} (aim at most {LIMIT})")


if __name__ == "__main__":
    main()
