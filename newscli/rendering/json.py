"""Report -> JSON contract version 1."""

import dataclasses
import json
from functools import cache
from typing import Any

from newscli.model import Report, Span
from newscli.rendering.escape import json_text

# What every command prints; each adds the keys that are its own.
ENVELOPE = ("schema", "error", "source", "text", "body")
KEYS = {
    "show": ("metadata", "outline", "quotes", "entities", "dates", "warnings"),
    "meta": ("metadata", "warnings"),
    "outline": ("outline", "warnings"),
    "quotes": ("quotes", "entities", "warnings"),
    "entities": ("entities", "warnings"),
    "timeline": ("dates", "warnings"),
}


def to_json(report: Report, command: str, indent: bool) -> str:
    """One JSON object, on one line or indented, without a line end."""
    keys = (*ENVELOPE, *KEYS[command])
    data = {key: to_plain(getattr(report, key)) for key in keys}
    return json_text(json.dumps(data, ensure_ascii=False, indent=2 if indent else None))


def to_plain(value: Any) -> Any:
    """Dataclasses as objects and tuples as arrays, all the way down."""
    kind: type[Any] = type(value)
    if value is None or kind is Span or isinstance(value, (str, int, float)):
        return value
    if dataclasses.is_dataclass(kind):
        return {key: to_plain(getattr(value, name)) for name, key in _fields(kind)}
    if isinstance(value, dict):
        return {key: to_plain(one) for key, one in value.items()}
    return [to_plain(one) for one in value]


@cache
def _fields(kind: type[Any]) -> tuple[tuple[str, str], ...]:
    return tuple((field.name, key_of(field)) for field in dataclasses.fields(kind))


def key_of(field: dataclasses.Field[Any]) -> str:
    key: str = field.metadata.get("key", field.name)
    return key
