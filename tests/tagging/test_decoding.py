"""Decoding: the best path against every path, and runs."""

from itertools import pairwise, product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from newscli.tagging.decoding import best_paths, probabilities, runs


def by_trying_all(scores: np.ndarray, moves: np.ndarray) -> float:
    return max(total(scores, moves, path) for path in product(range(scores.shape[1]), repeat=len(scores)))


def total(scores: np.ndarray, moves: np.ndarray, path: object) -> float:
    labels = list(path)  # type: ignore[call-overload]
    return float(
        sum(scores[k, label] for k, label in enumerate(labels)) + sum(moves[a, b] for a, b in pairwise(labels))
    )


@given(st.integers(1, 5), st.integers(0, 10_000))
def test_the_best_path_is_the_best_of_all(length: int, seed: int) -> None:
    random = np.random.default_rng(seed)
    scores = random.normal(size=(length, 3)).astype(np.float32)
    moves = random.normal(size=(3, 3)).astype(np.float32)
    (path,) = best_paths([scores], moves)
    # After the last piece of a row comes a label that is outside, as a window's break is.
    assert total(scores, moves, path) >= by_trying_all(scores, moves) - 1e-4


@given(st.lists(st.integers(2, 30), min_size=1, max_size=5), st.integers(0, 10_000))
def test_rows_do_not_change_each_other(lengths: list[int], seed: int) -> None:
    random = np.random.default_rng(seed)
    moves = random.normal(size=(5, 5)).astype(np.float32)
    rows = [random.normal(size=(length, 5)).astype(np.float32) for length in lengths]
    for row in rows:
        # The break at a window's end.
        row[-1] = [50, 0, 0, 0, 0]
    assert best_paths(rows, moves) == [best_paths([row], moves)[0] for row in rows]


def test_no_rows_no_paths() -> None:
    assert best_paths([], np.zeros((3, 3), dtype=np.float32)) == []


def test_runs() -> None:
    assert list(runs([0, 1, 2, 2, 0, 3, 1, 1, 2])) == [(0, 1, 4), (1, 5, 6), (0, 6, 7), (0, 7, 9)]
    assert list(runs([2, 2, 0])) == [(0, 0, 2)]
    assert list(runs([])) == []


def test_probabilities_add_up_to_one() -> None:
    found = probabilities(np.array([[1.0, 2.0], [1000.0, -1000.0]]))
    assert np.allclose(found.sum(1), 1)
    assert found[1, 0] == 1
