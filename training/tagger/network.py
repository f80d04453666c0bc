"""The tagger's network: an encoder with heads for the tags of names and roles, and for pointers between subwords.

The encoder is MiniLM-L6-H384-uncased (Wang et al. 2020). Names and roles (source, content, cue) are BIO tags of
subwords, each decoded by a linear-chain CRF (Lafferty et al. 2001). A pointer is a bilinear score plus a bias by
distance. Each subword of a content points to the first subword of its cue, and each cue to the first subword of its
source, so that contents may be discontinuous and sources shared. Each "he" and "she" points to the first
subwords of the names that it refers to.
"""

from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor, nn

from newscli.tagging.network import Pointer
from newscli.tagging.windows import QUOTATION_STATES
from newscli.tagging.wordpiece import SHAPES
from training.tagger.windows import NAME_TAGS, ROLE_TAGS

# The size of the base model: the width of its subword vectors, its number of layers, and its longest window in
# subwords; then, for each layer, the attention heads, the width of a head, and the hidden units of the feed-forward
# part.
WIDTH = 384
LAYERS = 6
MAX_POSITIONS = 512
HEADS = 12
HEAD_WIDTH = 32
HIDDEN_UNITS = 1536
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
    """A transformer layer, possibly with fewer attention heads and hidden units than the base model's."""

    def __init__(self, heads: int, hidden_units: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = Linear(WIDTH, 3 * heads * HEAD_WIDTH)
        self.out = Linear(heads * HEAD_WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = Linear(WIDTH, hidden_units)
        self.down = Linear(hidden_units, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = dropout

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """Transform (rows, length, WIDTH) to the same shape; ``mask`` as in ``_attend``."""
        attended = self.out(self._attend(self.qkv(x), mask))
        x = self.norm1(x + _drop_out(attended, self.dropout, self.training))
        hidden = self.down(nn.functional.gelu(self.up(x)))
        return self.norm2(x + _drop_out(hidden, self.dropout, self.training))

    def _attend(self, qkv: Tensor, mask: Tensor | None) -> Tensor:
        """Compute attention; ``mask`` (rows, 1, 1, length) is true where there is a subword.

        Written out, because the backward pass of torch's fused attention takes three times as long on a CPU.
        """
        rows, length, _ = qkv.shape
        q, k, v = qkv.view(rows, length, 3, self.heads, HEAD_WIDTH).permute(2, 0, 3, 1, 4)
        with torch.autocast("cpu", enabled=False):
            scores = (q * HEAD_WIDTH**-0.5) @ k.mT
            if mask is not None:
                scores = scores.masked_fill(~mask, IMPOSSIBLE)
            attended = scores.softmax(-1) @ v
        return attended.transpose(1, 2).reshape(rows, length, self.heads * HEAD_WIDTH)


class TaggerNetwork(nn.Module):  # type: ignore[misc]
    """The encoder and its heads, for a batch of windows: ``encode``, then ``apply_heads``."""

    def __init__(
        self, vocabulary_size: int, heads: int = HEADS, hidden_units: int = HIDDEN_UNITS, dropout: float = 0.1
    ) -> None:
        super().__init__()
        self.subwords = nn.Embedding(vocabulary_size, WIDTH)
        self.positions = nn.Embedding(MAX_POSITIONS, WIDTH)
        self.shapes = nn.Embedding(len(SHAPES), WIDTH)
        self.quotation = nn.Embedding(QUOTATION_STATES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(heads, hidden_units, dropout) for _ in range(LAYERS))
        self.names = nn.Linear(WIDTH, NAME_TAGS)
        self.name_transitions = nn.Parameter(torch.zeros(NAME_TAGS, NAME_TAGS))
        self.role_transitions = nn.Parameter(torch.zeros(ROLE_TAGS, ROLE_TAGS))
        self.roles = nn.Linear(WIDTH, ROLE_TAGS)
        self.pointers = Linear(WIDTH, 2 * len(Pointer) * POINTER_WIDTH)
        # A bias of each pointer by the distance from query to key, from -REACH to REACH.
        self.distance_bias = nn.Parameter(torch.zeros(len(Pointer), 2 * REACH + 1))
        self.dropout = dropout
        nn.init.zeros_(self.shapes.weight)
        nn.init.zeros_(self.quotation.weight)
        self.register_buffer("name_constraints", _constrain_transitions(NAME_TAGS), persistent=False)
        self.register_buffer("role_constraints", _constrain_transitions(ROLE_TAGS), persistent=False)

    def quantize(self) -> None:
        """Compute with quantized weights and inputs from now on; see ``Linear``."""
        for module in self.modules():
            if isinstance(module, Linear):
                module.quantized = True

    def encode(self, ids: Tensor, shapes: Tensor, quotation: Tensor, mask: Tensor | None = None) -> Tensor:
        """Encode windows (rows, length) as (rows, length, WIDTH); ``mask`` is true where there is a subword."""
        position = torch.arange(ids.shape[1], device=ids.device)
        subwords = self.subwords(ids)
        subwords = quantize_rows(subwords) if self.pointers.quantized else subwords
        x = subwords + self.positions(position) + self.shapes(shapes) + self.quotation(quotation)
        x = _drop_out(self.norm(x), self.dropout, self.training)
        attention_mask = None if mask is None else mask[:, None, None, :]
        for layer in self.layers:
            x = layer(x, attention_mask)
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
    all_paths, allowed_paths = _sum_paths(both, transitions, lengths.repeat(2)).chunk(2)
    return all_paths - allowed_paths


def _sum_paths(scores: Tensor, transitions: Tensor, lengths: Tensor) -> Tensor:
    """Compute the log of the sum over all paths for each row by the forward algorithm: (rows)."""
    alpha = scores[:, 0]
    alphas = []
    for k in range(1, scores.shape[1]):
        alphas.append(alpha)
        alpha = torch.logsumexp(alpha[:, :, None] + transitions, 1) + scores[:, k]
    alphas.append(alpha)
    rows = torch.arange(scores.shape[0], device=scores.device)
    return torch.logsumexp(torch.stack(alphas, 1)[rows, lengths - 1], 1)


def load_base_model(network: TaggerNetwork, folder: Path, entries: list[str]) -> None:
    """Load the base model: its encoder, and its embeddings of the vocabulary's entries."""
    from safetensors.torch import load_file

    base = load_file(folder / "model.safetensors")
    ids = {entry: n for n, entry in enumerate((folder / "vocab.txt").read_text(encoding="utf-8").split("\n"))}
    rows = torch.tensor([ids[entry] for entry in entries])
    state = {
        "subwords.weight": base["embeddings.word_embeddings.weight"][rows],
        "positions.weight": base["embeddings.position_embeddings.weight"],
        "norm.weight": base["embeddings.LayerNorm.weight"],
        "norm.bias": base["embeddings.LayerNorm.bias"],
    }
    state["positions.weight"] = state["positions.weight"] + base["embeddings.token_type_embeddings.weight"][0]
    for n in range(len(network.layers)):
        old, new = f"encoder.layer.{n}.", f"layers.{n}."
        for kind in ("weight", "bias"):
            state[f"{new}qkv.{kind}"] = torch.cat(
                [base[f"{old}attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
            )
            state[f"{new}out.{kind}"] = base[f"{old}attention.output.dense.{kind}"]
            state[f"{new}norm1.{kind}"] = base[f"{old}attention.output.LayerNorm.{kind}"]
            state[f"{new}up.{kind}"] = base[f"{old}intermediate.dense.{kind}"]
            state[f"{new}down.{kind}"] = base[f"{old}output.dense.{kind}"]
            state[f"{new}norm2.{kind}"] = base[f"{old}output.LayerNorm.{kind}"]
    network.load_state_dict(state, strict=False)


def prune_to_student(
    teacher: TaggerNetwork, heads: int, hidden_units: int, windows: Sequence[tuple[Tensor, Tensor, Tensor]]
) -> TaggerNetwork:
    """Copy a trained network with fewer attention heads and hidden units.

    Each layer keeps those that contribute most to its output over some windows (ids, shapes, quotation).
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
    student = TaggerNetwork(teacher.subwords.num_embeddings, heads, hidden_units)
    state = teacher.state_dict()
    for n in range(LAYERS):
        name = f"layers.{n}"
        best = contributions[f"{name}.out"].view(HEADS, HEAD_WIDTH).sum(1).topk(heads).indices
        units = torch.arange(HEADS * HEAD_WIDTH).view(HEADS, HEAD_WIDTH)[best].flatten()
        rows = torch.cat([units + k * HEADS * HEAD_WIDTH for k in range(3)])
        _select_units(state, f"{name}.qkv", f"{name}.out", rows, units)
        units = contributions[f"{name}.down"].topk(hidden_units).indices
        _select_units(state, f"{name}.up", f"{name}.down", units, units)
    student.load_state_dict(state)
    return student


def _select_units(state: dict[str, Tensor], before: str, after: str, rows: Tensor, columns: Tensor) -> None:
    """Select units between two linear maps: ``rows`` of the first, and the ``columns`` of the second that take them."""
    for kind in ("weight", "bias"):
        state[f"{before}.{kind}"] = state[f"{before}.{kind}"][rows]
    state[f"{after}.weight"] = state[f"{after}.weight"][:, columns]
