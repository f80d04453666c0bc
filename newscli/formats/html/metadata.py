"""Which of the values that a page states are the article's: title, authors and day of publication.

No source is right on all pages; where several agree, or one completes another, they are joined.
"""

import re
from collections.abc import Iterator, Sequence

from lxml import html

from newscli.formats.html import jsonld, meta_tags
from newscli.formats.html.authors import disagreement, people
from newscli.formats.html.dates import days
from newscli.formats.html.page import extract_text
from newscli.model import Field, Warning

# What parts a title from its site's name at either end.
_TAIL = re.compile(r"\s+(?:[|•·»–—:-]|::|//)\s+|(?<=[^\x00-\x7f])[_|｜]")
_FOLD = re.compile(r"[\W_]+")
_IDEOGRAPH = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
# So many words, or three times as many ideographs, are no site's name.
_SOME = 4
_DATA = ("JSON-LD", "itemprop")


def fields(root: html.HtmlElement) -> tuple[tuple[Field, ...], tuple[Warning, ...]]:
    """Everything that the page states, of each key the value to trust most first; and where it contradicts itself."""
    found = [Field(key, " ".join(value.split()), origin) for key, value, origin in _stated(root)]
    found = [one for one in found if one.value]
    title, heading = _title(root, found)
    made = [title] if title else []
    made += people(root, heading, found)
    made += [one for one in found if one.key not in ("title", "authors")]
    made += days(root, heading, found)
    return tuple(made), disagreement(found)


def _stated(root: html.HtmlElement) -> Iterator[tuple[str, str, str]]:
    yield from jsonld.stated(root)
    yield from meta_tags.in_head(root)
    yield from meta_tags.in_items(root)


def _title(root: html.HtmlElement, stated: Sequence[Field]) -> tuple[Field | None, html.HtmlElement | None]:
    """The title, and the heading's element where that shows it.

    The page's heading where the most trusted values say the same, or begin or end so; else what data and <meta>
    agree on; else a heading that <title> has; else the only one of some words; else the most trusted value.
    """
    found = [one for one in stated if one.key == "title"]
    sites = {_fold(one.value) for one in stated if one.key == "publisher"}
    heads = [(extract_text(one), one) for one in root.iter("h1")]
    heads = [(shown, one) for shown, one in heads if shown and _fold(shown) not in sites]
    page = next((extract_text(one) for one in root.iter("title")), "")
    # The longest first: a site's name may be a heading, too.
    heads.sort(key=lambda head: -_size(head[0]))
    for shown, one in heads:
        if any(_says(other.value, shown) for other in found):
            return Field("title", shown, "h1"), one
    data = {_fold(one.value) for one in found if one.origin.startswith(_DATA)}
    agreed = next((one for one in found if not one.origin.startswith(_DATA) and _fold(one.value) in data), None)
    if agreed:
        return Field("title", agreed.value, agreed.origin), None
    for shown, one in heads:
        if _says(page, shown):
            return Field("title", shown, "h1"), one
    long = [(shown, one) for shown, one in heads if _size(shown) >= _SOME]
    if len({shown for shown, _ in long}) == 1:
        return Field("title", long[0][0], "h1"), long[0][1]
    if found:
        return Field("title", _cut(found[0].value), found[0].origin), None
    if heads and (len(heads) == 1 or not page):
        return Field("title", heads[0][0], "h1"), heads[0][1]
    return (Field("title", _cut(page), "title") if page else None), None


def _says(value: str, heading: str) -> bool:
    """Whether a value is the heading, begins or ends with it, or has it as a part."""
    a, b = _fold(heading), _fold(value)
    if not a or a == b:
        return bool(a)
    return (_size(heading) > 2 and b.startswith(a)) or (_size(heading) > 2 and b.endswith(a)) or _part(a, value)


def _part(heading: str, value: str) -> bool:
    return heading in {_fold(part) for part in _TAIL.split(value)}


def _cut(value: str) -> str:
    """A title without a site's name at its end, or its beginning."""
    parts = [part for part in _TAIL.split(value) if part]
    if len(parts) < 2:
        return value
    first = value[: value.rindex(parts[-1])].rstrip(" |•·»–—:/-_｜")
    return first if _size(parts[-1]) <= _SOME and _size(first) > 2 else max(parts, key=_size)


def _size(value: str) -> float:
    return len(value.split()) + len(_IDEOGRAPH.findall(value)) / 3


def _fold(value: str) -> str:
    return _FOLD.sub(" ", value).casefold().strip()
