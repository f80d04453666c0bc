"""Where results go: standard output, or a file that is written whole or not at all."""

import contextlib
import os
import sys
import tempfile
from collections.abc import Iterator
from io import TextIOWrapper
from pathlib import Path

from newscli.cli.environment import Environment
from newscli.cli.options import RunOptions
from newscli.errors import UnreadableError
from newscli.rendering.writers import Output


class OutputError(UnreadableError):
    """The file named by --output can't be written."""

    code = "output"


@contextlib.contextmanager
def open_output(environment: Environment, options: RunOptions) -> Iterator[Output]:
    """The stream that results are written to. Raises OutputError for a file that can't be written."""
    if options.output is None:
        colour = not options.no_color and environment.use_colour(environment.stdout_tty)
        if (
            options.style.format != "table"
            and isinstance(sys.stdout, TextIOWrapper)
            and environment.stdout is sys.stdout
        ):
            sys.stdout.reconfigure(encoding="utf-8")
        yield Output(environment.stdout, environment.stdout_tty, colour)
        environment.stdout.flush()
        return
    target = Path(options.output)
    try:
        if target.exists() and not target.is_file():
            # A device or a pipe can't be replaced, only written to.
            with target.open("w", encoding="utf-8", newline="", errors="backslashreplace") as stream:
                yield Output(stream, False, False)
            return
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    except OSError as error:
        raise OutputError(f"--output {options.output}: can't be written: {error.strerror}") from None
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="", errors="backslashreplace") as stream:
            yield Output(stream, False, False)
        umask = os.umask(0)
        os.umask(umask)
        Path(name).chmod(target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~umask)
        Path(name).replace(target)
    except OSError as error:
        raise OutputError(f"--output {options.output}: can't be written: {error.strerror}") from None
    finally:
        with contextlib.suppress(FileNotFoundError):
            Path(name).unlink()
