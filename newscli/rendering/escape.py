"""Untrusted text -> text that is safe on a terminal and in JSON, TSV, CSV or Markdown.

Every string from an article, a path or an exception passes through ``escape_controls`` before it reaches a terminal.
"""

import re

# C0 except \n and \t, DEL, C1, the bidi controls, the line and paragraph separators, which move a terminal's cursor,
# and lone surrogates, which can't be sent to a terminal. Also joiners and variation selectors of emoji that stand where
# they join nothing: nobody sees them, and Rich 15 fails to measure them.
_CONTROLS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
    "|(?<![^\\s\u200d\ufe0f])[\u200d\ufe0f]|\u200d(?=[\\s\u200d\ufe0f]|$)"
)
_HIDDEN_IN_JSON = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_BLANKS = re.compile(r"[ \t\r\n]+")
_MARKDOWN_MARKS = re.compile(r"([\\|`<>\[\]*_~&])")
# Where a spreadsheet may take what follows for a formula: at the start of a cell, and right behind what separates cells
# or rows in some locale (https://owasp.org/www-community/attacks/CSV_Injection).
_FORMULA = re.compile(r"^(?=[=+\-@\t\r])|(?<=[,;|\t\r\n])(?=[=+\-@])")


def escape_controls(text: str) -> str:
    """Escape every character that a terminal would obey, as in "\\x1b"."""
    return _CONTROLS.sub(_write_code_point, text)


def flatten(text: str) -> str:
    """Make a text safe for a terminal and put it on one line, with a space for each run of blanks."""
    return flatten_part(text).strip()


def flatten_part(text: str) -> str:
    """Do as ``flatten`` does to a part of a line, which may begin or end with a space."""
    return escape_controls(_BLANKS.sub(" ", text))


def _write_code_point(match: re.Match[str]) -> str:
    code_point = ord(match.group())
    return f"\\x{code_point:02x}" if code_point < 0x100 else f"\\u{code_point:04x}"


def escape_json(json: str) -> str:
    """Escape DEL, C1, bidi controls and surrogates in JSON as \\uXXXX: lossless, and safe to look at."""
    return _HIDDEN_IN_JSON.sub(lambda match: f"\\u{ord(match.group()):04x}", json)


def escape_tsv(cell: str) -> str:
    """Escape a cell: backslash, tab, line ends and controls, so that it stays on one line."""
    cell = cell.replace("\\", "\\\\").replace("\t", "\\t").replace("\r", "\\r").replace("\n", "\\n")
    return escape_controls(cell)


def escape_csv(cell: str, *, raw: bool) -> str:
    """Put an apostrophe before what a spreadsheet would run as a formula, unless ``raw``."""
    cell = _SURROGATES.sub(_write_code_point, cell)
    return cell if raw else _FORMULA.sub("'", cell)


def escape_markdown(text: str) -> str:
    """Escape text so that Markdown shows it as it is, on one line."""
    return escape_controls(_MARKDOWN_MARKS.sub(r"\\\1", text).replace("\r\n", "\n").replace("\n", "<br>"))
