"""The web page of `newscli diff`: what changed, side by side."""

from collections.abc import Sequence

from lxml.html import HtmlElement

from newscli import __version__
from newscli.rendering.html.document import write_document
from newscli.rendering.html.elements import make

Pieces = Sequence[tuple[str, bool]]


def build_comparison_page(rows: Sequence[tuple[str, Pieces, Pieces]], summary: str) -> str:
    """Build a page with a row for each difference: its heading, and both sides in pieces, changed or not."""
    head = make("tr", *(make("th", title, scope="col") for title in ("before", "what", "after")))
    body = [
        make("tr", _build_side(before, "del"), make("td", heading), _build_side(after, "ins"))
        for heading, before, after in rows
    ]
    title = "Two versions compared"
    table = make("table", make("thead", head), make("tbody", *body), {"class": "compared"})
    return write_document(
        title,
        make("main", make("h1", title), make("p", summary), table),
        make("footer", make("p", f"Made by newscli {__version__}.")),
        has_script=False,
    )


def _build_side(pieces: Pieces, tag: str) -> HtmlElement:
    return make("td", *(make(tag, text) if is_changed else text for text, is_changed in pieces))
