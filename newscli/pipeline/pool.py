"""Several inputs at once: a thread for each worker, which hands inputs to it; their results come in order."""

import queue
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress

from newscli.errors import FailedArticle, explain_defect
from newscli.input.files import Input
from newscli.pipeline.inputs import process_input
from newscli.pipeline.tasks import Listener, Result, Task
from newscli.pipeline.workers import Workers

# Events of an input that wait until it is its turn; a worker that has more waits.
_MAX_WAITING_EVENTS = 64
# How soon a thread that waits notices that nobody wants its results any more, in seconds.
_PATIENCE_SECONDS = 0.2

# What happens to an input: a result, a call of the listener that is still to be made, or None at the end.
Event = Result | Callable[[Listener], None] | None


class Ticket:
    """An input that was given to the pool; it yields the results as they come."""

    def __init__(self, item: Input, listener: Listener) -> None:
        self.item = item
        self._listener = listener
        self._events: queue.Queue[Event] = queue.Queue(_MAX_WAITING_EVENTS)

    def put(self, event: Event, closing: threading.Event) -> None:
        """Add an event once there is room for it, unless the pool is closing."""
        while not closing.is_set():
            with suppress(queue.Full):
                self._events.put(event, timeout=_PATIENCE_SECONDS)
                return

    def __iter__(self) -> Iterator[Result]:
        """Yield the results, and tell the listener the rest."""
        while (event := self._events.get()) is not None:
            if callable(event):
                event(self._listener)
            else:
                yield event


class Pool:
    """Up to ``size`` workers, each started when there is an input for it. Use it in a with statement."""

    def __init__(self, size: int, task: Task, listener: Listener) -> None:
        self._size = size
        self._task = task
        self._listener = listener
        self._workers = Workers(max_ready=size)
        # None tells a thread that there are no more.
        self._tickets: queue.SimpleQueue[Ticket | None] = queue.SimpleQueue()
        self._closing = threading.Event()
        self._threads: list[threading.Thread] = []

    def __enter__(self) -> "Pool":
        return self

    def __exit__(self, *exception: object) -> None:
        """End all workers at once; a thread that waits for a pipe's writer ends with this process."""
        self._closing.set()
        self._workers.close()
        for _ in self._threads:
            self._tickets.put(None)
        for thread in self._threads:
            thread.join(_PATIENCE_SECONDS)

    def submit(self, item: Input) -> Ticket:
        """Give an input to the pool."""
        ticket = Ticket(item, self._listener)
        self._tickets.put(ticket)
        if len(self._threads) < self._size:
            self._threads.append(threading.Thread(target=self._serve, daemon=True))
            self._threads[-1].start()
        return ticket

    def _serve(self) -> None:
        """Process inputs, one after another."""
        while (ticket := self._tickets.get()) and not self._closing.is_set():
            try:
                self._process(ticket)
            except Exception as error:  # a bug in newscli, or no more threads: nobody must wait for ever
                ticket.put(FailedArticle(ticket.item.path, explain_defect(error)), self._closing)
            ticket.put(None, self._closing)

    def _process(self, ticket: Ticket) -> None:
        def tell_progress(path: str, share: float) -> None:
            ticket.put(lambda listener: listener.on_progress(path, share), self._closing)

        def tell_notice(path: str, message: str) -> None:
            ticket.put(lambda listener: listener.on_notice(path, message), self._closing)

        for result in process_input(ticket.item, self._task, Listener(tell_progress, tell_notice), self._workers):
            ticket.put(result, self._closing)
