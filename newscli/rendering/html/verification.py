"""The web page of `newscli verify`: what was quoted and what was said, side by side."""

from collections.abc import Mapping, Sequence
from typing import Any

from lxml.html import HtmlElement

from newscli import __version__
from newscli.rendering.html.document import write_document
from newscli.rendering.html.elements import make


def build_verification_page(records: Sequence[Mapping[str, Any]], labels: Mapping[str, str]) -> str:
    """Build a page with a row for each quotation; ``labels`` say what each verdict is called."""
    head = make("tr", *(make("th", title, scope="col") for title in ("quoted", "verdict", "said")))
    rows = [_build_row(record, labels) for record in records]
    table = make("table", make("thead", head), make("tbody", *rows), {"class": "compared"})
    title = "Quotations verified"
    return write_document(
        title,
        make("main", make("h1", title), table),
        make("footer", make("p", f"Made by newscli {__version__}.")),
        has_script=False,
    )


def _build_row(record: Mapping[str, Any], labels: Mapping[str, str]) -> HtmlElement:
    verdict = labels[record["verdict"]]
    if record["differences"]:
        verdict = f"{verdict} {', '.join(record['differences'])}"
    changes = [
        make("li", make("del", change["said"]), " ", make("ins", change["quoted"])) for change in record["changes"]
    ]
    quoted = make(
        "td", make("p", f"“{record['text']}”"), make("small", _name(record["speaker"], record["path"], record["line"]))
    )
    said = make("td")
    if record["source"]:
        where = _name(record["source_speaker"], record["source"], record["source_line"])
        said = make("td", make("p", record["passage"]), make("small", where))
    return make("tr", quoted, make("td", make("p", verdict), make("ul", *changes) if changes else None), said)


def _name(speaker: str | None, path: str, line: int) -> str:
    return f"{speaker}, {path}, line {line}" if speaker else f"{path}, line {line}"
