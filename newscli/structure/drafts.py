"""Draft blocks, which have no position in a text yet, and the text that they make up."""

from collections.abc import Sequence
from typing import NamedTuple

from newscli.model import Block, BlockKind, Span

_TIGHT_KINDS = frozenset(("item", "row"))


class DraftBlock(NamedTuple):
    """A block before it has a position in the text.

    ``starts_list`` marks the first item of a list, or the first row of a table, so that it is set apart from a list or
    table right before it.
    """

    kind: BlockKind
    text: str
    level: int = 0
    starts_list: bool = False


def lay_out(drafts: Sequence[DraftBlock]) -> tuple[str, tuple[Block, ...]]:
    """Join drafts into a text, and return it with the blocks at their positions.

    Blocks are separated by a blank line, items of one list and rows of one table by a line end.
    """
    parts: list[str] = []
    blocks: list[Block] = []
    size = 0
    for draft in drafts:
        if blocks:
            tight = draft.kind in _TIGHT_KINDS and draft.kind == blocks[-1].kind and not draft.starts_list
            parts.append("\n" if tight else "\n\n")
            size += len(parts[-1])
        blocks.append(Block(draft.kind, Span(size, size + len(draft.text)), draft.level))
        parts.append(draft.text)
        size += len(draft.text)
    return "".join(parts), tuple(blocks)
