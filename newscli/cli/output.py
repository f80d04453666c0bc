"""Where results go: standard output, or a file that is written whole or not at all."""

import contextlib
import os
import sys
from collections.abc import Iterator
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

from newscli.cli.environment import Environment
from newscli.cli.options import RunOptions
from newscli.errors import UnreadableError
from newscli.rendering.writers import Output


class OutputError(UnreadableError):
    """The file named by --output can't be written."""

    code = "output"


@contextlib.contextmanager
def open_output(environment: Environment, options: RunOptions) -> Iterator[Output]:
    """Open the stream for results. Raises OutputError if the file can't be written."""
    if options.output is None:
        colour = not options.no_color and environment.should_colour(environment.stdout_tty)
        is_own = environment.stdout is sys.stdout and isinstance(sys.stdout, TextIOWrapper)
        if is_own and options.style.format != "table":
            sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
        yield Output(environment.stdout, environment.stdout_tty, colour)
        environment.stdout.flush()
        return
    target = Path(options.output)
    try:
        if target.exists() and not target.is_file():
            # A device or a pipe can't be replaced, only written to.
            with target.open("w", encoding="utf-8", newline="", errors="backslashreplace") as stream:
                yield Output(stream, False, False)
        else:
            with _replace_file(target) as stream:
                yield Output(stream, False, False)
    except OSError as error:
        raise OutputError(f"--output {options.output}: can't be written: {error.strerror}") from None


@contextlib.contextmanager
def _replace_file(target: Path) -> Iterator[TextIO]:
    """Open a temporary file that replaces ``target``, or the file that it is a link to, once it is complete."""
    import tempfile

    target = target.resolve()
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="", errors="backslashreplace") as stream:
            yield stream
        umask = os.umask(0)
        os.umask(umask)
        temporary.chmod(target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~umask)
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
