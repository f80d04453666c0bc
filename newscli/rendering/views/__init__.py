"""Views: what each command shows of a Report. Each has a module with its JSON keys, columns, rows and page.

Each module has a constant VIEW. Rich is imported inside the functions that build pages, since JSON, CSV and TSV do
without it.
"""

from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

from newscli.model import Report

if TYPE_CHECKING:
    from rich.console import RenderableType

Row = Sequence[str]


class View(NamedTuple):
    """What a command shows of one article that could be read.

    ``keys`` are the keys of its JSON besides the envelope. ``columns`` are the names of the cells in its rows; cells of
    unknown values are empty. A view that ``is_text`` is printed as a page, not as TSV, even if the output is not a
    terminal. Without ``build_markdown``, its Markdown is a table of its rows. With ``build_list``, several articles are
    printed on one page, and with ``build_html`` all of a run stand in one file.
    """

    keys: tuple[str, ...]
    columns: tuple[str, ...]
    list_rows: Callable[[Report], Iterable[Row]]
    build_page: "Callable[[Report], RenderableType]"
    build_markdown: Callable[[Report], str] | None = None
    build_list: "Callable[[Sequence[Report]], RenderableType] | None" = None
    build_html: Callable[[Sequence[Report]], str] | None = None
    is_text: bool = False


class MergedView(NamedTuple):
    """What a command shows of all articles together, in one table.

    ``gather`` returns the items of an article, ``sort`` orders the items of all, and ``make_row`` makes a row of each;
    the first column is the path. JSON is still one object for each article.
    """

    keys: tuple[str, ...]
    columns: tuple[str, ...]
    gather: Callable[[Report], Iterable[Any]]
    sort: Callable[[Iterable[Any]], list[Any]]
    make_row: Callable[[Any], Row]
    build_page: "Callable[[Sequence[Any], bool], RenderableType]"
    build_html: None = None


def load_view(command: str) -> View | MergedView:
    """Load the view of a command."""
    view: View | MergedView = import_module(f"newscli.rendering.views.{command}").VIEW
    return view


def to_cell(value: object) -> str:
    """Format a value as a cell; None is empty."""
    return "" if value is None else str(value)
