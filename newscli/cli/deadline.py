"""A limit of seconds on reading one file, pipes that never end and slow parsers included."""

import contextlib
import signal
import threading
from collections.abc import Iterator

from newscli.errors import LimitError

# A parser that swallows the error, and goes on, hears it again so often.
_AGAIN = 1.0


@contextlib.contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Raise LimitError in the block after this many seconds, where the system has timers (not Windows)."""
    if not _timers() or seconds <= 0:
        yield
        return

    def expired(*_: object) -> None:
        raise LimitError(f"took over {seconds:g} s to read; raise --max-seconds to wait longer")

    before = signal.signal(signal.SIGALRM, expired)
    signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextlib.contextmanager
def paused() -> Iterator[None]:
    """Stop the clock of the deadline around this block, if there is one, while the block runs."""
    if not _timers():
        yield
        return
    left = signal.setitimer(signal.ITIMER_REAL, 0)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, *left)


def _timers() -> bool:
    return hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
