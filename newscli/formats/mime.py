"""The parts of an email: broken structures mended, the text chosen and decoded, what is attached counted.

RFC 2045 and 2046, and RFC 3676 for paragraphs that flow.
"""

import re
from base64 import b64decode
from codecs import BOM_UTF8
from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import EmailPolicy
from typing import cast

from newscli.input.encodings import decode, resolve_label
from newscli.text import unify_line_ends

_MAX_HEADER_BYTES = 100_000
_MAX_DEPTH = 10
_HEADER_END = re.compile(rb"\r?\n\r?\n")
# A parameter on a line of its own that was not indented, as a continued line must be.
_UNFOLDED_PARAMETER = re.compile(rb";[ \t]*\r?\n(?=(?:boundary|charset|type|name|format)=)", re.IGNORECASE)
_CONTENT_TYPE = re.compile(rb"^content-type:[ \t]*([\w/.+-]+)((?:[^\r\n]|\r?\n[ \t])*)", re.IGNORECASE | re.MULTILINE)
_BOUNDARY = re.compile(rb'boundary="?([^";\r\n]{1,100})"?', re.IGNORECASE)
# A line that looks like a boundary: a header of a part follows.
_PART = re.compile(rb"^--([^\s][^\r\n]{0,99}?)[ \t]*\r?\ncontent-", re.IGNORECASE | re.MULTILINE)
# A line that begins with a label is no continuation of the line above: a header of a forwarded letter.
_LABEL = re.compile(r"[^\W\d_][\w -]{0,24}\s?[:：]")
_QUOTE_MARKS = re.compile(r">(?: ?>)*")
SIGNATURE_MARK = "-- "
# Attached to a letter without anybody attaching it.
_SIGNATURE_TYPES = ("application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature")


def mend(data: bytes) -> bytes:
    """Mend an email: line ends, parameters that are not indented, and a boundary that the parts don't have."""
    data = unify_ends(data).removeprefix(BOM_UTF8).lstrip(b"\r\n")
    end = _HEADER_END.search(data, 0, _MAX_HEADER_BYTES)
    if end is None:
        return data
    head, body = _UNFOLDED_PARAMETER.sub(b"; ", data[: end.start()]), data[end.start() :]
    declared = _CONTENT_TYPE.search(head)
    boundary = _BOUNDARY.search(declared[0]) if declared else None
    part = _PART.search(body)
    if declared is None or boundary is None or part is None:
        return head + body
    start, stop = (declared.start() + position for position in boundary.span(1))
    if b"--" + boundary[1] not in body:
        head = head[:start] + part[1] + head[stop:]
    if not declared[1].lower().startswith(b"multipart/"):
        head = head[: declared.start(1)] + b"multipart/mixed" + head[declared.end(1) :]
    return head + body


def unify_ends(data: bytes) -> bytes:
    """Write line ends that are a carriage return alone, as on old Macintoshes, as line feeds."""
    return data if b"\n" in data else data.replace(b"\r", b"\n")


def read_body(message: EmailMessage, subtype: str) -> str:
    """Read the text of an email in one kind, "plain" or "html"; "" if it has none.

    It may be in several parts, between pictures.
    """
    texts = (_decode_part(part) for part in _list_parts(message, subtype))
    return "\n\n".join(filter(str.strip, texts))


def _list_parts(part: EmailMessage, subtype: str) -> Iterator[EmailMessage]:
    """Yield the parts that show the text, in order, in the kind that is asked for."""
    if not part.is_multipart() and part.get_content_type() == f"text/{subtype}":
        yield part
    for k, child in enumerate(_list_children(part)):
        has_text = False
        for each in () if _is_file(child, is_first=not k) else _list_parts(child, subtype):
            has_text = True
            yield each
        if has_text and part.get_content_subtype() == "alternative":
            return


def _list_children(part: EmailMessage) -> list[EmailMessage]:
    """List the parts in a part, without what only belongs to the first of them: pictures, a signature."""
    payload = part.get_payload() if part.get_content_maintype() == "multipart" else None
    children = cast(list[EmailMessage], payload) if isinstance(payload, list) else []
    return children[:1] if part.get_content_subtype() in ("related", "signed") else children


def _decode_part(part: EmailMessage) -> str:
    """Decode a part by the encoding that it declares, unless its bytes tell that they are in another one."""
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    label = part.get_content_charset()
    declared = resolve_label(label)
    if declared is None and part.get_content_subtype() == "html":
        from newscli.formats.html.charset import find_charset

        declared = find_charset(data, None)
    text = decode(data, None if _is_misdeclared(data, declared) else declared).text
    if part.get_content_subtype() == "plain" and str(part.get_param("format", "")).lower() == "flowed":
        return unflow(text, str(part.get_param("delsp", "")).lower() == "yes")
    return text


def _is_misdeclared(data: bytes, declared: str | None) -> bool:
    """Whether bytes are not in the encoding that is declared.

    Those beyond ASCII are in UTF-8, in which those of other encodings would be nonsense, or are not, as is declared.
    """
    try:
        return not data.decode("utf-8").isascii()
    except UnicodeDecodeError:
        return declared == "utf-8" and b"\0" not in data


def unflow(text: str, deletes_space: bool) -> str:
    """Join lines that end in a space to the next one (RFC 3676). If ``deletes_space``, the space was put in to say so.

    Lines that begin with a label are never joined: those of a forwarded header are lines, however they end.
    """
    lines: list[str] = []
    flowing_depth: int | None = None
    for line in unify_line_ends(text).split("\n"):
        quoted = _QUOTE_MARKS.match(line)
        depth = quoted[0].count(">") if quoted else 0
        content = line[quoted.end() if quoted else 0 :].removeprefix(" ")
        if flowing_depth == depth and content.strip() and content != SIGNATURE_MARK and not _LABEL.match(content):
            lines[-1] = (lines[-1][:-1] if deletes_space else lines[-1]) + content
        else:
            if flowing_depth is not None:
                lines[-1] = lines[-1].rstrip(" ")
            lines.append(f"{'>' * depth} {content}" if depth else content)
        flowing_depth = depth if content.endswith(" ") and content != SIGNATURE_MARK else None
    return "\n".join(lines)


def list_attached_letters(message: EmailMessage, policy: EmailPolicy) -> list[EmailMessage]:
    """List the letters that are attached to an email, in order; those that came back as undeliverable are none."""
    return [letter for part, _ in _walk(message) if (letter := _open_attached(part, policy))]


def _open_attached(part: EmailMessage, policy: EmailPolicy) -> EmailMessage | None:
    inner = part.get_payload(0) if part.get_content_type() == "message/rfc822" and part.is_multipart() else None
    if not isinstance(inner, EmailMessage):
        return None
    if str(part.get("content-transfer-encoding", "")).strip().lower() != "base64":
        return inner
    # Against the standard, but some programs do it.
    try:
        letter = message_from_bytes(mend(b64decode(str(inner.get_payload()))), policy=policy)
    except ValueError:
        return None
    return letter if isinstance(letter, EmailMessage) else None


def count_attachments(message: EmailMessage) -> int:
    """Count the files that somebody attached to an email: no pictures inside its text, no digital signatures."""
    return sum(1 for part, is_first in _walk(message) if _is_file(part, is_first))


def _is_file(part: EmailMessage, is_first: bool) -> bool:
    """Whether a part is attached. A text with a name is, unless it is the first part or says that it is to be shown."""
    if part.get_content_maintype() in ("multipart", "message") or part.get_content_type() in _SIGNATURE_TYPES:
        return False
    disposition = part.get_content_disposition()
    if part.get_content_maintype() == "text":
        return disposition == "attachment" or (disposition is None and part.get_filename() is not None and not is_first)
    return disposition == "attachment" or part.get_content_maintype() != "image"


def _walk(message: EmailMessage, depth: int = 0) -> Iterator[tuple[EmailMessage, bool]]:
    """Yield the parts of an email, each with whether it is the first in its place.

    Not those of letters attached to it, nor of a report that one came back.
    """
    if message.get_content_type() == "multipart/report" or depth > _MAX_DEPTH:
        return
    for k, part in enumerate(_list_children(message)):
        yield part, not k
        yield from _walk(part, depth + 1)
