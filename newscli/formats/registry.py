"""The formats that newscli reads. Imports nothing heavy: the command line is made from it at every start."""

from typing import Literal, NamedTuple

FormatName = Literal[
    "text", "markdown", "html", "mhtml", "json", "email", "mbox", "pdf", "docx", "feed", "warc", "lexisnexis",
    "factiva", "proquest", "zip",
]  # fmt: skip


class Format(NamedTuple):
    """What a format is, the endings of its files, the library that reads it (as PyPI calls it), and the extra that
    installs this; ``unchecked``: no real file of it was at hand."""

    what: str
    endings: tuple[str, ...]
    library: str | None = None
    extra: str | None = None
    unchecked: bool = False


FORMATS: dict[FormatName, Format] = {
    "text": Format("plain text", (".txt", ".text")),
    "markdown": Format("Markdown, by CommonMark", (".md", ".markdown"), "markdown-it-py"),
    "html": Format("saved web pages", (".html", ".htm", ".xhtml"), "trafilatura"),
    "mhtml": Format("web pages saved as one file", (".mhtml", ".mht"), "trafilatura"),
    "json": Format("JSON and NDJSON of crawlers, wires and newscli", (".json", ".jsonl", ".ndjson")),
    "email": Format("letters", (".eml",)),
    "mbox": Format("boxes of letters", (".mbox",)),
    "pdf": Format("PDF documents", (".pdf",), "pypdf", "pdf"),
    "docx": Format("Word documents", (".docx",), "python-docx", "docx"),
    "feed": Format("RSS and Atom", (".rss", ".atom", ".xml"), "feedparser", "feeds"),
    "warc": Format("web archives", (".warc",), "warcio", "warc"),
    "lexisnexis": Format("LexisNexis exports, as text", (), unchecked=True),
    "factiva": Format("Factiva exports, as text or HTML", (), unchecked=True),
    "proquest": Format("ProQuest exports, as text", (), unchecked=True),
    "zip": Format("archives of any of these", (".zip",)),
}
