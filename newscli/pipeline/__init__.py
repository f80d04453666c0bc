"""Inputs -> Articles and Reports, in order. A failure is a value, so one bad input does not stop the others.

newscli.read, read_all and inspect_all come from here, and the command line is built on this module.
"""

import os
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from newscli.errors import FailedArticle, NewscliError, UnreadableError
from newscli.formats.registry import ENDINGS, FORMATS
from newscli.generator import describe_generator
from newscli.input import files
from newscli.input.files import Input
from newscli.model import SCHEMA, Article, Failure, Report, Source
from newscli.options import DEFAULT_MIN_CONFIDENCE, InspectOptions, ReadOptions
from newscli.pipeline.direct import explain_failure, inspect_article
from newscli.pipeline.inputs import process_input
from newscli.pipeline.tasks import Listener, OnProgress, Result, Task

if TYPE_CHECKING:
    from newscli.pipeline.pool import Ticket
    from newscli.pipeline.workers import Workers

# As many inputs for each process are begun before it is their turn; a long article then holds up no other.
INPUTS_PER_JOB = 4
# Starting a process takes as long as several articles.
MAX_INPUTS_OF_ONE_JOB = 8


def read(
    source: str | Path | bytes, *, name: str | None = None, options: ReadOptions | None = None, isolate: bool = True
) -> Article:
    """Read the one article of a file, of a web address, or of bytes.

    ``name`` is the path that the Article gives; its ending decides the format if the content does not. With ``isolate``
    a worker process reads, within the limits on time and memory; without it this process does, and neither limit
    holds. Raises NewscliError if the input can't be read or contains several articles, TypeError if ``source`` is of
    another type, ValueError if ``options`` names an unknown format or field, and nothing else.
    """
    articles = list(islice(read_all(source, name=name, options=options, isolate=isolate), 2))
    if len(articles) > 1:
        raise _add_path(UnreadableError("contains several articles: use newscli.read_all"), _name_source(source, name))
    if isinstance(articles[0], FailedArticle):
        raise articles[0].error
    return articles[0]


def read_all(
    source: str | Path | bytes, *, name: str | None = None, options: ReadOptions | None = None, isolate: bool = True
) -> Iterator[Article | FailedArticle]:
    """Read every article of a file, of a web address, or of bytes, one after another; see ``read``.

    An article that can't be read is a FailedArticle if the file has several. Raises NewscliError if the file, or the
    only article in it, can't be read.
    """
    options = _check_options(options)
    if not isinstance(source, str | Path | bytes):
        raise TypeError(f"takes a path, an address or bytes, not {type(source).__name__}")
    path = _name_source(source, name)
    item = Input(path, data=source) if isinstance(source, bytes) else Input(path, source=str(source))
    for result in process_input(item, Task(options), Listener(), _get_workers(isolate=isolate)):
        if isinstance(result, FailedArticle):
            _add_path(result.error, result.path)
            if result.path == path:
                raise result.error
        yield cast(Article | FailedArticle, result)


def _check_options(options: ReadOptions | None) -> ReadOptions:
    """Return the options, or the defaults for None. Raises ValueError for an unknown format or field."""
    options = options or ReadOptions()
    if options.mapping:
        from newscli.formats.json import MAPPABLE_KEYS

        if not options.mapping.keys() <= set(MAPPABLE_KEYS):
            raise ValueError(f"unknown field in {dict(options.mapping)!r}: use any of {', '.join(MAPPABLE_KEYS)}")
    if options.format is not None and options.format not in FORMATS:
        raise ValueError(f"unknown format {options.format!r}: use one of {', '.join(FORMATS)}")
    return options


def _name_source(source: str | Path | bytes, name: str | None) -> str:
    return name or ("-" if isinstance(source, bytes) else str(source))


def _add_path(error: NewscliError, path: str) -> NewscliError:
    error.path = error.path or path
    return error


def expand_path(path: str | Path) -> Iterator[Input]:
    """Yield what a path stands for: the file or address itself, or the files of a folder that newscli reads, sorted."""
    return files.expand_path(str(path), ENDINGS)


def inspect(
    article: Article,
    *,
    use_model: bool = True,
    dates: bool = True,
    all_quotes: bool = False,
    min_confidence: float = DEFAULT_MIN_CONFIDENCE,
    on_progress: Callable[[int], None] | None = None,
) -> Report:
    """Find everything that newscli knows to find in an article.

    Without ``use_model`` the Report comes far sooner, with metadata, sections and warnings, but without entities and,
    in English texts, without quotes. Without ``dates`` it has no date and time expressions. The quotes are statements,
    questions and requests; paraphrases only with a confidence of at least ``min_confidence``. With ``all_quotes`` they
    are everything that the model finds. ``on_progress`` is told how many code points of the text the model has read.

    Raises TypeError for what is not an Article, WeightsError if the model is missing or damaged, and nothing else.
    """
    if not isinstance(article, Article):
        kind = type(article).__name__
        raise TypeError(f"inspect() takes an Article, not {kind}: read it first, newscli.inspect(newscli.read(path))")
    options = InspectOptions(use_model, dates, all_quotes, min_confidence)
    return inspect_article(article, options, on_progress or (lambda position: None))


def inspect_all(
    paths: Iterable[str | Path],
    *,
    options: ReadOptions | None = None,
    use_model: bool = True,
    dates: bool = True,
    all_quotes: bool = False,
    min_confidence: float = DEFAULT_MIN_CONFIDENCE,
    on_progress: OnProgress | None = None,
    jobs: int = 1,
    isolate: bool = True,
) -> Iterator[Report]:
    """Inspect every article of some files, folders and web addresses, in order.

    An article that can't be read gets a Report whose ``error`` is set. With several ``jobs``, as many processes
    inspect as many inputs at once; the reports come in the same order. Without ``isolate`` this process does all of
    it, and no limit on time or memory holds. The other arguments are those of ``inspect``, except that ``on_progress``
    is called with the path of the article and the share of it that has been read. Raises TypeError if ``paths`` is a
    single path, ValueError if ``options`` names an unknown format or field, ``jobs`` is not positive, or several are
    not isolated, and what ``on_progress`` raises.
    """
    if jobs < 1:
        raise ValueError(f"jobs is {jobs}, and must be at least 1")
    if jobs > 1 and not isolate:
        raise ValueError(f"{jobs} jobs need isolate=True: each is a process")
    if isinstance(paths, str | Path | bytes):
        raise TypeError(f"inspect_all() takes several paths: put one into a list, newscli.inspect_all([{paths!r}])")
    task = Task(_check_options(options), InspectOptions(use_model, dates, all_quotes, min_confidence))
    inputs = chain.from_iterable(map(expand_path, paths))
    listener = Listener() if on_progress is None else Listener(on_progress)
    return inspect_inputs(inputs, task, listener, jobs=jobs, isolate=isolate)


def inspect_inputs(
    items: Iterable[Input],
    task: Task,
    listener: Listener,
    on_start: Callable[[Input], None] = lambda item: None,
    *,
    jobs: int = 1,
    isolate: bool = True,
) -> Generator[Report, None, None]:
    """Inspect the articles of several inputs, in order, by ``jobs`` processes; see ``inspect_all``.

    ``on_start`` is called before the first report of each input.
    """
    if jobs == 1:
        for item in items:
            on_start(item)
            yield from map(_to_report, process_input(item, task, listener, _get_workers(isolate=isolate)))
        return
    from newscli.pipeline.pool import Pool

    with Pool(jobs, task, listener) as pool:
        # A stream is read when it is its turn, by one thread only.
        tickets = ((item, None if item.stream else pool.submit(item)) for item in items)
        ahead: deque[tuple[Input, Ticket | None]] = deque(islice(tickets, jobs * INPUTS_PER_JOB))
        while ahead:
            item, ticket = ahead.popleft()
            on_start(item)
            yield from map(_to_report, ticket or pool.submit(item))
            ahead.extend(islice(tickets, 1))


def inspect_record(record: Mapping[str, Any], path: str) -> Report:
    """Inspect the article in a JSON record, in this process; the quotes are everything that the model finds.

    Without isolation, no limit on time or memory holds. Never raises: an article that can't be read has an ``error``.
    """
    from newscli.formats import json

    options = ReadOptions()
    try:
        article = json.read(Source(path, format="json"), dict(record), options.limits, options.mapping)
        return inspect_article(article, InspectOptions(all_quotes=True), lambda position: None)
    except Exception as error:
        return _to_report(FailedArticle(path, explain_failure(error, options.limits)))


def _get_workers(*, isolate: bool) -> "Workers | None":
    """Get the workers that are shared by all that read one input after another; None without isolation."""
    if not isolate:
        return None
    from newscli.pipeline.workers import SHARED

    return SHARED


def count_jobs(inputs: int) -> int:
    """Count the processes to use for so many inputs: as many as the cores that this process may use, for several."""
    if inputs <= MAX_INPUTS_OF_ONE_JOB:
        return 1
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _to_report(result: Result) -> Report:
    if isinstance(result, FailedArticle):
        failure = Failure(result.error.code, result.error.message)
        return Report(SCHEMA, failure, describe_generator(), Source(result.path))
    return cast(Report, result)
