"""The network: its weights as they lie in the package, and what happens without them."""

import shutil
from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import numpy_helper

from newscli.errors import WeightsError
from newscli.tagging import network as module
from newscli.tagging.decoding import NEVER
from newscli.tagging.network import WEIGHTS, Network
from newscli.tagging.windows import Window
from tests.conftest import SAMPLES, invoke


@pytest.fixture(scope="module")
def model() -> onnx.ModelProto:
    return onnx.load(WEIGHTS / "tagger.onnx")


def test_weights_are_bytes_of_a_reduced_range(model: onnx.ModelProto) -> None:
    # A CPU without VNNI adds two products of bytes in 16 bits: 8-bit weights would overflow.
    whole = {w.name: numpy_helper.to_array(w) for w in model.graph.initializer if w.data_type == onnx.TensorProto.INT8}
    multiplied = {node.input[1] for node in model.graph.node if node.op_type == "DynamicQuantizeMatMul"}
    assert len(multiplied) >= 16
    assert multiplied <= set(whole)
    for name, value in whole.items():
        assert np.abs(value.astype(int)).max() <= 63, name


def test_every_large_weight_is_a_byte(model: onnx.ModelProto) -> None:
    large = [w for w in model.graph.initializer if np.prod(w.dims) > 200_000]
    assert large
    assert all(w.data_type == onnx.TensorProto.INT8 for w in large)


def test_the_weights_are_small_enough_to_ship() -> None:
    assert sum(path.stat().st_size for path in WEIGHTS.iterdir()) <= 25_000_000


def test_a_window_is_read_the_same_every_time() -> None:
    window = Window([101, 7, 9, 102], [0, 1, 2, 0], [0, 0, 1, 0], [(0, 0), (0, 3), (4, 7), (7, 7)])
    first, second = (Network().scores(window) for _ in range(2))
    assert all(np.array_equal(a, b) for a, b in zip(first, second, strict=True))


def test_moves_bar_an_inside_without_its_begin() -> None:
    moves = module.network().constants.name_moves
    assert moves[0, 2] < NEVER / 2
    assert moves[1, 2] > NEVER / 2
    assert moves[3, 2] < NEVER / 2


@pytest.mark.parametrize("name", ["tagger.onnx", "vocab.txt"])
@pytest.mark.parametrize("harm", ["missing", "empty", "half", "noise"])
def test_missing_or_damaged_weights_are_named(
    name: str, harm: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in WEIGHTS.iterdir():
        shutil.copy(path, tmp_path)
    path = tmp_path / name
    whole = path.read_bytes()
    if harm == "missing":
        path.unlink()
    else:
        path.write_bytes({"empty": b"", "half": whole[: len(whole) // 2], "noise": b"\xff\x00" * 1000}[harm])
    with pytest.raises(WeightsError, match=name):
        Network(tmp_path)
    monkeypatch.setattr(module, "network", lambda: Network(tmp_path))
    done = invoke("quotes", str(SAMPLES / "headline.txt"), str(SAMPLES / "bare.txt"))
    assert done.code == 1
    assert done.err.count("\n") == 2
    assert all(name in line and "install newscli again" in line for line in done.err.splitlines())
