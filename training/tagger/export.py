"""Write the network as quantized (int8) ONNX.

The graph is built fused already, so that nothing needs to be optimized when the program starts. The embeddings of
subwords are a file of their own, from which the program takes only the rows that it needs.

Weights are symmetric 8-bit integers of a reduced range, with a scale for each output. Activations are scaled at run
time by the values in the window. The graph takes one window, of up to MAX_WINDOW_LENGTH subwords. The types of names,
the roles, the window length and the vocabulary's SHA-256 go into the metadata.
"""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from newscli.tagging.network import Constants, Pointer, Scores, make_embedding_dtype
from training.tagger.corpora import NAME_TYPES, POLNEAR_ANNOTATORS
from training.tagger.network import POINTER_WIDTH, QUANTIZED_MAX, REACH, TaggerNetwork
from training.tagger.windows import (
    BEGIN_CONTENT,
    BEGIN_CUE,
    BEGIN_SOURCE,
    NAME_TAGS,
    ROLE_TAGS,
    ROLES,
    WINDOW_LENGTH,
)

# The number of position embeddings to write, which is the longest window that the graph can take, in subwords.
MAX_WINDOW_LENGTH = 256
# Biases to add to every transition to the begin tag of a source, a content, a cue and a name. As trained, the network
# finds too few sources and, in web text, too many names. Chosen on every sixth article of polnear/train, and on the
# names' dev sets; see training/NOTES.md.
SOURCE_BEGIN_BIAS = 1.0
CONTENT_BEGIN_BIAS = -0.4
CUE_BEGIN_BIAS = -0.1
NAME_BEGIN_BIAS = -1.0
Array = NDArray[np.float32]

INPUTS = ("subwords", "shapes", "quotation")
# The shape of each output; n is the length of the window.
OUTPUTS: dict[str, list[int | str]] = {
    "names": ["n", NAME_TAGS],
    "roles": ["n", ROLE_TAGS],
    "pointers": ["n", 2 * len(Pointer), POINTER_WIDTH],
    "name_transitions": [NAME_TAGS, NAME_TAGS],
    "role_transitions": [ROLE_TAGS, ROLE_TAGS],
    "distance_bias": [len(Pointer), 2 * REACH + 1],
}
assert tuple(OUTPUTS) == Scores._fields + Constants._fields


class Graph:
    """A graph under construction: its nodes and named weights."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []

    def add(self, op: str, *inputs: str, domain: str = "", to: str = "", **attributes: Any) -> str:
        """Add a node with one output, and return the output's name."""
        name = to or f"{op}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(op, list(inputs), [name], name, domain=domain, **attributes))
        return name

    def add_fused(self, op: str, *inputs: str, **attributes: Any) -> str:
        """Add one of onnxruntime's own operators."""
        return self.add(op, *inputs, domain="com.microsoft", **attributes)

    def add_weight(self, name: str, value: NDArray[np.generic]) -> str:
        """Add a weight, and return its name."""
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def add_linear(self, x: str, name: str, weight: Array, bias: Array | None) -> str:
        """Add x @ weight.T + bias in 8-bit integers."""
        integers, scale = quantize(weight)
        inputs = [x, self.add_weight(f"{name}.weight", integers.T), self.add_weight(f"{name}.scale", scale), ""]
        inputs += [self.add_weight(f"{name}.bias", bias)] if bias is not None else []
        return self.add_fused("DynamicQuantizeMatMul", *inputs)


def quantize(weight: Array) -> tuple[NDArray[np.int8], Array]:
    """Quantize a weight to integers (rows, n) and a scale for each row (rows), as network.quantize_rows does."""
    scale = np.maximum(np.abs(weight).max(1), 1e-12) / QUANTIZED_MAX
    integers = np.clip(np.rint(weight / scale[:, None]), -QUANTIZED_MAX, QUANTIZED_MAX)
    return integers.astype(np.int8), scale.astype(np.float32)


def export(network: TaggerNetwork, folder: Path) -> None:
    """Write a network to ``folder``, which has the vocabulary that it was trained with, as vocab.txt."""
    w = {name: value.detach().numpy().astype(np.float32) for name, value in network.state_dict().items()}
    g = Graph()
    x = _add_embeddings(g, w)
    for n, layer in enumerate(network.layers):
        x = _add_layer(g, w, f"layers.{n}", x, layer.size.heads)
    x = g.add("Squeeze", x, "zero", to="encoded")
    _add_heads(g, w, x)
    name_transitions, role_transitions = (value.detach().numpy().copy() for value in network.get_transitions())
    name_transitions[:, 1::2] += NAME_BEGIN_BIAS
    role_transitions[:, [BEGIN_SOURCE, BEGIN_CONTENT, BEGIN_CUE]] += (
        SOURCE_BEGIN_BIAS,
        CONTENT_BEGIN_BIAS,
        CUE_BEGIN_BIAS,
    )
    for name, value in (
        ("name_transitions", name_transitions),
        ("role_transitions", role_transitions),
        ("distance_bias", w["distance_bias"]),
    ):
        g.add("Identity", g.add_weight(f"{name}.value", value), to=name)
    width = network.size.width
    inputs = [
        helper.make_tensor_value_info(INPUTS[0], TensorProto.FLOAT, ["n", width]),
        *(helper.make_tensor_value_info(name, TensorProto.INT64, ["n"]) for name in INPUTS[1:]),
    ]
    outputs = [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name, shape in OUTPUTS.items()]
    graph = helper.make_graph(g.nodes, "tagger", inputs, outputs, g.weights)
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid("com.microsoft", 1)]
    model = helper.make_model(graph, opset_imports=opsets, ir_version=9, producer_name="newscli")
    helper.set_model_props(
        model,
        {
            "vocabulary": sha256((folder / "vocab.txt").read_bytes()).hexdigest(),
            "name_types": json.dumps(NAME_TYPES),
            "roles": json.dumps(ROLES),
            "window_length": str(WINDOW_LENGTH),
        },
    )
    onnx.checker.check_model(model)
    (folder / "tagger.onnx").write_bytes(model.SerializeToString(deterministic=True))
    np.save(folder / "subwords.npy", pack_embeddings(w["subwords.weight"]))


def pack_embeddings(weight: Array) -> NDArray[np.void]:
    """Quantize the embeddings of subwords (rows, width) to rows of a table: a scale and bytes."""
    integers, scale = quantize(weight)
    table = np.zeros(len(weight), make_embedding_dtype(weight.shape[1]))
    table["values"], table["scale"] = integers, scale
    return table


def _add_embeddings(g: Graph, w: dict[str, Array]) -> str:
    annotators = w["annotators.weight"][: len(POLNEAR_ANNOTATORS)].mean(0)
    g.add_weight("positions", w["positions.weight"][:MAX_WINDOW_LENGTH] + annotators)
    length = g.add("Shape", "subwords", start=0, end=1)
    positions = g.add("Slice", "positions", g.add_weight("zero", np.zeros(1, np.int64)), length)
    shapes = g.add("Gather", g.add_weight("shapes.weight", w["shapes.weight"]), "shapes")
    quotation = g.add("Gather", g.add_weight("quotation.weight", w["quotation.weight"]), "quotation")
    x = g.add("Add", g.add("Add", "subwords", positions), g.add("Add", shapes, quotation))
    x = g.add("LayerNormalization", x, *_add_norm(g, w, "norm"), axis=-1, epsilon=1e-12)
    return g.add("Unsqueeze", x, "zero")


def _add_norm(g: Graph, w: dict[str, Array], name: str) -> tuple[str, str]:
    return g.add_weight(f"{name}.weight", w[f"{name}.weight"]), g.add_weight(f"{name}.bias", w[f"{name}.bias"])


def _add_layer(g: Graph, w: dict[str, Array], name: str, x: str, heads: int) -> str:
    qkv = g.add_linear(x, f"{name}.qkv", w[f"{name}.qkv.weight"], w[f"{name}.qkv.bias"])
    vectors = [f"{name}.{letter}" for letter in "qkv"]
    g.nodes.append(helper.make_node("Split", [qkv], vectors, f"{name}.split", axis=-1))
    attended = g.add_fused("MultiHeadAttention", *vectors, num_heads=heads)
    attended = g.add_linear(attended, f"{name}.out", w[f"{name}.out.weight"], w[f"{name}.out.bias"])
    total = g.add("Add", attended, x)
    x = g.add("LayerNormalization", total, *_add_norm(g, w, f"{name}.norm1"), axis=-1, epsilon=1e-12)
    hidden = g.add_fused("Gelu", g.add_linear(x, f"{name}.up", w[f"{name}.up.weight"], w[f"{name}.up.bias"]))
    hidden = g.add_linear(hidden, f"{name}.down", w[f"{name}.down.weight"], w[f"{name}.down.bias"])
    total = g.add("Add", hidden, x)
    return g.add("LayerNormalization", total, *_add_norm(g, w, f"{name}.norm2"), axis=-1, epsilon=1e-12)


def _add_heads(g: Graph, w: dict[str, Array], x: str) -> None:
    for name in ("names", "roles"):
        product = g.add("MatMul", x, g.add_weight(f"{name}.weight", w[f"{name}.weight"].T))
        g.add("Add", product, g.add_weight(f"{name}.bias", w[f"{name}.bias"]), to=name)
    # The scale of a pointer's score is folded into its query vector.
    factors = np.ones((2 * len(Pointer), POINTER_WIDTH), np.float32)
    factors[0::2] = POINTER_WIDTH**-0.5
    weight = w["pointers.weight"] * factors.reshape(-1, 1)
    bias = w["pointers.bias"] * factors.reshape(-1)
    vectors = g.add_linear(x, "pointers", weight, bias)
    g.add("Reshape", vectors, g.add_weight("shape", np.array([-1, 2 * len(Pointer), POINTER_WIDTH])), to="pointers")
