"""What it costs to start newscli, compared with a bare program of Typer and Rich in the same run.

    python3 benchmarks/startup.py [--runs 20]

The bare program parses its arguments with Typer and prints a table of one row with Rich. Runs of the commands
alternate; figures are medians of whole processes. Aims: --help takes at most 1.2 times as long; read, check and diff
take at most 1.1 times as long as show. What a format needs is imported only for files of that format, so it costs a
text file nothing.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

# A sample for each library that is imported only for one format.
FORMAT_SAMPLES = (
    "setext.md",
    "page.html",
    "record.json",
    "newsletter.eml",
    "document.pdf",
    "document.docx",
    "feed.xml",
    "page.warc.gz",
)
ROOT = Path(__file__).resolve().parents[1]
BARE_PROGRAM = """
import typer
from rich.console import Console
from rich.table import Table

app = typer.Typer()

@app.command()
def main(name: str = "row") -> None:
    table = Table("name")
    table.add_row(name)
    Console().print(table)

app()
"""


# Python keeps the bytecode of modules, as it does where newscli is installed by pip.
CACHING = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def time_commands(commands: Mapping[str, Sequence[str]], runs: int) -> dict[str, float]:
    """Time each command as a whole process, in seconds: the median of alternating runs."""
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    for run in range(runs + 1):
        for name, command in commands.items():
            start = time.perf_counter()
            subprocess.run(command, stdout=subprocess.DEVNULL, check=True, env=CACHING)
            if run:  # the first run fills caches
                seconds[name].append(time.perf_counter() - start)
    return {name: statistics.median(times) for name, times in seconds.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=20)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        bare = Path(folder) / "bare.py"
        bare.write_text(BARE_PROGRAM, "utf-8")
        sample = str(ROOT / "samples" / "headline.txt")
        program = [sys.executable, "-m", "newscli"]
        commands = {
            "bare Typer and Rich": [sys.executable, str(bare)],
            "newscli --help": [*program, "--help"],
            "newscli quotes SAMPLE": [*program, "quotes", sample],
            "newscli quotes SAMPLE --json": [*program, "quotes", sample, "--json"],
            "newscli show SAMPLE": [*program, "show", sample],
            "newscli read SAMPLE": [*program, "read", sample],
            "newscli meta SAMPLE": [*program, "meta", sample],
            "newscli check SAMPLE": [*program, "check", sample, "--quiet"],
            "newscli diff SAMPLE SAMPLE": [*program, "diff", sample, sample, "--quiet"],
        }
        for name in FORMAT_SAMPLES:
            commands[f"newscli meta {name}"] = [*program, "meta", str(ROOT / "samples" / name)]
        medians = time_commands(commands, runs)
    base = next(iter(medians.values()))
    for name, median in medians.items():
        print(f"{name:32} {1000 * median:6.0f} ms  {median / base:5.2f}")


if __name__ == "__main__":
    main()
