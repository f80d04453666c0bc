"""A saved web page -> Article. The text is the story alone, with a blank line between paragraphs.

trafilatura finds the story. Title, authors and dates come from the page's data (JSON-LD, <meta>, microdata) combined
with what the page shows.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from newscli.formats.entries import Entry, RawFile
from newscli.formats.html.body import find_story
from newscli.formats.html.chains import MAX_PART
from newscli.formats.html.charset import find_charset
from newscli.formats.html.jsonld import read_stated_story
from newscli.formats.html.metadata import read_fields
from newscli.formats.html.page import parse_page
from newscli.limits import Limits
from newscli.model import Article, Source, Warning
from newscli.structure import articles
from newscli.text import count_words

_EMPTY = "shows no article; save the article's own page, or its text"


def open_entries(file: RawFile, format: str) -> Iterator[Entry]:
    """Yield the one article of a page."""
    decoded = file.decode(file.options.encoding or find_charset(file.data, file.charset))
    yield Entry(format, decoded.encoding, partial(read, text=decoded.text, limits=file.options.limits))


def read(source: Source, text: str, limits: Limits) -> Article:
    """Read a decoded page. Raises EmptyError if it shows no story, LimitError if its elements nest too deep."""
    root = parse_page(text, limits)
    fields, warnings = read_fields(root)
    title = next((field.value for field in fields if field.key == "title"), None)
    stated = read_stated_story(root)
    article = articles.build_from_blocks(source, find_story(root, title, stated, limits), fields, _EMPTY)
    words = count_words(article.text)
    if words < MAX_PART * stated.words:
        message = f"the page says that its story has {stated.words:,} words, but only {words:,} were found"
        warnings = (*warnings, Warning("length-differs", message))
    return replace(article, problems=(*article.problems, *warnings))
