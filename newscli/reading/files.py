"""Paths, folders and pipes -> bytes, within limits."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from newscli.errors import LimitError, NewscliError, UnreadableError
from newscli.formats import FORMATS
from newscli.limits import Limits

PACKED_ENDINGS = (".gz", ".bz2", ".xz", ".zst")
ENDINGS = tuple(ending for one in FORMATS.values() for ending in one.endings)
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Input:
    """One thing to read. ``path`` is as given; ``failure`` is set where it is known to be unreadable."""

    path: str
    failure: NewscliError | None = None


def expand(path: str) -> Iterator[Input]:
    """The files that a path means: itself, or for a folder all in it that newscli reads, sorted."""
    if not os.path.isdir(path):  # noqa: PTH112 - pathlib would change the path as given
        yield Input(path)
        return
    failures: list[OSError] = []
    found: list[str] = []
    root = os.path.realpath(path)
    for folder, folders, names in os.walk(path, onerror=failures.append):
        folders.sort()
        for name in names:
            file = os.path.join(folder, name)  # noqa: PTH118
            if without_packing(name).lower().endswith(ENDINGS) and _inside(file, root):
                found.append(file)
    yield from (Input(file) for file in sorted(found))
    for failure in failures:
        yield Input(os.fsdecode(failure.filename or path), _unreadable(failure))
    if not found and not failures:
        yield Input(path, UnreadableError(f"is a folder with no file that ends in {', '.join(ENDINGS)}"))


def _inside(file: str, root: str) -> bool:
    """Whether a file found in a folder lies there, links followed."""
    return os.path.commonpath([os.path.realpath(file), root]) == root


def read_file(path: str, limits: Limits) -> bytes:
    """All bytes of a file, a named pipe or a device. Raises UnreadableError and LimitError."""
    try:
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - pathlib would change the path as given
            chunks: list[bytes] = []
            size = 0
            while chunk := file.read(_CHUNK):
                size += len(chunk)
                if size > limits.max_bytes:
                    raise _too_long(limits)
                chunks.append(chunk)
            return b"".join(chunks)
    except (OSError, ValueError) as error:
        raise _unreadable(error) from None


def read_stream(stream: BinaryIO, limits: Limits) -> bytes:
    """All bytes of standard input. A pipe may take its time, so only its size is limited."""
    data = stream.read(limits.max_bytes + 1)
    if len(data) > limits.max_bytes:
        raise _too_long(limits)
    return data


def ending(name: str) -> str:
    return Path(name).suffix.lower()


def is_address(path: str) -> bool:
    """Whether a path is a web address."""
    return path.lower().startswith(("http://", "https://"))


def without_packing(name: str) -> str:
    """A name without the ending of a compressed file: "page.html" of "page.html.gz"."""
    return name[: -len(ending(name))] if ending(name) in PACKED_ENDINGS else name


def _too_long(limits: Limits) -> LimitError:
    return LimitError(f"is over {limits.max_bytes:,} bytes; raise --max-bytes to read it")


def _unreadable(error: OSError | ValueError) -> UnreadableError:
    if isinstance(error, FileNotFoundError):
        return UnreadableError("there is no such file; check the path")
    if isinstance(error, PermissionError):
        return UnreadableError("can't be read: permission denied; check its mode")
    if isinstance(error, IsADirectoryError):
        return UnreadableError("is a folder")
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return UnreadableError(f"can't be read: {reason}")
