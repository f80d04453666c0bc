"""Frozen dataclasses <-> the plain values of JSON: dicts, lists, strings, numbers and None.

A field's key in JSON is its name, or ``metadata["key"]``. A named tuple, such as a span, is a list.
"""

import dataclasses
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints


def to_plain(value: Any) -> Any:
    """Convert dataclasses to objects, and tuples to lists, all the way down."""
    if value is None or isinstance(value, (str, int, float)):
        return value
    if isinstance(value, (tuple, list)):
        return [to_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: to_plain(item) for key, item in value.items()}
    kind: Any = type(value)
    return {key: to_plain(getattr(value, name)) for name, key, _ in list_fields(kind)}


@cache
def list_fields(kind: type[Any]) -> tuple[tuple[str, str, Any], ...]:
    """List (name, key in JSON, type) of each field of a dataclass."""
    hints = get_type_hints(kind)
    return tuple((f.name, f.metadata.get("key", f.name), hints[f.name]) for f in dataclasses.fields(kind))


def from_plain(hint: Any, value: Any) -> Any:
    """Undo ``to_plain``: build a value of the type ``hint``. Raises TypeError if ``value`` does not fit it."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        if value is None and NoneType in arguments:
            return None
        return from_plain(next(argument for argument in arguments if argument is not NoneType), value)
    if isinstance(hint, type) and issubclass(hint, tuple):
        return hint(*_check(list, value))
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        fields = {
            name: from_plain(kind, value[key]) for name, key, kind in list_fields(hint) if key in _check(dict, value)
        }
        return hint(**fields)
    if origin is tuple:
        return tuple(from_plain(arguments[0], item) for item in _check(list, value))
    if origin is dict:
        return {key: from_plain(arguments[1], item) for key, item in _check(dict, value).items()}
    return _check({float: (int, float)}.get(hint, hint) if hint in (str, int, bool, float) else object, value)


def _check(kind: Any, value: Any) -> Any:
    """Return the value. Raises TypeError if it is of another type."""
    if isinstance(value, kind):
        return value
    raise TypeError(f"{value!r:.40} where the contract has {kind}")
