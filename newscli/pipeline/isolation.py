"""Payloads -> Articles or Reports, in a worker process: whatever it does, it ends within its limits, and alone."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from newscli.errors import FailedArticle, NewscliError, WorkerError
from newscli.formats.opening import Payload
from newscli.limits import Limits
from newscli.pipeline.clock import TimeBudget, explain_rest
from newscli.pipeline.messages import Message, build_result, describe_payload, describe_start
from newscli.pipeline.tasks import Listener, Result, Start, Task
from newscli.pipeline.workers import Worker, WorkerEnded, Workers
from newscli.plain import to_plain

if TYPE_CHECKING:
    from newscli.input.web import Response

# How often an article is given to a worker: the first may have been ended for want of memory that another had taken.
_ATTEMPTS = 2
_CHARS_PER_BYTE = 2


class _Progress:
    """How far a payload has come: where to go on, and what is in work.

    That is the article at ``path``, if there is one, or else the file ``member`` of an archive.
    """

    def __init__(self, start: Start) -> None:
        self.start = start
        self.path: str | None = None
        self.member: int | None = None
        self.attempts = 0

    def name(self, payload: Payload) -> str:
        """Name what is in work."""
        if self.path is None and payload.file is not None:
            return f"{payload.name}#{self.start.number + self.start.skip}"
        return self.path or payload.name

    def finish_article(self) -> None:
        self.start = self.start._replace(skip=self.start.skip + 1)
        self.path, self.member, self.attempts = None, None, 0

    def fail_member(self, error: NewscliError) -> None:
        assert self.member is not None
        self.start = self.start._replace(failures={**self.start.failures, self.member: error})
        self.member, self.attempts = None, 0


def process_payload(
    payload: Payload, task: Task, listener: Listener, start: Start, workers: Workers, budget: TimeBudget
) -> Iterator[Result]:
    """Read or inspect the articles in a payload, in order, by one worker after another; see direct.process_payload.

    An article that ends its worker, or takes too long, is a FailedArticle; a new worker goes on after it. ``budget``
    is the time of the file that the payload is from. Raises nothing but what the listener raises.
    """
    progress = _Progress(start)
    while True:
        try:
            worker = workers.take()
        except NewscliError as failure:
            yield FailedArticle(progress.name(payload), failure)
            return
        try:
            yield from _ask(worker, payload, task, listener, budget, progress)
            workers.give_back(worker)
            return
        except WorkerEnded as end:
            progress.attempts += 1
            if not end.is_late and progress.attempts < _ATTEMPTS:
                continue
            error = _explain_end(end, budget)
        finally:
            workers.discard(worker)
        if budget.is_file_over or (progress.path is None and progress.member is None):
            yield from _give_up(payload, progress, error)
            return
        if progress.path is None:
            # It gets an entry of its own, which fails.
            progress.fail_member(error)
        else:
            yield FailedArticle(progress.path, error)
            progress.finish_article()
        budget.start_article()


def _give_up(payload: Payload, progress: _Progress, error: NewscliError) -> Iterator[FailedArticle]:
    """Yield the failure of what was in work, and that of the file, if it has more than that."""
    path = progress.name(payload)
    if path != payload.name:
        yield FailedArticle(path, error)
        if payload.file is None:
            yield FailedArticle(payload.name, explain_rest(error, progress.start.skip + 1))
    else:
        done = progress.start.skip
        yield FailedArticle(payload.name, explain_rest(error, done) if done else error)


def _ask(
    worker: Worker, payload: Payload, task: Task, listener: Listener, budget: TimeBudget, progress: _Progress
) -> Iterator[Result]:
    """Have a worker do what is left. Raises WorkerEnded."""
    start = describe_start(progress.start)
    message = {"payload": describe_payload(payload), "task": to_plain(task), "start": start}
    worker.send(message, payload.data, budget)
    # A file has hardly more text than bytes, unpacked; a worker that says so has been taken over.
    chars_left = _CHARS_PER_BYTE * max(task.read.limits.max_unpacked, len(payload.data))
    while answer := worker.receive(budget, task.read.limits.max_memory or -1)[0]:
        if "member" in answer:
            progress.member = answer["member"]
        elif "entry" in answer:
            progress.path = answer["entry"]
            budget.start_article()
        elif "notice" in answer:
            listener.on_notice(payload.name, answer["notice"])
        elif "share" in answer:
            listener.on_progress(progress.name(payload), answer["share"])
        elif (result := _build_result(answer)) is not None:
            chars = 0 if isinstance(result, FailedArticle) else len(result.text or "")
            chars_left -= chars
            if chars_left < 0:
                raise WorkerEnded("too much text", is_late=False)
            progress.finish_article()
            budget.finish_article(chars)
            yield result


def _build_result(answer: Message) -> Result | None:
    """Build a result. Raises WorkerEnded if the answer makes no sense: then something else speaks for the worker."""
    try:
        return build_result(answer)
    except (TypeError, ValueError, LookupError, AttributeError, RecursionError):
        raise WorkerEnded("its answer makes no sense", is_late=False) from None


def fetch(url: str, limits: Limits) -> "Response":
    """Fetch what lies at an address in a process of its own; see input.web.fetch for the errors."""
    # Imported here, because it loads all that TLS needs.
    from newscli.input.web import Response

    budget = TimeBudget(limits.max_seconds)
    worker = Worker(network=True)
    try:
        worker.send({"fetch": url, "limits": to_plain(limits)}, b"", budget)
        message, data = worker.receive(budget)
        result = _build_result(message)
    except WorkerEnded as end:
        raise _explain_end(end, budget) from None
    finally:
        worker.end()
    if isinstance(result, FailedArticle):
        raise result.error
    return Response(message["response"]["url"], data, message["response"]["charset"])


def _explain_end(end: WorkerEnded, budget: TimeBudget) -> NewscliError:
    if end.is_late:
        return budget.explain_lateness()
    return WorkerError(f"made the process that read it end ({end.cause}); if memory ran out, use --jobs 1")
