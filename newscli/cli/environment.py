"""The standard streams, whether they are terminals, and the environment variables: one object, which tests replace."""

import contextlib
import io
import os
import stat
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Literal, TextIO

from newscli.rendering.style import Ink

MIN_WIDTH = 40  # columns of a page
Color = Literal["auto", "always", "never"]
# Terminals that show hyperlinks, by TERM_PROGRAM and TERM.
_PROGRAMS_WITH_LINKS = ("iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "mintty")
_TERMINALS_WITH_LINKS = ("xterm-kitty", "alacritty", "foot", "xterm-ghostty", "contour")


@dataclass(kw_only=True)
class Environment:
    """What the program sees of its process."""

    stdin: BinaryIO
    stdout: TextIO
    stderr: TextIO
    stdin_tty: bool
    stdout_tty: bool
    stderr_tty: bool
    stdout_pipe: bool = False
    variables: Mapping[str, str] = field(default_factory=dict)
    folder: str = "/"
    # Whether the command has said itself why it ended before its time.
    is_end_explained: bool = False
    _pending_errors: list[str] | None = field(default=None, init=False)

    @classmethod
    def from_process(cls) -> "Environment":
        """Use the streams of this process; a closed one is empty. Characters that the locale lacks are escaped."""
        stdin = sys.stdin.buffer if sys.stdin else io.BytesIO()
        stdout, stderr = (stream or Path(os.devnull).open("w") for stream in (sys.stdout, sys.stderr))  # noqa: SIM115
        for stream in (stdout, stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="backslashreplace")
        return cls(
            stdin=stdin,
            stdout=stdout,
            stderr=stderr,
            stdin_tty=bool(sys.stdin) and sys.stdin.isatty(),
            stdout_tty=stdout.isatty(),
            stderr_tty=stderr.isatty(),
            stdout_pipe=_is_pipe(stdout),
            variables=os.environ,
            folder=_find_folder(),
        )

    def print_error(self, message: str) -> None:
        """Print an error, unless nobody reads standard error any more: that must not stop the run."""
        if self._pending_errors is not None:
            self._pending_errors.append(message)
            return
        with contextlib.suppress(OSError):
            print(f"newscli: {message}", file=self.stderr)

    @contextlib.contextmanager
    def hold_errors(self) -> Iterator[None]:
        """Print errors at the end: a pager has the screen."""
        self._pending_errors = []
        try:
            yield
        finally:
            messages, self._pending_errors = self._pending_errors, None
            for message in messages:
                self.print_error(message)

    def discard_output(self) -> None:
        """Discard what is left in the buffer of standard output: writing it at exit would fail again."""
        if self.stdout is sys.stdout:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

    def choose_ink(self, color: Color, *, terminal: bool, for_people: bool = True) -> Ink:
        """Choose how to write to a stream, by --color, https://no-color.org and https://force-color.org.

        What is not ``for_people``, such as JSON in a pipe, is coloured only if --color says so.
        """
        if color != "auto":
            return "colour" if color == "always" else "none"
        has_styles = terminal and self.variables.get("TERM") != "dumb"
        if self.variables.get("NO_COLOR"):
            return "black" if has_styles else "none"
        is_forced = for_people and self.variables.get("FORCE_COLOR")
        return "colour" if has_styles or is_forced else "none"

    def find_pipe_width(self) -> int | None:
        """Find the width of the terminal that a pipe probably ends at, as with ``| less``; None if there is none."""
        if not self.stdout_pipe or not self.stderr_tty:
            return None
        try:
            columns = os.get_terminal_size(self.stderr.fileno()).columns
        except (OSError, ValueError):
            return None
        return max(MIN_WIDTH, columns) if columns else None

    def shows_links(self) -> bool:
        """Whether the terminal is known to show hyperlinks (OSC 8), which others may print as they are."""
        variables = self.variables
        if "FORCE_HYPERLINK" in variables:
            return variables["FORCE_HYPERLINK"] not in ("", "0")
        if variables.get("TERM_PROGRAM") in _PROGRAMS_WITH_LINKS or variables.get("TERM") in _TERMINALS_WITH_LINKS:
            return True
        vte = variables.get("VTE_VERSION", "")
        # VTE 0.50.0 crashes at a link.
        return "WT_SESSION" in variables or (vte.isdecimal() and int(vte) > 5000)


def _find_folder() -> str:
    """Find the current folder; the root if it has been deleted."""
    try:
        return os.getcwd()  # noqa: PTH109 - pathlib is not needed at every start
    except OSError:
        return "/"


def _is_pipe(stream: TextIO) -> bool:
    try:
        return stat.S_ISFIFO(os.fstat(stream.fileno()).st_mode)
    except (OSError, ValueError):
        return False
