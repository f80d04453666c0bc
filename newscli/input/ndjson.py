"""NDJSON as it comes: a record a line, however long the file or the pipe is."""

from collections.abc import Iterator
from itertools import chain

from newscli.errors import LimitError, NewscliError
from newscli.limits import Limits

_BLANK = b" \t\r\n"
_MARK = b"\xef\xbb\xbf"


def read_head(chunks: Iterator[bytes], limits: Limits) -> bytes:
    """The first chunks: up to the end of the first line where that may be a record, else the first one with anything
    in it."""
    held: list[bytes] = []
    size = 0
    begun = False
    for chunk in chunks:
        shown = chunk if begun else (chunk if held else chunk.removeprefix(_MARK)).lstrip(_BLANK)
        held.append(chunk)
        size += len(chunk)
        if not begun and shown and shown[:1] != b"{":
            break
        begun = begun or bool(shown)
        if b"\n" in shown or size > limits.max_bytes:
            break
    return held[0] if len(held) == 1 else b"".join(held)


def split_lines(first: bytes, chunks: Iterator[bytes], limits: Limits) -> Iterator[bytes | NewscliError]:
    """The lines that are not blank; an error in the place of one that is longer than a file may be."""
    held = bytearray()
    size = 0
    for chunk in chain([first.removeprefix(_MARK)], chunks):
        *ended, rest = chunk.split(b"\n")
        for part in ended:
            size += len(part)
            if size > limits.max_bytes:
                yield LimitError(f"has a line of over {limits.max_bytes:,} bytes; raise --max-bytes to read it")
            elif (line := bytes(held + part)).strip(_BLANK):
                yield line
            held.clear()
            size = 0
        size += len(rest)
        # A line that is too long already is only counted.
        if size <= limits.max_bytes:
            held += rest
        else:
            held.clear()
    if size > limits.max_bytes:
        yield LimitError(f"has a line of over {limits.max_bytes:,} bytes; raise --max-bytes to read it")
    elif bytes(held).strip(_BLANK):
        yield bytes(held)
