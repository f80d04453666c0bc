"""`newscli diff`: what changed between two versions of an article."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from newscli.cli.command import add_command
from newscli.cli.environment import Environment
from newscli.cli.options import InputOptions, OutputOptions, collect_output_options
from newscli.cli.store_command import print_listing

if TYPE_CHECKING:
    from newscli.model import Report

_DIFFERENT = 1
_TROUBLE = 2
_SQLITE_HEADER = b"SQLite format 3\0"
_QUOTE_PARTS = ("quote",)


def register(app: typer.Typer) -> None:
    def diff(
        old: Annotated[str, typer.Argument(metavar="OLD|STORE", help="An article, or a store of `newscli index`.")],
        new: Annotated[
            str,
            typer.Argument(metavar="NEW|KEY", help="Another version; of a store, the address or path of an article."),
        ],
        versions: Annotated[
            list[int] | None,
            typer.Argument(metavar="[VERSION VERSION]", help="Of a store, which versions; by default the last two."),
        ] = None,
        quotes_only: Annotated[bool, typer.Option("--quotes-only", help="Only what changed in quotes.")] = False,
    ) -> None:
        """Show what changed between two versions of an article: title, quotes, speakers, names, roles, numbers, text.

        Layout makes no difference, so two formats of an article can be compared. Exits with 0 if nothing changed, 1 if
        something did, and 2 if there was trouble.
        """

    add_command(
        app,
        diff,
        _run,
        (collect_output_options,),
        (
            "newscli diff article.txt article-2.txt",
            "newscli diff article.txt article-2.txt --quotes-only",
            "newscli diff article.txt article-2.txt --json | jq -r .operation",
        ),
    )


def _run(context: typer.Context, own: dict[str, Any], options: OutputOptions) -> int:
    from newscli.analysis.comparison import compare_versions
    from newscli.errors import NewscliError
    from newscli.rendering.escape import flatten
    from newscli.rendering.listings import Listing
    from newscli.rendering.views.lists import diff as view

    environment: Environment = context.obj
    try:
        if _is_store(own["old"]):
            old, new = _load_versions(own["old"], own["new"], own["versions"] or [])
        else:
            if own["versions"]:
                raise typer.BadParameter(f"{own['old']} is no store, so it has no versions.")
            old, new = _inspect_both(environment, own["old"], own["new"])
    except NewscliError as error:
        environment.print_error(flatten(str(error)))
        return _TROUBLE
    differences = compare_versions(old, new)
    if own["quotes_only"]:
        differences = [difference for difference in differences if difference.part in _QUOTE_PARTS]
    records = [view.make_record(difference) for difference in differences]
    print_listing(
        environment, options, Listing(view.COLUMNS, records, view.build_page, view.build_html), view.summarize(records)
    )
    return _DIFFERENT if records else 0


def _is_store(path: str) -> bool:
    try:
        with Path(path).open("rb") as file:
            return file.read(len(_SQLITE_HEADER)) == _SQLITE_HEADER
    except (OSError, ValueError):
        return False


def _inspect_both(environment: Environment, old: str, new: str) -> "tuple[Report, Report]":
    """Read and inspect the one article of each file, in one worker: a second takes longer to start than it saves.

    Raises NewscliError, which names the file.
    """
    from newscli.cli.run import expand_input
    from newscli.errors import UnreadableError, build_error
    from newscli.options import InspectOptions, ReadOptions
    from newscli.pipeline import inspect_inputs
    from newscli.pipeline.tasks import Listener, Task

    items = [
        item
        for path in (old, new)
        for item in expand_input(path, environment, InputOptions([], None, ReadOptions(), 1))
    ]
    task = Task(ReadOptions(), InspectOptions(dates=False))
    reports = []
    for report in inspect_inputs(items, task, Listener(), jobs=1):
        if report.error is not None:
            error = build_error(report.error.code, report.error.message)
            error.path = report.source.path
            raise error
        reports.append(report)
    if len(reports) != 2:
        raise UnreadableError(f"{old} and {new} have {len(reports)} articles, and two can be compared")
    return reports[0], reports[1]


def _load_versions(store: str, key: str, numbers: list[int]) -> "tuple[Report, Report]":
    """Load two versions of an article. Raises typer.BadParameter if the store has them not."""
    from newscli.cli.store_command import open_for_questions
    from newscli.corpus.keys import build_key
    from newscli.corpus.loading import load_reports

    with open_for_questions(store) as connection:
        rows = dict(
            connection.execute(
                "SELECT version, id FROM articles WHERE key IN (?, ?) OR path = ? ORDER BY version",
                (key, build_key(key, key), key),
            )
        )
        chosen = numbers or list(rows)[-2:]
        if len(chosen) != 2 or not set(chosen) <= rows.keys():
            known = ", ".join(map(str, rows)) or "none"
            raise typer.BadParameter(f"give two versions of {key!r}; the store has {known}.")
        old, new = load_reports(connection, [rows[number] for number in chosen])
    return old, new
