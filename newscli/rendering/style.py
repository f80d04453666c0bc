"""How a run prints, by the command line."""

from dataclasses import dataclass
from typing import Literal

OutputFormat = Literal["table", "json", "csv", "markdown"]


@dataclass(frozen=True, slots=True)
class Style:
    """The format, the width in columns (None for that of the terminal), and whether CSV cells stay as they are."""

    format: OutputFormat = "table"
    width: int | None = None
    csv_raw: bool = False
