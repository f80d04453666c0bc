"""XML without its document type, which could define entities that expand without end or name other files.

The bytes are put into UTF-8 first: in UTF-16 or UTF-7 the words "<!DOCTYPE" would not be found.
"""

import codecs
import re

# Compiled on first use (``re`` caches them): the command line imports this module at every start.
_DECLARATION = rb"(?i)\s{0,100}<\?xml\b[^>]{0,300}\?>"
_ENCODING = rb"(?i)\sencoding\s{0,9}=\s{0,9}[\"']([\w.:-]{1,40})"
_DOCTYPE = b"<!doctype"
# The bytes of ASCII, and what some codecs of Python take for a "<".
_ASCII = bytes(range(128)).replace(b"\\", rb"\x3c")
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# "<" and a NUL, or a NUL and "<", as XML begins in these encodings without a mark.
_WIDE_STARTS = ((b"<\0\0\0", "utf-32-le"), (b"\0\0\0<", "utf-32-be"), (b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))
# The encodings without ASCII's bytes that XML may have (the cp… are EBCDIC); others are taken for UTF-8.
_OTHER_ENCODINGS = frozenset("utf-7 utf-16 utf-16-le utf-16-be utf-32 utf-32-le utf-32-be cp037 cp500 cp1140".split())


def remove_doctype(data: bytes) -> bytes:
    """Remove every document type from XML; where its encoding does not have ASCII's bytes, return it in UTF-8."""
    encoding = _find_encoding(data)
    if encoding is not None:
        data = data.decode(encoding, "replace").removeprefix("\ufeff").encode("utf-8", "replace")
        data = re.sub(_DECLARATION, b"", data, count=1)
    return _cut_doctypes(data)


def _find_encoding(data: bytes) -> str | None:
    """Find the encoding of XML in which "<!DOCTYPE" may have other bytes; None for those with ASCII's."""
    for start, encoding in (*_BYTE_ORDER_MARKS, *_WIDE_STARTS):
        if data.startswith(start):
            return encoding
    declaration = re.match(_DECLARATION, data.removeprefix(codecs.BOM_UTF8))
    declared = re.search(_ENCODING, declaration[0]) if declaration else None
    if declared is None:
        return None
    name = declared[1].decode("ascii")
    try:
        if _ASCII.decode(name) == _ASCII.decode("ascii"):
            return None
        found = codecs.lookup(name).name
    except (LookupError, ValueError):
        found = name.lower().replace("_", "-")
    return found if found in _OTHER_ENCODINGS else "utf-8"


def _cut_doctypes(data: bytes) -> bytes:
    """Cut out each document type, up to its ">", which may follow a list in brackets; in linear time."""
    lower = data.lower()
    pieces: list[bytes] = []
    position = 0
    while (start := lower.find(_DOCTYPE, position)) >= 0:
        pieces.append(data[position:start])
        end = data.find(b">", start)
        bracket = data.find(b"[", start, max(end, start))
        if bracket >= 0:
            closing = data.find(b"]", bracket)
            end = data.find(b">", closing) if closing >= 0 else -1
        if end < 0:
            return b"".join(pieces)
        position = end + 1
    return b"".join((*pieces, data[position:]))
