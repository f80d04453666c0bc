"""The corpora as documents: a text, its layout, and what their annotators marked in it."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from newscli.model import Block, EntityType, QuotedSpan, Span
from newscli.structure import layout
from newscli.tagging.marks import marked

# In the order of the labels that the program decodes.
TYPES: tuple[str, ...] = get_args(EntityType)
_P, _O, _L, _G, _E, _W, _X = range(len(TYPES))
_MISC = (_G, _E, _W, _X)

# What each set's own tags may be among TYPES; a tag that is not here is no name. Where annotators did
# not tell kinds apart, or left a kind out, each of the kinds is allowed.
_TAGS: dict[str, dict[str, tuple[int, ...]]] = {
    "worldwide": {
        "Person": (_P,),
        "Organization": (_O,),
        "Location": (_L,),
        "Facility": (_L,),
        "NORP": (_G,),
        "Misc": (_E, _W, _X),
        "Product": (_W, _X),
    },
    "gmb": {
        "per": (_P,),
        "org": (_O,),
        "geo": (_L,),
        "gpe": (_G,),
        "art": (_W, _X),
        "eve": (_E,),
        "nat": (_E, _X),
    },
    "crossner": {
        "person": (_P,),
        "politician": (_P,),
        "organisation": (_O,),
        "politicalparty": (_O,),
        "country": (_L,),
        "location": (_L,),
        "election": (_E,),
        "event": (_E,),
        "misc": _MISC,
    },
    "wikigold": {"PER": (_P,), "ORG": (_O,), "LOC": (_L,), "MISC": _MISC},
    "wnut17": {
        "person": (_P,),
        "corporation": (_O,),
        "group": (_O,),
        "location": (_L,),
        "creative-work": (_W,),
        "product": (_X,),
    },
    "btc": {"PER": (_P,), "ORG": (_O,), "LOC": (_L,)},
    "gum": {
        "person": (_P,),
        "organization": (_O,),
        "place": (_L,),
        "demonym": (_G,),
        "event": (_E,),
        "abstract": (_W, _X),
        "object": (_X,),
    },
}
# Sets whose annotators left these kinds unmarked: outside a name each of them is allowed, too.
_UNMARKED = {"btc": _MISC, "wnut17": (_G, _E)}

NO_SPACE_BEFORE = set(",.;:!?%)]}’'”") | {"'s", "’s", "n't", "n’t", "'re", "'ve", "'ll", "'d", "'m", "''", "..."}
NO_SPACE_AFTER = set("([{$£€“‘#") | {"``"}


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A name and the kinds that it may be; ``unknown`` where nothing is known of these words."""

    start: int
    end: int
    types: tuple[int, ...]
    unknown: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """An attribution: spans of its cue, its source (none where the text names none) and its content."""

    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    content: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Meant:
    """A pronoun, and names that it means; where none is known, names that it does not mean."""

    pronoun: Span
    right: tuple[Span, ...]
    wrong: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A text with what is known of it; None means that its annotators did not look for such things."""

    set: str
    text: str
    blocks: tuple[Block, ...]
    marked: tuple[QuotedSpan, ...]
    names: tuple[NameSpan, ...] | None = None
    unmarked: tuple[int, ...] = ()
    said: tuple[Said, ...] | None = None
    meant: tuple[Meant, ...] = ()


def document(name: str, text: str, **known: object) -> Document:
    """Lay a text out as newscli does."""
    blocks = tuple(layout.join_paragraphs(text, layout.split_lines(text)))
    return Document(name, text, blocks, marked(text, blocks)[0], **known)  # type: ignore[arg-type]


def polnear(folder: Path) -> Iterator[Document]:
    """Articles with attributions in brat's standoff format, the first annotator's where there are several."""
    for path in sorted((folder / "text").glob("*.txt")):
        stem = re.sub(r"([\[\]*?])", r"[\1]", path.stem)
        annotations = sorted((folder / "attributions").glob(f"{stem}_*.ann"))
        if annotations:
            text = path.read_bytes().decode("utf-8")
            yield document("polnear", text, said=_brat(annotations[0]))


def _brat(path: Path) -> tuple[Said, ...]:
    spans: dict[str, list[Span]] = {}
    events: list[list[list[str]]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        parts = line.split("\t")
        if len(parts) < 2:
            continue
        if line[0] == "T":
            where = parts[1].split(" ", 1)[1]
            spans[parts[0]] = [Span(*map(int, s.split())) for s in where.split(";")]
        elif line[0] == "E":
            events.append([role.split(":") for role in parts[1].split()])
    made = []
    for event in events:
        roles: dict[str, list[Span]] = {"Cue": [], "Source": [], "Content": []}
        for role, ref in event:
            roles.setdefault(re.sub(r"\d+$", "", role), []).extend(spans.get(ref, []))
        if roles["Content"] and roles["Cue"]:
            made.append(Said(*(tuple(sorted(roles[role])) for role in ("Cue", "Source", "Content"))))
    return tuple(made)


def names(path: Path) -> Iterator[Document]:
    """Tagged sentences, those of one document (or 20 in a row) as one text, a paragraph each."""
    family = path.name.split(".")[0].split("_")[0]
    group: list[dict[str, list[str]]] = []
    key: object = None
    for n, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        row = json.loads(line)
        here = row.get("doc") or n // 20
        if group and here != key:
            yield _joined(family, group)
            group = []
        key = here
        group.append(row)
    if group:
        yield _joined(family, group)


def _joined(family: str, rows: Sequence[dict[str, list[str]]]) -> Document:
    text = ""
    found: list[NameSpan] = []
    for row in rows:
        text += "\n\n" if text else ""
        places: list[tuple[int, int]] = []
        inside, glue = False, True
        for token in row["tokens"]:
            shown = {"``": "“", "''": "”", "-LRB-": "(", "-RRB-": ")"}.get(token, token)
            if token == '"':
                gap = not glue and not inside
                glue = inside = not inside
            else:
                gap = not glue and token not in NO_SPACE_BEFORE
                glue = token in NO_SPACE_AFTER
            text += " " if gap else ""
            places.append((len(text), len(text) + len(shown)))
            text += shown
        found += _names(family, row, places)
    return document(family, text, names=tuple(found), unmarked=_UNMARKED.get(family, ()))


def _names(family: str, row: dict[str, list[str]], places: Sequence[tuple[int, int]]) -> Iterator[NameSpan]:
    tokens, tags, orig = row["tokens"], row["tags"], row["orig"]
    k = 0
    while k < len(tokens):
        if tags[k][0] == "O" and orig[k][0] == "O":
            if family == "gum" and k and tokens[k][:1].isupper():
                # Names here were cut from noun phrases by rules that miss some.
                yield NameSpan(*places[k], (), unknown=True)
            elif family in ("btc", "wnut17") and tokens[k][0] in "@#":
                yield NameSpan(*places[k], (), unknown=True)
            k += 1
            continue
        # A tag that was cleaned begins and ends the name: the Groningen set's own has "President" in it.
        end = k + 1
        line = tags if tags[k][0] != "O" else orig
        while end < len(tokens) and line[end][0] == "I" and line[end][2:] == line[k][2:] and (tags[end][0] != "B"):
            end += 1
        place = (places[k][0], places[end - 1][1])
        kind = orig[k][2:].split("+")[0]
        coarse = tags[k][2:]
        at = any(tokens[j][0] in "@#" for j in range(max(0, k - 1), end))
        if family == "meantime":
            # Its products and sums of money hold pronouns and common nouns.
            types = {"PER": (_P,), "ORG": (_O,), "LOC": (_L,)}.get(coarse)
            yield NameSpan(*place, types or (), unknown=types is None)
        elif family in ("btc", "wnut17") and at:
            yield NameSpan(*place, (), unknown=True)
        elif coarse and kind == "gpe" and coarse == "LOC":
            yield NameSpan(*place, (_L,))
        elif coarse and kind in _TAGS[family]:
            yield NameSpan(*place, _TAGS[family][kind])
        k = end
