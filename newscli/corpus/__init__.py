"""Many articles: a store to search and count in, and functions for a cluster.

    >>> from newscli.corpus import inspect_table, inspect_part, todo

are for clusters; see docs/cluster.md. The store is an SQLite file that any program can open; see docs/corpus.md.
"""

from importlib import import_module
from typing import Any

__all__ = ["SCHEMA", "inspect_part", "inspect_table", "todo"]


def __getattr__(name: str) -> Any:
    """Load a function when it is first used; SCHEMA, a schema of pyarrow, needs that library."""
    if name == "SCHEMA":
        return import_module("newscli.corpus.arrow").build_nested_schema()
    if name in __all__:
        return getattr(import_module("newscli.corpus.cluster"), name)
    raise AttributeError(f"module 'newscli.corpus' has no attribute {name!r}")
