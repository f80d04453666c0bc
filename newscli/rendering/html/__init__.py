"""Reports -> one HTML page that needs nothing else: no network, no font, no library.

The tree is built and written by lxml, so every string of an article is escaped. A policy in the page lets nothing run
or load but the style and the script that belong to it.
"""

import base64
import hashlib
from collections.abc import Sequence
from pathlib import Path

from lxml import html
from lxml.html import HtmlElement

from newscli import __version__
from newscli.model import Report
from newscli.rendering.html.elements import make
from newscli.rendering.html.figures import make_world
from newscli.rendering.html.sections import build_article
from newscli.rendering.wording import name_article

_FOLDER = Path(__file__).parent


def build_html(reports: Sequence[Report]) -> str:
    """Build the page of one article, or of several with an index before them."""
    style, script = ((_FOLDER / name).read_text("utf-8") for name in ("page.css", "page.js"))
    policy = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; base-uri 'none'; form-action 'none'"
    )
    titles = [name_article(report) for report in reports]
    is_single = len(reports) == 1
    name = titles[0] if is_single else f"{len(reports)} articles"
    articles = [build_article(report, number, 1 if is_single else 2) for number, report in enumerate(reports, 1)]
    head = make(
        "head",
        make("meta", charset="utf-8"),
        make("meta", {"http-equiv": "Content-Security-Policy", "content": policy}),
        make("meta", name="viewport", content="width=device-width, initial-scale=1"),
        make("meta", {"name": "color-scheme", "content": "light dark"}),
        make("title", f"{name} – newscli"),
        _make_raw("style", style),
    )
    body = make(
        "body",
        make("a", "Skip to the text", {"class": "skip"}, href="#a1-text") if reports else None,
        *([] if is_single else [_build_index(name, titles)]),
        make("main", *articles),
        make("footer", make("p", f"Made by newscli {__version__}. Map: Natural Earth.")),
        make_world(),
        _make_raw("script", script),
    )
    page: str = html.tostring(make("html", head, body, lang="en"), doctype="<!DOCTYPE html>", encoding="unicode")
    return f"{page}\n"


def _build_index(name: str, titles: Sequence[str]) -> HtmlElement:
    items = [make("li", make("a", title, href=f"#a{number}")) for number, title in enumerate(titles, 1)]
    return make("header", make("h1", name), make("nav", make("ol", *items), {"aria-label": "Articles"}))


def _make_raw(name: str, code: str) -> HtmlElement:
    """Make the element of our own style or script, which HTML does not escape."""
    element = make(name)
    element.text = code
    return element


def _hash(code: str) -> str:
    digest = base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
    return f"'sha256-{digest}'"
