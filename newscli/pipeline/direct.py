"""Payloads -> Articles or Reports, in this process. A failure is a value, so that it does not stop the others."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from newscli.errors import FailedArticle, LimitError, NewscliError, explain_defect
from newscli.formats.entries import Entry, MemberWatch, Notice
from newscli.formats.opening import Payload, open_payload
from newscli.limits import Limits
from newscli.model import Article, Report
from newscli.options import InspectOptions
from newscli.pipeline.tasks import Listener, Result, Start, Task


def process_payload(payload: Payload, task: Task, listener: Listener, start: Start) -> Iterator[Result]:
    """Read or inspect the articles in a payload, in order. Raises nothing but what the listener raises."""
    members = MemberWatch(start.failures, listener.on_member)
    entries = open_payload(payload, task.read, start.number, members)
    skip = start.skip
    while True:
        try:
            entry = next(entries, None)
        except Exception as error:
            yield FailedArticle(payload.name, explain_failure(error, task.read.limits))
            return
        if entry is None:
            return
        if isinstance(entry, Notice):
            listener.on_notice(payload.name, entry.message)
        elif skip:
            skip -= 1
        else:
            listener.on_entry(entry.source.path)
            yield _process_entry(entry, task, listener)


def _process_entry(entry: Entry, task: Task, listener: Listener) -> Result:
    path = entry.source.path
    callback_errors: list[Exception] = []

    def report_share(share: float) -> None:
        try:
            listener.on_progress(path, share)
        except Exception as error:
            callback_errors.append(error)
            raise

    try:
        if entry.report is not None and task.inspect == InspectOptions(all_quotes=True):
            return replace(entry.report, source=entry.source)
        article = entry.read()
        if task.inspect is None:
            return article
        report_share(0)
        size = max(1, len(article.text))
        return inspect_article(article, task.inspect, lambda position: report_share(position / size))
    except Exception as error:
        if error in callback_errors:
            raise
        return FailedArticle(path, explain_failure(error, task.read.limits))


def inspect_article(article: Article, options: InspectOptions, on_progress: Callable[[int], None]) -> Report:
    """Find in an article what the options ask for; ``on_progress`` is told how many code points the model has read.

    Raises WeightsError if the model is missing or damaged.
    """
    # Imported here: reading alone needs neither.
    from newscli import analysis, tagging

    labels = tagging.label(article, on_progress, use_model=options.use_model)
    return analysis.build_report(article, labels, options)


def explain_failure(error: Exception, limits: Limits) -> NewscliError:
    """Explain to the user why an article could not be read. Raises an interrupt that stands behind the error."""
    if isinstance(error, NewscliError):
        return error
    cause: BaseException | None = error
    while cause is not None:
        # An extension module turned it into an error of its own, as pybind11 does at import.
        if isinstance(cause, KeyboardInterrupt | SystemExit):
            raise cause
        cause = cause.__cause__
    if isinstance(error, MemoryError):
        return LimitError(f"needs over {limits.max_memory:,} bytes of memory; raise --max-memory to read it")
    defect = explain_defect(error)
    defect.__cause__ = error
    return defect
