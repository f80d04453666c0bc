"""Texts that make a regular expression try again and again: repeats of what its own parts match."""

import importlib
import pkgutil
import re
import warnings
from collections.abc import Callable, Iterator, Sequence
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import newscli

# Repeated for every pattern.
COMMON = (
    "a",
    "A",
    " ",
    "\n",
    " \n",
    "a ",
    "A ",
    "Aa ",
    "0",
    "1. ",
    ".",
    ",",
    '"',
    "“",
    "'",
    "(",
    "[",
    "<",
    "-",
    "&",
    "@",
    "_",
)
_SAMPLES = "a A.,;:-0\"'“”\n\t(<_|/é#"
_MAX_PUMPS = 16
_CATEGORIES: dict[str, Callable[[str], bool]] = {
    "CATEGORY_DIGIT": str.isdigit,
    "CATEGORY_SPACE": str.isspace,
    "CATEGORY_WORD": lambda char: char.isalnum() or char == "_",
}


def list_patterns() -> Iterator[tuple[str, re.Pattern[Any]]]:
    """Yield (name, pattern) of every pattern that a module of newscli has, also in its tables."""
    seen: set[tuple[Any, int]] = set()
    for module in pkgutil.walk_packages(newscli.__path__, "newscli."):
        if module.name.endswith("__main__"):
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            for pattern in _find_patterns(value):
                key = (pattern.pattern, pattern.flags)
                if key not in seen:
                    seen.add(key)
                    yield f"{module.name.removeprefix('newscli.')}.{name}", pattern


def _find_patterns(value: Any) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif type(value).__name__ == "_LazyPattern":
        yield re.compile(*value._arguments)
    elif isinstance(value, dict):
        yield from _find_patterns(tuple(value.values()))
    elif isinstance(value, tuple | list):
        for item in value:
            yield from _find_patterns(item)


def list_pumps(pattern: re.Pattern[Any]) -> list[str]:
    """List texts that parts of a pattern match, the shortest first, after those that are common to all."""
    source = pattern.pattern.decode("latin-1") if isinstance(pattern.pattern, bytes) else pattern.pattern
    parts: set[str] = set()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        _collect(parser.parse(source, pattern.flags), parts)
    return [*COMMON, *sorted(parts - {"", *COMMON}, key=lambda part: (len(part), part))[:_MAX_PUMPS]]


def _collect(tree: Sequence[Any], parts: set[str]) -> str:
    """Build a text that a parsed pattern matches, and add those of its parts."""
    text = ""
    for operation, argument in tree:
        if operation is codes.LITERAL:
            text += chr(argument)
        elif operation in (codes.NOT_LITERAL, codes.ANY):
            text += "a" if argument != ord("a") else "b"
        elif operation is codes.IN:
            text += _sample(argument)
        elif operation in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
            part = _collect(argument[2], parts)
            parts.add(part)
            text += part * max(1, argument[0])
        elif operation is codes.SUBPATTERN:
            part = _collect(argument[3], parts)
            parts.add(part)
            text += part
        elif operation is codes.ATOMIC_GROUP:
            text += _collect(argument, parts)
        elif operation is codes.BRANCH:
            branches = [_collect(branch, parts) for branch in argument[1]]
            parts.update(branches[:4])
            text += branches[0]
    parts.add(text)
    return text


def _sample(items: Sequence[Any]) -> str:
    """Choose a character of a set."""
    is_negated = any(operation is codes.NEGATE for operation, _ in items)
    for char in _SAMPLES:
        if any(_matches(char, *item) for item in items) != is_negated:
            return char
    return next(
        (
            chr(item[1] if item[0] is codes.LITERAL else item[1][0])
            for item in items
            if item[0] in (codes.LITERAL, codes.RANGE)
        ),
        "a",
    )


def _matches(char: str, operation: Any, argument: Any) -> bool:
    if operation is codes.LITERAL:
        return bool(ord(char) == argument)
    if operation is codes.RANGE:
        return bool(argument[0] <= ord(char) <= argument[1])
    if operation is codes.CATEGORY:
        name = str(argument)
        test = _CATEGORIES.get(name.replace("NOT_", ""))
        return test is not None and test(char) != ("NOT_" in name)
    return False
