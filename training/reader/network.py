"""The reader network: an encoder, and heads for names, roles, and the links between them.

The encoder is MiniLM-L6-H384-uncased (Wang et al. 2020). Names and roles (source, content, cue) are
labels of pieces, each a linear-chain CRF (Lafferty et al. 2001). Links are pointers, a bilinear score
and a bias by distance: each piece of a content points to the first piece of its cue, each cue to the
first piece of its source, so that contents may be broken and sources shared.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from newscli.tagging.wordpiece import SHAPES
from training.reader.windows import NAMES, ROLES

WIDTH, HEADS, INNER, LAYERS, PLACES = 384, 12, 1536, 6, 512
RANK, REACH = 64, 128
NEVER = -1e4


class Layer(nn.Module):  # type: ignore[misc]
    def __init__(self, inner: int, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, inner)
        self.down = nn.Linear(inner, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = dropout

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        rows, length, _ = x.shape
        qkv = self.qkv(x).view(rows, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        seen = functional.scaled_dot_product_attention(qkv[0], qkv[1], qkv[2], attn_mask=mask)
        seen = self.out(seen.transpose(1, 2).reshape(rows, length, WIDTH))
        x = self.norm1(x + functional.dropout(seen, self.dropout, self.training))
        inner = self.down(functional.gelu(self.up(x)))
        return self.norm2(x + functional.dropout(inner, self.dropout, self.training))


class Reader(nn.Module):  # type: ignore[misc]
    """Scores for a batch of windows; see ``forward``."""

    def __init__(self, vocabulary: int, layers: int = LAYERS, inner: int = INNER, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, WIDTH)
        self.places = nn.Embedding(PLACES, WIDTH)
        self.shapes = nn.Embedding(len(SHAPES), WIDTH)
        self.marks = nn.Embedding(3, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(inner, dropout) for _ in range(layers))
        self.names = nn.Linear(WIDTH, NAMES)
        self.name_moves = nn.Parameter(torch.zeros(NAMES, NAMES))
        self.role_moves = nn.Parameter(torch.zeros(ROLES, ROLES))
        self.roles = nn.Linear(WIDTH, ROLES)
        self.links = nn.Linear(WIDTH, 4 * RANK)
        # A bias of each kind of link by the distance from the asking piece, REACH pieces each way.
        self.distance = nn.Parameter(torch.zeros(2, 2 * REACH + 1))
        self.dropout = dropout
        nn.init.zeros_(self.shapes.weight)
        nn.init.zeros_(self.marks.weight)
        self.register_buffer("name_bars", _bars(NAMES), persistent=False)
        self.register_buffer("role_bars", _bars(ROLES), persistent=False)

    def encode(self, ids: Tensor, shapes: Tensor, marks: Tensor, mask: Tensor | None = None) -> Tensor:
        """(rows, length, WIDTH); ``mask`` is true where there is a piece."""
        place = torch.arange(ids.shape[1], device=ids.device)
        x = self.words(ids) + self.places(place) + self.shapes(shapes) + self.marks(marks)
        x = functional.dropout(self.norm(x), self.dropout, self.training)
        seen = None if mask is None else mask[:, None, None, :]
        for layer in self.layers:
            x = layer(x, seen)
        return x

    def heads(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Scores of names and of roles, and four vectors of RANK for each piece: what it asks for as a
        content and answers as a cue, what it asks for as a cue and answers as a source."""
        x = functional.dropout(x, self.dropout, self.training)
        return self.names(x), self.roles(x), self.links(x).unflatten(-1, (4, RANK))

    def moves(self) -> tuple[Tensor, Tensor]:
        """Scores of going from one label (row) to the next (column), for names and roles."""
        return self.name_moves + self.name_bars, self.role_moves + self.role_bars

    def pointers(self, links: Tensor, kind: int) -> Tensor:
        """Scores (rows, length, length) of each piece (row) pointing to each (column): 0 to cues, 1 to sources."""
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
    free = _partition(scores, moves, lengths)
    held = _partition(scores.masked_fill(~allowed, NEVER), moves, lengths)
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


def student(
    teacher: Reader, layers: Sequence[int], inner: int, windows: Sequence[tuple[Tensor, Tensor, Tensor]]
) -> Reader:
    """A network of some of a trained one's layers, each with the inner units that add the most to its output
    over some windows (ids, shapes and marks)."""
    busy = [torch.zeros(teacher.layers[k].up.out_features) for k in layers]

    def note(n: int) -> Callable[..., None]:
        def hook(module: nn.Module, inputs: tuple[Tensor]) -> None:
            busy[n] += inputs[0].abs().mean((0, 1)) * module.weight.norm(dim=0)

        return hook

    hooks = [teacher.layers[k].down.register_forward_pre_hook(note(n)) for n, k in enumerate(layers)]
    with torch.no_grad():
        for window in windows:
            teacher.encode(*window)
    for hook in hooks:
        hook.remove()
    made = Reader(teacher.words.num_embeddings, len(layers), inner)
    state = {name: value for name, value in teacher.state_dict().items() if not name.startswith("layers.")}
    for new, old in enumerate(layers):
        kept = busy[new].topk(inner).indices
        for name, value in teacher.layers[old].state_dict().items():
            if name.startswith("up."):
                value = value[kept]
            elif name == "down.weight":
                value = value[:, kept]
            state[f"layers.{new}.{name}"] = value
    made.load_state_dict(state)
    return made
