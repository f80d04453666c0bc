"""Bytes -> text: byte order marks, UTF-8, UTF-16 and UTF-32 without marks, then legacy encodings."""

import codecs
import re
from typing import NamedTuple

from newscli.errors import BinaryError, EncodingError
from newscli.model import Warning
from newscli.text import warn_of_undecodable

# A mark that begins with another comes first: UTF-32-LE before UTF-16-LE.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# First bytes of files that people mistake for text, so that the error can say what they are.
_SIGNATURES = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"{\\rtf", "a rich-text (RTF) document"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
)
_HIGH_BYTES = re.compile(rb"[\x80-\xff]+")
# The encoding is detected from a sample of this size.
_SAMPLE_BYTES = 1 << 16
# Legacy text with at most this share of high bytes is taken for Windows-1252.
_MAX_WESTERN_SHARE = 0.03
# Central European letters rule out Windows-1252 if they make up this share of the letters that are not ASCII.
_MIN_CENTRAL_SHARE = 0.25
# Shares of NULs at an offset: the padding of UTF-32, the high bytes of Latin letters in UTF-16, and the most that the
# other offsets may have.
_MIN_PADDING_SHARE = 0.95
_MIN_LATIN_SHARE = 0.4
_MAX_STRAY_SHARE_32 = 0.05
_MAX_STRAY_SHARE_16 = 0.02
# Python calls these text encodings, but no file is written in them.
_NOT_CHARSETS = frozenset(("unicode-escape", "raw-unicode-escape", "idna", "punycode", "undefined"))
# Declared encoding -> the larger one that the declaration means on the web (WHATWG, Encoding, section 4.2).
_WEB_ENCODINGS = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874",
    "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949", "big5": "big5hkscs",
}  # fmt: skip
_CENTRAL_EUROPEAN = frozenset("ěščřžůłąęćśźżőűĚŠČŘŽŮŁĄĘĆŚŹŻŐŰ")
_SURROGATE = re.compile("[\ud800-\udfff]")


class Decoded(NamedTuple):
    """A decoded file: its text, the name of its encoding, and a warning for each run of undecodable bytes."""

    text: str
    encoding: str
    problems: tuple[Warning, ...]


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """Decode a file as ``encoding``, or detect its encoding. Line ends stay as they are; a byte order mark is dropped.

    Undecodable bytes become U+FFFD, with a warning for each run of them. Raises BinaryError if the bytes are not text,
    EncodingError if ``encoding`` is not a text encoding that Python knows.
    """
    if encoding is not None:
        name = _look_up_encoding(encoding)
        marks = [mark for mark, mark_encoding in _BYTE_ORDER_MARKS if mark_encoding == name and data.startswith(mark)]
        return _decode_as(data[len(marks[0]) :] if marks else data, name)
    for mark, name in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _decode_as(data[len(mark) :], name)
    for signature, description in _SIGNATURES:
        if data.startswith(signature):
            raise BinaryError(f"is {description}, not text; give its text instead")
    if b"\0" in data:
        wide_encoding = _detect_wide_encoding(data)
        if wide_encoding is None:
            raise BinaryError(
                "is a binary file (it has NUL bytes); give a text file, or name the encoding with --encoding"
            )
        return _decode_as(data, wide_encoding)
    try:
        return Decoded(data.decode("utf-8"), "utf-8", ())
    except UnicodeDecodeError:
        return _decode_as(data, _detect_legacy_encoding(data))


def resolve_label(label: str | None) -> str | None:
    """Look up Python's name for the encoding that a page, an email or a server declares; None if it has none.

    As in browsers, some labels mean a larger encoding than they name (WHATWG, Encoding, section 4.2).
    """
    try:
        name = _look_up_encoding(label.strip()) if label else None
    except EncodingError:
        return None
    return _WEB_ENCODINGS.get(name, name) if name else None


def _look_up_encoding(label: str) -> str:
    try:
        info = codecs.lookup(label)
    except (LookupError, ValueError):
        raise EncodingError(f"unknown encoding {label!r}; try utf-8, windows-1252 or koi8-r") from None
    if not getattr(info, "_is_text_encoding", True) or info.name in _NOT_CHARSETS:
        raise EncodingError(f"{label!r} is not a text encoding; try utf-8, windows-1252 or koi8-r")
    return info.name


def _decode_as(data: bytes, encoding: str) -> Decoded:
    try:
        text = data.decode(encoding, "replace")
    except (UnicodeError, ValueError):
        raise EncodingError(f"can't be decoded as {encoding}; omit --encoding to have it detected") from None
    # A few codecs (UTF-7, for one) let lone surrogates through; no later step expects them.
    text = _SURROGATE.sub("\ufffd", text)
    return Decoded(text, encoding, warn_of_undecodable(text, encoding))


def _detect_wide_encoding(data: bytes) -> str | None:
    """Detect UTF-16 or UTF-32 without a byte order mark: Latin letters and spaces have NULs at fixed offsets."""
    sample = data[:_SAMPLE_BYTES]
    quads = len(sample) // 4
    if quads:
        nul_shares = [sample[offset::4].count(0) / quads for offset in range(4)]
        if len(data) % 4 == 0 and min(nul_shares[:2]) > _MIN_PADDING_SHARE and nul_shares[3] < _MAX_STRAY_SHARE_32:
            return "utf-32-be"
        if len(data) % 4 == 0 and min(nul_shares[2:]) > _MIN_PADDING_SHARE and nul_shares[0] < _MAX_STRAY_SHARE_32:
            return "utf-32-le"
    pairs = len(sample) // 2
    if pairs and len(data) % 2 == 0:
        even_share, odd_share = sample[0::2].count(0) / pairs, sample[1::2].count(0) / pairs
        if odd_share > _MIN_LATIN_SHARE and even_share < _MAX_STRAY_SHARE_16:
            return "utf-16-le"
        if even_share > _MIN_LATIN_SHARE and odd_share < _MAX_STRAY_SHARE_16:
            return "utf-16-be"
    return None


def _detect_legacy_encoding(data: bytes) -> str:
    """Detect the encoding of bytes that are not valid UTF-8.

    UTF-8 with a few broken sequences is still UTF-8. Text with few high bytes is taken for Windows-1252, since
    detectors only guess at it. charset-normalizer decides the rest.
    """
    first = _HIGH_BYTES.search(data)
    start = max(0, (first.start() if first else 0) - _SAMPLE_BYTES // 4)
    sample = data[start : start + _SAMPLE_BYTES]
    broken_count = sample.decode("utf-8", "replace").count("\ufffd")
    valid_count = sum(1 for char in sample.decode("utf-8", "ignore") if char > "\x7f")
    if valid_count >= 2 * broken_count:
        return "utf-8"
    high_bytes = sum(len(run) for run in _HIGH_BYTES.findall(sample))
    if high_bytes <= _MAX_WESTERN_SHARE * len(sample):
        return "cp1252"
    from charset_normalizer import from_bytes

    candidates = from_bytes(sample)
    best = candidates.best()
    if best is None:
        return "cp1252"
    # Detectors prefer Windows-1250 even for Western text; only letters found in it alone tell the two apart.
    letters = [char for char in str(best) if char > "\x7f" and char.isalpha()]
    central_count = sum(char in _CENTRAL_EUROPEAN for char in letters)
    may_be_western = any(candidate.encoding == "cp1252" for candidate in candidates)
    return "cp1252" if may_be_western and central_count < _MIN_CENTRAL_SHARE * len(letters) else best.encoding
