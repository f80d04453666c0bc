"""Web archives (WARC, ISO 28500) -> the pages in them, by warcio: each successful response with HTML."""

import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any, NamedTuple

from newscli.errors import MissingLibraryError, NewscliError, UnreadableError
from newscli.formats.entries import Entry, RawFile
from newscli.formats.opening import open_member
from newscli.input.budget import UnpackBudget
from newscli.model import Field
from newscli.optional_imports import import_optional

_CHUNK_BYTES = 1 << 20
_CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:-]{1,40})""", re.IGNORECASE)


class Page(NamedTuple):
    """A page as a server sent it: URL, bytes (or the error instead), and the encoding that the header declares."""

    url: str
    data: bytes | NewscliError
    charset: str | None = None


def open_entries(file: RawFile, format: str) -> Iterator[Entry]:
    """Yield the articles on the pages of an archive."""
    options = replace(file.options, format="html")
    for page in read_pages(file.data, file.budget):
        fields = (Field("url", page.url, "WARC-Target-URI"),)
        for entry in open_member(page.url, page.data, file, options=options, charset=page.charset):
            yield replace(entry, fields=fields)


def read_pages(data: bytes, budget: UnpackBudget) -> Iterator[Page]:
    """Yield the pages of an archive, in order. If the archive is damaged, the last Page is an error.

    Raises MissingLibraryError if warcio is not installed.
    """
    iterator = import_optional("warcio.archiveiterator", "warcio").ArchiveIterator
    try:
        for record in iterator(BytesIO(data)):
            content_type = record.http_headers.get_header("Content-Type", "") if record.http_headers else ""
            status = record.http_headers.get_statuscode() if record.http_headers else ""
            if record.rec_type != "response" or "html" not in content_type.lower() or status != "200":
                continue
            budget.count_entry()
            url = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")
            charset = _CHARSET.search(content_type)
            try:
                yield Page(url, b"".join(_read_body(record, budget)), charset[1] if charset else None)
            except MissingLibraryError as error:
                yield Page(url, error)
    except NewscliError as error:
        yield Page("", error)
    except Exception as error:  # warcio has no common type of error for damaged records
        yield Page("", UnreadableError(f"is damaged from here on ({type(error).__name__}: {error})"))


def _read_body(record: Any, budget: UnpackBudget) -> Iterator[bytes]:
    """Read and decompress the body of a response. What the archive itself unpacks to is counted elsewhere."""
    encoding = (record.http_headers.get_header("Content-Encoding") or "").strip().lower()
    if encoding == "br":
        # warcio's own Brotli support does not work with the current library.
        record.http_headers.remove_header("Content-Encoding")
        brotli = import_optional("brotli", "brotli")
    stream = record.content_stream()
    if encoding == "br":
        chunks = _decompress_brotli(stream, brotli.Decompressor())
    else:
        chunks = iter(lambda: stream.read(_CHUNK_BYTES), b"")
    for chunk in chunks:
        budget.spend_bytes(len(chunk) if encoding else 0)
        yield chunk


def _decompress_brotli(stream: Any, decompressor: Any) -> Iterator[bytes]:
    while not decompressor.is_finished():
        wants_input = decompressor.can_accept_more_data()
        piece = stream.read(_CHUNK_BYTES) if wants_input else b""
        if wants_input and not piece:
            raise EOFError("compressed data ends too early")
        yield decompressor.process(piece, output_buffer_limit=_CHUNK_BYTES)
