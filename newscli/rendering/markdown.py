"""Rows -> Markdown tables."""

from collections.abc import Iterable, Sequence

from newscli.rendering.escape import escape_markdown
from newscli.rendering.views import Row


def to_markdown_table(columns: Sequence[str], rows: Iterable[Row]) -> str:
    """Write a table in GitHub Flavored Markdown, with a header row and escaped cells."""
    lines = [" | ".join(columns), " | ".join(["---"] * len(columns))]
    lines += [" | ".join(map(escape_markdown, row)) for row in rows]
    return "".join(f"| {line} |\n" for line in lines)
