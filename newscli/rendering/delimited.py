"""Rows -> TSV and CSV."""

import csv
import io
from collections.abc import Iterable

from newscli.rendering.escape import csv_cell, tsv_cell
from newscli.rendering.rows import Row


def tsv(rows: Iterable[Row]) -> str:
    return "".join("\t".join(map(tsv_cell, row)) + "\n" for row in rows)


def csv_lines(rows: Iterable[Row], raw: bool) -> str:
    """RFC 4180, but with "\\n" at line ends as other shell tools have it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows([csv_cell(cell, raw) for cell in row] for row in rows)
    return out.getvalue()
