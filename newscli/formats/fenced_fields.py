"""The front matter of a Markdown file: fields between fences, in YAML ("---") or TOML ("+++").

Jekyll writes YAML, Hugo both (https://gohugo.io/content-management/front-matter/).
"""

import re
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import NamedTuple

import yaml

from newscli.model import Field, Warning
from newscli.structure.header_lines import HEADER_KEYS, normalize_key

_FENCE = re.compile(r"\s{0,100}(?P<fence>---|\+\+\+)[ \t]*\n")
_YAML_END = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_TOML_END = re.compile(r"^\+\+\+[ \t]*$", re.MULTILINE)
MAX_CHARS = 100_000
# tomllib takes a time that grows with the square of the parts of a dotted key: 0.3 s for this many characters.
MAX_TOML_CHARS = 10_000
_MORE_KEYS = {
    "site": "publisher",
    "permalink": "url",
    "canonical url": "url",
    "categories": "section",
    "lastmod": "modified",
    "last modified at": "modified",
}


class FencedFields(NamedTuple):
    """The fields of a front matter, warnings about it, and where the Markdown begins."""

    fields: tuple[Field, ...] = ()
    problems: tuple[Warning, ...] = ()
    end: int = 0


class _StringLoader(yaml.SafeLoader):
    """Loads YAML with plain values as written: no dates, numbers, booleans or merge keys."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012 - PyYAML's own name


def read_fenced_fields(text: str) -> FencedFields:
    """Read the front matter that opens a text, with a warning if it can't be read."""
    opening = _FENCE.match(text)
    is_toml = opening is not None and opening["fence"] == "+++"
    closing = (_TOML_END if is_toml else _YAML_END).search(text, opening.end()) if opening else None
    if opening is None or closing is None:
        return FencedFields()
    matter, end = text[opening.end() : closing.start()], closing.end()
    if not matter.strip():
        return FencedFields(end=end)
    limit = MAX_TOML_CHARS if is_toml else MAX_CHARS
    if len(matter) > limit:
        return _ignore(f"is over {limit:,} characters", end)
    try:
        data: object = _load_toml(matter) if is_toml else yaml.load(matter, _StringLoader)
    except Exception as error:  # PyYAML's constructors raise errors of many types: `!!bool maybe` is a KeyError
        is_deep = isinstance(error, RecursionError)
        reason = "nested too deeply" if is_deep else getattr(error, "problem", None) or str(error)
        mark = getattr(error, "problem_mark", None)
        position = f" in line {mark.line + 2}" if mark is not None else ""
        return _ignore(f"is not valid {'TOML' if is_toml else 'YAML'} ({reason}{position})", end)
    if not isinstance(data, dict):
        return _ignore("has no keys", end)
    return FencedFields(tuple(_list_fields(data)), (), end)


def _load_toml(matter: str) -> object:
    # Imported here: few files have it.
    import tomllib

    return tomllib.loads(matter)


def _ignore(reason: str, end: int) -> FencedFields:
    return FencedFields((), (Warning("front-matter", f"the front matter {reason} and was ignored"),), end)


def _list_fields(data: dict[object, object]) -> Iterator[Field]:
    for name, value in data.items():
        key = _find_key(name) if isinstance(name, str) else None
        if key is not None:
            strings = list(_list_strings(value))
            yield from (Field(key, string, "front matter") for string in (strings if key == "authors" else strings[:1]))


def _find_key(name: str) -> str | None:
    """Find the metadata key that a key of the front matter stands for."""
    key = normalize_key(name)
    return HEADER_KEYS.get(key) or _MORE_KEYS.get(key)


def _list_strings(value: object) -> Iterator[str]:
    """List the strings in a value: a string, {name: …}, or a list of these."""
    for entry in value if isinstance(value, list) else [value]:
        string = entry.get("name") if isinstance(entry, dict) else entry
        if isinstance(string, datetime | date | time):
            string = string.isoformat()
        if isinstance(string, str) and string.strip():
            yield string.strip()
