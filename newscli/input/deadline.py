"""A time limit on reading one file, however slow its parser is."""

import contextlib
import signal
import threading
import time
from collections.abc import Iterator

from newscli.errors import LimitError

# A parser that swallows the error and goes on gets it again at this interval.
_REPEAT_SECONDS = 1.0
# For an alarm that is overdue.
_SOON_SECONDS = 1e-3
# A longer time is no limit; timers refuse much longer ones.
_MAX_SECONDS = 1e8


@contextlib.contextmanager
def limit_seconds(seconds: float) -> Iterator[None]:
    """Raise LimitError inside the block once it has run for ``seconds``; 0 and infinity are no limit.

    This works only in the main thread, and only on systems with interval timers (not on Windows). An alarm that the
    caller has set goes off after the block at the earliest.
    """
    if not (_has_timers() and 0 < seconds < _MAX_SECONDS):
        yield
        return

    def raise_limit(*_: object) -> None:
        raise LimitError(f"took over {seconds:g} s to read; raise --max-seconds to wait longer")

    started = time.monotonic()
    handler = signal.signal(signal.SIGALRM, raise_limit)
    seconds_left, interval = signal.setitimer(signal.ITIMER_REAL, seconds, _REPEAT_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        # The handler is None if it was not set from Python.
        signal.signal(signal.SIGALRM, signal.SIG_DFL if handler is None else handler)
        if seconds_left:
            elapsed = time.monotonic() - started
            signal.setitimer(signal.ITIMER_REAL, max(seconds_left - elapsed, _SOON_SECONDS), interval)


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
