"""How to read a file, where its content and its name do not tell."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from newscli.limits import Limits


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How to read a file.

    ``encoding`` and ``format`` overrule what newscli detects; ``format`` is a name in formats.registry.FORMATS.
    ``mapping`` names the keys of JSON records that hold the text, the title and so on (formats.json.MAPPABLE_KEYS).
    """

    encoding: str | None = None
    format: str | None = None
    limits: Limits = field(default_factory=Limits)
    mapping: Mapping[str, str] = field(default_factory=dict)
