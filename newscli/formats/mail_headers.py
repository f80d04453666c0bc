"""Values in the header of an email, whatever bytes a mail program put there (RFC 5322, RFC 2047).

The standard library reads raw bytes in a header, and encoded words that don't keep what they declare, as lone
surrogates. Here they are text: in UTF-8, else in the encoding of the body.
"""

import re
from base64 import b64decode
from binascii import a2b_qp
from collections.abc import Iterator
from email.message import Message

from newscli.input.encodings import decode, resolve_label

MAX_HEADER_CHARS = 10_000
_FALLBACK = "cp1252"
_SURROGATE = re.compile("[\ud800-\udfff]")
_WORD = re.compile(
    r"=\?(?P<charset>[\w.:+-]{1,40})(?:\*[\w-]{0,20})?\?(?P<encoding>[bq])\?(?P<data>[^?]{0,2000})\?=", re.IGNORECASE
)
# A sender: the name, in quotation marks if it has any of ",;<>", and the address in brackets.
_SENDER = re.compile(r'\s*(?P<name>"(?:[^"\\]|\\.){0,400}"|[^<>"]{0,400}?)\s*<(?P<address>[^<>]{0,320})>[\s,;]*')
# An address alone, with the name in brackets after it.
_COMMENTED = re.compile(r"\s*(?P<address>[^\s()<>]{1,320}@[^\s()<>]{1,320})\s*\((?P<name>[^()]{0,400})\)")
_ESCAPE = re.compile(r"\\(.)")


def read_header(message: Message, name: str) -> str:
    """Read the first header of a name as one line, with its encoded words as they are; "" if there is none."""
    value = next((str(value) for key, value in message.raw_items() if key.lower() == name), "")
    raw = value[:MAX_HEADER_CHARS].encode("utf-8", "surrogateescape")
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        text = raw.decode(guess_charset(message), "replace")
    return " ".join(_SURROGATE.sub("\ufffd", text).split())


def guess_charset(message: Message) -> str:
    """Guess the encoding of raw bytes in a header that are not UTF-8: that of the text, if it is another one."""
    for part in message.walk():
        if part.get_content_maintype() != "text":
            continue
        payload = part.get_payload(decode=True)
        label = resolve_label(part.get_content_charset())
        if label in (None, "utf-8") and isinstance(payload, bytes) and b"\0" not in payload:
            label = decode(payload).encoding
        if label not in (None, "utf-8") and "a".encode(label) == b"a":
            return str(label)
    return _FALLBACK


def decode_words(value: str) -> str:
    """Decode the encoded words in a header. Neighbours are decoded as one: some programs part them inside a letter."""
    pieces: list[tuple[str, bytes]] = []
    position = 0
    for match in _WORD.finditer(value):
        gap = value[position : match.start()]
        if gap.strip() or not position:
            pieces.append(("", gap.encode()))
        charset, data = match["charset"].lower(), _decode_transfer(match["encoding"].lower(), match["data"])
        if pieces and pieces[-1][0] == charset:
            pieces[-1] = charset, pieces[-1][1] + data
        else:
            pieces.append((charset, data))
        position = match.end()
    pieces.append(("", value[position:].encode()))
    text = "".join(_decode_piece(charset, data) for charset, data in pieces)
    return " ".join(_SURROGATE.sub("\ufffd", text).split())


def _decode_transfer(encoding: str, data: str) -> bytes:
    if encoding == "q":
        return a2b_qp(data.encode(), header=True)
    try:
        return b64decode(data.encode() + b"==")
    except ValueError:
        return data.encode()


def _decode_piece(charset: str, data: bytes) -> str:
    for encoding in (resolve_label(charset) or "utf-8", "utf-8"):
        try:
            return data.decode(encoding)
        except (UnicodeError, ValueError):
            continue
    return data.decode(_FALLBACK, "replace")


def list_senders(value: str) -> Iterator[tuple[str, str]]:
    """Yield the name and the address of each sender in a From header.

    A comma in a name without quotation marks belongs to the name: "Jane Doe, Valley Post <jane@valley.example>".
    """
    if commented := _COMMENTED.fullmatch(value):
        yield decode_words(commented["name"]), commented["address"]
        return
    if value and "@" not in value and "<" not in value:
        yield decode_words(value).strip(" '\""), ""
        return
    position = 0
    while match := _SENDER.match(value, position):
        position = match.end()
        name = match["name"].strip()
        if name.startswith('"'):
            name = _ESCAPE.sub(r"\1", name.strip('"'))
        # Addresses without brackets stand before this sender.
        names = (part for part in decode_words(name).split(",") if "@" not in part)
        yield ",".join(names).strip(" '\""), match["address"].strip()
