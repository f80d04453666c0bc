"""newscli reads news articles: who says what, who and what is named, how the text is built.

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
# The modules of the functions, which load on first use. So do the types, which are in newscli.model.
_FUNCTION_MODULES = {
    "inspect_all": "newscli.pipeline",
    "read": "newscli.pipeline",
    "read_all": "newscli.pipeline",
}


def __getattr__(name: str) -> Any:
    """Load a public name on first use: creating two dozen dataclasses takes longer than --help."""
    if name not in __all__:
        raise AttributeError(f"module 'newscli' has no attribute {name!r}")
    return getattr(import_module(_FUNCTION_MODULES.get(name, "newscli.model")), name)


def inspect(
    article: "Article",
    *,
    use_model: bool = True,
    dates: bool = True,
    on_progress: "Callable[[int], None] | None" = None,
) -> "Report":
    """Find everything that newscli can find in an article.

    Without ``use_model`` the Report comes far sooner, with metadata, sections and warnings, but it has no entities and,
    for an English text, no quotes. Without ``dates`` it has no date and time expressions. ``on_progress`` is called
    with the number of code points that the model has read so far.

    Raises TypeError if ``article`` is not an Article, WeightsError if the model is missing or damaged, and nothing
    else.
    """
    from newscli import analysis, tagging
    from newscli.model import Article

    if not isinstance(article, Article):
        kind = type(article).__name__
        raise TypeError(f"inspect() takes an Article, not {kind}: use newscli.inspect(newscli.read(path))")
    labels = tagging.label(article, on_progress or _ignore_progress, use_model=use_model)
    return analysis.build_report(article, labels, with_dates=dates)


def _ignore_progress(position: int) -> None:
    pass
