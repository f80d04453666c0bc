"""NDJSON as it comes: a record a line, however long the file or the pipe is."""

import json
from collections.abc import Iterator
from itertools import chain

from newscli.errors import LimitError, NewscliError
from newscli.formats.registry import FORMATS, FormatName
from newscli.input.files import get_ending
from newscli.limits import Limits

_NAMES = (".ndjson", ".jsonl")
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


def are_records(first: bytes, name: str, format: FormatName | None, encoding: str | None) -> bool:
    """Whether what begins so is a record a line: the first line is a whole one, or the name says so."""
    start = first.removeprefix(_MARK).lstrip(_BLANK)
    line, end, _ = start.partition(b"\n")
    if format not in (None, "json") or not end or b"\0" in first or not _plain(encoding):
        return False
    if format is None and get_ending(name) in FORMATS["markdown"].endings:
        return False
    try:
        return start[:1] == b"{" and isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return start[:1] == b"{" and get_ending(name) in _NAMES


def _plain(encoding: str | None) -> bool:
    """Whether a line end is one byte in an encoding."""
    try:
        return encoding is None or "{\n".encode(encoding) == b"{\n"
    except (LookupError, ValueError):
        return False


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
