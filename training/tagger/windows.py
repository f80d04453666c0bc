"""Windows with tags and pointers, to train the network on."""

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from newscli.tagging.decoding import count_tags, get_begin_tag, get_inside_tag
from newscli.tagging.network import NO_TARGET, Role
from newscli.tagging.windows import Window, pack_windows
from newscli.tagging.wordpiece import Vocabulary
from training.tagger.corpora import NAME_TYPES, Document

if TYPE_CHECKING:
    from torch import Tensor

# The longest window, in subwords. It goes into the ONNX file, as do the types of names and the roles.
WINDOW_LENGTH = 128
# The share of documents with shorter windows in training, so that the network sees windows of all lengths.
SHORTER_SHARE = 0.5
# In the order of their tags.
ROLES: tuple[Role, ...] = ("source", "content", "cue")
NAME_TAGS = count_tags(len(NAME_TYPES))
ROLE_TAGS = count_tags(len(ROLES))
BEGIN_SOURCE = get_begin_tag(ROLES.index("source"))
BEGIN_CONTENT = get_begin_tag(ROLES.index("content"))
BEGIN_CUE = get_begin_tag(ROLES.index("cue"))
# The set of all name tags, as bits.
ANY_NAME_TAG = (1 << NAME_TAGS) - 1


class PointerTarget(NamedTuple):
    """What teachers expect of a pointer: subwords (k) that point, how much each counts (k), and to where (k, n)."""

    rows: "Tensor"
    weights: "Tensor"
    probabilities: "Tensor"


class Target(NamedTuple):
    """What teachers expect of a window of n subwords; see training/tagger/targets.py.

    ``names`` (n, name tags) and ``roles`` (n, role tags) are probabilities; ``name_steps`` and ``role_steps`` say how
    often each tag (row) is followed by each other (column). ``pointers`` are in the order of Pointer.
    """

    names: "Tensor"
    name_steps: "Tensor"
    roles: "Tensor"
    role_steps: "Tensor"
    pointers: tuple[PointerTarget, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """A window with what the network should find in it; all positions are of subwords in the window.

    ``names`` has the set of allowed name tags of each subword, as bits, and ``roles`` its role tag; each is None if the
    annotators did not look for them. ``cues`` has a pair for each run of content: its subwords, and the first subword
    of its cue. ``sources`` has a pair for each cue: its first subword, and the first of its source, or NO_TARGET.
    ``persons`` has a pair for each pronoun: its first subword, and those that it may point to. ``annotator`` is who
    marked the roles, as an index into ANNOTATORS. ``target`` is what teachers expect of the window.
    """

    set: str
    window: Window
    names: list[int] | None
    roles: list[int] | None
    cues: list[tuple[list[int], int]]
    sources: list[tuple[int, int]]
    persons: list[tuple[int, list[int]]]
    annotator: int | None
    target: Target | None = None


def make_examples(doc: Document, vocabulary: Vocabulary, max_subwords: int, rng: random.Random) -> Iterator[Example]:
    """Yield the windows of a document, for some documents shorter than they could be."""
    limit = rng.randint(max_subwords // 2, max_subwords) if rng.random() < SHORTER_SHARE else max_subwords
    for window in pack_windows(doc.text, doc.blocks, doc.quoted, vocabulary, limit):
        roles, cues, sources = _tag_attributions(doc, window)
        persons = list(_link_pronouns(doc, window))
        yield Example(doc.set, window, _tag_names(doc, window), roles, cues, sources, persons, doc.annotator)


def _tag_names(doc: Document, window: Window) -> list[int] | None:
    if doc.names is None:
        return None
    outside = 1 | sum(1 << get_begin_tag(t) | 1 << get_inside_tag(t) for t in doc.unmarked_types)
    allowed = [1 if s == e else outside for s, e in window.spans]
    for name in doc.names:
        for n, k in enumerate(_find_subwords(window, [(name.start, name.end)])):
            tags = (get_inside_tag(t) if n else get_begin_tag(t) for t in name.types)
            allowed[k] = ANY_NAME_TAG if name.unknown else sum(1 << tag for tag in tags)
    return allowed


def _tag_attributions(
    doc: Document, window: Window
) -> tuple[list[int] | None, list[tuple[list[int], int]], list[tuple[int, int]]]:
    if doc.attributions is None:
        return None, [], []
    roles = [0] * len(window.ids)
    cues: list[tuple[list[int], int]] = []
    sources: list[tuple[int, int]] = []
    for attribution in doc.attributions:
        cue = _find_subwords(window, attribution.cue)
        source = _find_subwords(window, attribution.source)
        for spans, begin in (
            (attribution.content, BEGIN_CONTENT),
            (attribution.source, BEGIN_SOURCE),
            (attribution.cue, BEGIN_CUE),
        ):
            for span in spans:
                run = _find_subwords(window, [span])
                for n, k in enumerate(run):
                    roles[k] = begin + (n > 0)
                if begin == BEGIN_CONTENT and run and cue:
                    cues.append((run, cue[0]))
        if cue and attribution.content and (source or not attribution.source):
            sources.append((cue[0], source[0] if source else NO_TARGET))
    return _repair_begin_tags(roles), cues, sources


def _link_pronouns(doc: Document, window: Window) -> Iterator[tuple[int, list[int]]]:
    for reference in doc.references:
        pronoun = _find_subwords(window, [reference.pronoun])
        if pronoun:
            right = [run[0] for span in reference.right if (run := _find_subwords(window, [span]))]
            wrong = set(_find_subwords(window, reference.wrong))
            # If a pronoun refers to neither of two names, its antecedent is unknown.
            fallback = [NO_TARGET] if reference.right else [k for k in range(len(window.ids)) if k not in wrong]
            yield pronoun[0], right or fallback


def _repair_begin_tags(roles: list[int]) -> list[int]:
    """Turn each inside tag that follows neither its begin tag nor its equal into a begin tag.

    If two spans overlap, the earlier one may have lost its beginning or its middle to the other.
    """
    repaired_roles = [0]
    for role in roles:
        is_inside = role and role % 2 == 0
        repaired_roles.append(role - 1 if is_inside and repaired_roles[-1] not in (role, role - 1) else role)
    return repaired_roles[1:]


def _find_subwords(window: Window, spans: Iterable[tuple[int, int]]) -> list[int]:
    """Find the positions of the subwords that lie at least partly in any of the spans."""
    positions: list[int] = []
    for start, end in spans:
        if end <= window.spans[1][0] or start >= window.spans[-1][1]:
            continue
        positions += [k for k, (s, e) in enumerate(window.spans) if s < end and start < e]
    return positions
