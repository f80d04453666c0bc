"""`newscli export`: a store's tables for other programs."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from newscli.cli.command import add_command
from newscli.cli.environment import Environment
from newscli.cli.options import OutputOptions, collect_output_options
from newscli.cli.store_command import Store, collect_filters, open_for_questions
from newscli.options import DEFAULT_MIN_CONFIDENCE

if TYPE_CHECKING:
    from newscli.corpus.filters import Filters


def register(app: typer.Typer) -> None:
    def export(
        store: Store,
        parquet: Annotated[
            str | None,
            typer.Option(metavar="FOLDER", help="Write all tables as Parquet to FOLDER, in folders by year."),
        ] = None,
        csv: Annotated[
            str | None, typer.Option(metavar="FOLDER", help="Write all tables as CSV files to FOLDER.")
        ] = None,
    ) -> None:
        """Export a store: its reports as JSON, or flat tables of articles, quotes, voices, names and dates.

        JSON is what `newscli show --all --json` printed. The filters choose articles by outlet and day.
        """

    add_command(
        app,
        export,
        _run,
        (collect_filters, collect_output_options),
        (
            "newscli export news.db --json | jq -r '.quotes[].text'",
            "newscli export news.db --parquet tables/ --from 2016",
            "newscli export news.db --csv tables/ --outlet 'The Skerry Gull'",
        ),
    )


def _run(context: typer.Context, own: dict[str, Any], filters: "Filters", options: OutputOptions) -> int:
    from newscli.corpus.filters import resolve_outlets

    environment: Environment = context.obj
    if options.style.format not in ("table", "json"):
        raise typer.BadParameter(f"export prints no {options.style.format}: give --parquet or --csv a folder.")
    if filters.speakers or filters.kinds or filters.all_quotes or filters.min_confidence != DEFAULT_MIN_CONFIDENCE:
        raise typer.BadParameter("an export has all quotes: leave out --speaker, --kind, --all and --min-confidence.")
    with open_for_questions(own["store"]) as connection:
        filters = resolve_outlets(connection, filters)
        try:
            if own["parquet"] is not None:
                from newscli.corpus.export import write_parquet

                _print_count(environment, options, write_parquet(connection, filters, Path(own["parquet"])))
            elif own["csv"] is not None:
                _print_count(environment, options, _write_csv(connection, filters, Path(own["csv"]), options))
            else:
                _print_json(environment, connection, filters, options)
        except OSError as error:
            if isinstance(error, BrokenPipeError):
                raise
            from newscli.cli.output import OutputError

            raise OutputError(f"can't be written: {error.filename or ''} {error.strerror}") from None
    return 0


def _print_json(environment: Environment, connection: Any, filters: "Filters", options: OutputOptions) -> None:
    from newscli.corpus.export import iterate_articles
    from newscli.rendering.json import to_json
    from newscli.rendering.views import load_view

    keys = load_view("show").keys
    from newscli.cli.output import open_output

    with open_output(environment, options) as output:
        for article in iterate_articles(connection, filters):
            output.stream.write(f"{to_json(article.report, keys, indent=output.terminal)}\n")


def _write_csv(connection: Any, filters: "Filters", folder: Path, options: OutputOptions) -> int:
    """Write a CSV file for each table, and return the number of articles."""
    from contextlib import ExitStack

    from newscli.corpus.export import TABLES, iterate_articles, list_rows
    from newscli.rendering.delimited import to_csv
    from newscli.rendering.listings import make_row

    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    with ExitStack() as stack:
        files = {
            table: stack.enter_context((folder / f"{table}.csv").open("w", encoding="utf-8", newline=""))
            for table in TABLES
        }
        for table, columns in TABLES.items():
            files[table].write(to_csv([tuple(columns)], raw=True))
        for article in iterate_articles(connection, filters):
            count += 1
            for table, rows in list_rows(article).items():
                cells = (make_row(tuple(TABLES[table]), row) for row in rows)
                files[table].write(to_csv(cells, raw=options.style.csv_raw))
    return count


def _print_count(environment: Environment, options: OutputOptions, count: int) -> None:
    from newscli.rendering.wording import count_noun

    if not options.quiet:
        environment.print_error(f"{count_noun(count, 'article')} written")
