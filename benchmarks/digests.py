"""Whether a store has the same content however it was made: a digest for each hash seed and number of jobs.

    python benchmarks/digests.py articles/

Exits with 1 if they differ. benchmarks/clusters.py compares engines of clusters.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from kills import COMMAND, digest_export

SEEDS = range(5)
JOBS = (1, 2)


def main() -> None:
    """Index with each seed and number of jobs, and compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", nargs="+", help="files and folders to index")
    arguments = parser.parse_args()
    digests = set()
    with tempfile.TemporaryDirectory() as folder:
        for seed in SEEDS:
            for jobs in JOBS:
                store = Path(folder) / f"{seed}-{jobs}.db"
                command = [*COMMAND, "index", *arguments.articles, "-q", "--jobs", str(jobs), "-o", str(store)]
                subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": str(seed)}, check=False)
                digest = digest_export(store)
                digests.add(digest)
                print(f"seed {seed}, {jobs} jobs: {digest[:12]}", flush=True)
    sys.exit(len(digests) != 1)


if __name__ == "__main__":
    main()
