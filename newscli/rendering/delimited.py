"""Rows -> TSV and CSV."""

import csv
import io
from collections.abc import Iterable

from newscli.rendering.escape import escape_csv, escape_tsv
from newscli.rendering.views import Row


def to_tsv(rows: Iterable[Row]) -> str:
    """Write a line for each row, its cells escaped and separated by tabs."""
    return "".join("\t".join(map(escape_tsv, row)) + "\n" for row in rows)


def to_csv(rows: Iterable[Row], *, raw: bool) -> str:
    """Write rows by RFC 4180, but with "\\n" at line ends, as shell tools do; ``raw`` leaves formulas alone."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows([escape_csv(cell, raw=raw) for cell in row] for row in rows)
    return out.getvalue()
