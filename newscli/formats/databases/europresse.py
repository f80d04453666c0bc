"""Europresse: exports as pages, with a block for each article: paper, section and day, title, text, copyright.

The layout is that of the test data of tm.plugin.europresse.
"""

import re
from collections.abc import Iterator

from lxml import html

from newscli.formats.databases.records import Record, find_day, join_paragraphs, list_lines
from newscli.formats.html.page import extract_text
from newscli.model import Field

_PUBLICATION, _HEADER, _TITLE = "DocPublicationName", "DocHeader", "titrearticle"
_END = re.compile(
    r"©|Numéro de document|Document number|Note\(s\)|Cet article (?:est paru|a été publié)", re.IGNORECASE
)


def split_page(root: html.HtmlElement) -> Iterator[Record]:
    """Yield the articles of an export."""
    for name in [element for element in root.iter() if _has_class(element, _PUBLICATION)]:
        container = next((e for e in name.iterancestors() if e.tag in ("article", "td")), name.getparent())
        title = next((element for element in container.iter() if _has_class(element, _TITLE)), None)
        if title is None:
            continue
        headers = [extract_text(element) for element in container.iter() if _has_class(element, _HEADER)]
        day = find_day(" ".join(headers))
        section = headers[0].rstrip(" ,") if headers and not find_day(headers[0]) and len(headers) > 2 else ""
        title_text = extract_text(title)
        lines = list_lines(container)
        start = next((n for n, line in enumerate(lines) if line.startswith(title_text)), 0)
        story = []
        for line in lines[start + 1 :]:
            if _END.match(line):
                break
            story.append(line)
        yield Record(
            join_paragraphs(story),
            [
                Field("title", title_text, "title"),
                Field("published", day.value if day else "", "header"),
                Field("publisher", extract_text(name).split(",")[0], "publication"),
                Field("section", section, "header"),
            ],
        )


def _has_class(element: html.HtmlElement, name: str) -> bool:
    return isinstance(element.tag, str) and name.casefold() in (element.get("class") or "").casefold()
