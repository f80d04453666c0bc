"""How often newscli finds an article's title, and how often it invents one.

    python3 benchmarks/titles.py [CORPORA]

(a) On all of polnear, whose articles open with their titles: the share whose title is right, whole
or up to its semicolon. (b) On the same articles with their title paragraphs taken out, and on
dates/aquaint, which has none: the share that is given any title. Case, punctuation and space don't
count. The title model learned from polnear/train; polnear/dev and aquaint are new to it. Needs
nothing but `newscli` itself.
"""

import argparse
import csv
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path


def fold(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


def titles(paths: Iterable[Path]) -> dict[str, str | None]:
    """The title that the program gives each file, by the file's stem."""
    found: dict[str, str | None] = {}
    todo = [str(path) for path in paths]
    for k in range(0, len(todo), 300):
        command = [sys.executable, "-m", "newscli", "meta", "--json", *todo[k : k + 300]]
        done = subprocess.run(command, capture_output=True, check=False)
        if done.returncode:
            sys.exit(f"newscli ended with {done.returncode}: {done.stderr.decode()[-500:]}")
        for line in done.stdout.splitlines():
            row = json.loads(line)
            found[Path(row["source"]["path"]).stem] = row["metadata"]["title"]
    return found


def without_title(text: str) -> str:
    """The text from its second paragraph on."""
    return re.split(r"\n[ \t]*\n", text.lstrip(), maxsplit=1)[1].lstrip("\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "corpora", type=Path, nargs="?", default=Path(__file__).resolve().parents[2] / "shared" / "corpora"
    )
    corpora = parser.parse_args().corpora
    if not corpora.is_dir():
        print("skipped: no corpora")
        return
    with (corpora / "polnear" / "metadata.tsv").open(encoding="utf-8", newline="") as file:
        gold = {row["filename"]: row["title"] for row in csv.DictReader(file, delimiter="\t")}
    right: dict[str, list[bool]] = {}
    invented: dict[str, list[bool]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for part in ("train", "dev"):
            paths = sorted((corpora / "polnear" / part / "text").glob("*.txt"))
            for name, title in titles(paths).items():
                wanted = {fold(gold[name]), fold(gold[name].split(";")[0])}
                right.setdefault(part, []).append(fold(title or "") in wanted)
            stripped = [Path(folder) / path.name for path in paths]
            for path, copy in zip(paths, stripped, strict=True):
                copy.write_bytes(without_title(path.read_bytes().decode("utf-8")).encode("utf-8"))
            invented[part] = [title is not None for title in titles(stripped).values()]
        aquaint = sorted((corpora / "dates" / "aquaint").glob("*.txt"))
        invented["aquaint"] = [title is not None for title in titles(aquaint).values()]
    for name, shares in (("(a) title right", right), ("(b) title invented", invented)):
        every = [one for some in shares.values() for one in some]
        parts = ", ".join(f"{part} {100 * sum(some) / len(some):.1f} of {len(some)}" for part, some in shares.items())
        print(f"{name}: {100 * sum(every) / len(every):.1f} % ({parts})")


if __name__ == "__main__":
    main()
