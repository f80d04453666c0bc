"""Does the tasks that come in messages; see pipeline/messages.py."""

import contextlib
from typing import BinaryIO

from newscli.errors import FailedArticle, NewscliError
from newscli.limits import Limits
from newscli.pipeline.direct import process_payload
from newscli.pipeline.messages import (
    Message,
    build_payload,
    build_start,
    describe_result,
    read_message,
    write_message,
)
from newscli.pipeline.tasks import Listener, Task
from newscli.plain import from_plain
from newscli.worker.sandbox import limit_cpu_seconds, limit_memory


def serve(tasks: BinaryIO, answers: BinaryIO) -> None:
    """Do the tasks that come, until there are no more."""
    while (received := read_message(tasks)) is not None:
        message, data = received
        if "warm" in message:
            _get_ready(use_model=message["warm"])
        elif "fetch" in message:
            _fetch(message["fetch"], from_plain(Limits, message["limits"]), answers)
        else:
            _process(message, data, answers)


def _get_ready(*, use_model: bool) -> None:
    """Load what nearly every task needs, while the process that started this one is busy with other things."""
    from newscli import analysis, tagging  # noqa: F401
    from newscli.structure import articles  # noqa: F401

    if use_model:
        from newscli.analysis import speech  # noqa: F401
        from newscli.tagging.network import load_network

        # If the model is damaged, the first article says so.
        with contextlib.suppress(NewscliError):
            load_network()


def _process(message: Message, data: bytes, answers: BinaryIO) -> None:
    task: Task = from_plain(Task, message["task"])
    limits = task.read.limits
    limit_memory(limits.max_memory)
    limit_cpu_seconds(limits.max_seconds)

    def start_entry(path: str) -> None:
        limit_cpu_seconds(limits.max_seconds)
        write_message(answers, {"entry": path})

    listener = Listener(
        on_progress=lambda path, share: write_message(answers, {"share": share}),
        on_notice=lambda path, notice: write_message(answers, {"notice": notice}),
        on_entry=start_entry,
        on_member=lambda number: write_message(answers, {"member": number}),
    )
    payload, start = build_payload(message["payload"], data), build_start(message["start"])
    for result in process_payload(payload, task, listener, start):
        write_message(answers, describe_result(result))
    write_message(answers, {})


def _fetch(url: str, limits: Limits, answers: BinaryIO) -> None:
    from newscli.input.web import fetch

    try:
        response = fetch(url, limits)
    except NewscliError as error:
        write_message(answers, describe_result(FailedArticle(url, error)))
    else:
        write_message(answers, {"response": {"url": response.url, "charset": response.charset}}, response.data)
