"""`newscli index`: put articles into a store."""

import contextlib
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from newscli.cli.command import add_command
from newscli.cli.environment import Environment
from newscli.cli.options import InputOptions, collect_input_options

if TYPE_CHECKING:
    from newscli.corpus.indexing import Event, Indexer, IndexOptions
    from newscli.input.files import Input

_STOPPED = 130
# So many failures are printed as they come; status lists all of them.
_SHOWN_FAILURES = 3


class Retry(StrEnum):
    """What to read again though it was read before."""

    failed = "failed"


class Redo(StrEnum):
    """What to read again though it succeeded."""

    older = "older"


class Join(StrEnum):
    """corpus.metadata_table.JoinColumn, in the form that Typer takes."""

    path = "path"
    name = "name"
    url = "url"


def register(app: typer.Typer) -> None:
    def index(
        store: Annotated[
            str, typer.Option("--output", "-o", metavar="STORE", help="The store: an SQLite file, made if needed.")
        ],
        outlet: Annotated[
            str,
            typer.Option(
                metavar="RULE",
                help="Where the outlet comes from: publisher, domain, folder, or a regular expression whose first "
                "group is it in the path.",
            ),
        ] = "publisher",
        metadata: Annotated[
            str | None,
            typer.Option(
                metavar="FILE",
                help="CSV, TSV, JSON or Parquet with columns outlet, published, title, authors, section, language or "
                "url, which outrank what the articles say.",
            ),
        ] = None,
        on: Annotated[Join, typer.Option(help="The column that joins --metadata and articles.")] = Join.path,
        persons: Annotated[
            str | None,
            typer.Option(metavar="FILE", help="A table of persons: name, other_names (parted by ;), wikidata, gender."),
        ] = None,
        retry: Annotated[
            Retry | None, typer.Option(help="Read files again in which something failed.", show_default=False)
        ] = None,
        redo: Annotated[
            Redo | None, typer.Option(help="Read again what an older newscli has read.", show_default=False)
        ] = None,
        since: Annotated[
            datetime | None,
            typer.Option(formats=["%Y-%m-%d"], metavar="DAY", help="Only files that changed on this day or later."),
        ] = None,
        limit: Annotated[
            int | None,
            typer.Option(metavar="N", min=1, help="Stop after N articles, or up to 15 more of a file of NDJSON."),
        ] = None,
        copies: Annotated[
            bool, typer.Option("--copies", help="Find near copies of articles when all are read (needs rensa).")
        ] = False,
        check: Annotated[bool, typer.Option("--check", help="Only list what would be read, and why.")] = False,
        log: Annotated[
            str | None, typer.Option(metavar="FILE", help="Append a line of JSON for each article to FILE.")
        ] = None,
        quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress, no summary.")] = False,
    ) -> None:
        """Put articles into a store to search and count in; run it again to go on, or to add what is new.

        A run may be stopped at any time. Files that are in the store and have not changed are not read again; an
        article with another text becomes a new version.
        """

    add_command(
        app,
        index,
        _run,
        (collect_input_options,),
        (
            "newscli index articles/ -o news.db",
            "newscli index crawl.ndjson -o news.db --outlet domain",
            "newscli index articles/ -o news.db --metadata articles.csv --on name",
            "newscli index articles/ -o news.db --retry failed",
        ),
    )


def _run(context: typer.Context, own: dict[str, Any], options: InputOptions) -> int:
    environment: Environment = context.obj
    if not options.files and environment.stdin_tty:
        typer.echo(context.get_help())
        return 0
    from newscli.cli.run import print_trouble
    from newscli.corpus.store import open_for_writing

    with open_for_writing(own["store"]) as connection:
        from newscli.corpus.indexing import Indexer

        if own["copies"]:
            from newscli.corpus.copies import import_minhash

            # Better to say now that it is missing than after all articles are read.
            import_minhash()
        index_options = _make_options(connection, own, options)
        if own["check"]:
            return _check(environment, connection, index_options, options)
        if own["persons"]:
            from newscli.corpus.metadata_table import read_rows
            from newscli.corpus.persons import read_persons, replace_persons

            persons = list(read_persons(read_rows(own["persons"]), own["persons"]))
            replace_persons(connection, persons, own["persons"])
        with ExitStack() as stack:
            write_log = stack.enter_context(_open_log(own["log"]))
            failures = 0

            def on_event(event: "Event") -> None:
                nonlocal failures
                write_log(event)
                failures += event.report.error is not None
                if event.report.error is not None and failures <= _SHOWN_FAILURES and not own["quiet"]:
                    print_trouble(environment, event.report.source.path, event.report.error.message)

            indexer = Indexer(connection, index_options, on_event)
            is_complete = _index(environment, indexer, options, quiet=own["quiet"])
        if own["copies"] and is_complete:
            from newscli.corpus.copies import find_copies

            find_copies(connection)
        if not own["quiet"]:
            _print_summary(environment, indexer, index_options, own["store"], is_complete=is_complete)
        if not is_complete and not (own["limit"] and indexer.progress.articles >= own["limit"]):
            environment.is_end_explained = True
            return _STOPPED
        return 1 if indexer.progress.failed else 0


def _make_options(connection: Any, own: dict[str, Any], options: InputOptions) -> "IndexOptions":
    from newscli.corpus.indexing import IndexOptions
    from newscli.corpus.metadata_table import MetadataTable, read_rows
    from newscli.corpus.outlets import parse_outlet_rule
    from newscli.corpus.planning import PlanOptions
    from newscli.pipeline import MAX_INPUTS_OF_ONE_JOB, count_jobs

    try:
        find_outlet = parse_outlet_rule(own["outlet"])
    except ValueError as error:
        raise typer.BadParameter(f"{own['outlet']!r} {error}.", param_hint="--outlet") from None
    table = own["metadata"] and MetadataTable(connection, read_rows(own["metadata"]), own["on"])
    since = int(own["since"].timestamp() * 1e9) if own["since"] else 0
    return IndexOptions(
        options.read,
        PlanOptions(bool(own["retry"]), bool(own["redo"]), since),
        # How many articles there are is not known before they are read.
        options.jobs or count_jobs(MAX_INPUTS_OF_ONE_JOB + 1),
        own["limit"],
        find_outlet,
        own["outlet"],
        table or None,
    )


def _list_inputs(environment: Environment, options: InputOptions) -> "Iterator[Input]":
    from newscli.cli.run import expand_input

    for path in options.files or ["-"]:
        yield from expand_input(path, environment, options)


def _check(environment: Environment, connection: Any, index_options: "IndexOptions", options: InputOptions) -> int:
    """List what would be read, and why."""
    from newscli.corpus.indexing import name_reader
    from newscli.corpus.planning import Planner
    from newscli.rendering.delimited import to_tsv

    planner = Planner(connection, index_options.plan, name_reader())
    connection.execute("BEGIN")
    for item in _list_inputs(environment, options):
        plan = planner.plan(item)
        if plan.reason != "known":
            environment.stdout.write(to_tsv([(plan.reason, item.path)]))
    # Nothing of it is kept.
    connection.execute("ROLLBACK")
    return 0


def _index(environment: Environment, indexer: "Indexer", options: InputOptions, *, quiet: bool) -> bool:
    """Run the indexer, with progress, until it is done or interrupted; return whether it is done."""
    from newscli.rendering.index_progress import ProgressLine, write_state

    total = _Total(environment, options)
    start = time.monotonic()

    def describe() -> str:
        done = indexer.progress
        share = done.bytes / total.bytes if total.bytes else 0
        return write_state(done.articles, done.failed, done.known, time.monotonic() - start, share)

    with ExitStack() as stack:
        line = None
        if not quiet:
            line = stack.enter_context(ProgressLine(environment.stderr, describe, terminal=environment.stderr_tty))

        def stop() -> None:
            if line is not None:
                line.say("finishing the articles in work …")
            indexer.stop()

        stack.enter_context(_catch_interrupt(stop))
        return indexer.run(_list_inputs(environment, options))


class _Total:
    """Adds up the size of all inputs, in a thread, while the first are read. ``bytes`` is 0 until it is known."""

    def __init__(self, environment: Environment, options: InputOptions) -> None:
        self.bytes = 0
        self._inputs = _list_inputs(environment, options)
        threading.Thread(target=self._add_up, daemon=True).start()

    def _add_up(self) -> None:
        total = 0
        # An address that can't be right is for the run to report.
        with contextlib.suppress(typer.BadParameter):
            for item in self._inputs:
                with contextlib.suppress(OSError, ValueError):
                    total += os.stat(item.location).st_size  # noqa: PTH116 - pathlib would change the path as given
            self.bytes = total


@contextmanager
def _catch_interrupt(stop: Callable[[], None]) -> Iterator[None]:
    """Call ``stop`` at the first interrupt; the second ends the program as usual."""

    def handle(number: int, frame: object) -> None:
        signal.signal(signal.SIGINT, previous)
        stop()

    previous = signal.getsignal(signal.SIGINT)
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    signal.signal(signal.SIGINT, handle)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, previous)


@contextmanager
def _open_log(path: str | None) -> "Iterator[Callable[[Event], None]]":
    """Open the log; yield the function that writes to it. Raises OutputError if it can't be written."""
    if path is None:
        yield lambda event: None
        return
    import json

    try:
        with Path(path).open("a", encoding="utf-8", buffering=1) as stream:

            def write(event: "Event") -> None:
                report = event.report
                record: dict[str, str | int] = {
                    "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
                    "event": event.outcome,
                }
                record |= {"path": report.source.path, "quotes": len(report.quotes)}
                if report.error is not None:
                    record |= {"code": report.error.code, "message": report.error.message}
                stream.write(f"{json.dumps(record)}\n")

            yield write
    except OSError as error:
        from newscli.cli.output import OutputError

        raise OutputError(f"--log {path}: can't be written: {error.strerror}") from None


def _print_summary(
    environment: Environment, indexer: "Indexer", options: "IndexOptions", store: str, *, is_complete: bool
) -> None:
    from newscli.rendering.escape import flatten
    from newscli.rendering.wording import count_noun

    done = indexer.progress
    parts = [f"{count_noun(done.articles, 'article')}, {count_noun(done.quotes, 'quote')}"]
    if done.known:
        parts.append(f"{count_noun(done.known, 'file')} there already")
    if done.failed:
        parts.append(f"{done.failed:,} failed: newscli status {flatten(store)} --failed")
    if options.metadata is not None and options.metadata.missing:
        parts.append(f"{count_noun(options.metadata.missing, 'article')} without a row in --metadata")
    if not is_complete:
        parts.append("stopped; the same command goes on")
    environment.print_error("; ".join(parts))
