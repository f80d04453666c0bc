"""From the network's scores to labels: linear chains of begin and inside labels.

Label 0 is outside; 2t + 1 begins a run of type t and 2t + 2 goes on with it.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating[Any]]
NEVER = np.float32(-1e4)


def best_paths(rows: Sequence[Floats], moves: Floats) -> list[list[int]]:
    """For each row (length, labels): the labels whose scores and moves add up to the most (Viterbi 1967).

    All rows are decoded in one pass; none changes another's answer, bit for bit.
    """
    if not rows:
        return []
    longest = max(map(len, rows))
    labels = moves.shape[0]
    scores = np.full((longest, len(rows), labels), NEVER, dtype=np.float32)
    scores[:, :, 0] = 0
    for k, row in enumerate(rows):
        scores[: len(row), k] = row
    # A window ends with a break, which is outside: what is added after it changes nothing.
    # From here on scores[k] holds the most that a path to each label at k adds up to.
    # From-labels come first, so that the maximum is taken over long rows.
    fromward = moves[:, None, :]
    for k in range(1, longest):
        scores[k] += (scores[k - 1].T[:, :, None] + fromward).max(0)
    columns = np.ascontiguousarray(moves.T)
    paths = np.zeros((longest, len(rows)), dtype=np.int8)
    last = paths[-1] = scores[-1].argmax(1)
    for k in range(longest - 1, 0, -1):
        last = paths[k - 1] = (scores[k - 1] + columns[last]).argmax(1)
    return [paths[: len(row), k].tolist() for k, row in enumerate(rows)]


def runs(labels: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """(type, first, last + 1) of each run, in order."""
    kind = start = -1
    for k, label in enumerate(labels):
        goes_on = label != 0 and label % 2 == 0 and (label - 1) // 2 == kind
        if not goes_on:
            if kind >= 0:
                yield kind, start, k
            kind, start = ((label - 1) // 2, k) if label else (-1, -1)
    if kind >= 0:
        yield kind, start, len(labels)


def probabilities(scores: Floats) -> Floats:
    """Softmax over the last axis."""
    powers = np.exp(scores - scores.max(-1, keepdims=True))
    shares: Floats = powers / powers.sum(-1, keepdims=True)
    return shares
