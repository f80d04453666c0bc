"""Web archives (WARC, ISO 28500) -> the articles in them, by warcio.

These are successful responses and resources with HTML, and texts of pages (conversions, as in WET files).
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any, NamedTuple

from newscli.errors import MissingLibraryError, NewscliError, UnreadableError
from newscli.formats.entries import Entry, Notice, RawFile
from newscli.formats.opening import open_member
from newscli.input.budget import UnpackBudget
from newscli.model import Field
from newscli.optional_imports import import_optional

_CHUNK_BYTES = 1 << 20
_GZIP_SIGNATURE = b"\x1f\x8b"
# Records that hold content. A revisit only refers to a record elsewhere.
_CONTENT_TYPES = frozenset(("response", "resource", "conversion", "revisit"))
_CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:-]{1,40})""", re.IGNORECASE)


class Page(NamedTuple):
    """A record: URL, bytes (or the error instead), the encoding that the header declares, and whether it is a page."""

    url: str
    data: bytes | NewscliError
    charset: str | None = None
    format: str = "html"


def open_entries(file: RawFile, format: str) -> Iterator[Entry | Notice]:
    """Yield the articles on the pages of an archive, and a notice of how many other records it has."""
    left_out = 0
    for page in read_pages(file.data, file.budget):
        if page is None:
            left_out += 1
            continue
        fields = (Field("url", page.url, "WARC-Target-URI"),)
        options = replace(file.options, format=page.format)
        for entry in open_member(page.url, page.data, file, options=options, charset=page.charset):
            yield entry._replace(fields=fields) if isinstance(entry, Entry) else entry
    if left_out:
        records = (
            "1 record that is no article was" if left_out == 1 else f"{left_out:,} records that are no articles were"
        )
        yield Notice(f"{records} left out")


def read_pages(data: bytes, budget: UnpackBudget) -> Iterator[Page | None]:
    """Yield the pages and texts of an archive, in order, with None for each other record that holds content.

    If the archive is damaged, the last Page is an error. Raises MissingLibraryError if warcio is not installed.
    """
    iterator = import_optional("warcio.archiveiterator", "warcio").ArchiveIterator
    # One that is compressed twice: warcio unpacks what is left.
    is_packed = data.startswith(_GZIP_SIGNATURE)
    try:
        for record in iterator(BytesIO(data)):
            if record.rec_type not in _CONTENT_TYPES:
                continue
            headers = record.http_headers or record.rec_headers
            content_type = (headers.get_header("Content-Type", "") or "").lower()
            status = record.http_headers.get_statuscode() if record.http_headers else "200"
            format = "html" if "html" in content_type else "text"
            # Plain text is an article only as the text of a page; wget keeps its log as a resource.
            is_text = record.rec_type == "conversion" and content_type.startswith("text/plain")
            if status != "200" or (format == "text" and not is_text):
                yield None
                continue
            budget.count_entry()
            url = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")
            charset = _CHARSET.search(content_type)
            try:
                body = b"".join(_read_body(record, budget, is_packed=is_packed))
                yield Page(url, body, charset[1] if charset else None, format)
            except MissingLibraryError as error:
                yield Page(url, error)
    except NewscliError as error:
        yield Page("", error)
    except Exception as error:  # warcio has no common type of error for damaged records
        yield Page("", UnreadableError(f"is damaged from here on ({type(error).__name__}: {error})"))


def _read_body(record: Any, budget: UnpackBudget, *, is_packed: bool) -> Iterator[bytes]:
    """Read and decompress the body of a response, and count what is unpacked here."""
    headers = record.http_headers or record.rec_headers
    encoding = (headers.get_header("Content-Encoding") or "").strip().lower()
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
        budget.spend_bytes(len(chunk) if encoding or is_packed else 0)
        yield chunk


def _decompress_brotli(stream: Any, decompressor: Any) -> Iterator[bytes]:
    while not decompressor.is_finished():
        wants_input = decompressor.can_accept_more_data()
        piece = stream.read(_CHUNK_BYTES) if wants_input else b""
        if wants_input and not piece:
            raise EOFError("compressed data ends too early")
        yield decompressor.process(piece, output_buffer_limit=_CHUNK_BYTES)
