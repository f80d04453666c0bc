"""Novels as documents: quotes of RiQuA (Papay & Padó 2020), and "he" and "she" of LitBank (Bamman et al. 2020).

News has few dialogues and long chains of pronouns; novels have many. RiQuA's marks of contents, cues and sources are
not linked.
"""

import json
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from newscli.model import Span
from training.tagger.corpora import (
    ANNOTATORS,
    Document,
    GoldAttribution,
    PronounReference,
    append_tokens,
    lay_out_document,
)

# Sentences of a novel in a paragraph; LitBank has a line for each sentence, and no paragraphs.
SENTENCES_PER_PARAGRAPH = 5
PARAGRAPHS_PER_DOCUMENT = 8
_PRONOUNS = frozenset({"he", "him", "his", "himself", "she", "her", "hers", "herself"})


def read_riqua(path: Path) -> Iterator[Document]:
    """Read passages of RiQuA, each a document, as cofe-ai/CofeNet distributes them: JSON with tokens and BIO tags."""
    for line in path.read_text(encoding="utf-8").splitlines():
        passage = json.loads(line)
        text, spans = append_tokens("", passage["tokens"])
        attributions = []
        for role, run in _find_runs(passage["labels"]):
            span = (Span(spans[run[0]].start, spans[run[-1]].end),)
            attributions.append(GoldAttribution(**({"cue": (), "source": (), "content": ()} | {role: span})))
        yield lay_out_document("riqua", text, attributions=tuple(attributions), annotator=ANNOTATORS.index("riqua"))


def _find_runs(tags: list[str]) -> Iterator[tuple[str, list[int]]]:
    """Yield the role and the positions of each run of BIO tags."""
    run: list[int] = []
    for k, tag in enumerate([*tags, "O"]):
        if run and tag[0] != "I":
            yield tags[run[0]][2:], run
            run = []
        if tag[0] != "O":
            run.append(k)


def read_litbank(folder: Path) -> Iterator[Document]:
    """Read LitBank's coreference in brat's standoff format: each pronoun with the names of its person.

    Names are proper names (PROP_PER) of the same chain in the same document. A pronoun whose person has no name there
    refers to none. A novel is cut into documents of PARAGRAPHS_PER_DOCUMENT paragraphs.
    """
    for path in sorted(folder.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        names, chains = _read_chains(path.with_suffix(".ann"))
        lines = [line for line in text.splitlines(keepends=True) if line.strip()]
        size = SENTENCES_PER_PARAGRAPH * PARAGRAPHS_PER_DOCUMENT
        start = 0
        for k in range(0, len(lines), size):
            part = lines[k : k + size]
            joined = "".join(
                line.rstrip("\n") + ("\n" if n % SENTENCES_PER_PARAGRAPH == SENTENCES_PER_PARAGRAPH - 1 else " ")
                for n, line in enumerate(part)
            )
            start = text.index(part[0], start)
            span = Span(start, start + len(joined))
            start = span.end
            yield lay_out_document("litbank", joined, references=tuple(_find_references(text, span, names, chains)))


def _find_references(text: str, span: Span, names: set[Span], chains: dict[Span, str]) -> Iterator[PronounReference]:
    mentions = [(mention, chain) for mention, chain in chains.items() if span.start <= mention.start < span.end]
    mentions.sort(key=lambda pair: pair[1])
    for _, group in groupby(mentions, key=lambda pair: pair[1]):
        chain = [mention for mention, _ in group]
        moved = [Span(s - span.start, e - span.start) for s, e in chain if Span(s, e) in names]
        for s, e in chain:
            if text[s:e].casefold() in _PRONOUNS:
                yield PronounReference(Span(s - span.start, e - span.start), tuple(moved), ())


def _read_chains(path: Path) -> tuple[set[Span], dict[Span, str]]:
    """Read the spans of people's names, and the chain of each mention."""
    names: set[Span] = set()
    chains: dict[Span, str] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        fields = line.split("\t")
        if not fields[0].startswith("T"):
            continue
        label, start, end = fields[1].split(" ")
        span = Span(int(start), int(end))
        if label == "PROP_PER":
            names.add(span)
        elif not label.startswith(("PROP_", "NOM_", "PRON_")):
            chains[span] = label
    return names, chains
