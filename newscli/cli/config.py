"""Defaults of options from newscli.toml, or [tool.newscli] in pyproject.toml, in the current folder or above it."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from newscli.errors import NewscliError

# The key in the file -> the parameter of the commands, and what its value must be.
_SHARED_KEYS: Mapping[str, tuple[str, type | tuple[type, ...]]] = {
    "width": ("width", int),
    "color": ("color", str),
    "pager": ("no_pager", bool),
    "min-confidence": ("min_confidence", (int, float)),
    "jobs": ("jobs", int),
}
_CHECK_KEYS: Mapping[str, tuple[str, type | tuple[type, ...]]] = {
    "select": ("select", list),
    "ignore": ("ignore", list),
    "fail-on": ("fail_on", str),
    "max-paragraph": ("max_paragraph", int),
}


class ConfigError(NewscliError):
    """The file of defaults can't be read, or says something that newscli does not know."""

    code = "config"


def load_defaults(folder: str, commands: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Load the defaults for each command; empty if there is no file. Raises ConfigError."""
    found = _find_table(Path(folder))
    if found is None:
        return {}
    path, table = found
    check = table.pop("check", {})
    if not isinstance(check, dict):
        raise _fail(path, "check is no table")
    shared = _read_keys(path, table, _SHARED_KEYS)
    if "no_pager" in shared:
        shared["no_pager"] = not shared["no_pager"]
    return {
        command: {**shared, **(_read_keys(path, check, _CHECK_KEYS) if command == "check" else {})}
        for command in commands
    }


def _find_table(folder: Path) -> tuple[Path, dict[str, Any]] | None:
    for parent in (folder, *folder.parents):
        for name in ("newscli.toml", "pyproject.toml"):
            path = parent / name
            if not os.path.isfile(path):  # noqa: PTH113 - twice as fast, at every start
                continue
            data = _parse(path)
            tool = data.get("tool")
            table = data if name == "newscli.toml" else tool.get("newscli") if isinstance(tool, dict) else None
            if isinstance(table, dict):
                return path, dict(table)
    return None


def _parse(path: Path) -> dict[str, Any]:
    try:
        text = path.read_text("utf-8")
        if "newscli" not in text and path.name == "pyproject.toml":
            return {}
        # Imported here: it takes longer than all else of this module, and most folders don't need it.
        import tomllib

        return tomllib.loads(text)
    except (OSError, ValueError, RecursionError) as error:
        if path.name == "pyproject.toml":
            # It is another program's, too, and may be broken for reasons of its own.
            return {}
        raise _fail(path, f"can't be read: {' '.join(str(error).split())}") from None


def _read_keys(
    path: Path, table: Mapping[str, Any], keys: Mapping[str, tuple[str, type | tuple[type, ...]]]
) -> dict[str, Any]:
    values = {}
    for key, value in table.items():
        if key not in keys:
            tables = ", or the table [check]" if keys is _SHARED_KEYS else ""
            raise _fail(path, f"unknown key {key!r}: use {', '.join(keys)}{tables}")
        name, kind = keys[key]
        if kind is list and isinstance(value, str):
            value = [value]
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise _fail(path, f"{key} can't be {value!r}")
        values[name] = value
    return values


def _fail(path: Path, message: str) -> ConfigError:
    error = ConfigError(message)
    error.path = str(path)
    return error
