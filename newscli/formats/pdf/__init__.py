"""PDF -> Article: pypdf reads the pages, in a process of its own with limits of memory and seconds."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from importlib.util import find_spec
from typing import Any

from newscli.errors import LimitError, UnreadableError
from newscli.formats.entries import Entry, RawFile
from newscli.formats.pdf.pages import Line, parted, parts
from newscli.lang.en.calendar import PRINTED_DATE
from newscli.limits import Limits
from newscli.model import Article, Field, Source
from newscli.optional_imports import explain_missing
from newscli.structure import blocks

# A clock says when a page was printed, not when its paper came out.
_CLOCK = re.compile(r"\d:\d\d")
# What programs call a document that nobody named.
_NAMELESS = re.compile(r"microsoft word\b|untitled\b|\S+\.(?:docx?|odt|rtf|indd|qxd|pdf|html?)$", re.IGNORECASE)
_EMPTY = "has no text, pictures of pages perhaps; run OCR on it first"


def open_entries(file: RawFile, format: str) -> Iterator[Entry]:
    """The one article of a document."""
    yield Entry(format, None, partial(read, data=file.data, limits=file.options.limits))


def read(source: Source, data: bytes, limits: Limits) -> Article:
    """Read a document's pages in reading order, as far as the file gives it. Raises MissingLibraryError where pypdf is
    not installed, LimitError where it takes too much time or memory, EmptyError for pages that are pictures."""
    if find_spec("pypdf") is None:
        raise explain_missing("pypdf")
    found = _found(data, limits)
    lines, edges = parted([[Line(*line) for line in page] for page in found["pages"]])
    title = " ".join(found["title"].split())
    return blocks.build_from_blocks(source, parts(lines, title), _fields(found, edges), _EMPTY, document=True)


def _fields(found: Mapping[str, Any], edges: Sequence[str]) -> Iterator[Field]:
    """What the document states, and the day in its running heads. The day on which the file was made is none of these:
    it is that of the printing or the export."""
    for key, name in (("title", "title"), ("authors", "author")):
        value = " ".join(found[name].split())
        if value and not (key == "title" and _NAMELESS.match(value)):
            yield Field(key, value, f"PDF {name}")
    for line in edges:
        if (day := PRINTED_DATE.search(line)) and not _CLOCK.search(line):
            yield Field("published", day[0], "running head")


def _found(data: bytes, limits: Limits) -> dict[str, Any]:
    command = [sys.executable, "-I", "-m", "newscli.formats.pdf.worker", str(limits.max_unpacked)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=limits.max_seconds or None, check=False)
    except subprocess.TimeoutExpired:
        raise LimitError(f"took over {limits.max_seconds:g} s to read; raise --max-seconds to wait longer") from None
    if done.returncode < 0:
        raise UnreadableError(f"was not read: its reader was ended by signal {-done.returncode}; try it again")
    try:
        found: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        # Python itself gave up, for want of memory most likely.
        raise UnreadableError("was not read: its reader ended without an answer; try it again") from None
    if "limit" in found:
        raise LimitError(f"is too much for the PDF reader ({found['limit']})")
    if "error" in found:
        raise UnreadableError(f"is no whole PDF ({found['error']})")
    return found
