"""What it costs to inspect an article: start, throughput, memory, and the size of the weights.

    python3 benchmarks/cost.py [--runs 20]
    python3 benchmarks/cost.py --weights FOLDER   how many times the articles of other weights these do in a CPU second

- Start: `newscli quotes ARTICLE --json` on 600 words, as a whole process, relative to `python3 -c "import numpy"`.
  Runs alternate; the figures are medians. Floor 5, aim 3.5.
- Isolation: how much longer that takes than if the same process reads and inspects. Aim 30 ms.
- Throughput: articles of 750 words per CPU second, in one process, without its start;
  and the time of one article relative to importing numpy in a process of its own. Floor 12, aim 25 a second.
- Memory: the peak of a process that inspects the first article, also relative to importing numpy. Floor 200 MB.
- Size: the weights in the package. Floor 25 MB.
"""

import argparse
import statistics
import sys
import tempfile
from pathlib import Path

from intervals import copy_with_weights
from linear import OTHER_SAMPLES, measure_command, measure_inspection
from startup import time_commands

from newscli.text import count_words

THROUGHPUT_ARTICLES = 40
# Of so many, one needs whatever an article may need once: patterns, the identifier of languages.
WARM_UP_ARTICLES = 20
THROUGHPUT_WORDS = 750
START_WORDS = 600
# The program without its worker.
DIRECT = """
from newscli.process import set_up_process
set_up_process()
from functools import partial
from newscli.cli import main, run
run.inspect_inputs = partial(run.inspect_inputs, isolate=False)
main.main()
"""
ROOT = Path(__file__).resolve().parents[1]


def make_article(words: int, first: int = 0) -> str:
    """Join whole paragraphs of sample articles, from the given sample on, until there are at least ``words`` words."""
    article: list[str] = []
    samples = (path for path in (ROOT / "samples").glob("*.txt") if path.stem not in OTHER_SAMPLES)
    paths = sorted(path for path in samples if b"\0" not in path.read_bytes())
    for path in paths[first % len(paths) :] + paths:
        for paragraph in path.read_bytes().decode("utf-8", "replace").split("\n\n"):
            article.append(paragraph)
            if sum(len(part.split()) for part in article) >= words:
                return "\n\n".join(article) + "\n"
    raise AssertionError("samples/ has too few words")


def measure_throughput(folder: Path, runs: int) -> float:
    """Measure how many articles of THROUGHPUT_WORDS newscli inspects per CPU second.

    The time is that for many articles and one more, minus that for the one, so that the start does not count.
    """
    paths = [folder / f"{n}.txt" for n in range(THROUGHPUT_ARTICLES + 1)]
    for n, path in enumerate(paths):
        path.write_text(make_article(THROUGHPUT_WORDS, n), "utf-8")
    seconds = [measure_inspection(*paths)[0] - measure_inspection(paths[0])[0] for _ in range(runs)]
    words = sum(count_words(path.read_text("utf-8")) for path in paths[1:])
    return words / THROUGHPUT_WORDS / statistics.median(seconds)


def compare_throughput(weights: Path, runs: int) -> float:
    """Measure how many times as many articles `newscli quotes --json` does in a CPU second as with other weights.

    Runs of the two alternate; neither the start counts nor the first articles.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = [folder / f"{n}.txt" for n in range(WARM_UP_ARTICLES + THROUGHPUT_ARTICLES)]
        for n, path in enumerate(paths):
            path.write_text(make_article(THROUGHPUT_WORDS, n), "utf-8")
        copy = copy_with_weights(weights, folder / "copy")
        seconds: dict[Path, list[float]] = {ROOT: [], copy: []}
        for _ in range(runs):
            for code, times in seconds.items():
                start = f"import sys; sys.path.insert(0, {str(code)!r})\n{DIRECT}"
                command = [sys.executable, "-P", "-c", start, "quotes", "--json", "--jobs", "1"]
                parts = (paths, paths[:WARM_UP_ARTICLES])
                all_seconds, warm_up_seconds = (measure_command([*command, *map(str, part)])[0] for part in parts)
                times.append(all_seconds - warm_up_seconds)
    these, others = (statistics.median(times) for times in seconds.values())
    return others / these


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--weights", type=Path, help="a folder with other weights, to compare the throughput")
    args = parser.parse_args()
    runs = args.runs
    if args.weights:
        print(f"throughput: {compare_throughput(args.weights, max(3, runs // 4)):.2f} times")
        return
    import_numpy = [sys.executable, "-c", "import numpy"]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "article.txt"
        path.write_text(make_article(START_WORDS), "utf-8")
        quotes = [sys.executable, "-m", "newscli", "quotes", str(path), "--json"]
        direct = [sys.executable, "-c", DIRECT, "quotes", str(path), "--json"]
        commands = {"numpy": import_numpy, "newscli": quotes, "direct": direct}
        numpy_start, newscli_start, direct_start = time_commands(commands, runs).values()
        _, memory = measure_inspection(path)
        rate = measure_throughput(Path(folder), max(3, runs // 4))
    numpy_runs = [measure_command(import_numpy) for _ in range(runs)]
    numpy_seconds, numpy_memory = (statistics.median(column) for column in zip(*numpy_runs, strict=True))
    ratio = newscli_start / numpy_start
    print(f"start: {1000 * newscli_start:.0f} ms, {ratio:.2f} times importing numpy (floor 5, aim 3.5)")
    print(f"isolation: {1000 * (newscli_start - direct_start):+.0f} ms (aim 30)")
    relative = 1 / rate / numpy_seconds
    print(
        f"articles of 750 words per CPU second: {rate:.1f} (floor 12, aim 25), each {relative:.2f} times numpy's import"
    )
    times = memory / numpy_memory
    print(f"peak memory of one article: {memory:.0f} MB (floor 200, aim 130), {times:.1f} times numpy's")
    size = sum(file.stat().st_size for file in (ROOT / "newscli" / "weights").iterdir())
    print(f"weights: {size / 1e6:.1f} MB (floor 25, aim 15)")


if __name__ == "__main__":
    main()
