"""Write the network as int8 ONNX: the graph is built here, fused already, so that nothing is optimised at start.

Weights are symmetric 8-bit integers of a reduced range, a scale for each output. Activations are scaled
by what is in the window, at run time. A graph runs one window of any length.
"""

from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from training.tagger.network import LINKS, RANGE, RANK, REACH, Reader
from training.tagger.windows import CONTENT, CUE, NAMES, ROLES, SOURCE

LONGEST = 256
# What is added to the score of beginning a source, a content, a cue, and a name: as trained the network finds too few
# quotes, and in web text too many names. Chosen on polnear/dev and the names' dev sets; see training/NOTES.md.
LEAN = (1.0, 0.0, 1.0)
NAMES_LEAN = -1.5
Array = NDArray[np.float32]


class Graph:
    """A graph under construction: nodes and named weights."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []

    def add(self, op: str, *inputs: str, domain: str = "", to: str = "", **attributes: Any) -> str:
        """Add a node with one output and return the output's name."""
        name = to or f"{op}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(op, list(inputs), [name], name, domain=domain, **attributes))
        return name

    def fused(self, op: str, *inputs: str, **attributes: Any) -> str:
        return self.add(op, *inputs, domain="com.microsoft", **attributes)

    def weight(self, name: str, value: NDArray[np.generic]) -> str:
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def linear(self, x: str, name: str, weight: Array, bias: Array | None) -> str:
        """x @ weight.T + bias in 8-bit integers."""
        whole, scale = quantised(weight)
        inputs = [x, self.weight(f"{name}.weight", whole.T), self.weight(f"{name}.scale", scale), ""]
        inputs += [self.weight(f"{name}.bias", bias)] if bias is not None else []
        return self.fused("DynamicQuantizeMatMul", *inputs)


def quantised(weight: Array) -> tuple[NDArray[np.int8], Array]:
    """Integers and the scale of each row, as network.rows_rounded has them."""
    scale = np.maximum(np.abs(weight).max(1), 1e-12) / RANGE
    whole = np.clip(np.rint(weight / scale[:, None]), -RANGE, RANGE)
    return whole.astype(np.int8), scale.astype(np.float32)


def export(reader: Reader, vocabulary: Path, path: Path) -> None:
    """Write ``reader`` to ``path``, with the SHA-256 of the vocabulary that it was trained with."""
    w = {name: value.detach().numpy().astype(np.float32) for name, value in reader.state_dict().items()}
    g = Graph()
    table, scale = quantised(w["words.weight"])
    g.weight("words", table)
    g.weight("words.scale", scale[:, None])
    g.nodes.append(helper.make_node("Cast", [g.add("Gather", "words", "ids")], ["words.float"], to=TensorProto.FLOAT))
    words = g.add("Mul", "words.float", g.add("Gather", "words.scale", "ids"))
    g.weight("places", w["places.weight"][:LONGEST])
    length = g.add("Shape", "ids")
    places = g.add("Slice", "places", g.weight("zero", np.zeros(1, np.int64)), length)
    shapes = g.add("Gather", g.weight("shapes.weight", w["shapes.weight"]), "shapes")
    marks = g.add("Gather", g.weight("marks.weight", w["marks.weight"]), "marks")
    x = g.add("Add", g.add("Add", words, places), g.add("Add", shapes, marks))
    x = g.add("LayerNormalization", x, *_norm(g, w, "norm"), axis=-1, epsilon=1e-12)
    x = g.add("Unsqueeze", x, "zero")
    for n, layer in enumerate(reader.layers):
        x = _layer(g, w, f"layers.{n}", x, layer.heads)
    x = g.add("Squeeze", x, "zero", to="encoded")
    _heads(g, w, x)
    moves = [value.detach().numpy().copy() for value in reader.moves()]
    moves[0][:, 1::2] += NAMES_LEAN
    moves[1][:, [SOURCE, CONTENT, CUE]] += LEAN
    for name, value in (("name_moves", moves[0]), ("role_moves", moves[1]), ("distance", w["distance"])):
        g.add("Identity", g.weight(f"{name}.value", value), to=name)
    whole = [helper.make_tensor_value_info(name, TensorProto.INT64, ["n"]) for name in ("ids", "shapes", "marks")]
    outputs = [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name, shape in OUTPUTS.items()]
    graph = helper.make_graph(g.nodes, "reader", whole, outputs, g.weights)
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid("com.microsoft", 1)]
    model = helper.make_model(graph, opset_imports=opsets, ir_version=9, producer_name="newscli")
    helper.set_model_props(model, {"vocabulary": sha256(vocabulary.read_bytes()).hexdigest()})
    onnx.checker.check_model(model)
    path.write_bytes(model.SerializeToString(deterministic=True))


OUTPUTS: dict[str, list[int | str]] = {
    "names": ["n", NAMES],
    "roles": ["n", ROLES],
    "links": ["n", 2 * LINKS, RANK],
    "name_moves": [NAMES, NAMES],
    "role_moves": [ROLES, ROLES],
    "distance": [LINKS, 2 * REACH + 1],
}


def _norm(g: Graph, w: dict[str, Array], name: str) -> tuple[str, str]:
    return g.weight(f"{name}.weight", w[f"{name}.weight"]), g.weight(f"{name}.bias", w[f"{name}.bias"])


def _layer(g: Graph, w: dict[str, Array], name: str, x: str, heads: int) -> str:
    qkv = g.linear(x, f"{name}.qkv", w[f"{name}.qkv.weight"], w[f"{name}.qkv.bias"])
    parts = [f"{name}.{part}" for part in "qkv"]
    g.nodes.append(helper.make_node("Split", [qkv], parts, f"{name}.split", axis=-1))
    seen = g.fused("MultiHeadAttention", *parts, num_heads=heads)
    seen = g.linear(seen, f"{name}.out", w[f"{name}.out.weight"], w[f"{name}.out.bias"])
    x = g.add("LayerNormalization", g.add("Add", seen, x), *_norm(g, w, f"{name}.norm1"), axis=-1, epsilon=1e-12)
    inner = g.fused("Gelu", g.linear(x, f"{name}.up", w[f"{name}.up.weight"], w[f"{name}.up.bias"]))
    inner = g.linear(inner, f"{name}.down", w[f"{name}.down.weight"], w[f"{name}.down.bias"])
    return g.add("LayerNormalization", g.add("Add", inner, x), *_norm(g, w, f"{name}.norm2"), axis=-1, epsilon=1e-12)


def _heads(g: Graph, w: dict[str, Array], x: str) -> None:
    for name in ("names", "roles"):
        product = g.add("MatMul", x, g.weight(f"{name}.weight", w[f"{name}.weight"].T))
        g.add("Add", product, g.weight(f"{name}.bias", w[f"{name}.bias"]), to=name)
    # The scale of the pointers is folded into what is asked.
    fold = np.ones((2 * LINKS, RANK), np.float32)
    fold[0::2] = RANK**-0.5
    weight, bias = w["links.weight"] * fold.reshape(-1, 1), w["links.bias"] * fold.reshape(-1)
    g.add("Reshape", g.linear(x, "links", weight, bias), g.weight("shape", np.array([-1, 2 * LINKS, RANK])), to="links")
