"""Teachers' targets: marginals agree with a count over all paths. Needs torch (training/requirements.txt)."""

import itertools

import pytest

torch = pytest.importorskip("torch")

from training.tagger.network import sum_paths  # noqa: E402
from training.tagger.targets import compute_marginals  # noqa: E402


def test_marginals_are_those_of_all_paths() -> None:
    torch.manual_seed(1)
    length, tags = 4, 3
    scores, transitions = torch.randn(1, length, tags), torch.randn(tags, tags)
    marginals, steps = compute_marginals(scores, transitions, torch.tensor([length]))
    total = torch.zeros(())
    expected, expected_steps = torch.zeros(length, tags), torch.zeros(tags, tags)
    for path in itertools.product(range(tags), repeat=length):
        score = sum(scores[0, k, tag] for k, tag in enumerate(path))
        score = torch.exp(score + sum(transitions[a, b] for a, b in itertools.pairwise(path)))
        total += score
        for k, tag in enumerate(path):
            expected[k, tag] += score
        for a, b in itertools.pairwise(path):
            expected_steps[a, b] += score
    assert torch.allclose(marginals[0], expected / total, atol=1e-5)
    assert torch.allclose(steps[0], expected_steps / total, atol=1e-5)
    assert torch.allclose(sum_paths(scores, transitions, torch.tensor([length]))[0], total.log(), atol=1e-5)
