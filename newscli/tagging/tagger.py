"""The reader model over an article: every name, who says what by which cue, and whom "he" and "she" mean.

The network looks at one window at a time. It gives each piece a role, source, content, cue or none,
and links each content to its cue, each cue to its source, and each pronoun to names.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from math import exp, log, log1p
from typing import NamedTuple, get_args

import numpy as np

from newscli.lang.en.words import PRONOUN_GENDERS
from newscli.logistic import load_model
from newscli.model import Anaphor, Attribution, Block, EntityType, Name, QuotedSpan, Span
from newscli.tagging.decoding import Floats, best_paths, probabilities, runs
from newscli.tagging.network import Network, Scores
from newscli.tagging.windows import Window, windows

_TYPES: tuple[EntityType, ...] = get_args(EntityType)
_SOURCE, _CONTENT, _CUE = range(3)
_TO_CUES, _TO_SOURCES, _TO_PERSONS = range(3)
# Where a cue points that has no source, and a pronoun of somebody who is not in the window.
_NOBODY = 0
# Antecedents that are less likely are not told.
_FAINT = 0.01
_FLOOR = np.float32(1e-6)
_TOGETHER = 32


def read_all(
    text: str,
    blocks: Sequence[Block],
    marked: Sequence[QuotedSpan],
    network: Network,
    done: Callable[[int], None] = lambda place: None,
) -> tuple[tuple[Name, ...], tuple[Attribution, ...], tuple[Anaphor, ...]]:
    """The names, attributions and anaphors of an article, each in text order; ``done`` hears how far it is."""
    names: list[Name] = []
    attributions: list[Attribution] = []
    anaphors: list[Anaphor] = []
    for seen in in_parts(text, blocks, marked, network):
        names += seen.names
        attributions += (one for one, _ in seen.said)
        anaphors += seen.anaphors
        done(seen.place)
    return tuple(_apart(names)), tuple(sorted(attributions, key=lambda one: one.cue)), tuple(anaphors)


class Seen(NamedTuple):
    """What some windows hold, each attribution with the evidence for it, and where they end."""

    names: list[Name]
    said: list[tuple[Attribution, dict[str, float]]]
    anaphors: list[Anaphor]
    place: int


def in_parts(text: str, blocks: Sequence[Block], marked: Sequence[QuotedSpan], network: Network) -> Iterator[Seen]:
    """The names and attributions of some windows at a time."""
    coming = windows(text, blocks, marked, network.vocabulary)
    # Decoding some windows in one pass costs less than one by one, and gives the same.
    while some := list(islice(coming, _TOGETHER)):
        scored = [network.scores(window) for window in some]
        paths = best_paths([scores.names for scores in scored], network.constants.name_moves)
        names = [
            Name(_span(text, window, Run(first, last)), _TYPES[kind])
            for window, path in zip(some, paths, strict=True)
            for kind, first, last in runs(path)
        ]
        roles = best_paths([scores.roles for scores in scored], network.constants.role_moves)
        said = [
            one
            for window, scores, path in zip(some, scored, roles, strict=True)
            for one in _attributions(text, window, scores, path, network)
        ]
        anaphors = [
            one for window, scores in zip(some, scored, strict=True) for one in _anaphors(text, window, scores, network)
        ]
        yield Seen(names, said, anaphors, some[-1].spans[-1][1])


def _anaphors(text: str, window: Window, scores: Scores, network: Network) -> Iterator[Anaphor]:
    pronouns = {network.vocabulary.ids.get(word) for word in PRONOUN_GENDERS}
    asking = [
        k
        for k, (number, (_, end)) in enumerate(zip(window.ids, window.spans, strict=True))
        # "He" may begin a longer word.
        if number in pronouns and not text[end : end + 1].isalnum()
    ]
    if not asking:
        return
    for k, chances in zip(asking, network.pointers(scores, _TO_PERSONS, asking), strict=True):
        likely = [n for n in np.flatnonzero(chances >= _FAINT).tolist() if n != _NOBODY]
        found = tuple((window.spans[n][0], float(chances[n])) for n in likely)
        yield Anaphor(Span(*window.spans[k]), found, float(chances[_NOBODY]))


def _attributions(
    text: str, window: Window, scores: Scores, path: Sequence[int], network: Network
) -> Iterator[tuple[Attribution, dict[str, float]]]:
    # No part runs over a paragraph's end.
    path = [0 if start == end else label for label, (start, end) in zip(path, window.spans, strict=True)]
    found: tuple[list[Run], list[Run], list[Run]] = ([], [], [])
    for kind, first, last in runs(path):
        found[kind].append(Run(first, last))
    if not found[_CONTENT] or not found[_CUE]:
        return
    likely = np.log(probabilities(scores.roles) + _FLOOR).tolist()
    said = list(_by_cue(network, window, scores, found))
    pointed = network.pointers(scores, _TO_SOURCES, [cue.first for cue, _, _ in said])
    for (cue, contents, link), chances in zip(said, pointed, strict=True):
        source = _source(found[_SOURCE], chances)
        known = evidence(likely, cue, contents, link)
        one = Attribution(
            _bare(text, _span(text, window, cue)),
            _bare(text, _span(text, window, source)) if source else None,
            tuple(_joined(text, [_span(text, window, run) for run in contents])),
            load_model("confidence").probability(known),
        )
        yield one, known


def evidence(likely: Sequence[Sequence[float]], cue: "Run", contents: "Sequence[Run]", link: float) -> dict[str, float]:
    """How sure the network is of a quote: the mean and lowest log-likelihood of its pieces being content,
    of its beginnings and ends, of its cue, and of the link between them. ``likely``: seven a piece."""
    begin, inside = 2 * _CONTENT + 1, 2 * _CONTENT + 2
    pieces = [exp(likely[k][begin]) + exp(likely[k][inside]) for run in contents for k in range(*run)]
    return {
        "content": sum(map(log, pieces)) / len(pieces),
        "lowest": log(min(pieces)),
        "begin": min(likely[run.first][begin] for run in contents),
        "end": min(log1p(float(_FLOOR) - exp(min(likely[run.last][inside], 0))) for run in contents),
        "cue": likely[cue.first][2 * _CUE + 1],
        "link": link,
    }


class Run(NamedTuple):
    """Pieces of one role: the first, and the one after the last."""

    first: int
    last: int


def _by_cue(
    network: Network, window: Window, scores: Scores, found: tuple[list[Run], list[Run], list[Run]]
) -> Iterator[tuple[Run, list[Run], float]]:
    """Each cue that has contents, with these, and the log-likelihood of the links from them.

    A content has a cue of its own paragraph if there is one.
    """
    breaks = [k for k, (start, end) in enumerate(window.spans) if start == end]
    cues: dict[int, list[Run]] = {}
    for cue in found[_CUE]:
        cues.setdefault(bisect_left(breaks, cue.first), []).append(cue)
    said: dict[Run, list[Run]] = {}
    links: dict[Run, float] = {}
    pieces = [k for run in found[_CONTENT] for k in range(*run)]
    every = np.log(network.pointers(scores, _TO_CUES, pieces) + _FLOOR)
    done = 0
    for run in found[_CONTENT]:
        pointed = every[done : done + run.last - run.first].mean(0)
        done += run.last - run.first
        near = cues.get(bisect_left(breaks, run.first), found[_CUE])
        best = max(near, key=lambda cue: pointed[cue.first])
        said.setdefault(best, []).append(run)
        links[best] = min(links.get(best, 0.0), float(pointed[best.first]))
    for cue, contents in said.items():
        yield cue, contents, links[cue]


def _source(sources: Sequence[Run], pointed: Floats) -> Run | None:
    """The source that a cue points to, None where it points to nobody; ``pointed`` is how likely each piece is it."""
    best = max(sources, key=lambda run: pointed[run.first], default=None)
    return best if best and pointed[best.first] >= pointed[_NOBODY] else None


def _span(text: str, window: Window, run: Run) -> Span:
    """The characters of some pieces, out to the ends of their words."""
    start, end = window.spans[run.first][0], window.spans[run.last - 1][1]
    while start and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return Span(start, end)


def _bare(text: str, span: Span) -> Span:
    """A span without the comma or colon at its end, if it is more than that."""
    end = span.end
    while end - 1 > span.start and (text[end - 1] in ",:;" or text[end - 1].isspace()):
        end -= 1
    return Span(span.start, end)


def _joined(text: str, spans: Sequence[Span]) -> list[Span]:
    """Spans with no letter between them made one."""
    made: list[Span] = []
    for span in sorted(spans):
        if made and not any(c.isalnum() for c in text[made[-1].end : span.start]):
            made[-1] = Span(made[-1].start, max(made[-1].end, span.end))
        else:
            made.append(span)
    return made


def _apart(names: Sequence[Name]) -> list[Name]:
    """Names without those that overlap the one before: two cut out of one word became one."""
    kept: list[Name] = []
    for name in names:
        if not kept or name.span.start >= kept[-1].span.end:
            kept.append(name)
    return kept
