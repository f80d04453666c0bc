"""Rows -> TSV and CSV."""

import csv
import io
from collections.abc import Iterable

from newscli.rendering.escape import escape_csv, escape_tsv
from newscli.rendering.views import Row


def to_tsv(rows: Iterable[Row]) -> str:
    """A line for each row, its cells escaped and parted by tabs."""
    return "".join("\t".join(map(escape_tsv, row)) + "\n" for row in rows)


def to_csv(rows: Iterable[Row], *, raw: bool) -> str:
    """RFC 4180, but with "\\n" at line ends, as other shell tools have it; ``raw`` leaves formulas as they are."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows([escape_csv(cell, raw=raw) for cell in row] for row in rows)
    return out.getvalue()
