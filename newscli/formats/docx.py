"""Word documents (Office Open XML, ECMA-376 part 1) -> Article, by python-docx.

Heading styles are sections, core properties are metadata; captions are left out. python-docx skips tracked insertions,
content controls, text boxes and lists that are numbered outside their style, so they are read here.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from io import BytesIO
from typing import Any

from newscli.errors import LimitError, UnreadableError
from newscli.formats.documents import build_article
from newscli.formats.entries import Entry, Notice, RawFile
from newscli.formats.sniffing import NEXIS_UNI_MARK
from newscli.input.archives import open_zip
from newscli.input.budget import UnpackBudget
from newscli.limits import Limits
from newscli.model import Article, BlockKind, Field, Source
from newscli.optional_imports import import_optional
from newscli.structure.drafts import DraftBlock

_HEADING_STYLE = re.compile(r"heading (\d)", re.IGNORECASE)
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Deleted text, the old place of moved text, and the legacy copy of a text box.
_HIDDEN_TAGS = frozenset(
    (f"{_W}del", f"{_W}moveFrom", "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback")
)
_TEXT_BOX = f"{_W}txbxContent"
_PARAGRAPH_STYLE = 1  # python-docx's WD_STYLE_TYPE.PARAGRAPH
# The date of python-docx's own template, which every document that it writes keeps unless it is given another.
_TEMPLATE_CREATED = datetime(2013, 12, 23, 23, 15)
MAX_BASE_STYLES = 20
# The parts of a document that hold notes, and what these are called.
_NOTE_PARTS = {"word/footnotes.xml": "footnote", "word/endnotes.xml": "endnote", "word/comments.xml": "comment"}
_NOTE = re.compile(rb"<w:(?:footnote|endnote|comment)\s[^>]{0,2000}>")


def open_entries(file: RawFile, format: str) -> Iterator[Entry | Notice]:
    """Yield the one article of a document, or those of an export of Nexis Uni; then what was left out."""
    if _is_export(file.data, file.options.limits):
        from newscli.formats.databases import lexisnexis, open_records

        drafts, _ = _open(file.data, file.options.limits)
        yield from open_records(lexisnexis.split_lines([draft.text for draft in drafts]), "lexisnexis", None)
    else:
        yield Entry(format, None, partial(read, data=file.data, limits=file.options.limits))
        if counts := _count_notes(file.data, file.options.limits):
            listed = (f"{count:,} {noun}{'' if count == 1 else 's'}" for noun, count in counts.items())
            yield Notice(f"left out: {', '.join(listed)}")


def _count_notes(data: bytes, limits: Limits) -> dict[str, int]:
    """Count the footnotes, endnotes and comments of a document, which stand in parts of their own."""
    counts: dict[str, int] = {}
    with open_zip(data, UnpackBudget(limits)) as archive:
        for part, noun in _NOTE_PARTS.items():
            try:
                if archive.getinfo(part).file_size <= limits.max_unpacked:
                    # Separators are footnotes with a type.
                    notes = _NOTE.findall(archive.read(part))
                    counts[noun] = sum(b"w:type=" not in note for note in notes)
            except Exception:  # no such part, or a damaged one: reading the document says what is wrong
                continue
    return {noun: count for noun, count in counts.items() if count}


def _is_export(data: bytes, limits: Limits) -> bool:
    """Whether a document has the mark that ends an article in exports of Nexis Uni."""
    with open_zip(data, UnpackBudget(limits)) as archive:
        try:
            # zipfile never returns more than the size in the header.
            size = archive.getinfo("word/document.xml").file_size
            return size <= limits.max_unpacked and NEXIS_UNI_MARK in archive.read("word/document.xml")
        except Exception:  # a damaged part: reading the document says what is wrong
            return False


def read(source: Source, data: bytes, limits: Limits) -> Article:
    """Read a document.

    Raises MissingLibraryError if python-docx is not installed, EmptyError if the document has no text, LimitError if it
    unpacks to too many bytes or nests too deep, UnreadableError if it is damaged.
    """
    drafts, fields = _open(data, limits)
    return build_article(source, drafts, fields, "has no text")


def _open(data: bytes, limits: Limits) -> tuple[list[DraftBlock], list[Field]]:
    docx = import_optional("docx", "python-docx")
    # python-docx unpacks all parts at once, each up to the size in its ZIP header.
    budget = UnpackBudget(limits)
    with open_zip(data, budget) as archive:
        budget.spend_bytes(sum(entry.file_size for entry in archive.infolist()))
    try:
        document = docx.Document(BytesIO(data))
        drafts = list(_DocumentReader(document, limits).read_blocks(document.element.body, 0))
        fields = list(_list_fields(document.core_properties))
    except LimitError:
        raise
    except Exception as error:  # damaged documents break it in many ways
        raise UnreadableError(f"is not a complete Word document ({type(error).__name__}: {error})") from error
    return drafts, fields


class _DocumentReader:
    """Reads the blocks of one document and numbers the items of its lists."""

    def __init__(self, document: Any, limits: Limits) -> None:
        self.document = document
        self.limits = limits
        self.style_names: dict[str | None, list[str]] = {}
        # By (number of the list, level in it): how many items came so far, and whether items have numbers.
        self.item_counts: dict[tuple[str, str], int] = {}
        self.is_numbered = _find_numbered_levels(document)

    def read_blocks(self, container: Any, depth: int) -> Iterator[DraftBlock]:
        """Read the blocks in the body, a cell, a text box, or anything else that contains paragraphs."""
        if depth > self.limits.max_nesting:
            raise LimitError(
                f"is nested more than {self.limits.max_nesting} levels deep; raise --max-nesting to read it"
            )
        for element in container.iterchildren():
            if element.tag == f"{_W}p":
                yield from self._read_paragraph(element, depth)
            elif element.tag == f"{_W}tr":
                yield from self._read_row(element, depth)
            elif isinstance(element.tag, str) and element.tag not in _HIDDEN_TAGS:
                yield from self.read_blocks(element, depth + 1)

    def _read_paragraph(self, paragraph: Any, depth: int) -> Iterator[DraftBlock]:
        styles = self._list_styles(paragraph)
        if any(style.lower() == "caption" for style in styles):
            return
        heading = next((match for style in styles if (match := _HEADING_STYLE.match(style))), None)
        marker = self._take_marker(paragraph, styles)
        kind: BlockKind = "paragraph"
        level = 0
        if "Title" in styles:
            kind = "title"
        elif heading:
            kind, level = "heading", int(heading[1])
        elif marker:
            kind = "item"
        elif any("Quot" in style for style in styles):
            kind = "quote"
        lines, text_boxes = _split_paragraph(paragraph)
        for line in lines:
            yield DraftBlock(kind, f"{marker}{line}" if kind == "item" else line, level)
        for text_box in text_boxes:
            yield from self.read_blocks(text_box, depth + 1)

    def _read_row(self, row: Any, depth: int) -> Iterator[DraftBlock]:
        """Read a row of a table; if the table only lays out the page, read the paragraphs in its cells."""
        cells = [list(self.read_blocks(cell, depth + 1)) for cell in row.iterchildren(f"{_W}tc")]
        filled_count = sum(bool(draft.text) for cell in cells for draft in cell)
        if filled_count > 1 and all(len(cell) <= 1 for cell in cells):
            yield DraftBlock("row", "\t".join("".join(draft.text for draft in cell) for cell in cells).strip())
        else:
            yield from (draft for cell in cells for draft in cell)

    def _list_styles(self, paragraph: Any) -> list[str]:
        """List the names of a paragraph's style and of the styles that it is based on."""
        if paragraph.style not in self.style_names:
            names: list[str] = []
            style = self.document.part.get_style(paragraph.style, _PARAGRAPH_STYLE)
            while style is not None and len(names) < MAX_BASE_STYLES:
                names.append(style.name or "")
                style = style.base_style
            self.style_names[paragraph.style] = names
        return self.style_names[paragraph.style]

    def _take_marker(self, paragraph: Any, styles: list[str]) -> str:
        """Return the marker of a list item, a dash or its number; "" for any other paragraph."""
        properties = paragraph.find(f"{_W}pPr/{_W}numPr")
        number, level = (
            (properties.find(f"{_W}{name}") if properties is not None else None) for name in ("numId", "ilvl")
        )
        if number is None:
            has_list_style = styles and styles[0].startswith("List") and styles[0] != "List Paragraph"
            return "- " if has_list_style else ""
        key = (number.get(f"{_W}val"), level.get(f"{_W}val") if level is not None else "0")
        if key[0] == "0":
            return ""
        self.item_counts[key] = self.item_counts.get(key, 0) + 1
        return f"{self.item_counts[key]}. " if self.is_numbered.get(key) else "- "


def _find_numbered_levels(document: Any) -> dict[tuple[str, str], bool]:
    """Find, by (number of a list, level in it), whether items have numbers, not bullets (ECMA-376, section 17.9)."""
    try:
        numbering = document.part.numbering_part.element
    except (KeyError, NotImplementedError):  # a document without lists
        return {}
    definitions = {
        definition.get(f"{_W}abstractNumId"): definition for definition in numbering.iter(f"{_W}abstractNum")
    }
    is_numbered: dict[tuple[str, str], bool] = {}
    for instance in numbering.iter(f"{_W}num"):
        reference = instance.find(f"{_W}abstractNumId")
        if reference is None:
            continue
        for level in definitions[reference.get(f"{_W}val")].iter(f"{_W}lvl"):
            number_format = level.find(f"{_W}numFmt")
            has_number = number_format is not None and number_format.get(f"{_W}val") not in ("bullet", "none")
            is_numbered[instance.get(f"{_W}numId"), level.get(f"{_W}ilvl")] = has_number
    return is_numbered


def _split_paragraph(paragraph: Any) -> tuple[list[str], list[Any]]:
    """Split a paragraph at its line breaks; also return the text boxes anchored in it."""
    lines: list[list[str]] = [[]]
    text_boxes: list[Any] = []
    stack = list(reversed(list(paragraph.iterchildren())))
    while stack:
        element = stack.pop()
        if element.tag == _TEXT_BOX:
            text_boxes.append(element)
        elif element.tag == f"{_W}t":
            lines[-1].append(element.text or "")
        elif element.tag in (f"{_W}tab", f"{_W}ptab"):
            lines[-1].append(" ")
        elif element.tag == f"{_W}noBreakHyphen":
            lines[-1].append("-")
        elif element.tag in (f"{_W}br", f"{_W}cr"):
            lines.append([])
        elif element.tag == f"{_W}r" and element.find(f"{_W}rPr/{_W}vanish") is not None:
            continue
        elif isinstance(element.tag, str) and element.tag not in _HIDDEN_TAGS and element.tag != f"{_W}pPr":
            stack.extend(reversed(list(element.iterchildren())))
    return [text for parts in lines if (text := " ".join("".join(parts).split()))], text_boxes


def _list_fields(properties: Any) -> Iterator[Field]:
    """Yield the core properties (ECMA-376 part 2, section 11) that describe an article."""
    for key, name in (("title", "title"), ("authors", "author"), ("section", "category"), ("language", "language")):
        if value := " ".join(str(getattr(properties, name) or "").split()):
            yield Field(key, value, f"core property {name}")
    # "created" is the day of the file, not that of publication.
    if (moment := properties.modified) and moment.replace(tzinfo=None) != _TEMPLATE_CREATED:
        yield Field("modified", moment.isoformat(), "core property modified")
