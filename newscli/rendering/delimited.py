"""Rows -> TSV and CSV."""

import re
from collections.abc import Iterable

from newscli.rendering.escape import escape_csv, escape_tsv
from newscli.rendering.views import Row

_QUOTED = re.compile(r'[,;|"\t\r\n]')


def to_tsv(rows: Iterable[Row]) -> str:
    """Write a line for each row, its cells escaped and separated by tabs."""
    return "".join("\t".join(map(escape_tsv, row)) + "\n" for row in rows)


def to_csv(rows: Iterable[Row], *, raw: bool) -> str:
    """Write rows by RFC 4180, but with "\\n" at line ends, as shell tools do; ``raw`` leaves formulas alone.

    Cells with the separator of any locale are quoted: where that is a semicolon, half a cell could start a formula.
    """
    return "".join(",".join(_quote(escape_csv(cell, raw=raw)) for cell in row) + "\n" for row in rows)


def _quote(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if _QUOTED.search(cell) else cell
