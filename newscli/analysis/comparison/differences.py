"""What a difference between two versions is."""

from dataclasses import dataclass
from typing import Literal

from newscli.model import Span

Part = Literal["title", "authors", "published", "modified", "note", "quote", "name", "role", "text"]
Operation = Literal["added", "removed", "moved", "reworded", "changed", "speaker"]


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that changed: in which ``part``, how, and what it was before and after.

    The spans are those in the texts of the versions, None where there is none; lines count from 1. ``changes`` are
    pairs of words before and after, where some of a passage were reworded, and ``numbers`` those of them with a number.
    ``speaker`` is who says a quote, before and after.
    """

    part: Part
    operation: Operation
    before: str | None = None
    after: str | None = None
    before_span: Span | None = None
    after_span: Span | None = None
    before_line: int | None = None
    after_line: int | None = None
    changes: tuple[tuple[str, str], ...] = ()
    numbers: tuple[tuple[str, str], ...] = ()
    before_speaker: str | None = None
    after_speaker: str | None = None
