"""Progress on standard error, from two seconds on, and only on a terminal."""

import contextlib
import time
from collections.abc import Iterator
from typing import TextIO

PATIENCE = 2.0


class Step:
    """Told of each article before it is read; shows nothing."""

    def start(self, path: str) -> None:
        pass

    def pause(self) -> None:
        """Take the bar off the screen, so that something else can be printed."""


class _Bar(Step):
    def __init__(self, stream: TextIO, total: int, colour: bool) -> None:
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

        from newscli.rendering.terminal import console

        self.began = time.monotonic()
        self.done = -1
        columns = (
            BarColumn(20),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TextColumn("{task.description}", markup=False),
        )
        made = console(stream, terminal=True, colour=colour, width=None, interactive=True)
        self.bar = Progress(*columns, console=made, transient=True, redirect_stdout=False, redirect_stderr=False)
        self.task = self.bar.add_task("", total=total)

    def start(self, path: str) -> None:
        from newscli.rendering.safe import one_line

        self.done += 1
        self.bar.update(self.task, completed=self.done, description=one_line(path)[-60:])
        if time.monotonic() - self.began > PATIENCE:
            self.bar.start()

    def pause(self) -> None:
        self.bar.stop()


@contextlib.contextmanager
def progress(stream: TextIO, total: int, shown: bool, colour: bool) -> Iterator[Step]:
    """A bar over ``total`` articles; it appears once the run has lasted PATIENCE seconds."""
    if not shown or total < 2:
        yield Step()
        return
    bar = _Bar(stream, total, colour)
    try:
        yield bar
    finally:
        bar.pause()
