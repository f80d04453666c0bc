"""The reader's network: weights from a file, run by onnxruntime, one window at a time.

One window a call: activations are scaled to 8 bits by the largest value in the call, so that a window
padded or batched with others would be read differently.
"""

import os
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from newscli.errors import WeightsError
from newscli.tagging.decoding import Floats, probabilities
from newscli.tagging.windows import Window
from newscli.tagging.wordpiece import Vocabulary

WEIGHTS = Path(__file__).parents[1] / "weights"
_THREADS = 1


class Scores(NamedTuple):
    """For n pieces: scores of name labels (n, 15) and of role labels (n, 7), and six vectors of each
    piece for its links (n, 6, 64): what it asks for as a content and answers as a cue, asks for as a cue and
    answers as a source, asks for as a pronoun and answers as a person's name."""

    names: Floats
    roles: Floats
    links: Floats


class Constants(NamedTuple):
    """Scores of moves from label to label, of names (15, 15) and roles (7, 7); and of each kind of link by
    the distance in pieces, to cues, to sources and to persons (3, 2 × reach + 1)."""

    name_moves: Floats
    role_moves: Floats
    distance: Floats


class Network:
    """The network and its vocabulary."""

    def __init__(self, folder: Path = WEIGHTS) -> None:
        """Load tagger.onnx and vocab.txt; raises WeightsError where either is missing or damaged."""
        model, words = folder / "tagger.onnx", folder / "vocab.txt"
        if not model.is_file():
            raise WeightsError(_complaint(model))
        self._session = _session(model)
        try:
            data = words.read_bytes()
        except OSError as error:
            raise WeightsError(_complaint(words)) from error
        if sha256(data).hexdigest() != self._session.get_modelmeta().custom_metadata_map["vocabulary"]:
            raise WeightsError(_complaint(words))
        self.vocabulary = Vocabulary(data.decode("utf-8").split("\n")[:-1])
        self.constants = Constants(*self._session.run(list(Constants._fields), _feed(_EMPTY)))

    def scores(self, window: Window) -> Scores:
        """What the network makes of a window."""
        return Scores(*self._session.run(list(Scores._fields), _feed(window)))

    def pointers(self, scores: Scores, kind: int, asking: Sequence[int]) -> Floats:
        """How likely each of the asking pieces points to each piece: (asking, n); kind 0 to cues, 1 to sources, 2 to
        persons."""
        # No window is longer than the reach.
        reach = self.constants.distance.shape[1] // 2
        away = np.arange(reach, reach + len(scores.links)) - np.array(asking)[:, None]
        near = self.constants.distance[kind][away]
        # Not by "@": OpenBLAS would start threads for it, which cost more than they save.
        pointed = np.einsum("ad,nd->an", scores.links[asking, 2 * kind], scores.links[:, 2 * kind + 1])
        return probabilities(pointed + near)


_EMPTY = Window([0], [0], [0], [(0, 0)])


@cache
def network() -> Network:
    """The network that comes with newscli, loaded when first asked for."""
    return Network()


def import_runtime() -> Any:
    """Import onnxruntime with its telemetry turned off.

    From 1.30 on its wheels write a device id into the user's cache folder and send events about the machine. It reads
    the variable when it is loaded, so this is the only place that may import it.
    """
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    import onnxruntime

    return onnxruntime


def _session(path: Path) -> Any:
    onnxruntime = import_runtime()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = _THREADS
    # The graph in the file is fused already.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    # Waiting threads sleep: spinning would cost as much as working.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 4
    try:
        return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime's own errors have no common type
        raise WeightsError(_complaint(path)) from error


def _feed(window: Window) -> dict[str, Any]:
    return {
        "ids": np.array(window.ids, dtype=np.int64),
        "shapes": np.array(window.shapes, dtype=np.int64),
        "marks": np.array(window.marks, dtype=np.int64),
    }


def _complaint(path: Path) -> str:
    return f"the reader's weights are missing or damaged ({path}): install newscli again"
