"""What the commands share that ask a store: its path, filters, and how what they find is printed."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, cast

import typer

from newscli.cli.environment import Environment
from newscli.cli.options import OutputOptions
from newscli.options import DEFAULT_MIN_CONFIDENCE

if TYPE_CHECKING:
    import sqlite3

    from newscli.corpus.filters import Filters, GroupKey
    from newscli.rendering.listings import Listing

Store = Annotated[str, typer.Argument(metavar="STORE", help="A store that `newscli index` has made.")]
_FILTERS = "Filters"


def collect_filters(
    speaker: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="Only this speaker: any part of the name; may be repeated.",
            rich_help_panel=_FILTERS,
        ),
    ] = None,
    outlet: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME", help="Only this outlet: any part of the name; may be repeated.", rich_help_panel=_FILTERS
        ),
    ] = None,
    first_day: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="DAY",
            help="Published on this day, or in this month or year, or later.",
            rich_help_panel=_FILTERS,
        ),
    ] = None,
    last_day: Annotated[
        str | None,
        typer.Option(
            "--to",
            metavar="DAY",
            help="Published on this day, or in this month or year, or earlier.",
            rich_help_panel=_FILTERS,
        ),
    ] = None,
    kind: Annotated[
        list[str] | None,
        typer.Option(
            metavar="[direct|mixed|indirect]",
            help="Only this kind of quote; may be repeated.",
            rich_help_panel=_FILTERS,
        ),
    ] = None,
    all_quotes: Annotated[
        bool,
        typer.Option(
            "--all",
            help="Also reported acts, beliefs and hopes, and paraphrases that are doubtful.",
            rich_help_panel=_FILTERS,
        ),
    ] = False,
    min_confidence: Annotated[
        float,
        typer.Option(
            metavar="P",
            min=0,
            max=1,
            help="Only paraphrases with at least this confidence, from 0 to 1.",
            rich_help_panel=_FILTERS,
        ),
    ] = DEFAULT_MIN_CONFIDENCE,
    all_versions: Annotated[
        bool,
        typer.Option("--all-versions", help="Also earlier versions of articles.", rich_help_panel=_FILTERS),
    ] = False,
    first_copies: Annotated[
        bool,
        typer.Option(
            "--first-copies",
            help="Only the first of articles that are copies, after `newscli index --copies`.",
            rich_help_panel=_FILTERS,
        ),
    ] = False,
) -> "Filters":
    """Collect the filters, declared by this signature."""
    from newscli.corpus.filters import Filters, parse_day

    for value, name in ((first_day, "--from"), (last_day, "--to")):
        try:
            parse_day(value or "2000")
        except ValueError as error:
            raise typer.BadParameter(f"{error}.", param_hint=name) from None
    for value in kind or ():
        if value not in ("direct", "mixed", "indirect"):
            raise typer.BadParameter(f"{value!r} is not direct, mixed or indirect.", param_hint="--kind")
    return Filters(
        tuple(speaker or ()), tuple(outlet or ()), first_day, last_day, tuple(kind or ()), min_confidence, all_quotes,
        all_versions, first_copies,
    )  # fmt: skip


@contextmanager
def open_for_questions(store: str) -> "Iterator[sqlite3.Connection]":
    """Open a store to ask it. Raises StoreError."""
    from newscli.corpus.filters import add_functions
    from newscli.corpus.store import open_store

    with open_store(store) as connection:
        add_functions(connection)
        yield connection


def print_listing(environment: Environment, options: OutputOptions, listing: "Listing", note: str | None) -> None:
    """Print what was found, and a note below it, on standard error unless all of it goes to a terminal."""
    # They take the types of reports with them, which --help does without.
    from newscli.cli.output import open_output
    from newscli.rendering.listings import write_listing, write_note

    with open_output(environment, options) as output:
        write_listing(output, options.style, listing)
        if note is not None and output.terminal and options.style.format == "table":
            write_note(output, note)
            note = None
    if note is not None and not options.quiet:
        environment.print_error(note)


def parse_keys(value: str | None) -> "tuple[GroupKey, ...]":
    """Parse the keys of --by. Raises typer.BadParameter for one that is unknown."""
    from newscli.corpus.filters import GROUP_KEYS

    keys = tuple(filter(None, (value or "").replace(" ", "").split(",")))
    for key in keys:
        if key not in GROUP_KEYS:
            raise typer.BadParameter(f"unknown key {key!r}: use {', '.join(GROUP_KEYS)}.", param_hint="--by")
    return cast("tuple[GroupKey, ...]", tuple(dict.fromkeys(keys)))


def check_formats(name: str, options: OutputOptions, *, html: bool = False) -> None:
    """Refuse a format that a command doesn't print."""
    if options.style.format == "html" and not html:
        raise typer.BadParameter(f"{name} prints no HTML: show and voices do.")
