"""Fuzz the reading of a format with atheris: python tests/fuzz/fuzz_reading.py html -max_total_time=600 [CORPUS]

CORPUS is a folder where libFuzzer keeps the inputs that reach new code. One property holds for every format and for
compressed files ("compressed"): any bytes give Articles or a NewscliError, within limits, and each Article gives a
report. The seeds are the samples of the format and the hostile files. What the fuzzer finds becomes a file in
tests/hostile. Needs atheris: pip install atheris.
"""

import contextlib
import io
import sys
import tempfile
import zipfile
from pathlib import Path

try:
    import atheris
except ImportError:
    print("skipped: needs atheris, which is not installed: pip install atheris (only some systems have wheels)")
    sys.exit(0)

with atheris.instrument_imports(include=["newscli"]):
    import newscli
    import newscli.analysis.dates
    from newscli.errors import DefectError, FailedArticle, NewscliError
    from newscli.formats import (  # noqa: F401  # noqa: F401
        csv,
        databases,
        docx,
        email,
        feeds,
        html,
        json,
        markdown,
        mhtml,
        newsml,
        odt,
        pdf,
        rtf,
        warc,
    )
    from newscli.formats.html import fragment  # noqa: F401
    from newscli.input import archives  # noqa: F401 - later imports are not instrumented
    from newscli.input.budget import UnpackBudget
    from newscli.input.compression import decompress
    from newscli.limits import Limits
    from newscli.options import ReadOptions
    from newscli.pipeline import read_all
    from newscli.structure import articles  # noqa: F401

ROOT = Path(__file__).resolve().parents[2]
# Target -> the endings of its seeds; its inputs are named by the first.
ENDINGS = {
    "text": (".txt",), "markdown": (".md",), "html": (".html",), "json": (".json", ".ndjson"), "email": (".eml",),
    "mbox": (".mbox",), "pdf": (".pdf",), "docx": (".docx",), "feed": (".xml", ".rss", ".atom"),
    "warc": (".warc", ".gz"), "mhtml": (".mhtml",),
    "lexisnexis": (".txt",), "factiva": (".txt", ".html"), "proquest": (".txt",), "zip": (".zip",),
    "europresse": (".html",), "csv": (".csv",), "odt": (".odt",), "rtf": (".rtf",), "newsml": (".nitf", ".xml"),
    "compressed": (".gz", ".bz2", ".xz", ".zst"),
}  # fmt: skip
# Formats that are ZIP archives: the member with the text.
MAIN_PARTS = {"docx": "word/document.xml", "odt": "content.xml"}
LIMITS = Limits(max_bytes=1_000_000, max_seconds=10, max_unpacked=2_000_000, max_entries=50)


def build_input(kind: str, data: bytes) -> bytes:
    """A file of a format from the fuzzer's bytes. For a Word document or an ODT these are its main part: changing
    compressed bytes would only test the decompression."""
    if kind not in MAIN_PARTS:
        return data
    stream = io.BytesIO()
    with zipfile.ZipFile(ROOT / "samples" / f"document.{kind}") as sample, zipfile.ZipFile(stream, "w") as changed:
        for member in sample.infolist():
            changed.writestr(member, data if member.filename == MAIN_PARTS[kind] else sample.read(member))
    return stream.getvalue()


def build_seed(kind: str, data: bytes) -> bytes:
    """The fuzzer's bytes for a file, decompressed: the reverse of ``build_input``."""
    if kind in MAIN_PARTS:
        with contextlib.suppress(KeyError, zipfile.BadZipFile), zipfile.ZipFile(io.BytesIO(data)) as archive:
            return archive.read(MAIN_PARTS[kind])
    return data if kind == "compressed" else b"".join(decompress(data, UnpackBudget(LIMITS)))


def check_input(kind: str, data: bytes) -> None:
    """Read bytes as a format; any error but a NewscliError is a finding, and so is one that stands for a bug."""
    requested = None if kind in ("compressed", "zip") else kind
    options = ReadOptions(limits=LIMITS, format=requested)
    try:
        results = list(read_all(build_input(kind, data), name=f"a{ENDINGS[kind][0]}", options=options, isolate=False))
    except NewscliError as error:
        results = [FailedArticle("", error)]
    for result in results:
        if isinstance(result, FailedArticle):
            if isinstance(result.error, DefectError):
                raise result.error
        else:
            assert result.text.strip()
            assert all(0 <= block.span.start < block.span.end <= len(result.text) for block in result.blocks)
            newscli.inspect(result, use_model=False)


def main() -> None:
    kind = sys.argv[1]
    with tempfile.TemporaryDirectory() as folder:
        for path in (*(ROOT / "samples").iterdir(), *(ROOT / "tests" / "hostile").iterdir()):
            if path.name.endswith(ENDINGS[kind]) and path.stat().st_size < 100_000:
                data = path.read_bytes()
                with contextlib.suppress(NewscliError):
                    data = build_seed(kind, data)
                (Path(folder) / path.name).write_bytes(data)
        atheris.Setup([sys.argv[0], *sys.argv[2:], folder], lambda data: check_input(kind, data))
        atheris.Fuzz()


if __name__ == "__main__":
    main()
