"""What reading costs: start, throughput, memory, size of the weights.

    python3 benchmarks/cost.py [--runs 20]

- start: `newscli quotes ARTICLE --json` of 600 words, the whole process, where `python3 -c "import numpy"`
  is 1. Runs alternate; medians. Floor 5, aim 3.5.
- articles of 750 words a CPU-second, in one process of `newscli quotes --json`, its start taken off; and the cost of
  one where importing numpy, in a process of its own, is 1. Floor 12, aim 25 a second.
- the peak memory of `newscli show` of the first article, and as a ratio to that of importing numpy; the weights
  in the package. Floors 200 MB and 25 MB.
"""

import argparse
import statistics
import sys
import tempfile
from pathlib import Path

from linear import EXPORTS, cost, measured
from startup import medians

from newscli.text import count_words

MANY, WORDS = 40, 750
ROOT = Path(__file__).resolve().parents[1]


def article(words: int, first: int = 0) -> str:
    """Whole paragraphs of sample articles, from the given one on, to about this many words."""
    made: list[str] = []
    found = (path for path in (ROOT / "samples").glob("*.txt") if path.stem not in EXPORTS)
    paths = sorted(path for path in found if b"\0" not in path.read_bytes())
    for path in paths[first % len(paths) :] + paths:
        for paragraph in path.read_bytes().decode("utf-8", "replace").split("\n\n"):
            made.append(paragraph)
            if sum(len(one.split()) for one in made) >= words:
                return "\n\n".join(made) + "\n"
    raise AssertionError("samples/ has too few words")


def throughput(folder: Path, runs: int) -> float:
    """Articles of 750 words a CPU-second: what `newscli quotes --json` takes of MANY and one more of them, less what it
    takes of the one."""
    paths = [folder / f"{n}.txt" for n in range(MANY + 1)]
    for n, path in enumerate(paths):
        path.write_text(article(WORDS, n), "utf-8")
    command = [sys.executable, "-m", "newscli", "quotes", "--json"]
    taken = [cost([*command, *map(str, paths)])[0] - cost([*command, str(paths[0])])[0] for _ in range(runs)]
    words = sum(count_words(path.read_text("utf-8")) for path in paths[1:])
    return words / WORDS / statistics.median(taken)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=20)
    runs = parser.parse_args().runs
    numpy = [sys.executable, "-c", "import numpy"]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "article.txt"
        path.write_text(article(600), "utf-8")
        ours = [sys.executable, "-m", "newscli", "quotes", str(path), "--json"]
        base, whole = medians({"numpy": numpy, "newscli": ours}, runs).values()
        _, memory = measured(path)
        rate = throughput(Path(folder), max(3, runs // 4))
    seconds, least = (statistics.median(some) for some in zip(*(cost(numpy) for _ in range(runs)), strict=True))
    print(f"start: {1000 * whole:.0f} ms, {whole / base:.2f} times importing numpy (floor 5, aim 3.5)")
    print(f"articles of 750 words a CPU-second: {rate:.1f} (floor 12, aim 25), each {1 / rate / seconds:.2f} of numpy")
    print(f"peak memory of one article: {memory:.0f} MB (floor 200, aim 130), {memory / least:.1f} times numpy's")
    size = sum(one.stat().st_size for one in (ROOT / "newscli" / "weights").iterdir())
    print(f"weights: {size / 1e6:.1f} MB (floor 25, aim 15)")


if __name__ == "__main__":
    main()
