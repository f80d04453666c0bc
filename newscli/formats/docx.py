"""Word documents (Office Open XML, ECMA-376 part 1) -> Article, by python-docx.

Heading styles are sections, core properties metadata. What python-docx itself passes over is read, too: insertions of
tracked changes, content controls, text boxes, lists that are numbered outside of their style.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from io import BytesIO
from typing import Any

from newscli.errors import LimitError, UnreadableError
from newscli.formats.entries import Entry, RawFile
from newscli.input.archives import open_zip
from newscli.input.budget import UnpackBudget
from newscli.limits import Limits
from newscli.model import Article, BlockKind, Field, Source
from newscli.optional_imports import import_optional
from newscli.structure import blocks
from newscli.structure.blocks import DraftBlock

_HEADING = re.compile(r"heading (\d)", re.IGNORECASE)
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# What another place of the document shows, or nobody: deleted and moved words, the old way to write a text box.
_UNSHOWN = frozenset(
    (f"{_W}del", f"{_W}moveFrom", "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback")
)
_BOX = f"{_W}txbxContent"
# The day on which the template of python-docx was made: its documents have it unless they are told another.
_TEMPLATE = datetime(2013, 12, 23, 23, 15)
_MOST_STYLES = 20


def open_entries(file: RawFile, format: str) -> Iterator[Entry]:
    """The one article of a document."""
    yield Entry(format, None, partial(read, data=file.data, limits=file.options.limits))


def read(source: Source, data: bytes, limits: Limits) -> Article:
    """Read a document. Raises MissingLibraryError where python-docx is not installed, EmptyError where it has no text,
    LimitError where it unpacks to too much or nests too deep."""
    docx = import_optional("docx", "python-docx")
    # It unpacks all parts at once: what they state is counted before, and no more than that comes out.
    meter = UnpackBudget(limits)
    with open_zip(data, meter) as archive:
        meter.spend_bytes(sum(one.file_size for one in archive.infolist()))
    try:
        document = docx.Document(BytesIO(data))
        found = list(_Reader(document, limits).parts(document.element.body, 0))
        fields = list(_fields(document.core_properties))
    except LimitError:
        raise
    except Exception as error:  # broken documents break it in many ways
        raise UnreadableError(f"is no whole Word document ({type(error).__name__}: {error})") from error
    return blocks.build_from_blocks(source, found, fields, "is a document without text", document=True)


class _Reader:
    """The blocks of one document; it counts the items of its lists."""

    def __init__(self, document: Any, limits: Limits) -> None:
        self.document = document
        self.limits = limits
        self.styles: dict[str | None, list[str]] = {}
        self.counts: dict[tuple[str, str], int] = {}
        self.ordered: dict[tuple[str, str], bool] = {}
        try:
            numbering = document.part.numbering_part.element
        except (KeyError, NotImplementedError):  # a document without lists
            return
        kinds = {one.get(f"{_W}abstractNumId"): one for one in numbering.iter(f"{_W}abstractNum")}
        for one in numbering.iter(f"{_W}num"):
            kind = one.find(f"{_W}abstractNumId")
            for level in kinds[kind.get(f"{_W}val")].iter(f"{_W}lvl") if kind is not None else ():
                form = level.find(f"{_W}numFmt")
                ordered = form is not None and form.get(f"{_W}val") not in ("bullet", "none")
                self.ordered[one.get(f"{_W}numId"), level.get(f"{_W}ilvl")] = ordered

    def parts(self, holder: Any, depth: int) -> Iterator[DraftBlock]:
        """The blocks in the body, a cell, a text box, or what else holds paragraphs."""
        if depth > self.limits.max_nesting:
            raise LimitError(f"nests deeper than {self.limits.max_nesting}; raise --max-nesting to read it")
        for one in holder.iterchildren():
            if one.tag == f"{_W}p":
                yield from self._paragraph(one, depth)
            elif one.tag == f"{_W}tr":
                yield from self._row(one, depth)
            elif isinstance(one.tag, str) and one.tag not in _UNSHOWN:
                yield from self.parts(one, depth + 1)

    def _paragraph(self, one: Any, depth: int) -> Iterator[DraftBlock]:
        styles = self._styles(one)
        heading = next((match for style in styles if (match := _HEADING.match(style))), None)
        mark = self._mark(one, styles)
        kind: BlockKind = "paragraph"
        level = 0
        if "Title" in styles:
            kind = "title"
        elif heading:
            kind, level = "heading", int(heading[1])
        elif mark:
            kind = "item"
        elif any("Quot" in style for style in styles):
            kind = "quote"
        lines, boxes = _lines(one)
        for words in lines:
            yield DraftBlock(kind, f"{mark}{words}" if kind == "item" else words, level)
        for box in boxes:
            yield from self.parts(box, depth + 1)

    def _styles(self, one: Any) -> list[str]:
        """The name of a paragraph's style, and of those that it is made from."""
        if one.style not in self.styles:
            found: list[str] = []
            style = self.document.part.get_style(one.style, 1)
            while style is not None and len(found) < _MOST_STYLES:
                found.append(style.name or "")
                style = style.base_style
            self.styles[one.style] = found
        return self.styles[one.style]

    def _mark(self, one: Any, styles: list[str]) -> str:
        """What stands before an item of a list: a dash, or its number; "" for what is none."""
        told = one.find(f"{_W}pPr/{_W}numPr")
        number, level = ((told.find(f"{_W}{name}") if told is not None else None) for name in ("numId", "ilvl"))
        if number is None:
            return "- " if styles and styles[0].startswith("List") and styles[0] != "List Paragraph" else ""
        key = (number.get(f"{_W}val"), level.get(f"{_W}val") if level is not None else "0")
        if key[0] == "0":
            return ""
        self.counts[key] = self.counts.get(key, 0) + 1
        return f"{self.counts[key]}. " if self.ordered.get(key) else "- "

    def _row(self, row: Any, depth: int) -> Iterator[DraftBlock]:
        """A row of a table; where its cells hold paragraphs, the table is there for the layout."""
        cells = [list(self.parts(cell, depth + 1)) for cell in row.iterchildren(f"{_W}tc")]
        shown = [part.text for cell in cells for part in cell if part.text]
        if len(shown) > 1 and all(len(cell) <= 1 for cell in cells):
            yield DraftBlock("row", "\t".join("".join(part.text for part in cell) for cell in cells).strip())
        else:
            yield from (part for cell in cells for part in cell)


def _lines(paragraph: Any) -> tuple[list[str], list[Any]]:
    """The lines of a paragraph, parted by breaks, and the text boxes that hang on it."""
    lines, boxes = [""], []
    left = list(reversed(list(paragraph.iterchildren())))
    while left:
        one = left.pop()
        if one.tag == _BOX:
            boxes.append(one)
        elif one.tag == f"{_W}t":
            lines[-1] += one.text or ""
        elif one.tag in (f"{_W}tab", f"{_W}ptab"):
            lines[-1] += " "
        elif one.tag == f"{_W}noBreakHyphen":
            lines[-1] += "-"
        elif one.tag in (f"{_W}br", f"{_W}cr"):
            lines.append("")
        elif one.tag == f"{_W}r" and one.find(f"{_W}rPr/{_W}vanish") is not None:
            continue
        elif isinstance(one.tag, str) and one.tag not in _UNSHOWN and one.tag != f"{_W}pPr":
            left.extend(reversed(list(one.iterchildren())))
    return [words for line in lines if (words := " ".join(line.split()))], boxes


def _fields(core: Any) -> Iterator[Field]:
    for key, name in (("title", "title"), ("authors", "author"), ("section", "category"), ("language", "language")):
        if value := " ".join(str(getattr(core, name) or "").split()):
            yield Field(key, value, f"core property {name}")
    for key, name in (("published", "created"), ("modified", "modified")):
        value = getattr(core, name)
        if value and value.replace(tzinfo=None) != _TEMPLATE:
            yield Field(key, value.isoformat(), f"core property {name}")
