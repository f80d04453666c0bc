"""ZIP archives -> the files in them, counted while they are unpacked. Nothing is ever written to disk."""

import zipfile
from collections.abc import Iterator
from io import BytesIO

from newscli.errors import LimitError, NewscliError, UnreadableError
from newscli.limits import Limits

_CHUNK = 1 << 20


def opened(data: bytes, limits: Limits) -> zipfile.ZipFile:
    """An archive whose entries and stated sizes are within ``limits``."""
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except Exception as error:  # damaged ones break it in ways that it doesn't document
        raise UnreadableError(f"is a damaged ZIP archive ({error})") from None
    if len(archive.infolist()) > limits.max_entries:
        raise LimitError(f"has over {limits.max_entries:,} entries; raise --max-entries to read it")
    if sum(one.file_size for one in archive.infolist()) > limits.max_unpacked:
        raise LimitError(f"unpacks to over {limits.max_unpacked:,} bytes; raise --max-unpacked to read it")
    return archive


def members(data: bytes, limits: Limits) -> Iterator[tuple[str, bytes | NewscliError]]:
    """The name and bytes of each file in an archive, by name; an error in the place of one that can't be read."""
    archive = opened(data, limits)
    left = limits.max_unpacked
    for one in sorted(archive.infolist(), key=lambda one: one.filename):
        if one.filename.endswith("/") or one.filename.startswith("__MACOSX/"):
            continue
        found = _read(archive, one, left, limits)
        left -= len(found) if isinstance(found, bytes) else 0
        yield one.filename, found


def _read(archive: zipfile.ZipFile, one: zipfile.ZipInfo, left: int, limits: Limits) -> bytes | NewscliError:
    chunks: list[bytes] = []
    try:
        with archive.open(one) as file:
            while chunk := file.read(_CHUNK):
                left -= len(chunk)
                if left < 0:
                    return LimitError(f"unpacks to over {limits.max_unpacked:,} bytes; raise --max-unpacked to read it")
                chunks.append(chunk)
    except RuntimeError:
        return UnreadableError("is locked by a password; unpack it first")
    except Exception as error:  # zipfile, zlib, bz2 and lzma each have errors of their own
        return UnreadableError(f"is damaged ({error})")
    return b"".join(chunks)
