"""Paths, folders and pipes -> bytes, within limits."""

import hashlib
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from newscli.errors import LimitError, NewscliError, UnreadableError
from newscli.limits import Limits

PACKED_ENDINGS = (".gz", ".bz2", ".xz", ".zst")
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Input:
    """One thing to read. ``path`` is as given; ``failure`` is set where it is known to be unreadable."""

    path: str
    failure: NewscliError | None = None


def expand(path: str, endings: tuple[str, ...]) -> Iterator[Input]:
    """The files that a path means: itself, or for a folder all files in it with one of ``endings``, sorted."""
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
            if strip_compression_ending(name).lower().endswith(endings) and _inside(file, root):
                found.append(file)
    yield from (Input(file) for file in sorted(found))
    for failure in failures:
        yield Input(os.fsdecode(failure.filename or path), _unreadable(failure))
    if not found and not failures:
        yield Input(path, UnreadableError(f"is a folder with no file that ends in {', '.join(endings)}"))


def _inside(file: str, root: str) -> bool:
    """Whether a file found in a folder lies there, links followed."""
    return os.path.commonpath([os.path.realpath(file), root]) == root


def open_file(path: str) -> BinaryIO:
    """A file, a named pipe or a device, to read from. Raises UnreadableError."""
    try:
        # Unbuffered, a pipe gives what it has.
        return open(path, "rb", buffering=0)  # noqa: PTH123 - pathlib would change the path as given
    except (OSError, ValueError) as error:
        raise _unreadable(error) from None


def read_chunks(
    file: BinaryIO, waiting: Callable[[], AbstractContextManager[None]] = nullcontext, most: int | None = None
) -> Iterator[bytes]:
    """What a file or a pipe holds, as it comes, of at most ``most`` bytes; each read is done under ``waiting``. Raises
    UnreadableError."""
    # Of a buffered one read() would wait until there is enough.
    read = getattr(file, "read1", file.read)
    try:
        while most is None or most > 0:
            with waiting():
                chunk = read(_CHUNK if most is None else min(most, _CHUNK))
            if not chunk:
                return
            most = None if most is None else most - len(chunk)
            yield chunk
    except (OSError, ValueError) as error:
        raise _unreadable(error) from None


def join_chunks(some: Iterable[bytes], limits: Limits) -> bytes:
    """Chunks as one. Raises LimitError where they are more than a file may have."""
    held: list[bytes] = []
    size = 0
    for chunk in some:
        size += len(chunk)
        if size > limits.max_bytes:
            raise LimitError(f"is over {limits.max_bytes:,} bytes; raise --max-bytes to read it")
        held.append(chunk)
    return b"".join(held)


def find_start(file: BinaryIO) -> int | None:
    """Where an open file begins to be read; None for a pipe or a device, which can be read once."""
    try:
        return file.tell() if stat.S_ISREG(os.fstat(file.fileno()).st_mode) else None
    except (OSError, ValueError):
        return None


def hash_file(file: BinaryIO, begin: int) -> tuple[int, str]:
    """The size and the SHA-256 of a file from a place on, to which it is put back. Raises UnreadableError."""
    try:
        file.seek(begin)
        found = hashlib.file_digest(file, "sha256")  # type: ignore[arg-type]
        size = file.tell() - begin
        file.seek(begin)
    except (OSError, ValueError) as error:
        raise _unreadable(error) from None
    return size, found.hexdigest()


def get_ending(name: str) -> str:
    return Path(name).suffix.lower()


def is_address(path: str) -> bool:
    """Whether a path is a web address."""
    return path.lower().startswith(("http://", "https://"))


def strip_compression_ending(name: str) -> str:
    """A name without the ending of a compressed file: "page.html" of "page.html.gz"."""
    return name[: -len(get_ending(name))] if get_ending(name) in PACKED_ENDINGS else name


def _unreadable(error: OSError | ValueError) -> UnreadableError:
    if isinstance(error, FileNotFoundError):
        return UnreadableError("there is no such file; check the path")
    if isinstance(error, PermissionError):
        return UnreadableError("can't be read: permission denied; check its mode")
    if isinstance(error, IsADirectoryError):
        return UnreadableError("is a folder")
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return UnreadableError(f"can't be read: {reason}")
