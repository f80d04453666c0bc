"""A saved web page -> Article. The text is the story alone, its paragraphs apart by a blank line.

trafilatura finds the story; title, authors and dates come from what the page states (JSON-LD, <meta>, microdata) and
shows, joined.
"""

import re

from newscli.errors import EmptyError
from newscli.limits import Limits
from newscli.model import Article, Source, Span, Warning
from newscli.reading.html.body import laid_out, parts
from newscli.reading.html.joined import fields
from newscli.reading.html.page import parsed

_UNDECODABLE = re.compile("\ufffd+")
_MOST_SPANS = 1000


def read(source: Source, text: str, limits: Limits) -> Article:
    """Read a decoded page. Raises EmptyError where it shows no story, LimitError where it nests too deep."""
    root = parsed(text, limits)
    found = fields(root)
    title = next((one.value for one in found if one.key == "title"), None)
    shown, blocks = laid_out(parts(root, title))
    if not blocks:
        raise EmptyError("is a page that shows no article; save the article's own page, or its text")
    lost = tuple(Span(*match.span()) for match in _UNDECODABLE.finditer(shown))
    problems = (Warning("undecodable", "what the page holds there is no character", lost[:_MOST_SPANS]),)
    return Article(
        source=source,
        text=shown,
        body=Span(0, blocks[-1].span.end),
        blocks=blocks,
        fields=found,
        headings_known=True,
        problems=problems if lost else (),
    )
