"""Worker processes: `python -m newscli.worker`, started once, kept for the next task, ended when it takes too long.

They are started by subprocess and not by multiprocessing, whose "spawn" would run the script of a library's user again.
"""

import os
import subprocess
import threading
from contextlib import suppress

from newscli.errors import WorkerError
from newscli.launch import launch, take_spare
from newscli.pipeline.clock import Clock, TimeBudget
from newscli.pipeline.messages import Message, read_message, write_message

_SECONDS_TO_END = 1.0


class WorkerEnded(Exception):
    """A worker ended before its task. ``is_late`` if its time was up; else ``cause`` is how it ended."""

    def __init__(self, cause: str, *, is_late: bool) -> None:
        super().__init__(cause)
        self.cause = cause
        self.is_late = is_late


class Worker:
    """A worker process, for one task at a time."""

    def __init__(self, *, network: bool = False) -> None:
        """Start the process; with ``network`` it may connect to servers. Raises WorkerError if it can't be started."""
        try:
            self._process = (None if network else take_spare()) or launch(network=network)
        except OSError as error:
            raise WorkerError(f"can't be read: no process could be started for it ({error.strerror})") from None
        self._clock = Clock(self._process.kill)

    @property
    def is_running(self) -> bool:
        return self._process.poll() is None

    def send(self, message: Message, data: bytes, budget: TimeBudget) -> None:
        """Send a task. Raises WorkerEnded."""
        assert self._process.stdin is not None
        try:
            with self._clock.count(budget):
                write_message(self._process.stdin, message, data)
        except OSError:
            raise self._explain_end() from None

    def receive(self, budget: TimeBudget, max_bytes: int = -1) -> tuple[Message, bytes]:
        """Wait for an answer. Raises WorkerEnded."""
        assert self._process.stdout is not None
        with self._clock.count(budget):
            received = read_message(self._process.stdout, max_bytes)
        if received is None:
            raise self._explain_end()
        return received

    def end(self) -> None:
        """End the process at once."""
        self._clock.stop()
        self._process.kill()
        for stream in (self._process.stdin, self._process.stdout):
            assert stream is not None
            try:
                stream.close()
            except OSError:
                # What was written last was not read.
                continue
        self._process.wait()

    def kill(self) -> None:
        """End the process from another thread than that which waits for it, and which then calls ``end``."""
        self._process.kill()

    def _explain_end(self) -> WorkerEnded:
        is_late = self._clock.has_rung
        # It has closed its output, so it is about to end by itself; how, is what the user wants to know.
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(_SECONDS_TO_END)
        self.end()
        status = self._process.returncode
        return WorkerEnded(f"signal {-status}" if status < 0 else f"status {status}", is_late=is_late)


class Workers:
    """Workers that are ready for tasks, and those that do one. Up to ``max_ready`` are kept.

    A child process that is forked from this one has none of them.
    """

    def __init__(self, max_ready: int) -> None:
        self._max_ready = max_ready
        self._lock = threading.Lock()
        self._ready: list[Worker] = []
        self._busy: list[Worker] = []
        self._is_closed = False
        self._owner = os.getpid()

    def take(self) -> Worker:
        """Take a worker that is ready, or start one. Raises WorkerError if it can't be started."""
        with self._lock:
            if self._owner != os.getpid():
                self._owner, self._ready, self._busy = os.getpid(), [], []
            if self._is_closed:
                raise WorkerError("was not read: the program is ending")
            while self._ready:
                worker = self._ready.pop()
                if worker.is_running:
                    break
                worker.end()
            else:
                worker = Worker()
            self._busy.append(worker)
        return worker

    def give_back(self, worker: Worker) -> None:
        """Keep a worker for another task."""
        with self._lock:
            self._busy.remove(worker)
            if len(self._ready) < self._max_ready and not self._is_closed:
                self._ready.append(worker)
                return
        worker.end()

    def discard(self, worker: Worker) -> None:
        """End a worker in the middle of its task; one that was given back is left alone."""
        with self._lock:
            if worker not in self._busy:
                return
            self._busy.remove(worker)
        worker.end()

    def close(self) -> None:
        """End all workers at once; those that are busy from another thread than that which waits for them."""
        with self._lock:
            self._is_closed = True
            for worker in self._busy:
                worker.kill()
            ready, self._ready = self._ready, []
        for worker in ready:
            worker.end()


# What reads one input after another shares these.
SHARED = Workers(max_ready=1)
