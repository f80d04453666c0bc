"""JSON and NDJSON -> Articles: what crawlers, wires and newscli itself write, an article a record.

Understood by their keys: schema.org's NewsArticle, IPTC ninjs 1 and 2, news-please (whose "None" is null), the columns
of cc_news, trafilatura's and newspaper4k's own JSON, and newscli's reports. ``mapping`` says which key holds what
where none of these fits.
"""

import json
import re
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from newscli.errors import EmptyError, LimitError, UnreadableError
from newscli.formats.entries import Entry, RawFile
from newscli.input.encodings import Decoded, decode
from newscli.limits import Limits
from newscli.model import Article, Field, Source
from newscli.options import ReadOptions
from newscli.structure import articles

# The keys of each piece of metadata, the ones to trust most first.
_KEYS: dict[str, tuple[str, ...]] = {
    "text": ("articleBody", "maintext", "body_text", "text", "raw_text", "body", "content"),
    "markup": ("body_xhtml", "body_html", "content_html", "html"),
    "title": ("headline", "title"),
    "authors": ("author", "authors", "byline", "creator"),
    "published": ("datePublished", "date_publish", "publish_date", "firstcreated", "date", "published", "pubdate"),
    "modified": ("dateModified", "date_modify", "versioncreated", "contentmodified", "modified"),
    "publisher": ("publisher", "sitename", "source_domain", "domain", "hostname", "provider"),
    "section": ("articleSection", "section"),
    "language": ("inLanguage", "language", "lang", "meta_lang"),
    "url": ("url", "canonical_link", "source_url", "link", "uri"),
}
# A text that is markup, under a key that says nothing of it.
_MARKED = re.compile(r"\s{0,100}<(?:p|div|article|section|h[1-6])\b[^<>]{0,500}>", re.IGNORECASE)
_BLANK = re.compile("[ \t\r\n,\ufeff\x1e]*")
FIELDS = ("text", "title", "authors", "published", "modified", "publisher", "section", "language", "url")


def open_entries(file: RawFile, format: str) -> Iterator[Entry]:
    """The records of a JSON file."""
    yield from _open_records(file.decoded, file.options)


def open_line(line: bytes, options: ReadOptions) -> Iterator[Entry]:
    """The records on a line of NDJSON. Raises NewscliError where it is no text."""
    yield from _open_records(decode(line, options.encoding), options)


def _open_records(decoded: Decoded, options: ReadOptions) -> Iterator[Entry]:
    for record in records(decoded.text):
        build = partial(read, record=record, limits=options.limits, mapping=options.mapping)
        yield Entry("json", decoded.encoding, build)


def records(text: str) -> Iterator[Any]:
    """The records of a file, one after the other; an UnreadableError in the place of one that is no JSON.

    A list is its members; else a record a line, or several lines to each.
    """
    decoder = json.JSONDecoder(strict=False)
    place = _next(text, 0)
    while place < len(text):
        try:
            found, place = decoder.raw_decode(text, place)
            yield from found if isinstance(found, list) else (found,)
        except (ValueError, RecursionError) as error:
            reason = "nests too deep" if isinstance(error, RecursionError) else getattr(error, "msg", str(error))
            yield UnreadableError(f"is no JSON: {reason}")
            # The next line may be whole.
            place = text.find("\n", place)
            place = len(text) if place < 0 else place
        place = _next(text, place)


def _next(text: str, place: int) -> int:
    blank = _BLANK.match(text, place)
    return blank.end() if blank else place


def read(source: Source, record: Any, limits: Limits, mapping: Mapping[str, str]) -> Article:
    """One record. Raises EmptyError where none of its keys holds a text."""
    if isinstance(record, UnreadableError):
        raise record
    if not isinstance(record, dict):
        raise UnreadableError("is no object, so no article")
    if _depth(record) > limits.max_nesting:
        raise LimitError(f"nests deeper than {limits.max_nesting}; raise --max-nesting to read it")
    known = _flattened(record)
    text, key = _text(known, mapping)
    fields = [field for name in _KEYS if name not in ("text", "markup") for field in _fields(known, name, mapping)]
    own = str(record.get("schema", "")).startswith("newscli/")
    if key and text and own:
        body = record.get("body")
        start = body[0] if isinstance(body, list) and len(body) == 2 and isinstance(body[0], int) else 0
        text = text[start:] if 0 <= start < len(text) else text
    marked = text is not None and not own and _MARKED.match(text) is not None
    if not text or not text.strip() or marked:
        markup = text if marked else next((known[k] for k in _KEYS["markup"] if isinstance(known.get(k), str)), None)
        if not markup:
            shown = ", ".join(list(known)[:8])
            raise EmptyError(f"has no text under a key that newscli knows (it has {shown}); name it: --map text=KEY")
        from newscli.formats.html.fragment import parse_fragment

        return articles.build_from_blocks(source, parse_fragment(markup, limits), fields, "holds markup without a word")
    return articles.build_from_story(source, text.replace("\r\n", "\n"), fields)


def _flattened(record: dict[str, Any]) -> dict[str, Any]:
    """A record with what ninjs 2 and newscli keep one level down at the top."""
    made = {key: value for key, value in record.items() if value not in (None, "None", "", [], {})}
    metadata = made.get("metadata")
    if isinstance(metadata, dict):
        made |= {key: value for key, value in metadata.items() if value is not None and key not in made}
    for many, one, markup in (("bodies", "body_text", "body_html"), ("headlines", "headline", "headline")):
        for part in made.get(many, ()) if isinstance(made.get(many), list) else ():
            if isinstance(part, dict) and isinstance(part.get("value"), str):
                marked = "html" in str(part.get("contentType") or part.get("contenttype") or "")
                made.setdefault(markup if marked else one, part["value"])
    return made


def _text(known: Mapping[str, Any], mapping: Mapping[str, str]) -> tuple[str | None, str | None]:
    for key in (mapping["text"],) if "text" in mapping else _KEYS["text"]:
        value = known.get(key)
        if isinstance(value, list) and value and all(isinstance(one, str) for one in value):
            value = "\n\n".join(value)
        if isinstance(value, str) and value.strip():
            return value, key
    return None, None


def _fields(known: Mapping[str, Any], name: str, mapping: Mapping[str, str]) -> Iterator[Field]:
    for key in (mapping[name],) if name in mapping else _KEYS[name]:
        found = [value for value in _strings(known.get(key)) if value not in ("None", "null")]
        for value in found:
            exact = name == "authors" and key != "byline"
            yield Field("author" if exact and _one_person(value) else name, value, f"JSON {key}")
        if found:
            return


def _one_person(value: str) -> bool:
    return not any(mark in value for mark in (",", ";", "|", " and ", "http", "@")) and not value.lower().startswith(
        "by "
    )


def _strings(value: Any) -> Iterator[str]:
    """The words of a value: a string, a number, a thing with a name, or a list of these."""
    if isinstance(value, list):
        for one in value[:100]:
            yield from _strings(one) if not isinstance(one, list) else ()
    elif isinstance(value, dict):
        yield from _strings(value.get("name")) if not isinstance(value.get("name"), dict) else ()
    elif isinstance(value, str) and value.strip():
        yield " ".join(value.split())
    elif isinstance(value, int) and not isinstance(value, bool):
        yield str(value)


def _depth(value: Any) -> int:
    """How deep a value nests, without recursion."""
    deepest, left = 0, [(value, 1)]
    while left:
        one, depth = left.pop()
        deepest = max(deepest, depth)
        inner = one.values() if isinstance(one, dict) else one if isinstance(one, list) else ()
        left.extend((more, depth + 1) for more in inner if isinstance(more, dict | list))
    return deepest
