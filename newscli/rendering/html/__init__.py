"""Reports -> one HTML page that needs nothing else: no network, no font, no library.

The tree is built and written by lxml, so every string of an article is escaped.
"""

from collections.abc import Sequence

from lxml.html import HtmlElement

from newscli import __version__
from newscli.model import Report
from newscli.rendering.html.document import write_document
from newscli.rendering.html.elements import make
from newscli.rendering.html.figures import make_world
from newscli.rendering.html.sections import build_article
from newscli.rendering.wording import name_article


def build_html(reports: Sequence[Report]) -> str:
    """Build the page of one article, or of several with an index before them."""
    titles = [name_article(report) for report in reports]
    is_single = len(reports) == 1
    name = titles[0] if is_single else f"{len(reports)} articles"
    articles = [build_article(report, number, 1 if is_single else 2) for number, report in enumerate(reports, 1)]
    return write_document(
        name,
        make("a", "Skip to the text", {"class": "skip"}, href="#a1-text") if reports else None,
        *([] if is_single else [_build_index(name, titles)]),
        make("main", *articles),
        make("footer", make("p", f"Made by newscli {__version__}. Map: Natural Earth.")),
        make_world(),
        has_script=True,
    )


def _build_index(name: str, titles: Sequence[str]) -> HtmlElement:
    items = [make("li", make("a", title, href=f"#a{number}")) for number, title in enumerate(titles, 1)]
    return make("header", make("h1", name), make("nav", make("ol", *items), {"aria-label": "Articles"}))
