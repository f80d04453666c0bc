"""Where results go: standard output, or a file that is written whole or not at all.

Lines of JSON are worth having even if a run ends early: until it is complete, their file is called FILE.part.
"""

import contextlib
import os
import sys
from collections.abc import Iterator
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO, cast

from newscli.cli.environment import Environment
from newscli.cli.options import OutputOptions
from newscli.cli.pager import find_pager, open_pager
from newscli.errors import UnreadableError
from newscli.input.files import is_url
from newscli.rendering.escape import flatten
from newscli.rendering.writers import DEFAULT_WIDTH, Output, is_numbered

_CHUNK_BYTES = 1 << 16


class OutputError(UnreadableError):
    """The file named by --output can't be written."""

    code = "output"


@contextlib.contextmanager
def open_output(environment: Environment, options: OutputOptions) -> Iterator[Output]:
    """Open the stream for results. Raises OutputError if the file can't be written."""
    is_own_terminal = environment.stdout_tty and options.output is None
    for_people = options.output is None and options.style.format == "table"
    ink = environment.choose_ink(options.color, terminal=is_own_terminal, for_people=for_people)
    width = options.style.width or DEFAULT_WIDTH
    if options.output is None:
        is_own = environment.stdout is sys.stdout and isinstance(sys.stdout, TextIOWrapper)
        if is_own and options.style.format != "table":
            sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
        if not environment.stdout_tty:
            width = options.style.width or environment.find_pipe_width() or DEFAULT_WIDTH
            yield Output(environment.stdout, ink=ink, width=width)
        else:
            output = Output(environment.stdout, terminal=True, ink=ink, width=options.style.width)
            if environment.shows_links():
                output = output._replace(find_link=_find_link)
            pager = find_pager(environment.variables) if is_own and options.pager else None
            if pager is None:
                yield output
            else:
                with environment.hold_errors(), open_pager(pager, environment.variables) as stream:
                    yield output._replace(stream=cast(TextIO, stream), is_paging=stream.has_started)
        environment.stdout.flush()
        return
    target = Path(options.output)
    try:
        if target.exists() and not target.is_file():
            # A device or a pipe can't be replaced, only written to.
            with target.open("w", encoding="utf-8", newline="", errors="backslashreplace") as stream:
                yield Output(stream, ink=ink, width=width)
        elif options.style.format == "json":
            with _keep_lines(target.resolve(), environment) as stream:
                yield Output(stream, ink=ink, width=width)
        else:
            with _replace_file(target.resolve()) as stream:
                yield Output(stream, ink=ink, width=width)
    except OSError as error:
        raise OutputError(f"--output {options.output}: can't be written: {error.strerror}") from None


def _find_link(path: str) -> str | None:
    """Find the address of the file, or of the page, that an article was read from."""
    if is_url(path):
        return path if path.isascii() else None
    file = Path(path.rpartition("#")[0]) if is_numbered(path) else Path(path)
    try:
        return file.absolute().as_uri() if file.exists() else None
    except (OSError, ValueError):
        return None


@contextlib.contextmanager
def _replace_file(target: Path) -> Iterator[TextIO]:
    """Open a temporary file that replaces ``target`` once it is complete."""
    import tempfile

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


@contextlib.contextmanager
def _keep_lines(target: Path, environment: Environment) -> Iterator[TextIO]:
    """Open ``target``.part, which replaces ``target`` once it is complete; else the finished lines stay there."""
    part = target.with_name(f"{target.name}.part")
    # It is no secret how the file is called: follow no link that somebody else has put there.
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0), 0o666)
    is_complete = False
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="", errors="backslashreplace") as stream:
            yield stream
        if target.exists():
            part.chmod(target.stat().st_mode & 0o777)
        part.replace(target)
        is_complete = True
    finally:
        if not is_complete and part.exists():
            if _cut_unfinished_line(part):
                environment.print_error(f"the articles that were finished are in {flatten(str(part))}")
            else:
                part.unlink()


def _cut_unfinished_line(path: Path) -> int:
    """Cut a file after its last line end, and return its size."""
    with path.open("r+b") as file:
        end = file.seek(0, os.SEEK_END)
        while end:
            start = max(0, end - _CHUNK_BYTES)
            file.seek(start)
            position = file.read(end - start).rfind(b"\n")
            if position >= 0:
                return file.truncate(start + position + 1)
            end = start
        return file.truncate(0)
