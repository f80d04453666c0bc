"""PDF -> Article."""

import re
from collections.abc import Iterator, Sequence
from functools import partial
from importlib.util import find_spec

from newscli.formats.documents import build_article
from newscli.formats.entries import Entry, RawFile
from newscli.formats.pdf.columns import order_columns
from newscli.formats.pdf.extraction import Document, extract
from newscli.formats.pdf.footnotes import move_footnotes
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

    Raises MissingLibraryError if pypdf is not installed, LimitError if the document has too much text, EmptyError if
    its pages have none, UnreadableError if it is damaged or has a password.
    """
    if find_spec("pypdf") is None:
        raise explain_missing("pypdf")
    document = extract(data, limits.max_unpacked)
    pages = [order_columns(page) for page in document.pages]
    lines, margin_texts = separate_margins(move_footnotes(pages))
    drafts = build_blocks(lines, " ".join(document.title.split()))
    return build_article(source, drafts, list(_list_fields(document, margin_texts)), _EMPTY_MESSAGE)


def _list_fields(document: Document, margin_texts: Sequence[str]) -> Iterator[Field]:
    """Yield the document's properties, and the date in its running heads.

    The creation date is left out: it is when the document was printed or exported.
    """
    for key, name, text in (("title", "title", document.title), ("authors", "author", document.author)):
        value = " ".join(text.split())
        if value and not (key == "title" and _DEFAULT_TITLE.match(value)):
            yield Field(key, value, f"PDF {name}")
    for text in margin_texts:
        if (date := PRINTED_DATE.search(text)) and not _CLOCK.search(text) and not _PRINTED.fullmatch(text):
            yield Field("published", date[0], "running head")
