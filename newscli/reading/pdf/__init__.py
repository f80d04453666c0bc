"""PDF -> Article: pypdf reads the pages, in a process of its own with limits of memory and seconds."""

import json
import subprocess
import sys
from importlib.util import find_spec
from typing import Any

from newscli.errors import EmptyError, LimitError, MissingError, UnreadableError
from newscli.limits import Limits
from newscli.model import Article, Field, Source
from newscli.reading import plain
from newscli.reading.pdf.pages import joined

_FIELDS = (("title", "title"), ("authors", "author"), ("published", "created"), ("modified", "modified"))


def read(source: Source, data: bytes, limits: Limits) -> Article:
    """Read a document's pages in reading order, as far as the file gives it. Raises MissingError where pypdf is not
    installed, LimitError where it takes too long, EmptyError for pages that are pictures."""
    if find_spec("pypdf") is None:
        raise MissingError("needs a library that is not installed: pip install 'newscli[pdf]'")
    found = _found(data, limits)
    text = joined(found["pages"])
    if not text.strip():
        raise EmptyError("has no text, pictures of pages perhaps; run OCR on it first")
    fields = [
        Field(key, " ".join(str(value).split()), f"PDF {name}")
        for key, name in _FIELDS
        if (value := found.get(name)) and str(value).strip()
    ]
    return plain.story(source, text, fields, ())


def _found(data: bytes, limits: Limits) -> dict[str, Any]:
    command = [sys.executable, "-I", "-m", "newscli.reading.pdf.worker"]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=limits.max_seconds or None, check=False)
    except subprocess.TimeoutExpired:
        raise LimitError(f"took over {limits.max_seconds:g} s to read; raise --max-seconds to wait longer") from None
    if done.returncode < 0 or not done.stdout:
        raise LimitError("needs more memory or time than a PDF may take")
    found: dict[str, Any] = json.loads(done.stdout)
    if "error" in found:
        raise UnreadableError(f"is no whole PDF ({found['error']})")
    return found
