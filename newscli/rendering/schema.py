"""The types of newscli.model -> JSON Schema (draft 2020-12) of the output of --json."""

import types
from collections.abc import Mapping
from typing import Any, Literal, Union, get_args, get_origin

from newscli.model import SCHEMA, Report, Span
from newscli.plain import list_fields
from newscli.rendering.json import ENVELOPE

Schema = dict[str, Any]
DIALECT = "https://json-schema.org/draft/2020-12/schema"
_SIMPLE_TYPES = {str: "string", int: "integer", float: "number", bool: "boolean", types.NoneType: "null"}
SPAN: Schema = {
    "type": "array",
    "prefixItems": [{"type": "integer", "minimum": 0}, {"type": "integer", "minimum": 0}],
    "minItems": 2,
    "maxItems": 2,
}


def build_schema() -> Schema:
    """Build the schema of one report: the keys of the envelope are required, those of the commands optional."""
    definitions: dict[str, Schema] = {}
    report = describe_dataclass(Report, definitions)
    report["required"] = list(ENVELOPE)
    report["properties"]["schema"] = {"const": SCHEMA}
    return {
        "$schema": DIALECT,
        "title": SCHEMA,
        **report,
        "$defs": {"Span": SPAN, **definitions},
    }


def describe_dataclass(kind: type, definitions: dict[str, Schema]) -> Schema:
    """Describe the object of a dataclass; types that it refers to go into ``definitions``."""
    return describe_fields(kind.__doc__, {key: hint for _, key, hint in list_fields(kind)}, definitions)


def describe_fields(docstring: str | None, hints: Mapping[str, Any], definitions: dict[str, Schema]) -> Schema:
    """Describe an object by the types of its keys, all of them required; see ``describe_dataclass``."""
    properties = {key: _describe_type(hint, definitions) for key, hint in hints.items()}
    return {
        "type": "object",
        "description": (docstring or "").split("\n\n")[0].replace("\n    ", " "),
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _describe_type(hint: Any, definitions: dict[str, Schema]) -> Schema:
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
        definitions[name] = describe_dataclass(hint, definitions)
    return {"$ref": f"#/$defs/{name}"}
