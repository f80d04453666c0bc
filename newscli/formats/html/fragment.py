"""Markup that is known to be the story, as feeds, letters and wire formats carry it -> blocks."""

import re
from collections.abc import Iterator

from lxml import html

from newscli.formats.html.page import parse_page
from newscli.limits import Limits
from newscli.model import BlockKind
from newscli.structure.drafts import DraftBlock

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_KINDS: dict[str, BlockKind] = {"li": "item", "blockquote": "quote", "pre": "code"}
_INLINE = frozenset(
    "a abbr b big cite code del dfn em font i ins kbd mark q s small span strike strong sub sup time tt u var".split()
)
_VOID = frozenset(("img", "wbr", ""))
_UNSHOWN = frozenset(
    "script style head template noscript title svg nav footer aside form button select iframe object".split()
)
# What letters hold for the list of letters alone, and nobody sees.
_HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)", re.IGNORECASE)


def parse_fragment(markup: str, limits: Limits) -> list[DraftBlock]:
    """The blocks of some markup, in its order. Raises LimitError and EmptyError as html.page.parsed does."""
    return parse_element(parse_page(f"<div>{markup}</div>", limits))


def parse_element(element: html.HtmlElement) -> list[DraftBlock]:
    """The blocks in an element of a page."""
    return [part for part in _blocks(element, "paragraph", 0) if part.text]


def _blocks(one: html.HtmlElement, kind: BlockKind, level: int) -> Iterator[DraftBlock]:
    """The blocks in an element, and those of its own words."""
    words = one.text or ""
    number = 0
    for child in one:
        tag = child.tag if isinstance(child.tag, str) else ""
        if tag in _INLINE and not _is_hidden(child):
            words += "".join(map(str, child.itertext()))
        elif tag not in _UNSHOWN and tag not in _VOID and not _is_hidden(child):
            yield _part(kind, words, level)
            words = ""
            if tag == "tr" and (cells := _cells(child)):
                yield DraftBlock("row", "\t".join(cells))
            elif tag == "li" and one.tag == "ol":
                number += 1
                yield from (_numbered(part, number) for part in _blocks(child, "item", 0))
            else:
                inner: BlockKind = "heading" if tag in _HEADINGS else _KINDS.get(tag, kind)
                yield from _blocks(child, inner, _HEADINGS.get(tag, 0))
        words += child.tail or ""
    yield _part(kind, words, level)


def _cells(row: html.HtmlElement) -> list[str]:
    """The words of a row's cells; none where the table is there for the layout: it has blocks in it, or one column."""
    cells = [cell for cell in row if cell.tag in ("td", "th")]
    inside = (one.tag for cell in cells for one in cell.iterdescendants())
    if not all(tag in _INLINE or tag in ("img", "br", "wbr") for tag in inside if isinstance(tag, str)):
        return []
    shown = [" ".join("".join(map(str, cell.itertext())).split()) for cell in cells]
    return shown if sum(map(bool, shown)) > 1 else []


def _is_hidden(one: html.HtmlElement) -> bool:
    return one.get("hidden") is not None or bool(_HIDDEN.search(one.get("style") or ""))


def _part(kind: BlockKind, words: str, level: int) -> DraftBlock:
    shown = words.strip("\n") if kind == "code" else " ".join(words.split())
    return DraftBlock(kind, f"- {shown}" if kind == "item" and shown else shown, level)


def _numbered(part: DraftBlock, number: int) -> DraftBlock:
    """An item of an ordered list with its number for the dash."""
    return part._replace(text=f"{number}. {part.text[2:]}") if part.kind == "item" and part.text else part
