"""Report -> the part of JSON contract version 1 that a command prints, in colour if asked for."""

import json
from collections.abc import Sequence
from io import StringIO

from newscli.model import Report
from newscli.plain import list_fields, to_plain
from newscli.rendering.escape import escape_json

# The keys that every command prints; each adds those of its view.
ENVELOPE = ("schema", "error", "generator", "source", "text", "body")


def to_json(report: Report, keys: Sequence[str], *, indent: bool) -> str:
    """Write one JSON object with the envelope and ``keys``, on one line or indented, without a line end."""
    selected_keys = {*ENVELOPE, *keys}
    data = {key: to_plain(getattr(report, name)) for name, key, _ in list_fields(Report) if key in selected_keys}
    return escape_json(json.dumps(data, ensure_ascii=False, indent=2 if indent else None))


def colour_json(json: str) -> str:
    """Colour keys, strings, numbers and constants with the colours of the terminal's own theme."""
    # Imported here: a pipe does without it.
    from pygments.formatters.terminal import TerminalFormatter
    from pygments.lexers.data import JsonLexer
    from pygments.token import Keyword, Name, Number, String, Token

    colours = {Name.Tag: "*blue*", String: "green", Number: "cyan", Keyword: "magenta", Token: ""}
    scheme = {token: (colour, colour) for token, colour in colours.items()}
    lexer, formatter = JsonLexer(stripnl=False, ensurenl=False), TerminalFormatter(colorscheme=scheme)
    stream = StringIO()
    formatter.format(lexer.get_tokens(json), stream)
    return stream.getvalue()
