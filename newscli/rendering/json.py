"""Report -> the part of JSON contract version 1 that a command prints."""

import json
from collections.abc import Sequence

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
