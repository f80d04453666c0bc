"""bytes -> Article. One module a format; decoding and limits are shared."""

import hashlib
import re
from pathlib import Path

from newscli.errors import EmptyError
from newscli.limits import Limits
from newscli.model import Article, Source
from newscli.reading import files
from newscli.reading.decoding import decode

__all__ = ["read", "read_bytes"]

# Without a known ending, front matter or a leading ATX heading says Markdown.
_MARKDOWN_OPENING = re.compile(
    r"\s{0,1000}(?:---[ \t]*\r?\n(?:[^\n]*\n){0,200}?(?:---|\.\.\.)[ \t]*(?:\r?\n|$)|#{1,6}[ \t]\S)"
)


def read(
    source: str | Path | bytes,
    *,
    name: str | None = None,
    encoding: str | None = None,
    limits: Limits | None = None,
) -> Article:
    """Read an article from a path or from bytes; raises NewscliError and nothing else for bad input.

    ``name`` is the path that the Article reports and whose ending tells the format.
    """
    limits = limits or Limits()
    if isinstance(source, bytes):
        return read_bytes(source, name or "-", encoding=encoding, limits=limits)
    path = str(source)
    return read_bytes(files.read_file(path, limits), name or path, encoding=encoding, limits=limits)


def read_bytes(data: bytes, name: str, *, encoding: str | None, limits: Limits) -> Article:
    """Sniff, decode and read one file's bytes."""
    decoded = decode(data, encoding)
    if not decoded.text.strip():
        raise EmptyError("holds no text")
    markdown = _is_markdown(name, decoded.text)
    source = Source(
        path=name,
        format="markdown" if markdown else "text",
        encoding=decoded.encoding,
        bytes=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
    )
    if markdown:
        from newscli.reading import markdown as reader

        return reader.read(source, decoded.text, decoded.problems, limits)
    from newscli.reading import plain

    return plain.read(source, decoded.text, decoded.problems)


def _is_markdown(name: str, text: str) -> bool:
    ending = files.ending(name)
    if ending in files.ENDINGS:
        return ending in files.MARKDOWN_ENDINGS
    return _MARKDOWN_OPENING.match(text) is not None
