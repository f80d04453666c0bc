"""Options: how to read a file, where its content and its name don't tell, and what to look for in an article."""

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


# Paraphrases of which the model is less sure are not shown.
DEFAULT_MIN_CONFIDENCE = 0.5


@dataclass(frozen=True, slots=True)
class InspectOptions:
    """What to find in an article, and which of its quotes to show.

    ``use_model`` is for quotes and entities, ``dates`` for expressions of date and time. ``all_quotes`` keeps reported
    acts and thoughts, and paraphrases with a confidence below ``min_confidence``.
    """

    use_model: bool = True
    dates: bool = True
    all_quotes: bool = False
    min_confidence: float = DEFAULT_MIN_CONFIDENCE
