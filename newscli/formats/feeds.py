"""RSS and Atom -> Articles, by feedparser: one for each entry, from its content, else from its summary."""

import re
from collections.abc import Iterator, Mapping
from functools import partial
from importlib import import_module
from io import BytesIO
from typing import Any

from newscli.errors import NewscliError, UnreadableError
from newscli.formats.doctype import remove_doctype
from newscli.formats.entries import Entry, RawFile
from newscli.limits import Limits
from newscli.model import Article, Field, Source
from newscli.optional_imports import import_optional
from newscli.structure import articles

# The form that RSS asks for in <author>: "news@gull.example (Ann Lee)".
_AUTHOR_WITH_ADDRESS = re.compile(r"\s*[^\s@()]{1,64}@[^\s@()]{1,255}\s*\(([^()]{1,300})\)\s*$")
_MAX_VALUES = 20
_MAX_AUTHOR_CHARS = 1_000
_EMPTY = "has no text; read the page that it links to instead"


def open_entries(file: RawFile, format: str) -> Iterator[Entry]:
    """Yield the articles of a feed, one for each entry."""
    for feed, entry in read_entries(file.data):
        yield Entry(format, None, partial(read, feed=feed, entry=entry, limits=file.options.limits))


def read_entries(data: bytes) -> Iterator[tuple[Mapping[str, Any], dict[str, Any]]]:
    """Yield (feed, entry) for each entry of a feed, as feedparser returns them.

    Raises MissingLibraryError if feedparser is not installed, UnreadableError if it fails.
    """
    feedparser = _import_feedparser()
    # The document type is removed, because it could define entities that expand without end. The data is a stream,
    # because feedparser would open a string as a URL or a file.
    stream = BytesIO(remove_doctype(data))
    try:
        document = feedparser.parse(stream, sanitize_html=False, resolve_relative_uris=False)
    except NewscliError:
        raise
    except Exception as error:  # its parsers raise undocumented errors
        raise UnreadableError(f"is a feed that can't be parsed ({type(error).__name__}: {error})") from error
    for entry in document.entries:
        if not document.version.startswith("atom") and "published" not in entry and "updated" in entry:
            # RSS has no day of revision: this is dc:date, the day of publication (RSS 1.0's Dublin Core module).
            entry["published"] = dict.pop(entry, "updated")
        yield document.feed, entry


def _import_feedparser() -> Any:
    feedparser = import_optional("feedparser", "feedparser")
    # The class that all of its parsers come from looks for an address in an author, by a pattern that takes a time that
    # grows with the square of a long word.
    mixin = import_module("feedparser.mixin")._FeedParserMixin
    look_for_address = mixin._sync_author_detail
    if not hasattr(look_for_address, "is_limited"):

        def look_if_short(self: Any, key: str = "author") -> None:
            if len(str(self._get_context().get(key) or "")) <= _MAX_AUTHOR_CHARS:
                look_for_address(self, key)

        look_if_short.is_limited = True  # type: ignore[attr-defined]
        mixin._sync_author_detail = look_if_short
    return feedparser


def read(source: Source, feed: Mapping[str, Any], entry: dict[str, Any], limits: Limits) -> Article:
    """Read one entry. Raises EmptyError if it has no text."""
    from newscli.formats.html.fragment import parse_fragment

    contents = [content["value"] for content in _get_mappings(entry, "content") if content.get("value")]
    candidates = contents or [entry.get("summary")]
    markup = max((content for content in candidates if isinstance(content, str)), key=len, default="")
    entry_blocks = parse_fragment(markup, limits) if markup.strip() else ()
    return articles.build_from_blocks(source, entry_blocks, _read_fields(feed, entry), _EMPTY)


def _get_mappings(entry: dict[str, Any], key: str) -> list[Mapping[str, Any]]:
    """Return the mappings listed under a key. An entry may have an element of that name unknown to feedparser."""
    values = entry.get(key)
    return [value for value in values if isinstance(value, Mapping)][:_MAX_VALUES] if isinstance(values, list) else []


def _read_authors(entry: dict[str, Any]) -> list[str]:
    """Read the names of the authors. feedparser strips an address only if it ends in at most four letters."""
    match = _AUTHOR_WITH_ADDRESS.match(str(entry.get("author") or ""))
    return [match[1]] if match else [str(author.get("name") or "") for author in _get_mappings(entry, "authors")]


def _read_fields(feed: Mapping[str, Any], entry: dict[str, Any]) -> Iterator[Field]:
    categories = [tag["term"] for tag in _get_mappings(entry, "tags") if tag.get("term")]
    for key, value, origin in (
        ("title", entry.get("title"), "entry title"),
        *(("authors", name, "entry author") for name in _read_authors(entry)),
        ("published", entry.get("published"), "entry published"),
        # feedparser's own get() falls back to the date of publication.
        ("modified", dict.get(entry, "updated"), "entry updated"),
        ("url", entry.get("link"), "entry link"),
        ("section", categories[0] if categories else None, "entry category"),
        ("publisher", feed.get("title"), "feed title"),
        ("language", feed.get("language"), "feed language"),
    ):
        if isinstance(value, str) and value.strip():
            yield Field(key, " ".join(value.split()), origin)
