"""Plain text: the Article's text is the decoded file, unchanged."""

from collections.abc import Iterator

from newscli.formats.entries import Entry, RawFile
from newscli.model import Article, Source
from newscli.structure import articles


def open_entries(file: RawFile, format: str) -> Iterator[Entry]:
    """Yield the one article of a plain-text file."""
    decoded = file.decoded

    def build(source: Source) -> Article:
        return articles.build_from_text(source, decoded.text, decoded.problems)

    yield Entry(format, decoded.encoding, build)
