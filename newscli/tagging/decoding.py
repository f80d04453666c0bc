"""Scores of the network -> labels: Viterbi decoding of BIO tags.

Tag 0 is outside. For the type with index t, tag 2t + 1 begins a run (B) and tag 2t + 2 continues it (I).
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import Any, NamedTuple

import numpy as np

# NDArray of numpy.typing, which takes 5 ms to import.
Floats = np.ndarray[Any, np.dtype[np.floating[Any]]]
# A score so low that it never wins; it is added to the scores of what is not allowed.
IMPOSSIBLE = np.float32(-1e4)


def get_begin_tag(type_index: int) -> int:
    """Return the tag that begins a run of this type."""
    return 2 * type_index + 1


def get_inside_tag(type_index: int) -> int:
    """Return the tag that continues a run of this type."""
    return 2 * type_index + 2


def count_tags(types: int) -> int:
    """Count the tags for this number of types."""
    return 2 * types + 1


class RowGroup(NamedTuple):
    """Rows of scores (length, tags), of any lengths, and the transitions between their tags (tags, tags).

    A transition is from row to column.
    """

    rows: Sequence[Floats]
    transitions: Floats


def find_best_paths(*groups: RowGroup) -> list[list[list[int]]]:
    """Find the tags with the highest sum of scores and transitions for each row of each group (Viterbi 1967).

    After its last row each path goes to tag 0. All are decoded in one pass, since each step costs little more than
    numpy's calls, and no row affects the result of another, not by a bit.
    """
    rows = [row for group in groups for row in group.rows]
    tags = max(group.transitions.shape[0] for group in groups)
    transitions = np.full((tags, len(rows), tags), IMPOSSIBLE, dtype=np.float32)
    bounds = [0, *accumulate(len(group.rows) for group in groups)]
    for group, (first, end) in zip(groups, pairwise(bounds), strict=True):
        own_tags = group.transitions.shape[0]
        transitions[:own_tags, first:end, :own_tags] = group.transitions[:, None, :]
    paths = _find_paths(rows, transitions)
    return [paths[first:end] for first, end in pairwise(bounds)]


def _find_paths(rows: Sequence[Floats], transitions: Floats) -> list[list[int]]:
    """Find the best path of each row; ``transitions`` are (previous tag, row, next tag)."""
    if not rows:
        return []
    # At least one step of padding: what a path costs that ends inside a name must not depend on the other rows.
    longest = max(map(len, rows)) + 1
    scores = np.full((longest, len(rows), transitions.shape[0]), IMPOSSIBLE, dtype=np.float32)
    scores[:, :, 0] = 0
    for k, row in enumerate(rows):
        scores[: len(row), k, : row.shape[1]] = row
    # From here on, scores[k] is the best sum of any path to each tag at k. The axis of the previous tag comes first, so
    # that the maximum is taken over long rows.
    sums = np.empty_like(transitions)
    for before, after in pairwise(scores):
        np.add(before.T[:, :, None], transitions, out=sums)
        after += np.maximum.reduce(sums)
    columns = np.ascontiguousarray(transitions.transpose(1, 2, 0))
    every_row = np.arange(len(rows))
    paths = np.zeros((longest, len(rows)), dtype=np.int8)
    tag = paths[-1] = scores[-1].argmax(1)
    for k in range(longest - 1, 0, -1):
        tag = paths[k - 1] = (scores[k - 1] + columns[every_row, tag]).argmax(1)
    return [paths[: len(row), k].tolist() for k, row in enumerate(rows)]


def find_runs(tags: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Yield (type index, start, end) of each run of tags, in order; the range is half-open."""
    type_index = start = -1
    for k, tag in enumerate(tags):
        continues = tag != 0 and tag % 2 == 0 and (tag - 1) // 2 == type_index
        if not continues:
            if type_index >= 0:
                yield type_index, start, k
            type_index, start = ((tag - 1) // 2, k) if tag else (-1, -1)
    if type_index >= 0:
        yield type_index, start, len(tags)


def softmax(scores: Floats) -> Floats:
    """Turn scores of any shape into probabilities over the last axis."""
    exponentials = np.exp(scores - scores.max(-1, keepdims=True))
    probabilities: Floats = exponentials / exponentials.sum(-1, keepdims=True)
    return probabilities
