"""Stories in several parts with a gate between them, such as an offer of a subscription.

A part beside the story belongs to it if it has a class of the story's own part, has prose without a headline, and a
gate or an advert stands between, or the page calls it a part for subscribers.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from lxml import html

from newscli.formats.html import fragment
from newscli.formats.html.chains import OTHER_CLASS
from newscli.formats.html.inline import is_sentence
from newscli.formats.html.page import extract_text, get_label
from newscli.lang.en.pages import GATES, MAX_GATE_WORDS
from newscli.structure.drafts import DraftBlock
from newscli.text import QUOTATION_MARKS, count_words

_GATE = re.compile("|".join(GATES), re.IGNORECASE)
_GATE_CLASS = re.compile(
    r"paywall|premium|subscri|locked|(?:reg|pay|member)-?wall|(?:^|[-_\s])(?:gate|promo|metered|ads?|advert\w{0,10})(?:[-_\s]|$)",
    re.IGNORECASE,
)
_MAX_GATE_CHARS = 300
_MAX_PARTS = 20
_LINE_TAGS = ("p", "h2", "h3", "h4", "h5", "li")
_MAX_FRAME_WORDS = 60
_HEADLINE_TAGS = frozenset(("h1", "h2", "h3", "header", "time"))
# Shorter paragraphs may stand in several places of a page.
_MIN_TELLING_CHARS = 60
_MIN_PROSE_SHARE = 0.5
_QUOTING_MARKS = QUOTATION_MARKS - frozenset("'‘’`")


def join_parts(root: html.HtmlElement, story: Sequence[DraftBlock]) -> list[DraftBlock]:
    """Add the parts of a story that stand beside it on the page, each in its place, and drop the gates' own text."""
    texts = {block.text for block in story if len(block.text) >= _MIN_TELLING_CHARS}
    parents: dict[html.HtmlElement, None] = {}
    gates: list[html.HtmlElement] = []
    for line in root.iter(*_LINE_TAGS):
        text = _read_text(line)
        if _GATE.search(text) and count_words(text) <= MAX_GATE_WORDS and _QUOTING_MARKS.isdisjoint(text):
            gates.append(line)
        elif line.tag == "p" and text in texts and (parent := line.getparent()) is not None:
            parents[parent] = None
    outside = {text for gate in gates for text in _list_gate_texts(gate, parents)}
    blocks = [block for block in story if block.text not in outside]
    for part in islice(_list_missing_parts(parents, texts), _MAX_PARTS):
        previous = [_read_text(paragraph) for paragraph in _list_paragraphs_before(part, parents)]
        place = max((k + 1 for k, block in enumerate(blocks) if block.text in previous), default=0)
        blocks[place:place] = fragment.parse_element(part)
    return blocks


def _list_gate_texts(gate: html.HtmlElement, parents: dict[html.HtmlElement, None]) -> Iterator[str]:
    """List the lines of the gate that a line belongs to; none if that is a paragraph of the story."""
    frame = gate.getparent()
    if frame is None or frame in parents:
        if _GATE_CLASS.search(get_label(gate)):
            yield _read_text(gate)
    elif count_words(extract_text(frame)) <= _MAX_FRAME_WORDS:
        yield from map(_read_text, frame.iter(*_LINE_TAGS))
    else:
        yield _read_text(gate)


def _list_missing_parts(parents: dict[html.HtmlElement, None], texts: set[str]) -> Iterator[html.HtmlElement]:
    """List the elements beside the parts of a story that have more of it, in the page's order."""
    classes: dict[html.HtmlElement, set[tuple[str, str]]] = {}
    for parent in parents:
        if (container := parent.getparent()) is not None:
            classes.setdefault(container, set()).update(_list_classes(parent))
    for container, own_classes in classes.items():
        for part in container:
            if part in parents or own_classes.isdisjoint(_list_classes(part)):
                continue
            if not OTHER_CLASS.search(part.get("class") or "") and _is_gated(part) and _has_prose(part, texts):
                yield part


def _list_classes(element: html.HtmlElement) -> Iterator[tuple[str, str]]:
    return ((str(element.tag), name) for name in (element.get("class") or "").split())


def _is_gated(element: html.HtmlElement) -> bool:
    """Whether the page says that an element is for subscribers, or has a gate or an advert right before it."""
    previous = element.getprevious()
    if _GATE_CLASS.search(get_label(element)):
        return True
    if previous is None or not isinstance(previous.tag, str):
        return False
    return bool(_GATE_CLASS.search(get_label(previous)) or _GATE.search(extract_text(previous)[:_MAX_GATE_CHARS]))


def _has_prose(element: html.HtmlElement, texts: set[str]) -> bool:
    """Whether an element is mostly prose that the story lacks, and doesn't begin an article of its own."""
    if any(child.tag in _HEADLINE_TAGS for child in element.iter()):
        return False
    paragraphs = [_read_text(paragraph) for paragraph in element.iter("p")]
    prose = [text for text in paragraphs if len(text) >= _MIN_TELLING_CHARS and is_sentence(text)]
    if not prose or not texts.isdisjoint(paragraphs):
        return False
    linked = sum(count_words(extract_text(link)) for link in element.iter("a"))
    words = sum(map(count_words, prose))
    return words - linked >= _MIN_PROSE_SHARE * count_words(" ".join(paragraphs))


def _list_paragraphs_before(
    part: html.HtmlElement, parents: dict[html.HtmlElement, None]
) -> Iterator[html.HtmlElement]:
    for sibling in part.itersiblings(preceding=True):
        if sibling in parents:
            yield from sibling.iter("p")


def _read_text(paragraph: html.HtmlElement) -> str:
    return " ".join("".join(map(str, paragraph.itertext())).split())
