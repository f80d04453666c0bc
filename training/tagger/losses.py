"""The losses of a batch of windows, by the tags and pointers of the annotators and of teachers."""

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import torch
from torch import Tensor
from torch.nn.functional import cross_entropy, one_hot, pad
from torch.nn.utils.rnn import pad_sequence

from newscli.tagging.network import Pointer
from training.tagger.corpora import ANNOTATORS
from training.tagger.network import IMPOSSIBLE, TaggerNetwork, compute_crf_loss, sum_paths
from training.tagger.windows import NAME_TAGS, ROLE_TAGS, Example

# Sums over the batch, by the name under which each is logged.
Losses = dict[str, Tensor]
# The flags of a processor, as Linux names them, that has instructions for 16-bit products.
_BFLOAT16_FLAG = re.compile(r"\b(?:amx_bf16|avx512_bf16|bf16)\b")


class Batch(NamedTuple):
    """Windows as tensors (rows, length), padded at the end; ``mask`` is true where there is a subword.

    ``annotators`` (rows) are indices into ANNOTATORS, or len(ANNOTATORS) where nobody marked attributions.
    """

    examples: Sequence[Example]
    ids: Tensor
    shapes: Tensor
    quotation: Tensor
    mask: Tensor
    lengths: Tensor
    annotators: Tensor


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
    annotators = torch.tensor(
        [len(ANNOTATORS) if example.annotator is None else example.annotator for example in examples]
    )
    ids, shapes, quotation = columns
    mask = torch.arange(longest)[None, :] < lengths[:, None]
    return Batch(examples, ids, shapes, quotation, mask, lengths, annotators)


def run_network(network: TaggerNetwork, batch: Batch) -> Outputs:
    """Run a network, with its encoder in 16 bits where the processor is fast at it."""
    mask = None if bool(batch.mask.all()) else batch.mask
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=has_fast_bfloat16()):
        x = network.encode(batch.ids, batch.shapes, batch.quotation, mask, batch.annotators)
    return Outputs(*network.apply_heads(x.float()))


@cache
def has_fast_bfloat16() -> bool:
    """Whether the processor has instructions for 16-bit products.

    Without them, a step in 16 bits takes seven times as long as one in 32.
    """
    cpuinfo = Path("/proc/cpuinfo")
    return cpuinfo.exists() and bool(_BFLOAT16_FLAG.search(cpuinfo.read_text()))


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
            scores = score_pointers(network, outputs, pointer, batch)[row, query]
            losses[name] = (cross_entropy(scores, target, reduction="none") * weight).sum()
    persons = [(row, k, allowed) for row, example in enumerate(batch.examples) for k, allowed in example.persons]
    if persons:
        likely = score_pointers(network, outputs, Pointer.PRONOUN_TO_NAME, batch).log_softmax(-1)
        losses["persons"] = -torch.stack([likely[row, k, allowed].logsumexp(0) for row, k, allowed in persons]).sum()
    return losses


def compute_target_losses(network: TaggerNetwork, outputs: Outputs, batch: Batch) -> Losses:
    """Compute how far the student's distributions are from those of its teachers, each summed over the windows.

    A divergence of CRFs, up to a constant, is the log of the sum over all paths minus the expected score of a path.
    """
    targets = [(row, example.target) for row, example in enumerate(batch.examples) if example.target is not None]
    if not targets:
        return {}
    rows = [row for row, _ in targets]
    name_transitions, role_transitions = network.get_transitions()
    losses: Losses = {}
    for kind, scores, transitions, marginals, steps in (
        ("names", outputs.names, name_transitions, [t.names for _, t in targets], [t.name_steps for _, t in targets]),
        ("roles", outputs.roles, role_transitions, [t.roles for _, t in targets], [t.role_steps for _, t in targets]),
    ):
        expected = pad_sequence([m.float() for m in marginals], batch_first=True)
        expected = pad(expected, (0, 0, 0, scores.shape[1] - expected.shape[1]))
        score = (scores[rows] * expected).sum((1, 2)) + (torch.stack(steps) * transitions).sum((1, 2))
        losses[f"taught {kind}"] = (sum_paths(scores[rows], transitions, batch.lengths[rows]) - score).sum()
    for pointer, name in zip(Pointer, ("cues", "sources", "persons"), strict=True):
        likely = score_pointers(network, outputs, pointer, batch).log_softmax(-1)
        losses[f"taught {name}"] = -torch.stack(
            [
                (
                    target.weights.float()[:, None]
                    * target.probabilities
                    * likely[row, target.rows, : batch.lengths[row]]
                ).sum()
                for row, example_target in targets
                for target in (example_target.pointers[pointer],)
            ]
        ).sum()
    return losses


class Keeping(NamedTuple):
    """What a difference from the outputs of another network costs, per squared score or element of a vector."""

    roles: float = 0.4
    pointers: float = 0.06
    names: float = 0.15


def compute_kept_losses(outputs: Outputs, kept: Outputs, batch: Batch, keeping: Keeping) -> Losses:
    """Compute how far the outputs are from those of a network that is to be kept, each summed over the windows.

    Names are kept where no annotator of names of rare types (a set named "written") says what they are.
    """
    mask = batch.mask[..., None].float()
    is_written = torch.tensor([example.set == "written" for example in batch.examples])
    names = ((outputs.names - kept.names) ** 2 * mask)[~is_written]
    return {
        "kept names": keeping.names * names.sum(),
        "kept roles": keeping.roles * ((outputs.roles - kept.roles) ** 2 * mask).sum(),
        "kept pointers": keeping.pointers * ((outputs.pointers - kept.pointers) ** 2 * mask[..., None]).sum(),
    }


def score_pointers(network: TaggerNetwork, outputs: Outputs, pointer: Pointer, batch: Batch) -> Tensor:
    """Score a pointer, as (rows, length, length), so that nothing points to the padding."""
    return network.score_pointers(outputs.pointers, pointer).masked_fill(~batch.mask[:, None, :], IMPOSSIBLE)


def _pad(rows: Sequence[Sequence[int]], batch: Batch) -> Tensor:
    matrix = torch.zeros(len(rows), batch.mask.shape[1], dtype=torch.long)
    for k, row in enumerate(rows):
        matrix[k, : len(row)] = torch.tensor(row)
    return matrix
