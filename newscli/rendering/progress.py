"""Progress on standard error, from two seconds on, and only on a terminal."""

import contextlib
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.progress import Progress

PATIENCE = 2.0


class Step:
    """Told of each article before it is read; shows nothing."""

    def start(self, path: str) -> None:
        """An article is about to be read."""

    def read(self, share: float) -> None:
        """This share of the article is read, from 0 to 1."""

    def pause(self) -> None:
        """Take the bar off the screen, so that something else can be printed."""


class _Bar(Step):
    """A bar that comes up by itself while one long article is read. The lock parts that from a pause."""

    def __init__(self, stream: TextIO, total: int, colour: bool) -> None:
        self.stream, self.total, self.colour = stream, total, colour
        self.done = -1
        self.share = 0.0
        self.path = ""
        self.reading = False
        self.bar: Progress | None = None
        self.lock = threading.Lock()
        self.timer = threading.Timer(PATIENCE, self._impatient)
        self.timer.daemon = True
        self.timer.start()

    def _impatient(self) -> None:
        with self.lock:
            self.bar = _made(self.stream, self.total, self.colour)
            if self.reading:
                self._show(self.bar)

    def _show(self, bar: "Progress") -> None:
        bar.update(bar.task_ids[0], completed=self.done + self.share, description=self.path)
        bar.start()

    def start(self, path: str) -> None:
        from newscli.rendering.escape import one_line

        with self.lock:
            self.done += 1
            self.share = 0.0
            self.path = one_line(path)[-60:]
            self.reading = True
            if self.bar is not None:
                self._show(self.bar)

    def read(self, share: float) -> None:
        with self.lock:
            self.share = share
            if self.bar is not None:
                self.bar.update(self.bar.task_ids[0], completed=self.done + share)

    def pause(self) -> None:
        with self.lock:
            self.reading = False
            if self.bar is not None:
                self.bar.stop()

    def close(self) -> None:
        self.timer.cancel()
        self.pause()


def _made(stream: TextIO, total: int, colour: bool) -> "Progress":
    # Imported here: most runs end before a bar is due.
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from newscli.rendering.terminal import console

    description = TextColumn("{task.description}", markup=False)
    columns = (BarColumn(20), MofNCompleteColumn(), TimeElapsedColumn(), description)
    made = console(stream, terminal=True, colour=colour, width=None, interactive=True)
    bar = Progress(*columns, console=made, transient=True, redirect_stdout=False, redirect_stderr=False)
    bar.add_task("", total=total)
    return bar


@contextlib.contextmanager
def progress(stream: TextIO, total: int, shown: bool, colour: bool) -> Iterator[Step]:
    """A bar over ``total`` articles; it appears once the run has lasted PATIENCE seconds."""
    if not shown:
        yield Step()
        return
    bar = _Bar(stream, total, colour)
    try:
        yield bar
    finally:
        bar.close()
