"""JSON-LD: what a page's data blocks say of the article, by schema.org's terms."""

import json
from collections.abc import Iterator
from typing import Any

from lxml import html

# The kinds of thing that an article is, NewsArticle and its kin by their endings.
_ENDINGS = ("Article", "BlogPosting", "Report", "Review")
_INSIDE = ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item")
_LONGEST = 1_000_000
_DEEPEST = 20


def stated(root: html.HtmlElement) -> Iterator[tuple[str, str, str]]:
    """(key, value, origin) of each value that an article on the page is given, in the page's order."""
    for script in root.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            for one in _articles(_loaded(script.text or ""), _DEEPEST):
                yield from _values(one)


def _loaded(source: str) -> Any:
    """What a block holds; None for broken JSON, or as much of it as is whole."""
    source = source.strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";")
    if len(source) > _LONGEST:
        return None
    try:
        return json.JSONDecoder(strict=False).raw_decode(source)[0]
    except (ValueError, RecursionError):
        return None


def _articles(found: Any, deep: int) -> Iterator[dict[str, Any]]:
    if deep == 0:
        return
    if isinstance(found, list):
        for one in found:
            yield from _articles(one, deep - 1)
    elif isinstance(found, dict):
        kinds = found.get("@type")
        named = kinds if isinstance(kinds, list) else [kinds]
        if any(isinstance(kind, str) and kind.endswith(_ENDINGS) for kind in named):
            yield found
        for key in _INSIDE:
            yield from _articles(found.get(key), deep - 1)


def _values(article: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    for key, name in (
        ("title", "headline"),
        ("published", "datePublished"),
        ("modified", "dateModified"),
        ("section", "articleSection"),
        ("language", "inLanguage"),
        ("url", "url"),
    ):
        value = article.get(name)
        value = value[0] if isinstance(value, list) and value else value
        if isinstance(value, str):
            yield key, value, f"JSON-LD {name}"
    for key, name in (("authors", "author"), ("authors", "creator"), ("publisher", "publisher")):
        for value in _names(article.get(name), name != "publisher"):
            yield key, value, f"JSON-LD {name}"


def _names(found: Any, people: bool) -> Iterator[str]:
    """The names in a value that may be a string, a thing with a name, or some of these."""
    for one in found if isinstance(found, list) else [found]:
        if isinstance(one, dict):
            if people and one.get("@type") in ("Organization", "NewsMediaOrganization"):
                continue
            one = one.get("name")
        for name in one if isinstance(one, list) else [one]:
            if isinstance(name, str):
                yield name
