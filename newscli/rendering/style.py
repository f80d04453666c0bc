"""How a run prints, as the command line asks."""

from dataclasses import dataclass
from typing import Literal

OutputFormat = Literal["table", "json", "csv", "markdown"]


@dataclass(frozen=True, slots=True)
class Style:
    """The output format, the width in columns (None for the terminal's), and whether CSV cells stay as they are."""

    format: OutputFormat = "table"
    width: int | None = None
    csv_raw: bool = False
