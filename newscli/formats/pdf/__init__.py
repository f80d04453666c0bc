"""PDF -> Article. pypdf reads the pages in a process of its own, with limits on memory and time."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from importlib.util import find_spec
from typing import Any

from newscli.errors import LimitError, UnreadableError
from newscli.formats.documents import build_article
from newscli.formats.entries import Entry, RawFile
from newscli.formats.pdf.columns import order_columns
from newscli.formats.pdf.footnotes import move_footnotes
from newscli.formats.pdf.lines import PageLine
from newscli.formats.pdf.margins import separate_margins
from newscli.formats.pdf.pages import build_blocks
from newscli.lang.en.calendar import PRINTED_DATE
from newscli.lang.en.documents import PRINT_LINES
from newscli.limits import Limits
from newscli.model import Article, Field, Source
from newscli.optional_imports import explain_missing

# A running head with a time of day says when the page was printed, not when the paper came out.
_CLOCK = re.compile(r"\d:\d\d")
_PRINTED = re.compile("|".join(PRINT_LINES), re.IGNORECASE)
# Titles that programs give to a document that nobody named.
_DEFAULT_TITLE = re.compile(r"microsoft word\b|untitled\b|\S+\.(?:docx?|odt|rtf|indd|qxd|pdf|html?)$", re.IGNORECASE)
_EMPTY_MESSAGE = "has no text; its pages may be scanned images: run OCR on it first"


def open_entries(file: RawFile, format: str) -> Iterator[Entry]:
    """Yield the one article of a document."""
    yield Entry(format, None, partial(read, data=file.data, limits=file.options.limits))


def read(source: Source, data: bytes, limits: Limits) -> Article:
    """Read a document's pages in the order of the file.

    Raises MissingLibraryError if pypdf is not installed, LimitError if the document takes too much time or memory,
    EmptyError if its pages have no text, UnreadableError if it is damaged or has a password.
    """
    if find_spec("pypdf") is None:
        raise explain_missing("pypdf")
    answer = ask_worker(data, limits)
    pages = [order_columns([PageLine(*line) for line in page]) for page in answer["pages"]]
    lines, margin_texts = separate_margins(move_footnotes(pages))
    drafts = build_blocks(lines, " ".join(answer["title"].split()))
    return build_article(source, drafts, list(_list_fields(answer, margin_texts)), _EMPTY_MESSAGE)


def _list_fields(answer: Mapping[str, Any], margin_texts: Sequence[str]) -> Iterator[Field]:
    """Yield the document's properties, and the date in its running heads.

    The creation date is left out: it is when the document was printed or exported.
    """
    for key, name in (("title", "title"), ("authors", "author")):
        value = " ".join(answer[name].split())
        if value and not (key == "title" and _DEFAULT_TITLE.match(value)):
            yield Field(key, value, f"PDF {name}")
    for text in margin_texts:
        if (date := PRINTED_DATE.search(text)) and not _CLOCK.search(text) and not _PRINTED.fullmatch(text):
            yield Field("published", date[0], "running head")


def ask_worker(data: bytes, limits: Limits) -> dict[str, Any]:
    """Ask the worker process for the pages, title and author of a document; worker.py describes the answer."""
    command = [sys.executable, "-I", "-m", "newscli.formats.pdf.worker", str(limits.max_unpacked)]
    try:
        worker = subprocess.run(
            command, input=data, capture_output=True, timeout=limits.max_seconds or None, check=False
        )
    except subprocess.TimeoutExpired:
        raise LimitError(f"took over {limits.max_seconds:g} s to read; raise --max-seconds to wait longer") from None
    if worker.returncode < 0:
        raise UnreadableError(f"can't be read: the PDF process was ended by signal {-worker.returncode}; try again")
    try:
        answer: dict[str, Any] = json.loads(worker.stdout)
    except ValueError:
        # Python itself crashed, most likely for lack of memory.
        raise UnreadableError("can't be read: the PDF process ended without an answer; try again") from None
    if "limit" in answer:
        raise LimitError(f"exceeds a limit ({answer['limit']})")
    if "error" in answer:
        raise UnreadableError(f"is not a complete PDF ({answer['error']})")
    return answer
