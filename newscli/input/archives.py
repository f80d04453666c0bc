"""ZIP archives -> the files in them, counted as they are unpacked. Nothing is ever written to disk."""

import zipfile
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise

from newscli.errors import LimitError, NewscliError, UnreadableError
from newscli.input.budget import UnpackBudget

_CHUNK_BYTES = 1 << 20
# Before the name of an entry and its contents (APPNOTE.TXT, section 4.3.7).
_LOCAL_HEADER_BYTES = 30
# macOS puts resource forks there.
_IGNORED_FOLDER = "__MACOSX/"


def open_zip(data: bytes, budget: UnpackBudget) -> zipfile.ZipFile:
    """Open an archive and count its entries.

    Raises UnreadableError if it is damaged or its entries overlap, LimitError if it has too many entries.
    """
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except NewscliError:
        raise
    except Exception as error:  # zipfile raises undocumented errors for damaged archives
        raise UnreadableError(f"is a damaged ZIP archive ({error})") from None
    if _has_overlaps(archive):
        raise UnreadableError("is a ZIP archive with entries that overlap, as those that unpack to gigabytes have")
    for _ in archive.infolist():
        budget.count_entry()
    return archive


def _has_overlaps(archive: zipfile.ZipFile) -> bool:
    """Whether an entry begins inside another (Fifield 2019, "A better zip bomb")."""
    entries = sorted(archive.infolist(), key=lambda entry: entry.header_offset)
    return any(
        entry.header_offset + _LOCAL_HEADER_BYTES + entry.compress_size > following.header_offset
        for entry, following in pairwise(entries)
    )


def read_members(data: bytes, budget: UnpackBudget) -> Iterator[tuple[str, bytes | NewscliError]]:
    """Yield (name, contents) of each file in an archive, sorted by name, with an error for contents that can't be read.

    Raises the errors of ``open_zip``.
    """
    archive = open_zip(data, budget)
    for member in sorted(archive.infolist(), key=lambda member: member.filename):
        if not (member.filename.endswith("/") or member.filename.startswith(_IGNORED_FOLDER)):
            yield member.filename, _read_member(archive, member, budget)


def _read_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, budget: UnpackBudget) -> bytes | NewscliError:
    # zipfile never returns more of a member than the size in its header. A member whose header exceeds the budget is
    # refused before any is spent, so that the others can still be read.
    if member.file_size > budget.bytes_left:
        return budget.explain_overrun()
    chunks: list[bytes] = []
    try:
        with archive.open(member) as file:
            while chunk := file.read(_CHUNK_BYTES):
                budget.spend_bytes(len(chunk))
                chunks.append(chunk)
    except LimitError as error:
        return error
    except NotImplementedError:
        return UnreadableError("is compressed by a method that newscli doesn't know; unpack it first")
    except RuntimeError:
        return UnreadableError("is locked by a password; unpack it first")
    except Exception as error:  # zipfile, zlib, bz2 and lzma each have errors of their own
        return UnreadableError(f"is damaged ({error})")
    return b"".join(chunks)
