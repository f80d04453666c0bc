"""Lines of pages -> blocks: without running heads and page numbers; paragraphs and headings by place and size.

A PDF knows letters and where they stand, no more. Lines of one paragraph stand a leading apart; a wider gap, an indent,
a change of size or a short line that ends a sentence begins another one. Columns are read in the order of the file.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from newscli.structure.blocks import DraftBlock
from newscli.structure.layout import is_list_item
from newscli.text import CLOSING_MARKS, SENTENCE_END_MARKS

_NUMBER = re.compile(r"(?:page\s+)?[-–—]?\s*\d{1,4}\s*[-–—]?(?:\s*(?:/|of)\s*\d{1,4})?", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?|file)://\S+(?:\s+\d{1,4}/\d{1,4})?")
_DIGITS = re.compile(r"\d+")
_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_BULLET = re.compile(r"[•‣▪◦·\uf0a7\uf0b7*–-]\s+")
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\0": ""})
# First parts of words that keep their hyphen.
_KEPT = frozenset(
    "all anti co cross ex far half high ill long low mid multi near non post pre pro self semi so well".split()
)
_HYPHENS = frozenset("-\u2010\u00ad")
_ENDS = frozenset(f"{SENTENCE_END_MARKS}…:{CLOSING_MARKS}")
_EDGE = 2
_HEIGHT, _LONGEST_HEAD = 4, 100
_OFTEN = 0.5
# How far lines of a paragraph stand apart, in leadings; in sizes of type what is another place and what an indent; what
# is the same size.
_WIDE, _FAR, _INDENT, _NEAR = 1.3, 10, 0.7, 0.05
_LARGER, _INITIAL, _SHORT_LINE, _LONGEST_HEADING = 1.12, 1.8, 0.75, 150
_AROUND = 3
_MOST_BEFORE, _LONGEST_MENU, _SHORT_TITLE = 8, 80, 12


class Line(NamedTuple):
    """A line's words, the place of its first letter in points from the page's lower left corner, the size of its type,
    and whether all of it is bold."""

    text: str
    x: float
    y: float
    size: float
    bold: bool


def parted(pages: Sequence[Sequence[Line]]) -> tuple[list[Line], list[str]]:
    """The lines of the story, and those at the edges of pages that are none of it, each of these once."""
    rows = [[line._replace(text=line.text.translate(_LIGATURES).strip()) for line in page] for page in pages]
    heads = _running(rows)
    kept: list[Line] = []
    left: dict[str, None] = {}
    for page in rows:
        outside = _outside(page, heads)
        left |= dict.fromkeys(line.text for line in page if line.y in outside)
        kept += [line for line in page if line.y not in outside and line.text]
    return kept, list(left)


def parts(kept: Sequence[Line], title: str) -> list[DraftBlock]:
    """The blocks of a story, of which the document states ``title`` or "" for none; a paragraph may go on from one page
    or column to the next."""
    if not kept:
        return []
    body = _body_size(kept)
    kept = _with_initials(kept, body)
    leads = _leadings(kept)
    known = Counter(word.casefold() for line in kept for word in _WORDS.findall(line.text))
    groups = [[kept[0]]]
    for k, (above, here) in enumerate(pairwise(kept)):
        near = kept[max(0, k - _AROUND) : k + _AROUND + 2]
        width = max(len(line.text) for line in near if _alike(line, above))
        if _goes_on(groups[-1], above, here, leads, width):
            groups[-1].append(here)
        else:
            groups.append([here])
    sizes = sorted({round(group[0].size) for group in groups if _is_larger(group, body)}, reverse=True)
    return _from_title([_part(group, body, sizes, known) for group in groups], title)


def _with_initials(lines: Sequence[Line], body: float) -> list[Line]:
    """Lines with the large first letter of a story, which is a line of its own, before the rest of its word."""
    made: list[Line] = []
    initial = ""
    for line in lines:
        if line.size > _INITIAL * body and len(line.text) <= 2 and line.text[-1].isalpha() and not initial:
            initial = line.text
        else:
            made.append(line._replace(text=initial + line.text))
            initial = ""
    return made if made and not initial else list(lines)


def _from_title(some: list[DraftBlock], title: str) -> list[DraftBlock]:
    """The blocks from the title on: the heading that the document states as such, or the largest one, if nothing but
    short lines, a printed page's menus, stands before it."""
    for k, part in enumerate(some[:_MOST_BEFORE]):
        if part.kind == "heading" and part.level == 1:
            only = sum(one.kind == "heading" and one.level == 1 for one in some) == 1
            if only or (len(part.text) > _SHORT_TITLE and part.text.casefold() in title.casefold()):
                return [part._replace(kind="title", level=0), *some[k + 1 :]]
        elif len(part.text) > _LONGEST_MENU or part.text[-1] in _ENDS:
            break
    return some


def _part(group: Sequence[Line], body: float, sizes: Sequence[int], known: Counter[str]) -> DraftBlock:
    words = _joined([line.text for line in group], known)
    if bullet := _BULLET.match(words):
        return DraftBlock("item", f"- {words[bullet.end() :]}")
    if is_list_item(words, 0):
        return DraftBlock("item", words)
    if len(words) <= _LONGEST_HEADING and any(c.isalpha() for c in words):
        if _is_larger(group, body):
            return DraftBlock("heading", words, min(6, 1 + sizes.index(round(group[0].size))))
        if all(line.bold for line in group) and len(group) == 1 and words[-1] not in _ENDS:
            return DraftBlock("heading", words, min(6, 2 + len(sizes)))
    return DraftBlock("paragraph", words)


def _is_larger(group: Sequence[Line], body: float) -> bool:
    return all(line.size > _LARGER * body for line in group)


def _goes_on(group: Sequence[Line], above: Line, here: Line, leads: dict[int, float], width: int) -> bool:
    """Whether a line belongs to the paragraph of the line above."""
    if not _alike(above, here) or _BULLET.match(here.text) or is_list_item(here.text, 0):
        return False
    if (here.bold and not above.bold) or (above.bold and not here.bold and all(line.bold for line in group)):
        return False
    ended = above.text[-1] in _ENDS
    # A line that had room for the next word is the last of its paragraph.
    room = len(above.text) + 1 + len(here.text.split()[0]) < _SHORT_LINE * width
    if room and (ended or not here.text[0].islower()):
        return False
    gap = above.y - here.y
    if not 0 <= gap <= _WIDE * leads.get(round(here.size), here.size):
        # Above it, or far below: another column or page, or another paragraph.
        return (gap < 0 or gap > _FAR * here.size) and not ended
    hangs = len(group) == 1 and bool(_BULLET.match(above.text) or is_list_item(above.text, 0))
    return hangs or here.x - above.x <= _INDENT * here.size


def _alike(one: Line, other: Line) -> bool:
    """Whether two lines are of one size of type."""
    return abs(one.size - other.size) <= _NEAR * max(one.size, other.size)


def _body_size(lines: Sequence[Line]) -> float:
    """The size of type that most letters have."""
    letters: Counter[float] = Counter()
    for line in lines:
        letters[line.size] += len(line.text)
    return letters.most_common(1)[0][0]


def _leadings(lines: Sequence[Line]) -> dict[int, float]:
    """For each size of type, how far lines of a paragraph stand apart: the narrowest gap that is not rare."""
    gaps: dict[int, list[float]] = {}
    for above, here in pairwise(lines):
        gap = above.y - here.y
        if _alike(above, here) and 0.5 * here.size < gap < 3 * here.size:
            gaps.setdefault(round(here.size), []).append(gap)
    return {size: sorted(found)[len(found) // 10] for size, found in gaps.items()}


def _joined(lines: Sequence[str], known: Counter[str]) -> str:
    """Lines as one, words mended that a line's end broke: without the hyphen, unless the document has the word with
    it elsewhere, or not without it and its first part is one that keeps it."""
    made: list[str] = []
    for line in lines:
        above = made[-1] if made else ""
        first, last = _WORDS.match(line), _WORDS.search(above[:-1].rsplit(" ", 1)[-1])
        if above[-1:] in _HYPHENS and above[-2:-1].isalpha() and first and first[0][0].islower() and last:
            whole, parted = (f"{last[0]}{hyphen}{first[0]}".casefold() for hyphen in ("", "-"))
            kept = known[parted] > known[whole] or (not known[whole] and last[0].casefold() in _KEPT)
            made[-1] = above if kept and above[-1] != "\u00ad" else above[:-1]
        else:
            made.append(" ")
        made.append(line)
    return " ".join("".join(made).split())


def _running(pages: Sequence[Sequence[Line]]) -> set[tuple[str, int]]:
    """Lines that stand at the edges of at least half of the pages, and of two, in one height, but for their numbers."""
    seen = Counter(place for page in pages for place in {_placed(line) for line in _edges(page)})
    return {place for place, count in seen.items() if count >= max(2, _OFTEN * len(pages))}


def _edges(page: Sequence[Line]) -> list[Line]:
    """The lines in the highest and the lowest places of a page."""
    heights = sorted({line.y for line in page})
    edges = {*heights[:_EDGE], *heights[-_EDGE:]}
    return [line for line in page if line.y in edges]


def _outside(page: Sequence[Line], heads: set[tuple[str, int]]) -> set[float]:
    """The heights of what is none of the story, from the edges of a page inwards."""
    found: set[float] = set()
    heights = sorted({line.y for line in page})
    for some in (heights[:_EDGE], heights[: -_EDGE - 1 : -1]):
        for height in some:
            if not all(_is_outside(line, heads) for line in page if line.y == height):
                break
            found.add(height)
    return found


def _is_outside(line: Line, heads: set[tuple[str, int]]) -> bool:
    alone = not line.text or _NUMBER.fullmatch(line.text) or _ADDRESS.fullmatch(line.text)
    return bool(alone) or (len(line.text) <= _LONGEST_HEAD and _placed(line) in heads)


def _placed(line: Line) -> tuple[str, int]:
    return _DIGITS.sub("0", line.text).casefold(), round(line.y / _HEIGHT)
