"""Microdata and RDFa: attributes that name the elements which show the metadata of an article.

Properties belong to the nearest item around them. An item that is no article has its own author and day: a comment, a
book, a video.
"""

import re
from collections.abc import Iterator

from lxml import html

from newscli.formats.html.jsonld import ARTICLE_TYPES, BODY_TYPES
from newscli.formats.html.page import extract_text
from newscli.text import fold_text

# Property of schema.org, in lower case -> key.
_PROPERTY_KEYS = {
    "headline": "title",
    "author": "authors",
    "creator": "authors",
    "datepublished": "published",
    "datemodified": "modified",
    "datecreated": "published",
    "publisher": "publisher",
    "articlesection": "section",
}
_NAME_KEYS = ("authors", "publisher")
# The prefix, or the address, of the vocabulary of schema.org before a name.
_VOCABULARY = re.compile(r"(?:schema|s):|https?://(?:www\.)?schema\.org/", re.IGNORECASE)
_PAGE_TYPES = ("WebPage", "ItemPage", "CreativeWork", "WebSite")
_NAME_PARTS = ("givenname", "additionalname", "familyname")


def read_microdata(root: html.HtmlElement) -> Iterator[tuple[str, str, str]]:
    """Yield (key, value, origin) of each known property of the page's article outside <meta>."""
    page_items = find_page_items(root)
    for element in root.iterfind(".//*[@itemprop]"):
        if element.tag != "meta" and is_of_article(element, page_items):
            yield from _read_properties(element, "itemprop")
    for element in root.iterfind(".//*[@property]"):
        is_in_item = any(parent.get("typeof") is not None for parent in element.iterancestors())
        if is_in_item and is_of_article(element, page_items):
            yield from _read_properties(element, "property")


def find_page_items(root: html.HtmlElement) -> set[html.HtmlElement]:
    """Find the elements with a heading, or with a name that <title> has: what the page is about, whatever its type."""
    title = fold_text(" ".join(extract_text(element) for element in root.iter("title")))
    items = {parent for heading in root.iter("h1") for parent in heading.iterancestors()}
    for name in root.iterfind(".//*[@itemprop='name']"):
        folded = fold_text(name.get("content") or extract_text(name))
        if folded and folded in title and not items.issuperset(name.iterancestors()):
            items.update(parent for parent in name.iterancestors() if parent.get("itemscope") is not None)
    return items


def is_of_article(element: html.HtmlElement, page_items: set[html.HtmlElement]) -> bool:
    """Whether a property is one of an article, of what the page is about, or of no item at all."""
    for parent in element.iterancestors():
        if parent.get("typeof") is not None or parent.get("itemscope") is not None:
            types = (parent.get("typeof") or parent.get("itemtype") or "").split()
            if types and not any(name.endswith((*ARTICLE_TYPES, *_PAGE_TYPES)) for name in types):
                return parent in page_items
            if types or parent.get("itemprop") is None:
                return True
    return True


def _read_properties(element: html.HtmlElement, attribute: str) -> Iterator[tuple[str, str, str]]:
    for raw_name in (element.get(attribute) or "").split():
        name = _VOCABULARY.sub("", raw_name).lower()
        key = _PROPERTY_KEYS.get(name)
        if key in _NAME_KEYS:
            types = (element.get("typeof") or element.get("itemtype") or "").split()
            if key != "authors" or not any(type_name.endswith(BODY_TYPES) for type_name in types):
                yield key, _read_name(element, attribute), f"{attribute} {name}"
        elif key:
            value = element.get("content") or element.get("datetime") or extract_text(element)
            yield key, value, f"{attribute} {name}"


def _read_name(element: html.HtmlElement, attribute: str) -> str:
    """Read the name of a person or a body, from a property of its own if it has one."""
    names: dict[str, str] = {}
    for part in element.iterfind(f".//*[@{attribute}]"):
        name = _VOCABULARY.sub("", part.get(attribute) or "").lower()
        names.setdefault(name, part.get("content") or extract_text(part))
    whole = " ".join(names[part] for part in _NAME_PARTS if part in names)
    return names.get("name") or whole or element.get("content") or extract_text(element)
