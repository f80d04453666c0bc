"""Where quotes stand: the paragraphs and sentences of an article, by position."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from newscli.lang.en.sentences import find_sentence_starts
from newscli.model import Article, Block, Span


class Layout(NamedTuple):
    """The blocks of an article, and where they and the sentences begin."""

    blocks: Sequence[Block]
    block_starts: Sequence[int]
    sentence_starts: Sequence[int]

    def find_block_number(self, position: int) -> int:
        """Find the number of the block that begins at a position or last before it; -1 before the first."""
        return bisect_right(self.block_starts, position) - 1

    def find_sentence_end(self, position: int) -> int:
        """Find where the sentence after the one around a position begins, or where its block ends."""
        number = bisect_right(self.sentence_starts, position)
        block_number = self.find_block_number(position)
        block_end = self.blocks[block_number].span.end if block_number >= 0 else position
        return min(self.sentence_starts[number], block_end) if number < len(self.sentence_starts) else block_end

    def find_sentence(self, position: int) -> Span:
        """Find the sentence around a position, inside its block."""
        start = self.sentence_starts[bisect_right(self.sentence_starts, position) - 1]
        block_number = self.find_block_number(position)
        start = max(start, self.block_starts[block_number]) if block_number >= 0 else start
        return Span(start, self.find_sentence_end(position))


def lay_out(article: Article) -> Layout:
    """Index the paragraphs and sentences of an article."""
    return Layout(article.blocks, [block.span.start for block in article.blocks], find_sentence_starts(article.text))
