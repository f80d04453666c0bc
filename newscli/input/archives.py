"""ZIP archives -> the files in them, counted while they are unpacked. Nothing is ever written to disk."""

import zipfile
from collections.abc import Iterator
from io import BytesIO

from newscli.errors import LimitError, NewscliError, UnreadableError
from newscli.input.budget import UnpackBudget

_CHUNK = 1 << 20


def open_zip(data: bytes, meter: UnpackBudget) -> zipfile.ZipFile:
    """An archive, its entries counted. Raises UnreadableError where it is damaged."""
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except NewscliError:
        raise
    except Exception as error:  # damaged ones break it in ways that it doesn't document
        raise UnreadableError(f"is a damaged ZIP archive ({error})") from None
    for _ in archive.infolist():
        meter.enter()
    return archive


def read_members(data: bytes, meter: UnpackBudget) -> Iterator[tuple[str, bytes | NewscliError]]:
    """The name and bytes of each file in an archive, by name; an error in the place of one that can't be read."""
    archive = open_zip(data, meter)
    for one in sorted(archive.infolist(), key=lambda one: one.filename):
        if not (one.filename.endswith("/") or one.filename.startswith("__MACOSX/")):
            yield one.filename, _read(archive, one, meter)


def _read(archive: zipfile.ZipFile, one: zipfile.ZipInfo, meter: UnpackBudget) -> bytes | NewscliError:
    # The library gives no more of an entry than it states. What states too much costs the others nothing.
    if one.file_size > meter.left:
        return meter.too_much()
    chunks: list[bytes] = []
    try:
        with archive.open(one) as file:
            while chunk := file.read(_CHUNK):
                meter.take(len(chunk))
                chunks.append(chunk)
    except LimitError as error:
        return error
    except RuntimeError:
        return UnreadableError("is locked by a password; unpack it first")
    except Exception as error:  # zipfile, zlib, bz2 and lzma each have errors of their own
        return UnreadableError(f"is damaged ({error})")
    return b"".join(chunks)
