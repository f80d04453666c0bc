"""One input, whatever it is, -> its articles: read here, in payloads, which this process or a worker then opens."""

from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING

from newscli.errors import EmptyError, FailedArticle, NewscliError, UnreadableError
from newscli.formats.entries import MAX_BROKEN_RECORDS, TOO_MANY_BROKEN
from newscli.formats.opening import NO_ARTICLE, Payload, split_stream
from newscli.input import files
from newscli.input.files import Input, Piece
from newscli.model import Field, Source
from newscli.options import ReadOptions
from newscli.pipeline import direct
from newscli.pipeline.clock import TimeBudget, explain_rest
from newscli.pipeline.tasks import Listener, Result, Start, Task

if TYPE_CHECKING:
    from newscli.pipeline.workers import Workers


def process_input(item: Input, task: Task, listener: Listener, workers: "Workers | None") -> Iterator[Result]:
    """Read or inspect the articles of an input, in order, by ``workers``; in this process for None.

    Raises nothing but what the listener raises.
    """
    budget = TimeBudget(task.read.limits.max_seconds)
    payloads = _load_payloads(item, task.read, is_isolated=workers is not None)
    piece = item.piece or Piece()
    number = piece.first
    broken_lines = 0
    while True:
        try:
            payload = next(payloads, None)
        except Exception as error:
            yield FailedArticle(item.path, direct.explain_failure(error, task.read.limits))
            return
        if payload is None:
            break
        if isinstance(payload, NewscliError):
            yield FailedArticle(f"{item.path}#{number}", payload)
            number += 1
            continue
        start = Start(number, piece.skip)
        for result in _process_payload(payload, task, listener, start, workers, budget):
            number += 1
            is_broken = isinstance(result, FailedArticle) and isinstance(result.error, UnreadableError)
            broken_lines = broken_lines + 1 if is_broken and payload.file is not None else 0
            yield result
        if broken_lines >= MAX_BROKEN_RECORDS:
            yield FailedArticle(item.path, UnreadableError(TOO_MANY_BROKEN))
            return
        if payload.file is not None and budget.is_file_over:
            yield FailedArticle(item.path, explain_rest(budget.explain_lateness(), number - 1))
            return
    if number == 1 and not piece.skip:
        yield FailedArticle(item.path, EmptyError(NO_ARTICLE))


def _process_payload(
    payload: Payload, task: Task, listener: Listener, start: Start, workers: "Workers | None", budget: TimeBudget
) -> Iterator[Result]:
    if workers is None:
        return direct.process_payload(payload, task, listener, start)
    # Imported here, as workers are: without them it takes longer than reading an article.
    from newscli.pipeline import isolation

    return isolation.process_payload(payload, task, listener, start, workers, budget)


def _load_payloads(item: Input, options: ReadOptions, *, is_isolated: bool) -> Iterator[Payload | NewscliError]:
    if item.failure is not None:
        raise item.failure
    if item.piece is not None and item.piece.lines is not None:
        file = Source(item.path, bytes=item.piece.bytes, sha256=item.piece.sha256)
        for line in item.piece.lines:
            yield line if isinstance(line, NewscliError) else Payload(item.path, line, file=file)
    elif item.data is not None:
        yield Payload(item.path, item.data)
    elif item.stream is not None:
        yield from split_stream(item.stream, item.path, options)
    elif files.is_url(item.location):
        yield _fetch(item, options, is_isolated=is_isolated)
    else:
        with closing(files.open_file(item.location)) as stream:
            yield from split_stream(stream, item.path, options)


def _fetch(item: Input, options: ReadOptions, *, is_isolated: bool) -> Payload:
    if is_isolated:
        from newscli.pipeline import isolation

        response = isolation.fetch(item.location, options.limits)
    else:
        from newscli.input.web import fetch

        response = fetch(item.location, options.limits)
    return Payload(item.path, response.data, response.charset, (Field("url", response.url, "address"),))
