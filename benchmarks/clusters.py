"""Whether parts are answered exactly once under an engine: its recipe is killed in the middle, and run again.

    python benchmarks/clusters.py articles/ --engine dask ray plain

Makes parts of the articles of a folder, runs docs/recipes/parts_ENGINE.py, kills its whole process group once a third
of the parts is done, and runs it again. Each article must be there once, and all engines must give the same answer;
exits with 1 if not. Ray needs `pip install ray`.
"""

import argparse
import hashlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pyarrow
import pyarrow.parquet

ROOT = Path(__file__).resolve().parents[1]
ARTICLES_PER_PART = 10
PLAIN = (
    "import sys\nfrom newscli.corpus import *\nfor part in todo(*sys.argv[1:]):\n    inspect_part(part, sys.argv[2])\n"
)


def write_parts(articles: Path, folder: Path) -> int:
    """Write the articles to parts; return how many there are."""
    paths = sorted(articles.rglob("*.txt"))
    folder.mkdir()
    for number in range(0, len(paths), ARTICLES_PER_PART):
        rows = [
            {"id": path.name, "text": path.read_text("utf-8")} for path in paths[number : number + ARTICLES_PER_PART]
        ]
        pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), folder / f"part-{number:05}.parquet")
    return len(paths)


def run_twice(command: list[str], source: Path, out: Path) -> int:
    """Run a recipe, kill it in the middle, and run it again; return how many parts were done at the kill."""
    parts = len(list(source.iterdir()))
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": str(os.getpid() % 1000)}
    process = subprocess.Popen([*command, str(source), str(out)], env=environment, start_new_session=True)
    while len(list(out.glob("*.parquet"))) < parts / 3 and process.poll() is None:
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    done = len(list(out.glob("*.parquet")))
    subprocess.run([*command, str(source), str(out)], env=environment, check=True)
    return done


def main() -> None:
    """Run every engine, and compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--engine", nargs="+", default=["plain", "dask"])
    arguments = parser.parse_args()
    digests = set()
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "in"
        count = write_parts(arguments.articles, source)
        for engine in arguments.engine:
            out = Path(folder) / engine
            recipe = str(ROOT / "docs" / "recipes" / f"parts_{engine}.py")
            command = [sys.executable, "-c", PLAIN] if engine == "plain" else [sys.executable, recipe]
            start = time.monotonic()
            done = run_twice(command, source, out)
            tables = [pyarrow.parquet.read_table(path) for path in sorted(out.glob("*.parquet"))]
            table = pyarrow.concat_tables(tables)
            ids = table.column("id").to_pylist()
            digest = hashlib.sha256("".join(map(str, table.column("report").to_pylist())).encode()).hexdigest()[:12]
            digests.add(digest)
            failed |= not len(ids) == len(set(ids)) == count
            seconds = time.monotonic() - start
            print(f"{engine}: killed after {done} of {len(tables)} parts; then {len(ids)} articles,", end=" ")
            print(f"{len(set(ids))} different, of {count}; {digest}; {seconds:.0f} s in all", flush=True)
    if failed or len(digests) != 1:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
