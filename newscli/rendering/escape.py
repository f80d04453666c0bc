"""Untrusted text -> what may be written: to a terminal, into JSON, CSV or Markdown.

Every string out of an article, a path or an exception passes ``visible`` before a terminal.
"""

import re

# C0 but \n and \t, DEL, C1, the bidi controls, the line and paragraph separators that move a
# terminal's cursor, and lone surrogates, which no terminal can be sent.
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_IN_JSON = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_BLANK = re.compile(r"[ \t\r\n]+")
_MARKDOWN = re.compile(r"([\\|`<>\[\]*_])")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def visible(text: str) -> str:
    """The text with every character that a terminal would obey shown as an escape, "\\x1b"."""
    return _FORBIDDEN.sub(_escape, text)


def one_line(text: str) -> str:
    """``visible`` text on one line, each run of blanks a space."""
    return visible(_BLANK.sub(" ", text)).strip()


def _escape(match: re.Match[str]) -> str:
    code = ord(match.group())
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def json_text(dumped: str) -> str:
    """JSON with DEL, C1, bidi controls and surrogates as \\uXXXX: lossless, and safe to look at."""
    return _IN_JSON.sub(lambda match: f"\\u{ord(match.group()):04x}", dumped)


def tsv_cell(text: str) -> str:
    """A cell on one line: backslash, tab and line ends escaped, controls made visible."""
    text = text.replace("\\", "\\\\").replace("\t", "\\t").replace("\r", "\\r").replace("\n", "\\n")
    return visible(text)


def csv_cell(text: str, raw: bool) -> str:
    """A cell that a spreadsheet does not run as a formula, unless ``raw``."""
    text = re.sub("[\ud800-\udfff]", _escape, text)
    return text if raw or not text.startswith(_FORMULA) else f"'{text}"


def markdown_cell(text: str) -> str:
    """Text that Markdown shows as it is, on one line."""
    return visible(_MARKDOWN.sub(r"\\\1", text).replace("\r\n", "\n").replace("\n", "<br>"))
