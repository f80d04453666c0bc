"""Rich Text Format (RTF 1.9) -> Article, by striprtf; exports of Nexis Uni -> their articles."""

from collections.abc import Iterator
from functools import partial

from newscli.errors import UnreadableError
from newscli.formats.documents import build_article
from newscli.formats.entries import Entry, RawFile
from newscli.formats.sniffing import is_nexis_uni
from newscli.model import Article, Source
from newscli.optional_imports import import_optional
from newscli.structure.drafts import DraftBlock


def open_entries(file: RawFile, format: str) -> Iterator[Entry]:
    """Yield the one article of a document, or those of an export.

    Raises MissingLibraryError if striprtf is not installed, UnreadableError if it fails.
    """
    convert = import_optional("striprtf.striprtf", "striprtf").rtf_to_text
    try:
        # The format is ASCII; other characters are escaped.
        text = convert(file.data.decode("latin-1"), errors="replace")
    except Exception as error:  # damaged documents break it in several ways
        raise UnreadableError(f"is not a complete RTF document ({type(error).__name__}: {error})") from error
    lines = text.replace("\0", "\ufffd").splitlines()
    if is_nexis_uni(lines):
        from newscli.formats.databases import lexisnexis, open_records

        yield from open_records(lexisnexis.split_lines(lines), "lexisnexis", None)
    else:
        yield Entry(format, None, partial(read, lines=lines))


def read(source: Source, lines: list[str]) -> Article:
    """Read the paragraphs of a document. Raises EmptyError if it has no text."""
    drafts = [DraftBlock("paragraph", " ".join(line.split())) for line in lines]
    return build_article(source, drafts, (), "has no text")
