"""Report -> JSON contract version 1."""

import dataclasses
import json
from collections.abc import Iterable
from typing import Any

from newscli.model import Report
from newscli.rendering.safe import json_text

# What every command prints; each adds the keys that are its own.
ENVELOPE = ("schema", "error", "source", "text", "body")
KEYS = {
    "show": ("metadata", "outline", "quotes", "entities", "dates", "warnings"),
    "meta": ("metadata", "warnings"),
    "outline": ("outline", "warnings"),
    "quotes": ("quotes", "entities", "warnings"),
    "entities": ("entities", "warnings"),
}


def to_json(report: Report, command: str, indent: bool) -> str:
    """One JSON object, on one line or indented, without a line end."""
    keys = (*ENVELOPE, *KEYS[command])
    data = {key: plain(getattr(report, key)) for key in keys}
    return json_text(json.dumps(data, ensure_ascii=False, indent=2 if indent else None))


def plain(value: Any) -> Any:
    """Dataclasses as objects and tuples as arrays, all the way down."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {key_of(f): plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, Iterable) and not isinstance(value, str):
        return [plain(one) for one in value]
    return value


def key_of(field: dataclasses.Field[Any]) -> str:
    key: str = field.metadata.get("key", field.name)
    return key
