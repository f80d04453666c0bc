"""newscli reads news articles: who says what, who and what is named, how the text is structured.

    >>> import newscli
    >>> report = newscli.inspect(newscli.read("samples/bare.txt"))
    >>> report.quotes[0].speaker.name

``read`` returns an Article and ``inspect`` its Report; ``inspect_all`` yields the Reports of many files. Importing this
package is cheap: the modules that do the work load when they are first needed.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from newscli.errors import FailedArticle, NewscliError
from newscli.limits import Limits
from newscli.options import ReadOptions

if TYPE_CHECKING:
    from newscli.model import (
        Anchor,
        Article,
        Cue,
        Date,
        Entity,
        Evidence,
        Failure,
        Gender,
        Generator,
        Mention,
        Metadata,
        Omitted,
        Place,
        Quote,
        Report,
        Section,
        Source,
        Span,
        Speaker,
        Voice,
        Warning,
    )
    from newscli.pipeline import inspect, inspect_all, read, read_all

__version__ = "0.1.0"
__all__ = [
    "Anchor",
    "Article",
    "Cue",
    "Date",
    "Entity",
    "Evidence",
    "FailedArticle",
    "Failure",
    "Gender",
    "Generator",
    "Limits",
    "Mention",
    "Metadata",
    "NewscliError",
    "Omitted",
    "Place",
    "Quote",
    "ReadOptions",
    "Report",
    "Section",
    "Source",
    "Span",
    "Speaker",
    "Voice",
    "Warning",
    "__version__",
    "inspect",
    "inspect_all",
    "read",
    "read_all",
]
_FUNCTIONS = frozenset(("inspect", "inspect_all", "read", "read_all"))


def __getattr__(name: str) -> Any:
    """Load a function, or a type of the model, when it is first used: making the types takes longer than --help."""
    if name not in __all__:
        raise AttributeError(f"module 'newscli' has no attribute {name!r}")
    return getattr(import_module("newscli.pipeline" if name in _FUNCTIONS else "newscli.model"), name)
