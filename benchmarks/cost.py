"""What reading costs: start, throughput, memory, size of the weights.

    python3 benchmarks/cost.py [--runs 20]

- start: `newscli quotes ARTICLE --json` of 600 words, the whole process, where `python3 -c "import numpy"`
  is 1. Runs alternate; medians. Floor 5, aim 3.5.
- articles of 750 words a CPU-second, all of reading, labels, analysis and JSON in one process, after the
  model is loaded; and their cost where importing numpy, in a process of its own, is 1. Floor 12, aim 25 a second.
- the peak memory of `newscli show` of the first article, and as a ratio to that of importing numpy; the weights
  in the package. Floors 200 MB and 25 MB.
"""

import argparse
import statistics
import sys
import tempfile
import time
from pathlib import Path

from linear import cost, measured
from startup import medians

ROOT = Path(__file__).resolve().parents[1]


def article(words: int, first: int = 0) -> str:
    """Whole paragraphs of sample articles, from the given one on, to about this many words."""
    made: list[str] = []
    paths = sorted(path for path in (ROOT / "samples").glob("*.txt") if b"\0" not in path.read_bytes())
    for path in paths[first % len(paths) :] + paths:
        for paragraph in path.read_bytes().decode("utf-8", "replace").split("\n\n"):
            made.append(paragraph)
            if sum(len(one.split()) for one in made) >= words:
                return "\n\n".join(made) + "\n"
    raise AssertionError("samples/ has too few words")


def throughput(runs: int) -> list[float]:
    """Articles of 750 words a CPU-second, by run."""
    import newscli
    from newscli.rendering.jsonout import to_json

    articles = [article(750, first).encode() for first in range(10)]
    found = []
    for run in range(runs + 1):
        began = time.process_time()
        for n, data in enumerate(articles):
            to_json(newscli.inspect(newscli.read(data, name=f"{n}.txt")), "quotes", indent=False)
        if run:
            found.append(len(articles) / (time.process_time() - began))
    return found


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
    seconds, least = (statistics.median(some) for some in zip(*(cost(numpy) for _ in range(runs)), strict=True))
    rate = statistics.median(throughput(runs))
    print(f"start: {1000 * whole:.0f} ms, {whole / base:.2f} times importing numpy (floor 5, aim 3.5)")
    print(f"articles of 750 words a CPU-second: {rate:.1f} (floor 12, aim 25), each {1 / rate / seconds:.2f} of numpy")
    print(f"peak memory of one article: {memory:.0f} MB (floor 200, aim 130), {memory / least:.1f} times numpy's")
    size = sum(one.stat().st_size for one in (ROOT / "newscli" / "tagging" / "weights").iterdir())
    print(f"weights: {size / 1e6:.1f} MB (floor 25, aim 15)")


if __name__ == "__main__":
    main()
