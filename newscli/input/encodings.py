"""Bytes -> text: byte order marks, UTF-8, UTF-16 and UTF-32 without marks, then legacy encodings."""

import codecs
import re
from typing import NamedTuple

from newscli.errors import BinaryError, EncodingError
from newscli.model import Warning
from newscli.text import warn_of_undecodable

# Longer marks first: UTF-32-LE begins like UTF-16-LE.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# First bytes of files that people take for text, for an error that says what they are.
_SIGNATURES = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"{\\rtf", "a rich-text (RTF) document"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
)
_HIGH = re.compile(rb"[\x80-\xff]+")
_SAMPLE = 1 << 16
_FEW_HIGH = 0.03
# Python counts these as encodings of text; no file is written in them.
_NO_CHARSETS = frozenset(("unicode-escape", "raw-unicode-escape", "idna", "punycode", "undefined"))
_MEANT = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874",
    "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949", "big5": "big5hkscs",
}  # fmt: skip
_CENTRAL = frozenset("ěščřžůłąęćśźżőűĚŠČŘŽŮŁĄĘĆŚŹŻŐŰ")
_SURROGATE = re.compile("[\ud800-\udfff]")


class Decoded(NamedTuple):
    text: str
    encoding: str
    problems: tuple[Warning, ...]


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """Decode a file. The byte order mark is dropped; line ends stay as they are.

    Bytes that the encoding can't read become U+FFFD, each run a warning. Raises BinaryError for
    what is no text, EncodingError where ``encoding`` is no text encoding that Python has.
    """
    if encoding is not None:
        chosen = _lookup(encoding)
        marks = [m for m, e in _MARKS if e == chosen and data.startswith(m)]
        return _decoded(data[len(marks[0]) :] if marks else data, chosen)
    for mark, chosen in _MARKS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], chosen)
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise BinaryError(f"is {what}, not text; give its text instead")
    if b"\0" in data:
        wide = _wide(data)
        if wide is None:
            raise BinaryError("is a binary file (it holds NUL bytes); give a text file, or its --encoding")
        return _decoded(data, wide)
    try:
        return Decoded(data.decode("utf-8"), "utf-8", ())
    except UnicodeDecodeError:
        return _decoded(data, _legacy(data))


def resolve_label(label: str | None) -> str | None:
    """The encoding that a page, a letter or a server declares by a label; None where there is none of that name.

    Some labels mean another encoding, one that has all their characters and more (WHATWG, Encoding, section 4.2).
    """
    try:
        name = _lookup(label.strip()) if label else None
    except EncodingError:
        return None
    return _MEANT.get(name, name) if name else None


def _lookup(encoding: str) -> str:
    try:
        info = codecs.lookup(encoding)
    except (LookupError, ValueError):
        raise EncodingError(f"no encoding is called {encoding!r}; try utf-8, windows-1252 or koi8-r") from None
    if not getattr(info, "_is_text_encoding", True) or info.name in _NO_CHARSETS:
        raise EncodingError(f"{encoding!r} is no encoding of text; try utf-8, windows-1252 or koi8-r")
    return info.name


def _decoded(data: bytes, encoding: str) -> Decoded:
    try:
        text = data.decode(encoding, "replace")
    except (UnicodeError, ValueError):
        raise EncodingError(f"can't be decoded as {encoding}; leave --encoding out to have it found") from None
    # A few codecs (UTF-7, unicode-escape) let halves of pairs through; no other step expects them.
    text = _SURROGATE.sub("\ufffd", text)
    return Decoded(text, encoding, warn_of_undecodable(text, encoding))


def _wide(data: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark: Latin letters and spaces have their NULs in fixed places."""
    sample = data[:_SAMPLE]
    size = len(sample) // 4
    if size:
        nulls = [sample[k::4].count(0) / size for k in range(4)]
        if len(data) % 4 == 0 and min(nulls[:2]) > 0.95 and nulls[3] < 0.05:
            return "utf-32-be"
        if len(data) % 4 == 0 and min(nulls[2:]) > 0.95 and nulls[0] < 0.05:
            return "utf-32-le"
    half = len(sample) // 2
    if half and len(data) % 2 == 0:
        even, odd = sample[0::2].count(0) / half, sample[1::2].count(0) / half
        if odd > 0.4 and even < 0.02:
            return "utf-16-le"
        if even > 0.4 and odd < 0.02:
            return "utf-16-be"
    return None


def _legacy(data: bytes) -> str:
    """The encoding of bytes that are not valid UTF-8.

    UTF-8 with a few broken places is still UTF-8. Text with few high bytes is Windows-1252, where
    detectors guess at random. The rest is charset-normalizer's.
    """
    first = _HIGH.search(data)
    start = max(0, (first.start() if first else 0) - _SAMPLE // 4)
    sample = data[start : start + _SAMPLE]
    broken = sample.decode("utf-8", "replace").count("\ufffd")
    good = sum(1 for c in sample.decode("utf-8", "ignore") if c > "\x7f")
    if good >= 2 * broken:
        return "utf-8"
    high = sum(len(run) for run in _HIGH.findall(sample))
    if high <= _FEW_HIGH * len(sample):
        return "cp1252"
    from charset_normalizer import from_bytes

    found = from_bytes(sample)
    best = found.best()
    if best is None:
        return "cp1252"
    # Detectors prefer Windows-1250 for Western text, too; only its own letters tell them apart.
    high_letters = [c for c in str(best) if c > "\x7f" and c.isalpha()]
    central = sum(c in _CENTRAL for c in high_letters)
    western = any(match.encoding == "cp1252" for match in found)
    return "cp1252" if western and central < 0.25 * len(high_letters) else best.encoding
