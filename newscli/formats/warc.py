"""Web archives (WARC, ISO 28500) -> the pages in them, by warcio: a response with HTML each."""

import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any, NamedTuple

from newscli.errors import MissingError, NewscliError, UnreadableError
from newscli.formats.entries import Entry, RawFile
from newscli.formats.opening import open_member
from newscli.input.budget import UnpackBudget
from newscli.model import Field
from newscli.optional_imports import import_optional

_CHUNK = 1 << 20
_CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:-]{1,40})""", re.IGNORECASE)


class Page(NamedTuple):
    """A page as a server gave it: its address, its bytes or why there are none, the encoding that the server told."""

    address: str
    data: bytes | NewscliError
    charset: str | None = None


def open_entries(file: RawFile, format: str) -> Iterator[Entry]:
    """The articles on the pages of an archive."""
    options = replace(file.options, format="html")
    for page in pages(file.data, file.budget):
        fields = (Field("url", page.address, "WARC-Target-URI"),)
        for entry in open_member(page.address, page.data, file, options=options, charset=page.charset):
            yield replace(entry, fields=fields)


def pages(data: bytes, meter: UnpackBudget) -> Iterator[Page]:
    """The pages of an archive; what is broken ends it. Raises MissingError where warcio is not installed."""
    iterator = import_optional("warcio.archiveiterator", "warc").ArchiveIterator
    try:
        for record in iterator(BytesIO(data)):
            kind = record.http_headers.get_header("Content-Type", "") if record.http_headers else ""
            status = record.http_headers.get_statuscode() if record.http_headers else ""
            if record.rec_type != "response" or "html" not in kind.lower() or status != "200":
                continue
            meter.enter()
            address = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")
            match = _CHARSET.search(kind)
            try:
                yield Page(address, b"".join(_body(record, meter)), match[1] if match else None)
            except MissingError as error:
                yield Page(address, error)
    except NewscliError as error:
        yield Page("", error)
    except Exception as error:  # warcio has no one type for broken records
        yield Page("", UnreadableError(f"is damaged from here on ({type(error).__name__}: {error})"))


def _body(record: Any, meter: UnpackBudget) -> Iterator[bytes]:
    """The page in an answer, unpacked. What the archive itself unpacked to is counted already."""
    packed = (record.http_headers.get_header("Content-Encoding") or "").strip().lower()
    if packed == "br":
        # warcio unpacks it with no library of today.
        record.http_headers.remove_header("Content-Encoding")
        brotli = import_optional("brotli", "warc")
    stream = record.content_stream()
    some = _from_brotli(stream, brotli.Decompressor()) if packed == "br" else iter(lambda: stream.read(_CHUNK), b"")
    for chunk in some:
        meter.take(len(chunk) if packed else 0)
        yield chunk


def _from_brotli(stream: Any, unpacker: Any) -> Iterator[bytes]:
    while not unpacker.is_finished():
        hungry = unpacker.can_accept_more_data()
        held = stream.read(_CHUNK) if hungry else b""
        if hungry and not held:
            raise EOFError("packed words end too early")
        yield unpacker.process(held, output_buffer_limit=_CHUNK)
