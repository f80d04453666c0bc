"""Web pages saved as one file (MHTML, RFC 2557): the page inside is read like any other."""

from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes
from functools import partial

from newscli.errors import EmptyError, NewscliError, UnreadableError
from newscli.formats import html
from newscli.formats.email import POLICY
from newscli.formats.entries import Entry, RawFile
from newscli.formats.html.charset import find_charset
from newscli.input.encodings import decode
from newscli.limits import Limits
from newscli.model import Article, Field, Source


def open_entries(file: RawFile, format: str) -> Iterator[Entry]:
    """Yield the one article of a saved page."""
    yield Entry(format, None, partial(read, data=file.data, limits=file.options.limits))


def read(source: Source, data: bytes, limits: Limits) -> Article:
    """Read a saved page. Raises UnreadableError if the file is damaged, and the errors of ``html.read``."""
    try:
        message = message_from_bytes(data, policy=POLICY)
        page = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
        markup = page.get_payload(decode=True) if page is not None else None
        declared_charset = page.get_content_charset() if page is not None else None
        url = str(message.get("Snapshot-Content-Location") or (page and page.get("Content-Location")) or "")
    except NewscliError:
        raise
    except Exception as error:  # the library's parsers raise undocumented errors for broken headers
        raise UnreadableError(f"is a saved page that can't be parsed ({type(error).__name__}: {error})") from error
    if not isinstance(markup, bytes) or not markup.strip():
        raise EmptyError("contains no web page")
    decoded = decode(markup, find_charset(markup, declared_charset))
    article = html.read(replace(source, encoding=decoded.encoding), decoded.text, limits)
    return replace(article, fields=(*article.fields, Field("url", url.strip(), "Content-Location")))
