"""The story of a page: trafilatura finds it, and what it finds becomes blocks."""

import logging
import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from itertools import islice

from lxml import etree, html

from newscli.errors import LimitError, UnreadableError
from newscli.formats.html import fragment
from newscli.formats.html.page import extract_text
from newscli.model import BlockKind
from newscli.optional_imports import import_without_network
from newscli.structure.drafts import DraftBlock
from newscli.structure.front_matter import read_front_matter
from newscli.text import count_words

# What sites put between paragraphs to sell another page.
_PROMOTION = re.compile(
    r"(?:also\s+)?(?:read|see|watch|listen|view|related|download)(?:\s+(?:more|also|next|stories|articles?))?\s*:"
    r"|(?:read\s+more|don['’]t\s+miss|sign\s+up|subscribe|follow\s+(?:us|him|her|@)|get\s+(?:the\s+latest|access)"
    r"|like\s+this\s+(?:story|article)|tell\s+us\s+what\s+you\s+think|share\s+(?:this|it)\b|click\s+here|have\s+a\s+tip"
    r"|copyright\b|©|all\s+rights\s+reserved|this\s+copy\s+is\s+for)"
    r"|(?:comments?|tags?|advertisement|more|related)$|.{0,150}\[(?:news|video|insight|reaction|pictures|warning|analysis)\]",
    re.IGNORECASE,
)
_FOLLOW = re.compile(r"\bfollow\s+(?:us|him|her|them|@)|\bnewsletters?\b|\bmay be reached at\b", re.IGNORECASE)
_SHORT, _FEW = 200, 60
# Of so many elements trafilatura's XPath takes a time that grows with their square; pages of articles have a thousand.
_CROWDED, _MOST_FRAMES = 12_000, 100
_BLOCKS = frozenset(("p", "head", "list", "item", "table", "row", "quote", "code", "div"))


def parts(root: html.HtmlElement, title: str | None = None) -> list[DraftBlock]:
    """The blocks of the story, in its order, without its title, byline and date; none where nothing is found."""
    if sum(1 for _ in root.iter()) > _CROWDED:
        return _story(fragment.parse_element(_frame(root)), title)
    some = _found(root, precise=True)
    if sum(count_words(part.text) for part in some) < _FEW:
        # A page that is nearly all story looks to it like one that is all menus.
        some = max(some, _found(root, precise=False), key=lambda found: sum(count_words(part.text) for part in found))
    return _story(some, title) or some


def _frame(root: html.HtmlElement) -> html.HtmlElement:
    """The element of the page that says that it holds the story, the one with most of the words; else all of it."""
    frames = list(islice(root.iter("article", "main"), _MOST_FRAMES))
    best = max(frames, key=lambda one: count_words(extract_text(one)), default=root)
    return best if count_words(extract_text(best)) >= _FEW else root


def _found(root: html.HtmlElement, *, precise: bool) -> list[DraftBlock]:
    bare_extraction = import_without_network("trafilatura").bare_extraction
    # It tells of pages that it gives up; so do we, in one line.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        # It changes the tree that it is given.
        found = bare_extraction(deepcopy(root), include_comments=False, favor_precision=precise)
    except LimitError:
        raise
    except Exception as error:  # odd markup breaks it in ways that it doesn't document
        raise UnreadableError(f"can't be read as a page ({type(error).__name__}: {error})") from error
    story = getattr(found, "body", None)
    return [part for part in _inner(story, "paragraph") if part.text] if story is not None else []


def _story(some: Sequence[DraftBlock], title: str | None) -> list[DraftBlock]:
    """Blocks without those that are about the page and not of the story."""
    kept = [part for part in some if not (len(part.text) < _SHORT and _PROMOTION.match(part.text))]
    first = read_front_matter(kept, title, "stated").length
    last = len(kept)
    while last > first and (kept[last - 1].kind == "heading" or _FOLLOW.search(kept[last - 1].text[:_SHORT])):
        last -= 1
    return kept[first:last]


def _parts(one: etree._Element, kind: BlockKind = "paragraph") -> Iterator[DraftBlock]:
    if one.tag == "head":
        yield DraftBlock("heading", _words(one), int((one.get("rend") or "h2")[1:] or 2))
    elif one.tag == "row":
        yield DraftBlock("row", "\t".join(_words(cell) for cell in one.iter("cell")).strip())
    elif one.tag == "code":
        yield DraftBlock("code", "".join(map(str, one.itertext())).strip("\n"))
    elif one.tag == "list":
        for k, item in enumerate(one, 1):
            for part in _inner(item, "item"):
                mark = f"{k}. " if one.get("rend") == "ol" else "- "
                yield part._replace(text=mark + part.text) if part.text and part.kind == "item" else part
    else:
        yield from _inner(one, "quote" if one.tag == "quote" else kind)


def _inner(one: etree._Element, kind: BlockKind) -> Iterator[DraftBlock]:
    """The blocks in an element, and the lines of its own words: old pages part paragraphs by line breaks alone."""
    line = one.text or ""
    for child in one:
        if child.tag == "lb" or child.tag in _BLOCKS:
            yield DraftBlock(kind, " ".join(line.split()))
            line = ""
            if child.tag in _BLOCKS:
                yield from _parts(child, kind)
        else:
            line += "".join(map(str, child.itertext()))
        line += child.tail or ""
    yield DraftBlock(kind, " ".join(line.split()))


def _words(one: etree._Element) -> str:
    return " ".join(" ".join(map(str, one.itertext())).split())
