"""Read each input, inspect it, print what is asked, and turn the outcome into an exit code."""

import gc
from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING

import typer

from newscli.cli.deadline import deadline, paused
from newscli.cli.environment import Environment
from newscli.cli.options import Command, Options
from newscli.cli.output import open_output
from newscli.errors import NewscliError
from newscli.input.files import Input, expand_path, is_url, open_file
from newscli.model import SCHEMA, Failure, Field, Report, Source
from newscli.pipeline import Held, Wanted, held_in, held_in_file

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
                # Who reads along in a pipe sees each article when it is read.
                output.stream.flush()
    return 1 if failed else 0


def _expanded(path: str) -> Iterator[Input]:
    if path == "-" or is_url(path):
        yield Input(path)
    else:
        yield from expand_path(path)


def _reports(
    environment: Environment, one: Input, command: Command, options: Options, step: "Step"
) -> Iterator[Report]:
    """The Reports of one input's articles; a failure is a Report with its error."""
    path = (options.stdin_name or "-") if one.path == "-" else one.path
    coming = _held(environment, one, path, options)
    while True:
        try:
            with deadline(options.limits.max_seconds):
                held = next(coming, None)
        except NewscliError as error:
            yield _failed(path, error)
            return
        except Exception as error:  # a defect of ours must not cost the other files
            yield _broken(path, error)
            return
        if held is None:
            return
        yield _report(held, command, options, step)


def _report(held: Held, command: Command, options: Options, step: "Step") -> Report:
    from newscli import inspect

    try:
        with deadline(options.limits.max_seconds):
            article = held.read()
        share = 1 / max(1, len(article.text))
        return inspect(article, lambda place: step.read(place * share), reader=command.reader, dates=command.dates)
    except NewscliError as error:
        return _failed(held.source.path, error)
    except Exception as error:  # nor the other articles of its file
        return _broken(held.source.path, error)


def _held(environment: Environment, one: Input, path: str, options: Options) -> Iterator[Held]:
    wanted = Wanted(options.encoding, options.limits, options.input_format, options.mapping)
    if one.failure is not None:
        raise one.failure
    if one.path == "-":
        # A pipe may take its time, as its writer does.
        yield from held_in_file(environment.stdin, path, wanted, paused)
    elif is_url(one.path):
        from newscli.input.web import fetch

        answer = fetch(one.path, options.limits)
        yield from held_in(answer.data, path, wanted, answer.charset, (Field("url", answer.url, "address"),))
    else:
        with closing(open_file(one.path)) as file:
            yield from held_in_file(file, path, wanted)


def _failed(path: str, error: NewscliError) -> Report:
    return Report(SCHEMA, Failure(error.code, error.message), Source(path))


def _broken(path: str, error: Exception) -> Report:
    message = f"newscli itself failed on it ({type(error).__name__}: {error}); please report this"
    return Report(SCHEMA, Failure("internal", message), Source(path))


def _complain(environment: Environment, report: Report) -> None:
    from newscli.rendering.escape import one_line

    assert report.error is not None
    path = "standard input" if report.source.path == "-" else report.source.path
    print(f"newscli: {one_line(path)}: {one_line(report.error.message)}", file=environment.stderr)
