"""JSON-LD: what the data blocks of a page say about its article, in the vocabulary of schema.org."""

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from lxml import html

# An article's @type ends in one of these: NewsArticle, ReportageNewsArticle, LiveBlogPosting, Review, …
_ARTICLE_TYPES = ("Article", "BlogPosting", "Report", "Review")
_BODY_TYPES = ("Organization", "NewsMediaOrganization")
_NESTING_KEYS = ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item")
_TEXT_PROPERTIES = (
    ("title", "headline"),
    ("published", "datePublished"),
    ("modified", "dateModified"),
    ("section", "articleSection"),
    ("language", "inLanguage"),
    ("url", "url"),
)
_NAME_PROPERTIES = (("authors", "author"), ("authors", "creator"), ("publisher", "publisher"))
_MAX_BLOCK_CHARS = 1_000_000
_MAX_NESTING = 20
_MAX_COUNT_DIGITS = 7


def read_jsonld(root: html.HtmlElement) -> Iterator[tuple[str, str, str]]:
    """Yield (key, value, origin) of each value that the page's JSON-LD gives for an article, in the page's order."""
    for article in _list_articles(root):
        yield from _read_properties(article)


class StatedStory(NamedTuple):
    """The story by the page's JSON-LD: its text ("" if not given), and the number of its words (0 if not given)."""

    text: str
    words: int


def read_stated_story(root: html.HtmlElement) -> StatedStory:
    """Read the longest text, and the highest number of words, that JSON-LD gives for an article of the page."""
    text, words = "", 0
    for article in _list_articles(root):
        body, count = article.get("articleBody"), str(article.get("wordCount") or "")
        if isinstance(body, str):
            text = max(text, body, key=len)
        if count.isascii() and count.isdigit() and len(count) < _MAX_COUNT_DIGITS:
            words = max(words, int(count))
    return StatedStory(text, words)


def _list_articles(root: html.HtmlElement) -> Iterator[dict[str, Any]]:
    for script in root.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            yield from _find_articles(_load_block(script.text or ""), _MAX_NESTING)


def _load_block(source: str) -> Any:
    """Load the first JSON value in a data block; None if the block is broken or too long."""
    source = source.strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";")
    if len(source) > _MAX_BLOCK_CHARS:
        return None
    try:
        return json.JSONDecoder(strict=False).raw_decode(source)[0]
    except (ValueError, RecursionError):
        return None


def _find_articles(node: Any, levels_left: int) -> Iterator[dict[str, Any]]:
    if levels_left == 0:
        return
    if isinstance(node, list):
        for item in node:
            yield from _find_articles(item, levels_left - 1)
    elif isinstance(node, dict):
        type_value = node.get("@type")
        types = type_value if isinstance(type_value, list) else [type_value]
        if any(isinstance(type_name, str) and type_name.endswith(_ARTICLE_TYPES) for type_name in types):
            yield node
        for key in _NESTING_KEYS:
            yield from _find_articles(node.get(key), levels_left - 1)


def _read_properties(article: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    for key, name in _TEXT_PROPERTIES:
        value = article.get(name)
        value = value[0] if isinstance(value, list) and value else value
        if isinstance(value, str):
            yield key, value, f"JSON-LD {name}"
    for key, name in _NAME_PROPERTIES:
        for value in _read_names(article.get(name), only_people=key == "authors"):
            yield key, value, f"JSON-LD {name}"


def _read_names(value: Any, *, only_people: bool) -> Iterator[str]:
    """Yield the names in a value, which may be a string, an object with a name, or a list of these."""
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            if only_people and item.get("@type") in _BODY_TYPES:
                continue
            item = item.get("name") or " ".join(
                str(item[key]) for key in ("givenName", "familyName") if isinstance(item.get(key), str)
            )
        for name in item if isinstance(item, list) else [item]:
            if isinstance(name, str):
                yield name
