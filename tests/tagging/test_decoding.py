"""Decoding: the best path against every path, and the runs of a path."""

from itertools import pairwise, product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from newscli.tagging.decoding import RowGroup, find_best_paths, find_runs, softmax


def find_highest_total(scores: np.ndarray, transitions: np.ndarray) -> float:
    return max(add_up(scores, transitions, path) for path in product(range(scores.shape[1]), repeat=len(scores)))


def add_up(scores: np.ndarray, transitions: np.ndarray, path: object) -> float:
    tags = list(path)  # type: ignore[call-overload]
    # A path ends outside.
    steps = pairwise([*tags, 0])
    return float(sum(scores[k, tag] for k, tag in enumerate(tags)) + sum(transitions[a, b] for a, b in steps))


@given(st.integers(1, 5), st.integers(0, 10_000))
def test_the_best_path_is_the_best_of_all(length: int, seed: int) -> None:
    random = np.random.default_rng(seed)
    scores = random.normal(size=(length, 3)).astype(np.float32)
    transitions = random.normal(size=(3, 3)).astype(np.float32)
    ((path,),) = find_best_paths(RowGroup([scores], transitions))
    assert add_up(scores, transitions, path) >= find_highest_total(scores, transitions) - 1e-4


@given(st.lists(st.integers(2, 30), min_size=1, max_size=5), st.integers(0, 10_000))
def test_rows_do_not_change_each_other(lengths: list[int], seed: int) -> None:
    random = np.random.default_rng(seed)
    groups = [
        RowGroup(
            [random.normal(size=(length, tags)).astype(np.float32) for length in lengths],
            random.normal(size=(tags, tags)).astype(np.float32),
        )
        for tags in (5, 3)
    ]
    assert find_best_paths(*groups) == [
        [find_best_paths(RowGroup([row], group.transitions))[0][0] for row in group.rows] for group in groups
    ]


def test_no_rows_have_no_paths() -> None:
    assert find_best_paths(RowGroup([], np.zeros((3, 3), dtype=np.float32))) == [[]]


def test_a_run_ends_where_another_begins_or_its_type_changes() -> None:
    assert list(find_runs([0, 1, 2, 2, 0, 3, 1, 1, 2])) == [(0, 1, 4), (1, 5, 6), (0, 6, 7), (0, 7, 9)]
    assert list(find_runs([2, 2, 0])) == [(0, 0, 2)]
    assert list(find_runs([])) == []


def test_probabilities_add_up_to_one() -> None:
    probabilities = softmax(np.array([[1.0, 2.0], [1000.0, -1000.0]]))
    assert np.allclose(probabilities.sum(1), 1)
    assert probabilities[1, 0] == 1
