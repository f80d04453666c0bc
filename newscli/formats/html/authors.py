"""The authors of a page: from its data, and from the byline that it shows. Authors are people; fewer is better than
wrong."""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from lxml import html

from newscli.lang.en.calendar import LOOSE_MONTH_PATTERN
from newscli.model import Field, Warning
from newscli.structure.bylines import parse_authors

_BYLINE = re.compile(r"(?:^|[-_\s])(?:byline|by-line|author|authors|writer|contributor)", re.IGNORECASE)
_NO_BYLINE = re.compile(r"bio|avatar|image|photo|social|follow|share|comment|related|recommend|more", re.IGNORECASE)
_AUTHOR_PAGE = re.compile(
    r"/(?:authors?|contributors?|staff|profiles?|people|editors?|writers?|by|journalists?|columnists?)/[\w%.@~-]+/?(?:[?#]|$)"
)
_OWN_BY = re.compile(r"\s*(?:written\s+|words\s+)?by\b", re.IGNORECASE)
# Where in a byline something else begins: a day, a count, a job.
_END = re.compile(
    rf"\s*(?:\||\b(?:on\s+)?{LOOSE_MONTH_PATTERN}\s+\d|\b\d|\b(?:is|was)\b).*$",
    re.IGNORECASE,
)
_GLUED = re.compile(r"^\s*by(?=[A-Z][a-z])", re.IGNORECASE)
_IDEOGRAPHS = re.compile(r"[\u3400-\u9fff\u3040-\u30ff]{2,6}(?:[\s\u3000][\u3400-\u9fff\u3040-\u30ff]{1,5})?")
# "Author:" in Chinese and Japanese.
_LABEL = re.compile(r"^(?:著者|作者|執筆|取材|記者)\s*(?:[：:・●]\s*|$)")
_DESK = re.compile(r"編集|部$|社$|局$|記者|新聞|室$")
_LONGEST, _NEAR, _MOST = 200, 60, 8
_WAYS = 4
_LONGEST_SHOWN = 500


def people(root: html.HtmlElement, heading: html.HtmlElement | None, stated: Sequence[Field]) -> Iterator[Field]:
    """The authors, one Field each: by the first source that another one confirms, else by the most trusted one."""
    sites = {_fold(one.value) for one in stated if one.key == "publisher"}
    sources: dict[str, dict[str, str]] = {}
    for one in (*(one for one in stated if one.key == "authors"), *_shown(root, heading)):
        for name in _names(one.value):
            if _fold(name) not in sites:
                sources.setdefault(one.origin, {}).setdefault(_fold(name), name)
    best = next((origin for origin in sources if _confirmed(origin, sources)), next(iter(sources), None))
    if best is not None:
        yield from (Field("author", name, best) for name in sources[best].values())


def disagreement(stated: Sequence[Field]) -> tuple[Warning, ...]:
    """A warning where what a page's data and its <meta> state as its authors has not one name in common."""
    sources: dict[str, dict[str, str]] = {}
    for one in stated:
        if one.key == "authors":
            sources.setdefault(one.origin, {}).update((_fold(name), name) for name in _names(one.value))
    some = [names for names in sources.values() if names]
    if all(one.keys() & other.keys() for one, other in combinations(some[:_MOST], 2)):
        return ()
    shown = "; ".join(f"{origin} {', '.join(names.values())}" for origin, names in sources.items() if names)
    return (Warning("sources-disagree", f"the page gives several authors: {shown[:_LONGEST_SHOWN]}"),)


def _confirmed(origin: str, sources: dict[str, dict[str, str]]) -> bool:
    return any(sources[origin].keys() & sources[other].keys() for other in sources if other != origin)


def _names(value: str) -> Sequence[str]:
    if value.startswith(("http:", "https:", "www.", "/")) or len(value) > _LONGEST:
        return ()
    bare = _LABEL.sub("", value.strip(" []()《》"))
    if _IDEOGRAPHS.fullmatch(bare) and not _DESK.search(bare):
        return (bare,)
    if value.islower() and 2 <= len(value.split()) <= 3:
        value = value.title()
    return parse_authors(_GLUED.sub("by ", value))


def _shown(root: html.HtmlElement, heading: html.HtmlElement | None) -> Iterator[Field]:
    """The byline nearest after the heading, of each way to know one: a link that says rel=author, a link to an author's
    page, an element whose class says so, words that begin with "by"."""
    order = list(root.iter())
    start = order.index(heading) if heading is not None else 0
    found: set[str] = set()
    for one in (*order[start:], *order[max(0, start - _NEAR) : start]):
        if isinstance(one.tag, str):
            for origin in _ways(one):
                if origin not in found:
                    found.add(origin)
                    yield from (Field("authors", value, origin) for value in _bylines(one, origin))
            if len(found) == _WAYS:
                return


def _ways(one: html.HtmlElement) -> Iterator[str]:
    if one.tag == "a":
        if "author" in (one.get("rel") or "").lower().split():
            yield "rel=author"
        if _AUTHOR_PAGE.search(one.get("href") or ""):
            yield "link to an author"
    named = f"{one.get('class') or ''} {one.get('id') or ''}"
    if _BYLINE.search(named) and not _NO_BYLINE.search(named) and one.tag not in ("body", "html", "article", "main"):
        yield "byline"
    if one.text and _OWN_BY.match(one.text):
        yield "by"


def _bylines(one: html.HtmlElement, origin: str) -> Iterator[str]:
    """The words of a byline, and of the links of the same kind beside it."""
    same = [one]
    if one.tag == "a" and one.getparent() is not None:
        same = [other for other in one.getparent().iter("a") if origin in _ways(other)][:_MOST]
    for other in same:
        parts = [" ".join(part.split()) for part in other.itertext()]
        shown = " | ".join(part for part in parts if part)
        yield _END.sub("", re.sub(r"^((?:\w+ )?by) \| ", r"\1 ", shown, flags=re.IGNORECASE))


def _fold(value: str) -> str:
    return " ".join(re.findall(r"\w+", value.casefold()))
