"""The reading order of a page whose file goes from left to right over all its columns, and the rows of its tables.

Most files have column after column. In others, lines that stand beside one another follow one another: those of columns
are put in order, those of a table are joined to rows with a tab between their cells.
"""

from collections.abc import Iterator, Sequence
from statistics import mean
from typing import NamedTuple

from newscli.formats.pdf.lines import PageLine

# In type sizes: how far apart in height lines of one row are, and how far apart columns and their indents begin.
MAX_ROW_STEP_SIZES = 0.4
MIN_COLUMN_STEP_SIZES = 4
# Fewer rows with lines side by side are a byline and its date, or the like.
MIN_ROWS = 3
# The lines of text columns have more letters on average than the cells of tables.
MIN_COLUMN_CHARS = 18
# How much longer than other lines of a column one is that runs over two.
MAX_LENGTH_RATIO = 1.5

_Row = list[PageLine]


class _Region(NamedTuple):
    """Rows, one or more, whose lines begin at common places."""

    rows: list[_Row]
    starts: list[float]

    def count_full_rows(self) -> int:
        return sum(len(row) > 1 for row in self.rows)


def order_columns(lines: Sequence[PageLine]) -> list[PageLine]:
    """Put the lines of a page in reading order."""
    ordered: list[PageLine] = []
    for region in _split_regions(_split_rows(lines)):
        in_full_rows = [line for row in region.rows if len(row) > 1 for line in row]
        if region.count_full_rows() < MIN_ROWS:
            ordered += [line for row in region.rows for line in row]
        elif mean(len(line.text) for line in in_full_rows) >= MIN_COLUMN_CHARS:
            ordered += _order_by_column(region)
        else:
            ordered += [row[0]._replace(text="\t".join(line.text for line in row)) for row in region.rows]
    return ordered


def _split_rows(lines: Sequence[PageLine]) -> list[_Row]:
    """Split lines into rows: lines side by side that follow one another in the file."""
    rows: list[_Row] = []
    for line in lines:
        last = rows[-1][-1] if rows else None
        if last and abs(last.y - line.y) <= MAX_ROW_STEP_SIZES * line.size and line.x - last.x >= _get_step(line):
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _split_regions(rows: Sequence[_Row]) -> Iterator[_Region]:
    """Split rows into regions. A region begins with lines side by side, and goes on while lines begin at its places."""
    region = _Region([], [])
    for row in rows:
        if region.rows and not _belongs(region, row):
            yield region
            region = _Region([], [])
        region.rows.append(row)
        for line in row:
            if all(abs(line.x - start) >= _get_step(line) for start in region.starts):
                region.starts.append(line.x)
    if region.rows:
        yield region


def _belongs(region: _Region, row: _Row) -> bool:
    """Whether a row goes on with a region. Columns need not be equally long, but lie below one another."""
    above = region.rows[-1]
    if len(region.starts) < 2 or above[0].y < row[0].y or abs(above[0].size - row[0].size) > 1:
        return False
    known = [any(abs(line.x - start) < _get_step(line) for start in region.starts) for line in row]
    if len(row) > 1:
        return sum(known) >= 2
    longest = max(len(line.text) for part in region.rows if len(part) > 1 for line in part[:1])
    return known[0] and len(row[0].text) <= MAX_LENGTH_RATIO * longest


def _order_by_column(region: _Region) -> Iterator[PageLine]:
    starts = sorted(region.starts)
    columns: list[list[PageLine]] = [[] for _ in starts]
    for row in region.rows:
        for line in row:
            columns[min(range(len(starts)), key=lambda k: abs(starts[k] - line.x))].append(line)
    return (line for column in columns for line in column)


def _get_step(line: PageLine) -> float:
    return MIN_COLUMN_STEP_SIZES * line.size
