"""How well newscli finds headings in plain text.

    python3 benchmarks/outline.py [SHARED]

Prints the figures of SHARED/score/outline.py for every other text in order of name, which the model was fitted to, for
the rest, which is new to it, and for all. "clean FP" is the number of false headings per article without headings.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, nargs="?", default=Path(__file__).resolve().parents[2] / "shared")
    shared = parser.parse_args().shared
    if not shared.is_dir():
        print("skipped: no corpora")
        return
    for layout in ("blank-lines", "single-lines"):
        corpus = shared / "corpora" / "headings" / layout
        gold = json.loads((corpus / "gold.json").read_text("utf-8"))
        for half, names in (
            ("tuned on", sorted(gold)[::2]),
            ("new", sorted(gold)[1::2]),
            ("all", sorted(gold)),
        ):
            with tempfile.TemporaryDirectory() as folder:
                (Path(folder) / "gold.json").write_text(json.dumps({name: gold[name] for name in names}), "utf-8")
                for name in names:
                    shutil.copy(corpus / f"{name}.txt", folder)
                run = f"{sys.executable} -m newscli outline --json"
                command = [sys.executable, str(shared / "score" / "outline.py"), folder, "--run", run]
                scores = subprocess.run(command, capture_output=True, text=True, check=True)
            print(f"{layout}, {half}: {scores.stdout.strip()}", flush=True)


if __name__ == "__main__":
    main()
