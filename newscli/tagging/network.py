"""The tagger's network: a table of embeddings, and weights and labels in an ONNX file, run by onnxruntime.

Each call gets one window: the quantized layers scale activations to 8 bits by the largest value in the call, so padding
a window or batching it with others would change its scores.
"""

import json
import os
from collections.abc import Sequence
from enum import IntEnum
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal, NamedTuple, get_args

import numpy as np

from newscli.errors import WeightsError
from newscli.model import EntityType
from newscli.tagging.decoding import Floats, count_tags, softmax
from newscli.tagging.windows import Window
from newscli.tagging.wordpiece import Vocabulary

WEIGHTS = Path(__file__).parents[1] / "weights"
_THREADS = 1
# The level of onnxruntime's log that leaves out all but fatal errors.
_LOG_FATAL_ERRORS = 4

Role = Literal["source", "content", "cue"]


class Pointer(IntEnum):
    """The network's pointer heads by index: which subwords point to which."""

    CONTENT_TO_CUE = 0
    CUE_TO_SOURCE = 1
    PRONOUN_TO_NAME = 2


# The position of [CLS] in a window. A pointer to it means that the target is not in the window.
NO_TARGET = 0


class Scores(NamedTuple):
    """What the network computes for a window of n subwords.

    ``names`` (n, name tags) and ``roles`` (n, role tags) are scores of BIO tags. ``pointers`` (n, 6, 64) are the query
    vector and the key vector of each pointer head, in the order of Pointer.
    """

    names: Floats
    roles: Floats
    pointers: Floats


class Constants(NamedTuple):
    """The values that are the same for every window.

    ``name_transitions`` (name tags, name tags) and ``role_transitions`` (role tags, role tags) are the scores of going
    from one tag (row) to the next (column). ``distance_bias`` (3, 2 × reach + 1) is what to add to the score of a
    pointer by its distance in subwords, from -reach to reach.
    """

    name_transitions: Floats
    role_transitions: Floats
    distance_bias: Floats


class Network:
    """The network, its vocabulary and its labels.

    ``name_types`` and ``roles`` are the types of its BIO tags, in the order of the tags; ``window_length`` is the
    longest window that it was trained for, in subwords.
    """

    def __init__(self, folder: Path = WEIGHTS) -> None:
        """Load tagger.onnx, subwords.npy and vocab.txt. Raises WeightsError if one of them is missing or damaged."""
        model_path, vocabulary_path = folder / "tagger.onnx", folder / "vocab.txt"
        if not model_path.is_file():
            raise WeightsError(_describe_damage(model_path))
        self._session = _open_session(model_path)
        metadata = self._session.get_modelmeta().custom_metadata_map
        try:
            data = vocabulary_path.read_bytes()
        except OSError as error:
            raise WeightsError(_describe_damage(vocabulary_path)) from error
        if sha256(data).hexdigest() != metadata.get("vocabulary"):
            raise WeightsError(_describe_damage(vocabulary_path))
        self.vocabulary = Vocabulary(data.decode("utf-8").split("\n")[:-1])
        self._embeddings = _load_embeddings(folder / "subwords.npy", len(self.vocabulary.ids))
        try:
            self.constants = Constants(*self._session.run(list(Constants._fields), self._feed(_EMPTY_WINDOW)))
            self.name_types: tuple[EntityType, ...] = _read_labels(metadata["name_types"], get_args(EntityType))
            self.roles: tuple[Role, ...] = _read_labels(metadata["roles"], get_args(Role))
            self.window_length = int(metadata["window_length"])
            self._check_sizes()
        except Exception as error:  # onnxruntime's own errors have no common type
            raise WeightsError(_describe_damage(model_path)) from error

    def _check_sizes(self) -> None:
        name_tags, role_tags = count_tags(len(self.name_types)), count_tags(len(self.roles))
        expected = (name_tags, name_tags), (role_tags, role_tags)
        if (self.constants.name_transitions.shape, self.constants.role_transitions.shape) != expected:
            raise ValueError("the labels in the metadata don't fit the transition scores")
        if not 0 < self.window_length <= self._reach:
            raise ValueError("a pointer can't reach across a window")

    @property
    def _reach(self) -> int:
        """The longest distance of a pointer, in subwords."""
        return int(self.constants.distance_bias.shape[1]) // 2

    def compute_scores(self, window: Window) -> Scores:
        """Run the network on one window of at most ``window_length`` subwords."""
        return Scores(*self._session.run(list(Scores._fields), self._feed(window)))

    def _feed(self, window: Window) -> dict[str, Any]:
        rows = self._embeddings.take(window.ids)
        subwords = rows["values"].astype(np.float32)
        subwords *= rows["scale"][:, None]
        return {
            "subwords": subwords,
            "shapes": np.array(window.shapes, dtype=np.int64),
            "quotation": np.array(window.quotation, dtype=np.int64),
        }

    def compute_pointers(self, scores: Scores, pointer: Pointer, queries: Sequence[int]) -> Floats:
        """Compute the probabilities (queries, n) that subwords at the positions ``queries`` point to each subword."""
        keys = np.arange(self._reach, self._reach + len(scores.pointers))
        bias = self.constants.distance_bias[pointer][keys - np.array(queries)[:, None]]
        # Not "@": OpenBLAS would start threads for it, which cost more than they save.
        products = np.einsum("qd,kd->qk", scores.pointers[queries, 2 * pointer], scores.pointers[:, 2 * pointer + 1])
        return softmax(products + bias)


_EMPTY_WINDOW = Window([0], [0], [0], [(0, 0)])


@cache
def load_network() -> Network:
    """Load the network that comes with newscli, once."""
    return Network()


def import_runtime() -> Any:
    """Import onnxruntime with its telemetry turned off.

    Since 1.30 its wheels write a device id into the user's cache folder and send events about the machine. The
    library reads the variable when it is loaded, so this is the only place that may import it.
    """
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    import onnxruntime

    return onnxruntime


def _open_session(path: Path) -> Any:
    onnxruntime = import_runtime()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = _THREADS
    # The graph in the file is already fused.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    # Let waiting threads sleep: spinning would cost as much as working.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = _LOG_FATAL_ERRORS
    try:
        return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime's own errors have no common type
        raise WeightsError(_describe_damage(path)) from error


def make_embedding_dtype(width: int) -> np.dtype[np.void]:
    """Make the type of a row of subwords.npy: the values are bytes, and the scale is what to multiply them by."""
    return np.dtype([("scale", "<f4"), ("values", "i1", (width,))])


def _load_embeddings(path: Path, rows: int) -> Any:
    """Map the table of embeddings into memory, so that only the rows of an article's subwords are read."""
    try:
        table = np.load(path, mmap_mode="r")
        if table.shape != (rows,) or table.dtype != make_embedding_dtype(table.dtype["values"].shape[0]):
            raise ValueError(f"the table has {table.shape} rows of {table.dtype}")
    except (OSError, ValueError, KeyError, TypeError, EOFError) as error:
        raise WeightsError(_describe_damage(path)) from error
    # A plain array: memmap's own indexing costs more than the reading.
    return table.view(np.ndarray)


def _read_labels(entry: str, allowed: Sequence[str]) -> tuple[Any, ...]:
    """Read labels from a JSON list in the metadata: each of ``allowed`` once, in the order of the tags."""
    labels = json.loads(entry)
    if sorted(labels) != sorted(allowed):
        raise ValueError(f"unknown or missing labels: {entry}")
    return tuple(labels)


def _describe_damage(path: Path) -> str:
    return f"a file of the model is missing or damaged ({path}): reinstall newscli"
