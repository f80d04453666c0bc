"""PDF -> lines of text with their places on the page, read by pypdf."""

import logging
from io import BytesIO
from typing import Any, NamedTuple

from newscli.errors import LimitError, UnreadableError
from newscli.formats.pdf.lines import PageLine

_MAX_REASON_CHARS = 300


class Document(NamedTuple):
    """A document: the lines of each page, in the order of the file, and its properties, "" where it has none."""

    pages: list[list[PageLine]]
    title: str
    author: str


def extract(data: bytes, max_chars: int) -> Document:
    """Extract the text of a document.

    Raises LimitError if it has over ``max_chars`` characters or exceeds a limit of pypdf, UnreadableError if it is
    damaged or has a password.
    """
    # pypdf logs what it mends.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        return _extract(data, max_chars)
    except (LimitError, UnreadableError, MemoryError):
        raise
    except Exception as error:  # pypdf's errors are of many types
        reason = f"{type(error).__name__}: {error}"[:_MAX_REASON_CHARS].replace("\n", " ")
        if "Limit" in type(error).__name__:
            raise LimitError(f"exceeds a limit ({reason})") from None
        raise UnreadableError(f"is not a complete PDF ({reason})") from None


def _extract(data: bytes, max_chars: int) -> Document:
    from pypdf import PdfReader

    reader = PdfReader(BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise UnreadableError("has a password; remove it first")
    pages: list[list[PageLine]] = []
    for page in reader.pages:
        pages.append(_extract_lines(page))
        max_chars -= sum(len(line.text) for line in pages[-1])
        if max_chars < 0:
            raise LimitError("has more text than --max-unpacked allows")
    properties: Any = reader.metadata or {}
    return Document(pages, str(properties.get("/Title") or ""), str(properties.get("/Author") or ""))


class _LineDraft:
    """A line that is being put together from pieces, as they stand in the file."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.x = self.y = self.size = 0.0
        self.is_bold = True
        self.has_text = False

    def build(self) -> PageLine:
        x, y, size = (round(float(number), 2) for number in (self.x, self.y, self.size))
        return PageLine(" ".join("".join(self.pieces).split()), x, y, size, self.is_bold)


def _extract_lines(page: Any) -> list[PageLine]:
    """Extract the lines of a page: text, position and size of the first letter, and whether the whole line is bold."""
    lines = [_LineDraft()]

    def visit(text: str, page_matrix: Any, text_matrix: Any, font: Any, size: float) -> None:
        for k, piece in enumerate(text.split("\n")):
            if k:
                lines.append(_LineDraft())
            line = lines[-1]
            if piece.strip():
                if not line.has_text:
                    line.x, line.y, line.size = _measure(page_matrix, text_matrix, size)
                    line.has_text = True
                line.is_bold = line.is_bold and "bold" in str((font or {}).get("/BaseFont", "")).lower()
            line.pieces.append(piece)

    page.extract_text(visitor_text=visit)
    return [line.build() for line in lines if line.has_text]


def _measure(page_matrix: Any, text_matrix: Any, size: float) -> tuple[float, float, float]:
    """Compute (x, y, type size) in points: text space transformed to that of the page (ISO 32000-1, section 9.4.4)."""
    x = text_matrix[4] * page_matrix[0] + text_matrix[5] * page_matrix[2] + page_matrix[4]
    y = text_matrix[4] * page_matrix[1] + text_matrix[5] * page_matrix[3] + page_matrix[5]
    text_scale = (text_matrix[2] ** 2 + text_matrix[3] ** 2) ** 0.5
    page_scale = (page_matrix[2] ** 2 + page_matrix[3] ** 2) ** 0.5
    return x, y, abs(size) * text_scale * page_scale
