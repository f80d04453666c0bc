"""Tables of Apache Arrow, which clusters and Parquet use. pyarrow is imported when it is needed."""

from typing import Any

from newscli.corpus.flat import ARTICLES, PARTS, Columns
from newscli.optional_imports import import_optional


def import_arrow() -> Any:
    """Import pyarrow. Raises MissingLibraryError if it is not installed."""
    import_optional("pyarrow.parquet", "pyarrow")
    return import_optional("pyarrow", "pyarrow")


def build_table_schema(columns: Columns) -> Any:
    """Build the schema of a table."""
    return import_arrow().schema(list(_list_fields(columns).items()))


def build_nested_schema() -> Any:
    """Build the schema of a table with a row for each article, and lists of what was found in it.

    ``error`` is why an article could not be read, a code and a message; ``report`` is its JSON without the text, from
    which `newscli index` makes a store without reading it again.
    """
    arrow = import_arrow()
    text = arrow.string()
    nested = {name: arrow.list_(arrow.struct(list(_list_fields(columns).items()))) for name, columns in PARTS.items()}
    error = arrow.struct([("code", text), ("message", text)])
    return arrow.schema([*_list_fields(ARTICLES).items(), *nested.items(), ("error", error), ("report", text)])


def _list_fields(columns: Columns) -> dict[str, Any]:
    arrow = import_arrow()
    types = {
        "text": arrow.string(),
        "texts": arrow.list_(arrow.string()),
        "integer": arrow.int64(),
        "number": arrow.float64(),
        "boolean": arrow.bool_(),
    }
    return {name: types[kind] for name, kind in columns.items()}
