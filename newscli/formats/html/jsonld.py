"""JSON-LD: what the data blocks of a page say about its article, in the vocabulary of schema.org.

A page may describe other articles, too, such as those that it links to. Of several, that is the page's which has its
headline or its address.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple

from lxml import html

from newscli.formats.html.page import extract_text
from newscli.text import fold_text

# An article's @type ends in one of these: NewsArticle, ReportageNewsArticle, LiveBlogPosting, Review, …
ARTICLE_TYPES = ("Article", "BlogPosting", "Report", "Review")
BODY_TYPES = ("Organization", "Corporation", "WebSite", "Brand")
_NESTING_KEYS = ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item")
_LIST_KEY = "itemListElement"
_TEXT_PROPERTIES = (
    ("title", "headline"),
    ("published", "datePublished"),
    ("modified", "dateModified"),
    ("section", "articleSection"),
    ("language", "inLanguage"),
    ("url", "url"),
)
_NAME_PROPERTIES = (("authors", "author"), ("authors", "creator"), ("publisher", "publisher"))
_COMMENT_MARK = r"(?://|/\*|<!--)?\s{0,20}"
_OPENING = re.compile(rf"{_COMMENT_MARK}<!\[CDATA\[\s{{0,20}}(?:\*/|-->)?", re.IGNORECASE)
_CLOSING = re.compile(rf"{_COMMENT_MARK}\]\]>\s{{0,20}}(?:\*/|-->)?$")
# Strings are matched whole, so that the commas in them stay.
_TRAILING_COMMA = re.compile(r'(?P<string>"(?:[^"\\]++|\\.)*+"?)|,(?=\s*[\]}])', re.DOTALL)
_SCHEME = re.compile(r"^https?://(?:www\.)?", re.IGNORECASE)
_MAX_BLOCK_CHARS = 1_000_000
_MAX_NESTING = 20
_MAX_HEADLINES = 50
_MAX_COUNT_DIGITS = 7
# A headline that is shorter, in characters, may be the beginning of another's.
_MIN_HEADLINE_CHARS = 12


class StatedStory(NamedTuple):
    """The story by the page's JSON-LD: its text ("" if not given), and the number of its words (0 if not given)."""

    text: str
    words: int


class _StatedArticle(NamedTuple):
    """An article in JSON-LD, and whether it is an item of a list, as those that a page links to are."""

    properties: dict[str, Any]
    in_list: bool


def read_jsonld(root: html.HtmlElement) -> Iterator[tuple[str, str, str]]:
    """Yield (key, value, origin) of each value that the page's JSON-LD gives for its article, in the page's order."""
    blocks = list(_load_blocks(root))
    nodes = {node["@id"]: node for block in blocks for node in _list_nodes_with_id(block, _MAX_NESTING)}
    for article in _list_own_articles(root, blocks):
        yield from _read_properties(article, nodes)


def read_stated_story(root: html.HtmlElement) -> StatedStory:
    """Read the longest text, and the highest number of words, that JSON-LD gives for the page's article."""
    text, words = "", 0
    for article in _list_own_articles(root, list(_load_blocks(root))):
        body, count = article.get("articleBody"), str(article.get("wordCount") or "")
        if isinstance(body, str):
            text = max(text, body, key=len)
        if count.isascii() and count.isdigit() and len(count) < _MAX_COUNT_DIGITS:
            words = max(words, int(count))
    return StatedStory(text, words)


def _load_blocks(root: html.HtmlElement) -> Iterator[Any]:
    for script in root.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            yield _load_block(script.text or "")


def _load_block(source: str) -> Any:
    """Load the first JSON value in a data block; None if the block is broken or too long."""
    source = source.strip()
    if len(source) > _MAX_BLOCK_CHARS:
        return None
    if opening := _OPENING.match(source):
        source = _CLOSING.sub("", source[opening.end() :].rstrip())
    source = source.strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";")
    decoder = json.JSONDecoder(strict=False)
    for text in (source, _TRAILING_COMMA.sub(lambda match: match["string"] or "", source)):
        try:
            return decoder.raw_decode(text)[0]
        except (ValueError, RecursionError):
            continue
    return None


def _list_nodes_with_id(node: Any, levels_left: int) -> Iterator[dict[str, Any]]:
    """List the objects that others refer to by their @id."""
    if levels_left and isinstance(node, list):
        for item in node:
            yield from _list_nodes_with_id(item, levels_left - 1)
    elif levels_left and isinstance(node, dict):
        if isinstance(node.get("@id"), str) and "name" in node:
            yield node
        for value in node.values():
            yield from _list_nodes_with_id(value, levels_left - 1)


def _list_own_articles(root: html.HtmlElement, blocks: Sequence[Any]) -> list[dict[str, Any]]:
    """List the articles in data blocks that are the page's.

    If several are stated, these are those with the page's headline or address, and those that state neither. If none
    has them, it is the first that is in no list.
    """
    articles = [article for block in blocks for article in _find_articles(block, _MAX_NESTING, in_list=False)]
    headlines, addresses = _read_headlines(root), _read_addresses(root)
    own = {k for k, article in enumerate(articles) if _is_of_page(article.properties, headlines, addresses)}
    if not own:
        own = set([k for k, article in enumerate(articles) if not article.in_list][:1])
    return [
        article.properties
        for k, article in enumerate(articles)
        if k in own or not (article.in_list or _has_identity(article.properties))
    ]


def _find_articles(node: Any, levels_left: int, *, in_list: bool) -> Iterator[_StatedArticle]:
    if levels_left == 0:
        return
    if isinstance(node, list):
        for item in node:
            yield from _find_articles(item, levels_left - 1, in_list=in_list)
    elif isinstance(node, dict):
        if any(name.endswith(ARTICLE_TYPES) for name in _list_types(node)):
            yield _StatedArticle(node, in_list)
        for key in _NESTING_KEYS:
            yield from _find_articles(node.get(key), levels_left - 1, in_list=in_list or key == _LIST_KEY)


def _list_types(node: Mapping[str, Any]) -> list[str]:
    types = node.get("@type")
    return [name for name in (types if isinstance(types, list) else [types]) if isinstance(name, str)]


def _read_headlines(root: html.HtmlElement) -> set[str]:
    """Read the page's titles, folded: <title>, headings and og:title."""
    shown = [extract_text(element) for element in islice(root.iter("title", "h1"), _MAX_HEADLINES)]
    tags = (tag for tag in root.iter("meta") if tag.get("property") == "og:title")
    stated = [tag.get("content") or "" for tag in islice(tags, _MAX_HEADLINES)]
    return {folded for text in (*shown, *stated) if (folded := fold_text(text))}


def _read_addresses(root: html.HtmlElement) -> set[str]:
    links = [link.get("href") or "" for link in root.iter("link") if (link.get("rel") or "").lower() == "canonical"]
    stated = [tag.get("content") or "" for tag in root.iter("meta") if tag.get("property") == "og:url"]
    return {address for link in (*links, *stated) if (address := _fold_address(link))}


def _fold_address(address: str) -> str:
    return _SCHEME.sub("", address.strip().partition("#")[0].partition("?")[0]).rstrip("/").lower()


def _is_of_page(article: Mapping[str, Any], headlines: set[str], addresses: set[str]) -> bool:
    headline = fold_text(_read_text(article.get("headline")) or _read_text(article.get("name")))
    if headline in headlines:
        return True
    is_long = len(headline) >= _MIN_HEADLINE_CHARS
    if is_long and any(title.startswith(headline) or title.endswith(headline) for title in headlines):
        return True
    page = article.get("mainEntityOfPage")
    links = (article.get("url"), article.get("@id"), page.get("@id") if isinstance(page, dict) else page)
    return not addresses.isdisjoint(_fold_address(link) for link in links if isinstance(link, str))


def _has_identity(article: Mapping[str, Any]) -> bool:
    return any(article.get(key) for key in ("headline", "name", "url", "mainEntityOfPage"))


def _read_text(value: Any) -> str:
    value = value[0] if isinstance(value, list) and value else value
    return value if isinstance(value, str) else ""


def _read_properties(article: Mapping[str, Any], nodes: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    for key, name in _TEXT_PROPERTIES:
        if value := _read_text(article.get(name)):
            yield key, value, f"JSON-LD {name}"
    for key, name in _NAME_PROPERTIES:
        for value in _read_names(article.get(name), nodes, only_people=key == "authors"):
            yield key, value, f"JSON-LD {name}"


def _read_names(value: Any, nodes: Mapping[str, Any], *, only_people: bool) -> Iterator[str]:
    """Yield the names in a value: a string, an object with a name, a reference to one in ``nodes``, or a list."""
    for item in value if isinstance(value, list) else [value]:
        reference = item.get("@id") if isinstance(item, dict) and "name" not in item else item
        if isinstance(reference, str):
            item = nodes.get(reference, item)
        if isinstance(item, dict):
            if only_people and any(name.endswith(BODY_TYPES) for name in _list_types(item)):
                continue
            item = item.get("name") or " ".join(
                str(item[key]) for key in ("givenName", "familyName") if isinstance(item.get(key), str)
            )
        for name in item if isinstance(item, list) else [item]:
            if isinstance(name, str):
                yield name
