"""How far a run of `newscli index` is: one line, renewed on a terminal, and once a minute elsewhere."""

import threading
import time
from collections.abc import Callable
from typing import TextIO

from newscli.rendering.wording import count_noun

_SECONDS_ON_TERMINAL = 0.2
_SECONDS_ELSEWHERE = 60.0
_ERASE_LINE = "\r\x1b[K"
_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400


def write_duration(seconds: float) -> str:
    """Write a duration with its two largest units: "2 h 3 min"."""
    if seconds < _MINUTE:
        return f"{max(1, round(seconds))} s"
    minutes = round(seconds / _MINUTE)
    if minutes < _HOUR // _MINUTE:
        return f"{minutes} min"
    hours, minutes = divmod(minutes, 60)
    if hours < _DAY // _HOUR:
        return f"{hours} h {minutes} min"
    return f"{hours // 24} d {hours % 24} h"


def write_state(articles: int, failed: int, known: int, seconds: float, share: float) -> str:
    """Write how far a run is; ``share`` is that of the bytes that are done, 0 while it is unknown."""
    parts = [count_noun(articles, "article")]
    if articles and seconds >= 1:
        parts.append(f"{articles / seconds:.1f} a second")
    if 0 < share < 1 and seconds >= 1:
        parts.append(f"{write_duration(seconds / share * (1 - share))} left")
    if failed:
        parts.append(f"{failed:,} failed")
    if known:
        parts.append(f"{count_noun(known, 'file')} there already")
    return " · ".join(parts)


class ProgressLine:
    """Writes a line from time to time. ``describe`` makes it; it is called by a thread of its own."""

    def __init__(self, stream: TextIO, describe: Callable[[], str], *, terminal: bool) -> None:
        self._stream, self._describe, self._is_terminal = stream, describe, terminal
        self._ending = threading.Event()
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> "ProgressLine":
        self._thread.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self._ending.set()
        self._thread.join()
        if self._is_terminal:
            self._write(_ERASE_LINE)

    def say(self, message: str) -> None:
        """Write a message on a line of its own."""
        self._write(f"{_ERASE_LINE if self._is_terminal else ''}{message}\n")

    def _run(self) -> None:
        start = time.monotonic()
        while not self._ending.wait(_SECONDS_ON_TERMINAL if self._is_terminal else _SECONDS_ELSEWHERE):
            line = self._describe()
            # Most runs end before it is of use.
            if self._is_terminal and time.monotonic() - start > 1:
                self._write(f"{_ERASE_LINE}{line}")
            elif not self._is_terminal:
                self._write(f"newscli: {line}\n")

    def _write(self, text: str) -> None:
        with self._lock:
            try:
                self._stream.write(text)
                self._stream.flush()
            except (OSError, ValueError):
                # Nobody reads it any more.
                return
