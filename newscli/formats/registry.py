"""The formats that newscli reads, one row each. To add a format, write its module and its row.

A row's module is imported when a file of its format is read. It has the function

    open_entries(file: RawFile, format: str) -> Iterator[Entry]

which yields the articles in a file and raises NewscliError if it can't be read. This table must be cheap to import: the
command line is built from it at every start.
"""

from collections.abc import Callable
from typing import NamedTuple

from newscli.formats import sniffing
from newscli.input.files import get_ending


class Format(NamedTuple):
    """A format: what it is, the endings of its files, and the module that reads it.

    ``sniff_bytes`` and ``sniff_text`` recognize it from (content, file name), before and after decoding; the first row
    to match wins. ``library`` is the PyPI name of the library that reads it; ``extra`` is the extra of newscli that
    installs the library, None if newscli always does.
    """

    description: str
    module: str
    endings: tuple[str, ...] = ()
    sniff_bytes: Callable[[bytes, str], bool] | None = None
    sniff_text: Callable[[str, str], bool] | None = None
    library: str | None = None
    extra: str | None = None


FORMATS: dict[str, Format] = {
    "text": Format("plain text", "newscli.formats.text", sniffing.TEXT_ENDINGS),
    "json": Format(
        "JSON and NDJSON of crawlers, wire services and newscli",
        "newscli.formats.json",
        sniffing.JSON_ENDINGS,
        sniff_text=sniffing.is_json,
    ),
    "lexisnexis": Format(
        "LexisNexis and Nexis exports: text, pages, Word, RTF",
        "newscli.formats.databases",
        sniff_bytes=sniffing.is_lexisnexis_page,
        sniff_text=sniffing.is_lexisnexis,
    ),
    "factiva": Format(
        "Factiva exports: text, pages, XML",
        "newscli.formats.databases",
        sniff_bytes=sniffing.is_factiva_export,
        sniff_text=sniffing.is_factiva,
    ),
    "proquest": Format(
        "ProQuest exports: text, pages, emails",
        "newscli.formats.databases",
        sniff_bytes=sniffing.is_proquest_page,
        sniff_text=sniffing.is_proquest,
    ),
    "europresse": Format(
        "Europresse exports: pages",
        "newscli.formats.databases",
        sniff_bytes=sniffing.is_europresse_page,
    ),
    "markdown": Format(
        "Markdown (CommonMark)",
        "newscli.formats.markdown",
        sniffing.MARKDOWN_ENDINGS,
        sniff_text=sniffing.is_markdown,
        library="markdown-it-py",
    ),
    "pdf": Format(
        "PDF documents",
        "newscli.formats.pdf",
        (".pdf",),
        sniff_bytes=sniffing.is_pdf,
        library="pypdf",
        extra="pdf",
    ),
    "docx": Format(
        "Word documents",
        "newscli.formats.docx",
        (".docx",),
        sniff_bytes=sniffing.is_docx,
        library="python-docx",
        extra="docx",
    ),
    "odt": Format(
        "OpenDocument texts",
        "newscli.formats.odt",
        (".odt",),
        sniff_bytes=sniffing.is_odt,
        library="lxml",
    ),
    "rtf": Format(
        "RTF documents",
        "newscli.formats.rtf",
        (".rtf",),
        sniff_bytes=sniffing.is_rtf,
        library="striprtf",
        extra="rtf",
    ),
    "csv": Format("tables with an article on each row", "newscli.formats.csv", (".csv", ".tsv")),
    "parquet": Format(
        "Parquet with an article on each row",
        "newscli.formats.parquet",
        (".parquet",),
        sniff_bytes=sniffing.is_parquet,
        library="pyarrow",
        extra="parquet",
    ),
    "newsml": Format(
        "XML of news wires: NITF, NewsML-G2",
        "newscli.formats.newsml",
        (".nitf",),
        sniff_bytes=sniffing.is_newsml,
        library="lxml",
    ),
    "warc": Format(
        "web archives",
        "newscli.formats.warc",
        (".warc", ".wet"),
        sniff_bytes=sniffing.is_warc,
        library="warcio",
        extra="warc",
    ),
    "mbox": Format("mailboxes (mbox)", "newscli.formats.email", (".mbox",), sniff_bytes=sniffing.is_mbox),
    "mhtml": Format(
        "web pages saved as one file",
        "newscli.formats.mhtml",
        (".mhtml", ".mht"),
        sniff_bytes=sniffing.is_mhtml,
        library="trafilatura",
    ),
    "html": Format(
        "saved web pages",
        "newscli.formats.html",
        sniffing.HTML_ENDINGS,
        sniff_bytes=sniffing.is_html,
        library="trafilatura",
    ),
    "feed": Format(
        "RSS and Atom feeds",
        "newscli.formats.feeds",
        (".rss", ".atom", ".xml"),
        sniff_bytes=sniffing.is_feed,
        library="feedparser",
        extra="feeds",
    ),
    "email": Format("emails", "newscli.formats.email", (".eml",), sniff_bytes=sniffing.is_email),
    "zip": Format(
        "ZIP archives of any of these", "newscli.formats.zip", (".zip", ".wacz"), sniff_bytes=sniffing.is_zip
    ),
}
# The endings of the files that are read in a folder.
ENDINGS = tuple(ending for format in FORMATS.values() for ending in format.endings)


def detect_from_bytes(data: bytes, name: str) -> str | None:
    """Detect a format that shows before decoding; None for those that are plain text."""
    return next((key for key, row in FORMATS.items() if row.sniff_bytes and row.sniff_bytes(data, name)), None)


def detect_from_text(text: str, name: str) -> str:
    """Detect the format of a decoded file; "text" if nothing else fits. A row without sniffing goes by its endings."""
    ending = get_ending(name)
    for key, row in FORMATS.items():
        if row.sniff_text is not None and row.sniff_text(text, name):
            return key
        if row.sniff_text is None and row.sniff_bytes is None and ending in row.endings and key != "text":
            return key
    return "text"
