"""Report -> JSON contract version 1, as much of it as a command prints."""

import json
from collections.abc import Sequence

from newscli.model import Report, list_fields, to_plain
from newscli.rendering.escape import escape_json

# What every command prints; each adds the keys of its view.
ENVELOPE = ("schema", "error", "source", "text", "body")


def to_json(report: Report, keys: Sequence[str], *, indent: bool) -> str:
    """One JSON object with the envelope and ``keys``, on one line or indented, without a line end."""
    wanted = {*ENVELOPE, *keys}
    data = {key: to_plain(getattr(report, name)) for name, key, _ in list_fields(Report) if key in wanted}
    return escape_json(json.dumps(data, ensure_ascii=False, indent=2 if indent else None))
