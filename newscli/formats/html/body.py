"""The story of a page: trafilatura finds it, and its result becomes blocks."""

import logging
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from copy import deepcopy
from html import unescape
from itertools import islice

from lxml import etree, html

from newscli.errors import EmptyError, LimitError, UnreadableError
from newscli.formats.captions import is_caption
from newscli.formats.html import fragment
from newscli.formats.html.bold import mark_bold_headings
from newscli.formats.html.chains import MAX_PART, find_longer_chain
from newscli.formats.html.dates import is_day_line
from newscli.formats.html.gates import join_parts
from newscli.formats.html.inline import keep_words_in_sentences
from newscli.formats.html.jsonld import StatedStory
from newscli.formats.html.page import MIN_STORY_WORDS, count_paragraph_words, extract_text
from newscli.lang.en.boilerplate import CREDIT_LINES
from newscli.lang.en.lines import (
    PAGE_CLOSINGS,
    PAGE_PROMOTION_LABEL,
    PAGE_PROMOTION_OPENERS,
    PAGE_PROMOTION_TAGS,
    PAGE_PROMOTION_WORDS,
)
from newscli.limits import Limits
from newscli.model import BlockKind
from newscli.optional_imports import import_without_network
from newscli.structure.drafts import DraftBlock
from newscli.structure.front_matter import parse_front_line, read_front_matter
from newscli.text import SENTENCE_END_MARKS, count_words, fold_text

# Lines that sites put between paragraphs to promote other pages.
_PROMOTION = re.compile(
    "|".join((PAGE_PROMOTION_LABEL, *PAGE_PROMOTION_OPENERS)).replace(" ?", r"\s*").replace(" ", r"\s+")
    + rf"|(?:{'|'.join(PAGE_PROMOTION_WORDS)})$|.{{0,150}}\[(?:{'|'.join(PAGE_PROMOTION_TAGS)})\]",
    re.IGNORECASE,
)
# Lines that sites put after the story.
_CLOSING = re.compile("|".join(PAGE_CLOSINGS), re.IGNORECASE)
_CREDIT = re.compile("|".join(CREDIT_LINES), re.IGNORECASE)
_RULE = re.compile(r"[_*=-]{3,}")
_MAX_KICKERS = 3
_MAX_KICKER_CHARS = 40
_MAX_FRONT_BLOCKS = 4
# Promotions, bylines and the like are shorter than this; so may be paragraphs of a story.
_MAX_FURNITURE_CHARS = 200
_MARKUP = re.compile(r"<(?:p|br|div)\b", re.IGNORECASE)
# Above this, the quadratic time of trafilatura's XPath shows; most article pages have about a thousand elements.
_MAX_ELEMENTS = 12_000
_MAX_FRAMES = 100
_BLOCK_TAGS = frozenset(("p", "head", "list", "item", "table", "row", "quote", "code", "div"))


def find_story(root: html.HtmlElement, title: str | None, stated: StatedStory, limits: Limits) -> list[DraftBlock]:
    """Find the blocks of the story, in order, without title, byline and date; [] if the page shows no story.

    Where what the page shows is less than half of its ``stated`` story, the longest of all answers is taken.
    """
    if sum(1 for _ in root.iter()) > _MAX_ELEMENTS:
        return _strip_furniture(fragment.parse_element(_find_frame(root)), title)
    root = _drop_other_articles(root)
    blocks = _extract_blocks(root, precise=True)
    if _count_block_words(blocks) < MIN_STORY_WORDS:
        # If a page is nearly all story, trafilatura's precise mode mistakes the story for a menu.
        others = _extract_blocks(root, precise=False)
        # Its last resort is all text of the page in one paragraph: who says what can't be told from that.
        is_flat = len(others) == 1 < len(blocks) and _count_block_words(blocks) >= MAX_PART * _count_block_words(others)
        blocks = blocks if is_flat else max(blocks, others, key=_count_block_words)
    blocks = find_longer_chain(root, blocks) or join_parts(root, blocks)
    words = _count_block_words(blocks)
    if words < MAX_PART * max(count_words(stated.text), stated.words):
        blocks = max(
            blocks,
            _extract_blocks(root, precise=False),
            _split_stated_text(stated.text, limits),
            key=_count_block_words,
        )
    return mark_bold_headings(_strip_furniture(blocks, title) or blocks, root)


def _split_stated_text(text: str, limits: Limits) -> list[DraftBlock]:
    if _MARKUP.search(text):
        with suppress(EmptyError):
            return fragment.parse_fragment(text, limits)
        return []
    lines = (" ".join(unescape(line).split()) for line in text.splitlines())
    return [DraftBlock("paragraph", line) for line in lines if line]


def _drop_other_articles(root: html.HtmlElement) -> html.HtmlElement:
    """Return a page without the other <article> elements, if one of them has the headline and a story."""
    elements = [element for element in root.iter("article") if next(element.iterancestors("article"), None) is None]
    with_headline = [element for element in elements if element.find(".//h1") is not None]
    if len(elements) < 2 or len(with_headline) != 1 or count_paragraph_words(with_headline[0]) < MIN_STORY_WORDS:
        return root
    numbers = [number for number, element in enumerate(elements) if element is not with_headline[0]]
    page = deepcopy(root)
    copies = [element for element in page.iter("article") if next(element.iterancestors("article"), None) is None]
    for number in numbers:
        copies[number].drop_tree()
    return page


def _count_block_words(blocks: Sequence[DraftBlock]) -> int:
    return sum(count_words(block.text) for block in blocks)


def _find_frame(root: html.HtmlElement) -> html.HtmlElement:
    """Find the <article> or <main> with the most words; the whole page if none has enough."""
    frames = list(islice(root.iter("article", "main"), _MAX_FRAMES))
    best = max(frames, key=lambda frame: count_words(extract_text(frame)), default=root)
    return best if count_words(extract_text(best)) >= MIN_STORY_WORDS else root


def _extract_blocks(root: html.HtmlElement, *, precise: bool) -> list[DraftBlock]:
    bare_extraction = import_without_network("trafilatura").bare_extraction
    # trafilatura logs the pages that it gives up on; our own error says so in one line.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    # It modifies the tree that it is given.
    page = deepcopy(root)
    keep_words_in_sentences(page)
    try:
        document = bare_extraction(page, include_comments=False, favor_precision=precise)
    except LimitError:
        raise
    except Exception as error:  # trafilatura raises undocumented errors for odd markup
        raise UnreadableError(f"can't be read as a page ({type(error).__name__}: {error})") from error
    body = getattr(document, "body", None)
    return [block for block in _split_at_breaks(body, "paragraph") if block.text] if body is not None else []


def _strip_furniture(blocks: Sequence[DraftBlock], title: str | None) -> list[DraftBlock]:
    """Drop the blocks that belong to the page rather than to the story."""
    rest = [block for block in blocks if not _is_furniture(block.text)]
    rest = rest[_measure_kicker(rest, title) :]
    rest = _drop_front_lines(rest[read_front_matter(rest, title, "repeated").length :])
    last = len(rest)
    while last > 1 and _is_after_story(rest[last - 1]):
        last -= 1
    return rest[:last]


def _is_furniture(text: str) -> bool:
    return (len(text) < _MAX_FURNITURE_CHARS and _PROMOTION.match(text) is not None) or is_caption(text)


def _measure_kicker(blocks: Sequence[DraftBlock], title: str | None) -> int:
    """Count the blocks up to the title, if only short ones, such as a topic, stand before it or in its line."""
    folded_title = fold_text(title or "")
    for k, block in enumerate(blocks[:_MAX_KICKERS]):
        folded = fold_text(block.text)
        extra = len(folded) - len(folded_title)
        has_title = folded.endswith(folded_title) and extra <= _MAX_KICKER_CHARS
        # A heading may have a deck in it.
        has_title = has_title or (block.kind == "heading" and block.level == 1 and folded.startswith(folded_title))
        if folded_title and has_title and k + 1 < len(blocks):
            return k + 1
        if len(block.text) > _MAX_KICKER_CHARS or block.text[-1] in SENTENCE_END_MARKS:
            break
    return 0


def _drop_front_lines(blocks: Sequence[DraftBlock]) -> list[DraftBlock]:
    """Drop the bylines and days above the story that stand below another line, such as a standfirst."""
    first = next((k for k, block in enumerate(blocks) if len(block.text) >= _MAX_FURNITURE_CHARS), len(blocks))
    end = min(_MAX_FRONT_BLOCKS, first, len(blocks) - 1)
    return [block for k, block in enumerate(blocks) if k >= end or not _is_front_line(block.text)]


def _is_front_line(text: str) -> bool:
    return bool(parse_front_line(text)) or is_day_line(text)


def _is_after_story(block: DraftBlock) -> bool:
    """Whether the last block belongs to no story: a heading without text, a credit, an offer of the site."""
    text = block.text[:_MAX_FURNITURE_CHARS]
    if block.kind == "heading" or _CLOSING.search(text):
        return True
    return len(block.text) < _MAX_FURNITURE_CHARS and bool(_CREDIT.fullmatch(text) or _RULE.fullmatch(text))


def _build_blocks(element: etree._Element, kind: BlockKind = "paragraph") -> Iterator[DraftBlock]:
    """Build the blocks of an element in trafilatura's result, which uses the tags of TEI."""
    if element.tag == "head":
        yield DraftBlock("heading", _join_text(element), int((element.get("rend") or "h2")[1:] or 2))
    elif element.tag == "row":
        yield DraftBlock("row", "\t".join(_join_text(cell) for cell in element.iter("cell")).strip())
    elif element.tag == "code":
        yield DraftBlock("code", "".join(map(str, element.itertext())).strip("\n"))
    elif element.tag == "list":
        for number, item in enumerate(element, 1):
            for block in _split_at_breaks(item, "item"):
                marker = f"{number}. " if element.get("rend") == "ol" else "- "
                yield block._replace(text=marker + block.text) if block.text and block.kind == "item" else block
    else:
        yield from _split_at_breaks(element, "quote" if element.tag == "quote" else kind)


def _split_at_breaks(element: etree._Element, kind: BlockKind) -> Iterator[DraftBlock]:
    """Build the blocks in an element, with one for each line of its own text.

    Old pages separate paragraphs with nothing but line breaks.
    """
    line = element.text or ""
    for child in element:
        if child.tag == "lb" or child.tag in _BLOCK_TAGS:
            yield DraftBlock(kind, " ".join(line.split()))
            line = ""
            if child.tag in _BLOCK_TAGS:
                yield from _build_blocks(child, kind)
        else:
            line += "".join(map(str, child.itertext()))
        line += child.tail or ""
    yield DraftBlock(kind, " ".join(line.split()))


def _join_text(element: etree._Element) -> str:
    return " ".join(" ".join(map(str, element.itertext())).split())
