"""Exports of news databases, with several articles in one file -> Articles.

Each database has a module that knows its layouts. Interfaces in other languages have the same layouts, with other names
of months and fields.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from newscli.errors import EmptyError, UnreadableError
from newscli.formats.databases import europresse, factiva, lexisnexis, proquest
from newscli.formats.databases.records import Record
from newscli.formats.entries import Entry, RawFile
from newscli.formats.html.charset import find_charset
from newscli.formats.html.page import parse_page
from newscli.formats.sniffing import is_factiva_xml, is_html
from newscli.model import Article, Field, Source, Warning
from newscli.structure import articles
from newscli.text import count_words, unify_line_ends

# An article that is shorter than this share of the words that its export states may have been cut.
_MIN_LENGTH_SHARE = 0.5
# How each database's pages and texts are split into their articles, in order.
PAGE_SPLITTERS = {
    "lexisnexis": lexisnexis.split_page,
    "factiva": factiva.split_page,
    "proquest": proquest.split_page,
    "europresse": europresse.split_page,
}
TEXT_SPLITTERS: dict[str, Callable[[str], Iterator[Record]]] = {
    "lexisnexis": lexisnexis.split_text,
    "factiva": factiva.split_text,
    "proquest": proquest.split_text,
}


def open_entries(file: RawFile, format: str) -> Iterator[Entry]:
    """Yield the articles of an export."""
    encoding: str | None = None
    if format == "factiva" and is_factiva_xml(file.data, file.name):
        records = factiva.split_xml(file.data)
    elif is_html(file.data, file.name):
        decoded = file.decode(file.options.encoding or find_charset(file.data, file.charset))
        encoding, records = decoded.encoding, PAGE_SPLITTERS[format](parse_page(decoded.text, file.options.limits))
    elif format not in TEXT_SPLITTERS:
        raise UnreadableError("is no web page, as exports of Europresse are")
    else:
        encoding, records = file.decoded.encoding, TEXT_SPLITTERS[format](unify_line_ends(file.decoded.text))
    yield from open_records(records, format, encoding)


def open_records(records: Iterator[Record], format: str, encoding: str | None) -> Iterator[Entry]:
    """Yield records as entries."""
    for record in records:
        yield Entry(format, encoding, partial(read, record=record))


def read(source: Source, record: Record) -> Article:
    """Read one article. Raises EmptyError if it has no text."""
    if not record.text.strip():
        raise EmptyError("has no text; export the record with its full text")
    fields: list[Field] = [field for field in record.fields if field.value]
    article = articles.build_from_story(source, record.text, fields)
    words = count_words(article.text)
    if record.words and words < _MIN_LENGTH_SHARE * record.words:
        message = f"the export says that this article has {record.words:,} words, but only {words:,} were read"
        article = replace(article, problems=(*article.problems, Warning("length-differs", message)))
    return article
