"""Fuzz a reader with atheris: python tests/fuzz/fuzz_reading.py html -max_total_time=600 [FOLDER OF FOUND INPUTS]

One property for every format, and for compressed files ("packed"): any bytes are Articles, or a NewscliError, within
limits; and a report is made of each Article. The samples of the format and the hostile files are the seeds. Needs
pip install 'newscli[fuzz]'; what it finds becomes a file of tests/hostile.
"""

import contextlib
import io
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import Any

try:
    import atheris
except ImportError:
    print("skipped: no atheris here (pip install 'newscli[fuzz]'; it has wheels for some machines only)")
    sys.exit(0)

with atheris.instrument_imports(include=["newscli"]):
    import newscli
    import newscli.analysis.dates
    from newscli.errors import NewscliError, UnreadableError
    from newscli.formats import databases, docx, email, feeds, html, json, markdown, mhtml, pdf, warc  # noqa: F401
    from newscli.formats.html import fragment  # noqa: F401
    from newscli.formats.pdf import worker
    from newscli.input import archives  # noqa: F401 - what is imported later is not instrumented
    from newscli.input.budget import UnpackBudget
    from newscli.input.compression import decompress
    from newscli.limits import Limits
    from newscli.pipeline import Unread, Wanted, read_all
    from newscli.structure import plain  # noqa: F401

ROOT = Path(__file__).resolve().parents[2]
# The endings of each target's seeds; the first one is that of its inputs.
ENDINGS = {
    "text": (".txt",), "markdown": (".md",), "html": (".html",), "json": (".json", ".ndjson"), "email": (".eml",),
    "mbox": (".mbox",), "pdf": (".pdf",), "docx": (".docx",), "feed": (".xml", ".rss", ".atom"),
    "warc": (".warc", ".gz"), "mhtml": (".mhtml",),
    "lexisnexis": (".txt",), "factiva": (".txt", ".html"), "proquest": (".txt",), "zip": (".zip",),
    "packed": (".gz", ".bz2", ".xz", ".zst"),
}  # fmt: skip
MAIN = "word/document.xml"
LIMITS = Limits(max_bytes=1_000_000, max_seconds=10, max_unpacked=2_000_000, max_entries=50)


def here(data: bytes, limits: Limits) -> dict[str, Any]:
    """What the process that reads PDFs answers: starting one for each input would take all the time."""
    found = worker.answer(data, limits.max_unpacked)
    if "pages" not in found:
        raise UnreadableError(str(found))
    return found


def whole(kind: str, data: bytes) -> bytes:
    """The input of a reader. Of a Word document the main part is drawn: what is compressed can hardly be changed in a
    way that says anything."""
    if kind != "docx":
        return data
    made = io.BytesIO()
    with zipfile.ZipFile(ROOT / "samples" / "document.docx") as sample, zipfile.ZipFile(made, "w") as changed:
        for one in sample.infolist():
            changed.writestr(one, data if one.filename == MAIN else sample.read(one))
    return made.getvalue()


def seed(kind: str, data: bytes) -> bytes:
    """A file as an input to begin with, unpacked."""
    if kind == "docx":
        with contextlib.suppress(KeyError, zipfile.BadZipFile), zipfile.ZipFile(io.BytesIO(data)) as found:
            return found.read(MAIN)
    return data if kind == "packed" else b"".join(decompress(data, UnpackBudget(LIMITS)))


def target(kind: str, data: bytes) -> None:
    """Read bytes as that kind; anything but a NewscliError is a finding."""
    wanted = Wanted(limits=LIMITS, format=None if kind in ("packed", "zip") else kind)  # type: ignore[arg-type]
    with contextlib.suppress(NewscliError):
        for one in read_all(whole(kind, data), f"a{ENDINGS[kind][0]}", wanted):
            if not isinstance(one, Unread):
                assert one.text.strip()
                assert all(0 <= block.span.start < block.span.end <= len(one.text) for block in one.blocks)
                newscli.inspect(one, reader=False)


def main() -> None:
    kind = sys.argv[1]
    pdf._found = here
    with tempfile.TemporaryDirectory() as folder:
        for path in (*(ROOT / "samples").iterdir(), *(ROOT / "tests" / "hostile").iterdir()):
            if path.name.endswith(ENDINGS[kind]) and path.stat().st_size < 100_000:
                data = path.read_bytes()
                with contextlib.suppress(NewscliError):
                    data = seed(kind, data)
                (Path(folder) / path.name).write_bytes(data)
        atheris.Setup([sys.argv[0], *sys.argv[2:], folder], lambda data: target(kind, data))
        atheris.Fuzz()


if __name__ == "__main__":
    main()
