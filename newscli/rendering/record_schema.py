"""The types of records -> JSON Schema of the lines that a command which prints records prints with --json."""

from collections.abc import Callable
from typing import get_type_hints

from newscli.rendering.schema import DIALECT, SPAN, Schema, describe_dataclass, describe_fields

_COUNT: Schema = {"type": "integer", "minimum": 0}
# The keys of a group are those of --by; what an article doesn't say is null.
_GROUP: Schema = {"additionalProperties": {"type": ["string", "null"]}}


def build_record_schema(command: str) -> Schema:
    """Build the schema of one line that ``command``, a key of RECORD_COMMANDS, prints."""
    definitions: dict[str, Schema] = {}
    return {
        "$schema": DIALECT,
        "title": f"newscli {command}",
        **RECORD_COMMANDS[command](definitions),
        "$defs": {"Span": SPAN, **definitions},
    }


def _describe_search(definitions: dict[str, Schema]) -> Schema:
    from newscli.corpus.search import Hit, Keyword

    counts = {
        "type": "object",
        "description": "With --count or --by: how many quotes and articles are found in a group.",
        "properties": {"hits": _COUNT, "articles": _COUNT},
        "required": ["hits", "articles"],
        **_GROUP,
    }
    return {"anyOf": [describe_dataclass(Hit, definitions), describe_dataclass(Keyword, definitions), counts]}


def _describe_voices(definitions: dict[str, Schema]) -> Schema:
    from newscli.corpus.statistics import VoiceCount

    described = describe_dataclass(VoiceCount, definitions)
    properties = {key: value for key, value in described["properties"].items() if key != "group"}
    properties["share_of_women"] = {"type": ["number", "null"], "minimum": 0, "maximum": 1}
    return {**described, "properties": properties, "required": list(properties), **_GROUP}


def _describe_same(definitions: dict[str, Schema]) -> Schema:
    from newscli.corpus.reuse import Reuse

    described = describe_dataclass(Reuse, definitions)
    properties = {"asked": {"type": "string"}, **described["properties"]}
    return {**described, "properties": properties, "required": list(properties)}


def _describe_status(definitions: dict[str, Schema]) -> Schema:
    from newscli.corpus.status import Failed, Status

    return {"anyOf": [describe_dataclass(Status, definitions), describe_dataclass(Failed, definitions)]}


def _describe_verify(definitions: dict[str, Schema]) -> Schema:
    from newscli.rendering.views.lists.verify import CheckedQuotation

    return describe_dataclass(CheckedQuotation, definitions)


def _describe_diff(definitions: dict[str, Schema]) -> Schema:
    from newscli.analysis.comparison import Difference

    return describe_dataclass(Difference, definitions)


def _describe_check(definitions: dict[str, Schema]) -> Schema:
    from newscli.rendering.findings import PlacedFinding

    return describe_fields(PlacedFinding.__doc__, get_type_hints(PlacedFinding), definitions)


RECORD_COMMANDS: dict[str, Callable[[dict[str, Schema]], Schema]] = {
    "search": _describe_search,
    "voices": _describe_voices,
    "same": _describe_same,
    "status": _describe_status,
    "verify": _describe_verify,
    "diff": _describe_diff,
    "check": _describe_check,
}
