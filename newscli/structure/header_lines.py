"""The header of a plain text (``Title: …``, ``Date: …``), and its keys, which YAML front matter shares."""

from collections.abc import Sequence

from newscli.lang.en import lines as words_of_lines
from newscli.lang.en.calendar import PRINTED_DATE
from newscli.model import Field, Span
from newscli.patterns import compile_lazily
from newscli.structure.layout import Line

# Named here too for formats/markdown.py, which reads front matter by the same keys.
HEADER_KEYS = words_of_lines.HEADER_KEYS
# Ordinary sentences and headlines begin with these too: a header needs a line with another key.
_AMBIGUOUS_KEYS = frozenset(("publisher", "section", "modified", "authors", "dateline"))
_HEADER_LINE = compile_lazily(r"([A-Za-z][A-Za-z _-]{0,24}?)[ \t]{0,8}[:：][ \t\xa0]*")
_KEY_SEPARATOR = compile_lazily(r"[ _-]+")
_ADDRESS_START = compile_lazily(r"\w{2,9}:|www\.|/")
MAX_HEADER_LINES = 200
MAX_UNKNOWN_LINES = 4  # in a row
MAX_VALUE_CHARS = 500
MAX_CHARS_AFTER_DATE = 40


def parse_header(text: str, lines: Sequence[Line]) -> tuple[list[Field], int]:
    """Parse the ``Key: value`` lines at the start of a text; return their fields, and the number of lines.

    A line with an unknown key belongs to the header if it is between lines with known keys, or right before the blank
    line that ends the header. An indented line continues the value above it (RFC 5322, section 2.2.3).
    """
    fields: list[Field] = []
    length = unknown_lines = 0
    for k, line in enumerate(lines[:MAX_HEADER_LINES]):
        key, value = _parse_header_line(text, line)
        if key is not None:
            fields.append(Field(key, value, "header line", Span(line.start, line.end)))
            length, unknown_lines = k + 1, 0
        elif fields and not line.blank and line.indent > 0 and k == length:
            above = fields[-1]
            value = f"{above.value} {text[line.start : line.end]}"
            fields[-1] = Field(above.key, value, above.origin, Span((above.span or line)[0], line.end))
            length = k + 1
        elif (
            fields
            and not line.blank
            and unknown_lines < MAX_UNKNOWN_LINES
            and _HEADER_LINE.match(text, line.start, line.end)
        ):
            unknown_lines += 1
        else:
            if line.blank and len(fields) > 1:
                length += unknown_lines
            break
    keys = {field.key for field in fields}
    return ([], 0) if len(keys) == 1 and keys <= _AMBIGUOUS_KEYS else (fields, length)


def normalize_key(name: str) -> str:
    """Put a key in lower case, with single spaces: "Last-Modified" becomes "last modified"."""
    return " ".join(_KEY_SEPARATOR.split(name.lower()))


def _parse_header_line(text: str, line: Line) -> tuple[str | None, str]:
    """Parse (key, value) from a header line; the key is None for any other line."""
    match = _HEADER_LINE.match(text, line.start, line.end)
    key = HEADER_KEYS.get(normalize_key(match[1])) if match else None
    if match is None or key is None:
        return None, ""
    value = text[match.end() : line.end]
    if not value or len(value) > MAX_VALUE_CHARS:
        return None, ""
    if key in ("published", "modified"):
        date = PRINTED_DATE.match(value)
        # A date followed by the lead on the same line is a leading date, not a header line.
        if not date or len(value) - date.end() > MAX_CHARS_AFTER_DATE:
            return None, ""
        value = date[0]
    if key == "url" and not _ADDRESS_START.match(value):
        return None, ""
    return key, value
