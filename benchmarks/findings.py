"""What `newscli check` finds in news that was printed, and how much of it an editor would rather not see.

    python3 benchmarks/findings.py                 the counts
    python3 benchmarks/findings.py --unlabelled    findings that nobody has labelled as well

Runs `newscli check` with its defaults on two sets of articles and compares its errors and warnings with the labels in
benchmarks/labels/findings.jsonl: a finding is wanted if a sub-editor would act on it. Notes are counted apart. One that
has no label counts as not wanted. Prints "skipped: no corpora" if they are missing.
"""

import argparse
import collections
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from names import load_labels
from texts import CORPORA, load_texts

SETS = ("polnear/dev", "aquaint")
MAX_UNWANTED = 0.5  # for each article


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--unlabelled", action="store_true")
    options = parser.parse_args()
    if not CORPORA.is_dir():
        print("skipped: no corpora")
        return 0
    labels = {(row["set"], row["article"], row["line"], row["code"]): row["wanted"] for row in load_labels("findings")}
    counts: collections.Counter[str] = collections.Counter()
    for set_name in SETS:
        texts = load_texts(set_name)
        counts["articles"] += len(texts)
        with tempfile.TemporaryDirectory() as folder:
            for name, text in texts.items():
                (Path(folder) / f"{name}.txt").write_bytes(text.encode())
            program = [sys.executable, "-m", "newscli", "check", folder, "--format", "json", "--fail-on", "never"]
            process = subprocess.run(program, capture_output=True, text=True, encoding="utf-8", check=True)
        for finding in map(json.loads, process.stdout.splitlines()):
            if finding["level"] == "note":
                counts["notes"] += 1
                continue
            key = (set_name, Path(finding["path"]).stem, finding["line"], finding["code"])
            counts["findings"] += 1
            counts["unwanted"] += not labels.get(key, False)
            counts["unlabelled"] += key not in labels
            if options.unlabelled and key not in labels:
                print(json.dumps({**dict(zip(("set", "article", "line", "code"), key, strict=True)), "wanted": None}))
                print(f"  {finding['message']}")
    share = counts["unwanted"] / counts["articles"]
    print(f"{counts['articles']} articles: {counts['findings']} errors and warnings, {counts['notes']} notes")
    print(f"not wanted: {counts['unwanted']}, of them without a label {counts['unlabelled']}")
    print(f"not wanted for each article: {share:.2f} (at most {MAX_UNWANTED})")
    return int(share > MAX_UNWANTED)


if __name__ == "__main__":
    sys.exit(main())
