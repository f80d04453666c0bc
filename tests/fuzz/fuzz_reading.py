"""Fuzz a reader with atheris: python tests/fuzz/fuzz_reading.py html -max_total_time=600 [FOLDER OF FOUND INPUTS]

One property for every format: any bytes are Articles, or a NewscliError, within limits; and a report is made of each
Article. The samples of the format and the hostile files are the seeds. Needs pip install 'newscli[fuzz]'; what it finds
becomes a file of tests/hostile.
"""

import contextlib
import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["newscli"]):
    import newscli
    import newscli.analysis.times
    from newscli.errors import NewscliError
    from newscli.limits import Limits
    from newscli.reading import (  # noqa: F401 - what is imported later is not instrumented
        Unread,
        Wanted,
        archive,
        docx,
        exports,
        feeds,
        html,
        letters,
        markdown,
        pdf,
        plain,
        read_all,
        records,
        warc,
    )
    from newscli.reading.html import fragment  # noqa: F401

ROOT = Path(__file__).resolve().parents[2]
ENDINGS = {
    "html": (".html",), "json": (".json",), "email": (".eml",), "feed": (".xml", ".rss"), "docx": (".docx",),
    "warc": (".gz",), "zip": (".zip",), "text": (".txt",), "markdown": (".md",), "pdf": (".pdf",),
}  # fmt: skip
LIMITS = Limits(max_bytes=1_000_000, max_seconds=10, max_unpacked=2_000_000, max_entries=50)


def target(kind: str, data: bytes) -> None:
    """Read bytes under a name of that kind; anything but a NewscliError is a finding."""
    with contextlib.suppress(NewscliError):
        for one in read_all(data, f"a{ENDINGS[kind][0]}", Wanted(limits=LIMITS)):
            if not isinstance(one, Unread):
                assert one.text.strip()
                assert all(0 <= block.span.start < block.span.end <= len(one.text) for block in one.blocks)
                assert newscli.inspect(one, reader=False).error is None


def main() -> None:
    kind = sys.argv[1]
    with tempfile.TemporaryDirectory() as folder:
        for path in (*(ROOT / "samples").iterdir(), *(ROOT / "tests" / "hostile").iterdir()):
            if path.name.endswith(ENDINGS[kind]) and path.stat().st_size < 100_000:
                (Path(folder) / path.name).write_bytes(path.read_bytes())
        atheris.Setup([sys.argv[0], *sys.argv[2:], folder], lambda data: target(kind, data))
        atheris.Fuzz()


if __name__ == "__main__":
    main()
