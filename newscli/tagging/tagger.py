"""Run the model over an article: names, attributions, and the antecedents of "he" and "she".

The network sees one window at a time. It tags each subword twice: as part of a name, and as part of a source, a content
or a cue. Three pointers lead from each content to its cue, from each cue to its source, and from each pronoun to the
names that it may refer to.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from math import exp, log, log1p
from typing import NamedTuple

import numpy as np

from newscli.lang.en.words import PRONOUN_GENDERS
from newscli.logistic import load_model
from newscli.model import Anaphor, Attribution, Block, Name, QuotedSpan, Span
from newscli.tagging.decoding import (
    Floats,
    RowGroup,
    find_best_paths,
    find_runs,
    get_begin_tag,
    get_inside_tag,
    softmax,
)
from newscli.tagging.network import NO_TARGET, Network, Pointer, Role, Scores
from newscli.tagging.windows import Window, pack_windows

# Antecedents less likely than this are left out.
_MIN_ANTECEDENT_PROBABILITY = 0.01
# Added to each probability before its logarithm is taken.
_LOG_FLOOR = np.float32(1e-6)
# Decoding several windows in one pass costs less than one at a time, and gives the same tags.
_WINDOWS_PER_BATCH = 32


class Tags(NamedTuple):
    """What the model finds in an article, in text order; attributions are in the order of their cues."""

    names: tuple[Name, ...]
    attributions: tuple[Attribution, ...]
    anaphors: tuple[Anaphor, ...]


class ScoredAttribution(NamedTuple):
    """An attribution, and the evidence that its confidence was computed from; see ``measure_evidence``."""

    attribution: Attribution
    evidence: Mapping[str, float]


class WindowTags(NamedTuple):
    """What the model finds in a batch of windows, and the position in the text where the last of them ends."""

    names: list[Name]
    attributions: list[ScoredAttribution]
    anaphors: list[Anaphor]
    end: int


class Run(NamedTuple):
    """The half-open range of subwords, by position in a window, that share one role or name."""

    start: int
    end: int


class _Statement(NamedTuple):
    """A cue with its contents, and the lowest log-probability of their pointers to it."""

    cue: Run
    contents: list[Run]
    pointer: float


def tag(
    text: str,
    blocks: Sequence[Block],
    quoted: Sequence[QuotedSpan],
    network: Network,
    on_progress: Callable[[int], None] = lambda position: None,
) -> Tags:
    """Find the names, attributions and anaphors of an article.

    ``on_progress`` is called after each batch of windows with the position reached in ``text``.
    """
    names: list[Name] = []
    attributions: list[Attribution] = []
    anaphors: list[Anaphor] = []
    for batch in tag_windows(text, blocks, quoted, network):
        names += batch.names
        attributions += (scored.attribution for scored in batch.attributions)
        anaphors += batch.anaphors
        on_progress(batch.end)
    attributions.sort(key=lambda attribution: attribution.cue)
    return Tags(tuple(_drop_overlapping(names)), tuple(attributions), tuple(anaphors))


def tag_windows(
    text: str, blocks: Sequence[Block], quoted: Sequence[QuotedSpan], network: Network
) -> Iterator[WindowTags]:
    """Yield the tags of an article, a batch of windows at a time, in text order."""
    windows = pack_windows(text, blocks, quoted, network.vocabulary, network.window_length)
    while batch := list(islice(windows, _WINDOWS_PER_BATCH)):
        scores = [network.compute_scores(window) for window in batch]
        name_paths, role_paths = find_best_paths(
            RowGroup([window_scores.names for window_scores in scores], network.constants.name_transitions),
            RowGroup([window_scores.roles for window_scores in scores], network.constants.role_transitions),
        )
        yield WindowTags(
            [
                Name(_find_text_span(text, window, Run(start, end)), network.name_types[type_index])
                for window, path in zip(batch, name_paths, strict=True)
                for type_index, start, end in find_runs(path)
            ],
            [
                attribution
                for window, window_scores, path in zip(batch, scores, role_paths, strict=True)
                for attribution in _find_attributions(text, window, window_scores, path, network)
            ],
            [
                anaphor
                for window, window_scores in zip(batch, scores, strict=True)
                for anaphor in _find_anaphors(text, window, window_scores, network)
            ],
            batch[-1].spans[-1][1],
        )


def _find_anaphors(text: str, window: Window, scores: Scores, network: Network) -> Iterator[Anaphor]:
    pronoun_ids = {network.vocabulary.ids.get(word) for word in PRONOUN_GENDERS}
    pronouns = [
        k
        for k, (subword_id, (start, end)) in enumerate(zip(window.ids, window.spans, strict=True))
        # "He" may be the beginning of a longer word, and the vocabulary has no accents: "HÈ" is no pronoun.
        if subword_id in pronoun_ids
        and text[start:end].casefold() in PRONOUN_GENDERS
        and not text[end : end + 1].isalnum()
    ]
    if not pronouns:
        return
    probabilities = network.compute_pointers(scores, Pointer.PRONOUN_TO_NAME, pronouns)
    for k, targets in zip(pronouns, probabilities, strict=True):
        positions = np.flatnonzero(targets >= _MIN_ANTECEDENT_PROBABILITY).tolist()
        antecedents = tuple((window.spans[n][0], float(targets[n])) for n in positions if n != NO_TARGET)
        yield Anaphor(Span(*window.spans[k]), antecedents, float(targets[NO_TARGET]))


def _find_attributions(
    text: str, window: Window, scores: Scores, path: Sequence[int], network: Network
) -> Iterator[ScoredAttribution]:
    # [CLS] and [SEP], which have empty spans, have no role: no run extends past the end of a paragraph.
    tags = [0 if start == end else role_tag for role_tag, (start, end) in zip(path, window.spans, strict=True)]
    runs: dict[Role, list[Run]] = {role: [] for role in network.roles}
    for role_index, start, end in find_runs(tags):
        runs[network.roles[role_index]].append(Run(start, end))
    if not runs["content"] or not runs["cue"]:
        return
    log_probabilities = np.log(softmax(scores.roles) + _LOG_FLOOR).tolist()
    statements = list(_assign_contents(network, window, scores, runs["cue"], runs["content"]))
    sources = network.compute_pointers(scores, Pointer.CUE_TO_SOURCE, [statement.cue.start for statement in statements])
    for statement, targets in zip(statements, sources, strict=True):
        source = _choose_source(runs["source"], targets)
        evidence = measure_evidence(log_probabilities, network.roles, *statement)
        attribution = Attribution(
            _strip_end(text, _find_text_span(text, window, statement.cue)),
            _strip_end(text, _find_text_span(text, window, source)) if source else None,
            tuple(_merge_adjacent(text, [_find_text_span(text, window, run) for run in statement.contents])),
            load_model("confidence").compute_probability(evidence),
        )
        yield ScoredAttribution(attribution, evidence)


def measure_evidence(
    log_probabilities: Sequence[Sequence[float]],
    roles: Sequence[Role],
    cue: Run,
    contents: Sequence[Run],
    pointer: float,
) -> dict[str, float]:
    """Measure the features from which weights/confidence.json estimates how likely a quote is to be right.

    ``log_probabilities`` (n, role tags) are those of the window's n subwords, and ``pointer`` is the lowest
    log-probability of a pointer from a content to the cue. The other features are log-probabilities too: that the
    subwords of the contents are content (mean and lowest), that each content begins and ends where it does, and that
    the cue begins where it does.
    """
    content, cue_tag = roles.index("content"), get_begin_tag(roles.index("cue"))
    begin, inside = get_begin_tag(content), get_inside_tag(content)
    subwords = [
        exp(log_probabilities[k][begin]) + exp(log_probabilities[k][inside]) for run in contents for k in range(*run)
    ]
    return {
        "content": sum(map(log, subwords)) / len(subwords),
        "lowest": log(min(subwords)),
        "begin": min(log_probabilities[run.start][begin] for run in contents),
        "end": min(log1p(float(_LOG_FLOOR) - exp(min(log_probabilities[run.end][inside], 0))) for run in contents),
        "cue": log_probabilities[cue.start][cue_tag],
        "pointer": pointer,
    }


def _assign_contents(
    network: Network, window: Window, scores: Scores, cues: Sequence[Run], contents: Sequence[Run]
) -> Iterator[_Statement]:
    """Yield each cue that has contents.

    A content is assigned to the cue that its subwords point to most, among those of its own paragraph if it has any.
    """
    separators = [k for k, (start, end) in enumerate(window.spans) if start == end]
    cues_by_paragraph: dict[int, list[Run]] = {}
    for cue in cues:
        cues_by_paragraph.setdefault(bisect_left(separators, cue.start), []).append(cue)
    contents_by_cue: dict[Run, list[Run]] = {}
    pointers: dict[Run, float] = {}
    subwords = [k for run in contents for k in range(*run)]
    log_probabilities = np.log(network.compute_pointers(scores, Pointer.CONTENT_TO_CUE, subwords) + _LOG_FLOOR)
    row = 0
    for content in contents:
        length = content.end - content.start
        targets = log_probabilities[row : row + length].mean(0)
        row += length
        candidates = cues_by_paragraph.get(bisect_left(separators, content.start), cues)
        best = max(candidates, key=lambda cue: targets[cue.start])
        contents_by_cue.setdefault(best, []).append(content)
        pointers[best] = min(pointers.get(best, 0.0), float(targets[best.start]))
    for cue, cue_contents in contents_by_cue.items():
        yield _Statement(cue, cue_contents, pointers[cue])


def _choose_source(sources: Sequence[Run], targets: Floats) -> Run | None:
    """Choose the source that a cue points to; None if the cue more likely points to nothing.

    ``targets`` (n) are the probabilities that the cue points to each subword.
    """
    best = max(sources, key=lambda run: targets[run.start], default=None)
    return best if best and targets[best.start] >= targets[NO_TARGET] else None


def _find_text_span(text: str, window: Window, run: Run) -> Span:
    """Find the characters of a run of subwords, extended to whole words."""
    start, end = window.spans[run.start][0], window.spans[run.end - 1][1]
    while start and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return Span(start, end)


def _strip_end(text: str, span: Span) -> Span:
    """Strip commas, colons, semicolons and spaces from the end of a span, but leave at least one character."""
    end = span.end
    while end - 1 > span.start and (text[end - 1] in ",:;" or text[end - 1].isspace()):
        end -= 1
    return Span(span.start, end)


def _merge_adjacent(text: str, spans: Sequence[Span]) -> list[Span]:
    """Sort spans, and merge those with no letter or digit between them."""
    merged_spans: list[Span] = []
    for span in sorted(spans):
        if merged_spans and not any(c.isalnum() for c in text[merged_spans[-1].end : span.start]):
            merged_spans[-1] = Span(merged_spans[-1].start, max(merged_spans[-1].end, span.end))
        else:
            merged_spans.append(span)
    return merged_spans


def _drop_overlapping(names: Sequence[Name]) -> list[Name]:
    """Drop names that overlap the name before, as two names cut from the same word do."""
    separate_names: list[Name] = []
    for name in names:
        if not separate_names or name.span.start >= separate_names[-1].span.end:
            separate_names.append(name)
    return separate_names
