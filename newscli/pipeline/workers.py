"""Worker processes that inspect several inputs at once: one line of JSON in for each input, lines of JSON out.

A worker is `python -m newscli.worker`. It is started by subprocess and not by multiprocessing, whose "spawn" would run
the script of a library's user again. A worker that ends before its time takes only its own input with it.
"""

import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import newscli
from newscli.errors import NewscliError, WorkerError
from newscli.generator import describe_generator
from newscli.model import SCHEMA, Failure, Report, Source
from newscli.options import InspectOptions, ReadOptions
from newscli.plain import to_plain

# How often an input is given to a worker: the first may have been ended for want of memory that another had taken.
_ATTEMPTS = 2
# Answers of an input that wait until it is its turn; a worker that has more waits.
_MAX_WAITING_ANSWERS = 64
# How soon a worker that waits notices that nobody wants its answers any more, in seconds.
_PATIENCE_SECONDS = 0.2

# An answer: {"report": …}, {"path": …, "share": …}, {"path": …, "notice": …}, or {} when an input has been read.
Answer = dict[str, Any]


class Ticket:
    """An input that was given to the workers; it yields the answers as they come."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._answers: queue.Queue[Answer] = queue.Queue(_MAX_WAITING_ANSWERS)

    def put(self, answer: Answer, closing: threading.Event) -> None:
        """Add an answer once there is room for it, unless the pool is closing."""
        while not closing.is_set():
            with suppress(queue.Full):
                self._answers.put(answer, timeout=_PATIENCE_SECONDS)
                return

    def __iter__(self) -> Iterator[Answer]:
        """Yield the answers, all but the last, which only says that there are no more."""
        while answer := self._answers.get():
            yield answer


class Pool:
    """Up to ``size`` workers, each started when there is an input for it. Use it in a with statement."""

    def __init__(self, size: int, read_options: ReadOptions, options: InspectOptions) -> None:
        self._size = size
        self._options = {"read": to_plain(read_options), "inspect": to_plain(options)}
        # None tells a thread that there are no more.
        self._tickets: queue.SimpleQueue[Ticket | None] = queue.SimpleQueue()
        self._processes: list[subprocess.Popen[bytes]] = []
        self._lock = threading.Lock()
        self._closing = threading.Event()
        self._threads: list[threading.Thread] = []

    def __enter__(self) -> "Pool":
        return self

    def __exit__(self, *exception: object) -> None:
        """End all workers at once."""
        self._closing.set()
        with self._lock:
            for process in self._processes:
                process.kill()
        for _ in self._threads:
            self._tickets.put(None)
        for thread in self._threads:
            thread.join()
        for process in self._processes:
            # Closes its pipes, and waits for it.
            process.communicate()

    def submit(self, path: str) -> Ticket:
        """Give an input to the workers."""
        ticket = Ticket(path)
        self._tickets.put(ticket)
        if len(self._threads) < self._size:
            self._threads.append(threading.Thread(target=self._serve, daemon=True))
            self._threads[-1].start()
        return ticket

    def _serve(self) -> None:
        """Hand inputs to one worker, one after another; replace it if it ends."""
        worker: subprocess.Popen[bytes] | None = None
        while (ticket := self._tickets.get()) and not self._closing.is_set():
            try:
                worker = self._inspect(worker, ticket)
            except Exception as error:  # a bug in newscli, or no more processes: nobody must wait for ever
                ticket.put({"report": to_plain(_report_failure(ticket.path, WorkerError(str(error))))}, self._closing)
            ticket.put({}, self._closing)

    def _inspect(self, worker: subprocess.Popen[bytes] | None, ticket: Ticket) -> subprocess.Popen[bytes] | None:
        """Have an input inspected by the worker, or by a new one, and return that worker."""
        reports = 0
        for attempt in range(_ATTEMPTS):
            worker = worker or self._start()
            if worker is None:
                return None
            is_done, reports = self._run(worker, ticket, reports)
            if is_done:
                return worker
            status = worker.wait()
            worker = None
            if attempt == _ATTEMPTS - 1:
                cause = f"signal {-status}" if status < 0 else f"status {status}"
                error = WorkerError(f"made the process that read it end ({cause}); if memory ran out, use --jobs 1")
                ticket.put({"report": to_plain(_report_failure(ticket.path, error))}, self._closing)
        return None

    def _start(self) -> subprocess.Popen[bytes] | None:
        """Start a worker, unless the pool is closing."""
        # -P: no module is imported from the current folder, where strangers may have put one.
        command = [sys.executable, "-P", "-m", "newscli.worker"]
        with self._lock:
            if self._closing.is_set():
                return None
            process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=_make_environment())
            self._processes.append(process)
        return process

    def _run(self, worker: subprocess.Popen[bytes], ticket: Ticket, known: int) -> tuple[bool, int]:
        """Have a worker inspect an input. Return whether it came to the end, and how many reports it gave.

        The first ``known`` reports are left out: another worker gave them before it ended.
        """
        assert worker.stdin is not None
        assert worker.stdout is not None
        reports = 0
        with suppress(BrokenPipeError):
            worker.stdin.write(json.dumps({"path": ticket.path, **self._options}).encode() + b"\n")
            worker.stdin.flush()
        for line in worker.stdout:
            if not line.endswith(b"\n"):
                break
            answer = json.loads(line)
            if not answer:
                return True, reports
            reports += "report" in answer
            if "report" not in answer or reports > known:
                ticket.put(answer, self._closing)
        return False, max(reports, known)


def _make_environment() -> dict[str, str]:
    """Make the environment of a worker: it must find the newscli that is running, installed or not."""
    environment = dict(os.environ)
    folder = Path(newscli.__file__).parents[1]
    if folder.name not in ("site-packages", "dist-packages"):
        paths = (environment.get("PYTHONPATH"), str(folder))
        environment["PYTHONPATH"] = os.pathsep.join(filter(None, paths))
    return environment


def _report_failure(path: str, error: NewscliError) -> Report:
    return Report(SCHEMA, Failure(error.code, error.message), describe_generator(), Source(path))
