"""The losses of a batch of windows, by the tags and pointers of the annotators and of a teacher."""

from collections.abc import Sequence
from typing import NamedTuple

import torch
from torch import Tensor
from torch.nn.functional import cross_entropy, kl_div, log_softmax, one_hot

from newscli.tagging.network import Pointer
from training.tagger.network import IMPOSSIBLE, TaggerNetwork, compute_crf_loss
from training.tagger.windows import BEGIN_CONTENT, BEGIN_CUE, NAME_TAGS, ROLE_TAGS, Example

# Sums over the batch, by the name under which each is logged.
Losses = dict[str, Tensor]
# The weight of a teacher's pointer from each subword of a content, so that contents don't outweigh cues.
CONTENT_POINTER_WEIGHT = 0.05


class Batch(NamedTuple):
    """Windows as tensors (rows, length), padded at the end; ``mask`` is true where there is a subword."""

    examples: Sequence[Example]
    ids: Tensor
    shapes: Tensor
    quotation: Tensor
    mask: Tensor
    lengths: Tensor


class Outputs(NamedTuple):
    """The network's outputs for a batch; see TaggerNetwork.apply_heads for their shapes."""

    names: Tensor
    roles: Tensor
    pointers: Tensor


def make_batch(examples: Sequence[Example]) -> Batch:
    """Put windows into one batch."""
    longest = max(len(example.window.ids) for example in examples)
    columns = [torch.zeros(len(examples), longest, dtype=torch.long) for _ in range(3)]
    for row, example in enumerate(examples):
        window = example.window
        for column, values in zip(columns, (window.ids, window.shapes, window.quotation), strict=True):
            column[row, : len(values)] = torch.tensor(values)
    lengths = torch.tensor([len(example.window.ids) for example in examples])
    ids, shapes, quotation = columns
    return Batch(examples, ids, shapes, quotation, torch.arange(longest)[None, :] < lengths[:, None], lengths)


def run_network(network: TaggerNetwork, batch: Batch) -> Outputs:
    """Run a network, with its encoder in 16 bits."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        x = network.encode(batch.ids, batch.shapes, batch.quotation, None if bool(batch.mask.all()) else batch.mask)
    return Outputs(*network.apply_heads(x.float()))


def compute_gold_losses(network: TaggerNetwork, outputs: Outputs, batch: Batch) -> Losses:
    """Compute the log-losses of names, roles and pointers, each summed over the windows annotated for it."""
    name_transitions, role_transitions = network.get_transitions()
    losses: Losses = {}
    names = [(row, example.names) for row, example in enumerate(batch.examples) if example.names is not None]
    if names:
        rows = [row for row, _ in names]
        bits = _pad([allowed for _, allowed in names], batch)
        allowed = (bits[:, :, None] >> torch.arange(NAME_TAGS)) & 1 > 0
        losses["names"] = compute_crf_loss(outputs.names[rows], name_transitions, batch.lengths[rows], allowed).sum()
    roles = [(row, example.roles) for row, example in enumerate(batch.examples) if example.roles is not None]
    if roles:
        rows = [row for row, _ in roles]
        allowed = one_hot(_pad([tags for _, tags in roles], batch), ROLE_TAGS) > 0
        losses["roles"] = compute_crf_loss(outputs.roles[rows], role_transitions, batch.lengths[rows], allowed).sum()
    # (row, query, target, weight)
    cues = [
        (row, k, cue, 1 / len(run))
        for row, example in enumerate(batch.examples)
        for run, cue in example.cues
        for k in run
    ]
    sources = [(row, cue, source, 1.0) for row, example in enumerate(batch.examples) for cue, source in example.sources]
    for pointer, name, targets in (
        (Pointer.CONTENT_TO_CUE, "cues", cues),
        (Pointer.CUE_TO_SOURCE, "sources", sources),
    ):
        if targets:
            row, query, target, weight = (torch.tensor(column) for column in zip(*targets, strict=True))
            scores = _score_pointers(network, outputs, pointer, batch)[row, query]
            losses[name] = (cross_entropy(scores, target, reduction="none") * weight).sum()
    persons = [(row, k, allowed) for row, example in enumerate(batch.examples) for k, allowed in example.persons]
    if persons:
        likely = _score_pointers(network, outputs, Pointer.PRONOUN_TO_NAME, batch).log_softmax(-1)
        losses["persons"] = -torch.stack([likely[row, k, allowed].logsumexp(0) for row, k, allowed in persons]).sum()
    return losses


def compute_teacher_losses(
    network: TaggerNetwork, outputs: Outputs, teacher: TaggerNetwork, teacher_outputs: Outputs, batch: Batch
) -> Losses:
    """Sum, over subwords, how far tags and pointers are from those of the teacher (Hinton et al. 2015)."""
    losses: Losses = {}
    for name, scores, teacher_scores in (
        ("names", outputs.names, teacher_outputs.names),
        ("roles", outputs.roles, teacher_outputs.roles),
    ):
        losses[f"taught {name}"] = _compute_divergence(scores, teacher_scores)[batch.mask].sum()
    # A pointer of the teacher counts by the probability, in its view, of a content or a cue at its start.
    roles = teacher_outputs.roles.softmax(-1)
    content, cue = roles[..., BEGIN_CONTENT] + roles[..., BEGIN_CONTENT + 1], roles[..., BEGIN_CUE]
    for pointer, name, weight in (
        (Pointer.CONTENT_TO_CUE, "cues", content * CONTENT_POINTER_WEIGHT),
        (Pointer.CUE_TO_SOURCE, "sources", cue * 1.0),
    ):
        divergence = _compute_divergence(
            _score_pointers(network, outputs, pointer, batch),
            _score_pointers(teacher, teacher_outputs, pointer, batch),
        )
        losses[f"taught {name}"] = (divergence * (weight * batch.mask)).sum()
    return losses


def _compute_divergence(scores: Tensor, teacher_scores: Tensor) -> Tensor:
    """Compute the Kullback-Leibler divergence over the last axis."""
    return kl_div(log_softmax(scores, -1), log_softmax(teacher_scores, -1), reduction="none", log_target=True).sum(-1)


def _score_pointers(network: TaggerNetwork, outputs: Outputs, pointer: Pointer, batch: Batch) -> Tensor:
    """Score a pointer, as (rows, length, length), so that nothing points to the padding."""
    return network.score_pointers(outputs.pointers, pointer).masked_fill(~batch.mask[:, None, :], IMPOSSIBLE)


def _pad(rows: Sequence[Sequence[int]], batch: Batch) -> Tensor:
    matrix = torch.zeros(len(rows), batch.mask.shape[1], dtype=torch.long)
    for k, row in enumerate(rows):
        matrix[k, : len(row)] = torch.tensor(row)
    return matrix
