"""Disturb the network's scores, as another processor does.

Processors round numbers differently in the last place. The network rounds its activations to 8 bits at each layer, so a
value halfway between two of those can go either way, and the scores differ. Changing the weights in their last binary
place (by a factor of 1 ± 1e-7) shows by how much: on the text samples the standard deviation of the difference is 0.04
for the scores of names, 0.05 for those of roles and 0.08 for those of pointers.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any
from unittest import mock

import numpy as np

from newscli.tagging.network import Network, Scores
from newscli.tagging.windows import Window

# Standard deviations, in logits.
PROCESSOR_SIZE = 0.05
CLEAR_SIZE = 5 * PROCESSOR_SIZE
# An answer is clear if none of this many disturbances of CLEAR_SIZE changes it.
CLEAR_TRIALS = 20
# A pointer's score is the product of a query vector of length 1 and a key vector of length 10. With this share of the
# noise on both, the product gets about as much noise as the other scores.
POINTER_SHARE = 1 / 15

_undisturbed = Network.compute_scores


@contextmanager
def disturb_network(size: float, seed: int) -> Iterator[None]:
    """Add normal noise of this standard deviation to every score. The same window and seed get the same noise."""

    def compute_scores(network: Network, window: Window) -> Scores:
        return _add_noise(_cached_scores(network, tuple(tuple(part) for part in window)), size, seed, window)

    with mock.patch.object(Network, "compute_scores", compute_scores):
        yield


@cache
def _cached_scores(network: Network, parts: tuple[Any, ...]) -> Scores:
    return _undisturbed(network, Window(*map(list, parts)))


def _add_noise(scores: Scores, size: float, seed: int, window: Window) -> Scores:
    random = np.random.default_rng([seed, *hashlib.sha256(repr(window.ids).encode()).digest()])

    def make_noise(array: Any) -> Any:
        return random.normal(scale=size, size=array.shape).astype(array.dtype)

    lengths = np.linalg.norm(scores.pointers, axis=2, keepdims=True)
    return Scores(
        scores.names + make_noise(scores.names),
        scores.roles + make_noise(scores.roles),
        scores.pointers + make_noise(scores.pointers) * lengths * POINTER_SHARE,
    )
