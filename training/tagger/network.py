"""The reader network: an encoder, and heads for names, roles, and the links between them.

The encoder is MiniLM-L6-H384-uncased (Wang et al. 2020). Names and roles (source, content, cue) are
labels of pieces, each a linear-chain CRF (Lafferty et al. 2001). Links are pointers, a bilinear score
and a bias by distance: each piece of a content points to the first piece of its cue, each cue to the
first piece of its source, so that contents may be broken and sources shared; and each "he" and "she" to the first
pieces of the names of whom it means.
"""

from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor, nn

from newscli.tagging.wordpiece import SHAPES
from training.tagger.windows import NAMES, ROLES

WIDTH, LAYERS, PLACES = 384, 6, 512
# The base model's attention heads and the width of each, and its inner units of a layer.
HEADS, HEAD, INNER = 12, 32, 1536
RANK, REACH = 64, 128
# Contents to cues, cues to sources, pronouns to the names of whom they mean.
LINKS = 3
NEVER = -1e4
# Whole weights run from -RANGE to RANGE: products of two full-range bytes would overflow where a CPU
# has no VNNI.
RANGE = 63


class Linear(nn.Linear):  # type: ignore[misc]
    """A linear map; where ``rounded``, with weights and inputs as 8-bit integers hold them, so that the network
    learns to live with it (Jacob et al. 2018). Gradients pass as if nothing were rounded."""

    rounded = False

    def forward(self, x: Tensor) -> Tensor:
        if not self.rounded:
            return super().forward(x)
        return nn.functional.linear(_inputs_rounded(x), rows_rounded(self.weight), self.bias)


def rows_rounded(weight: Tensor) -> Tensor:
    """Vectors (…, n), each as integers of -RANGE to RANGE and a scale hold it."""
    with torch.no_grad():
        scale = weight.abs().amax(-1, keepdim=True).clamp(min=1e-12) / RANGE
        lost = torch.round(weight / scale) * scale - weight
    return weight + lost


def _inputs_rounded(x: Tensor) -> Tensor:
    # As onnxruntime's DynamicQuantizeLinear does, a window at a time.
    with torch.no_grad():
        real = x.float()
        low, high = real.amin((1, 2), keepdim=True).clamp(max=0), real.amax((1, 2), keepdim=True).clamp(min=0)
        scale = (high - low).clamp(min=1e-12) / 255
        zero = torch.round(-low / scale)
        lost = (torch.round(real / scale + zero).clamp(0, 255) - zero) * scale - real
    return x + lost


def _dropout(x: Tensor, share: float, training: bool) -> Tensor:
    """Torch's own draws one number an element, and takes 14 times as long."""
    if not training or not share:
        return x
    drawn = torch.empty((x.numel() + 7) // 8, dtype=torch.int64).random_(-(2**63), None).view(torch.uint8)
    dropped = round(256 * share)
    kept = (drawn[: x.numel()] >= dropped).view_as(x)
    return x * (kept * (256 / (256 - dropped)))


class Layer(nn.Module):  # type: ignore[misc]
    def __init__(self, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = Linear(WIDTH, 3 * heads * HEAD)
        self.out = Linear(heads * HEAD, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = Linear(WIDTH, inner)
        self.down = Linear(inner, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = dropout

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        seen = self.out(self._attention(self.qkv(x), mask))
        x = self.norm1(x + _dropout(seen, self.dropout, self.training))
        inner = self.down(nn.functional.gelu(self.up(x)))
        return self.norm2(x + _dropout(inner, self.dropout, self.training))

    def _attention(self, qkv: Tensor, mask: Tensor | None) -> Tensor:
        """Written out: going back through torch's fused attention takes three times as long on a CPU."""
        rows, length, _ = qkv.shape
        q, k, v = qkv.view(rows, length, 3, self.heads, HEAD).permute(2, 0, 3, 1, 4)
        with torch.autocast("cpu", enabled=False):
            scores = (q * HEAD**-0.5) @ k.mT
            if mask is not None:
                scores = scores.masked_fill(~mask, NEVER)
            seen = scores.softmax(-1) @ v
        return seen.transpose(1, 2).reshape(rows, length, self.heads * HEAD)


class Reader(nn.Module):  # type: ignore[misc]
    """Scores for a batch of windows; see ``forward``."""

    def __init__(self, vocabulary: int, heads: int = HEADS, inner: int = INNER, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, WIDTH)
        self.places = nn.Embedding(PLACES, WIDTH)
        self.shapes = nn.Embedding(len(SHAPES), WIDTH)
        self.marks = nn.Embedding(3, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(heads, inner, dropout) for _ in range(LAYERS))
        self.names = nn.Linear(WIDTH, NAMES)
        self.name_moves = nn.Parameter(torch.zeros(NAMES, NAMES))
        self.role_moves = nn.Parameter(torch.zeros(ROLES, ROLES))
        self.roles = nn.Linear(WIDTH, ROLES)
        self.links = Linear(WIDTH, 2 * LINKS * RANK)
        # A bias of each kind of link by the distance from the asking piece, REACH pieces each way.
        self.distance = nn.Parameter(torch.zeros(LINKS, 2 * REACH + 1))
        self.dropout = dropout
        nn.init.zeros_(self.shapes.weight)
        nn.init.zeros_(self.marks.weight)
        self.register_buffer("name_bars", _bars(NAMES), persistent=False)
        self.register_buffer("role_bars", _bars(ROLES), persistent=False)

    def round(self) -> None:
        """From now on compute with rounded weights and inputs; see ``Linear``."""
        for module in self.modules():
            if isinstance(module, Linear):
                module.rounded = True

    def encode(self, ids: Tensor, shapes: Tensor, marks: Tensor, mask: Tensor | None = None) -> Tensor:
        """(rows, length, WIDTH); ``mask`` is true where there is a piece."""
        place = torch.arange(ids.shape[1], device=ids.device)
        words = self.words(ids)
        words = rows_rounded(words) if self.links.rounded else words
        x = words + self.places(place) + self.shapes(shapes) + self.marks(marks)
        x = _dropout(self.norm(x), self.dropout, self.training)
        seen = None if mask is None else mask[:, None, None, :]
        for layer in self.layers:
            x = layer(x, seen)
        return x

    def heads(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Scores of names and of roles, and six vectors of RANK for each piece: what it asks for as a
        content and answers as a cue, asks for as a cue and answers as a source, asks for as a pronoun and answers as a
        person's name."""
        x = _dropout(x, self.dropout, self.training)
        return self.names(x), self.roles(x), self.links(x).unflatten(-1, (2 * LINKS, RANK))

    def moves(self) -> tuple[Tensor, Tensor]:
        """Scores of going from one label (row) to the next (column), for names and roles."""
        return self.name_moves + self.name_bars, self.role_moves + self.role_bars

    def pointers(self, links: Tensor, kind: int) -> Tensor:
        """Scores (rows, length, length) of each piece (row) pointing to each (column): 0 to cues, 1 to
        sources, 2 to persons."""
        places = torch.arange(links.shape[1], device=links.device)
        away = (places[None, :] - places[:, None]).clamp(-REACH, REACH) + REACH
        return links[:, :, 2 * kind] @ links[:, :, 2 * kind + 1].mT * RANK**-0.5 + self.distance[kind][away]


def _bars(labels: int) -> Tensor:
    """NEVER where an inside label would follow anything but its own begin or inside; else 0."""
    bars = torch.zeros(labels, labels)
    for inside in range(2, labels, 2):
        bars[:, inside] = NEVER
        bars[inside, inside] = bars[inside - 1, inside] = 0
    return bars


def crf(scores: Tensor, moves: Tensor, lengths: Tensor, allowed: Tensor) -> Tensor:
    """The negative log-likelihood of the allowed labels (rows, length, labels; true where allowed), a row each."""
    both = torch.cat([scores, scores.masked_fill(~allowed, NEVER)])
    free, held = _partition(both, moves, lengths.repeat(2)).chunk(2)
    return free - held


def _partition(scores: Tensor, moves: Tensor, lengths: Tensor) -> Tensor:
    alpha = scores[:, 0]
    past = []
    for k in range(1, scores.shape[1]):
        past.append(alpha)
        alpha = torch.logsumexp(alpha[:, :, None] + moves, 1) + scores[:, k]
    past.append(alpha)
    rows = torch.arange(scores.shape[0], device=scores.device)
    return torch.logsumexp(torch.stack(past, 1)[rows, lengths - 1], 1)


def base(reader: Reader, folder: Path, pieces: list[str]) -> None:
    """Start from the base model: its encoder, and its embeddings of the pieces that are kept."""
    from safetensors.torch import load_file

    theirs = load_file(folder / "model.safetensors")
    numbers = {piece: n for n, piece in enumerate((folder / "vocab.txt").read_text(encoding="utf-8").split("\n"))}
    kept = torch.tensor([numbers[piece] for piece in pieces])
    state = {
        "words.weight": theirs["embeddings.word_embeddings.weight"][kept],
        "places.weight": theirs["embeddings.position_embeddings.weight"],
        "norm.weight": theirs["embeddings.LayerNorm.weight"],
        "norm.bias": theirs["embeddings.LayerNorm.bias"],
    }
    state["places.weight"] = state["places.weight"] + theirs["embeddings.token_type_embeddings.weight"][0]
    for n in range(len(reader.layers)):
        old, new = f"encoder.layer.{n}.", f"layers.{n}."
        for kind in ("weight", "bias"):
            state[f"{new}qkv.{kind}"] = torch.cat(
                [theirs[f"{old}attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
            )
            state[f"{new}out.{kind}"] = theirs[f"{old}attention.output.dense.{kind}"]
            state[f"{new}norm1.{kind}"] = theirs[f"{old}attention.output.LayerNorm.{kind}"]
            state[f"{new}up.{kind}"] = theirs[f"{old}intermediate.dense.{kind}"]
            state[f"{new}down.{kind}"] = theirs[f"{old}output.dense.{kind}"]
            state[f"{new}norm2.{kind}"] = theirs[f"{old}output.LayerNorm.{kind}"]
    reader.load_state_dict(state, strict=False)


def student(teacher: Reader, heads: int, inner: int, windows: Sequence[tuple[Tensor, Tensor, Tensor]]) -> Reader:
    """A trained network with fewer attention heads and inner units: in each layer those that add the most
    to its output over some windows (ids, shapes and marks)."""
    busy: dict[str, Tensor] = {}
    hooks = []
    for name, module in teacher.named_modules():
        if name.endswith((".out", ".down")):

            def note(module: nn.Linear, inputs: tuple[Tensor], name: str = name) -> None:
                busy[name] = busy.get(name, 0.0) + inputs[0].abs().mean((0, 1)) * module.weight.norm(dim=0)

            hooks.append(module.register_forward_pre_hook(note))
    with torch.no_grad():
        for window in windows:
            teacher.encode(*window)
    for hook in hooks:
        hook.remove()
    made = Reader(teacher.words.num_embeddings, heads, inner)
    state = teacher.state_dict()
    for n in range(LAYERS):
        name = f"layers.{n}"
        best = busy[f"{name}.out"].view(HEADS, HEAD).sum(1).topk(heads).indices
        units = torch.arange(HEADS * HEAD).view(HEADS, HEAD)[best].flatten()
        _keep(state, f"{name}.qkv", f"{name}.out", torch.cat([units + k * HEADS * HEAD for k in range(3)]), units)
        units = busy[f"{name}.down"].topk(inner).indices
        _keep(state, f"{name}.up", f"{name}.down", units, units)
    made.load_state_dict(state)
    return made


def _keep(state: dict[str, Tensor], into: str, out: str, made: Tensor, used: Tensor) -> None:
    state[f"{into}.weight"], state[f"{into}.bias"] = state[f"{into}.weight"][made], state[f"{into}.bias"][made]
    state[f"{out}.weight"] = state[f"{out}.weight"][:, used]
