"""The antecedents of "he" and "she": GAP's snippets, and articles in which names of persons became pronouns.

The latter need no annotator: a pronoun that replaces one of a person's names refers to the person's other names
(Kocijan et al. 2019). Every HELD_OUT_STEP-th snippet of GAP is held out for training/pronouns.py.
"""

import csv
import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from newscli.lang.en.people import TITLES, first_names
from newscli.model import Span
from training.tagger.corpora import (
    PERSON,
    Document,
    GoldAttribution,
    NameSpan,
    PronounReference,
    lay_out_document,
)

# Every fifth snippet, from the first on.
HELD_OUT_STEP = 5
# How often a name is replaced that can be.
REPLACED_SHARE = 0.5
# How many characters before a name are searched for the word before it.
MAX_LOOKBACK_CHARS = 30
# A word that ends a sentence has more characters than this, its stop included; a shorter one may be an abbreviation.
MAX_ABBREVIATION_CHARS = 4

_FULL_NAME = re.compile(r"\b([A-Z][a-z]+)(?: [A-Z]\.)? ((?:[A-Z][a-z]+-|Mc|O['’])?[A-Z][a-z]+)\b")
_POSSESSIVE = re.compile(r"['’]s\b")
# What follows a name that a pronoun can't replace.
_CONTINUED = re.compile(r"[,(]|\s+(?:and|or|&)\b|\s+[A-Z]|['’-]")
_WORD_BEFORE = re.compile(r"([\w.,;:'’-]+)[\s“\"(]{1,3}$")
_PREPOSITIONS = frozenset(
    "of to with by for from against in on at about than like over behind after before between".split()
)
_VERB = re.compile(r"\s+(?:\w+(?:ed|s)|said|told|will|would|could|can|had|may|might|went|came|took|made|won|lost)\b")
# By gender: subject, object, possessive.
_PRONOUNS = {"m": ("he", "him", "his"), "f": ("she", "her", "her")}


def read_gap(path: Path) -> Iterator[Document]:
    """Yield GAP's snippets, each with its pronoun, without those held out."""
    with path.open(encoding="utf-8", newline="") as lines:
        for k, row in enumerate(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)):
            if k % HELD_OUT_STEP:
                start = int(row["Pronoun-offset"])
                right: list[Span] = []
                wrong: list[Span] = []
                for letter in "AB":
                    spans = right if row[f"{letter}-coref"] == "TRUE" else wrong
                    spans.extend(_find_name(row["Text"], row[letter]))
                pronoun = Span(start, start + len(row["Pronoun"]))
                reference = PronounReference(pronoun, tuple(right), tuple(wrong))
                yield lay_out_document("gap", f"{row['Text']}\n", references=(reference,))


def _find_name(text: str, name: str) -> Iterator[Span]:
    """Yield where a name occurs, in full or by its first or last word alone."""
    words = name.split()
    forms = dict.fromkeys([name, words[-1], words[0]])
    for match in re.finditer(rf"\b(?:{'|'.join(map(re.escape, forms))})\b", text):
        yield Span(*match.span())


def replace_names(doc: Document, rng: random.Random) -> Document:
    """The document with pronouns for some names of persons, but never for the first name of a person."""
    # (what is replaced, the pronoun, all names of the person)
    replacements: list[tuple[Span, str, Sequence[Span]]] = []
    for spans in _group_persons(doc):
        gender = _find_gender(doc.text, spans) or rng.choice("mf")
        for span in spans[1:]:
            pronoun = _choose_pronoun(doc.text, span, gender)
            if pronoun and rng.random() < REPLACED_SHARE:
                possessive = _POSSESSIVE.match(doc.text, span.end)
                replaced = Span(span.start, possessive.end() if possessive else span.end)
                replacements.append((replaced, pronoun, spans))
    replacements.sort()
    replaced_starts = {span.start for span, _, _ in replacements}
    text, copied, shifts = "", 0, [(0, 0)]
    for span, pronoun, _ in replacements:
        text += doc.text[copied : span.start] + pronoun
        copied = span.end
        shifts.append((span.end, len(text) - span.end))
    text += doc.text[copied:]
    move = _make_mover([span for span, _, _ in replacements], shifts)
    references = tuple(
        PronounReference(move(span), tuple(move(name) for name in spans if name.start not in replaced_starts), ())
        for span, _, spans in replacements
    )
    names = None
    if doc.names is not None:
        names = tuple(
            NameSpan(*move(Span(name.start, name.end)), name.types, name.unknown)
            for name in doc.names
            if name.start not in replaced_starts
        )
    attributions = None
    if doc.attributions is not None:
        attributions = tuple(
            GoldAttribution(*(tuple(map(move, spans)) for spans in (gold.cue, gold.source, gold.content)))
            for gold in doc.attributions
        )
    return replace(
        lay_out_document(doc.set, text),
        names=names,
        unmarked_types=doc.unmarked_types,
        attributions=attributions,
        references=references,
    )


def _make_mover(replaced: Sequence[Span], shifts: Sequence[tuple[int, int]]) -> Callable[[Span], Span]:
    """A function from a span of the old text to its span in the new one.

    ``shifts`` has an entry more than ``replaced``: by how much positions move from the end of each replaced span on.
    """

    def move_position(position: int, is_end: bool) -> int:
        k = 0
        while k < len(replaced) and replaced[k].start + is_end <= position:
            k += 1
        if k and position < replaced[k - 1].end and (position > replaced[k - 1].start or is_end):
            position = replaced[k - 1].end
        elif k and position == replaced[k - 1].start:
            k -= 1
        return position + shifts[k][1]

    return lambda span: Span(move_position(span.start, False), move_position(span.end, True))


def _group_persons(doc: Document) -> Iterator[list[Span]]:
    """Yield the names of each person, in text order. Persons with the same last name count as one."""
    text = doc.text
    by_last_name: dict[str, list[Span]] = {}
    if doc.names is not None:
        for name in doc.names:
            if name.types == (PERSON,) and not name.unknown:
                last_name = text[name.start : name.end].split()[-1].casefold()
                by_last_name.setdefault(last_name, []).append(Span(name.start, name.end))
    else:
        last_names = {match[2] for match in _FULL_NAME.finditer(text) if match[1].casefold() in first_names()}
        if last_names:
            forms = "|".join(map(re.escape, sorted(last_names)))
            for match in re.finditer(rf"\b(?:[A-Z][a-z]+ (?:[A-Z]\. )?)?({forms})\b", text):
                first_word = match.group().split()[0].casefold()
                start = match.start() if first_word in first_names() else match.start(1)
                by_last_name.setdefault(match[1], []).append(Span(start, match.end()))
    yield from (sorted(spans) for spans in by_last_name.values() if len(spans) > 1)


def _find_gender(text: str, spans: Sequence[Span]) -> str | None:
    """The gender of the first known first name, "m" or "f"."""
    full_names = [text[s:e].split() for s, e in spans]
    genders = (first_names().get(words[0].casefold()) for words in full_names if len(words) > 1)
    return next(filter(None, genders), None)


def _choose_pronoun(text: str, span: Span, gender: str) -> str | None:
    """The pronoun that could replace the name at ``span``, or None if none can."""
    he, him, his = _PRONOUNS[gender]
    before = _WORD_BEFORE.search(text, max(0, span.start - MAX_LOOKBACK_CHARS), span.start)
    word = before[1] if before else ""
    ends_sentence = word.endswith((".", "!", "?")) and len(word) > MAX_ABBREVIATION_CHARS
    opens_sentence = not word or ends_sentence or "\n" in text[span.start - 1 : span.start]
    if not opens_sentence and (word[:1].isupper() or word.strip(".").casefold() in (*TITLES, "the", "a", "an")):
        return None
    if _POSSESSIVE.match(text, span.end):
        return his.capitalize() if opens_sentence else his
    if _CONTINUED.match(text, span.end):
        return None
    if opens_sentence:
        return he.capitalize()
    if word.casefold() in _PREPOSITIONS:
        return him
    return he if _VERB.match(text, span.end) else him
