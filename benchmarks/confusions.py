"""The types of names that are easily mistaken: the sentences in benchmarks/confusions.

    python3 benchmarks/confusions.py                 sentences that the model is trained on
    python3 benchmarks/confusions.py --part probe    harder ones that it never saw, whose errors may be read
    python3 benchmarks/confusions.py --part held     those kept apart
    python3 benchmarks/confusions.py --errors 20     what is wrong as well, but not in those kept apart

A line is a sentence with each name marked as [type|name]. Runs `newscli entities --json` on articles of ten sentences.
A name is right if an entity of its type is mentioned there, in these words; those of which only the type is wrong are
counted, too.
"""

import argparse
import collections
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "confusions"
PARTS = ("dev", "probe", "held")
HELD = "held"
SENTENCES_PER_ARTICLE = 10
MIN_SHARE = 80.0
_NAME = re.compile(r"\[(?P<type>\w+)\|(?P<name>[^\]]+)\]")


def read_articles(part: str) -> list[tuple[str, dict[tuple[int, int], str]]]:
    """Read the sentences as articles: each a text, and the types of its names by span."""
    sentences = (FOLDER / f"{part}.txt").read_text("utf-8").splitlines()
    articles = []
    for start in range(0, len(sentences), SENTENCES_PER_ARTICLE):
        text, types, copied = "", {}, 0
        marked = "\n\n".join(sentences[start : start + SENTENCES_PER_ARTICLE]) + "\n"
        for match in _NAME.finditer(marked):
            text += marked[copied : match.start()]
            types[len(text), len(text) + len(match["name"])] = match["type"]
            text += match["name"]
            copied = match.end()
        articles.append((text + marked[copied:], types))
    return articles


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=PARTS, default="dev")
    parser.add_argument("--errors", type=int, default=0)
    args = parser.parse_args()
    articles = read_articles(args.part)
    with tempfile.TemporaryDirectory() as folder:
        for number, (text, _) in enumerate(articles):
            (Path(folder) / f"{number:03}.txt").write_text(text, "utf-8")
        program = [sys.executable, "-m", "newscli", "entities", "--json", folder]
        process = subprocess.run(program, capture_output=True, text=True, encoding="utf-8", check=True)
    right: collections.Counter[str] = collections.Counter()
    total: collections.Counter[str] = collections.Counter()
    errors: list[str] = []
    mistyped = 0
    for (text, types), line in zip(articles, process.stdout.splitlines(), strict=True):
        found = {
            (mention["start"], mention["end"]): entity["type"]
            for entity in json.loads(line)["entities"]
            for mention in entity["mentions"]
        }
        for span, name_type in types.items():
            total[name_type] += 1
            right[name_type] += found.get(span) == name_type
            mistyped += found.get(span) not in (None, name_type)
            if found.get(span) != name_type and args.part != HELD:
                errors.append(f"{text[slice(*span)]}: {found.get(span) or 'not found'}, not {name_type}")
    for error in errors[: args.errors]:
        print(error)
    for name_type, count in total.most_common():
        print(f"{name_type:12} {right[name_type]:3} of {count:3}")
    share = 100 * right.total() / total.total()
    print(f"types {share:.1f} % of {total.total()} names right (floor {MIN_SHARE:.0f}), {mistyped} of a wrong type")


if __name__ == "__main__":
    main()
