"""The HTML part of an email -> blocks.

Mail programs wrap lines and paragraphs in elements for fonts and colours, which elsewhere stand inside a line.
"""

from lxml import html

from newscli.formats.html.fragment import parse_element
from newscli.formats.html.page import parse_page
from newscli.limits import Limits
from newscli.structure.drafts import DraftBlock

_WRAPPING_TAGS = frozenset(("a", "b", "big", "em", "font", "i", "small", "span", "strong", "u"))
_LINELESS_TAGS = _WRAPPING_TAGS | {"img", "wbr", "sub", "sup", "s", "code", "q", "cite", "abbr", "style", "script"}
# What a style says if it may hide an element; hidden elements must stay whole.
_HIDING_WORDS = ("none", "hidden", "hide")


def parse_markup(markup: str, limits: Limits) -> list[DraftBlock]:
    """Parse the HTML part of an email. Raises LimitError and EmptyError as ``parse_page`` does."""
    root = parse_page(f"<div>{markup}</div>", limits)
    wrappers = _find_wrappers(root)
    # From the innermost out.
    for parent in [element for element in root.iter() if any(child in wrappers for child in element)][::-1]:
        _unwrap_children(parent, wrappers)
    return parse_element(root)


def _find_wrappers(root: html.HtmlElement) -> set[html.HtmlElement]:
    """Find the elements for fonts and colours that hold a line end or a block."""
    seen: set[html.HtmlElement] = set()
    for element in root.iter():
        if isinstance(element.tag, str) and element.tag not in _LINELESS_TAGS:
            parent = element.getparent()
            while parent is not None and parent.tag in _WRAPPING_TAGS and parent not in seen:
                seen.add(parent)
                parent = parent.getparent()
    return {element for element in seen if not _may_be_hidden(element)}


def _may_be_hidden(element: html.HtmlElement) -> bool:
    style = (element.get("style") or "").lower()
    return element.get("hidden") is not None or any(word in style for word in _HIDING_WORDS)


def _unwrap_children(parent: html.HtmlElement, wrappers: set[html.HtmlElement]) -> None:
    """Put what is in the wrapping children of an element in their place."""
    children = list(parent)
    del parent[:]
    for child in children:
        if child not in wrappers:
            parent.append(child)
            continue
        tail = child.tail
        _append_text(parent, child.text)
        parent.extend(list(child))
        _append_text(parent, tail)


def _append_text(parent: html.HtmlElement, text: str | None) -> None:
    last = next(parent.iterchildren(reversed=True), None)
    if last is not None:
        last.tail = f"{last.tail or ''}{text or ''}"
    else:
        parent.text = f"{parent.text or ''}{text or ''}"
