"""Inputs -> Articles and Reports, in order. A failure is a value, so one bad input does not stop the others.

newscli.read, read_all and inspect_all come from here, and the command line is built on this module.
"""

import os
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import asdict
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from newscli.errors import FailedArticle, NewscliError, UnreadableError
from newscli.formats.entries import Entry, Notice
from newscli.formats.opening import open_bytes, open_stream
from newscli.formats.registry import ENDINGS, FORMATS
from newscli.generator import describe_generator
from newscli.input import files
from newscli.input.deadline import limit_seconds, pause_deadline
from newscli.input.files import Input
from newscli.model import SCHEMA, Article, Failure, Field, Report, Source
from newscli.options import DEFAULT_MIN_CONFIDENCE, InspectOptions, ReadOptions

if TYPE_CHECKING:
    from newscli.pipeline.workers import Ticket

# For gc.set_threshold. Articles leave few reference cycles; looking for them as often as Python does by default costs a
# tenth of the time.
GC_THRESHOLDS = (100_000, 50, 50)
# As many inputs for each process are begun before it is their turn; a long article then holds up no other.
INPUTS_PER_JOB = 4
# Starting a process takes as long as several articles.
MAX_INPUTS_OF_ONE_JOB = 8

# Called with the path of an article and the share of it that has been read, from 0 to 1.
OnProgress = Callable[[str, float], None]
# Called with the path of an input, and what is in it besides articles.
OnNotice = Callable[[str, str], None]


def read(source: str | Path | bytes, *, name: str | None = None, options: ReadOptions | None = None) -> Article:
    """Read the one article of a file, of a web address, or of bytes.

    ``name`` is the path that the Article gives; its ending decides the format if the content does not. Raises
    NewscliError if the input can't be read or contains several articles, TypeError if ``source`` is of another type,
    ValueError if ``options`` names an unknown format or field, and nothing else.
    """
    articles = list(islice(read_all(source, name=name, options=options), 2))
    if len(articles) > 1:
        raise _add_path(UnreadableError("contains several articles: use newscli.read_all"), _name_source(source, name))
    if isinstance(articles[0], FailedArticle):
        raise _add_path(articles[0].error, articles[0].path)
    return articles[0]


def read_all(
    source: str | Path | bytes, *, name: str | None = None, options: ReadOptions | None = None
) -> Iterator[Article | FailedArticle]:
    """Read every article of a file, of a web address, or of bytes, one after another; see ``read``.

    An article that can't be read is a FailedArticle if the file has several. Raises NewscliError if the file, or the
    only article in it, can't be read.
    """
    options = _check_options(options)
    if not isinstance(source, str | Path | bytes):
        raise TypeError(f"takes a path, an address or bytes, not {type(source).__name__}")
    path = _name_source(source, name)
    try:
        if isinstance(source, bytes):
            entries = open_bytes(source, path, options)
        else:
            entries = _open_path(str(source), path, options)
        yield from (_read_entry(entry) for entry in entries if isinstance(entry, Entry))
    except NewscliError as error:
        raise _add_path(error, path) from None


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


def _read_entry(entry: Entry) -> Article | FailedArticle:
    try:
        return entry.read()
    except NewscliError as error:
        error.path = entry.source.path
        if entry.is_only_entry:
            raise
        return FailedArticle(entry.source.path, error)


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
    # Imported here: reading alone needs neither.
    from newscli import analysis, tagging

    if not isinstance(article, Article):
        kind = type(article).__name__
        raise TypeError(f"inspect() takes an Article, not {kind}: read it first, newscli.inspect(newscli.read(path))")
    labels = tagging.label(article, on_progress or (lambda position: None), use_model=use_model)
    options = InspectOptions(use_model, dates, all_quotes, min_confidence)
    return analysis.build_report(article, labels, options)


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
) -> Iterator[Report]:
    """Inspect every article of some files, folders and web addresses, in order.

    An article that can't be read gets a Report whose ``error`` is set. With several ``jobs``, as many processes
    inspect as many inputs at once; the reports come in the same order. The other arguments are those of ``inspect``,
    except that ``on_progress`` is called with the path of the article and the share of it that has been read. Raises
    TypeError if ``paths`` is a single path, ValueError if ``options`` names an unknown format or field or ``jobs`` is
    not positive, and what ``on_progress`` raises.
    """
    if jobs < 1:
        raise ValueError(f"jobs is {jobs}, and must be at least 1")
    if isinstance(paths, str | Path | bytes):
        raise TypeError(f"inspect_all() takes several paths: put one into a list, newscli.inspect_all([{paths!r}])")
    read_options = _check_options(options)
    inspect_options = InspectOptions(use_model, dates, all_quotes, min_confidence)
    inputs = chain.from_iterable(map(expand_path, paths))
    return inspect_inputs(inputs, read_options, inspect_options, on_progress, jobs=jobs)


def inspect_inputs(
    items: Iterable[Input],
    read_options: ReadOptions,
    options: InspectOptions,
    on_progress: OnProgress | None = None,
    on_start: Callable[[Input], None] = lambda item: None,
    on_notice: OnNotice = lambda path, message: None,
    jobs: int = 1,
) -> Generator[Report, None, None]:
    """Inspect the articles of several inputs, in order, by ``jobs`` processes; see ``inspect_all``.

    ``on_start`` is called before the first report of each input, ``on_notice`` with what was left out of one.
    """
    if jobs == 1:
        for item in items:
            on_start(item)
            yield from inspect_input(item, read_options, options, on_progress, on_notice)
        return
    from newscli.pipeline.workers import Pool

    with Pool(jobs, read_options, options) as pool:
        # Streams are read here, when it is their turn: a worker doesn't have them.
        tickets = ((item, None if item.stream or item.failure else pool.submit(item.path)) for item in items)
        ahead: deque[tuple[Input, Ticket | None]] = deque(islice(tickets, jobs * INPUTS_PER_JOB))
        while ahead:
            item, ticket = ahead.popleft()
            on_start(item)
            if ticket is None:
                yield from inspect_input(item, read_options, options, on_progress, on_notice)
            else:
                yield from _receive_reports(ticket, on_progress, on_notice)
            ahead.extend(islice(tickets, 1))


def _receive_reports(ticket: "Ticket", on_progress: OnProgress | None, on_notice: OnNotice) -> Iterator[Report]:
    for answer in ticket:
        if "report" in answer:
            yield Report.from_dict(answer["report"])
        elif "notice" in answer:
            on_notice(answer["path"], answer["notice"])
        elif on_progress is not None:
            on_progress(answer["path"], answer["share"])


def count_jobs(inputs: int) -> int:
    """Count the processes to use for so many inputs: as many as the cores that this process may use, for several."""
    if inputs <= MAX_INPUTS_OF_ONE_JOB:
        return 1
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def inspect_input(
    item: Input,
    read_options: ReadOptions,
    options: InspectOptions,
    on_progress: OnProgress | None = None,
    on_notice: OnNotice = lambda path, message: None,
) -> Iterator[Report]:
    """Inspect the articles of one input; see ``inspect_inputs``. Never raises because of what is in an input."""
    seconds = read_options.limits.max_seconds
    entries = _open_input(item, read_options)
    while True:
        try:
            with limit_seconds(seconds):
                entry = next(entries, None)
        except NewscliError as error:
            yield _report_failure(item.path, error)
            return
        except Exception as error:  # a bug in newscli must not stop the other files
            _reraise_interrupt(error)
            yield _report_defect(item.path, error)
            return
        if entry is None:
            return
        if isinstance(entry, Notice):
            on_notice(item.path, entry.message)
            continue
        yield _inspect_entry(entry, seconds, options, on_progress)


def _open_input(item: Input, options: ReadOptions) -> Iterator[Entry | Notice]:
    if item.failure is not None:
        raise item.failure
    if item.stream is not None:
        # Waiting for the writer of a pipe does not count against the time limit.
        yield from open_stream(item.stream, item.path, options, pause_deadline)
    else:
        yield from _open_path(item.path, item.path, options)


def _open_path(path: str, name: str, options: ReadOptions) -> Iterator[Entry | Notice]:
    """The articles in a file or at a web address, which reports call ``name``."""
    if files.is_url(path):
        from newscli.input.web import fetch

        response = fetch(path, options.limits)
        url = Field("url", response.url, "address")
        yield from open_bytes(response.data, name, options, response.charset, (url,))
    else:
        with closing(files.open_file(path)) as stream:
            yield from open_stream(stream, name, options)


def _inspect_entry(entry: Entry, seconds: float, options: InspectOptions, on_progress: OnProgress | None) -> Report:
    path = entry.source.path
    callback_errors: list[Exception] = []
    try:
        with limit_seconds(seconds):
            article = entry.read()
        size = max(1, len(article.text))

        def report_share(position: int) -> None:
            if on_progress is None:
                return
            try:
                on_progress(path, position / size)
            except Exception as error:
                callback_errors.append(error)
                raise

        report_share(0)
        return inspect(article, **asdict(options), on_progress=report_share)
    except Exception as error:  # nor the other articles of the same file
        if error in callback_errors:
            raise
        if isinstance(error, NewscliError):
            return _report_failure(path, error)
        _reraise_interrupt(error)
        return _report_defect(path, error)


def _reraise_interrupt(error: BaseException) -> None:
    """Raise the interrupt that an extension module turned into an error of its own, as pybind11 does at import."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, KeyboardInterrupt | SystemExit):
            raise cause
        cause = cause.__cause__


def _report_failure(path: str, error: NewscliError) -> Report:
    return Report(SCHEMA, Failure(error.code, error.message), describe_generator(), Source(path))


def _report_defect(path: str, error: Exception) -> Report:
    message = f"hit a bug in newscli ({type(error).__name__}: {error}); please report it"
    return Report(SCHEMA, Failure("internal", message), describe_generator(), Source(path))
