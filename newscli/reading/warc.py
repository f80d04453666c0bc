"""Web archives (WARC, ISO 28500) -> the pages in them, by warcio: a response with HTML each."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import NamedTuple

from newscli.errors import NewscliError, UnreadableError
from newscli.reading.library import library
from newscli.reading.meter import Meter

_CHUNK = 1 << 20
_CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:-]{1,40})""", re.IGNORECASE)


class Page(NamedTuple):
    """A page as a server gave it: its address, its bytes or why there are none, the encoding that the server told."""

    address: str
    data: bytes | NewscliError
    charset: str | None = None


def pages(data: bytes, meter: Meter) -> Iterator[Page]:
    """The pages of an archive; what is broken ends it. Raises MissingError where warcio is not installed."""
    iterator = library("warcio.archiveiterator", "warc").ArchiveIterator
    try:
        for record in iterator(BytesIO(data)):
            kind = record.http_headers.get_header("Content-Type", "") if record.http_headers else ""
            status = record.http_headers.get_statuscode() if record.http_headers else ""
            if record.rec_type != "response" or "html" not in kind.lower() or status != "200":
                continue
            meter.enter()
            # What the archive itself unpacked to is counted already.
            packed = bool(record.http_headers.get_header("Content-Encoding"))
            chunks = []
            stream = record.content_stream()
            while chunk := stream.read(_CHUNK):
                meter.take(len(chunk) if packed else 0)
                chunks.append(chunk)
            address = record.rec_headers.get_header("WARC-Target-URI") or ""
            match = _CHARSET.search(kind)
            yield Page(address.strip("<>"), b"".join(chunks), match[1] if match else None)
    except NewscliError as error:
        yield Page("", error)
    except Exception as error:  # warcio has no one type for broken records
        yield Page("", UnreadableError(f"is damaged from here on ({type(error).__name__}: {error})"))
