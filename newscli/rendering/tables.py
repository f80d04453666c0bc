"""The tables and texts of Rich that the views share, and the console that prints them.

Rich gets nothing but ``rich.text.Text``, so no part of an article is read as markup.
"""

from typing import TextIO

from rich import box
from rich.console import Console
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from newscli.analysis.voices import is_unclear
from newscli.model import Omitted, Quote, Speaker
from newscli.rendering import palette
from newscli.rendering.escape import escape_controls, flatten

# What the page calls a quote whose content the speaker does not assert, and quotes that report no saying.
POLARITY_LABELS = {"denied": "denied", "unsaid": "not said"}
ACT_LABELS = {"thought": "thought", "other": "act"}
# Quotes and names of which newscli is less sure than this are marked on the page.
LOW_CONFIDENCE = 0.6
LOW_NAME_CONFIDENCE = 0.8


def make_console(
    stream: TextIO, *, terminal: bool, colour: bool, width: int | None, interactive: bool = False
) -> Console:
    """Make a console that prints text without interpreting it."""
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
    """Make the line that separates articles, with a path in it."""
    return Rule(Text(flatten(path), style="bold"), align="left")


def make_line(text: str, style: str = "") -> Text:
    """Put untrusted text on one line."""
    return Text(flatten(text), style=style)


def make_paragraphs(text: str, style: str = "") -> Text:
    """Put each paragraph of untrusted text on one line."""
    return Text("\n".join(flatten(paragraph) for paragraph in text.split("\n\n")), style=style)


def name_speaker(speaker: Speaker | None) -> Text:
    """Write who speaks: the name, else the article's words; a bare pronoun is no answer."""
    if speaker is None:
        return Text("no speaker named", style="dim italic")
    if speaker.name is not None:
        return make_line(speaker.name, "bold")
    if is_unclear(speaker):
        return make_line(f"not clear who (“{speaker.mention}”)", "dim italic")
    return make_line(speaker.mention, "italic")


def list_reservations(quote: Quote) -> list[str]:
    """List what a reader has to know before printing a quote under its speaker's name."""
    labels = [POLARITY_LABELS.get(quote.polarity), ACT_LABELS.get(quote.act) if quote.kind == "indirect" else None]
    return [label for label in labels if label]


def make_omitted_note(omitted: Omitted) -> Text | None:
    """Make the note of how many quotes are left out; None if none is."""
    count = omitted.act + omitted.confidence
    return Text(f"{count} more: --all", style="dim") if count else None


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


def count_noun(count: int, noun: str) -> str:
    """Write a count and its noun: "1 quote", "2 quotes"."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def make_warnings_note(count: int) -> Text:
    """Make the note below a table of an article with warnings."""
    return Text(
        f"! {count_noun(count, 'warning')}; newscli show lists {'it' if count == 1 else 'them'}", style=palette.WARNING
    )
