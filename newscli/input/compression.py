"""Compressed files -> their bytes, counted while they are unpacked. Nothing is ever written to disk."""

import bz2
import lzma
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, NamedTuple

from newscli.errors import LimitError, MissingError, UnreadableError
from newscli.input.budget import UnpackBudget

_CHUNK, _BITE, _MORSEL = 1 << 20, 1 << 16, 1 << 10
_ZSTANDARD = b"\x28\xb5\x2f\xfd"
# Xz and Zstandard look back as far as a file asks them to.
_MEMORY = 256 << 20


class Packing(NamedTuple):
    """How a kind of file begins, what it is called, and what unpacks it, a piece at a time."""

    opening: bytes
    name: str
    chunks: Callable[[bytes], Iterator[bytes]]


def decompress(data: bytes, meter: UnpackBudget) -> Iterator[bytes]:
    """What is in a compressed file, a chunk at a time, or all of the same bytes where it is none.

    Raises LimitError where there is more than the meter allows, UnreadableError where the file is damaged.
    """
    packing = next((one for one in PACKINGS if data.startswith(one.opening)), None)
    if packing is None:
        yield data
        return
    try:
        for chunk in packing.chunks(data):
            meter.take(len(chunk))
            yield chunk
    except (LimitError, MissingError):
        raise
    except EOFError:
        raise UnreadableError(f"is a {packing.name} file that ends too early; get it again") from None
    except Exception as error:  # each library has errors of its own
        raise UnreadableError(f"is a damaged {packing.name} file ({error})") from None


def _members(data: bytes, opening: bytes, unpacker: Callable[[], Any]) -> Iterator[bytes]:
    """A file may have several members, one after the other; padding after the last one is left out. Little goes in at a
    time, so that what is left is never copied whole."""
    place = 0
    while data.startswith(opening, place):
        one = unpacker()
        while not one.eof:
            # Bzip2 and xz keep what they have not read; zlib hands it back.
            held = getattr(one, "unconsumed_tail", b"")
            if not held and getattr(one, "needs_input", True):
                held = data[place : place + _BITE]
                place += len(held)
            chunk = one.decompress(held, _CHUNK)
            if not chunk and not held and place >= len(data) and not one.eof:
                raise EOFError
            yield chunk
        place -= len(one.unused_data)


def _zstandard(data: bytes) -> Iterator[bytes]:
    from newscli.optional_imports import import_optional

    unpacker = import_optional("zstandard", "zstd").ZstdDecompressor(max_window_size=_MEMORY)
    place = 0
    while data.startswith(_ZSTANDARD, place):
        one = unpacker.decompressobj()
        while not one.eof:
            if place >= len(data):
                raise EOFError
            # What comes out can't be limited, so that very little goes in.
            yield one.decompress(data[place : place + _MORSEL])
            place += _MORSEL
        place = min(place, len(data)) - len(one.unused_data)


PACKINGS = (
    Packing(b"\x1f\x8b", "gzip", partial(_members, opening=b"\x1f\x8b", unpacker=lambda: zlib.decompressobj(wbits=31))),
    Packing(b"BZh", "bzip2", partial(_members, opening=b"BZh", unpacker=bz2.BZ2Decompressor)),
    Packing(
        b"\xfd7zXZ\x00",
        "xz",
        partial(_members, opening=b"\xfd7zXZ\x00", unpacker=lambda: lzma.LZMADecompressor(memlimit=_MEMORY)),
    ),
    Packing(_ZSTANDARD, "Zstandard", _zstandard),
)
