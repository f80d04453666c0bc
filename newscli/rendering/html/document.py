"""The frame of every HTML page, with a policy that lets nothing run or load but its own style and script."""

import base64
import hashlib
from pathlib import Path

from lxml import html
from lxml.html import HtmlElement

from newscli.rendering.html.elements import make

_FOLDER = Path(__file__).parent


def write_document(title: str, *content: HtmlElement | None, has_script: bool) -> str:
    """Write a page with this title and content, our style and, if asked for, our script."""
    style, script = ((_FOLDER / name).read_text("utf-8") for name in ("page.css", "page.js"))
    scripts = f"script-src {_hash(script)}; " if has_script else ""
    policy = f"default-src 'none'; style-src {_hash(style)}; {scripts}base-uri 'none'; form-action 'none'"
    head = make(
        "head",
        make("meta", charset="utf-8"),
        make("meta", {"http-equiv": "Content-Security-Policy", "content": policy}),
        make("meta", name="viewport", content="width=device-width, initial-scale=1"),
        make("meta", {"name": "color-scheme", "content": "light dark"}),
        make("title", f"{title} – newscli"),
        _make_raw("style", style),
    )
    body = make("body", *content, _make_raw("script", script) if has_script else None)
    page: str = html.tostring(make("html", head, body, lang="en"), doctype="<!DOCTYPE html>", encoding="unicode")
    return f"{page}\n"


def _make_raw(name: str, code: str) -> HtmlElement:
    """Make the element of our own style or script, which HTML does not escape."""
    element = make(name)
    element.text = code
    return element


def _hash(code: str) -> str:
    digest = base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
    return f"'sha256-{digest}'"
