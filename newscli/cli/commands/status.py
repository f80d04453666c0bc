"""`newscli status`: what is in a store."""

from pathlib import Path
from typing import Annotated, Any

import typer

from newscli.cli.command import add_command
from newscli.cli.environment import Environment
from newscli.cli.options import OutputOptions, collect_output_options
from newscli.cli.store_command import Store, check_formats, open_for_questions, print_listing


def register(app: typer.Typer) -> None:
    def status(
        store: Store,
        failed: Annotated[bool, typer.Option("--failed", help="List what could not be read, and why.")] = False,
        verify: Annotated[
            bool, typer.Option("--verify", help="Check the store itself; exit 3 if something is wrong.")
        ] = False,
    ) -> None:
        """Show what is in a store: articles, quotes, outlets, failures."""

    add_command(
        app,
        status,
        _run,
        (collect_output_options,),
        ("newscli status news.db", "newscli status news.db --failed", "newscli status news.db --verify"),
    )


def _run(context: typer.Context, own: dict[str, Any], options: OutputOptions) -> int:
    environment: Environment = context.obj
    check_formats("status", options)
    if own["verify"]:
        return _verify(environment, own["store"])
    from newscli.corpus.status import list_failures, read_status
    from newscli.plain import to_plain
    from newscli.rendering.listings import Listing
    from newscli.rendering.views.lists import status as view

    with open_for_questions(own["store"]) as connection:
        if own["failed"]:
            records = list(map(to_plain, list_failures(connection)))
            listing = Listing(view.FAILURE_COLUMNS, records, view.build_failures)
        else:
            state = read_status(connection, own["store"])
            listing = Listing(view.COLUMNS, [to_plain(state)], lambda _: view.build_page(state))
        print_listing(environment, options, listing, None)
    return 0


def _verify(environment: Environment, store: str) -> int:
    """Check a store, and return the exit code."""
    from newscli.corpus.errors import StoreError
    from newscli.corpus.status import find_damage
    from newscli.corpus.store import open_for_writing
    from newscli.rendering.escape import flatten

    if not Path(store).exists():
        raise StoreError(f"{flatten(store)}: no such store")
    with open_for_writing(store) as connection:
        problems = find_damage(connection)
    for problem in problems:
        environment.print_error(f"{flatten(store)}: {problem}")
    if problems:
        raise StoreError(f"{flatten(store)} is damaged; restore it from a copy, or index its articles again")
    environment.print_error(f"{flatten(store)} is sound")
    return 0
