"""The standard streams, whether they are terminals, and the environment variables: one object, which tests replace."""

import contextlib
import io
import os
import stat
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, TextIO


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
        )

    def print_error(self, message: str) -> None:
        """Print an error, unless nobody reads standard error any more: that must not stop the run."""
        with contextlib.suppress(OSError):
            print(f"newscli: {message}", file=self.stderr)

    def discard_output(self) -> None:
        """Discard what is left in the buffer of standard output: writing it at exit would fail again."""
        if self.stdout is sys.stdout:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

    def should_colour(self, terminal: bool) -> bool:
        """Whether to colour a stream, by https://no-color.org and https://force-color.org."""
        if self.variables.get("NO_COLOR"):
            return False
        if self.variables.get("FORCE_COLOR"):
            return True
        return terminal and self.variables.get("TERM") != "dumb"


def _is_pipe(stream: TextIO) -> bool:
    try:
        return stat.S_ISFIFO(os.fstat(stream.fileno()).st_mode)
    except (OSError, ValueError):
        return False
