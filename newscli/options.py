"""Options for reading a file, for what its content and its name don't tell."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from newscli.limits import Limits


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How to read a file.

    ``encoding`` and ``format`` override what newscli detects; ``format`` is a name in formats.registry.FORMATS.
    ``mapping`` says which keys of JSON records have the text, the title and so on (formats.json.MAPPABLE_KEYS).
    """

    encoding: str | None = None
    format: str | None = None
    limits: Limits = field(default_factory=Limits)
    mapping: Mapping[str, str] = field(default_factory=dict)
