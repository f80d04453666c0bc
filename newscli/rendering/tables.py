"""Rich tables and texts that the views share, and the consoles that print them.

Only ``rich.text.Text`` reaches Rich, so that no word of an article is read as markup.
"""

from typing import TextIO

from rich import box
from rich.console import Console
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from newscli.rendering.escape import escape_controls, flatten

# How the page calls the kinds of quote, and in which style.
KIND_LABELS = {"direct": "direct", "mixed": "partial quote", "indirect": "paraphrase"}
KIND_STYLES = {"direct": "green", "mixed": "yellow", "indirect": "cyan"}


def make_console(
    stream: TextIO, *, terminal: bool, colour: bool, width: int | None, interactive: bool = False
) -> Console:
    """A console that interprets nothing in what it prints."""
    return Console(
        file=stream,
        force_terminal=terminal or colour,
        force_interactive=interactive,
        color_system="auto" if colour else None,
        no_color=not colour,
        width=width,
        markup=False,
        emoji=False,
        highlight=False,
        soft_wrap=False,
    )


def make_rule(path: str) -> Rule:
    """The line that parts articles, with a path in it."""
    return Rule(Text(flatten(path), style="bold"), align="left")


def make_line(text: str, style: str = "") -> Text:
    """Untrusted text on one line."""
    return Text(flatten(text), style=style)


def make_paragraphs(text: str, style: str = "") -> Text:
    """Untrusted text, a line for each of its paragraphs."""
    return Text("\n".join(flatten(paragraph) for paragraph in text.split("\n\n")), style=style)


def make_origin(text: str) -> Text:
    """Where a value comes from, quietly."""
    return Text(escape_controls(text), style="dim")


def make_dash() -> Text:
    """What stands for a value that is not known."""
    return Text("–", style="dim")


def make_nothing(what: str) -> Text:
    """What stands for an empty table."""
    return Text(f"no {what}", style="dim")


def make_table(*columns: str) -> Table:
    """An empty table with these columns."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold", expand=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def make_list() -> Table:
    """An empty table of two columns without a header: a name, and what is to be said of it."""
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    return table


def count_noun(count: int, noun: str) -> str:
    """A count and its noun: "1 quote", "2 quotes"."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
