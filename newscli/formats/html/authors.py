"""The authors of a page: from its data, and from the byline that it shows.

Authors are people. A missing name is better than a wrong one.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, islice

from lxml import html

from newscli.formats.html.inline import read_rest
from newscli.formats.html.page import extract_text, get_label, list_own_elements
from newscli.formats.html.site_names import Site
from newscli.lang.agencies import AGENCIES
from newscli.lang.en.calendar import LOOSE_MONTH_PATTERN
from newscli.lang.en.lines import (
    BYLINE_CONJUNCTIONS,
    BYLINE_OPENER,
    BYLINE_VERBS,
    DATE_PARTICIPLES,
    PAGE_BYLINE_PREFIXES,
)
from newscli.lang.en.pages import PAPER_NOUNS, PICTURE_ROLES, PICTURE_WORDS, WRITING_WORDS
from newscli.model import Field, Warning
from newscli.structure.bylines import is_bare_name, parse_authors
from newscli.text import IDEOGRAPHS, fold_text

_BYLINE_CLASS = re.compile(r"(?:^|[-_\s])(?:byline|by-line|author|authors|writer|contributor)", re.IGNORECASE)
_OTHER_CLASS = re.compile(r"bio|avatar|image|photo|social|follow|share|comment|related|recommend|more", re.IGNORECASE)
_AUTHOR_URL = re.compile(
    r"/(?:authors?|contributors?|staff|profiles?|people|editors?|writers?|by|journalists?|columnists?)/[\w%.@~-]+/?(?:[?#]|$)"
)
_LEADING_BY = re.compile(rf"\s*(?:(?:{'|'.join(PAGE_BYLINE_PREFIXES)})\s+)?{BYLINE_OPENER}\b", re.IGNORECASE)
# Where the names in a byline end: at a date, a number, or a clause about the author.
_END = re.compile(
    rf"\s*(?:\||\b(?:on\s+)?{LOOSE_MONTH_PATTERN}\s+\d|\b\d|\b(?:{'|'.join((*BYLINE_VERBS, *DATE_PARTICIPLES))})\b).*$",
    re.IGNORECASE,
)
# "Posted on 3 March by Ann Lee": a day before the names.
_BEFORE_BY = re.compile(
    rf"^(?=[^\d]{{0,30}}\d|(?:{'|'.join(DATE_PARTICIPLES)})\b).{{0,80}}?\b{BYLINE_OPENER}\b[:\s|]*(?=\w)", re.IGNORECASE
)
# The same, where nothing but the day stands before the names.
_POSTED_BY = re.compile(
    rf"(?:{'|'.join(DATE_PARTICIPLES)})(?:\s+on)?[:\s]+(?=[^\n]{{0,15}}\d)(?:[^\s]{{1,12}}\s+){{1,7}}{BYLINE_OPENER}\s"
    r"[^\n]{3,120}$",
    re.IGNORECASE,
)
# "ByAnn Lee", where the markup had "By" in an element of its own.
_GLUED_BY = re.compile(rf"^\s*{BYLINE_OPENER}(?=[A-Z][a-z])", re.IGNORECASE)
# "By" in an element of its own, before the bar that separates elements here.
_BY_AND_BAR = re.compile(rf"^((?:\w+ )?{BYLINE_OPENER}):? \| ", re.IGNORECASE)
# A bar that separates an element from the list of names that it belongs to.
_BAR_IN_LIST = re.compile(rf"(,|&|\b(?:{'|'.join(BYLINE_CONJUNCTIONS)})) \| ", re.IGNORECASE)
# A Chinese or Japanese name, perhaps with a space before the given name.
_EAST_ASIAN_NAME = re.compile(rf"[{IDEOGRAPHS}]{{2,6}}(?:[\s\u3000][{IDEOGRAPHS}]{{1,5}})?")
# "Author:" in Chinese and Japanese.
_AUTHOR_LABEL = re.compile(r"^(?:著者|作者|執筆|取材|記者)\s*(?:[：:・●]\s*|$)")
# Desks, papers and other bodies in Chinese and Japanese.
_EAST_ASIAN_BODY = re.compile(r"編集|部$|社$|局$|記者|新聞|室$")
# A second author without a link: "<a>Ann Lee</a> and Bob Ray in Rome".
_NAME_AFTER_LINK = re.compile(r"\s*(?:,|and|&)\s+(?P<name>[A-Z][\w.'’-]+(?:\s[A-Z][\w.'’-]+){1,3})")
# "Ann Lee, Skerry Courier": the paper that a person writes for.
_PAPER = re.compile(rf"(?<=\w),\s*(?:The\s+)?(?:[A-Z][\w.'’-]+\s+){{1,3}}(?i:{'|'.join(PAPER_NOUNS)})\s*$")
# "Words Ann Lee, pictures Bob Ray".
_WORDS = re.compile(rf"^\s*(?i:{'|'.join(WRITING_WORDS)})\s+(?=[A-Z][\w.'’-]*\s+[A-Z])")
_PICTURES = re.compile(
    rf"(?:[,;|&]|\.?\s)\s*(?:and\s+)?(?:{'|'.join(PICTURE_WORDS)})[\s:]+(?-i:[A-Z]).*$", re.IGNORECASE
)
_PICTURE_ROLE = re.compile(rf"\W*(?:{'|'.join(PICTURE_ROLES)})\b", re.IGNORECASE)
# What separates the parts of a line: "2 April · Ann Lee · Local".
_PART_SEPARATOR = re.compile(r"\s+[|·•–—]\s+")
# Lines of data about an article, and days in them.
_META_CLASS = re.compile(r"meta|info|date|posted", re.IGNORECASE)
_DAY = re.compile(
    rf"\b{LOOSE_MONTH_PATTERN}\s+\d|\d\s+{LOOSE_MONTH_PATTERN}\b|\b\d{{1,4}}[./-]\d{{1,2}}[./-]\d{{1,4}}\b"
)
# Tags that some sites give to bylines.
_BYLINE_TAGS = frozenset(("aside", "cite"))
_NO_BYLINE_TAGS = ("body", "html", "article", "main")
_BYLINE_SIGNS = ("rel=author", "link to an author", "byline", "by", "line with the day")
_MAX_BYLINE_CHARS = 200
_MAX_ELEMENTS_BEFORE_HEADING = 60
_MAX_LINKS = 8
_MAX_LINKS_COUNTED = 100
_MAX_COMPARED_SOURCES = 8
_MAX_MESSAGE_CHARS = 500


def find_authors(
    root: html.HtmlElement, heading: html.HtmlElement | None, data: Sequence[Field], site: Site
) -> Iterator[Field]:
    """Yield a Field for each author, from the first source that another confirms, else from the most trusted one.

    ``heading`` is the element that shows the title; ``data`` are the fields in the page's data, the most trusted first.
    """
    names_by_source: dict[str, dict[str, str]] = {}
    for field in (*(field for field in data if field.key == "authors"), *_find_bylines(root, heading)):
        for name in _parse_names(field.value):
            if not site.has_name(name):
                names_by_source.setdefault(field.origin, {}).setdefault(fold_text(name), name)
    sources = list(names_by_source)
    # What the page's data say is often the account that posted the article; what it shows is its author.
    best = next(
        (
            source
            for others in (_BYLINE_SIGNS, sources)
            for source in sources
            if _is_confirmed(source, others, names_by_source)
        ),
        next(iter(sources), None),
    )
    # A source that has the same authors and more, such as one without a link.
    best = next((source for source in sources if best and _has_more(names_by_source, source, best)), best)
    if best is not None:
        yield from (Field("author", name, best) for name in names_by_source[best].values())


def check_agreement(data: Sequence[Field], site: Site) -> tuple[Warning, ...]:
    """Warn if two sources in a page's data name authors but have none in common."""
    names_by_source: dict[str, dict[str, str]] = {}
    for field in data:
        if field.key == "authors":
            names = {fold_text(name): name for name in _parse_names(field.value) if not site.has_name(name)}
            names_by_source.setdefault(field.origin, {}).update(names)
    name_lists = [names for names in names_by_source.values() if names]
    if all(first.keys() & second.keys() for first, second in combinations(name_lists[:_MAX_COMPARED_SOURCES], 2)):
        return ()
    claims = "; ".join(f"{source} {', '.join(names.values())}" for source, names in names_by_source.items() if names)
    return (Warning("sources-disagree", f"sources in the page name different authors: {claims[:_MAX_MESSAGE_CHARS]}"),)


def _has_more(names_by_source: dict[str, dict[str, str]], source: str, other: str) -> bool:
    return (
        source in ("rel=author", "by")
        and other in _BYLINE_SIGNS
        and names_by_source[source].keys() > names_by_source[other].keys()
    )


def _is_confirmed(source: str, others: Sequence[str], names_by_source: dict[str, dict[str, str]]) -> bool:
    names = names_by_source[source].keys()
    return any(
        names & names_by_source[other].keys() for other in others if other != source and other in names_by_source
    )


def _parse_names(value: str) -> Sequence[str]:
    if value.startswith(("http:", "https:", "www.", "/")) or len(value) > _MAX_BYLINE_CHARS:
        return ()
    name = _AUTHOR_LABEL.sub("", value.strip(" []()《》"))
    if _EAST_ASIAN_NAME.fullmatch(name) and not _EAST_ASIAN_BODY.search(name):
        return (name,)
    if value.islower() and 2 <= len(value.split()) <= 3:
        value = value.title()
    value = _PICTURES.sub("", _WORDS.sub("", _PAPER.sub("", value)))
    names = parse_authors(_GLUED_BY.sub("by ", value))
    return [name for name in names if name.casefold() not in AGENCIES]


def _find_bylines(root: html.HtmlElement, heading: html.HtmlElement | None) -> Iterator[Field]:
    """For each sign of a byline, find the first element with it after the heading, else shortly before it."""
    elements = list(list_own_elements(root, heading, _BYLINE_TAGS))
    start = elements.index(heading) if heading in elements else 0
    seen_signs: set[str] = set()
    for element in (*elements[start:], *elements[max(0, start - _MAX_ELEMENTS_BEFORE_HEADING) : start]):
        for sign in _find_signs(element):
            if sign in seen_signs or _is_in_list_of_writers(element) or _PICTURE_ROLE.match(read_rest(element)):
                continue
            seen_signs.add(sign)
            yield from (Field("authors", byline, sign) for byline in _read_bylines(element, sign))
        if len(seen_signs) == len(_BYLINE_SIGNS):
            return


def _find_signs(element: html.HtmlElement) -> Iterator[str]:
    """Yield each sign that an element is a byline.

    That is a link with rel=author, a link to an author's page, a class that says so, text that begins with "by", or a
    name in a line with the day.
    """
    relation, link_to_author, byline_class, leading_by, line_with_day = _BYLINE_SIGNS
    if element.tag == "a":
        if "author" in (element.get("rel") or "").lower().split():
            yield relation
        if _AUTHOR_URL.search(element.get("href") or ""):
            yield link_to_author
    label = get_label(element)
    if _BYLINE_CLASS.search(label) and not _OTHER_CLASS.search(label) and element.tag not in _NO_BYLINE_TAGS:
        yield byline_class
    if element.text and _LEADING_BY.match(element.text):
        yield leading_by
    if _find_name_beside_day(element) or _is_line_with_day_and_by(element):
        yield line_with_day


def _is_line_with_day_and_by(element: html.HtmlElement) -> bool:
    """Whether a line says when, and by whom, an article was posted: "Posted on 2 April by Ann Lee"."""
    if not _META_CLASS.search(get_label(element)) or element.tag in _NO_BYLINE_TAGS:
        return False
    return _POSTED_BY.match(extract_text(element)) is not None


def _find_name_beside_day(element: html.HtmlElement) -> str | None:
    """Find the name in a line that also has a day, in parts of their own: "2 April · Ann Lee · Local"."""
    if not _META_CLASS.search(get_label(element)) or element.tag in _NO_BYLINE_TAGS:
        return None
    text = extract_text(element)
    parts = _PART_SEPARATOR.split(text) if len(text) <= _MAX_BYLINE_CHARS else []
    has_day = any(_DAY.search(part) for part in parts)
    names = [part for part in parts if is_bare_name(part)] if has_day else []
    return names[0] if len(names) == 1 else None


def _is_in_list_of_writers(element: html.HtmlElement) -> bool:
    """Whether an element is, or stands in, a list of more people than write an article: those of a site."""
    lists = (element, *element.iterancestors("ul", "ol"))
    return any(
        sum(1 for link in islice(part.iter("a"), _MAX_LINKS_COUNTED) if _AUTHOR_URL.search(link.get("href") or ""))
        > _MAX_LINKS
        for part in lists
    )


def _read_bylines(element: html.HtmlElement, sign: str) -> Iterator[str]:
    """Read the text of a byline; for a link, also of the links beside it with the same sign."""
    elements = [element]
    if sign == _BYLINE_SIGNS[-1] and (name := _find_name_beside_day(element)):
        yield name
        return
    if element.tag == "a" and element.getparent() is not None:
        elements = [link for link in element.getparent().iter("a") if sign in _find_signs(link)][:_MAX_LINKS]
    for byline in elements:
        pieces = [" ".join(piece.split()) for piece in byline.itertext()]
        text = " | ".join(piece for piece in pieces if piece)
        text = _BAR_IN_LIST.sub(r"\1 ", _BY_AND_BAR.sub(r"\1 ", text))
        yield _END.sub("", _BEFORE_BY.sub(f"{BYLINE_OPENER} ", text))
        if byline.tag == "a" and (match := _NAME_AFTER_LINK.match(byline.tail or "")):
            yield match["name"]
