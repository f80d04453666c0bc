"""Compressed files -> their contents, counted as they are decompressed. Nothing is ever written to disk."""

import bz2
import lzma
import sys
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, NamedTuple

from newscli.errors import LimitError, MissingLibraryError, UnreadableError
from newscli.input.budget import UnpackBudget
from newscli.optional_imports import import_optional

_OUTPUT_CHUNK_BYTES = 1 << 20
_INPUT_CHUNK_BYTES = 1 << 16
# Xz and Zstandard files state how much memory their decompression takes.
_MAX_MEMORY_BYTES = 256 << 20
# In the standard library since Python 3.14; backports.zstd is the same module for older versions.
_ZSTANDARD_MODULE = "compression.zstd" if sys.version_info >= (3, 14) else "backports.zstd"


class Compression(NamedTuple):
    """A kind of compression: the first bytes of its files, its name, and a function that decompresses in chunks."""

    signature: bytes
    name: str
    read_chunks: Callable[[bytes], Iterator[bytes]]


def decompress(data: bytes, budget: UnpackBudget) -> Iterator[bytes]:
    """Yield the contents of a compressed file in chunks; uncompressed bytes come back unchanged, in one chunk.

    Raises LimitError if there is more than ``budget`` allows, UnreadableError if the file is damaged, and
    MissingLibraryError if it is compressed with Zstandard and the library is missing.
    """
    compression = next((kind for kind in COMPRESSIONS if data.startswith(kind.signature)), None)
    if compression is None:
        yield data
        return
    try:
        for chunk in compression.read_chunks(data):
            budget.spend_bytes(len(chunk))
            yield chunk
    except (LimitError, MissingLibraryError):
        raise
    except EOFError:
        raise UnreadableError(f"is a {compression.name} file that ends too early; get it again") from None
    except Exception as error:  # each library has errors of its own
        raise UnreadableError(f"is a damaged {compression.name} file ({error})") from None


def _decompress_members(data: bytes, signature: bytes, open_member: Callable[[], Any]) -> Iterator[bytes]:
    """Decompress each member of a file in turn; padding after the last one is ignored.

    The input is fed in small slices, so that the unused rest of a slice is cheap to copy.
    """
    position = 0
    while data.startswith(signature, position):
        decompressor = open_member()
        while not decompressor.eof:
            # zlib hands back the input that it has not used; the others keep it.
            piece = getattr(decompressor, "unconsumed_tail", b"")
            if not piece and getattr(decompressor, "needs_input", True):
                piece = data[position : position + _INPUT_CHUNK_BYTES]
                position += len(piece)
            chunk = decompressor.decompress(piece, _OUTPUT_CHUNK_BYTES)
            if not chunk and not piece and position >= len(data) and not decompressor.eof:
                raise EOFError
            yield chunk
        position -= len(decompressor.unused_data)


def _open_zstandard_frame() -> Any:
    zstd = import_optional(_ZSTANDARD_MODULE, "backports.zstd")
    options = {zstd.DecompressionParameter.window_log_max: _MAX_MEMORY_BYTES.bit_length() - 1}
    return zstd.ZstdDecompressor(options=options)


def has_zstandard() -> bool:
    """Whether this installation can unpack Zstandard."""
    try:
        _open_zstandard_frame()
    except MissingLibraryError:
        return False
    return True


def _make_compression(signature: bytes, name: str, open_member: Callable[[], Any]) -> Compression:
    return Compression(signature, name, partial(_decompress_members, signature=signature, open_member=open_member))


COMPRESSIONS = (
    # 31: the largest window of zlib (15), with a gzip header (16).
    _make_compression(b"\x1f\x8b", "gzip", lambda: zlib.decompressobj(wbits=31)),
    _make_compression(b"BZh", "bzip2", bz2.BZ2Decompressor),
    _make_compression(b"\xfd7zXZ\x00", "xz", lambda: lzma.LZMADecompressor(memlimit=_MAX_MEMORY_BYTES)),
    _make_compression(b"\x28\xb5\x2f\xfd", "Zstandard", _open_zstandard_frame),
)
