"""The network: the weights and labels in the package, and what happens if they are missing or don't fit."""

import json
import shutil
from pathlib import Path
from typing import get_args

import numpy as np
import onnx
import pytest
from onnx import helper, numpy_helper

import newscli
from newscli.errors import WeightsError
from newscli.model import EntityType
from newscli.tagging import network as module
from newscli.tagging.decoding import IMPOSSIBLE, get_begin_tag, get_inside_tag
from newscli.tagging.network import WEIGHTS, Network
from newscli.tagging.windows import Window
from tests.conftest import SAMPLES


@pytest.fixture(scope="module")
def model() -> onnx.ModelProto:
    return onnx.load(WEIGHTS / "tagger.onnx")


def test_weights_are_bytes_of_a_reduced_range(model: onnx.ModelProto) -> None:
    # A CPU without VNNI adds two products of bytes in 16 bits, where full-range weights would overflow.
    bytes_by_name = {
        tensor.name: numpy_helper.to_array(tensor)
        for tensor in model.graph.initializer
        if tensor.data_type == onnx.TensorProto.INT8
    }
    multiplied = {node.input[1] for node in model.graph.node if node.op_type == "DynamicQuantizeMatMul"}
    assert len(multiplied) >= 16
    assert multiplied <= set(bytes_by_name)
    for name, value in bytes_by_name.items():
        assert np.abs(value.astype(int)).max() <= 63, name


def test_every_large_weight_is_a_byte(model: onnx.ModelProto) -> None:
    large = [tensor for tensor in model.graph.initializer if np.prod(tensor.dims) > 200_000]
    assert large
    assert all(tensor.data_type == onnx.TensorProto.INT8 for tensor in large)


def test_the_weights_are_small_enough_to_ship() -> None:
    assert sum(path.stat().st_size for path in WEIGHTS.iterdir()) <= 25_000_000


def test_a_window_gets_the_same_scores_every_time() -> None:
    window = Window([101, 7, 9, 102], [0, 1, 2, 0], [0, 0, 1, 0], [(0, 0), (0, 3), (4, 7), (7, 7)])
    first, second = (Network().compute_scores(window) for _ in range(2))
    assert all(np.array_equal(a, b) for a, b in zip(first, second, strict=True))


def test_an_inside_tag_follows_only_its_own_begin_or_inside_tag() -> None:
    transitions = module.load_network().constants.name_transitions
    assert transitions[0, get_inside_tag(0)] < IMPOSSIBLE / 2
    assert transitions[get_begin_tag(0), get_inside_tag(0)] > IMPOSSIBLE / 2
    assert transitions[get_inside_tag(0), get_inside_tag(0)] > IMPOSSIBLE / 2
    assert transitions[get_begin_tag(1), get_inside_tag(0)] < IMPOSSIBLE / 2


def test_labels_and_window_length_come_from_the_file(model: onnx.ModelProto) -> None:
    metadata = {entry.key: entry.value for entry in model.metadata_props}
    network = module.load_network()
    assert list(network.name_types) == json.loads(metadata["name_types"])
    assert list(network.roles) == json.loads(metadata["roles"])
    assert network.window_length == int(metadata["window_length"]) == 128


def save_with_metadata(model: onnx.ModelProto, folder: Path, **changed: str | None) -> None:
    """Copy the model to a folder with some of its metadata changed, or removed where it is None."""
    for path in WEIGHTS.iterdir():
        shutil.copy(path, folder)
    copy = onnx.ModelProto()
    copy.CopyFrom(model)
    metadata = {entry.key: entry.value for entry in model.metadata_props} | changed
    helper.set_model_props(copy, {key: value for key, value in metadata.items() if value is not None})
    (folder / "tagger.onnx").write_bytes(copy.SerializeToString())


def test_another_order_of_the_labels_is_obeyed(model: onnx.ModelProto, tmp_path: Path) -> None:
    name_types = list(get_args(EntityType)[::-1])
    save_with_metadata(model, tmp_path, name_types=json.dumps(name_types), window_length="64")
    network = Network(tmp_path)
    assert list(network.name_types) == name_types
    assert network.window_length == 64


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("name_types", None), ("name_types", "person"), ("name_types", '["person"]'),
        ("name_types", json.dumps(["ship", *get_args(EntityType)[1:]])), ("roles", None),
        ("roles", '["source", "content"]'), ("roles", '["source", "content", "cue", "cue"]'), ("roles", "[1, 2, 3]"),
        ("window_length", None), ("window_length", "long"), ("window_length", "0"), ("window_length", "100000"),
    ],
)  # fmt: skip
def test_metadata_that_is_missing_or_does_not_fit_is_an_error(
    key: str, value: str | None, model: onnx.ModelProto, tmp_path: Path
) -> None:
    save_with_metadata(model, tmp_path, **{key: value})
    with pytest.raises(WeightsError, match=r"tagger\.onnx"):
        Network(tmp_path)


def test_another_vocabulary_than_the_models_is_an_error(model: onnx.ModelProto, tmp_path: Path) -> None:
    save_with_metadata(model, tmp_path, vocabulary=None)
    with pytest.raises(WeightsError, match=r"vocab\.txt"):
        Network(tmp_path)


@pytest.mark.parametrize("name", ["tagger.onnx", "subwords.npy", "vocab.txt"])
@pytest.mark.parametrize("damage", ["missing", "empty", "half", "noise"])
def test_missing_or_damaged_files_are_named(
    name: str, damage: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in WEIGHTS.iterdir():
        shutil.copy(path, tmp_path)
    path = tmp_path / name
    data = path.read_bytes()
    if damage == "missing":
        path.unlink()
    else:
        path.write_bytes({"empty": b"", "half": data[: len(data) // 2], "noise": b"\xff\x00" * 1000}[damage])
    with pytest.raises(WeightsError, match=name):
        Network(tmp_path)
    monkeypatch.setattr(module, "load_network", lambda: Network(tmp_path))
    paths = [SAMPLES / "headline.txt", SAMPLES / "bare.txt"]
    errors = [report.error for report in newscli.inspect_all(paths, isolate=False)]
    assert all(error and name in error.message and "reinstall newscli" in error.message for error in errors)
