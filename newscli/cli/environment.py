"""Standard streams, whether they are terminals, and the variables: one object that tests replace whole."""

import io
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, TextIO


@dataclass
class Environment:
    stdin: BinaryIO
    stdout: TextIO
    stderr: TextIO
    stdin_tty: bool
    stdout_tty: bool
    stderr_tty: bool
    variables: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def real(cls) -> "Environment":
        """The streams of this process; one that is closed is empty. Output never fails on a character
        that a locale lacks."""
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
            variables=os.environ,
        )

    def hush(self) -> None:
        """Send what is left for standard output nowhere: writing it at exit would fail again."""
        if self.stdout is sys.stdout:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

    def colour(self, terminal: bool) -> bool:
        """Whether to colour a stream, by https://no-color.org and https://force-color.org."""
        if self.variables.get("NO_COLOR"):
            return False
        if self.variables.get("FORCE_COLOR"):
            return True
        return terminal and self.variables.get("TERM") != "dumb"
