"""Time limits that hold whatever the process does that is waited for: its end is brought about from outside."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from newscli.errors import LimitError, NewscliError

# Time is counted in steps, so that none passes while this process is stopped (Ctrl-Z) or the machine sleeps.
_STEP_SECONDS = 0.05
# So many articles of a file may take as long as an article may before the rest is given up.
_SLOW_ARTICLES_PER_FILE = 10
# What an article adds to the time that its file may take, as a share of the time that an article may take: one for
# each article, and one for each so many characters. newscli needs less on any machine that we know of.
_SHARE_PER_STEP = 1 / 60
_CHARS_PER_STEP = 4_000


class TimeBudget:
    """The time that the articles of one file may take: each ``seconds``, and all of them ten times that and more.

    0 and infinity are no limit.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds if seconds else float("inf")
        self.seconds_left = self.seconds * _SLOW_ARTICLES_PER_FILE
        self._article_seconds_left = self.seconds

    def start_article(self) -> None:
        """Begin the time of another article."""
        self._article_seconds_left = self.seconds

    def finish_article(self, chars: int) -> None:
        """Add to the time of the file what an article of so many characters is worth."""
        self.seconds_left += self.seconds * _SHARE_PER_STEP * (1 + chars / _CHARS_PER_STEP)
        self.start_article()

    def spend(self, seconds: float) -> bool:
        """Count time that has passed, and return whether there is any left."""
        self.seconds_left -= seconds
        self._article_seconds_left -= seconds
        return min(self.seconds_left, self._article_seconds_left) > 0

    def explain_lateness(self) -> NewscliError:
        """Explain that the time of an article, or of the file, is up."""
        return LimitError(f"took over {self.seconds:g} s to read; raise --max-seconds to wait longer")

    @property
    def is_file_over(self) -> bool:
        """Whether the time of the whole file is up."""
        return self.seconds_left <= 0


def explain_rest(error: NewscliError, done: int) -> NewscliError:
    """Explain that the rest of a file was not read, because of an error, once so many articles were done."""
    return type(error)(f"{error.message}; the articles after the first {done:,} were not read")


class Clock:
    """Counts the time that is spent waiting for a process, and calls ``end`` once a budget is spent."""

    def __init__(self, end: Callable[[], None]) -> None:
        self._end = end
        self._budget: TimeBudget | None = None
        self._is_running = threading.Event()
        self._thread: threading.Thread | None = None
        self.has_rung = False

    @contextmanager
    def count(self, budget: TimeBudget) -> Iterator[None]:
        """Count the time that the block takes."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, daemon=True)
            self._thread.start()
        self._budget = budget
        self._is_running.set()
        try:
            yield
        finally:
            self._is_running.clear()

    def stop(self) -> None:
        """End for good."""
        self._budget = None
        self._is_running.set()

    def _run(self) -> None:
        while self._is_running.wait() and (budget := self._budget) is not None:
            time.sleep(_STEP_SECONDS)
            if self._is_running.is_set() and not budget.spend(_STEP_SECONDS):
                self.has_rung = True
                self._end()
                return
