"""OpenDocument texts (ODF 1.3, ISO/IEC 26300) -> Article, by lxml: headings are sections, notes come at the end."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from lxml import etree

from newscli.errors import LimitError, NewscliError, UnreadableError
from newscli.formats.documents import build_article
from newscli.formats.entries import Entry, RawFile
from newscli.formats.html.page import is_deeper_than
from newscli.formats.xml import parse_xml
from newscli.input.archives import read_members
from newscli.input.budget import UnpackBudget
from newscli.limits import Limits
from newscli.model import Article, Field, Source
from newscli.structure.drafts import DraftBlock

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"
# Comments, deleted text, tables of contents, and the declarations of fields.
_HIDDEN = frozenset(
    (f"{_OFFICE}annotation", f"{_TEXT}tracked-changes", f"{_TEXT}table-of-content", f"{_TEXT}sequence-decls")
)
_NOTE, _NOTE_BODY = f"{_TEXT}note", f"{_TEXT}note-body"
_FIELDS = (("title", f"{_DC}title"), ("authors", f"{_DC}creator"), ("language", f"{_DC}language"))


def open_entries(file: RawFile, format: str) -> Iterator[Entry]:
    """Yield the one article of a document."""
    yield Entry(format, None, partial(read, data=file.data, limits=file.options.limits))


def read(source: Source, data: bytes, limits: Limits) -> Article:
    """Read a document.

    Raises EmptyError if it has no text, LimitError if it unpacks to too many bytes or nests too deep, UnreadableError
    if it is damaged.
    """
    parts = dict(read_members(data, UnpackBudget(limits)))
    content = _parse(parts.get("content.xml"), limits)
    body = content.find(f".//{_OFFICE}text")
    if body is None:
        raise UnreadableError("is no OpenDocument text")
    fields = []
    if "meta.xml" in parts:
        meta = _parse(parts["meta.xml"], limits)
        fields = [
            Field(key, value.strip(), "document properties")
            for key, tag in _FIELDS
            if (value := meta.findtext(f".//{tag}") or "").strip()
        ]
    notes: list[DraftBlock] = []
    drafts = list(_build_blocks(body, notes))
    return build_article(source, [*drafts, *notes], fields, "has no text")


def _parse(data: bytes | NewscliError | None, limits: Limits) -> Any:
    if data is None:
        raise UnreadableError("is not a complete OpenDocument text")
    if isinstance(data, NewscliError):
        raise data
    try:
        root = parse_xml(data)
    except etree.XMLSyntaxError as error:
        raise UnreadableError(f"is not a complete OpenDocument text ({error})") from None
    if is_deeper_than(root, limits.max_nesting):
        raise LimitError(f"is nested more than {limits.max_nesting} levels deep; raise --max-nesting to read it")
    return root


def _build_blocks(element: Any, notes: list[DraftBlock], in_list: bool = False) -> Iterator[DraftBlock]:
    """Build the blocks of an element, in order; those of its notes are added to ``notes``."""
    for child in element:
        if child.tag in _HIDDEN:
            continue
        if child.tag == f"{_TEXT}h":
            level = child.get(f"{_TEXT}outline-level") or "1"
            text = " ".join(_read_text(child, notes).split())
            yield DraftBlock("heading", text, int(level) if level.isdecimal() else 1)
        elif child.tag == f"{_TEXT}p":
            for line in _read_text(child, notes).split("\n"):
                text = " ".join(line.split())
                yield DraftBlock("item" if in_list else "paragraph", f"- {text}" if in_list and text else text)
        elif child.tag == f"{_TABLE}table-row":
            cells = [" ".join(_read_text(cell, notes).split()) for cell in child if isinstance(cell.tag, str)]
            yield DraftBlock("row", "\t".join(cells).strip())
        elif isinstance(child.tag, str):
            yield from _build_blocks(child, notes, in_list or child.tag == f"{_TEXT}list-item")


def _read_text(element: Any, notes: list[DraftBlock]) -> str:
    """Read the text of a paragraph: spaces, tabs and line breaks are elements; notes are kept for the end."""
    parts = [element.text or ""]
    for child in element:
        if child.tag == _NOTE:
            body = child.find(_NOTE_BODY)
            if body is not None:
                notes.extend(_build_blocks(body, []))
        elif child.tag == f"{_TEXT}line-break":
            parts.append("\n")
        elif child.tag in (f"{_TEXT}s", f"{_TEXT}tab"):
            parts.append(" ")
        elif isinstance(child.tag, str) and child.tag not in _HIDDEN:
            parts.append(_read_text(child, notes))
        parts.append(child.tail or "")
    return "".join(parts)
