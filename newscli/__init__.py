"""newscli reads news articles: who says what, who is named, how the text is built.

    >>> import newscli
    >>> report = newscli.inspect(newscli.read("samples/bare.txt"))
    >>> report.quotes[0].speaker.name

``read`` gives an Article, ``inspect`` its Report; newscli.model has the types. Importing this
package loads nothing heavy: the work is imported when it is first asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newscli.errors import NewscliError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from newscli.model import Article, Report, Span
    from newscli.pipeline import Unread

__all__ = ["Article", "NewscliError", "Report", "Span", "__version__", "inspect", "read", "read_all"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """The types, loaded when first asked for: making two dozen dataclasses takes longer than --help."""
    if name in ("Article", "Report", "Span"):
        from newscli import model

        return getattr(model, name)
    raise AttributeError(f"module 'newscli' has no attribute {name!r}")


def read(source: str | Path | bytes, *, name: str | None = None, encoding: str | None = None) -> Article:
    """Read the article of a path, or of bytes that are called ``name``.

    Raises NewscliError where the input can't be read, or holds several articles.
    """
    from newscli import pipeline

    return pipeline.read(source, name, pipeline.Wanted(encoding=encoding))


def read_all(
    source: str | Path | bytes, *, name: str | None = None, encoding: str | None = None
) -> Iterator[Article | Unread]:
    """Every article of a file that may hold several; an Unread, with its error, for each that can't be read.

    Raises NewscliError where the file itself can't be read.
    """
    from newscli import pipeline

    return pipeline.read_all(source, name, pipeline.Wanted(encoding=encoding))


def inspect(
    article: Article,
    done: Callable[[int], None] = lambda place: None,
    *,
    reader: bool = True,
    dates: bool = True,
) -> Report:
    """Everything that newscli finds in an article; ``done`` hears how many code points it has read.

    With ``reader`` false the reader model is not asked: there are metadata, sections and warnings, far sooner,
    but no quotes of English texts and no entities. ``dates`` false leaves out date and time expressions. Raises
    WeightsError where the model is missing or damaged, and nothing else for a readable article.
    """
    from newscli import analysis, tagging

    return analysis.report(article, tagging.label(article, done, use_model=reader), with_dates=dates)
