"""What the network is to learn from a batch of windows: their annotators' labels, and a teacher's."""

from collections.abc import Sequence
from typing import NamedTuple

import torch
from torch import Tensor
from torch.nn.functional import cross_entropy, kl_div, log_softmax, one_hot

from training.tagger.network import NEVER, Reader, crf
from training.tagger.windows import CONTENT, CUE, NAMES, ROLES, Example

Parts = dict[str, Tensor]


class Batch(NamedTuple):
    """Windows as tensors (rows, length), padded at the end; ``mask`` is true where there is a piece."""

    examples: Sequence[Example]
    ids: Tensor
    shapes: Tensor
    marks: Tensor
    mask: Tensor
    lengths: Tensor


class Outputs(NamedTuple):
    """What a network makes of a batch: see Reader.heads."""

    names: Tensor
    roles: Tensor
    links: Tensor


def batch_of(examples: Sequence[Example]) -> Batch:
    """Put windows into one batch."""
    longest = max(len(one.window.ids) for one in examples)
    parts = [torch.zeros(len(examples), longest, dtype=torch.long) for _ in range(3)]
    for row, one in enumerate(examples):
        for target, values in zip(parts, one.window[:3], strict=True):
            target[row, : len(values)] = torch.tensor(values)
    lengths = torch.tensor([len(one.window.ids) for one in examples])
    ids, shapes, marks = parts
    return Batch(examples, ids, shapes, marks, torch.arange(longest)[None, :] < lengths[:, None], lengths)


def outputs(reader: Reader, batch: Batch) -> Outputs:
    """Run a network; the encoder in 16 bits."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        x = reader.encode(batch.ids, batch.shapes, batch.marks, None if bool(batch.mask.all()) else batch.mask)
    return Outputs(*reader.heads(x.float()))


def gold(reader: Reader, out: Outputs, batch: Batch) -> Parts:
    """The log-loss of names, roles and links, each summed over the windows where they are known."""
    name_moves, role_moves = reader.moves()
    parts: Parts = {}
    known = [(row, one.names) for row, one in enumerate(batch.examples) if one.names is not None]
    if known:
        rows = [row for row, _ in known]
        bits = _padded([names for _, names in known], batch)
        allowed = (bits[:, :, None] >> torch.arange(NAMES)) & 1 > 0
        parts["names"] = crf(out.names[rows], name_moves, batch.lengths[rows], allowed).sum()
    known = [(row, one.roles) for row, one in enumerate(batch.examples) if one.roles is not None]
    if known:
        rows = [row for row, _ in known]
        allowed = one_hot(_padded([roles for _, roles in known], batch), ROLES) > 0
        parts["roles"] = crf(out.roles[rows], role_moves, batch.lengths[rows], allowed).sum()
    cues = [(row, k, cue, 1 / len(run)) for row, one in enumerate(batch.examples) for run, cue in one.cues for k in run]
    sources = [(row, cue, source, 1.0) for row, one in enumerate(batch.examples) for cue, source in one.sources]
    for kind, (name, pairs) in enumerate((("cues", cues), ("sources", sources))):
        if pairs:
            row, k, target, weight = (torch.tensor(column) for column in zip(*pairs, strict=True))
            pointed = _pointers(reader, out, kind, batch)[row, k]
            parts[name] = (cross_entropy(pointed, target, reduction="none") * weight).sum()
    persons = [(row, k, allowed) for row, one in enumerate(batch.examples) for k, allowed in one.persons]
    if persons:
        likely = _pointers(reader, out, 2, batch).log_softmax(-1)
        parts["persons"] = -torch.stack([likely[row, k, allowed].logsumexp(0) for row, k, allowed in persons]).sum()
    return parts


def taught(reader: Reader, out: Outputs, teacher: Reader, theirs: Outputs, batch: Batch) -> Parts:
    """How far the network's labels and links are from the teacher's, summed over pieces (Hinton et al. 2015)."""
    parts: Parts = {}
    for name, ours, other in (("names", out.names, theirs.names), ("roles", out.roles, theirs.roles)):
        parts[f"taught {name}"] = _apart(ours, other)[batch.mask].sum()
    likely = theirs.roles.softmax(-1)
    asking = (likely[..., CONTENT] + likely[..., CONTENT + 1], likely[..., CUE])
    for kind, name in enumerate(("cues", "sources")):
        pairs = _pointers(reader, out, kind, batch), _pointers(teacher, theirs, kind, batch)
        # A content of many pieces counts as one of few would.
        weight = asking[kind] * (0.05 if kind == 0 else 1.0) * batch.mask
        parts[f"taught {name}"] = (_apart(*pairs) * weight).sum()
    return parts


def _apart(ours: Tensor, theirs: Tensor) -> Tensor:
    return kl_div(log_softmax(ours, -1), log_softmax(theirs, -1), reduction="none", log_target=True).sum(-1)


def _pointers(reader: Reader, out: Outputs, kind: int, batch: Batch) -> Tensor:
    return reader.pointers(out.links, kind).masked_fill(~batch.mask[:, None, :], NEVER)


def _padded(rows: Sequence[Sequence[int]], batch: Batch) -> Tensor:
    made = torch.zeros(len(rows), batch.mask.shape[1], dtype=torch.long)
    for k, row in enumerate(rows):
        made[k, : len(row)] = torch.tensor(row)
    return made
