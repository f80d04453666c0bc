"""Elements of HTML and SVG."""

from typing import TypeAlias

from lxml import html
from lxml.html import HtmlElement

from newscli.rendering.escape import escape_controls, flatten

Content: TypeAlias = "str | HtmlElement | dict[str, str] | None"


def make(tag: str, /, *content: Content, **attributes: str) -> HtmlElement:
    """Make an element from strings and elements in order; a dict has attributes whose names Python can't spell.

    Strings may be untrusted: what a terminal or a reader would not see is made visible.
    """
    element = html.Element(tag, {key: flatten(value) for key, value in attributes.items()})
    for item in content:
        if isinstance(item, dict):
            for key, value in item.items():
                element.set(key, flatten(value))
        else:
            append(element, item)
    return element


def append(element: HtmlElement, item: str | HtmlElement | None) -> None:
    """Append an element, or a string after what is there."""
    if item is None:
        return
    if not isinstance(item, str):
        element.append(item)
        return
    text = escape_controls(item)
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def make_hidden(text: str) -> HtmlElement:
    """Make a text for screen readers alone."""
    return make("span", text, {"class": "hidden"})


def make_heading(level: int, text: str, **attributes: str) -> HtmlElement:
    """Make a heading of a level, 6 at most."""
    return make(f"h{min(level, 6)}", text, **attributes)
