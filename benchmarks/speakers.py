"""Who is quoted, by name: the speakers of GUM's quotes.

    python3 benchmarks/speakers.py [--errors 20]

Each document of ../shared/corpora/coref/gum.jsonl that has rows in quotes/gum_attribution.jsonl becomes a text,
a paragraph a sentence, under the title of its "meta". Of the rows with a cue and a named speaker, in news: those
whose content is found (Dice 0.8 of letters), and of these the share whose speaker's name, or another of its names,
is the annotators': without determiners, titles and punctuation equal, or one within the other with a
proper noun in common. Floor 75, aim 88. The other kinds of text are printed without a floor. Prints "skipped: no
corpora" where they are missing.
"""

import argparse
import collections
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

CORPORA = Path(__file__).resolve().parents[2] / "shared" / "corpora"
FLOOR = 75.0
FOUND = 0.8
_NO_SPACE_BEFORE = re.compile(r"[.,;:!?%)\]}’”]|['’](?:s|re|ve|ll|d|m|t)$|n['’]t$")
_NO_SPACE_AFTER = frozenset("([{“‘$£€#")
_TITLES = re.compile(
    r"^(?:(?:the|a|an|mr|mrs|ms|miss|dr|prof|professor|sir|dame|lord|lady|president|prime|minister|senator|sen|rep|"
    r"gov|governor|judge|justice|general|gen|col|captain|capt|ambassador|king|queen|prince|princess|pope)\s+)+"
)


def joined(document: dict[str, Any]) -> tuple[str, list[tuple[int, int]]]:
    """The text of a document and the place of each of its tokens."""
    text = f"{document.get('meta', {}).get('title') or document['doc']}\n"
    places: list[tuple[int, int]] = []
    for sentence in document["sentences"]:
        text += "\n"
        glue = True
        for token in sentence:
            if not glue and not _NO_SPACE_BEFORE.match(token):
                text += " "
            glue = token in _NO_SPACE_AFTER
            places.append((len(text), len(text) + len(token)))
            text += token
        text += "\n"
    return text, places


def answers_of(command: str, texts: dict[str, str], folder: Path) -> dict[str, dict[str, Any]]:
    """newscli's answer to each text, by name."""
    for k, text in enumerate(texts.values()):
        (folder / f"{k:04}.txt").write_text(text, "utf-8")
    program = [sys.executable, "-m", "newscli", command, "--json", str(folder)]
    done = subprocess.run(program, capture_output=True, text=True, encoding="utf-8", check=True)
    return dict(zip(texts, map(json.loads, done.stdout.splitlines()), strict=True))


def plain(name: str) -> str:
    words = " ".join(re.sub(r"['’]s\b|[^\w\s]", " ", name).split()).casefold()
    return _TITLES.sub("", words + " ").strip()


def same(ours: str, theirs: str) -> bool:
    a, b = plain(ours), plain(theirs)
    if not a or not b:
        return False
    proper = {word.casefold() for name in (ours, theirs) for word in re.findall(r"\w+", name) if word[0].isupper()}
    shared = set(a.split()) & set(b.split()) & proper
    return a == b or (bool(shared) and (set(a.split()) <= set(b.split()) or set(b.split()) <= set(a.split())))


def letters(text: str, spans: list[tuple[int, int]]) -> set[int]:
    return {k for s, e in spans for k in range(s, e) if text[k].isalnum()}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", type=int, default=0, help="print so many wrong speakers")
    args = parser.parse_args()
    if not CORPORA.exists():
        print("skipped: no corpora")
        return 0
    rows = [json.loads(line) for line in (CORPORA / "quotes" / "gum_attribution.jsonl").open(encoding="utf-8")]
    rows = [row for row in rows if row.get("cue") and row.get("speaker_named")]
    documents = {one["doc"]: one for one in map(json.loads, (CORPORA / "coref" / "gum.jsonl").open(encoding="utf-8"))}
    wanted = sorted({row["doc"] for row in rows} & set(documents))
    texts = {name: joined(documents[name]) for name in wanted}
    with tempfile.TemporaryDirectory() as folder:
        answers = answers_of("quotes", {name: text for name, (text, _) in texts.items()}, Path(folder))
    counts: collections.Counter[tuple[str, str]] = collections.Counter()
    shown = 0
    for row in rows:
        if row["doc"] not in answers:
            continue
        text, places = texts[row["doc"]]
        genre = row["genre"] if row["genre"] == "news" else "other"
        counts[genre, "rows"] += 1
        gold = letters(text, [places[row["token_offset"] + k] for k in row["content"]])
        answer = answers[row["doc"]]
        best, quote = max(
            ((2 * len(mine & gold) / (len(mine) + len(gold) or 1), q["id"]) for q in answer["quotes"]
             if (mine := letters(text, q["spans"]))), default=(0.0, ""),
        )  # fmt: skip
        if best < FOUND:
            continue
        counts[genre, "found"] += 1
        speaker = next(q["speaker"] for q in answer["quotes"] if q["id"] == quote)
        entity = next((e for e in answer["entities"] if speaker and e["id"] == speaker["entity"]), None)
        names = [entity["name"], *entity["aliases"]] if entity else []
        right = any(same(name, row["speaker_name"]) for name in names)
        counts[genre, "right"] += right
        if not right and genre == "news" and shown < args.errors:
            shown += 1
            print(f"{row['doc']}: {row['speaker_name']!r}, found {names} for {speaker and speaker['mention']!r}")
    for genre in ("news", "other"):
        share = 100 * counts[genre, "right"] / max(1, counts[genre, "found"])
        found = f"{counts[genre, 'found']} of {counts[genre, 'rows']} quotes found"
        print(f"{genre}: {found}, speaker right in {share:.1f} %{' (floor 75, aim 88)' if genre == 'news' else ''}")
        if genre == "news" and share < FLOOR:
            print("below the floor")
    return 0


if __name__ == "__main__":
    sys.exit(main())
