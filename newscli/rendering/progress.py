"""A progress bar on standard error, for runs that last a while."""

import contextlib
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING, TextIO

from newscli.rendering.style import Ink

if TYPE_CHECKING:
    from rich.progress import Progress as RichProgress

PATIENCE_SECONDS = 2.0
_BAR_WIDTH = 20  # columns
_MAX_PATH_WIDTH = 60  # columns


class Progress:
    """What a run reports its progress to. This class shows nothing."""

    def start(self, path: str) -> None:
        """Report that an input is about to be read."""

    def advance(self, share: float) -> None:
        """Report the share of the current article that has been read, from 0 to 1."""

    def pause(self) -> None:
        """Take the bar off the screen, so that something else can be printed."""

    def close(self) -> None:
        """Take the bar off the screen for good."""


class _Bar(Progress):
    """A bar that a timer brings up, even in the middle of a long article; the lock keeps it hidden during a pause."""

    def __init__(self, stream: TextIO, total: int, ink: Ink) -> None:
        self._stream, self._total, self._ink = stream, total, ink
        self._finished = -1
        self._share = 0.0
        self._path = ""
        self._is_reading = False
        self._is_closed = False
        self._bar: RichProgress | None = None
        self._lock = threading.Lock()
        self._timer = threading.Timer(PATIENCE_SECONDS, self._bring_up)
        self._timer.daemon = True
        self._timer.start()

    def _bring_up(self) -> None:
        with self._lock:
            self._bar = _make_bar(self._stream, self._total, self._ink)
            if self._is_reading:
                self._draw(self._bar)

    def _draw(self, bar: "RichProgress") -> None:
        if self._is_closed:
            return
        bar.update(bar.task_ids[0], completed=self._finished + self._share, description=self._path)
        bar.start()

    def start(self, path: str) -> None:
        from newscli.rendering.escape import flatten

        with self._lock:
            self._finished += 1
            self._share = 0.0
            self._path = flatten(path)[-_MAX_PATH_WIDTH:]
            self._is_reading = True
            if self._bar is not None:
                self._draw(self._bar)

    def advance(self, share: float) -> None:
        with self._lock:
            self._share = share
            self._is_reading = True
            if self._bar is not None:
                self._draw(self._bar)

    def pause(self) -> None:
        with self._lock:
            self._is_reading = False
            if self._bar is not None:
                self._bar.stop()

    def close(self) -> None:
        self._timer.cancel()
        with self._lock:
            self._is_closed = True
        self.pause()


def _make_bar(stream: TextIO, total: int, ink: Ink) -> "RichProgress":
    # Imported here: most runs end before a bar is due.
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as RichProgress

    from newscli.rendering.tables import make_console

    description = TextColumn("{task.description}", markup=False)
    columns = (BarColumn(_BAR_WIDTH), MofNCompleteColumn(), TimeElapsedColumn(), description)
    console = make_console(stream, terminal=True, ink=ink, width=None, interactive=True)
    bar = RichProgress(*columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False)
    bar.add_task("", total=total)
    return bar


@contextlib.contextmanager
def show_progress(stream: TextIO, total: int, *, visible: bool, ink: Ink) -> Iterator[Progress]:
    """Show a bar over ``total`` inputs once the run has lasted PATIENCE_SECONDS; show none unless ``visible``."""
    if not visible:
        yield Progress()
        return
    bar = _Bar(stream, total, ink)
    try:
        yield bar
    finally:
        bar.close()
