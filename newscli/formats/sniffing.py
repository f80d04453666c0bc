"""Which format a file has: by what it holds first, by its name second."""

import re

from newscli.formats.registry import FORMATS, FormatName
from newscli.input.encodings import resolve_label
from newscli.input.files import get_ending

# A page by its own first words: comments and an XML declaration may stand before them.
_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s{0,1000}(?:<\?xml[^>]{0,200}\?>\s{0,100})?(?:<!--(?:[^-]|-(?!->)){0,5000}-->\s{0,100}){0,20}"
    rb"<(?:!doctype\s+html|html|head|body|meta|title|article|div)\b",
    re.IGNORECASE,
)
_OPENINGS: tuple[tuple[bytes, FormatName], ...] = ((b"%PDF-", "pdf"), (b"WARC/", "warc"))
_ZIP, _DOCX = b"PK\x03\x04", b"word/document.xml"
# An mbox file begins with a line "From somebody Sun Nov 22 10:00:00 2026", and so does each letter in it.
BOX = re.compile(
    rb"^From \S{0,200} {1,3}(?:\S{1,100} )?(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) "
    rb"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [ \d]\d \d\d:\d\d[^\n]{0,30}\d{4}[^\n]{0,20}\r?\n",
    re.MULTILINE,
)
_HEADER = re.compile(rb"(?:[!-9;-~]{1,80}:[^\n]{0,2000}\r?\n(?:[ \t][^\n]{0,2000}\r?\n){0,200}){2}")
_OWN = re.compile(
    rb"^(?:received|return-path|from|to|subject|date|message-id|mime-version|delivered-to|list-id|x-[\w-]+):",
    re.IGNORECASE | re.MULTILINE,
)
# A page that a browser saved as one file has a letter's header, with these lines in it.
_SAVED = re.compile(rb"^(?:snapshot-content-location:|from:[^\n]{0,20}saved by )", re.IGNORECASE | re.MULTILINE)
_FEED = re.compile(
    rb"(?:\xef\xbb\xbf)?\s{0,1000}(?:<\?[^>]{0,500}\?>\s{0,100}){0,5}(?:<!--(?:[^-]|-(?!->)){0,5000}-->\s{0,100}){0,20}"
    rb"<(?:rss|feed|rdf:RDF)\b",
    re.IGNORECASE,
)
DOCTYPE = re.compile(rb"<!DOCTYPE(?:[^>\[]|\[[^\]]{0,100000}\])*>", re.IGNORECASE)
# What no text holds that is not an export of a news database.
_EXPORTS = re.compile(r"^(?:[ \t]{0,80}\d{1,5} of \d{1,6} DOCUMENTS?|Full text:|HD(?:[ \t]|$))", re.MULTILINE)
_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
_HEAD = 4096
# Without a known ending, front matter or a leading ATX heading says Markdown.
_MARKDOWN = re.compile(r"\s{0,1000}(?:---[ \t]*\r?\n(?:[^\n]*\n){0,200}?(?:---|\.\.\.)[ \t]*(?:\r?\n|$)|#{1,6}[ \t]\S)")


def by_bytes(data: bytes, name: str) -> FormatName | None:
    """What can be told before decoding; None for the kinds of text."""
    for opening, kind in _OPENINGS:
        if data.startswith(opening):
            return kind
    if data.startswith(_ZIP):
        return "docx" if _DOCX in data else "zip"
    if BOX.match(data):
        return "mbox"
    if _is_saved(data):
        return "mhtml"
    if is_page(data, name):
        return "html"
    if b"<" in data[:_HEAD] and _FEED.match(DOCTYPE.sub(b"", data[: 4 * _HEAD])):
        return "feed"
    return "email" if _is_letter(data) else None


def _is_saved(data: bytes) -> bool:
    head = _header(data)
    return b"multipart/related" in head.lower() and bool(_HEADER.match(data)) and bool(_SAVED.search(head))


def _header(data: bytes) -> bytes:
    """What stands before the first blank line."""
    return data[: 2 * _HEAD].split(b"\n\n")[0].split(b"\r\n\r\n")[0]


def _is_letter(data: bytes) -> bool:
    """Whether bytes begin with a letter's header: two fields, three of a letter's own among them."""
    head = _header(data)
    return b"subject:" in head.lower() and bool(_HEADER.match(data)) and len(_OWN.findall(head)) >= 3


def by_text(text: str, name: str) -> FormatName:
    """Which kind of text a decoded file is."""
    if is_json(text, name):
        return "json"
    if _EXPORTS.search(text, 0, 4 * _HEAD):
        from newscli.formats import databases

        if kind := databases.detect_database(text):
            return kind
    return "markdown" if is_markdown(text, name) else "text"


def is_page(data: bytes, name: str) -> bool:
    """Whether bytes are a web page."""
    head = data[:_HEAD]
    if b"\0" in head:
        # UTF-16 and UTF-32 of Latin letters.
        head = head.replace(b"\0", b"").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    named = get_ending(name)
    return (bool(_PAGE.match(head)) and named not in FORMATS["markdown"].endings) or (
        named in FORMATS["html"].endings and b"<" in data
    )


def charset(data: bytes, served: str | None) -> str | None:
    """The encoding of a page that its server told or that it declares, where UTF-8 does not fit; None to detect it."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        match = _CHARSET.search(data[:_HEAD])
    else:
        return None
    if any(data.startswith(mark) for mark in (b"\xff\xfe", b"\xfe\xff")):
        return None
    return resolve_label(served) or (resolve_label(match[1].decode("ascii")) if match else None)


def is_json(text: str, name: str) -> bool:
    """Whether a text is JSON: by its ending, or an object or a list of them at its beginning."""
    named = get_ending(name)
    if named in FORMATS["json"].endings:
        return True
    if text.lstrip()[:1] not in ("{", "[") or named in FORMATS["markdown"].endings:
        return False
    from newscli.formats.json import begins_with_record

    return begins_with_record(text)


def is_markdown(text: str, name: str) -> bool:
    named = get_ending(name)
    if named in (*FORMATS["markdown"].endings, *FORMATS["text"].endings):
        return named in FORMATS["markdown"].endings
    return _MARKDOWN.match(text) is not None
