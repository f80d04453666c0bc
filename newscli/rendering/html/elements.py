"""Elements of HTML and SVG. Strings may be untrusted: lxml escapes them, and what is invisible is made visible."""

import re
from collections.abc import Mapping
from typing import TypeAlias

from lxml import html
from lxml.html import HtmlElement

from newscli.rendering.escape import escape_controls, flatten

Content: TypeAlias = "str | HtmlElement | Mapping[str, str] | None"
# Not characters, and not allowed in XML, which lxml holds to; form feeds are blanks.
_NO_CHARACTERS = re.compile("[\ufffe\uffff]")


def make(tag: str, /, *content: Content, **attributes: str) -> HtmlElement:
    """Make an element from strings and elements in order; a dict has attributes whose names Python can't spell."""
    element = html.Element(tag)
    set_attributes(element, attributes)
    for item in content:
        if isinstance(item, Mapping):
            set_attributes(element, item)
        else:
            append(element, item)
    return element


def set_attributes(element: HtmlElement, attributes: Mapping[str, str]) -> None:
    """Set the attributes of an element."""
    for name, value in attributes.items():
        element.set(name, _NO_CHARACTERS.sub("\ufffd", flatten(value)))


def append(element: HtmlElement, item: str | HtmlElement | None) -> None:
    """Append an element, or a string after what is there."""
    if item is None:
        return
    if not isinstance(item, str):
        element.append(item)
        return
    text = _NO_CHARACTERS.sub("\ufffd", escape_controls(item))
    # Not len(element) or element[-1]: lxml counts the children each time.
    last = next(element.iterchildren(reversed=True), None)
    if last is not None:
        last.tail = (last.tail or "") + text
    else:
        element.text = (element.text or "") + text


def make_hidden(text: str) -> HtmlElement:
    """Make a text for screen readers alone."""
    # With a direction of its own it has no part in that of the text around it (HTML, dir=auto).
    return make("span", text, {"class": "hidden", "dir": "ltr"})


def make_heading(level: int, text: str, **attributes: str) -> HtmlElement:
    """Make a heading of a level, 6 at most."""
    return make(f"h{min(level, 6)}", text, **attributes)
