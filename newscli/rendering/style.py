"""How a run prints, as the command line asks."""

from typing import Literal, NamedTuple

OutputFormat = Literal["table", "json", "csv", "markdown", "html"]
# No escape sequences; weights, slants and underlines, but no colours; colours, too.
Ink = Literal["none", "black", "colour"]
# The format that a file's ending asks for.
FORMATS_BY_ENDING: dict[str, OutputFormat] = {
    ".json": "json", ".jsonl": "json", ".ndjson": "json", ".csv": "csv", ".md": "markdown", ".markdown": "markdown",
    ".html": "html", ".htm": "html",
}  # fmt: skip


class Style(NamedTuple):
    """The output format, the width in columns (None for the terminal's), and whether CSV cells stay as they are."""

    format: OutputFormat = "table"
    width: int | None = None
    csv_raw: bool = False
