"""Views: what each command shows of a Report. One module a command: its JSON keys, columns, rows and page.

A module of this room has the constant VIEW. Rich is imported inside the functions that build pages: JSON, CSV and TSV
do without it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from newscli.model import Report

if TYPE_CHECKING:
    from rich.console import RenderableType

Row = Sequence[str]


@dataclass(frozen=True, slots=True)
class View:
    """What a command shows of one article that could be read.

    ``keys`` are those of its JSON beside the envelope. ``columns`` name the cells of its rows; unknown values are empty
    cells. ``is_text`` says that it is printed as a page, and not as TSV, also where there is no terminal. Without
    ``build_markdown`` its Markdown is a table of its rows.
    """

    keys: tuple[str, ...]
    columns: tuple[str, ...]
    list_rows: Callable[[Report], Iterable[Row]]
    build_page: "Callable[[Report], RenderableType]"
    build_markdown: Callable[[Report], str] | None = None
    is_text: bool = False


@dataclass(frozen=True, slots=True)
class MergedView:
    """What a command shows of all articles together, in one table: ``gather`` gives an article's items, ``sort`` orders
    those of all, ``make_row`` makes a row of each; the first column is the path. JSON stays an object an article."""

    keys: tuple[str, ...]
    columns: tuple[str, ...]
    gather: Callable[[Report], Iterable[Any]]
    sort: Callable[[Iterable[Any]], list[Any]]
    make_row: Callable[[Any], Row]
    build_page: "Callable[[Sequence[Any], bool], RenderableType]"


def load_view(command: str) -> View | MergedView:
    """The view of a command."""
    view: View | MergedView = import_module(f"newscli.rendering.views.{command}").VIEW
    return view


def to_cell(value: object) -> str:
    """A value as a cell; unknown values are empty."""
    return "" if value is None else str(value)
