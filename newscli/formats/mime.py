"""Mends emails whose MIME structure is broken, so that the text that is there can be read (RFC 2045, RFC 2046)."""

import re

_MAX_HEADER_BYTES = 100_000
_HEADER_END = re.compile(rb"\r?\n\r?\n")
# A parameter on a line of its own that was not indented, as a continued line must be.
_UNFOLDED_PARAMETER = re.compile(rb";[ \t]*\r?\n(?=(?:boundary|charset|type|name|format)=)", re.IGNORECASE)
_CONTENT_TYPE = re.compile(rb"^content-type:[ \t]*([\w/.+-]+)((?:[^\r\n]|\r?\n[ \t])*)", re.IGNORECASE | re.MULTILINE)
_BOUNDARY = re.compile(rb'boundary="?([^";\r\n]{1,100})"?', re.IGNORECASE)
# A line that looks like a boundary: a header of a part follows.
_PART = re.compile(rb"^--([^\s][^\r\n]{0,99}?)[ \t]*\r?\ncontent-", re.IGNORECASE | re.MULTILINE)


def mend(data: bytes) -> bytes:
    """Mend the header of an email: parameters that are not indented, and a boundary that the parts don't have."""
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
