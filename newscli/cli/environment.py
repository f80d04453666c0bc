"""Standard streams, whether they are terminals, and the variables: one object that tests replace whole."""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import TextIOWrapper
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
        """The streams of this process. Output never fails on a character that a locale lacks."""
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, TextIOWrapper):
                stream.reconfigure(errors="backslashreplace")
        return cls(
            stdin=sys.stdin.buffer,
            stdout=sys.stdout,
            stderr=sys.stderr,
            stdin_tty=sys.stdin.isatty(),
            stdout_tty=sys.stdout.isatty(),
            stderr_tty=sys.stderr.isatty(),
            variables=os.environ,
        )

    def colour(self, terminal: bool) -> bool:
        """Whether to colour a stream, by https://no-color.org and https://force-color.org."""
        if self.variables.get("NO_COLOR"):
            return False
        if self.variables.get("FORCE_COLOR"):
            return True
        return terminal and self.variables.get("TERM") != "dumb"
