"""The process that reads a PDF: bytes on standard input, JSON on standard output. It opens nothing else."""

import contextlib
import json
import logging
import sys
from io import BytesIO
from typing import Any

_MEMORY = 2 << 30
_MOST_PAGES = 2000


def main() -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    logging.disable(logging.CRITICAL)
    sys.stdout.write(json.dumps(answer(sys.stdin.buffer.read())))


def answer(data: bytes) -> dict[str, Any]:
    """The texts of the pages and what the document states, or under "error" what is wrong with it."""
    try:
        return _read(data)
    except Exception as error:  # pypdf's faults are of many kinds
        return {"error": f"{type(error).__name__}: {error}"[:300].replace("\n", " ")}


def _read(data: bytes) -> dict[str, Any]:
    from pypdf import PdfReader

    reader = PdfReader(BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        return {"error": "it is locked by a password; unlock it first"}
    pages = [page.extract_text() for page in reader.pages[:_MOST_PAGES]]
    stated = reader.metadata
    known: dict[str, Any] = {"pages": pages}
    if stated is not None:
        known |= {"title": stated.title, "author": stated.author}
        for name, value in (("created", stated.creation_date), ("modified", stated.modification_date)):
            known[name] = value.isoformat() if value else None
    return known


if __name__ == "__main__":
    main()
