"""Time and memory as articles grow, and as hostile repeats grow: both should be linear.

    python3 benchmarks/linear.py                             takes an hour
    python3 benchmarks/linear.py --articles 1 --no-repeats   a quick look
    python3 benchmarks/linear.py --only commas               only the repeats with this in their names

Articles are of 1/4, 1/2, 1, … 4 MB. A repeat grows until a run takes SLOW_SECONDS, or to MAX_BYTES, and is then
measured at an eighth, a quarter, a half and all of that size. Each text is inspected in a process of its own. Prints
CPU seconds (the lower of two runs), peak megabytes, and the growth exponent: the slope of log(time) over log(size),
fitted by least squares, without the time that an article of one line takes. Aim: at most 1.1.
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

from startup import CACHING

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
MAX_EXPONENT = 1.1
SLOW_SECONDS = 3.0
MEGABYTE = 1_000_000
MAX_BYTES = 32 * MEGABYTE
# Differences of time below this are noise.
MIN_SECONDS = 0.01
# Samples that are not one article alone: of news databases, with headers, and with a page around the story.
OTHER_SAMPLES = ("lexisnexis", "factiva", "proquest", "pasted")
# Strings that break parsers and backtracking patterns; each is repeated up to the size, as .txt and as .md.
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
    "people and bodies": "Ann Lee, a lawyer for Acme of Rome, met Bob Ray, 56, of Bolt Ltd. The company said it won. ",
    "attributed speeches": "“One won,” Ann Lee said. “Two won.\n\n",
    "turns": "ANN LEE: It was late.\n\nBOB RAY: Was it?\n\n",
    "exchanges": "“Was it late?” Ann Lee asked.\n\n“It was,” said Bob Ray.\n\n“Was it?”\n\n“It was.”\n\n",
    "reported speech": "Ann Lee said Bob Ray told her that it was late, according to Jo Roe. ",
    "gestures": "Ann Lee turned to Bob Ray. “It was late.” ",
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


def make_article(size: int) -> bytes:
    """Join sample articles to a text of at least ``size`` bytes."""
    samples = (path.read_bytes() for path in sorted(SAMPLES.glob("*.txt")) if path.stem not in OTHER_SAMPLES)
    text = b"\n\n".join(data for data in samples if b"\0" not in data)
    return (text + b"\n\n") * (size // len(text) + 1)


# Inspects files and writes JSON as `newscli show --json` does, but in one process, whose time and memory are measured.
INSPECT = """
import json, sys, newscli
options = newscli.ReadOptions(limits=newscli.Limits(max_bytes=10**9, max_entries=10**6))
for report in newscli.inspect_all(sys.argv[2:], options=options, use_model=sys.argv[1] == "model", isolate=False):
    print(json.dumps(report.to_dict()))
"""


def measure_inspection(*paths: Path, use_model: bool = True) -> tuple[float, float]:
    """Measure the CPU seconds and peak megabytes of inspecting files, in one process."""
    model = "model" if use_model else "no model"
    return measure_command([sys.executable, "-c", INSPECT, model, *map(str, paths)])


def measure_command(command: Sequence[str]) -> tuple[float, float]:
    """Measure the CPU seconds and peak megabytes of a command."""
    # Errors go to a file, because nothing reads a pipe while the command runs.
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=errors, env=CACHING)
        _, status, usage = os.wait4(process.pid, 0)
        if os.waitstatus_to_exitcode(status) not in (0, 1):
            errors.seek(0)
            sys.exit(f"{shlex.join(command)} failed: {errors.read().decode()}")
    # Linux counts memory in kilobytes, macOS in bytes.
    units_per_megabyte = 1024 if sys.platform == "linux" else 1024 * 1024
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / units_per_megabyte


def fit_exponent(sizes: list[int], seconds: list[float]) -> float:
    """Fit the slope of log(time) over log(size) by least squares."""
    xs, ys = [math.log(size) for size in sizes], [math.log(second) for second in seconds]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True)) / sum((a - x) ** 2 for a in xs)


def measure_series(name: str, sizes: list[int], make: Callable[[int], bytes], path: Path, start: float) -> float:
    """Measure a text at each size, print the figures, return the exponent; ``start`` is the time of a short text."""
    times: list[float] = []
    for size in sizes:
        path.write_bytes(make(size))
        seconds, memory = min(measure_inspection(path) for _ in range(2))
        times.append(max(MIN_SECONDS, seconds - start))
        print(f"  {name}: {size / MEGABYTE:g} MB, {seconds:.2f} s, {memory:.0f} MB", flush=True)
    exponent = fit_exponent(sizes, times)
    print(f"{name}: exponent {exponent:.2f}{'' if exponent <= MAX_EXPONENT else f'  OVER {MAX_EXPONENT}'}", flush=True)
    return exponent


def find_slow_size(make: Callable[[int], bytes], path: Path) -> int:
    """Find the size in bytes at which a repeat takes SLOW_SECONDS, or MAX_BYTES."""
    size = MEGABYTE // 4
    while size < MAX_BYTES:
        path.write_bytes(make(size))
        if measure_inspection(path)[0] >= SLOW_SECONDS:
            break
        size *= 2
    return size


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=4, help="megabytes of the largest article, 0 for none")
    parser.add_argument("--no-repeats", action="store_true", help="only articles")
    parser.add_argument("--only", default="", help="only repeats with this in their names, and no articles")
    args = parser.parse_args()
    exponents: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "text.txt"
        path.write_text("The council met.\n", "utf-8")
        start = statistics.median(measure_inspection(path)[0] for _ in range(5))
        if args.articles and not args.only:
            sizes = [2**k * MEGABYTE // 4 for k in range(args.articles.bit_length() + 2)]
            exponents["articles"] = measure_series("articles", sizes, make_article, path, start)
        for kind, unit in REPEATS.items():
            if args.no_repeats or args.only not in kind:
                continue
            data = unit.encode("utf-8")

            def make_repeats(size: int, data: bytes = data) -> bytes:
                return data * (size // len(data))

            for ending in (".txt", ".md"):
                path = Path(folder) / f"text{ending}"
                size = find_slow_size(make_repeats, path)
                name = f"{kind}{ending}"
                sizes = [size >> k for k in (3, 2, 1, 0)]
                exponents[name] = measure_series(name, sizes, make_repeats, path, start)
    if exponents:
        print(f"{len(exponents)} series, median exponent {statistics.median(exponents.values()):.2f}")
    for name, exponent in sorted(exponents.items(), key=lambda pair: -pair[1])[:5]:
        print(f"worst: {name} {exponent:.2f} (aim at most {MAX_EXPONENT})")


if __name__ == "__main__":
    main()
