"""The tagger's network: an encoder with heads for the tags of names and roles, and for pointers between subwords.

The encoder is MiniLM-L6-H384-uncased (Wang et al. 2020), a smaller one cut from it, or, for a teacher, MPNet (Song
et al. 2020). Names and roles (source, content, cue) are BIO tags of
subwords, each decoded by a linear-chain CRF (Lafferty et al. 2001). A pointer is a bilinear score plus a bias by
distance. Each subword of a content points to the first subword of its cue, and each cue to the first subword of its
source, so that contents may be discontinuous and sources shared. Each "he" and "she" points to the first
subwords of the names that it refers to. Annotators differ, so each has an embedding; the program uses the mean of
PolNeAR's.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from newscli.tagging.network import Pointer
from newscli.tagging.windows import QUOTATION_STATES
from newscli.tagging.wordpiece import SHAPES
from training.tagger.corpora import ANNOTATORS, POLNEAR_ANNOTATORS
from training.tagger.windows import NAME_TAGS, ROLE_TAGS

# The longest window that the base models know, in subwords.
MAX_POSITIONS = 512
# MPNet's attention has a bias by the distance between subwords, up to MAX_BIASED_DISTANCE, in classes.
DISTANCE_CLASSES = 32
MAX_BIASED_DISTANCE = 128
# The width of a pointer's query and key vectors.
POINTER_WIDTH = 64
# The longest distance with a bias of its own, in subwords each way.
REACH = 128
# A score so low that it never wins.
IMPOSSIBLE = -1e4
# Quantized weights run from -QUANTIZED_MAX to QUANTIZED_MAX: on a CPU without VNNI, products of full-range bytes
# would overflow.
QUANTIZED_MAX = 63
# The number of steps in an 8-bit activation.
ACTIVATION_STEPS = 255


@dataclass(frozen=True, slots=True)
class Size:
    """The size of an encoder: the width of its subword vectors, and its layers.

    Each layer has some attention heads, of a width of their own, and hidden units in its feed-forward part. With
    ``biased``, attention depends on distance, as in MPNet; such a network can't be exported.
    """

    width: int
    layers: int
    heads: int
    head_width: int
    hidden_units: int
    epsilon: float
    biased: bool = False


MINILM = Size(width=384, layers=6, heads=12, head_width=32, hidden_units=1536, epsilon=1e-12)
MPNET = Size(width=768, layers=12, heads=12, head_width=64, hidden_units=3072, epsilon=1e-5, biased=True)


class Linear(nn.Linear):  # type: ignore[misc]
    """A linear map that can be quantized.

    If ``quantized``, it computes with weights and inputs rounded to what 8-bit integers can represent, so that the
    network learns to cope with the loss (quantization-aware training, QAT; Jacob et al. 2018). Gradients pass as if
    nothing were rounded.
    """

    quantized = False

    def forward(self, x: Tensor) -> Tensor:
        if not self.quantized:
            return super().forward(x)
        return nn.functional.linear(_quantize_inputs(x), quantize_rows(self.weight), self.bias)


def quantize_rows(weight: Tensor) -> Tensor:
    """Round vectors (…, n) to multiples, from -QUANTIZED_MAX to QUANTIZED_MAX, of a scale for each vector."""
    with torch.no_grad():
        scale = weight.abs().amax(-1, keepdim=True).clamp(min=1e-12) / QUANTIZED_MAX
        error = torch.round(weight / scale) * scale - weight
    return weight + error


def _quantize_inputs(x: Tensor) -> Tensor:
    """Round inputs (rows, length, n), each row as onnxruntime's DynamicQuantizeLinear does."""
    with torch.no_grad():
        exact = x.float()
        low, high = exact.amin((1, 2), keepdim=True).clamp(max=0), exact.amax((1, 2), keepdim=True).clamp(min=0)
        scale = (high - low).clamp(min=1e-12) / ACTIVATION_STEPS
        zero = torch.round(-low / scale)
        error = (torch.round(exact / scale + zero).clamp(0, ACTIVATION_STEPS) - zero) * scale - exact
    return x + error


def _drop_out(x: Tensor, share: float, training: bool) -> Tensor:
    """Drop out by random bytes. Torch's own dropout draws a number for each element and takes 14 times as long."""
    if not training or not share:
        return x
    random_bytes = torch.empty((x.numel() + 7) // 8, dtype=torch.int64).random_(-(2**63), None).view(torch.uint8)
    dropped = round(256 * share)
    mask = (random_bytes[: x.numel()] >= dropped).view_as(x)
    return x * (mask * (256 / (256 - dropped)))


class Layer(nn.Module):  # type: ignore[misc]
    """A transformer layer."""

    def __init__(self, size: Size, dropout: float) -> None:
        super().__init__()
        self.size = size
        self.qkv = Linear(size.width, 3 * size.heads * size.head_width)
        self.out = Linear(size.heads * size.head_width, size.width)
        self.norm1 = nn.LayerNorm(size.width, eps=size.epsilon)
        self.up = Linear(size.width, size.hidden_units)
        self.down = Linear(size.hidden_units, size.width)
        self.norm2 = nn.LayerNorm(size.width, eps=size.epsilon)
        self.dropout = dropout

    def forward(self, x: Tensor, bias: Tensor | None) -> Tensor:
        """Transform (rows, length, width) to the same shape; ``bias`` as in ``_attend``."""
        attended = self.out(self._attend(self.qkv(x), bias))
        x = self.norm1(x + _drop_out(attended, self.dropout, self.training))
        hidden = self.down(nn.functional.gelu(self.up(x)))
        return self.norm2(x + _drop_out(hidden, self.dropout, self.training))

    def _attend(self, qkv: Tensor, bias: Tensor | None) -> Tensor:
        """Compute attention; ``bias`` (rows or 1, heads or 1, length or 1, length) is added to its scores.

        Written out, because the backward pass of torch's fused attention takes three times as long on a CPU.
        """
        rows, length, _ = qkv.shape
        q, k, v = qkv.view(rows, length, 3, self.size.heads, self.size.head_width).permute(2, 0, 3, 1, 4)
        with torch.autocast("cpu", enabled=False):
            scores = (q * self.size.head_width**-0.5) @ k.mT
            if bias is not None:
                scores = scores + bias.to(scores.dtype)
            attended = scores.softmax(-1) @ v
        return attended.transpose(1, 2).reshape(rows, length, self.size.heads * self.size.head_width)


class TaggerNetwork(nn.Module):  # type: ignore[misc]
    """The encoder and its heads, for a batch of windows: ``encode``, then ``apply_heads``."""

    def __init__(self, vocabulary_size: int, size: Size = MINILM, dropout: float = 0.1) -> None:
        super().__init__()
        self.size = size
        self.subwords = nn.Embedding(vocabulary_size, size.width)
        self.positions = nn.Embedding(MAX_POSITIONS, size.width)
        self.shapes = nn.Embedding(len(SHAPES), size.width)
        self.quotation = nn.Embedding(QUOTATION_STATES, size.width)
        self.annotators = nn.Embedding(len(ANNOTATORS), size.width)
        self.norm = nn.LayerNorm(size.width, eps=size.epsilon)
        self.attention_bias = nn.Embedding(DISTANCE_CLASSES, size.heads) if size.biased else None
        self.layers = nn.ModuleList(Layer(size, dropout) for _ in range(size.layers))
        self.names = nn.Linear(size.width, NAME_TAGS)
        self.name_transitions = nn.Parameter(torch.zeros(NAME_TAGS, NAME_TAGS))
        self.role_transitions = nn.Parameter(torch.zeros(ROLE_TAGS, ROLE_TAGS))
        self.roles = nn.Linear(size.width, ROLE_TAGS)
        self.pointers = Linear(size.width, 2 * len(Pointer) * POINTER_WIDTH)
        # A bias of each pointer by the distance from query to key, from -REACH to REACH.
        self.distance_bias = nn.Parameter(torch.zeros(len(Pointer), 2 * REACH + 1))
        self.dropout = dropout
        nn.init.zeros_(self.shapes.weight)
        nn.init.zeros_(self.quotation.weight)
        nn.init.zeros_(self.annotators.weight)
        self.register_buffer("name_constraints", _constrain_transitions(NAME_TAGS), persistent=False)
        self.register_buffer("role_constraints", _constrain_transitions(ROLE_TAGS), persistent=False)

    def quantize(self) -> None:
        """Compute with quantized weights and inputs from now on; see ``Linear``."""
        for module in self.modules():
            if isinstance(module, Linear):
                module.quantized = True

    def disable_dropout(self) -> None:
        """Drop out nothing from now on."""
        self.dropout = 0.0
        for layer in self.layers:
            layer.dropout = 0.0

    def average_annotators(self) -> Tensor:
        """Compute the mean embedding of PolNeAR's annotators: (width)."""
        return self.annotators.weight[: len(POLNEAR_ANNOTATORS)].mean(0)

    def encode(
        self,
        ids: Tensor,
        shapes: Tensor,
        quotation: Tensor,
        mask: Tensor | None = None,
        annotators: Tensor | None = None,
    ) -> Tensor:
        """Encode windows (rows, length) as (rows, length, width); ``mask`` is true where there is a subword.

        ``annotators`` (rows) are indices into ANNOTATORS, or len(ANNOTATORS) for the mean, which is the default.
        """
        position = torch.arange(ids.shape[1], device=ids.device)
        subwords = self.subwords(ids)
        subwords = quantize_rows(subwords) if self.pointers.quantized else subwords
        x = subwords + self.positions(position) + self.shapes(shapes) + self.quotation(quotation)
        mean = self.average_annotators()
        x = x + (mean if annotators is None else torch.cat([self.annotators.weight, mean[None]])[annotators][:, None])
        x = _drop_out(self.norm(x), self.dropout, self.training)
        bias = None if mask is None else (~mask[:, None, None, :]) * IMPOSSIBLE
        if self.attention_bias is not None:
            distance_bias = self.attention_bias(_classify_distances(ids.shape[1])).permute(2, 0, 1)[None]
            bias = distance_bias if bias is None else distance_bias + bias
        for layer in self.layers:
            x = layer(x, bias)
        return x

    def apply_heads(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Compute the scores of tags, and the query and key vectors of each pointer.

        The scores are those of name tags (rows, length, NAME_TAGS) and of role tags (rows, length, ROLE_TAGS). The
        vectors (rows, length, 6, POINTER_WIDTH) are in the order of Pointer.
        """
        x = _drop_out(x, self.dropout, self.training)
        return self.names(x), self.roles(x), self.pointers(x).unflatten(-1, (2 * len(Pointer), POINTER_WIDTH))

    def get_transitions(self) -> tuple[Tensor, Tensor]:
        """Get the scores of going from one tag (row) to the next (column), for names and for roles."""
        return self.name_transitions + self.name_constraints, self.role_transitions + self.role_constraints

    def score_pointers(self, vectors: Tensor, pointer: int) -> Tensor:
        """Compute the scores (rows, length, length) of each subword (row) pointing to each subword (column).

        ``vectors`` are the query and key vectors of ``apply_heads``.
        """
        positions = torch.arange(vectors.shape[1], device=vectors.device)
        distances = (positions[None, :] - positions[:, None]).clamp(-REACH, REACH) + REACH
        products = vectors[:, :, 2 * pointer] @ vectors[:, :, 2 * pointer + 1].mT
        return products * POINTER_WIDTH**-0.5 + self.distance_bias[pointer][distances]


def _classify_distances(length: int) -> Tensor:
    """Class the distances from each subword (row) to each other (column) as T5 does (Raffel et al. 2020).

    Half of the classes are for subwords to the right; of each half, one half is for single distances, the other for
    ranges that grow up to MAX_BIASED_DISTANCE.
    """
    half = DISTANCE_CLASSES // 2
    exact = half // 2
    positions = torch.arange(length)
    distances = positions[None, :] - positions[:, None]
    size = distances.abs()
    growth = torch.log(size.clamp(min=1) / exact) / math.log(MAX_BIASED_DISTANCE / exact) * (half - exact)
    far = (exact + growth.long()).clamp(max=half - 1)
    return (distances > 0) * half + torch.where(size < exact, size, far)


def _constrain_transitions(tags: int) -> Tensor:
    """Build (tags, tags): IMPOSSIBLE where an inside tag would follow anything but its begin or inside tag, else 0."""
    constraints = torch.zeros(tags, tags)
    for inside in range(2, tags, 2):
        constraints[:, inside] = IMPOSSIBLE
        constraints[inside, inside] = constraints[inside - 1, inside] = 0
    return constraints


def compute_crf_loss(scores: Tensor, transitions: Tensor, lengths: Tensor, allowed: Tensor) -> Tensor:
    """Compute the negative log-likelihood of the allowed tags for each row: (rows).

    ``scores`` and ``allowed`` are (rows, length, tags), ``transitions`` (tags, tags), and ``lengths`` (rows).
    """
    both = torch.cat([scores, scores.masked_fill(~allowed, IMPOSSIBLE)])
    all_paths, allowed_paths = sum_paths(both, transitions, lengths.repeat(2)).chunk(2)
    return all_paths - allowed_paths


def sum_paths(scores: Tensor, transitions: Tensor, lengths: Tensor) -> Tensor:
    """Compute the log of the sum over all paths for each row by the forward algorithm: (rows).

    ``transitions`` are (tags, tags), or (rows, tags, tags).
    """
    alpha = scores[:, 0]
    alphas = []
    for k in range(1, scores.shape[1]):
        alphas.append(alpha)
        alpha = torch.logsumexp(alpha[:, :, None] + transitions, 1) + scores[:, k]
    alphas.append(alpha)
    rows = torch.arange(scores.shape[0], device=scores.device)
    return torch.logsumexp(torch.stack(alphas, 1)[rows, lengths - 1], 1)


def prune_to_student(
    teacher: TaggerNetwork, size: Size, windows: Sequence[tuple[Tensor, Tensor, Tensor]]
) -> TaggerNetwork:
    """Copy a trained network with fewer layers, attention heads and hidden units.

    Layers are taken evenly, and always the last. Each layer keeps the heads and units that contribute most to its
    output over some windows (ids, shapes, quotation).
    """
    contributions: dict[str, Tensor] = {}
    hooks = []
    for name, module in teacher.named_modules():
        if name.endswith((".out", ".down")):

            def record(module: nn.Linear, inputs: tuple[Tensor], name: str = name) -> None:
                contribution = inputs[0].abs().mean((0, 1)) * module.weight.norm(dim=0)
                contributions[name] = contributions.get(name, 0.0) + contribution

            hooks.append(module.register_forward_pre_hook(record))
    with torch.no_grad():
        for window in windows:
            teacher.encode(*window)
    for hook in hooks:
        hook.remove()
    student = TaggerNetwork(teacher.subwords.num_embeddings, size)
    state = teacher.state_dict()
    heads, width = teacher.size.heads, teacher.size.head_width
    for n in range(teacher.size.layers):
        name = f"layers.{n}"
        best = contributions[f"{name}.out"].view(heads, width).sum(1).topk(size.heads).indices
        units = torch.arange(heads * width).view(heads, width)[best].flatten()
        rows = torch.cat([units + k * heads * width for k in range(3)])
        _select_units(state, f"{name}.qkv", f"{name}.out", rows, units)
        units = contributions[f"{name}.down"].topk(size.hidden_units).indices
        _select_units(state, f"{name}.up", f"{name}.down", units, units)
    kept = [round((n + 1) * teacher.size.layers / size.layers) - 1 for n in range(size.layers)]
    new_state = {name: value for name, value in state.items() if not name.startswith("layers.")}
    for new, old in enumerate(kept):
        prefix = f"layers.{old}."
        new_state |= {
            f"layers.{new}.{name.removeprefix(prefix)}": value
            for name, value in state.items()
            if name.startswith(prefix)
        }
    student.load_state_dict(new_state)
    return student


def _select_units(state: dict[str, Tensor], before: str, after: str, rows: Tensor, columns: Tensor) -> None:
    """Select units between two linear maps: ``rows`` of the first, and the ``columns`` of the second that take them."""
    for kind in ("weight", "bias"):
        state[f"{before}.{kind}"] = state[f"{before}.{kind}"][rows]
    state[f"{after}.weight"] = state[f"{after}.weight"][:, columns]
