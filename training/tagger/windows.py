"""Windows with their labels, as the network is trained on them."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

from newscli.tagging.windows import Window, windows
from newscli.tagging.wordpiece import Vocabulary
from training.tagger.corpora import TYPES, Document

# Labels of names: 0 outside, then begin and inside of each type. Of roles: 0 none, then begin and
# inside of source, content and cue.
NAMES = 1 + 2 * len(TYPES)
ROLES = 7
SOURCE, CONTENT, CUE = 1, 3, 5
# Where a cue points that has no source, and a pronoun of somebody who is not in the window: the start piece.
NOBODY = 0
ANY = (1 << NAMES) - 1


@dataclass(frozen=True, slots=True)
class Example:
    """A window; for each piece a set of allowed name labels (bits), its role, and its links.

    ``names`` is None where the text's names are not known; ``roles`` likewise. ``cues`` has a pair for
    each run of content pieces: these, and the first piece of their cue; ``sources`` one for each cue:
    its first piece and that of its source, or NOBODY; ``persons`` one for each pronoun: its first piece, and
    the pieces that it may point to.
    """

    set: str
    window: Window
    names: list[int] | None
    roles: list[int] | None
    cues: list[tuple[list[int], int]]
    sources: list[tuple[int, int]]
    persons: list[tuple[int, list[int]]]


def examples(doc: Document, vocabulary: Vocabulary, longest: int, rng: random.Random) -> Iterator[Example]:
    """The windows of a document; those of half of the documents are shorter than they might be."""
    limit = rng.randint(longest // 2, longest) if rng.random() < 0.5 else longest
    for window in windows(doc.text, doc.blocks, doc.marked, vocabulary, limit):
        yield Example(doc.set, window, _names(doc, window), *_said(doc, window), list(_persons(doc, window)))


def _names(doc: Document, window: Window) -> list[int] | None:
    if doc.names is None:
        return None
    outside = 1 | sum(3 << (1 + 2 * t) for t in doc.unmarked)
    allowed = [1 if s == e else outside for s, e in window.spans]
    for name in doc.names:
        inside = _pieces(window, [(name.start, name.end)])
        for n, k in enumerate(inside):
            allowed[k] = ANY if name.unknown else sum(1 << (1 + 2 * t + (n > 0)) for t in name.types)
    return allowed


def _said(doc: Document, window: Window) -> tuple[list[int] | None, list[tuple[list[int], int]], list[tuple[int, int]]]:
    if doc.said is None:
        return None, [], []
    roles = [0] * len(window.ids)
    cues: list[tuple[list[int], int]] = []
    sources: list[tuple[int, int]] = []
    for one in doc.said:
        cue = _pieces(window, one.cue)
        source = _pieces(window, one.source)
        for spans, label in ((one.content, CONTENT), (one.source, SOURCE), (one.cue, CUE)):
            for span in spans:
                run = _pieces(window, [span])
                for n, k in enumerate(run):
                    roles[k] = label + (n > 0)
                if label == CONTENT and run and cue:
                    cues.append((run, cue[0]))
        if cue and (source or not one.source):
            sources.append((cue[0], source[0] if source else NOBODY))
    return _begun(roles), cues, sources


def _persons(doc: Document, window: Window) -> Iterator[tuple[int, list[int]]]:
    for one in doc.meant:
        pronoun = _pieces(window, [one.pronoun])
        if pronoun:
            right = [run[0] for span in one.right if (run := _pieces(window, [span]))]
            wrong = set(_pieces(window, one.wrong))
            # Of a pronoun that means neither of two names it is not known whom it does mean.
            other = [NOBODY] if one.right else [k for k in range(len(window.ids)) if k not in wrong]
            yield pronoun[0], right or other


def _begun(roles: list[int]) -> list[int]:
    """Each run begun: of two that overlap the first one may have lost its beginning, or its middle."""
    made = [0]
    for role in roles:
        goes_on = role and role % 2 == 0
        made.append(role - 1 if goes_on and made[-1] not in (role, role - 1) else role)
    return made[1:]


def _pieces(window: Window, spans: object) -> list[int]:
    found: list[int] = []
    for start, end in spans:  # type: ignore[attr-defined]
        if end <= window.spans[1][0] or start >= window.spans[-1][1]:
            continue
        found += [k for k, (s, e) in enumerate(window.spans) if s < end and start < e]
    return found
