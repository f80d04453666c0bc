"""Reports, packed for a store and unpacked again.

A packed Report is JSON, compressed by zlib with the article's text as its dictionary. Each object is the list of its
values, without keys; a layout says which they are, so that a later newscli with other fields can still read it. The
number 0 stands for a string that is just the text at the object's own span.
"""

import dataclasses
import json
import zlib
from collections.abc import Mapping, Sequence
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

from newscli.model import Report
from newscli.plain import from_plain, list_fields

# Keys of each class, in the order of the values.
Layout = Mapping[str, Sequence[str]]
# zlib looks back no further.
_DICTIONARY_BYTES = 1 << 15
_OWN_TEXT = 0
# What a store has in tables of its own.
_LEFT_OUT = {"Report": ("text",), "Source": ("path",)}


@cache
def describe_layout() -> str:
    """Describe the layout of what ``pack_report`` writes, as JSON."""
    layout: dict[str, list[str]] = {}
    pending: list[Any] = [Report]
    while pending:
        hint = pending.pop()
        pending += get_args(hint)
        if dataclasses.is_dataclass(hint) and hint.__name__ not in layout:  # type: ignore[union-attr]
            left_out = _LEFT_OUT.get(hint.__name__, ())  # type: ignore[union-attr]
            fields = [field for field in list_fields(hint) if field[1] not in left_out]  # type: ignore[arg-type]
            layout[hint.__name__] = [key for _, key, _ in fields]  # type: ignore[union-attr]
            pending += [kind for _, _, kind in fields]
    return json.dumps(layout, sort_keys=True, separators=(",", ":"))


def pack_report(report: Report) -> bytes:
    """Pack a Report without its text and its path."""
    text = report.text or ""
    values = _to_values(report, text)
    plain = json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    packer = zlib.compressobj(zdict=_make_dictionary(text))
    return packer.compress(plain) + packer.flush()


def unpack_report(packed: bytes, layout: Layout, text: str, path: str) -> Report:
    """Undo ``pack_report``. Raises ValueError for what it did not write."""
    unpacker = zlib.decompressobj(zdict=_make_dictionary(text))
    try:
        values = json.loads((unpacker.decompress(packed) + unpacker.flush()).decode("utf-8", "surrogatepass"))
        data = _to_keys(Report, values, layout, text)
        data["text"], data["source"]["path"] = text, path
        report: Report = from_plain(Report, data)
    except (zlib.error, LookupError, TypeError, ValueError, RecursionError) as error:
        raise ValueError(f"not a packed report: {type(error).__name__}") from None
    return report


def _make_dictionary(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")[-_DICTIONARY_BYTES:]


def _to_values(value: Any, text: str) -> Any:
    """Convert dataclasses to lists of their values, all the way down."""
    kind = type(value)
    if value is None or isinstance(value, str | int | float):
        return value
    if dataclasses.is_dataclass(kind):
        left_out = _LEFT_OUT.get(kind.__name__, ())
        values = {
            key: _to_values(getattr(value, name), text) for name, key, _ in list_fields(kind) if key not in left_out
        }
        own_text = _find_own_text(values, text)
        return [_OWN_TEXT if item == own_text and isinstance(item, str) else item for item in values.values()]
    if isinstance(value, dict):
        return {key: _to_values(item, text) for key, item in value.items()}
    return [_to_values(item, text) for item in value]


def _to_keys(hint: Any, value: Any, layout: Layout, text: str) -> Any:
    """Undo ``_to_values``: make dicts of the lists that stand for dataclasses, by the type that a value is to have."""
    origin, arguments = get_origin(hint), get_args(hint)
    if value is None:
        return None
    if origin in (Union, UnionType):
        return _to_keys(next(kind for kind in arguments if kind is not NoneType), value, layout, text)
    if dataclasses.is_dataclass(hint):
        kinds = {key: kind for _, key, kind in list_fields(hint)}  # type: ignore[arg-type]
        pairs = zip(layout[hint.__name__], value, strict=True)  # type: ignore[union-attr]
        data = {key: _to_keys(kinds[key], item, layout, text) for key, item in pairs if key in kinds}
        own_text = _find_own_text(data, text)
        return {
            key: own_text if type(item) is int and item == _OWN_TEXT and _is_text(kinds[key]) else item
            for key, item in data.items()
        }
    if origin is tuple:
        return [_to_keys(arguments[0], item, layout, text) for item in value]
    if origin is dict:
        return {key: _to_keys(arguments[1], item, layout, text) for key, item in value.items()}
    return value


def _is_text(hint: Any) -> bool:
    return hint is str or str in get_args(hint)


def _find_own_text(data: Mapping[str, Any], text: str) -> str | None:
    """Find the text at the span of an object, which it has as one span, as several, or as two numbers."""
    if (span := data.get("span")) is not None:
        return text[slice(*span)]
    if (spans := data.get("spans")) is not None:
        return " ".join(text[slice(*span)] for span in spans)
    if "start" in data and "end" in data:
        return text[data["start"] : data["end"]]
    return None
