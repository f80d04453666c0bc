"""newscli reads news articles: who says what, who and what is named, how the text is built.

    >>> import newscli
    >>> report = newscli.inspect(newscli.read("samples/bare.txt"))
    >>> report.quotes[0].speaker.name

``read`` gives an Article, ``inspect`` its Report; ``inspect_all`` gives the Reports of many files. Importing this
package loads nothing heavy: what does the work is imported when it is first asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from newscli.errors import FailedArticle, NewscliError
from newscli.limits import Limits
from newscli.options import ReadOptions

if TYPE_CHECKING:
    from collections.abc import Callable

    from newscli.model import (
        Anchor,
        Article,
        Cue,
        Date,
        Entity,
        Evidence,
        Failure,
        Mention,
        Metadata,
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
    from newscli.pipeline import inspect_all, read, read_all

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
    "Limits",
    "Mention",
    "Metadata",
    "NewscliError",
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
# Where the functions come from that are loaded late; the types that are, are the model's.
_LATE = {
    "inspect_all": "newscli.pipeline",
    "read": "newscli.pipeline",
    "read_all": "newscli.pipeline",
}


def __getattr__(name: str) -> Any:
    """Load a public name when it is first asked for: making two dozen dataclasses takes longer than --help."""
    if name not in __all__:
        raise AttributeError(f"module 'newscli' has no attribute {name!r}")
    return getattr(import_module(_LATE.get(name, "newscli.model")), name)


def inspect(
    article: "Article",
    *,
    use_model: bool = True,
    dates: bool = True,
    on_progress: "Callable[[int], None] | None" = None,
) -> "Report":
    """Find everything that newscli knows to find in an article.

    Without ``use_model`` the Report comes far sooner, with metadata, sections and warnings, but without entities and,
    in English texts, without quotes. Without ``dates`` it has no date and time expressions. ``on_progress`` is told how
    many code points of the text the model has read.

    Raises TypeError for what is not an Article, WeightsError where the model is missing or damaged, and nothing else.
    """
    from newscli import analysis, tagging
    from newscli.model import Article

    if not isinstance(article, Article):
        kind = type(article).__name__
        raise TypeError(f"inspect() takes an Article, not {kind}: read it first, newscli.inspect(newscli.read(path))")
    labels = tagging.label(article, on_progress or _ignore_progress, use_model=use_model)
    return analysis.report(article, labels, with_dates=dates)


def _ignore_progress(position: int) -> None:
    pass
