"""The markup of a saved page -> a tree, within limits and without a single connection."""

import re

from lxml import etree, html

from newscli.errors import EmptyError, LimitError
from newscli.limits import Limits

# Characters that XML can't hold: one of them, or a reference to one ("&#27;"), and extractors answer nothing.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_REFERENCE = re.compile(r"&#(?:[xX]0{0,8}(?P<hex>[0-9a-fA-F]{1,6})|0{0,8}(?P<number>\d{1,7}));?")
_UNSHOWN = frozenset(("script", "style"))
_MOST_WORDS = 2000
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")


def parse_page(text: str, limits: Limits) -> html.HtmlElement:
    """The page's root. Raises LimitError where it nests deeper than ``limits``, EmptyError where it has no element."""
    clean = _REFERENCE.sub(_visible, _CONTROL.sub("\ufffd", _DECLARATION.sub("", text)))
    parser = html.HTMLParser(recover=True, huge_tree=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(clean, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise EmptyError("is a page with nothing on it") from error
    if _too_deep(root, limits.max_nesting):
        raise LimitError(f"nests elements deeper than {limits.max_nesting}; raise --max-nesting to read it")
    return root


def _visible(match: re.Match[str]) -> str:
    """A reference as it is, or U+FFFD where it stands for a character that no page may hold."""
    number = int(match["hex"], 16) if match["hex"] else int(match["number"])
    held = number in (9, 10, 13) or 0x20 <= number < 0x7F or 0x80 <= number < 0xD800 or 0xE000 <= number < 0x110000
    return match.group() if held and number not in (0xFFFE, 0xFFFF) else "\ufffd"


def _too_deep(root: html.HtmlElement, most: int) -> bool:
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > most:
            return True
    return False


def extract_text(element: html.HtmlElement) -> str:
    """The text in an element, without scripts, on one line; of a very long one the beginning."""
    parts: list[str] = []
    size = 0
    for event, one in etree.iterwalk(element, events=("start", "end")):
        inside = event == "start"
        if one.tag in _UNSHOWN or (not inside and one is element):
            text = None if inside or one is element else one.tail
        else:
            text = one.text if inside else one.tail
        if text:
            parts.append(text)
            size += len(text)
            if size > _MOST_WORDS:
                break
    return " ".join("".join(parts).split())
