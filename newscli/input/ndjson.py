"""NDJSON as it arrives: one record on each line, from a file or a pipe of any length."""

from codecs import BOM_UTF8
from collections.abc import Iterator
from itertools import chain

from newscli.errors import LimitError, NewscliError
from newscli.limits import Limits

_BLANKS = b" \t\r\n"


def read_head(chunks: Iterator[bytes], limits: Limits) -> bytes:
    """Read and join the first chunks, as many as it takes to tell whether the input is NDJSON.

    That is up to the end of the first line if that line may be a record, else up to the first chunk that isn't blank.
    """
    head: list[bytes] = []
    size = 0
    is_in_record = False
    for chunk in chunks:
        visible = chunk if is_in_record else (chunk if head else chunk.removeprefix(BOM_UTF8)).lstrip(_BLANKS)
        head.append(chunk)
        size += len(chunk)
        if not is_in_record and visible and visible[:1] != b"{":
            break
        is_in_record = is_in_record or bool(visible)
        if b"\n" in visible or size > limits.max_bytes:
            break
    return head[0] if len(head) == 1 else b"".join(head)


def split_lines(head: bytes, chunks: Iterator[bytes], limits: Limits) -> Iterator[bytes | NewscliError]:
    """Yield the lines that are not blank, without line ends; a LimitError in place of a line that is too long."""
    too_long = f"has a line of over {limits.max_bytes:,} bytes; raise --max-bytes to read it"
    unfinished_line = bytearray()
    size = 0
    for chunk in chain([head.removeprefix(BOM_UTF8)], chunks):
        *line_ends, rest = chunk.split(b"\n")
        for line_end in line_ends:
            size += len(line_end)
            if size > limits.max_bytes:
                yield LimitError(too_long)
            elif (line := bytes(unfinished_line + line_end)).strip(_BLANKS):
                yield line
            unfinished_line.clear()
            size = 0
        size += len(rest)
        # Once a line is too long, only its size matters.
        if size <= limits.max_bytes:
            unfinished_line += rest
        else:
            unfinished_line.clear()
    if size > limits.max_bytes:
        yield LimitError(too_long)
    elif bytes(unfinished_line).strip(_BLANKS):
        yield bytes(unfinished_line)
