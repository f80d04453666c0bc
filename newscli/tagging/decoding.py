"""Scores of the network -> labels: Viterbi decoding of BIO tags.

Tag 0 is outside. For the type with index t, tag 2t + 1 begins a run (B) and tag 2t + 2 continues it (I).
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

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


def find_best_paths(rows: Sequence[Floats], transitions: Floats) -> list[list[int]]:
    """Find the tags with the highest sum of scores and transitions for each row (length, tags) (Viterbi 1967).

    ``transitions`` is (tags, tags), from row to column; after its last row each path goes to tag 0. The rows may differ
    in length. They are decoded in one pass, and no row affects the result of another, not by a bit.
    """
    if not rows:
        return []
    # At least one step of padding: what a path costs that ends inside a name must not depend on the other rows.
    longest = max(map(len, rows)) + 1
    tags = transitions.shape[0]
    scores = np.full((longest, len(rows), tags), IMPOSSIBLE, dtype=np.float32)
    scores[:, :, 0] = 0
    for k, row in enumerate(rows):
        scores[: len(row), k] = row
    # From here on, scores[k] is the best sum of any path to each tag at k. The axis of the previous tag comes first, so
    # that the maximum is taken over long rows.
    from_tags = transitions[:, None, :]
    sums = np.empty((tags, len(rows), tags), dtype=np.float32)
    for before, after in pairwise(scores):
        np.add(before.T[:, :, None], from_tags, out=sums)
        after += np.maximum.reduce(sums)
    columns = np.ascontiguousarray(transitions.T)
    paths = np.zeros((longest, len(rows)), dtype=np.int8)
    tag = paths[-1] = scores[-1].argmax(1)
    for k in range(longest - 1, 0, -1):
        tag = paths[k - 1] = (scores[k - 1] + columns[tag]).argmax(1)
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
