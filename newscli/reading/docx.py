"""Word documents (Office Open XML) -> Article, by python-docx.

Heading styles are sections, core properties metadata.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from newscli.errors import EmptyError, UnreadableError
from newscli.limits import Limits
from newscli.model import Article, Field, Source, Span
from newscli.reading.archive import opened
from newscli.reading.html.body import Part, laid_out
from newscli.reading.library import library

_HEADING = re.compile(r"heading (\d)", re.IGNORECASE)


def read(source: Source, data: bytes, limits: Limits) -> Article:
    """Read a document. Raises MissingError where python-docx is not installed, EmptyError where it has no text."""
    docx = library("docx", "docx")
    # It reads all parts at once: their sizes are counted before.
    opened(data, limits).close()
    try:
        document = docx.Document(BytesIO(data))
        some = [part for part in _parts(document) if part.words]
        fields = list(_fields(document.core_properties))
    except Exception as error:  # broken documents break it in many ways
        raise UnreadableError(f"is no whole Word document ({type(error).__name__}: {error})") from error
    title = next((part for part in some if part.kind == "title"), None)
    if title:
        fields.insert(0, Field("title", title.words, "Title style"))
    text, blocks = laid_out([part for part in some if part.kind != "title"])
    if not blocks:
        raise EmptyError("is a document without text")
    return Article(source, text, Span(0, blocks[-1].span.end), blocks, tuple(fields), headings_known=True)


def _parts(document: Any) -> Iterator[Part]:
    for one in document.iter_inner_content():
        if hasattr(one, "rows"):
            for row in one.rows:
                yield Part("row", "\t".join(" ".join(cell.text.split()) for cell in row.cells).strip())
            continue
        words = " ".join(one.text.split())
        style = (one.style.name if one.style is not None else None) or ""
        heading = _HEADING.match(style)
        if style == "Title":
            yield Part("title", words)
        elif heading:
            yield Part("heading", words, int(heading[1]))
        elif style.startswith("List") and words:
            yield Part("item", f"- {words}")
        else:
            yield Part("quote" if "Quote" in style else "paragraph", words)


def _fields(core: Any) -> Iterator[Field]:
    for key, name in (("title", "title"), ("authors", "author"), ("section", "category"), ("language", "language")):
        if value := " ".join(str(getattr(core, name) or "").split()):
            yield Field(key, value, f"core property {name}")
    for key, name in (("published", "created"), ("modified", "modified")):
        if value := getattr(core, name):
            yield Field(key, value.isoformat(), f"core property {name}")
