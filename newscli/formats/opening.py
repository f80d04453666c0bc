"""Files -> the articles in them: decompress, detect the format, and let its module open the entries."""

import hashlib
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from dataclasses import replace
from importlib import import_module
from itertools import chain, islice
from typing import BinaryIO, NamedTuple

from newscli.errors import EmptyError, LimitError, NewscliError
from newscli.formats.entries import Entry, MemberWatch, Notice, RawFile, fail_entry
from newscli.formats.registry import FORMATS, detect_from_bytes, detect_from_text
from newscli.formats.sniffing import NDJSON_ENDINGS, is_ndjson
from newscli.formats.unknown_exports import WHOLE_FORMATS, check_entry
from newscli.input import files, ndjson
from newscli.input.budget import UnpackBudget
from newscli.input.compression import decompress
from newscli.model import Field, Source
from newscli.options import ReadOptions

MAX_ARCHIVE_DEPTH = 3
NO_ARTICLE = "contains no article"


class Payload(NamedTuple):
    """What is read in one piece: the bytes of a file, or one line of NDJSON.

    ``charset`` is the encoding that a server declared, ``fields`` are metadata of all articles in it. ``file`` is set
    for a line: the file that it stands in, whose size and digest are unknown for a pipe.
    """

    name: str
    data: bytes
    charset: str | None = None
    fields: tuple[Field, ...] = ()
    file: Source | None = None


def split_stream(stream: BinaryIO, name: str, options: ReadOptions) -> Iterator[Payload | NewscliError]:
    """Yield the payloads of an open file, a pipe or a device, with a LimitError in place of a line that is too long.

    NDJSON is read line by line as it arrives, however long it is, so the size and the digest of a pipe stay unknown;
    everything else is one payload. Raises NewscliError if it can't be read.
    """
    limits = options.limits
    start = files.find_start(stream)
    chunks = files.read_chunks(stream)
    head = ndjson.read_head(chunks, limits)
    if start is not None:
        head, chunks, is_lines = _check_for_lines(head, chunks, name, options)
    else:
        # A pipe may stay open, so its first record must be answered before the second arrives.
        is_lines = is_ndjson(head, name, options.format, options.encoding)
    if not is_lines:
        yield Payload(name, files.join_chunks(chain([head], chunks), limits))
        return
    source = Source(path=name)
    if start is not None:
        size, digest = files.hash_file(stream, start)
        source = replace(source, bytes=size, sha256=digest)
        # Read no more than the digest covers, in case the file grows.
        chunks, head = files.read_chunks(stream, size), b""
    for line in ndjson.split_lines(head, chunks, limits):
        yield line if isinstance(line, NewscliError) else Payload(name, line, file=source)


def open_payload(
    payload: Payload, options: ReadOptions, number: int = 1, members: MemberWatch | None = None
) -> Iterator[Entry | Notice]:
    """Yield the articles in a payload.

    ``number`` is that of the first article on a line; ``members`` watches over the files of an archive.

    Raises NewscliError if it can't be read, EmptyError if a file contains no article.
    """
    if payload.file is None:
        yield from _open_file_payload(payload, options, members or MemberWatch())
        return
    yield from _number_entries(_open_lines([payload.data], options), payload.file, first=number)


def _open_file_payload(payload: Payload, options: ReadOptions, members: MemberWatch) -> Iterator[Entry | Notice]:
    source = Source(payload.name, bytes=len(payload.data), sha256=hashlib.sha256(payload.data).hexdigest())
    budget = UnpackBudget(options.limits)
    inner_name = files.strip_compression_ending(payload.name)
    chunks = decompress(payload.data, budget)
    head = ndjson.read_head(chunks, options.limits)
    head, chunks, is_lines = _check_for_lines(head, chunks, inner_name, options)
    entries: Iterator[Entry | Notice]
    if is_lines:
        entries = _open_lines(ndjson.split_lines(head, chunks, options.limits), options)
    else:
        rest = b"".join(chunks)
        data = head + rest if rest else head
        entries = open_file(RawFile(data, inner_name, options, budget, members, payload.charset))
    entries = (
        entry._replace(fields=(*entry.fields, *payload.fields)) if isinstance(entry, Entry) else entry
        for entry in entries
    )
    yield from _place_entries(entries, source, numbered=is_lines)


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
        archive.members.start_member()
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
    except Exception as error:  # a bug, or no more memory: the other files can be read
        yield fail_entry("zip", error)


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
        while not rest.strip() and len(head) <= options.limits.max_bytes and (chunk := next(chunks, b"")):
            head += chunk
            rest += chunk
        is_lines = bool(rest.strip())
    return head, chunks, is_lines


def _open_lines(lines: Iterable[bytes | NewscliError], options: ReadOptions) -> Iterator[Entry]:
    """Yield the articles in lines of JSON, with an entry that fails for a line that can't be read."""
    from newscli.formats.json import open_line, stop_at_rubbish

    def open_each() -> Iterator[Entry]:
        for line in lines:
            try:
                if isinstance(line, NewscliError):
                    raise line
                yield from open_line(line, options)
            except NewscliError as error:
                yield fail_entry("json", error)

    return stop_at_rubbish(open_each())


def _place_entries(entries: Iterable[Entry | Notice], source: Source, *, numbered: bool) -> Iterator[Entry | Notice]:
    """Give each entry its source; number the paths if there are several entries, or ``numbered``. Notices come last.

    Raises EmptyError if there is no entry.
    """
    notices: list[Notice] = []

    def keep_notices() -> Iterator[Entry]:
        for entry in entries:
            if isinstance(entry, Notice):
                notices.append(entry)
            else:
                yield entry

    articles = keep_notices()
    first = list(islice(articles, 1 if numbered else 2))
    if len(first) == 1 and not numbered:
        yield _place(first[0], source, source.path)
    elif first:
        yield from _number_entries(chain(first, articles), source)
    else:
        left_out = f" ({'; '.join(notice.message for notice in notices)})" if notices else ""
        raise EmptyError(f"{NO_ARTICLE}{left_out}")
    yield from notices


def _number_entries(entries: Iterable[Entry], source: Source, first: int = 1) -> Iterator[Entry]:
    for number, entry in enumerate(entries, first):
        yield _place(entry, source, f"{source.path}#{number}")


def _place(entry: Entry, source: Source, path: str) -> Entry:
    return entry._replace(source=replace(source, path=path, format=entry.format, encoding=entry.encoding))
