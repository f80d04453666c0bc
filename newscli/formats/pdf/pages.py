"""Lines of pages -> blocks: paragraphs, headings and list items by the position and size of their lines.

A PDF has letters and their positions, nothing else. The lines of one paragraph are one leading apart. A wider gap, an
indent, another type size, or a short line that ends a sentence begins a new paragraph.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from newscli.formats.pdf.lines import PageLine, count_words, join_lines
from newscli.lang.en.lines import BYLINE_CONJUNCTIONS
from newscli.structure.bylines import is_bare_name
from newscli.structure.drafts import DraftBlock
from newscli.structure.front_matter import parse_front_line
from newscli.structure.layout import is_list_item
from newscli.text import PARAGRAPH_END_MARKS

_BULLET = re.compile(r"[•‣▪◦·\uf0a7\uf0b7*–-]\s+")
_UNFINISHED = re.compile(rf"(?:\b(?:{'|'.join(BYLINE_CONJUNCTIONS)})|[,&])$", re.IGNORECASE)
_ENDS = frozenset(PARAGRAPH_END_MARKS)
# Gaps and indents are in leadings or in type sizes, as the names say.
MAX_LINE_GAP_LEADINGS = 1.3  # between lines of one paragraph
MAX_COLUMN_GAP_SIZES = 10  # between lines of one column
MAX_INDENT_SIZES = 0.7  # within a paragraph
SIZE_TOLERANCE = 0.05  # as a share of the larger size
# The range of gaps that may be leadings, in type sizes.
MIN_LEADING_SIZES = 0.5
MAX_LEADING_SIZES = 3
LEADING_PERCENTILE = 10
HEADING_SIZE_RATIO = 1.12  # to the body's size
INITIAL_SIZE_RATIO = 1.8
MAX_INITIAL_CHARS = 2
MAX_HEADING_CHARS = 150
MAX_HEADING_LEVEL = 6
# A line shorter than this share of the width, measured on the lines around it, had room for the next word.
FULL_LINE_SHARE = 0.75
WIDTH_CONTEXT_LINES = 3
MAX_BLOCKS_BEFORE_TITLE = 8
MAX_MENU_CHARS = 80
MIN_PROPERTY_TITLE_CHARS = 13
MAX_FRONT_LINES = 20  # that may hold bylines and days, each in a line of its own


def build_blocks(lines: Sequence[PageLine], property_title: str) -> list[DraftBlock]:
    """Build the blocks of a story. A paragraph may continue from one page or column to the next.

    ``property_title`` is the title in the document's properties, "" for none.
    """
    if not lines:
        return []
    body_size = _measure_body_size(lines)
    lines = _join_initials(lines, body_size)
    word_counts = count_words(lines)
    groups = _group_lines(lines)
    heading_sizes = sorted({round(group[0].size) for group in groups if _is_larger(group, body_size)}, reverse=True)
    blocks = [_build_block(group, body_size, heading_sizes, word_counts) for group in groups]
    return _start_at_title(blocks, property_title)


def _measure_body_size(lines: Sequence[PageLine]) -> float:
    """Measure the type size of most letters."""
    letters: Counter[float] = Counter()
    for line in lines:
        letters[line.size] += len(line.text)
    return letters.most_common(1)[0][0]


def _join_initials(lines: Sequence[PageLine], body_size: float) -> list[PageLine]:
    """Join the large first letter of a story, which is a line of its own, to the rest of its word."""
    joined_lines: list[PageLine] = []
    initial = ""
    for line in lines:
        is_short = len(line.text) <= MAX_INITIAL_CHARS and line.text[-1].isalpha()
        if line.size > INITIAL_SIZE_RATIO * body_size and is_short and not initial:
            initial = line.text
        else:
            joined_lines.append(line._replace(text=initial + line.text))
            initial = ""
    return joined_lines if joined_lines and not initial else list(lines)


def _group_lines(lines: Sequence[PageLine]) -> list[list[PageLine]]:
    """Group lines into paragraphs, headings and list items."""
    leadings = _measure_leadings(lines)
    groups = [[lines[0]]]
    for k, (above, line) in enumerate(pairwise(lines)):
        context = lines[max(0, k - WIDTH_CONTEXT_LINES) : k + WIDTH_CONTEXT_LINES + 2]
        width = max(len(other.text) for other in context if _have_same_size(other, above))
        is_front = k < MAX_FRONT_LINES and _is_front_line(above, line)
        if not is_front and _continues_paragraph(groups[-1], line, leadings, width):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _measure_leadings(lines: Sequence[PageLine]) -> dict[int, float]:
    """Measure the leading of each type size (rounded): the narrowest gap between lines that is not rare."""
    gaps: dict[int, list[float]] = {}
    for above, line in pairwise(lines):
        gap = above.y - line.y
        is_leading = MIN_LEADING_SIZES * line.size < gap < MAX_LEADING_SIZES * line.size
        if _have_same_size(above, line) and is_leading:
            gaps.setdefault(round(line.size), []).append(gap)
    return {size: sorted(size_gaps)[len(size_gaps) // LEADING_PERCENTILE] for size, size_gaps in gaps.items()}


def _continues_paragraph(group: Sequence[PageLine], line: PageLine, leadings: dict[int, float], width: int) -> bool:
    """Whether a line belongs to the paragraph of the group of lines before it. ``width`` is in characters."""
    above = group[-1]
    if not _have_same_size(above, line) or _starts_item(line) or "\t" in above.text + line.text:
        return False
    if line.bold != above.bold and (line.bold or all(other.bold for other in group)):
        return False
    ends_sentence = above.text[-1] in _ENDS
    # A line that had room for the next word is the last of its paragraph.
    had_room = len(above.text) + 1 + len(line.text.split()[0]) < FULL_LINE_SHARE * width
    if had_room and (ends_sentence or not line.text[0].islower()):
        return False
    gap = above.y - line.y
    if not 0 <= gap <= MAX_LINE_GAP_LEADINGS * leadings.get(round(line.size), line.size):
        # A line above, or far below, is in the next column or page. Any other is in another paragraph.
        return (gap < 0 or gap > MAX_COLUMN_GAP_SIZES * line.size) and not ends_sentence
    is_hanging = len(group) == 1 and _starts_item(above)
    return is_hanging or line.x - above.x <= MAX_INDENT_SIZES * line.size


def _is_front_line(above: PageLine, line: PageLine) -> bool:
    """Whether one of two lines is a byline or a day by itself; one that ends in "and" or a comma goes on."""
    if _UNFINISHED.search(above.text):
        return False
    return any(bool(parse_front_line(text)) or is_bare_name(text) for text in (above.text, line.text))


def _starts_item(line: PageLine) -> bool:
    return bool(_BULLET.match(line.text)) or is_list_item(line.text, 0)


def _have_same_size(line: PageLine, other: PageLine) -> bool:
    return abs(line.size - other.size) <= SIZE_TOLERANCE * max(line.size, other.size)


def _is_larger(group: Sequence[PageLine], body_size: float) -> bool:
    return all(line.size > HEADING_SIZE_RATIO * body_size for line in group)


def _build_block(
    group: Sequence[PageLine], body_size: float, heading_sizes: Sequence[int], word_counts: Counter[str]
) -> DraftBlock:
    if "\t" in group[0].text:
        return DraftBlock("row", group[0].text)
    text = join_lines([line.text for line in group], word_counts)
    if bullet := _BULLET.match(text):
        return DraftBlock("item", f"- {text[bullet.end() :]}")
    if is_list_item(text, 0):
        return DraftBlock("item", text)
    if len(text) <= MAX_HEADING_CHARS and any(character.isalpha() for character in text):
        if _is_larger(group, body_size):
            level = 1 + heading_sizes.index(round(group[0].size))
            return DraftBlock("heading", text, min(MAX_HEADING_LEVEL, level))
        if len(group) == 1 and group[0].bold and text[-1] not in _ENDS:
            return DraftBlock("heading", text, min(MAX_HEADING_LEVEL, 2 + len(heading_sizes)))
    return DraftBlock("paragraph", text)


def _start_at_title(blocks: list[DraftBlock], property_title: str) -> list[DraftBlock]:
    """Drop what comes before the title: the heading in the title property, else the only largest heading.

    Only short lines, such as the menus of a printed page, may stand before it; bylines and days come after it.
    """
    for k, block in enumerate(blocks[:MAX_BLOCKS_BEFORE_TITLE]):
        if block.kind == "heading" and block.level == 1:
            is_only = sum(other.kind == "heading" and other.level == 1 for other in blocks) == 1
            is_property_title = (
                len(block.text) >= MIN_PROPERTY_TITLE_CHARS and block.text.casefold() in property_title.casefold()
            )
            if is_only or is_property_title:
                front = [above for above in blocks[:k] if parse_front_line(above.text)]
                return [block._replace(kind="title", level=0), *front, *blocks[k + 1 :]]
        elif len(block.text) > MAX_MENU_CHARS or block.text[-1] in _ENDS:
            break
    return blocks
