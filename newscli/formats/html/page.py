"""The markup of a saved page -> a tree of elements, within limits and without opening a connection."""

import re
from collections.abc import Iterator

from lxml import etree, html

from newscli.errors import EmptyError, LimitError
from newscli.limits import Limits

# Characters that XML can't hold. A single one, or a reference to one ("&#27;"), makes trafilatura return nothing.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_REFERENCE = re.compile(r"&#(?:[xX]0{0,8}(?P<hex>[0-9a-fA-F]{1,6})|0{0,8}(?P<number>\d{1,7}));?")
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_INVISIBLE_TAGS = frozenset(("script", "style"))
# Parts of a page with days and names of their own: comments, captions, quotations, links to other pages, events.
_OTHER_CLASS = re.compile(
    r"(?:^|\s)(?:[\w-]{0,30}[-_])?(?:comments?|repl(?:y|ies)|related|recommend\w{0,10}|captions?|events?|teasers?"
    r"|popular|trending)(?:[-_\s]|$)"
    r"|(?:^|\s)(?:sidebar|nav|footer|copyright|print|archive|sources|references|more-from|read-next)(?:[-_\s]|$)",
    re.IGNORECASE,
)
_MAIN_TAGS = ("html", "body", "main", "article")
_OTHER_TAGS = frozenset(("blockquote", "figure", "figcaption", "aside", "nav", "cite", "q", "dialog"))
_MAX_EXTRACTED_CHARS = 2000


def parse_page(text: str, limits: Limits) -> html.HtmlElement:
    """Parse a page and return its root.

    Raises LimitError if its elements nest deeper than ``limits`` allows, EmptyError if it has none.
    """
    clean = _REFERENCE.sub(_replace_control, _CONTROL.sub("\ufffd", _XML_DECLARATION.sub("", text)))
    parser = html.HTMLParser(recover=True, huge_tree=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(clean, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise EmptyError("is an empty page") from error
    if is_deeper_than(root, limits.max_nesting):
        raise LimitError(f"is nested more than {limits.max_nesting} levels deep; raise --max-nesting to read it")
    return root


def _replace_control(match: re.Match[str]) -> str:
    """Return a character reference unchanged, or U+FFFD if it refers to a character that XML can't hold."""
    code = int(match["hex"], 16) if match["hex"] else int(match["number"])
    is_allowed = code in (9, 10, 13) or 0x20 <= code < 0x7F or 0x80 <= code < 0xD800 or 0xE000 <= code < 0x110000
    return match.group() if is_allowed and code not in (0xFFFE, 0xFFFF) else "\ufffd"


def is_deeper_than(root: html.HtmlElement, max_depth: int) -> bool:
    """Whether the elements of a page, or of XML, nest deeper than that."""
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > max_depth:
            return True
    return False


def extract_text(root: html.HtmlElement) -> str:
    """Extract the visible text of an element, on one line; only the beginning if it is very long."""
    parts: list[str] = []
    size = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        is_start = event == "start"
        if element.tag in _INVISIBLE_TAGS or (not is_start and element is root):
            text = None if is_start or element is root else element.tail
        else:
            text = element.text if is_start else element.tail
        if text:
            parts.append(text)
            size += len(text)
            if size > _MAX_EXTRACTED_CHARS:
                break
    return " ".join("".join(parts).split())


def list_own_elements(root: html.HtmlElement, kept_tags: frozenset[str] = frozenset()) -> Iterator[html.HtmlElement]:
    """Yield the elements of a page in order, without the parts that have days and names of their own.

    Parts with ``kept_tags`` are never left out for their tag.
    """
    other_tags = _OTHER_TAGS - kept_tags
    stack = [root]
    while stack:
        element = stack.pop()
        if not isinstance(element.tag, str) or element.tag in other_tags:
            continue
        if element.tag not in _MAIN_TAGS and _OTHER_CLASS.search(get_label(element)):
            continue
        yield element
        stack.extend(reversed(element.getchildren()))


def get_label(element: html.HtmlElement) -> str:
    """Get the class and the id of an element, which often say what it is."""
    return f"{element.get('class') or ''} {element.get('id') or ''}"
