"""The markup of a saved page -> a tree of elements, within limits and without opening a connection."""

import re
from collections.abc import Iterator
from itertools import islice

from lxml import etree, html

from newscli.errors import EmptyError, LimitError
from newscli.formats.xml import check_memory
from newscli.limits import Limits
from newscli.text import QUOTATION_MARKS, count_words

# Characters that XML can't hold. A single one, or a reference to one ("&#27;"), makes trafilatura return nothing.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_REFERENCE = re.compile(r"&#(?:[xX]0{0,8}(?P<hex>[0-9a-fA-F]{1,6})|0{0,8}(?P<number>\d{1,7}));?")
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_INVISIBLE_TAGS = frozenset(("script", "style"))
INLINE_TAGS = frozenset(
    "a abbr acronym b bdi bdo big blink button cite code data del dfn em font i ins kbd label mark marquee math meter "
    "noindex nobr output progress q ruby s samp small span strike strong sub sup time tt u var".split()
)
# Parts of a page with days and names of their own: comments, captions, quotations, links to other pages, events,
# galleries.
_OTHER_CLASS = re.compile(
    r"(?:^|\s)(?:[\w-]{0,30}[-_])?(?:comments?|disqus|discussion|repl(?:y|ies)|related|recommend\w{0,10}|captions?|events?|teasers?"
    r"|popular|trending|latest|most-?(?:read|viewed|shared|popular)|promos?|recirc\w{0,10}|photographers?|galler(?:y|ies)|slides?|slideshow|columnists)(?:[-_\s]|$)"
    r"|(?:^|\s)(?:sidebar|nav|footer|copyright|print|archive|sources|references|read-next|(?:photo|image|picture)-?credits?"
    r"|(?:lead|hero|main|featured?|top|header)-(?:image|photo|picture|media|video)"
    r"|more-(?:from|stories|articles|news|on|in))(?:[-_\s]|$)",
    re.IGNORECASE,
)
_MAIN_TAGS = ("html", "body", "main", "article")
_OTHER_TAGS = frozenset(("blockquote", "figure", "figcaption", "aside", "nav", "cite", "q", "dialog"))
_META_CLASS = re.compile(r"meta|date|byline", re.IGNORECASE)
_HEADLINE_TAGS = ("a", "h2", "h3", "h4", "h5", "h6")
_OTHER_ITEMS = (
    "Book",
    "Movie",
    "Event",
    "Comment",
    "UserComments",
    "ImageObject",
    "VideoObject",
    "AudioObject",
    "Place",
)
_MIN_HEADLINE_WORDS = 3
# Links of fewer words may be the name of an author.
_MIN_TEASER_WORDS = 4
_MAX_ASIDE_CHARS = 200
_MAX_ASIDE_ELEMENTS = 200
_MAX_EXTRACTED_CHARS = 2000
# Of the words in the paragraphs of a page.
_MIN_FRAME_SHARE = 0.5
# Fewer words are no story.
MIN_STORY_WORDS = 60


def parse_page(text: str, limits: Limits) -> html.HtmlElement:
    """Parse a page and return its root.

    Raises LimitError if its elements nest deeper than ``limits`` allows, EmptyError if it has none.
    """
    clean = _REFERENCE.sub(_replace_control, _CONTROL.sub("\ufffd", _XML_DECLARATION.sub("", text)))
    parser = html.HTMLParser(recover=True, huge_tree=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(clean, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        check_memory(parser.error_log)
        raise EmptyError("is an empty page") from error
    if is_deeper_than(root, limits.max_nesting):
        raise LimitError(f"is nested more than {limits.max_nesting} levels deep; raise --max-nesting to read it")
    _write_quotation_marks(root)
    return root


def _write_quotation_marks(root: html.HtmlElement) -> None:
    """Write the marks around <q>, which browsers show, into the text; pages that have some keep theirs."""
    for quotation in root.iter("q"):
        text = "".join(map(str, quotation.itertext())).strip()
        if not text or text[0] in QUOTATION_MARKS:
            continue
        is_inner = next(quotation.iterancestors("q"), None) is not None
        opening, closing = ("‘", "’") if is_inner else ("“", "”")
        quotation.text = f"{opening}{quotation.text or ''}"
        if len(quotation):
            quotation[-1].tail = f"{quotation[-1].tail or ''}{closing}"
        else:
            quotation.text += closing


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
        if element.tag not in INLINE_TAGS:
            parts.append(" ")
        if text:
            parts.append(text)
            size += len(text)
            if size > _MAX_EXTRACTED_CHARS:
                break
    return " ".join("".join(parts).split())


def list_own_elements(
    root: html.HtmlElement, heading: html.HtmlElement | None = None, kept_tags: frozenset[str] = frozenset()
) -> Iterator[html.HtmlElement]:
    """Yield the elements of a page in order, without the parts that have days and names of their own.

    These are comments, captions and the like, and other articles than that with the ``heading``, if its element has
    the story. Parts with ``kept_tags`` are never left out for their tag.
    """
    other_tags = _OTHER_TAGS - kept_tags
    frame = _find_frame(heading)
    has_own_article = frame is not None and frame.tag == "article"
    own_parents = set(heading.iterancestors()) if heading is not None else set()
    stack = [root]
    while stack:
        element = stack.pop()
        if not isinstance(element.tag, str) or (element.tag in other_tags and not _is_about_page(element)):
            continue
        if element.tag not in _MAIN_TAGS and _OTHER_CLASS.search(get_label(element)):
            continue
        if has_own_article and element.tag == "article" and element not in own_parents:
            continue
        if heading is not None and element not in own_parents and (_is_other_item(element) or _is_teaser(element)):
            continue
        yield element
        if element is frame:
            # What follows belongs to other articles, or to the site.
            stack.clear()
        stack.extend(reversed(element.getchildren()))


def _is_about_page(element: html.HtmlElement) -> bool:
    """Whether an <aside> has the day or the author of the article: it is short, says so, and has no headline."""
    if element.tag != "aside" or len(extract_text(element)) > _MAX_ASIDE_CHARS:
        return False
    parts = list(islice(element.iter(), _MAX_ASIDE_ELEMENTS))
    return any(_META_CLASS.search(part.get("class") or "") for part in parts) and not any(
        part.tag in _HEADLINE_TAGS and count_words(extract_text(part)) >= _MIN_HEADLINE_WORDS for part in parts
    )


def _is_other_item(element: html.HtmlElement) -> bool:
    """Whether an element shows an item of schema.org that is no article, such as a book."""
    types = (element.get("itemtype") or element.get("typeof") or "").split()
    return any(name.endswith(_OTHER_ITEMS) for name in types)


def _is_teaser(element: html.HtmlElement) -> bool:
    """Whether an element has a headline of its own that is a link, as those of other stories are."""
    for child in element.iterchildren("h2", "h3", "h4", "h5", "h6", "a"):
        is_link = child.tag == "a"
        inner = next(child.iter("h2", "h3", "h4", "h5", "h6"), None) if is_link else child.find(".//a[@href]")
        if inner is not None:
            text = extract_text(inner)
            return count_words(text) >= _MIN_TEASER_WORDS and (is_link or text == extract_text(child))
    return False


def _find_frame(heading: html.HtmlElement | None) -> html.HtmlElement | None:
    """Find the outermost <article>, else <main>, else the least element, that has a heading and its story.

    None if there is none but the whole page.
    """
    if heading is None:
        return None
    frames = [*reversed(list(heading.iterancestors("article"))), *heading.iterancestors("main")]
    frame = next((frame for frame in frames if count_paragraph_words(frame) >= MIN_STORY_WORDS), None)
    if frame is not None:
        return frame
    min_words = max(MIN_STORY_WORDS, _MIN_FRAME_SHARE * count_paragraph_words(heading.getroottree().getroot()))
    others = (part for part in heading.iterancestors() if part.tag not in ("body", "html"))
    return next((frame for frame in others if count_paragraph_words(frame) >= min_words), None)


def count_paragraph_words(element: html.HtmlElement) -> int:
    """Count the words in the paragraphs of an element."""
    return sum(count_words("".join(map(str, paragraph.itertext()))) for paragraph in element.iter("p"))


def get_label(element: html.HtmlElement) -> str:
    """Get the class and the id of an element, which often say what it is."""
    return f"{element.get('class') or ''} {element.get('id') or ''}"
