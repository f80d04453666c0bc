"""How a process and its worker speak to each other: lines of JSON, with bytes after a line that states their number.

To the worker, {"warm": bool} says to get ready, with the model or without. {"task", "start", "payload", "size"} has the
bytes of the payload after it, and {"fetch": address, "limits"} is an address.

From the worker come {"member": number} before each file of an archive and {"entry": path} before each article,
{"share"} and {"notice"} of what is in work, and one of {"article"}, {"report"} and {"failure": {"path", "code",
"message"}} for each article; {} ends a task. What it fetched is {"response": {"url", "charset"}, "size"}, with the
bytes after it.
"""

import json
from typing import IO, Any

from newscli.errors import FailedArticle, build_error
from newscli.formats.opening import Payload
from newscli.model import Article, Field, Report, Source
from newscli.pipeline.tasks import Result, Start
from newscli.plain import from_plain, to_plain

Message = dict[str, Any]
SIZE = "size"


def write_message(stream: IO[bytes], message: Message, data: bytes = b"") -> None:
    """Write a message, and the bytes that belong to it."""
    stream.write(json.dumps({**message, SIZE: len(data)} if data else message).encode() + b"\n")
    stream.write(data)
    stream.flush()


def read_message(stream: IO[bytes], max_bytes: int = -1) -> tuple[Message, bytes] | None:
    """Read a message and its bytes.

    None if the stream ends before the end of one, a line has over ``max_bytes``, or it is no message.
    """
    line = stream.readline(max_bytes)
    try:
        message = json.loads(line) if line.endswith(b"\n") else None
    except (ValueError, RecursionError):
        return None
    if not isinstance(message, dict):
        return None
    size = message.get(SIZE, 0)
    if not isinstance(size, int):
        return None
    data = stream.read(size) if size > 0 else b""
    return (message, data) if len(data) == size else None


def describe_payload(payload: Payload) -> Message:
    """Describe a payload without its data."""
    return {
        "name": payload.name,
        "charset": payload.charset,
        "fields": to_plain(payload.fields),
        "file": to_plain(payload.file),
    }


def build_payload(message: Message, data: bytes) -> Payload:
    """Undo ``describe_payload``."""
    return Payload(
        message["name"],
        data,
        message["charset"],
        from_plain(tuple[Field, ...], message["fields"]),
        from_plain(Source | None, message["file"]),
    )


def describe_start(start: Start) -> Message:
    """Describe where to begin."""
    failures = {str(number): [error.code, error.message] for number, error in start.failures.items()}
    return {"number": start.number, "skip": start.skip, "failures": failures}


def build_start(message: Message) -> Start:
    """Undo ``describe_start``."""
    failures = {int(number): build_error(*error) for number, error in message["failures"].items()}
    return Start(message["number"], message["skip"], failures)


def describe_result(result: Result) -> Message:
    """Describe what came of an article."""
    if isinstance(result, FailedArticle):
        return {"failure": {"path": result.path, "code": result.error.code, "message": result.error.message}}
    return {"article" if isinstance(result, Article) else "report": to_plain(result)}


def build_result(message: Message) -> Result | None:
    """Undo ``describe_result``; None for a message of another kind. Raises TypeError if it is not what it says."""
    if "report" in message:
        return from_plain(Report, message["report"])  # type: ignore[no-any-return]
    if "article" in message:
        return from_plain(Article, message["article"])  # type: ignore[no-any-return]
    if "failure" in message:
        failure = message["failure"]
        return FailedArticle(failure["path"], build_error(failure["code"], failure["message"]))
    return None
