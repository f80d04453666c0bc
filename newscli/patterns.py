"""Regular expressions that are compiled when they are first used.

Compiling those of newscli takes as long as starting Python. Many are not needed for an article, and few for its
metadata.
"""

import re
from typing import Any, cast


class _LazyPattern:
    """Stands for a compiled pattern: its methods come when the first of them is used."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._arguments = pattern, flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(*self._arguments)
        for method in ("search", "match", "fullmatch", "finditer", "findall", "split", "sub"):
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def compile_lazily(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return a stand-in for ``re.compile(pattern, flags)``; re's own functions don't take it."""
    return cast(re.Pattern[str], _LazyPattern(pattern, flags))
