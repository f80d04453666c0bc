"""Paths, folders and pipes -> bytes, within limits."""

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from newscli.errors import LimitError, NewscliError, UnreadableError
from newscli.limits import Limits

COMPRESSION_ENDINGS = (".gz", ".bz2", ".xz", ".zst")
_CHUNK_BYTES = 1 << 20


class Piece(NamedTuple):
    """A part of a file with several articles.

    Without ``lines`` it is all but the first ``skip`` articles. With them, it is these lines of NDJSON: ``first`` is
    the number of the first article on them, ``last_line`` that of the last line, blank ones left out, ``bytes`` and
    ``sha256`` are those of the whole file.
    """

    skip: int = 0
    lines: tuple[bytes | NewscliError, ...] | None = None
    first: int = 1
    last_line: int = 0
    bytes: int | None = None
    sha256: str | None = None


class Input(NamedTuple):
    """One thing to read: a file, an address, its bytes, or an open ``stream`` such as standard input.

    ``path`` is the path that its Reports give, ``source`` that of the file or the address if it is another. ``failure``
    is set if it is already known to be unreadable, ``piece`` if only a part of it is to be read.
    """

    path: str
    stream: BinaryIO | None = None
    failure: NewscliError | None = None
    data: bytes | None = None
    source: str | None = None
    piece: "Piece | None" = None

    @property
    def location(self) -> str:
        """The path of the file, or its address."""
        return self.path if self.source is None else self.source


def expand_path(path: str, endings: tuple[str, ...]) -> Iterator[Input]:
    """Yield the files that a path stands for: itself, or all files under a folder with one of ``endings``, sorted.

    The files of a folder come one by one, as it is listed: no more than the names in one folder are in memory.
    """
    if is_url(path) or not os.path.isdir(path):  # noqa: PTH112 - pathlib would change the path as given
        yield Input(path)
        return
    is_empty = True
    failures: list[OSError] = []
    for file in _walk(path, endings, os.path.realpath(path), failures):
        is_empty = False
        yield Input(file)
    for failure in failures:
        name = os.fsdecode(failure.filename or path)
        yield Input(name if name == path else name.rstrip(os.sep), failure=_explain_failure(failure))
    if is_empty and not failures:
        yield Input(path, failure=UnreadableError(f"is a folder with no file that ends in {', '.join(endings)}"))


def _walk(folder: str, endings: tuple[str, ...], root: str, failures: list[OSError]) -> Iterator[str]:
    """Yield the files under a folder in the order of their whole paths; collect the errors of folders in it."""
    # A stack, since Python limits the depth of calls, and nothing limits that of folders.
    pending = _list_folder(folder, endings, root, failures)
    while pending:
        path = pending.pop()
        if path.endswith(os.sep):
            pending += _list_folder(path, endings, root, failures)
        else:
            yield path


def _list_folder(folder: str, endings: tuple[str, ...], root: str, failures: list[OSError]) -> list[str]:
    """List the files and, with a separator at the end, the folders in a folder, in reverse order."""
    paths: list[str] = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    # The separator sorts a folder where the paths of its files belong.
                    paths.append(entry.path + os.sep)
                elif strip_compression_ending(entry.name).lower().endswith(endings) and (
                    not entry.is_symlink() or (not entry.is_dir() and _lies_under(entry.path, root))
                ):
                    paths.append(entry.path)
    except OSError as error:
        failures.append(error)
    paths.sort(reverse=True)
    return paths


def _lies_under(file: str, root: str) -> bool:
    """Whether a file lies under a folder once links are followed."""
    return os.path.commonpath([os.path.realpath(file), root]) == root


def open_file(path: str) -> BinaryIO:
    """Open a file, a named pipe or a device for reading. Raises UnreadableError if it can't be opened."""
    try:
        # Unbuffered, so that reading from a pipe returns as soon as there is anything.
        return open(path, "rb", buffering=0)  # noqa: PTH123 - pathlib would change the path as given
    except (OSError, ValueError) as error:
        raise _explain_failure(error) from None


def read_chunks(file: BinaryIO, max_bytes: int | None = None) -> Iterator[bytes]:
    """Yield the contents of a file or a pipe as they arrive, up to ``max_bytes``.

    Raises UnreadableError if reading fails.
    """
    # On a buffered stream, read() would wait for a full chunk.
    read = getattr(file, "read1", file.read)
    bytes_left = max_bytes
    try:
        while bytes_left is None or bytes_left > 0:
            chunk = read(_CHUNK_BYTES if bytes_left is None else min(bytes_left, _CHUNK_BYTES))
            if not chunk:
                return
            bytes_left = None if bytes_left is None else bytes_left - len(chunk)
            yield chunk
    except (OSError, ValueError) as error:
        raise _explain_failure(error) from None


def join_chunks(chunks: Iterable[bytes], limits: Limits) -> bytes:
    """Join chunks. Raises LimitError if they exceed the size that a file may have."""
    parts: list[bytes] = []
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > limits.max_bytes:
            raise LimitError(f"is over {limits.max_bytes:,} bytes; raise --max-bytes to read it")
        parts.append(chunk)
    return b"".join(parts)


def find_start(file: BinaryIO) -> int | None:
    """Find the current position in a file that can be read twice; None for a pipe or a device."""
    try:
        return file.tell() if stat.S_ISREG(os.fstat(file.fileno()).st_mode) else None
    except (OSError, ValueError):
        return None


def hash_file(file: BinaryIO, start: int) -> tuple[int, str]:
    """Compute the size in bytes and the SHA-256 of a file from ``start`` on; the file is left at ``start``.

    Raises UnreadableError if reading fails.

    """
    try:
        file.seek(start)
        digest = hashlib.file_digest(file, "sha256")  # type: ignore[arg-type]
        size = file.tell() - start
        file.seek(start)
    except (OSError, ValueError) as error:
        raise _explain_failure(error) from None
    return size, digest.hexdigest()


def get_ending(name: str) -> str:
    """Get the last ending of a file name, in lower case: ".gz" for "page.html.gz"."""
    return Path(name).suffix.lower()


def is_url(path: str) -> bool:
    """Whether a path is a web address."""
    return path.lower().startswith(("http://", "https://"))


def strip_compression_ending(name: str) -> str:
    """Strip the ending of a compressed file from a name: "page.html.gz" becomes "page.html"."""
    return name[: -len(get_ending(name))] if get_ending(name) in COMPRESSION_ENDINGS else name


def _explain_failure(error: OSError | ValueError) -> UnreadableError:
    if isinstance(error, FileNotFoundError):
        return UnreadableError("no such file; check the path")
    if isinstance(error, PermissionError):
        return UnreadableError("can't be read: permission denied; check its permissions")
    if isinstance(error, IsADirectoryError):
        return UnreadableError("is a folder; give a file in it")
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return UnreadableError(f"can't be read: {reason}")
