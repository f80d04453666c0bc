"""JSON and NDJSON from crawlers, news wires and newscli itself -> Articles, one for each record.

Records are recognized by their keys: schema.org's NewsArticle, IPTC ninjs 1 and 2, news-please (where "None" means
null), the columns of cc_news, the JSON of trafilatura and newspaper4k, and newscli's own reports. If none of these
fits, ``mapping`` says which key has what.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from newscli.errors import EmptyError, LimitError, UnreadableError
from newscli.formats.entries import MAX_BROKEN_RECORDS, TOO_MANY_BROKEN, Entry, RawFile, fail_entry
from newscli.input.encodings import Decoded, decode
from newscli.limits import Limits
from newscli.model import Article, Field, Source
from newscli.options import ReadOptions
from newscli.structure import articles

# What to find in a record -> the keys that may have it, the most trusted first.
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
TEXT_KEYS, MARKUP_KEYS = _KEYS["text"], _KEYS["markup"]
# The keys that ``mapping`` may have.
MAPPABLE_KEYS = ("text", "title", "authors", "published", "modified", "publisher", "section", "language", "url")
# (list in ninjs 2, key for its plain values, key for its HTML values)
_NINJS_LISTS = (("bodies", "body_text", "body_html"), ("headlines", "headline", "headline"))
_NULLS: tuple[Any, ...] = (None, "None", "", [], {})
# How markup under a key for plain text begins.
_MARKUP_START = re.compile(r"\s{0,100}<(?:p|div|article|section|h[1-6])\b[^<>]{0,500}>", re.IGNORECASE)
_BROKEN_CHARACTER = re.compile("[\ud800-\udfff\0]")
_BETWEEN_RECORDS = re.compile("[ \t\r\n,\ufeff\x1e]*")
_MAX_KEYS_IN_ERROR = 8
_MAX_LIST_VALUES = 100


def open_entries(file: RawFile, format: str) -> Iterator[Entry]:
    """Yield the articles of a JSON file, one for each record."""
    yield from stop_at_rubbish(_open_records(file.decoded, file.options))


def open_line(line: bytes, options: ReadOptions) -> Iterator[Entry]:
    """Yield the articles on a line of NDJSON. Raises NewscliError if the line is not text."""
    yield from _open_records(decode(line, options.encoding), options)


def _open_records(decoded: Decoded, options: ReadOptions) -> Iterator[Entry]:
    for record in split_records(decoded.text):
        if isinstance(record, UnreadableError):
            yield fail_entry("json", record)._replace(encoding=decoded.encoding)
        elif not isinstance(record, dict):
            error = UnreadableError("is not a JSON object")
            yield fail_entry("json", error)._replace(encoding=decoded.encoding)
        else:
            build = partial(read, record=record, limits=options.limits, mapping=options.mapping)
            yield Entry("json", decoded.encoding, build)


def stop_at_rubbish(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Yield entries until so many, one after another, are no records that the rest can be none, either."""
    broken = 0
    for entry in entries:
        yield entry
        broken = broken + 1 if isinstance(entry.failure, UnreadableError) else 0
        if broken == MAX_BROKEN_RECORDS:
            yield fail_entry("json", UnreadableError(TOO_MANY_BROKEN))
            return


def split_records(text: str) -> Iterator[Any]:
    """Yield the records of a file, in order, with an UnreadableError in place of one that is not JSON.

    A value may take one line or several. The members of a list are separate records.
    """
    decoder = json.JSONDecoder(strict=False)
    position = _skip_separators(text, 0)
    while position < len(text):
        try:
            value, position = decoder.raw_decode(text, position)
            yield from value if isinstance(value, list) else (value,)
        except (ValueError, RecursionError) as error:
            reason = "nested too deeply" if isinstance(error, RecursionError) else getattr(error, "msg", str(error))
            yield UnreadableError(f"is not valid JSON: {reason}")
            # The next line may be valid again.
            line_end = text.find("\n", position)
            position = len(text) if line_end < 0 else line_end
        position = _skip_separators(text, position)


def _skip_separators(text: str, position: int) -> int:
    match = _BETWEEN_RECORDS.match(text, position)
    return match.end() if match else position


def read(source: Source, record: dict[str, Any], limits: Limits, mapping: Mapping[str, str]) -> Article:
    """Read one record.

    Raises LimitError if it nests too deep, EmptyError if no known key has a text.
    """
    if _measure_depth(record) > limits.max_nesting:
        raise LimitError(f"is nested more than {limits.max_nesting} levels deep; raise --max-nesting to read it")
    values = _flatten(record)
    text = _find_text(values, mapping)
    fields = [
        field for name in _KEYS if name not in ("text", "markup") for field in _read_fields(values, name, mapping)
    ]
    is_report = str(record.get("schema", "")).startswith("newscli/")
    if text and is_report:
        text = _cut_to_body(text, record.get("body"))
    is_markup = text is not None and not is_report and _MARKUP_START.match(text) is not None
    if text and text.strip() and not is_markup:
        return articles.build_from_story(source, text.replace("\r\n", "\n"), fields)
    markup = text if is_markup else _find_markup(values)
    if not markup:
        keys = ", ".join(list(values)[:_MAX_KEYS_IN_ERROR])
        raise EmptyError(f"has no text under a key that newscli knows (it has {keys}); name the key: --map text=KEY")
    from newscli.formats.html.fragment import parse_fragment

    return articles.build_from_blocks(source, parse_fragment(markup, limits), fields, "has markup without any text")


def _cut_to_body(text: str, body: Any) -> str:
    """Cut the text of one of newscli's own reports to its body and what follows."""
    start = body[0] if isinstance(body, list) and len(body) == 2 and isinstance(body[0], int) else 0
    return text[start:] if 0 <= start < len(text) else text


def _flatten(record: dict[str, Any]) -> dict[str, Any]:
    """Flatten a record: drop its nulls, and lift what ninjs 2 and newscli nest one level deeper."""
    values = {key: value for key, value in record.items() if value not in _NULLS}
    metadata = values.get("metadata")
    if isinstance(metadata, dict):
        values |= {key: value for key, value in metadata.items() if value is not None and key not in values}
    for list_key, plain_key, markup_key in _NINJS_LISTS:
        items = values.get(list_key)
        for item in items if isinstance(items, list) else ():
            if isinstance(item, dict) and isinstance(item.get("value"), str):
                is_markup = "html" in str(item.get("contentType") or item.get("contenttype") or "")
                values.setdefault(markup_key if is_markup else plain_key, item["value"])
    return values


def _find_text(values: Mapping[str, Any], mapping: Mapping[str, str]) -> str | None:
    for key in (mapping["text"],) if "text" in mapping else _KEYS["text"]:
        value = values.get(key)
        if isinstance(value, list) and value and all(isinstance(item, str) for item in value):
            value = "\n\n".join(value)
        if isinstance(value, str) and value.strip():
            return _mend(value)
    return None


def _find_markup(values: Mapping[str, Any]) -> str | None:
    return next((_mend(value) for key in _KEYS["markup"] if isinstance(value := values.get(key), str)), None)


def _mend(text: str) -> str:
    """Put U+FFFD in place of halves of surrogate pairs and of U+0000, which break programs that read newscli's JSON."""
    return _BROKEN_CHARACTER.sub("\ufffd", text)


def _read_fields(values: Mapping[str, Any], name: str, mapping: Mapping[str, str]) -> Iterator[Field]:
    """Yield the values of the first key that has any."""
    for key in (mapping[name],) if name in mapping else _KEYS[name]:
        texts = [text for text in _read_texts(values.get(key)) if text not in ("None", "null")]
        for text in texts:
            is_one_author = name == "authors" and key != "byline" and _is_one_person(text)
            yield Field("author" if is_one_author else name, text, f"JSON {key}")
        if texts:
            return


def _is_one_person(text: str) -> bool:
    separators = (",", ";", "|", " and ", "http", "@")
    return not any(separator in text for separator in separators) and not text.lower().startswith("by ")


def _read_texts(value: Any) -> Iterator[str]:
    """Yield the texts in a value, which may be a string, an integer, an object with a name, or a list of these."""
    if isinstance(value, list):
        for item in value[:_MAX_LIST_VALUES]:
            yield from _read_texts(item) if not isinstance(item, list) else ()
    elif isinstance(value, dict):
        yield from _read_texts(value.get("name")) if not isinstance(value.get("name"), dict) else ()
    elif isinstance(value, str) and value.strip():
        yield _mend(" ".join(value.split()))
    elif isinstance(value, int) and not isinstance(value, bool):
        yield str(value)


def _measure_depth(value: Any) -> int:
    """Count how many levels of lists and objects a value nests, without recursion."""
    deepest = 0
    pending = [(value, 1)]
    while pending:
        node, depth = pending.pop()
        deepest = max(deepest, depth)
        children = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
        pending.extend((child, depth + 1) for child in children if isinstance(child, dict | list))
    return deepest
