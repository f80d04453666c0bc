"""The tables and texts of Rich that the views share, and the console that prints them.

Rich gets nothing but ``rich.text.Text``, so no part of an article is read as markup.
"""

import re
from collections.abc import Iterable
from typing import Literal, TextIO

from rich import box
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.padding import Padding
from rich.rule import Rule
from rich.style import Style
from rich.table import Table
from rich.text import Text
from rich.theme import Theme

from newscli.analysis.voices import is_unclear
from newscli.model import Omitted, Speaker
from newscli.rendering import palette
from newscli.rendering.escape import escape_controls, flatten
from newscli.rendering.palette import list_styles
from newscli.rendering.style import Ink
from newscli.rendering.wording import count_noun, write_speaker

# Printable ASCII: nothing that ends an escape sequence.
_WEB_ADDRESS = re.compile(r"https?://[!-~]{1,2000}")


def make_console(stream: TextIO, *, terminal: bool, ink: Ink, width: int | None, interactive: bool = False) -> Console:
    """Make a console that prints text without interpreting it."""

    def make(color_system: Literal["auto", "standard"] | None) -> Console:
        return Console(
            file=stream,
            force_terminal=terminal or ink != "none",
            force_interactive=interactive,
            color_system=color_system,
            no_color=ink != "colour",
            width=width,
            markup=False,
            emoji=False,
            highlight=False,
            soft_wrap=False,
        )

    console = make(None if ink == "none" else "auto")
    if console.color_system is None and ink != "none":
        # Rich takes a terminal of no name for one without colours, but colours were asked for.
        console = make("standard")
    console.push_theme(Theme(list_styles(has_256_colours=console.color_system in ("256", "truecolor"))))
    return console


def make_rule(path: str, link: str | None) -> Rule:
    """Make the line that separates articles, with a path in it that leads to ``link``."""
    title = Text(flatten(path), style="bold")
    if link is not None:
        title.stylize(Style(link=link))
    return Rule(title, align="left")


def make_address(url: str, style: str = "") -> Text:
    """Write a web address, with a link to itself."""
    line = make_line(url, style)
    if _WEB_ADDRESS.fullmatch(url):
        line.stylize(Style(link=url))
    return line


def make_line(text: str, style: str = "") -> Text:
    """Put untrusted text on one line."""
    return Text(flatten(text), style=style)


def make_paragraphs(text: str, style: str = "") -> Text:
    """Put each paragraph of untrusted text on one line."""
    return Text("\n".join(flatten(paragraph) for paragraph in text.split("\n\n")), style=style)


def name_speaker(speaker: Speaker | None) -> Text:
    """Write who speaks, a name in bold, the article's own words in italics."""
    is_known = speaker is not None and not is_unclear(speaker)
    style = "bold" if speaker and speaker.name else "italic" if is_known else "dim italic"
    return make_line(write_speaker(speaker), style)


def make_omitted_note(omitted: Omitted) -> Text | None:
    """Make the note of how many quotes are left out; None if none is."""
    count = omitted.act + omitted.confidence
    return Text(f"{count_noun(count, 'more quote')}: --all", style="dim") if count else None


def make_origin(text: str) -> Text:
    """Write where a value comes from, in a dim style."""
    return Text(escape_controls(text), style="dim")


def make_dash() -> Text:
    """Make the sign for an unknown value."""
    return Text("–", style="dim")


def make_empty_note(noun: str) -> Text:
    """Make the line shown instead of an empty table."""
    return Text(f"no {noun}", style="dim")


def make_table(*columns: str) -> Table:
    """Make an empty table with these columns."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold", expand=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def make_list() -> Table:
    """Make an empty table of two columns without a header: a label, and its text."""
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    return table


class ByWidth:
    """What is printed in one way on a page of at least ``min_width`` columns, and in another on a narrower one."""

    def __init__(self, min_width: int, wide: RenderableType, narrow: RenderableType) -> None:
        self._min_width, self._wide, self._narrow = min_width, wide, narrow

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield self._wide if options.max_width >= self._min_width else self._narrow


def make_entries(entries: Iterable[tuple[Text, str]], *, spaced: bool = False) -> Table:
    """Make a list in which each entry has a line of its own, and below it, indented, a line about it.

    Entries of several lines are ``spaced``: a blank line stands between them.
    """
    table = Table(box=None, show_header=False, pad_edge=False, expand=True)
    table.add_column(ratio=1, overflow="fold")
    for title, text in entries:
        table.add_row(title)
        if text:
            table.add_row(Padding(make_line(text, "dim"), (0, 0, 0, 2)))
        if spaced:
            table.add_row(Text())
    return table


def make_warnings_note(count: int) -> Text:
    """Make the note below a table of an article with warnings."""
    return Text(
        f"! {count_noun(count, 'warning')}; newscli show lists {'it' if count == 1 else 'them'}", style=palette.WARNING
    )
