"""Web archives (WARC, ISO 28500) -> the pages in them, by warcio: a response with HTML each."""

from collections.abc import Iterator
from io import BytesIO

from newscli.errors import LimitError, NewscliError, UnreadableError
from newscli.limits import Limits
from newscli.reading.library import library

_CHUNK = 1 << 20


def pages(data: bytes, limits: Limits) -> Iterator[tuple[str, bytes | NewscliError]]:
    """The address and the bytes of each page. Raises MissingError where warcio is not installed."""
    iterator = library("warcio.archiveiterator", "warc").ArchiveIterator
    left = limits.max_unpacked
    entries = 0
    try:
        for record in iterator(BytesIO(data)):
            kind = record.http_headers.get_header("Content-Type", "") if record.http_headers else ""
            status = record.http_headers.get_statuscode() if record.http_headers else ""
            if record.rec_type != "response" or "html" not in kind.lower() or status != "200":
                continue
            entries += 1
            if entries > limits.max_entries:
                raise LimitError(f"has over {limits.max_entries:,} pages; raise --max-entries to read it")
            chunks = []
            stream = record.content_stream()
            while chunk := stream.read(_CHUNK):
                left -= len(chunk)
                if left < 0:
                    raise LimitError(f"unpacks to over {limits.max_unpacked:,} bytes; raise --max-unpacked to read it")
                chunks.append(chunk)
            yield record.rec_headers.get_header("WARC-Target-URI") or "", b"".join(chunks)
    except NewscliError:
        raise
    except Exception as error:  # warcio has no one type for broken records
        yield "", UnreadableError(f"is damaged from here on ({type(error).__name__}: {error})")
