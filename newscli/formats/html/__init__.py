"""A saved web page -> Article. The text is the story alone, its paragraphs apart by a blank line.

trafilatura finds the story; title, authors and dates come from what the page states (JSON-LD, <meta>, microdata) and
shows, joined.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from newscli.formats.entries import Entry, RawFile
from newscli.formats.html.body import parts
from newscli.formats.html.charset import find_charset
from newscli.formats.html.metadata import fields
from newscli.formats.html.page import parse_page
from newscli.limits import Limits
from newscli.model import Article, Source
from newscli.structure import articles

_EMPTY = "is a page that shows no article; save the article's own page, or its text"


def open_entries(file: RawFile, format: str) -> Iterator[Entry]:
    """The one article of a page."""
    decoded = file.decode(file.options.encoding or find_charset(file.data, file.charset))
    yield Entry(format, decoded.encoding, partial(read, text=decoded.text, limits=file.options.limits))


def read(source: Source, text: str, limits: Limits) -> Article:
    """Read a decoded page. Raises EmptyError where it shows no story, LimitError where it nests too deep."""
    root = parse_page(text, limits)
    found, doubts = fields(root)
    title = next((one.value for one in found if one.key == "title"), None)
    made = articles.build_from_blocks(source, parts(root, title), found, _EMPTY)
    return replace(made, problems=(*made.problems, *doubts))
