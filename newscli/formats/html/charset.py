"""The encoding that a page or its server declares."""

import re

from newscli.input.encodings import resolve_label

_HEAD_SIZE = 4096  # bytes in which a page has to declare its encoding
_META_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
_UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")


def find_charset(data: bytes, server_charset: str | None) -> str | None:
    """Find the encoding that the server (``server_charset``) or the page declares.

    None if the page is valid UTF-8 or declares nothing: then the encoding has to be detected.
    """
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        match = _META_CHARSET.search(data[:_HEAD_SIZE])
    else:
        return None
    if data.startswith(_UTF_16_MARKS):
        return None
    return resolve_label(server_charset) or (resolve_label(match[1].decode("ascii")) if match else None)
