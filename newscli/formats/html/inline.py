"""Elements in a line of a page: whether they are part of a sentence, and what stands before them."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice

from lxml import html

from newscli.formats.html.page import INLINE_TAGS, extract_text
from newscli.lang.en.pages import DAY_LINE_OPENERS
from newscli.text import CLOSING_MARKS, FULL_WIDTH_SENTENCE_END_MARKS, SENTENCE_END_MARKS, count_words

# Inline elements that trafilatura drops with all words in them, or makes a block of.
_LOST_TAGS = ("time", "label", "output", "math", "noindex", "progress", "button", "blink", "marquee", "q", "code")
_DAY_LINE = re.compile(rf"(?:{'|'.join(DAY_LINE_OPENERS)})", re.IGNORECASE)
_SENTENCE_END = re.compile(rf"[{SENTENCE_END_MARKS}{FULL_WIDTH_SENTENCE_END_MARKS}…][{CLOSING_MARKS}’'\]]{{0,2}}$")
_MIN_SENTENCE_WORDS = 5
# A line as long as this is a paragraph, however it ends.
_MIN_PARAGRAPH_CHARS = 250
_MAX_LEAD_CHARS = 100
_MAX_LEAD_PARTS = 12
_MAX_LINE_PARTS = 100


def keep_words_in_sentences(root: html.HtmlElement) -> None:
    """Rename the inline elements that trafilatura would drop, or split off, from a line of text."""
    kept = [element for element in root.iter(*_LOST_TAGS) if _has_other_words(element)]
    for element in kept:
        element.tag = "span"


def _has_other_words(element: html.HtmlElement) -> bool:
    """Whether the line that an element is in says more than it and elements like it."""
    texts = chain(
        islice(_list_texts_before(element, _LOST_TAGS), _MAX_LINE_PARTS),
        islice(_list_texts_after(element, _LOST_TAGS), _MAX_LINE_PARTS),
    )
    return any(map(count_words, texts))


def is_in_sentence(element: html.HtmlElement) -> bool:
    """Whether an element stands in a sentence, and not in a line that says when, or by whom, it was published."""
    return element.tag in INLINE_TAGS and is_sentence(read_line(element))


def read_line(element: html.HtmlElement) -> str:
    """Read the line of text that an element is in, up to the next block or line break on either side."""
    before = "".join(reversed(list(islice(_list_texts_before(element), _MAX_LINE_PARTS))))
    after = "".join(islice(_list_texts_after(element), _MAX_LINE_PARTS))
    return " ".join(f"{before} {extract_text(element)} {after}".split())


def read_rest(element: html.HtmlElement) -> str:
    """Read the text after an element in its line; if there is none, that of the element after it."""
    rest = " ".join("".join(islice(_list_texts_after(element), _MAX_LEAD_PARTS)).split())
    following = element.getnext()
    if not rest and following is not None and isinstance(following.tag, str):
        rest = extract_text(following)
    return rest[:_MAX_LEAD_CHARS]


def read_lead(element: html.HtmlElement) -> str:
    """Read the text before an element in its line."""
    parts = list(islice(_list_texts_before(element), _MAX_LEAD_PARTS))
    return " ".join("".join(reversed(parts)).split())[-_MAX_LEAD_CHARS:]


def read_line_above(element: html.HtmlElement) -> str:
    """Read the element before the block that an element is in; "" if it is long."""
    previous = _find_block(element).getprevious()
    text = extract_text(previous) if previous is not None and isinstance(previous.tag, str) else ""
    return text if len(text) <= _MAX_LEAD_CHARS else ""


def _find_block(element: html.HtmlElement) -> html.HtmlElement:
    while element.tag in INLINE_TAGS and element.getparent() is not None:
        element = element.getparent()
    return element


def _list_texts_before(element: html.HtmlElement, skipped_tags: Sequence[str] = ()) -> Iterator[str]:
    """List the texts before an element in its line, the nearest first."""
    while element.tag in INLINE_TAGS and (parent := element.getparent()) is not None:
        for sibling in element.itersiblings(preceding=True):
            yield f" {sibling.tail or ''}"
            if sibling.tag not in INLINE_TAGS:
                return
            if sibling.tag not in skipped_tags:
                yield f" {extract_text(sibling)}"
        yield parent.text or ""
        element = parent


def _list_texts_after(element: html.HtmlElement, skipped_tags: Sequence[str] = ()) -> Iterator[str]:
    """List the texts after an element in its line, the nearest first."""
    while element.tag in INLINE_TAGS and (parent := element.getparent()) is not None:
        yield element.tail or ""
        for sibling in element.itersiblings():
            if sibling.tag not in INLINE_TAGS:
                return
            if sibling.tag not in skipped_tags:
                yield extract_text(sibling)
            yield sibling.tail or ""
        element = parent


def is_sentence(text: str) -> bool:
    """Whether a line is prose, and not one that says when, or by whom, it was published."""
    if count_words(text) < _MIN_SENTENCE_WORDS or _DAY_LINE.match(text):
        return False
    return bool(_SENTENCE_END.search(text)) or len(text) >= _MIN_PARAGRAPH_CHARS
