"""Who is quoted, by name: the speakers of GUM's quotes.

    python3 benchmarks/speakers.py [--errors 20]

Each document of ../shared/corpora/coref/gum.jsonl that has rows in quotes/gum_attribution.jsonl becomes a text under
the title in its "meta", each sentence a paragraph. Of the rows with a cue and a named speaker, those count whose
content is found (Dice 0.8 of letters). Prints the share of these whose speaker has the annotators' name, by name or
alias: the names, without determiners, titles and punctuation, are equal, or one contains the other and they share a
proper noun. Also prints that share among the speakers that have a name at all. Floor 75 and aim 88 for news; other
genres are printed without a floor. Prints "skipped: no corpora" if they are missing.
"""

import argparse
import collections
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

CORPORA = Path(__file__).resolve().parents[2] / "shared" / "corpora"
# In percent, for news.
FLOOR, AIM = 75.0, 88.0
# A quote is found if its letters overlap with the annotators' by at least this Dice coefficient.
MIN_DICE = 0.8
_NO_SPACE_BEFORE = re.compile(r"[.,;:!?%)\]}’”]|['’](?:s|re|ve|ll|d|m|t)$|n['’]t$")
_NO_SPACE_AFTER = frozenset("([{“‘$£€#")
_TITLES = re.compile(
    r"^(?:(?:the|a|an|mr|mrs|ms|miss|dr|prof|professor|sir|dame|lord|lady|president|prime|minister|senator|sen|rep|"
    r"gov|governor|judge|justice|general|gen|col|captain|capt|ambassador|king|queen|prince|princess|pope)\s+)+"
)


class TokenizedText(NamedTuple):
    """A text, and the start and end of each of its tokens in characters."""

    text: str
    tokens: list[tuple[int, int]]


def join_tokens(document: dict[str, Any]) -> TokenizedText:
    """Join a document to a text: its title or name, and a paragraph for each sentence."""
    text = f"{document.get('meta', {}).get('title') or document['doc']}\n"
    tokens: list[tuple[int, int]] = []
    for sentence in document["sentences"]:
        text += "\n"
        is_glued = True
        for token in sentence:
            if not is_glued and not _NO_SPACE_BEFORE.match(token):
                text += " "
            is_glued = token in _NO_SPACE_AFTER
            tokens.append((len(text), len(text) + len(token)))
            text += token
        text += "\n"
    return TokenizedText(text, tokens)


def run_newscli(command: str, texts: Mapping[str, TokenizedText], *options: str) -> dict[str, dict[str, Any]]:
    """Run a command of newscli on texts, and return its reports by name."""
    with tempfile.TemporaryDirectory() as folder:
        for number, document in enumerate(texts.values()):
            (Path(folder) / f"{number:04}.txt").write_text(document.text, "utf-8")
        program = [sys.executable, "-m", "newscli", command, "--json", *options, folder]
        process = subprocess.run(program, capture_output=True, text=True, encoding="utf-8", check=True)
    return dict(zip(texts, map(json.loads, process.stdout.splitlines()), strict=True))


def load_lines(path: Path) -> Iterable[Any]:
    """Yield the records of a JSON Lines file."""
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def normalize_name(name: str) -> str:
    words = " ".join(re.sub(r"['’]s\b|[^\w\s]", " ", name).split()).casefold()
    return _TITLES.sub("", words + " ").strip()


def are_same_name(answer: str, gold: str) -> bool:
    a, b = normalize_name(answer), normalize_name(gold)
    if not a or not b:
        return False
    proper_nouns = {
        word.casefold() for name in (answer, gold) for word in re.findall(r"\w+", name) if word[0].isupper()
    }
    a_words, b_words = set(a.split()), set(b.split())
    return a == b or (bool(a_words & b_words & proper_nouns) and (a_words <= b_words or b_words <= a_words))


def find_letters(text: str, spans: Iterable[Sequence[int]]) -> set[int]:
    """Find the positions of the letters and digits in spans."""
    return {position for start, end in spans for position in range(start, end) if text[position].isalnum()}


def find_best_quote(report: dict[str, Any], text: str, gold: set[int]) -> dict[str, Any] | None:
    """Find the quote that overlaps most with the annotators' letters; None if none does by MIN_DICE."""
    best, best_dice = None, 0.0
    for quote in report["quotes"]:
        letters = find_letters(text, quote["spans"])
        dice = 2 * len(letters & gold) / (len(letters) + len(gold) or 1)
        # A tie goes to the larger id.
        if letters and (best is None or (dice, quote["id"]) > (best_dice, best["id"])):
            best, best_dice = quote, dice
    return best if best_dice >= MIN_DICE else None


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", type=int, default=0, help="how many wrong speakers in news to print")
    args = parser.parse_args()
    if not CORPORA.exists():
        print("skipped: no corpora")
        return 0
    rows = [
        row
        for row in load_lines(CORPORA / "quotes" / "gum_attribution.jsonl")
        if row.get("cue") and row.get("speaker_named")
    ]
    documents = {document["doc"]: document for document in load_lines(CORPORA / "coref" / "gum.jsonl")}
    names = sorted({row["doc"] for row in rows} & set(documents))
    texts = {name: join_tokens(documents[name]) for name in names}
    reports = run_newscli("quotes", texts, "--all")
    counts: collections.Counter[tuple[str, str]] = collections.Counter()
    error_count = 0
    for row in rows:
        if row["doc"] not in reports:
            continue
        text, tokens = texts[row["doc"]]
        report = reports[row["doc"]]
        genre = row["genre"] if row["genre"] == "news" else "other"
        counts[genre, "rows"] += 1
        gold = find_letters(text, [tokens[row["token_offset"] + number] for number in row["content"]])
        quote = find_best_quote(report, text, gold)
        if quote is None:
            continue
        counts[genre, "found"] += 1
        speaker = quote["speaker"]
        entities = (entity for entity in report["entities"] if speaker and entity["id"] == speaker["entity"])
        entity = next(entities, None)
        aliases = [entity["name"], *entity["aliases"]] if entity else []
        is_right = any(are_same_name(alias, row["speaker_name"]) for alias in aliases)
        counts[genre, "right"] += is_right
        counts[genre, "named"] += bool(aliases)
        if not is_right and genre == "news" and error_count < args.errors:
            error_count += 1
            mention = speaker and speaker["mention"]
            print(f"{row['doc']}: {row['speaker_name']!r}, but newscli has {aliases} for {mention!r}")
    for genre in ("news", "other"):
        share = 100 * counts[genre, "right"] / max(1, counts[genre, "found"])
        coverage = f"{counts[genre, 'found']} of {counts[genre, 'rows']} quotes found"
        limits = f" (floor {FLOOR:g}, aim {AIM:g})" if genre == "news" else ""
        precision = 100 * counts[genre, "right"] / max(1, counts[genre, "named"])
        print(f"{genre}: {coverage}, speaker right in {share:.1f} %{limits}, of those with a name in {precision:.1f} %")
        if genre == "news" and share < FLOOR:
            print("below the floor")
    return 0


if __name__ == "__main__":
    sys.exit(main())
