"""How each format is recognized: first by the content of a file, then by its name.

The registry refers to these functions. Patterns are compiled on first use (``re`` caches them), because the command
line imports the registry at every start.
"""

import io
import json
import re
from codecs import BOM_UTF8
from collections.abc import Sequence

from newscli.formats.doctype import remove_doctype
from newscli.input.files import get_ending
from newscli.text import unify_line_ends

TEXT_ENDINGS = (".txt", ".text")
MARKDOWN_ENDINGS = (".md", ".markdown")
HTML_ENDINGS = (".html", ".htm", ".xhtml")
JSON_ENDINGS = (".json", ".jsonl", ".ndjson")
NDJSON_ENDINGS = (".jsonl", ".ndjson")

# How much of a file the patterns look at, in bytes or characters.
HEAD_SIZE = 4096
_LONG_HEAD_SIZE = 4 * HEAD_SIZE
# Servers write long signatures and routes into the header of an email, above the subject.
_MAX_HEADER_SIZE = 16 * HEAD_SIZE

# Broken JSON is still recognized if its first key ends within so much text.
_MAX_FIRST_KEY_CHARS = 300

# What may come before the first element of a page or a feed: declarations and comments.
_COMMENTS = rb"(?:<!--(?:[^-]|-(?!->)){0,5000}-->\s{0,100}){0,20}"
_PAGE = (
    rb"(?i)(?:"
    + BOM_UTF8
    + rb")?\s{0,1000}(?:<\?xml[^>]{0,200}\?>\s{0,100})?"
    + _COMMENTS
    + rb"<(?:!doctype\s+html|html|head|body|meta|title|article|div)\b"
)
_FEED = (
    rb"(?i)(?:"
    + BOM_UTF8
    + rb")?\s{0,1000}(?:<\?[^>]{0,500}\?>\s{0,100}){0,5}"
    + _COMMENTS
    + rb"<(?:rss|feed|rdf:RDF)\b"
)
_NEWSML = (
    rb"(?i)(?:"
    + BOM_UTF8
    + rb")?\s{0,1000}(?:<\?[^>]{0,500}\?>\s{0,100}){0,5}"
    + _COMMENTS
    + rb"<(?:[\w-]{1,20}:)?(?:nitf|newsItem|newsMessage)\b"
)
# RFC 4155: an mbox file, and each email in it, begins with a line "From somebody Sun Nov 22 10:00:00 2026". The names
# of days and months are those of C's asctime, English in any locale.
MBOX_SEPARATOR = (
    rb"(?m)^From \S{0,200} {1,3}(?:\S{1,100} )?(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) "
    rb"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [ \d]\d \d\d:\d\d[^\n]{0,30}\d{4}[^\n]{0,20}\r?\n"
)
# No line end in the values: with "\r?" after them, a carriage return would match in two ways.
_TWO_HEADER_FIELDS = rb"(?:[!-9;-~]{1,80}:[^\r\n]{0,2000}\r?\n(?:[ \t][^\r\n]{0,2000}\r?\n){0,200}){2}"
_EMAIL_FIELD = (
    rb"(?im)^(?:received|return-path|from|to|subject|date|message-id|mime-version|delivered-to|list-id|x-[\w-]+):"
)
_MIN_EMAIL_FIELDS = 3
# A page that a browser saved as one file has an email header with one of these lines.
_SAVED_PAGE_FIELD = rb"(?im)^(?:snapshot-content-location:|from:[^\n]{0,20}saved by )"
# Front matter or a leading ATX heading.
_MARKDOWN = r"\s{0,1000}(?:---[ \t]*\n(?:[^\n]*\n){0,200}?(?:---|\.\.\.)[ \t]*(?:\n|$)|#{1,6}[ \t]\S)"
# The marks of exports of news databases, which their parsers use, too.
LEXISNEXIS_START = r"(?m)^[ \t]{0,80}\d{1,5} of \d{1,6} DOCUMENTS?[ \t]*$"
NEXIS_UNI_MARK = b"End of Document"
NEXIS_UNI_END = r"(?m)^[ \t]{0,80}End of Document[ \t]*$"
PROQUEST_RULE = r"(?m)^_{20,}[ \t]*$"
_PROQUEST_TEXT = r"(?m)^Full text:"
_FACTIVA_CODES = r"(?m)^(HD|WC|PD|LP|TD)(?:[ \t]|$)"
_MAX_EXPORT_HEAD_CHARS = 20_000
# An export begins with its first article; a text that only quotes one does so further on.
_MAX_FIRST_MARK_CHARS = 2000
# The codes that stand in a column of their own in a Factiva page, or the classes in one without codes.
_FACTIVA_CELLS = tuple(rb"<b>\s{0,9}%s\s{0,9}</b>" % code for code in (b"HD", b"WC", b"PD"))
_FACTIVA_CLASSES = (rb"class=[\"'][a-z]{2,4}Headline\b", rb"class=[\"']articleParagraph\b")
_LEXISNEXIS_PAGE = rb">\s{0,9}\d{1,5} of \d{1,6} DOCUMENTS?\s{0,9}<"
_PROQUEST_PAGE = (rb"ProQuest document (?:ID|link)", rb">\s{0,9}Full text:")
_EUROPRESSE_PAGE = rb"class=[\"'][^\"']{0,80}\bDocPublicationName\b"


def is_parquet(data: bytes, name: str) -> bool:
    """Whether it begins like Parquet (the format's specification, "File format")."""
    return data.startswith(b"PAR1")


def is_pdf(data: bytes, name: str) -> bool:
    """Whether it begins like a PDF (ISO 32000-1, section 7.5.2)."""
    return data.startswith(b"%PDF-")


def is_warc(data: bytes, name: str) -> bool:
    """Whether it begins like a WARC file (ISO 28500, section 4)."""
    return data.startswith(b"WARC/")


def is_docx(data: bytes, name: str) -> bool:
    """Whether it is a ZIP archive with the parts that every Word document has (ECMA-376, part 2)."""
    if not _is_zip_archive(data) or b"word/document.xml" not in data:
        return False
    from zipfile import ZipFile

    try:
        with ZipFile(io.BytesIO(data)) as archive:
            return {"[Content_Types].xml", "word/document.xml"} <= set(archive.namelist())
    except Exception:  # A damaged archive: more likely a document than files that mention one.
        return True


def is_odt(data: bytes, name: str) -> bool:
    """Whether it is a ZIP archive that begins with the type of an OpenDocument text (ODF 1.3 part 2, section 3.3)."""
    return _is_zip_archive(data) and b"mimetypeapplication/vnd.oasis.opendocument.text" in data[:HEAD_SIZE]


def is_zip(data: bytes, name: str) -> bool:
    """Whether it is a ZIP archive but not a document."""
    return _is_zip_archive(data) and not is_docx(data, name) and not is_odt(data, name)


def is_rtf(data: bytes, name: str) -> bool:
    """Whether it begins like an RTF document."""
    return data.startswith(b"{\\rtf")


def is_newsml(data: bytes, name: str) -> bool:
    """Whether it is NITF or NewsML-G2 by its first element."""
    return re.match(_NEWSML, remove_doctype(data[:_LONG_HEAD_SIZE])) is not None


def _is_zip_archive(data: bytes) -> bool:
    return data.startswith(b"PK\x03\x04")


def is_mbox(data: bytes, name: str) -> bool:
    """Whether it opens with the line that separates the emails of a mailbox."""
    return re.match(MBOX_SEPARATOR, _unify_ends(data)) is not None


def is_mhtml(data: bytes, name: str) -> bool:
    """Whether it has an email header with the fields that browsers write (RFC 2557)."""
    header = _get_header(data)
    return (
        b"multipart/related" in header.lower()
        and re.match(_TWO_HEADER_FIELDS, data) is not None
        and re.search(_SAVED_PAGE_FIELD, header) is not None
    )


def is_html(data: bytes, name: str) -> bool:
    """Whether it is a web page by its first element, or by its name."""
    head = data[:HEAD_SIZE]
    if b"\0" in head:
        # Latin letters in UTF-16 or UTF-32.
        head = head.replace(b"\0", b"").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    ending = get_ending(name)
    if ending in HTML_ENDINGS and b"<" in data:
        return True
    return ending not in MARKDOWN_ENDINGS and re.match(_PAGE, head) is not None


def is_factiva_export(data: bytes, name: str) -> bool:
    """Whether it is a page with Factiva's field codes in its tables or its classes, or a response in XML."""
    return (
        _is_page_with(data, name, *_FACTIVA_CELLS)
        or _is_page_with(data, name, *_FACTIVA_CLASSES)
        or is_factiva_xml(data, name)
    )


def is_factiva_xml(data: bytes, name: str) -> bool:
    """Whether it is a response of Factiva's service."""
    return b"<ppsArticleResponse" in data[:HEAD_SIZE]


def is_lexisnexis_page(data: bytes, name: str) -> bool:
    """Whether it is a page with the mark that begins a LexisNexis article."""
    return _is_page_with(data, name, _LEXISNEXIS_PAGE)


def is_proquest_page(data: bytes, name: str) -> bool:
    """Whether it is a page with ProQuest's labels."""
    return _is_page_with(data, name, *_PROQUEST_PAGE)


def is_europresse_page(data: bytes, name: str) -> bool:
    """Whether it is a page with Europresse's class for the name of a paper."""
    return _is_page_with(data, name, _EUROPRESSE_PAGE)


def _is_page_with(data: bytes, name: str, *patterns: bytes) -> bool:
    """Whether it is a web page in which all patterns occur."""
    # Without the NULs of UTF-16 and UTF-32.
    letters = data.replace(b"\0", b"") if b"\0" in data[:HEAD_SIZE] else data
    return is_html(data, name) and all(re.search(pattern, letters) for pattern in patterns)


def is_feed(data: bytes, name: str) -> bool:
    """Whether it is RSS or Atom by its first element."""
    if b"<" not in data[:HEAD_SIZE]:
        return False
    return re.match(_FEED, remove_doctype(data[:_LONG_HEAD_SIZE])) is not None


def is_email(data: bytes, name: str) -> bool:
    """Whether it begins with a header (RFC 5322) that has a subject and at least three fields typical of emails."""
    data = _unify_ends(data).removeprefix(BOM_UTF8).lstrip(b"\r\n")
    header = _get_header(data)
    return (
        b"subject:" in header.lower()
        and re.match(_TWO_HEADER_FIELDS, data) is not None
        and len(re.findall(_EMAIL_FIELD, header)) >= _MIN_EMAIL_FIELDS
    )


def _unify_ends(data: bytes) -> bytes:
    """Return the head of a file; if its lines end in carriage returns alone, with line feeds in their place."""
    head = data[:_MAX_HEADER_SIZE]
    return head if b"\n" in head else head.replace(b"\r", b"\n")


def _get_header(data: bytes) -> bytes:
    """Return everything before the first blank line."""
    return data[:_MAX_HEADER_SIZE].split(b"\n\n", 1)[0].split(b"\r\n\r\n", 1)[0]


def is_json(text: str, name: str) -> bool:
    """Whether it is JSON by its name, or begins with an object or a list of objects."""
    ending = get_ending(name)
    if ending in JSON_ENDINGS:
        return True
    start = text.lstrip()
    if start[:1] not in ("{", "[") or ending in MARKDOWN_ENDINGS:
        return False
    try:
        value, _ = json.JSONDecoder(strict=False).raw_decode(start)
    except (ValueError, RecursionError):
        return start[:2] in ('{"', "{\n") and '":' in start[:_MAX_FIRST_KEY_CHARS]
    return isinstance(value, dict) or (isinstance(value, list) and bool(value) and isinstance(value[0], dict))


def is_ndjson(head: bytes, name: str, format: str | None, encoding: str | None) -> bool:
    """Whether a file that begins with ``head`` has a JSON record on each line.

    Its first line must be a whole record, or look like one if the name says NDJSON.
    """
    start = head.removeprefix(BOM_UTF8).lstrip(b" \t\r\n")
    line, line_end, _ = start.partition(b"\n")
    if format not in (None, "json") or b"\0" in head or not _has_one_byte_line_ends(encoding):
        return False
    if not line_end and get_ending(name) not in NDJSON_ENDINGS:
        return False
    if start[:1] != b"{" or (format is None and get_ending(name) in MARKDOWN_ENDINGS):
        return False
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return get_ending(name) in NDJSON_ENDINGS


def _has_one_byte_line_ends(encoding: str | None) -> bool:
    try:
        return encoding is None or "{\n".encode(encoding) == b"{\n"
    except (LookupError, ValueError):
        return False


def is_markdown(text: str, name: str) -> bool:
    """Whether it is Markdown by its name or, unless it is named as text, begins with front matter or a heading."""
    ending = get_ending(name)
    if ending in (*MARKDOWN_ENDINGS, *TEXT_ENDINGS):
        return ending in MARKDOWN_ENDINGS
    return re.match(_MARKDOWN, unify_line_ends(text[:_MAX_EXPORT_HEAD_CHARS])) is not None


def is_lexisnexis(text: str, name: str) -> bool:
    """Whether it opens with a LexisNexis article mark and has a LENGTH field, or has Nexis Uni's marks."""
    head = unify_line_ends(text[:_MAX_EXPORT_HEAD_CHARS])
    if re.search(LEXISNEXIS_START, head[:_MAX_FIRST_MARK_CHARS]) is not None and "LENGTH:" in head:
        return True
    return is_nexis_uni(text.splitlines()) if "End of Document" in text else False


def is_nexis_uni(lines: Sequence[str]) -> bool:
    """Whether lines are those of an export of Nexis Uni, which marks where the text of each article begins and ends."""
    stripped = {line.strip() for line in lines}
    return "Body" in stripped and "End of Document" in stripped


def is_factiva(text: str, name: str) -> bool:
    """Whether lines begin with the codes for title, length, date and text."""
    codes = set(re.findall(_FACTIVA_CODES, unify_line_ends(text[:_MAX_EXPORT_HEAD_CHARS])))
    return codes >= {"HD", "WC", "PD"} and bool(codes & {"LP", "TD"})


def is_proquest(text: str, name: str) -> bool:
    """Whether it opens with a rule and has a 'Full text:' field."""
    head = unify_line_ends(text[:_MAX_EXPORT_HEAD_CHARS])
    return re.search(PROQUEST_RULE, head[:_MAX_FIRST_MARK_CHARS]) is not None and (
        re.search(_PROQUEST_TEXT, head) is not None
    )
