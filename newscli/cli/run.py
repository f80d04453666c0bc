"""Read each input, inspect it, print what is asked, and turn the outcome into an exit code."""

import gc
from collections.abc import Iterator
from typing import TYPE_CHECKING

import typer

from newscli.cli.deadline import deadline
from newscli.cli.environment import Environment
from newscli.cli.options import Command, Options
from newscli.cli.output import open_output
from newscli.errors import NewscliError
from newscli.model import SCHEMA, Article, Failure, Report, Source
from newscli.reading import Unread, Wanted, read_bytes
from newscli.reading.files import Input, expand, is_address, read_file, read_stream

if TYPE_CHECKING:
    from newscli.rendering.progress import Step


def run(context: typer.Context, command: Command, options: Options) -> int:
    """0 if all was read, 1 if some input failed. With nothing to read, prints the command's help."""
    environment: Environment = context.obj
    if not options.files and environment.stdin_tty:
        typer.echo(context.get_help())
        return 0
    try:
        return _run(environment, command, options)
    except BrokenPipeError:
        # The reader has enough.
        environment.hush()
        return 0


def _run(environment: Environment, command: Command, options: Options) -> int:
    from newscli.rendering.progress import progress
    from newscli.rendering.writers import writer

    # Articles leave few cycles, and looking for them costs a tenth of the time.
    gc.set_threshold(100_000, 50, 50)
    inputs = [one for path in options.files or ["-"] for one in _expanded(path)]
    failed = False
    shown = environment.stderr_tty and not options.quiet
    with (
        open_output(environment, options) as output,
        progress(environment.stderr, len(inputs), shown, environment.colour(environment.stderr_tty)) as step,
        writer(output, command.name, options, several=len(inputs) > 1) as write,
    ):
        for one in inputs:
            step.start(one.path)
            for report in _reports(environment, one, command, options, step):
                if report.error is not None:
                    failed = True
                    step.pause()
                    _complain(environment, report)
                else:
                    report = command.select(report)
                if output.terminal:
                    step.pause()
                write(report)
    return 1 if failed else 0


def _expanded(path: str) -> Iterator[Input]:
    if path == "-" or is_address(path):
        yield Input(path)
    else:
        yield from expand(path)


def _reports(
    environment: Environment, one: Input, command: Command, options: Options, step: "Step"
) -> Iterator[Report]:
    """The Reports of one input's articles; a failure is a Report with its error."""
    from newscli import inspect

    path = (options.stdin_name or "-") if one.path == "-" else one.path
    try:
        for article in _articles(environment, one, path, options):
            if isinstance(article, Unread):
                yield _failed(article.path, article.error)
                continue
            share = 1 / max(1, len(article.text))
            yield inspect(article, lambda place: step.read(place * share), reader=command.reader, dates=command.dates)  # noqa: B023
    except NewscliError as error:
        yield _failed(path, error)
    except Exception as error:  # a defect of ours must not cost the other files
        message = f"newscli itself failed on it ({type(error).__name__}: {error}); please report this"
        yield Report(SCHEMA, Failure("internal", message), Source(path))


def _articles(environment: Environment, one: Input, path: str, options: Options) -> Iterator[Article | Unread]:
    if one.failure is not None:
        raise one.failure
    # A pipe may take its time, as its writer does.
    data = read_stream(environment.stdin, options.limits) if one.path == "-" else None
    with deadline(options.limits.max_seconds):
        if data is None:
            data = _data(one.path, options)
        wanted = Wanted(options.encoding, options.limits, options.input_format, options.mapping)
        coming = read_bytes(data, path, wanted)
        article = next(coming, None)
    while article is not None:
        yield article
        with deadline(options.limits.max_seconds):
            article = next(coming, None)


def _data(path: str, options: Options) -> bytes:
    if is_address(path):
        from newscli.reading.web import fetched

        return fetched(path, options.limits)
    return read_file(path, options.limits)


def _failed(path: str, error: NewscliError) -> Report:
    return Report(SCHEMA, Failure(error.code, error.message), Source(path))


def _complain(environment: Environment, report: Report) -> None:
    from newscli.rendering.safe import one_line

    assert report.error is not None
    path = "standard input" if report.source.path == "-" else report.source.path
    print(f"newscli: {one_line(path)}: {one_line(report.error.message)}", file=environment.stderr)
