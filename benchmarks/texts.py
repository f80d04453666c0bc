"""The texts on which the labels in benchmarks/labels were made, by set and name.

The sets lie in ../shared/corpora and are not part of the project: the labels have offsets into these texts and no words
of theirs.
"""

import json
from functools import cache
from pathlib import Path

CORPORA = Path(__file__).resolve().parents[2] / "shared" / "corpora"
LABELS = Path(__file__).resolve().parent / "labels"
SETS = ("polnear/train", "polnear/dev", "worldwide", "aquaint", "aeb")
_NO_SPACE_BEFORE = frozenset([*".,;:!?%)]}’”", "'s", "’s", "n't", "n’t", "'re", "'ve", "'ll", "'d", "'m"])
_NO_SPACE_AFTER = frozenset("([{“‘$£€#")


@cache
def load_texts(name: str) -> dict[str, str]:
    """Load the texts of a set, by name: each as it is given to newscli."""
    if name.startswith("polnear"):
        return {path.stem: path.read_bytes().decode() for path in sorted((CORPORA / name / "text").glob("*.txt"))}
    if name == "aquaint":
        return {path.stem: path.read_bytes().decode() for path in sorted((CORPORA / "dates" / name).glob("*.txt"))}
    if name == "aeb":
        rows = map(json.loads, (CORPORA / "html" / name / "gold.jsonl").read_text("utf-8").splitlines())
        return {row["id"]: row["gold"]["body"] for row in rows if row["gold"].get("body")}
    texts: dict[str, str] = {}
    for line in (CORPORA / "names" / "worldwide.train.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        texts[row["doc"]] = texts.get(row["doc"], "") + _join_tokens(row["tokens"]) + "\n\n"
    return texts


def _join_tokens(tokens: list[str]) -> str:
    """Join the tokens of a sentence. Quotation marks keep the spaces that make them pairs."""
    text = ""
    is_glued = True
    is_open = False
    for token in tokens:
        closes = token == '"' and is_open
        if not is_glued and token not in _NO_SPACE_BEFORE and not closes:
            text += " "
        if token == '"':
            is_open = not is_open
        is_glued = token in _NO_SPACE_AFTER or (token == '"' and is_open)
        text += token
    return text
