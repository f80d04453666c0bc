"""The corpora as documents: a text, its layout, and what its annotators marked in it."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast, get_args

from newscli.model import Block, EntityType, QuotedSpan, Span
from newscli.structure import layout
from newscli.tagging.marks import find_quoted_spans

# The types of names, in the order of their tags.
NAME_TYPES: tuple[EntityType, ...] = get_args(EntityType)
PERSON = NAME_TYPES.index("person")
ORGANIZATION = NAME_TYPES.index("organization")
PLACE = NAME_TYPES.index("place")
GROUP = NAME_TYPES.index("group")
EVENT = NAME_TYPES.index("event")
WORK = NAME_TYPES.index("work")
OTHER = NAME_TYPES.index("other")
_MISC = (GROUP, EVENT, WORK, OTHER)

# The types that a set's own tags may stand for; a tag that is not listed is not a name. If the annotators did not
# distinguish some types, each of them is allowed.
_TAGS: dict[str, dict[str, tuple[int, ...]]] = {
    "worldwide": {
        "Person": (PERSON,),
        "Organization": (ORGANIZATION,),
        "Location": (PLACE,),
        "Facility": (PLACE,),
        "NORP": (GROUP,),
        "Misc": (EVENT, WORK, OTHER),
        "Product": (WORK, OTHER),
    },
    "gmb": {
        "per": (PERSON,),
        "org": (ORGANIZATION,),
        "geo": (PLACE,),
        "gpe": (GROUP,),
        "art": (WORK, OTHER),
        "eve": (EVENT,),
        "nat": (EVENT, OTHER),
    },
    "crossner": {
        "person": (PERSON,),
        "politician": (PERSON,),
        "organisation": (ORGANIZATION,),
        "politicalparty": (ORGANIZATION,),
        "country": (PLACE,),
        "location": (PLACE,),
        "election": (EVENT,),
        "event": (EVENT,),
        "misc": _MISC,
    },
    "wikigold": {"PER": (PERSON,), "ORG": (ORGANIZATION,), "LOC": (PLACE,), "MISC": _MISC},
    "wnut17": {
        "person": (PERSON,),
        "corporation": (ORGANIZATION,),
        "group": (ORGANIZATION,),
        "location": (PLACE,),
        "creative-work": (WORK,),
        "product": (OTHER,),
    },
    "btc": {"PER": (PERSON,), "ORG": (ORGANIZATION,), "LOC": (PLACE,)},
    "gum": {
        "person": (PERSON,),
        "organization": (ORGANIZATION,),
        "place": (PLACE,),
        "demonym": (GROUP,),
        "event": (EVENT,),
        "abstract": (WORK, OTHER),
        "object": (OTHER,),
    },
}
# Types that the annotators of a set left unmarked: unmarked text may be a name of these types.
_UNMARKED_TYPES = {"btc": _MISC, "wnut17": (GROUP, EVENT)}

# Those who marked attributions: PolNeAR's six annotators, by the names of their files, and RiQuA's.
POLNEAR_ANNOTATORS = ("4b22", "4e07", "5fec", "6b86", "d473", "ef2d")
ANNOTATORS = (*POLNEAR_ANNOTATORS, "riqua")

_MARKED_NAME = re.compile(r"\[(?P<type>\w+)\|(?P<name>[^\]]+)\]")

# Texts with more characters that could not be decoded are binary files.
MAX_UNDECODABLE = 20
# The number of sentences that make a document in a set without documents.
SENTENCES_PER_DOCUMENT = 20
# Tokens that are written without a space before them, and those without a space after them.
NO_SPACE_BEFORE = set(",.;:!?%)]}’'”") | {"'s", "’s", "n't", "n’t", "'re", "'ve", "'ll", "'d", "'m", "''", "..."}
NO_SPACE_AFTER = set("([{$£€“‘#") | {"``"}


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A name and the types that it may have. It is ``unknown`` if it may not even be a name."""

    start: int
    end: int
    types: tuple[int, ...]
    unknown: bool = False


@dataclass(frozen=True, slots=True)
class GoldAttribution:
    """An annotated attribution: the spans of its cue, its source (empty if the text names none) and its content.

    Where annotators did not link the three, each is an attribution of its own with only that part.
    """

    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    content: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class PronounReference:
    """A pronoun, the names of the person it refers to, or else names of people that it does not refer to."""

    pronoun: Span
    right: tuple[Span, ...]
    wrong: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A text with its annotations; those that its annotators did not look for are None.

    ``unmarked_types`` are the types of names that its annotators left unmarked, as indices into NAME_TYPES.
    ``annotator`` is who marked the attributions, as an index into ANNOTATORS.
    """

    set: str
    text: str
    blocks: tuple[Block, ...]
    quoted: tuple[QuotedSpan, ...]
    names: tuple[NameSpan, ...] | None = None
    unmarked_types: tuple[int, ...] = ()
    attributions: tuple[GoldAttribution, ...] | None = None
    annotator: int | None = None
    references: tuple[PronounReference, ...] = ()


def lay_out_document(set_name: str, text: str, **annotations: object) -> Document:
    """Lay out a text as newscli does; ``annotations`` are fields of Document."""
    blocks = tuple(layout.join_paragraphs(text, layout.split_lines(text)))
    quoted, _ = find_quoted_spans(text, blocks)
    return Document(set_name, text, blocks, quoted, **annotations)  # type: ignore[arg-type]


def read_polnear(folder: Path, all_annotators: bool = False) -> Iterator[Document]:
    """Read articles with attributions in brat's standoff format.

    An article that several annotators marked is one document, with the marks of the first; with ``all_annotators``, it
    is a document for each of them.
    """
    for path in sorted((folder / "text").glob("*.txt")):
        stem = re.sub(r"([\[\]*?])", r"[\1]", path.stem)
        annotations = sorted((folder / "attributions").glob(f"{stem}_*.ann"))
        text = path.read_bytes().decode("utf-8")
        for annotation in annotations if all_annotators else annotations[:1]:
            annotator = ANNOTATORS.index(annotation.stem.rpartition("_")[2])
            yield lay_out_document("polnear", text, attributions=_read_brat(annotation), annotator=annotator)


def _read_brat(path: Path) -> tuple[GoldAttribution, ...]:
    spans: dict[str, list[Span]] = {}
    events: list[list[list[str]]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        fields = line.split("\t")
        if len(fields) < 2:
            continue
        if line[0] == "T":
            offsets = fields[1].split(" ", 1)[1]
            spans[fields[0]] = [Span(*map(int, pair.split())) for pair in offsets.split(";")]
        elif line[0] == "E":
            events.append([role.split(":") for role in fields[1].split()])
    attributions = []
    for event in events:
        roles: dict[str, list[Span]] = {"Cue": [], "Source": [], "Content": []}
        for role, reference in event:
            roles.setdefault(re.sub(r"\d+$", "", role), []).extend(spans.get(reference, []))
        if roles["Content"] and roles["Cue"]:
            attributions.append(GoldAttribution(*(tuple(sorted(roles[role])) for role in ("Cue", "Source", "Content"))))
    return tuple(attributions)


def read_names(path: Path) -> Iterator[Document]:
    """Read tagged sentences: those of one document become one text, each a paragraph.

    If the set has no documents, SENTENCES_PER_DOCUMENT sentences in a row make one.
    """
    family = path.name.split(".")[0].split("_")[0]
    sentences: list[dict[str, list[str]]] = []
    previous_key: object = None
    for n, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        sentence = json.loads(line)
        key = sentence.get("doc") or n // SENTENCES_PER_DOCUMENT
        if sentences and key != previous_key:
            yield _join_sentences(family, sentences)
            sentences = []
        previous_key = key
        sentences.append(sentence)
    if sentences:
        yield _join_sentences(family, sentences)


def read_marked(path: Path) -> Iterator[Document]:
    """Read articles with names marked as [type|name]: a paragraph a line, with a blank line between articles."""
    for article in path.read_text(encoding="utf-8").strip().split("\n\n"):
        marked, text, copied = article.replace("\n", "\n\n") + "\n", "", 0
        names = []
        for match in _MARKED_NAME.finditer(marked):
            text += marked[copied : match.start()]
            end = len(text) + len(match["name"])
            names.append(NameSpan(len(text), end, (NAME_TYPES.index(cast(EntityType, match["type"])),)))
            text += match["name"]
            copied = match.end()
        yield lay_out_document("written", text + marked[copied:], names=tuple(names))


def read_unlabelled(path: Path) -> Iterator[Document]:
    """Read articles without annotations, JSON with a text on each line; what is no text is left out."""
    # Not splitlines(): texts contain line separators of other kinds.
    for line in path.read_text(encoding="utf-8").split("\n"):
        text = json.loads(line)["text"] if line else ""
        if text.strip() and text.count("\ufffd") < MAX_UNDECODABLE:
            yield lay_out_document("unlabelled", text.replace("\r\n", "\n"))


def _join_sentences(family: str, sentences: Sequence[dict[str, list[str]]]) -> Document:
    text = ""
    names: list[NameSpan] = []
    for sentence in sentences:
        text += "\n\n" if text else ""
        text, spans = append_tokens(text, sentence["tokens"])
        names += _find_names(family, sentence, spans)
    return lay_out_document(family, text, names=tuple(names), unmarked_types=_UNMARKED_TYPES.get(family, ()))


def append_tokens(text: str, tokens: Sequence[str]) -> tuple[str, list[Span]]:
    """Append a sentence to a text as it would be printed; return the new text and the span of each token."""
    spans: list[Span] = []
    # Whether a straight quotation mark is open, and whether the next token follows without a space.
    is_quoted, is_joined = False, True
    for token in tokens:
        printed = {"``": "“", "''": "”", "-LRB-": "(", "-RRB-": ")"}.get(token, token)
        if token == '"':
            has_space = not is_joined and not is_quoted
            is_joined = is_quoted = not is_quoted
        else:
            has_space = not is_joined and token not in NO_SPACE_BEFORE
            is_joined = token in NO_SPACE_AFTER
        text += " " if has_space else ""
        spans.append(Span(len(text), len(text) + len(printed)))
        text += printed
    return text, spans


def _find_names(family: str, sentence: dict[str, list[str]], spans: Sequence[Span]) -> Iterator[NameSpan]:
    """Find the names of a sentence by its tags, and by the finer tags of the set itself (``orig``)."""
    tokens, tags, orig = sentence["tokens"], sentence["tags"], sentence["orig"]
    k = 0
    while k < len(tokens):
        if tags[k][0] == "O" and orig[k][0] == "O":
            if family == "gum" and k and tokens[k][:1].isupper():
                # Rules cut the names of this set from noun phrases, and missed some.
                yield NameSpan(*spans[k], (), unknown=True)
            elif family in ("btc", "wnut17") and tokens[k][0] in "@#":
                yield NameSpan(*spans[k], (), unknown=True)
            k += 1
            continue
        # The cleaned tags, if there are any, decide the bounds: those of the Groningen set include "President" in a
        # name.
        end = k + 1
        column = tags if tags[k][0] != "O" else orig
        while end < len(tokens) and column[end][0] == "I" and column[end][2:] == column[k][2:] and tags[end][0] != "B":
            end += 1
        span = (spans[k][0], spans[end - 1][1])
        fine = orig[k][2:].split("+")[0]
        coarse = tags[k][2:]
        is_handle = any(tokens[j][0] in "@#" for j in range(max(0, k - 1), end))
        if family == "meantime":
            # Its products and sums of money include pronouns and common nouns.
            types = {"PER": (PERSON,), "ORG": (ORGANIZATION,), "LOC": (PLACE,)}.get(coarse)
            yield NameSpan(*span, types or (), unknown=types is None)
        elif family in ("btc", "wnut17") and is_handle:
            yield NameSpan(*span, (), unknown=True)
        elif coarse and fine == "gpe" and coarse == "LOC":
            yield NameSpan(*span, (PLACE,))
        elif coarse and fine in _TAGS[family]:
            yield NameSpan(*span, _TAGS[family][fine])
        k = end
