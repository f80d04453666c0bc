"""Whether a store survives: newscli index is killed again and again, then run to its end.

    python benchmarks/kills.py articles/ --kills 50

Each time, the whole process group or one of its workers is killed with SIGKILL at a random moment. In the end the store
must have each article once, be sound, and export what a store has that was never disturbed, byte for byte. Exits with 1
if it does not.
"""

import argparse
import hashlib
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from newscli.corpus.status import find_damage
from newscli.corpus.store import open_for_writing

COMMAND = [sys.executable, "-m", "newscli"]


def find_workers(parent: int) -> list[int]:
    """Find the processes that a process has started."""
    # Linux lists them by the thread that started them.
    lists = Path(f"/proc/{parent}/task").glob("*/children")
    return [int(child) for children in lists for child in children.read_text("ascii").split()]


def disturb(command: list[str], rng: random.Random, longest: float) -> str:
    """Run a command, and kill it or one of its workers after a while; return which."""
    process = subprocess.Popen(command, start_new_session=True, stderr=subprocess.DEVNULL)
    time.sleep(rng.uniform(0.1, longest))
    workers = find_workers(process.pid)
    if workers and rng.random() < 0.5:
        os.kill(rng.choice(workers), signal.SIGKILL)
        time.sleep(rng.uniform(0.1, 0.5))
        target = "worker"
    else:
        target = "group"
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    return target


def digest_export(store: Path) -> str:
    """Digest all that a store exports."""
    exported = subprocess.run([*COMMAND, "export", str(store), "--json"], stdout=subprocess.PIPE, check=True)
    return hashlib.sha256(exported.stdout).hexdigest()


def main() -> None:
    """Kill, go on, and compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", nargs="+", help="files and folders to index")
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--longest", type=float, default=3.0, help="seconds until a kill, at most")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    rng = random.Random(arguments.seed)
    with tempfile.TemporaryDirectory() as folder:
        disturbed, calm = Path(folder) / "disturbed.db", Path(folder) / "calm.db"
        command = [*COMMAND, "index", *arguments.articles, "-q", "-o"]
        counts = {"group": 0, "worker": 0}
        for _ in range(arguments.kills):
            counts[disturb([*command, str(disturbed)], rng, arguments.longest)] += 1
        codes = [subprocess.run([*command, str(store)], check=False).returncode for store in (disturbed, calm)]
        with open_for_writing(str(disturbed)) as connection:
            problems = find_damage(connection)
        articles = [sqlite3.connect(store).execute("SELECT count(*), count(DISTINCT key) FROM articles").fetchone()
                    for store in (disturbed, calm)]  # fmt: skip
        same = digest_export(disturbed) == digest_export(calm)
    print(f"{counts['group']} kills of the group, {counts['worker']} of a worker; exit codes {codes}")
    print(f"articles and keys {articles}; problems {problems}; exports {'equal' if same else 'DIFFER'}")
    if problems or not same or articles[0] != articles[1]:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
