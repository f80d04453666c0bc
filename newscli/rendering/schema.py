"""The types of newscli.model -> JSON Schema (draft 2020-12) of the output of --json."""

import types
from typing import Any, Literal, Union, get_args, get_origin

from newscli.model import SCHEMA, Report, Span
from newscli.plain import list_fields
from newscli.rendering.json import ENVELOPE

_SIMPLE_TYPES = {str: "string", int: "integer", float: "number", bool: "boolean", types.NoneType: "null"}
_SPAN = {
    "type": "array",
    "prefixItems": [{"type": "integer", "minimum": 0}, {"type": "integer", "minimum": 0}],
    "minItems": 2,
    "maxItems": 2,
}


def build_schema() -> dict[str, Any]:
    """Build the schema of one object: the keys of the envelope are required, those of the commands optional."""
    definitions: dict[str, Any] = {}
    report = _describe_object(Report, definitions)
    report["required"] = list(ENVELOPE)
    report["properties"]["schema"] = {"const": SCHEMA}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": SCHEMA,
        **report,
        "$defs": {"Span": _SPAN, **definitions},
    }


def _describe_object(kind: type, definitions: dict[str, Any]) -> dict[str, Any]:
    properties = {key: _describe_type(hint, definitions) for _, key, hint in list_fields(kind)}
    return {
        "type": "object",
        "description": (kind.__doc__ or "").split("\n\n")[0].replace("\n    ", " "),
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _describe_type(hint: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    origin, arguments = get_origin(hint), get_args(hint)
    if hint in _SIMPLE_TYPES:
        return {"type": _SIMPLE_TYPES[hint]}
    if hint is Span:
        return {"$ref": "#/$defs/Span"}
    if origin in (Union, types.UnionType):
        return {"anyOf": [_describe_type(argument, definitions) for argument in arguments]}
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin is tuple:
        return {"type": "array", "items": _describe_type(arguments[0], definitions)}
    if origin is dict:
        return {"type": "object", "additionalProperties": _describe_type(arguments[1], definitions)}
    name = hint.__name__
    if name not in definitions:
        definitions[name] = {}
        definitions[name] = _describe_object(hint, definitions)
    return {"$ref": f"#/$defs/{name}"}
