"""Markup that is all story, as in feeds, emails and wire services -> blocks."""

import re
from collections.abc import Iterator

from lxml import html

from newscli.formats.html.page import INLINE_TAGS, parse_page
from newscli.limits import Limits
from newscli.model import BlockKind
from newscli.structure.drafts import DraftBlock

_HEADING_LEVELS = {f"h{level}": level for level in range(1, 7)}
_KINDS: dict[str, BlockKind] = {"li": "item", "blockquote": "quote", "pre": "code"}
_CELL_TAGS = INLINE_TAGS | {"img", "br", "wbr"}
# Elements without text, and "" for a node that is not an element.
_EMPTY_TAGS = frozenset(("img", "wbr", ""))
_INVISIBLE_TAGS = frozenset(
    "script style head template noscript title svg nav footer aside form button select iframe object".split()
)
# Styles that hide an element. Newsletters hide the preview that inboxes show beside the subject.
_HIDING = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)", re.IGNORECASE)


def parse_fragment(markup: str, limits: Limits) -> list[DraftBlock]:
    """Parse markup into blocks, in order. Raises LimitError and EmptyError as ``parse_page`` does."""
    return parse_element(parse_page(f"<div>{markup}</div>", limits))


def parse_element(element: html.HtmlElement) -> list[DraftBlock]:
    """Build the blocks of an element of a page."""
    return [block for block in _build_blocks(element, "paragraph", 0) if block.text]


def _build_blocks(element: html.HtmlElement, kind: BlockKind, level: int) -> Iterator[DraftBlock]:
    """Build the blocks of an element: its own text as blocks of ``kind``, and the blocks of its child elements."""
    text = element.text or ""
    item_number = 0
    for child in element:
        tag = child.tag if isinstance(child.tag, str) else ""
        if tag in INLINE_TAGS and tag != "button" and not _is_hidden(child):
            text += "".join(map(str, child.itertext()))
        elif tag not in _INVISIBLE_TAGS and tag not in _EMPTY_TAGS and not _is_hidden(child):
            yield _build_block(kind, text, level)
            text = ""
            if tag == "tr" and (cells := _read_cells(child)):
                yield DraftBlock("row", "\t".join(cells))
            elif tag == "li" and element.tag == "ol":
                item_number += 1
                yield from (_number_item(block, item_number) for block in _build_blocks(child, "item", 0))
            else:
                child_kind: BlockKind = "heading" if tag in _HEADING_LEVELS else _KINDS.get(tag, kind)
                yield from _build_blocks(child, child_kind, _HEADING_LEVELS.get(tag, 0))
        text += child.tail or ""
    yield _build_block(kind, text, level)


def _read_cells(row: html.HtmlElement) -> list[str]:
    """Read the cells of a row; [] if the table only serves layout, with block elements or a single column."""
    cells = [cell for cell in row if cell.tag in ("td", "th")]
    inner_tags = (element.tag for cell in cells for element in cell.iterdescendants())
    if not all(tag in _CELL_TAGS for tag in inner_tags if isinstance(tag, str)):
        return []
    texts = [" ".join("".join(map(str, cell.itertext())).split()) for cell in cells]
    return texts if sum(map(bool, texts)) > 1 else []


def _is_hidden(element: html.HtmlElement) -> bool:
    return element.get("hidden") is not None or bool(_HIDING.search(element.get("style") or ""))


def _build_block(kind: BlockKind, raw_text: str, level: int) -> DraftBlock:
    text = raw_text.strip("\n") if kind == "code" else " ".join(raw_text.split())
    return DraftBlock(kind, f"- {text}" if kind == "item" and text else text, level)


def _number_item(block: DraftBlock, number: int) -> DraftBlock:
    """Replace the dash of an item in an ordered list with its number."""
    return block._replace(text=f"{number}. {block.text[2:]}") if block.kind == "item" and block.text else block
