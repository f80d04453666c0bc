"""The process that reads a PDF: bytes on standard input, JSON on standard output. It opens nothing else.

The answer is {"pages": [[[words, x, y, size, bold], …], …], "title": …, "author": …}, a list for each line of
text in the order of the file; or {"limit": why}, or {"error": why}.
"""

import contextlib
import json
import logging
import sys
from io import BytesIO
from typing import Any

_MEMORY = 2 << 30


def main() -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    sys.stdout.write(json.dumps(answer(sys.stdin.buffer.read(), int(sys.argv[1]))))


def answer(data: bytes, most: int) -> dict[str, Any]:
    """What a document holds, of at most ``most`` characters; or what is wrong with it."""
    logging.disable(logging.CRITICAL)
    try:
        return _read(data, most)
    except MemoryError:
        return {"limit": f"it needs over {_MEMORY >> 30} GB of memory"}
    except Exception as error:  # pypdf's faults are of many kinds
        why = f"{type(error).__name__}: {error}"[:300].replace("\n", " ")
        return {"limit" if "Limit" in type(error).__name__ else "error": why}


def _read(data: bytes, most: int) -> dict[str, Any]:
    from pypdf import PdfReader

    reader = PdfReader(BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        return {"error": "it is locked by a password; unlock it first"}
    pages: list[list[list[Any]]] = []
    for page in reader.pages:
        pages.append(_lines(page))
        most -= sum(len(line[0]) for line in pages[-1])
        if most < 0:
            return {"limit": "it holds more text than --max-unpacked allows"}
    stated: Any = reader.metadata or {}
    told = {name: str(stated.get(key) or "") for name, key in (("title", "/Title"), ("author", "/Author"))}
    return {"pages": pages, **told}


def _lines(page: Any) -> list[list[Any]]:
    """The lines of a page, each with the place and the size of its first letter, and whether all of it is bold."""
    lines: list[list[Any]] = [["", 0.0, 0.0, 0.0, True]]

    def seen(text: str, at: Any, inner: Any, font: Any, size: float) -> None:
        for k, words in enumerate(text.split("\n")):
            if k:
                lines.append(["", 0.0, 0.0, 0.0, True])
            line = lines[-1]
            if words.strip():
                if not line[0].strip():
                    # Where the text's own space, and then the page's, puts the origin (section 9.4.4).
                    line[1] = inner[4] * at[0] + inner[5] * at[2] + at[4]
                    line[2] = inner[4] * at[1] + inner[5] * at[3] + at[5]
                    line[3] = abs(size) * (inner[2] ** 2 + inner[3] ** 2) ** 0.5 * (at[2] ** 2 + at[3] ** 2) ** 0.5
                line[4] = line[4] and "bold" in str((font or {}).get("/BaseFont", "")).lower()
            line[0] += words

    page.extract_text(visitor_text=seen)
    return [
        [line[0].strip(), *(round(float(one), 2) for one in line[1:4]), line[4]] for line in lines if line[0].strip()
    ]


if __name__ == "__main__":
    main()
