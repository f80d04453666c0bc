"""Blocks of a format that knows its own -> Article: the text is the story alone, its paragraphs apart by a blank line.

What stands before the story, its title, bylines and dates, becomes metadata.
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from newscli.errors import EmptyError
from newscli.model import Article, Block, BlockKind, Field, Source, Span, Warning
from newscli.structure.datelines import find_dateline
from newscli.structure.front_matter import is_titled, parse_front_line
from newscli.text import have_same_words

_UNDECODABLE = re.compile("\ufffd+")
_LETTERS = re.compile(r"\w+")
_MOST_SPANS = 1000
_MOST_FRONT, _LONGEST = 6, 300


class DraftBlock(NamedTuple):
    """A block before it has a place in the text."""

    kind: BlockKind
    text: str
    level: int = 0


def build_from_blocks(
    source: Source, parts: Iterable[DraftBlock], fields: Iterable[Field], empty: str, *, document: bool = False
) -> Article:
    """The Article of some blocks. Raises EmptyError, which says ``empty``, where none of them has a letter.

    ``fields`` are stated elsewhere. What the story's head shows comes before them; its title only where none is stated,
    or in a ``document`` of a word processor, whose properties hold whatever its program left there. Where such a
    document has no headings by their style, they are found as those of plain text are.
    """
    known = list(fields)
    title = next((one.value for one in known if one.key == "title"), None)
    found, kept = _without_front([part for part in parts if part.text], title, document or title is None)
    text, blocks = lay_out(kept)
    if not _LETTERS.search(text):
        raise EmptyError(empty)
    return Article(
        source=source,
        text=text,
        body=Span(0, blocks[-1].span.end),
        blocks=blocks,
        fields=(*found, *known),
        headings_known=not document or any(one.kind == "heading" for one in blocks),
        problems=find_undecodable(text),
    )


def lay_out(parts: Sequence[DraftBlock]) -> tuple[str, tuple[Block, ...]]:
    """The text of some blocks, a blank line between them but for items and rows, and where each lies."""
    text: list[str] = []
    size = 0
    blocks: list[Block] = []
    for part in parts:
        if blocks:
            close = part.kind in ("item", "row") and blocks[-1].kind == part.kind
            text.append("\n" if close else "\n\n")
            size += len(text[-1])
        blocks.append(Block(part.kind, Span(size, size + len(part.text)), part.level))
        text.append(part.text)
        size += len(part.text)
    return "".join((*text, "\n")) if text else "", tuple(blocks)


def find_undecodable(text: str) -> tuple[Warning, ...]:
    """A warning about all that a file holds in place of characters, if there is any."""
    spans = tuple(Span(*match.span()) for match in _UNDECODABLE.finditer(text))
    return (Warning("undecodable", "what the file holds there is no character", spans[:_MOST_SPANS]),) if spans else ()


def _without_front(
    parts: Sequence[DraftBlock], title: str | None, wanted: bool
) -> tuple[list[Field], Sequence[DraftBlock]]:
    """The fields that the first blocks state, and the blocks after them; the last one is always the story's.

    ``wanted``: whether a title is looked for, too; the stated one is left out of the story in any case.
    """
    fields: list[Field] = []
    k = 0
    while k < min(len(parts) - 1, _MOST_FRONT):
        shown = parts[k].text
        if len(shown) >= _LONGEST or find_dateline(shown, Span(0, len(shown))) is not None:
            break
        if wanted and (origin := _titled(parts, k)):
            fields.append(Field("title", shown, origin))
            title, wanted = shown, False
        elif title is not None and have_same_words(shown, title):
            pass
        elif parts[k].kind in ("paragraph", "heading") and (found := parse_front_line(shown)):
            fields += [Field(key, value, origin) for key, value, origin in found]
        else:
            break
        k += 1
    return fields, parts[k:]


def _titled(parts: Sequence[DraftBlock], k: int) -> str | None:
    """By what the block at ``k`` is a title: its style, its being the only heading of its level, or its words."""
    one = parts[k]
    if one.kind == "title":
        return "title"
    if one.kind == "heading":
        only = one.level == 1 and sum(part.kind == "heading" and part.level == 1 for part in parts) == 1
        return "first heading" if only else None
    if one.kind != "paragraph" or k > 1:
        return None
    return "first line" if is_titled(one.text, [part.text for part in parts[k + 1 : k + 9]]) else None
