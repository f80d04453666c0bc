"""The types -> JSON Schema (draft 2020-12) of what --json prints."""

import dataclasses
import types
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from newscli.model import SCHEMA, Report, Span
from newscli.rendering.json import ENVELOPE, key_of


def schema() -> dict[str, Any]:
    """The schema of one object; a command's own keys are optional, the envelope is not."""
    definitions: dict[str, Any] = {}
    report = _object(Report, definitions)
    report["required"] = list(ENVELOPE)
    report["properties"]["schema"] = {"const": SCHEMA}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": SCHEMA,
        **report,
        "$defs": {
            "Span": {
                "type": "array",
                "prefixItems": [{"type": "integer", "minimum": 0}, {"type": "integer", "minimum": 0}],
                "minItems": 2,
                "maxItems": 2,
            },
            **definitions,
        },
    }


def _object(kind: type, definitions: dict[str, Any]) -> dict[str, Any]:
    hints = get_type_hints(kind)
    properties = {key_of(f): _type(hints[f.name], definitions) for f in dataclasses.fields(kind)}
    return {
        "type": "object",
        "description": (kind.__doc__ or "").split("\n\n")[0].replace("\n    ", " "),
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _type(hint: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    origin, args = get_origin(hint), get_args(hint)
    simple = {str: "string", int: "integer", float: "number", bool: "boolean", types.NoneType: "null"}
    if hint in simple:
        return {"type": simple[hint]}
    if hint is Span:
        return {"$ref": "#/$defs/Span"}
    if origin in (Union, types.UnionType):
        return {"anyOf": [_type(one, definitions) for one in args]}
    if origin is Literal:
        return {"enum": list(args)}
    if origin is tuple:
        return {"type": "array", "items": _type(args[0], definitions)}
    if origin is dict:
        return {"type": "object", "additionalProperties": _type(args[1], definitions)}
    name = hint.__name__
    if name not in definitions:
        definitions[name] = {}
        definitions[name] = _object(hint, definitions)
    return {"$ref": f"#/$defs/{name}"}
