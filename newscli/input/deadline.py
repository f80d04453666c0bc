"""A time limit on reading one file, however slow its parser is."""

import contextlib
import signal
import threading
from collections.abc import Iterator

from newscli.errors import LimitError

# A parser that swallows the error and goes on gets it again at this interval.
_REPEAT_SECONDS = 1.0


@contextlib.contextmanager
def limit_seconds(seconds: float) -> Iterator[None]:
    """Raise LimitError inside the block once it has run for ``seconds``; 0 is no limit.

    This works only in the main thread, and only on systems with interval timers (not on Windows).
    """
    if not _has_timers() or seconds <= 0:
        yield
        return

    def raise_limit(*_: object) -> None:
        raise LimitError(f"took over {seconds:g} s to read; raise --max-seconds to wait longer")

    previous = signal.signal(signal.SIGALRM, raise_limit)
    signal.setitimer(signal.ITIMER_REAL, seconds, _REPEAT_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, previous)


@contextlib.contextmanager
def pause_deadline() -> Iterator[None]:
    """Stop the clock of the ``limit_seconds`` around this block, if there is one, while the block runs."""
    if not _has_timers():
        yield
        return
    seconds_left = signal.setitimer(signal.ITIMER_REAL, 0)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, *seconds_left)


def _has_timers() -> bool:
    return hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
