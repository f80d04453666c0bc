"""RSS and Atom -> Articles, by feedparser: an entry each, with its content, else its summary."""

import re
from collections.abc import Iterator, Mapping
from functools import partial
from io import BytesIO
from typing import Any

from newscli.errors import NewscliError, UnreadableError
from newscli.formats.entries import Entry, RawFile
from newscli.formats.sniffing import DOCTYPE
from newscli.limits import Limits
from newscli.model import Article, Field, Source
from newscli.optional_imports import import_optional
from newscli.structure import articles

_MAILED = re.compile(r"\s*[^\s@()]{1,64}@[^\s@()]{1,255}\s*\(([^()]{1,300})\)\s*$")
_MOST = 20
_EMPTY = "is an entry without text; read the page that it links to"


def open_entries(file: RawFile, format: str) -> Iterator[Entry]:
    """The entries of a feed."""
    for feed, entry in entries(file.data):
        yield Entry(format, None, partial(read, feed=feed, entry=entry, limits=file.options.limits))


def entries(data: bytes) -> Iterator[tuple[Mapping[str, Any], dict[str, Any]]]:
    """(the feed, the entry) of each entry. Raises MissingError where feedparser is not installed."""
    feedparser = import_optional("feedparser", "feeds")
    try:
        # A document type could define entities without end; the bytes are read as they are, never as an address.
        found = feedparser.parse(BytesIO(re.sub(DOCTYPE, b"", data)), sanitize_html=False, resolve_relative_uris=False)
    except NewscliError:
        raise
    except Exception as error:  # its parsers raise errors of many kinds
        raise UnreadableError(f"is a feed that can't be read ({type(error).__name__}: {error})") from error
    for entry in found.entries:
        yield found.feed, entry


def read(source: Source, feed: Mapping[str, Any], entry: dict[str, Any], limits: Limits) -> Article:
    """One entry. Raises EmptyError where it has no text."""
    from newscli.formats.html.fragment import parse_fragment

    contents = [one["value"] for one in _things(entry, "content") if one.get("value")] or [entry.get("summary")]
    markup = max((one for one in contents if isinstance(one, str)), key=len, default="")
    found = parse_fragment(markup, limits) if markup.strip() else ()
    return articles.build_from_blocks(source, found, _fields(feed, entry), _EMPTY)


def _things(entry: dict[str, Any], key: str) -> list[Mapping[str, Any]]:
    """What a key holds, where it is the list of things that it should be: an entry may have any element of any name."""
    held = entry.get(key)
    return [one for one in held if isinstance(one, Mapping)][:_MOST] if isinstance(held, list) else []


def _people(entry: dict[str, Any]) -> list[str]:
    """The names of the authors. RSS wants "letters@gull.example (Ann Lee)"; feedparser knows no ending of an address
    that is longer than four letters."""
    mailed = _MAILED.match(str(entry.get("author") or ""))
    return [mailed[1]] if mailed else [str(one.get("name") or "") for one in _things(entry, "authors")]


def _fields(feed: Mapping[str, Any], entry: dict[str, Any]) -> Iterator[Field]:
    tags = [one["term"] for one in _things(entry, "tags") if one.get("term")]
    for key, value, origin in (
        ("title", entry.get("title"), "entry title"),
        *(("authors", name, "entry author") for name in _people(entry)),
        ("published", entry.get("published"), "entry published"),
        # feedparser gives the one date for the other.
        ("modified", dict.get(entry, "updated"), "entry updated"),
        ("url", entry.get("link"), "entry link"),
        ("section", tags[0] if tags else None, "entry category"),
        ("publisher", feed.get("title"), "feed title"),
        ("language", feed.get("language"), "feed language"),
    ):
        if isinstance(value, str) and value.strip():
            yield Field(key, " ".join(value.split()), origin)
