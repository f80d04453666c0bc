"""The program: its commands, --version, and how it reports errors and interrupts."""

import atexit
import contextlib
import os
import signal
import sys
from collections.abc import Sequence
from typing import Annotated, NoReturn, cast

import typer

from newscli import __version__
from newscli.cli.command import write_help
from newscli.cli.commands import list_commands, register
from newscli.cli.config import load_defaults
from newscli.cli.environment import Environment
from newscli.errors import NewscliError

# What Typer raises for wrong usage. Typer bundles click, and no release that we allow exports the class.
UsageError = cast(type[Exception], typer.BadParameter.__base__)

# Exit codes.
_SUCCEEDED = 0
_FAILED = 1
_WRONG_USAGE = 2
_BAD_STORE = 3
_CODES = {"query": _WRONG_USAGE, "config": _WRONG_USAGE, "store": _BAD_STORE}
_INTERRUPTED = 130
_EXAMPLES = (
    "newscli show article.txt",
    "newscli quotes article.txt --speaker putin",
    "newscli quotes articles/ --json | jq '.quotes[].text'",
    "cat article.txt | newscli meta",
)
# "help" knows the other commands. It is also the name of an option, so it can't have defaults of its own.
_HELP = "help"


def build_app(arguments: Sequence[str] = ()) -> typer.Typer:
    """Build the program with the command that the arguments name; without one, with all commands.

    To build all of them takes as long as starting Python.
    """
    app = typer.Typer(
        name="newscli",
        help=write_help(
            _EXAMPLES, "Inspect news articles: who says what, who and what is named, how the text is structured."
        ),
        no_args_is_help=False,
        invoke_without_command=True,
        # Plain help: Typer's Rich help imports all of Rich and a Markdown parser, which takes 80 ms at every --help.
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_main)
    commands = list_commands()
    needs_one = arguments and arguments[0] in commands and arguments[0] != _HELP
    register(app, arguments[:1] if needs_one else commands)
    return app


def _main(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", "-V", help="Print the version.", is_eager=True)] = False,
) -> None:
    if version:
        typer.echo(f"newscli {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


def main() -> None:
    """Run the program and exit: 0 all was read, 1 some input failed, 2 wrong usage, 3 a bad store, 130 interrupted."""
    # They become exceptions, so that half-written files are removed and no process is left behind.
    for name in ("SIGTERM", "SIGHUP"):
        # Windows has no SIGHUP; nohup has it ignored.
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, lambda number, _: sys.exit(128 + number))
    try:
        code = run(Environment.from_process())
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else _FAILED
    _exit(code)


def _exit(code: int) -> NoReturn:
    """Exit without taking apart what is in memory, as Python does and the system does anyway: it takes 40 ms."""
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        # None if it was closed before the start; an error here has been reported, or nobody can read it.
        with contextlib.suppress(AttributeError, OSError, ValueError):
            stream.flush()
    os._exit(code)


def run(environment: Environment, arguments: list[str] | None = None) -> int:
    """Run with these streams and arguments (None: those of the process), and return the exit code."""
    arguments = sys.argv[1:] if arguments is None else arguments
    try:
        defaults = load_defaults(environment.folder, [name for name in list_commands() if name != _HELP])
        app = build_app(arguments)
        code = app(arguments, prog_name="newscli", standalone_mode=False, obj=environment, default_map=defaults)
        environment.stdout.flush()
        # Typer returns this code after an interrupt.
        if code == _INTERRUPTED and not environment.is_end_explained:
            return _fail_interrupted(environment)
        return code if isinstance(code, int) else _SUCCEEDED
    except UsageError as error:
        return _fail(environment, f"{_format_error(error)}{_format_hint(error, arguments)}", _WRONG_USAGE)
    except NewscliError as error:
        message = error.message if error.path is None else str(error)
        return _fail(environment, message, _CODES.get(error.code, _FAILED))
    except OSError as error:
        environment.discard_output()
        return _fail(environment, f"can't write: {error.strerror or error}; the output is incomplete", _FAILED)
    except (KeyboardInterrupt, typer.Abort):
        return _fail_interrupted(environment)


def _fail_interrupted(environment: Environment) -> int:
    return _fail(environment, "interrupted; the output is incomplete", _INTERRUPTED)


def _format_error(error: Exception) -> str:
    # Of an error without a parameter, Typer would say that it is an invalid value.
    is_bare = isinstance(error, typer.BadParameter) and error.param is None and error.param_hint is None
    message: str = error.format_message() if hasattr(error, "format_message") and not is_bare else str(error)
    return message if message.endswith((".", "?")) else f"{message}."


def _format_hint(error: Exception, arguments: Sequence[str]) -> str:
    context = getattr(error, "ctx", None)
    if context is None:
        return ""
    first = arguments[0] if arguments else ""
    if context.parent is None and os.path.exists(first):  # noqa: PTH110 - pathlib raises for a name that is too long
        return f" Did you mean 'newscli show {first}'?"
    return f" Try '{context.command_path} --help'."


def _fail(environment: Environment, message: str, code: int) -> int:
    from newscli.rendering.escape import flatten

    environment.print_error(flatten(message))
    return code
