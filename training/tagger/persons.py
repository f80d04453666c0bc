"""Whom "he" and "she" mean: GAP's snippets, and articles in which names of persons were made pronouns.

The second needs no annotator: where one of a person's names became a pronoun, it means the person's other names
(Kocijan et al. 2019). Every HELD-th snippet of GAP stays out, for training/pronouns.py.
"""

import csv
import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from newscli.lang.en.people import TITLES, load_first_names
from newscli.model import Span
from training.tagger.corpora import TYPES, Document, Meant, NameSpan, Said, document

HELD = 5
_PERSON = (TYPES.index("person"),)
_FULL = re.compile(r"\b([A-Z][a-z]+)(?: [A-Z]\.)? ((?:[A-Z][a-z]+-|Mc|O['’])?[A-Z][a-z]+)\b")
_OWNED = re.compile(r"['’]s\b")
_GOES_ON = re.compile(r"[,(]|\s+(?:and|or|&)\b|\s+[A-Z]|['’-]")
_BEFORE = re.compile(r"([\w.,;:'’-]+)[\s“\"(]{1,3}$")
_OBJECT = frozenset("of to with by for from against in on at about than like over behind after before between".split())
_VERB = re.compile(r"\s+(?:\w+(?:ed|s)|said|told|will|would|could|can|had|may|might|went|came|took|made|won|lost)\b")
_FORMS = {"m": ("he", "him", "his"), "f": ("she", "her", "her")}


def gap(path: Path) -> Iterator[Document]:
    """GAP's snippets, each with its pronoun, but for every HELD-th."""
    with path.open(encoding="utf-8", newline="") as lines:
        for k, row in enumerate(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)):
            if k % HELD:
                start = int(row["Pronoun-offset"])
                right: list[Span] = []
                wrong: list[Span] = []
                for name in "AB":
                    (right if row[f"{name}-coref"] == "TRUE" else wrong).extend(_named(row["Text"], row[name]))
                meant = Meant(Span(start, start + len(row["Pronoun"])), tuple(right), tuple(wrong))
                yield document("gap", f"{row['Text']}\n", meant=(meant,))


def _named(text: str, name: str) -> Iterator[Span]:
    """Where a name stands, whole or by its first or last word alone."""
    words = name.split()
    ways = dict.fromkeys([name, words[-1], words[0]])
    for match in re.finditer(rf"\b(?:{'|'.join(map(re.escape, ways))})\b", text):
        yield Span(*match.span())


def with_pronouns(doc: Document, rng: random.Random) -> Document:
    """The document with some names of persons, none of them the first of its person, as pronouns."""
    chosen: list[tuple[Span, str, Sequence[Span]]] = []
    for spans in _persons(doc):
        gender = _gender(doc.text, spans) or rng.choice("mf")
        for span in spans[1:]:
            word = _pronoun(doc.text, span, gender)
            if word and rng.random() < 0.5:
                owned = _OWNED.match(doc.text, span.end)
                chosen.append((Span(span.start, owned.end() if owned else span.end), word, spans))
    chosen.sort()
    gone = {span.start for span, _, _ in chosen}
    text, done, shifts = "", 0, [(0, 0)]
    for span, word, _ in chosen:
        text += doc.text[done : span.start] + word
        done = span.end
        shifts.append((span.end, len(text) - span.end))
    text += doc.text[done:]
    moved = _mover([span for span, _, _ in chosen], shifts)
    meant = tuple(
        Meant(moved(span), tuple(moved(other) for other in spans if other.start not in gone), ())
        for span, _, spans in chosen
    )
    names = None
    if doc.names is not None:
        kept = [name for name in doc.names if name.start not in gone]
        names = tuple(NameSpan(*moved(Span(one.start, one.end)), one.types, one.unknown) for one in kept)
    said = None
    if doc.said is not None:
        said = tuple(
            Said(*(tuple(map(moved, spans)) for spans in (one.cue, one.source, one.content))) for one in doc.said
        )
    return replace(document(doc.set, text), names=names, unmarked=doc.unmarked, said=said, meant=meant)


def _mover(gone: Sequence[Span], shifts: Sequence[tuple[int, int]]) -> Callable[[Span], Span]:
    """Where a span is after some stretches were replaced; ``shifts`` has what each adds from its end on."""

    def place(old: int, ends: bool) -> int:
        k = 0
        while k < len(gone) and gone[k].start + ends <= old:
            k += 1
        if k and old < gone[k - 1].end and (old > gone[k - 1].start or ends):
            old = gone[k - 1].end
        elif k and old == gone[k - 1].start:
            k -= 1
        return old + shifts[k][1]

    return lambda span: Span(place(span.start, False), place(span.end, True))


def _persons(doc: Document) -> Iterator[list[Span]]:
    """The places of each person's names, in text order; persons of one last name count as one."""
    text = doc.text
    by_last: dict[str, list[Span]] = {}
    if doc.names is not None:
        for name in doc.names:
            if name.types == _PERSON and not name.unknown:
                by_last.setdefault(text[name.start : name.end].split()[-1].casefold(), []).append(
                    Span(name.start, name.end)
                )
    else:
        lasts = {match[2] for match in _FULL.finditer(text) if match[1].casefold() in load_first_names()}
        if lasts:
            ways = "|".join(map(re.escape, sorted(lasts)))
            for match in re.finditer(rf"\b(?:[A-Z][a-z]+ (?:[A-Z]\. )?)?({ways})\b", text):
                first = match.group().split()[0].casefold()
                full = first in load_first_names()
                by_last.setdefault(match[1], []).append(Span(match.start() if full else match.start(1), match.end()))
    yield from (sorted(spans) for spans in by_last.values() if len(spans) > 1)


def _gender(text: str, spans: Sequence[Span]) -> str | None:
    wholes = [text[s:e].split() for s, e in spans]
    told = (load_first_names().get(words[0].casefold()) for words in wholes if len(words) > 1)
    return next(filter(None, told), None)


def _pronoun(text: str, span: Span, gender: str) -> str | None:
    """The pronoun that could stand there, if one can."""
    he, him, his = _FORMS[gender]
    before = _BEFORE.search(text, max(0, span.start - 30), span.start)
    word = before[1] if before else ""
    opens = not word or (word.endswith((".", "!", "?")) and len(word) > 4) or "\n" in text[span.start - 1 : span.start]
    if not opens and (word[:1].isupper() or word.strip(".").casefold() in (*TITLES, "the", "a", "an")):
        return None
    if _OWNED.match(text, span.end):
        return his.capitalize() if opens else his
    if _GOES_ON.match(text, span.end):
        return None
    if opens:
        return he.capitalize()
    if word.casefold() in _OBJECT:
        return him
    return he if _VERB.match(text, span.end) else him
