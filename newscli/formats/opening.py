"""Files -> the articles in them: decompress, detect the format, and let its module open the entries."""

import hashlib
from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from importlib import import_module
from itertools import chain, islice
from typing import BinaryIO

from newscli.errors import EmptyError, LimitError, NewscliError
from newscli.formats.entries import Entry, Notice, RawFile, fail_entry
from newscli.formats.registry import FORMATS, detect_from_bytes, detect_from_text
from newscli.formats.sniffing import NDJSON_ENDINGS, is_ndjson
from newscli.formats.unknown_exports import WHOLE_FORMATS, check_entry
from newscli.input import files, ndjson
from newscli.input.budget import UnpackBudget
from newscli.input.compression import decompress
from newscli.model import Field, Source
from newscli.options import ReadOptions

MAX_ARCHIVE_DEPTH = 3


def open_stream(
    stream: BinaryIO,
    name: str,
    options: ReadOptions,
    waiting: Callable[[], AbstractContextManager[None]] = nullcontext,
) -> Iterator[Entry | Notice]:
    """Yield the articles in an open file, a pipe or a device; each read runs inside ``waiting()``.

    NDJSON is read line by line as it arrives, however long it is, so the size and the digest of a pipe stay unknown;
    everything else is read whole first. Raises NewscliError if it can't be read.
    """
    limits = options.limits
    start = files.find_start(stream)
    chunks = files.read_chunks(stream, waiting)
    head = ndjson.read_head(chunks, limits)
    if start is not None:
        head, chunks, is_lines = _check_for_lines(head, chunks, name, options)
    else:
        # A pipe may stay open, so its first record must be answered before the second arrives.
        is_lines = is_ndjson(head, name, options.format, options.encoding)
    if not is_lines:
        yield from open_bytes(files.join_chunks(chain([head], chunks), limits), name, options)
        return
    source = Source(path=name)
    if start is not None:
        size, digest = files.hash_file(stream, start)
        source = replace(source, bytes=size, sha256=digest)
        # Read no more than the digest covers, in case the file grows.
        chunks, head = files.read_chunks(stream, waiting, size), b""
    yield from _number_entries(_open_lines(head, chunks, options), source, always=True)


def open_bytes(
    data: bytes, name: str, options: ReadOptions, charset: str | None = None, fields: tuple[Field, ...] = ()
) -> Iterator[Entry | Notice]:
    """Yield the articles in the bytes of a file, which may be compressed.

    ``charset`` is the encoding that a server declared; ``fields`` are metadata of all its articles. Raises NewscliError
    if it can't be read, EmptyError if it contains no article.
    """
    source = Source(path=name, bytes=len(data), sha256=hashlib.sha256(data).hexdigest())
    budget = UnpackBudget(options.limits)
    inner_name = files.strip_compression_ending(name)
    chunks = decompress(data, budget)
    head = ndjson.read_head(chunks, options.limits)
    head, chunks, is_lines = _check_for_lines(head, chunks, inner_name, options)
    entries: Iterator[Entry | Notice]
    if is_lines:
        entries = _open_lines(head, chunks, options)
    else:
        rest = b"".join(chunks)
        entries = open_file(RawFile(head + rest if rest else head, inner_name, options, budget, charset))
    yield from _number_entries(
        (replace(entry, fields=(*entry.fields, *fields)) if isinstance(entry, Entry) else entry for entry in entries),
        source,
        always=is_lines,
    )


def open_file(file: RawFile) -> Iterator[Entry | Notice]:
    """Yield the articles in a file that is not compressed. Raises NewscliError if it can't be read."""
    format = _find_format(file)
    entries: Iterator[Entry | Notice] = import_module(FORMATS[format].module).open_entries(file, format)
    if format in WHOLE_FORMATS and file.options.format is None:
        yield from (check_entry(entry) if isinstance(entry, Entry) else entry for entry in entries)
    else:
        yield from entries


def open_member(
    name: str, content: bytes | NewscliError, archive: RawFile, **changes: object
) -> Iterator[Entry | Notice]:
    """Yield the articles in a file of an archive, or an entry that fails if the file can't be read.

    ``changes`` are fields of the archive's RawFile to replace for this file.
    """
    try:
        if isinstance(content, NewscliError):
            raise content
        if archive.depth == MAX_ARCHIVE_DEPTH:
            raise LimitError(f"lies in archives nested deeper than {MAX_ARCHIVE_DEPTH}; unpack it first")
        yield from open_file(
            replace(
                archive,
                data=b"".join(decompress(content, archive.budget)),
                name=files.strip_compression_ending(name),
                depth=archive.depth + 1,
                **changes,  # type: ignore[arg-type]
            )
        )
    except NewscliError as error:
        yield fail_entry("zip", type(error)(f"{name or 'an entry'}: {error.message}"))


def _find_format(file: RawFile) -> str:
    from_bytes = detect_from_bytes(file.data, file.name)
    # An archive is opened even if --format names the format of its files. A Word document is an archive, too.
    if from_bytes == "zip" and file.options.format != "docx":
        return "zip"
    return file.options.format or from_bytes or detect_from_text(file.decoded.text, file.name)


def _check_for_lines(
    head: bytes, chunks: Iterator[bytes], name: str, options: ReadOptions
) -> tuple[bytes, Iterator[bytes], bool]:
    """Decide whether a file is NDJSON; return the head, which may have grown, the remaining chunks, and the answer.

    A file with one record is a JSON document on one line, unless its name says NDJSON.
    """
    is_lines = is_ndjson(head, name, options.format, options.encoding)
    if is_lines and files.get_ending(name) not in NDJSON_ENDINGS:
        rest = head.removeprefix(BOM_UTF8).lstrip().partition(b"\n")[2]
        while not rest.strip() and (chunk := next(chunks, b"")):
            head += chunk
            rest += chunk
        is_lines = bool(rest.strip())
    return head, chunks, is_lines


def _open_lines(head: bytes, chunks: Iterator[bytes], options: ReadOptions) -> Iterator[Entry]:
    """Yield the articles in lines of JSON, with an entry that fails for a line that can't be read."""
    from newscli.formats.json import open_line

    for line in ndjson.split_lines(head, chunks, options.limits):
        try:
            if isinstance(line, NewscliError):
                raise line
            yield from open_line(line, options)
        except NewscliError as error:
            yield fail_entry("json", error)


def _number_entries(entries: Iterable[Entry | Notice], source: Source, *, always: bool) -> Iterator[Entry | Notice]:
    """Give each entry its source; number the paths if there are several entries, or ``always``.

    Notices come last.
    """
    notices: list[Notice] = []

    def keep_notices() -> Iterator[Entry]:
        for entry in entries:
            if isinstance(entry, Notice):
                notices.append(entry)
            else:
                yield entry

    articles = keep_notices()
    first = list(islice(articles, 1 if always else 2))
    if not first:
        left_out = f" ({'; '.join(notice.message for notice in notices)})" if notices else ""
        raise EmptyError(f"contains no article{left_out}")
    is_only_entry = not always and len(first) == 1
    for number, entry in enumerate(chain(first, articles), 1):
        path = source.path if is_only_entry else f"{source.path}#{number}"
        entry_source = replace(source, path=path, format=entry.format, encoding=entry.encoding)
        yield replace(entry, source=entry_source, is_only_entry=is_only_entry)
    yield from notices
