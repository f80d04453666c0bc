"""Inspect each input, print what the command selects, and turn the outcome into an exit code."""

from collections.abc import Callable, Iterator
from contextlib import closing
from typing import NamedTuple

import typer

from newscli.cli.environment import Environment
from newscli.cli.options import InputOptions, RunOptions
from newscli.cli.output import open_output
from newscli.input.files import Input, is_url
from newscli.model import Report
from newscli.options import InspectOptions
from newscli.pipeline import count_jobs, expand_path, inspect_inputs
from newscli.pipeline.tasks import Listener, Task


class Command(NamedTuple):
    """A command as given: its name, what to keep of each Report, and what to find."""

    name: str
    select: Callable[[Report], Report]
    options: InspectOptions


def run(context: typer.Context, command: Command, options: RunOptions) -> int:
    """Run a command, or print its help if there is nothing to read. Return 0, or 1 if some input failed."""
    environment: Environment = context.obj
    if not options.input.files and environment.stdin_tty:
        typer.echo(context.get_help())
        return 0
    return _inspect_inputs(environment, command, options)


def _inspect_inputs(environment: Environment, command: Command, options: RunOptions) -> int:
    inputs = [item for path in options.input.files or ["-"] for item in expand_input(path, environment, options.input)]
    from newscli.rendering.progress import show_progress
    from newscli.rendering.views import load_view
    from newscli.rendering.writers import open_writer

    view = load_view(command.name)
    has_failed = False

    def print_notice(path: str, message: str) -> None:
        progress.pause()
        print_trouble(environment, path, message)

    # In a pipe, the bar would get mixed up with what the next program prints to the same terminal.
    visible = environment.stderr_tty and not environment.stdout_pipe and not options.output.quiet
    with (
        open_output(environment, options.output) as output,
        show_progress(
            environment.stderr,
            len(inputs),
            visible=visible,
            ink=environment.choose_ink(options.output.color, terminal=environment.stderr_tty),
        ) as progress,
        open_writer(output, view, options.output.style, has_several_inputs=len(inputs) > 1) as write,
        closing(
            inspect_inputs(
                inputs,
                Task(options.input.read, command.options),
                Listener(lambda _, share: progress.advance(share), print_notice),
                on_start=lambda item: progress.start(item.path),
                jobs=options.input.jobs or count_jobs(len(inputs)),
            )
        ) as reports,
    ):
        for report in reports:
            if report.error is not None:
                has_failed = True
                progress.pause()
                _print_error(environment, report)
            else:
                report = command.select(report)
            if output.terminal:
                progress.pause()
            write(report)
            # The reader of a pipe gets each article as soon as it is inspected.
            output.stream.flush()
            if output.is_paging():
                progress.close()
    return 1 if has_failed else 0


def expand_input(path: str, environment: Environment, options: InputOptions) -> Iterator[Input]:
    """Yield what an argument stands for. Raises typer.BadParameter if it is an address that can't be right."""
    if path == "-":
        yield Input(options.stdin_name or "-", environment.stdin)
        return
    if is_url(path):
        from newscli.input.web import normalize_url

        try:
            normalize_url(path)
        except ValueError as error:
            raise typer.BadParameter(f"{path!r} is no web address ({error}).") from None
    yield from expand_path(path)


def _print_error(environment: Environment, report: Report) -> None:
    assert report.error is not None
    print_trouble(environment, report.source.path, report.error.message)


def print_trouble(environment: Environment, path: str, message: str) -> None:
    """Print what is wrong with an input, or what was left out of it."""
    from newscli.rendering.escape import flatten

    environment.print_error(f"{flatten('standard input' if path == '-' else path)}: {flatten(message)}")
