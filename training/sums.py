"""Write the digests of newscli's data files, by which Reports say what made them: python -m training.sums.

Each folder with data gets a file SHA256SUMS, as the program sha256sum writes it.
"""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from newscli.generator import SUMS

PACKAGE = Path(__file__).parent.parent / "newscli"
DATA_ENDINGS = {".npy", ".onnx", ".tsv", ".txt"}


def describe_folders() -> Iterator[tuple[Path, str]]:
    """Yield each folder with data, and what its SHA256SUMS should hold."""
    paths = sorted(path for path in PACKAGE.rglob("*") if path.suffix in DATA_ENDINGS)
    for folder in sorted({path.parent for path in paths}):
        lines = [f"{sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in paths if path.parent == folder]
        yield folder, "".join(lines)


def write_sums() -> None:
    """Write the SHA256SUMS of every folder with data."""
    for folder, sums in describe_folders():
        (folder / SUMS).write_text(sums, encoding="utf-8")


if __name__ == "__main__":
    write_sums()
