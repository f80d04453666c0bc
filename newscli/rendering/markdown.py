"""Markdown: tables, lists, and block quotes, in GitHub Flavored Markdown."""

import re
from collections.abc import Iterable, Sequence

from newscli.rendering.escape import escape_markdown, flatten
from newscli.rendering.views import Row

# The number of a list item at the start of a line.
_ITEM_NUMBER = re.compile(r"\d{1,9}(?=[.)])")


def to_markdown_table(columns: Sequence[str], rows: Iterable[Row]) -> str:
    """Write a table with a header row and escaped cells."""
    lines = [" | ".join(columns), " | ".join(["---"] * len(columns))]
    lines += [" | ".join(map(escape_markdown, row)) for row in rows]
    return "".join(f"| {line} |\n" for line in lines)


def write_line(text: str) -> str:
    """Escape untrusted text as the start of a line of its own."""
    line = escape_markdown(flatten(text))
    number = _ITEM_NUMBER.match(line)
    if number:
        return f"{number.group()}\\{line[number.end() :]}"
    return f"\\{line}" if line.startswith(("#", "+", "=", "-")) else line


def write_list(items: Iterable[str]) -> str:
    """Write a list of items, which are Markdown already."""
    return "".join(f"- {item}\n" for item in items)


def write_block_quote(text: str, source: str) -> str:
    """Write a quotation of untrusted text in paragraphs, and below it its source, which is Markdown already."""
    paragraphs = [write_line(paragraph) for paragraph in text.split("\n\n") if paragraph.strip()]
    return "".join(f"> {paragraph}\n>\n" for paragraph in paragraphs) + f"> — {source}\n"
