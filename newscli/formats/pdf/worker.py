"""The process that reads a PDF: bytes on standard input, JSON on standard output. It opens nothing else.

The answer is {"pages": [[[text, x, y, size, bold], …], …], "title": …, "author": …}, with a list for each line of text
in the order of the file (see lines.PageLine); or {"limit": reason}, or {"error": reason}.
"""

import contextlib
import json
import logging
import sys
from io import BytesIO
from typing import Any

MAX_MEMORY_BYTES = 2 << 30
MAX_REASON_CHARS = 300


def main() -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY_BYTES, MAX_MEMORY_BYTES))
    sys.stdout.write(json.dumps(answer(sys.stdin.buffer.read(), int(sys.argv[1]))))


def answer(data: bytes, max_chars: int) -> dict[str, Any]:
    """Read a document, or say why it can't be read; the answer is a "limit" if it has over ``max_chars`` characters."""
    logging.disable(logging.CRITICAL)
    try:
        return _read(data, max_chars)
    except MemoryError:
        return {"limit": f"it needs over {MAX_MEMORY_BYTES >> 30} GB of memory"}
    except Exception as error:  # pypdf's errors are of many types
        reason = f"{type(error).__name__}: {error}"[:MAX_REASON_CHARS].replace("\n", " ")
        return {"limit" if "Limit" in type(error).__name__ else "error": reason}


def _read(data: bytes, max_chars: int) -> dict[str, Any]:
    from pypdf import PdfReader

    reader = PdfReader(BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        return {"error": "it has a password; remove it first"}
    pages: list[list[list[Any]]] = []
    for page in reader.pages:
        pages.append(_extract_lines(page))
        max_chars -= sum(len(line[0]) for line in pages[-1])
        if max_chars < 0:
            return {"limit": "it has more text than --max-unpacked allows"}
    properties: Any = reader.metadata or {}
    return {
        "pages": pages,
        "title": str(properties.get("/Title") or ""),
        "author": str(properties.get("/Author") or ""),
    }


def _extract_lines(page: Any) -> list[list[Any]]:
    """Extract the lines of a page: text, position and size of the first letter, and whether the whole line is bold."""
    lines: list[list[Any]] = [_start_line()]

    def visit(text: str, page_matrix: Any, text_matrix: Any, font: Any, size: float) -> None:
        for k, part in enumerate(text.split("\n")):
            if k:
                lines.append(_start_line())
            line = lines[-1]
            if part.strip():
                if not line[0].strip():
                    line[1:4] = _measure(page_matrix, text_matrix, size)
                line[4] = line[4] and "bold" in str((font or {}).get("/BaseFont", "")).lower()
            line[0] += part

    page.extract_text(visitor_text=visit)
    return [
        [" ".join(text.split()), *(round(float(number), 2) for number in (x, y, size)), bold]
        for text, x, y, size, bold in lines
        if text.strip()
    ]


def _start_line() -> list[Any]:
    return ["", 0.0, 0.0, 0.0, True]


def _measure(page_matrix: Any, text_matrix: Any, size: float) -> tuple[float, float, float]:
    """Compute (x, y, type size) in points: text space transformed to that of the page (ISO 32000-1, section 9.4.4)."""
    x = text_matrix[4] * page_matrix[0] + text_matrix[5] * page_matrix[2] + page_matrix[4]
    y = text_matrix[4] * page_matrix[1] + text_matrix[5] * page_matrix[3] + page_matrix[5]
    text_scale = (text_matrix[2] ** 2 + text_matrix[3] ** 2) ** 0.5
    page_scale = (page_matrix[2] ** 2 + page_matrix[3] ** 2) ** 0.5
    return x, y, abs(size) * text_scale * page_scale


if __name__ == "__main__":
    main()
