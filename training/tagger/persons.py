"""The antecedents of "he" and "she": GAP's snippets, and articles with people's names replaced by pronouns.

The latter need no annotators: a pronoun in place of a person's name refers to the person's other names (Kocijan et al.
2019). One in HELD_OUT_STEP of the snippets of GAP's development part is held out for training/pronouns.py.
"""

import csv
import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from newscli.lang.en.people import TITLES, load_first_names
from newscli.model import Span
from training.tagger.corpora import (
    PERSON,
    Document,
    GoldAttribution,
    NameSpan,
    PronounReference,
    lay_out_document,
)

# Every fifth snippet is held out, beginning with the first.
HELD_OUT_STEP = 5
# The share of replaceable names to replace.
REPLACED_SHARE = 0.5
# How far before a name to search for the word before it, in characters.
MAX_LOOKBACK_CHARS = 30
# A word that ends a sentence has more characters than this, stop included; a shorter one may be an abbreviation.
MAX_ABBREVIATION_CHARS = 4

_FULL_NAME = re.compile(r"\b([A-Z][a-z]+)(?: [A-Z]\.)? ((?:[A-Z][a-z]+-|Mc|O['’])?[A-Z][a-z]+)\b")
_POSSESSIVE = re.compile(r"['’]s\b")
# A name followed by one of these can't be replaced by a pronoun.
_CONTINUED = re.compile(r"[,(]|\s+(?:and|or|&)\b|\s+[A-Z]|['’-]")
_WORD_BEFORE = re.compile(r"([\w.,;:'’-]+)[\s“\"(]{1,3}$")
_PREPOSITIONS = frozenset(
    "of to with by for from against in on at about than like over behind after before between".split()
)
_VERB = re.compile(r"\s+(?:\w+(?:ed|s)|said|told|will|would|could|can|had|may|might|went|came|took|made|won|lost)\b")
# By gender: subject, object, possessive.
_PRONOUNS = {"m": ("he", "him", "his"), "f": ("she", "her", "her")}


def read_gap(path: Path, held_out_step: int = HELD_OUT_STEP) -> Iterator[Document]:
    """Read GAP's snippets, each with its pronoun, except every ``held_out_step``-th; with 0, read all of them."""
    with path.open(encoding="utf-8", newline="") as lines:
        for k, row in enumerate(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)):
            if not held_out_step or k % held_out_step:
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
    """Find where a name occurs, in full or by its first or last word alone."""
    words = name.split()
    forms = dict.fromkeys([name, words[-1], words[0]])
    for match in re.finditer(rf"\b(?:{'|'.join(map(re.escape, forms))})\b", text):
        yield Span(*match.span())


def replace_names(doc: Document, rng: random.Random) -> Document:
    """Replace some names of people by pronouns, but never the first mention of a person."""
    # (span to replace, pronoun, all names of the person)
    replacements: list[tuple[Span, str, Sequence[Span]]] = []
    for spans in _group_persons(doc):
        gender = _find_gender(doc.text, spans) or rng.choice("mf")
        for span in spans[1:]:
            pronoun = _choose_pronoun(doc.text, span, gender)
            if pronoun and rng.random() < REPLACED_SHARE:
                possessive = _POSSESSIVE.match(doc.text, span.end)
                old_span = Span(span.start, possessive.end() if possessive else span.end)
                replacements.append((old_span, pronoun, spans))
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
        annotator=doc.annotator,
        references=references,
    )


def _make_mover(replaced_spans: Sequence[Span], shifts: Sequence[tuple[int, int]]) -> Callable[[Span], Span]:
    """Make a function that maps a span of the old text to its span in the new one.

    ``shifts`` has one more entry than ``replaced_spans``: how far positions move from the end of each replaced span on.
    """

    def move_position(position: int, is_end: bool) -> int:
        k = 0
        while k < len(replaced_spans) and replaced_spans[k].start + is_end <= position:
            k += 1
        if k and position < replaced_spans[k - 1].end and (position > replaced_spans[k - 1].start or is_end):
            position = replaced_spans[k - 1].end
        elif k and position == replaced_spans[k - 1].start:
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
        last_names = {match[2] for match in _FULL_NAME.finditer(text) if match[1].casefold() in load_first_names()}
        if last_names:
            forms = "|".join(map(re.escape, sorted(last_names)))
            for match in re.finditer(rf"\b(?:[A-Z][a-z]+ (?:[A-Z]\. )?)?({forms})\b", text):
                first_word = match.group().split()[0].casefold()
                start = match.start() if first_word in load_first_names() else match.start(1)
                by_last_name.setdefault(match[1], []).append(Span(start, match.end()))
    yield from (sorted(spans) for spans in by_last_name.values() if len(spans) > 1)


def _find_gender(text: str, spans: Sequence[Span]) -> str | None:
    """Find the gender, "m" or "f", of the first first name that is known."""
    full_names = [text[s:e].split() for s, e in spans]
    genders = (load_first_names().get(words[0].casefold()) for words in full_names if len(words) > 1)
    return next(filter(None, genders), None)


def _choose_pronoun(text: str, span: Span, gender: str) -> str | None:
    """Choose the pronoun that could replace the name at ``span``; None if none can."""
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
