"""Long output goes through $PAGER, as git's does."""

import contextlib
import os
import re
import shlex
import shutil
import signal
import subprocess
import threading
from collections.abc import Iterator, Mapping

from newscli.errors import UnreadableError

# For less: quit if it fits the screen, keep colours, leave the screen as it is.
_LESS_OPTIONS = "FRX"
# What a shell answers if it can't run a command.
_CANNOT_RUN = (126, 127)
_PLAIN_WORD = re.compile(r"[\w./\\:-]+")


class PagerError(UnreadableError):
    """The program named by PAGER can't be run."""

    code = "output"


def find_pager(variables: Mapping[str, str]) -> str | None:
    """Find the command of the pager, for a shell; None if there is none, or it is cat."""
    command = variables.get("PAGER", "less").strip()
    try:
        words = shlex.split(command)
    except ValueError:
        return None
    # Windows has no TERM.
    is_dumb = variables.get("TERM", "dumb" if os.name == "posix" else "") == "dumb"
    if not words or words == ["cat"] or is_dumb:
        return None
    # Anything but a plain name or path is for the shell to understand.
    if _PLAIN_WORD.fullmatch(words[0]) and shutil.which(words[0]) is None:
        return None
    # Without -R less would show colours as "ESC[1m".
    return f"{command} -R" if os.path.basename(words[0]) == "less" and len(words) == 1 else command  # noqa: PTH119


@contextlib.contextmanager
def open_pager(command: str, variables: Mapping[str, str]) -> "Iterator[PagerStream]":
    """Start a pager at the first write, and wait until its reader has quit it. Raises PagerError if it can't be run."""
    stream = PagerStream(command, {"LESS": _LESS_OPTIONS, "LV": "-c", **variables})
    try:
        yield stream
    finally:
        if stream.wait() in _CANNOT_RUN:
            raise PagerError(f"the pager {command!r} can't be run; set PAGER to another, or use --no-pager")


class PagerStream:
    """A text stream into a pager."""

    def __init__(self, command: str, variables: Mapping[str, str]) -> None:
        self._command = command
        self._variables = variables
        self._process: subprocess.Popen[str] | None = None

    def write(self, text: str) -> int:
        if self._process is None:
            self._process = subprocess.Popen(
                self._command,
                shell=True,
                stdin=subprocess.PIPE,
                encoding="utf-8",
                errors="backslashreplace",
                env=self._variables,
            )
        assert self._process.stdin is not None
        return self._process.stdin.write(text)

    def flush(self) -> None:
        if self._process is not None and self._process.stdin is not None:
            self._process.stdin.flush()

    def has_started(self) -> bool:
        """Whether the pager has the screen."""
        return self._process is not None

    def wait(self) -> int:
        """Wait for the end of the pager, and return its exit status; 0 if it has not started."""
        if self._process is None or self._process.stdin is None:
            return 0
        with contextlib.suppress(OSError):
            self._process.stdin.close()
        # Ctrl-C is for the pager. If this process ended first, pager and shell would both read the keyboard.
        with _ignore_interrupts():
            return self._process.wait()


@contextlib.contextmanager
def _ignore_interrupts() -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    previous = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, previous)
