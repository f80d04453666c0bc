"""Title, authors and dates of a page, from its data and from what it shows.

No source is right on all pages. Sources that agree, or that complete each other, are combined.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from lxml import html

from newscli.formats.html.authors import check_agreement, find_authors
from newscli.formats.html.dates import find_dates
from newscli.formats.html.day_order import settle_days
from newscli.formats.html.jsonld import read_jsonld
from newscli.formats.html.meta_tags import read_meta_tags
from newscli.formats.html.microdata import read_microdata
from newscli.formats.html.page import extract_text
from newscli.formats.html.site_names import Site, find_site
from newscli.model import Field, Warning
from newscli.text import IDEOGRAPHS, fold_text

# What separates a title from the site's name, on either side of it.
_SEPARATOR = re.compile(r"\s+(?:[|•·»–—:-]|::|//)\s+|(?<=[^\x00-\x7f])[_|｜]")
_SEPARATOR_CHARS = " |•·»–—:/-_｜"
# Ideographs and Korean syllables: three of them count as a word.
_EAST_ASIAN_CHAR = re.compile(rf"[{IDEOGRAPHS}\uac00-\ud7af]")
_CHARS_PER_EAST_ASIAN_WORD = 3
# In words: no name of a site is longer, and no title is shorter.
_MAX_SITE_NAME_LENGTH = 4
# In words: a text of this length or less is too short to be recognized as a title.
_MAX_FRAGMENT_LENGTH = 2
_KICKER_CLASS = re.compile(
    r"kicker|overline|eyebrow|topline|roofline|dachzeile|spitzmarke|antetitulo|occhiello", re.IGNORECASE
)
_DECK_CLASS = re.compile(
    r"standfirst|sub-?(?:title|head)|(?:^|[-_\s])(?:deck|dek)(?:$|[-_\s])|strapline", re.IGNORECASE
)
_LOGO_CLASS = re.compile(r"logo|site-?(?:title|name)|brand|masthead", re.IGNORECASE)
_KICKER = re.compile(r"(?P<kicker>[^:|]{1,60})\s?[:|]\s+(?P<rest>.+)")
_HOME = re.compile(r"https?://[^/?#]{1,200}/?")
_KICKER_END = " :|·–—-"
_DATA_ORIGINS = ("JSON-LD", "itemprop", "property")
# Each title in the data is compared with each heading; of one origin, no article has so many.
_MAX_TITLES = 5
_MAX_HEADINGS = 50
# Of the parts of <title>, so many at either end are looked at.
_MAX_TITLE_PARTS = 10


class Heading(NamedTuple):
    """An <h1> and its text."""

    text: str
    element: html.HtmlElement


def read_fields(root: html.HtmlElement) -> tuple[tuple[Field, ...], tuple[Warning, ...]]:
    """Read the metadata of a page, the most trusted value of a key first, and warn if the page contradicts itself."""
    data = [Field(key, " ".join(value.split()), origin) for key, value, origin in _read_data(root)]
    data = list(_limit_titles(field for field in data if field.value))
    title, heading = _find_title(root, data)
    fields = [title] if title else []
    sites = _find_site(root, title, data)
    fields += find_authors(root, heading, data, sites)
    fields += [field for field in data if field.key not in ("title", "authors")]
    fields += find_dates(root, heading, data)
    fields, warnings = settle_days(root, fields)
    return tuple(fields), (*check_agreement(data, sites), *warnings)


def _limit_titles(fields: Iterable[Field]) -> Iterator[Field]:
    """Leave out all titles but the first of each origin."""
    counts: Counter[str] = Counter()
    for field in fields:
        counts[field.origin] += field.key == "title"
        if field.key != "title" or counts[field.origin] <= _MAX_TITLES:
            yield field


def _find_site(root: html.HtmlElement, title: Field | None, data: Sequence[Field]) -> Site:
    """Find the names of the site; <title> has one at either end."""
    page_title = next((extract_text(element) for element in root.iter("title")), "")
    folded_title = fold_text(title.value) if title else ""
    parts = [part for part in _SEPARATOR.split(page_title) if part]
    parts = parts[:_MAX_TITLE_PARTS] + parts[_MAX_TITLE_PARTS:][-_MAX_TITLE_PARTS:]
    parts = [part for part in parts if fold_text(part) not in folded_title]
    ends = [part for part in parts[:1] + parts[-1:] if _measure_length(part) <= _MAX_SITE_NAME_LENGTH]
    return find_site(data, ends)


def _read_data(root: html.HtmlElement) -> Iterator[tuple[str, str, str]]:
    yield from read_jsonld(root)
    yield from read_meta_tags(root)
    yield from read_microdata(root)


def _find_title(root: html.HtmlElement, data: Sequence[Field]) -> tuple[Field | None, html.HtmlElement | None]:
    """Find the title, and the element of the heading that shows it, if there is one.

    The first of these: a heading that a title in the data contains; what JSON-LD or microdata and <meta> agree on; a
    heading that <title> contains; the only heading long enough for a title; the most trusted title in the data; the
    only heading; <title>.
    """
    titles = [field for field in data if field.key == "title"]
    headings = _find_headings(root, data)
    page_title = next((extract_text(element) for element in root.iter("title")), "")
    for heading in headings:
        if any(_contains_heading(title.value, heading.text) for title in titles):
            return Field("title", heading.text, "h1"), heading.element
    in_data = {fold_text(title.value) for title in titles if title.origin.startswith(_DATA_ORIGINS)}
    in_meta = (title for title in titles if not title.origin.startswith(_DATA_ORIGINS))
    agreed_title = next((title for title in in_meta if fold_text(title.value) in in_data), None)
    if agreed_title:
        return Field("title", agreed_title.value, agreed_title.origin), None
    for heading in headings:
        if _contains_heading(page_title, heading.text):
            return Field("title", heading.text, "h1"), heading.element
    long_headings = [heading for heading in headings if _measure_length(heading.text) >= _MAX_SITE_NAME_LENGTH]
    if len({heading.text for heading in long_headings}) == 1:
        return Field("title", long_headings[0].text, "h1"), long_headings[0].element
    if titles:
        return Field("title", _strip_site_name(titles[0].value), titles[0].origin), None
    if headings and (len(headings) == 1 or not page_title):
        return Field("title", headings[0].text, "h1"), headings[0].element
    return (Field("title", _strip_site_name(page_title), "title") if page_title else None), None


def _find_headings(root: html.HtmlElement, data: Sequence[Field]) -> list[Heading]:
    """Find the <h1> elements that are not the site's name, the longest first."""
    site_names = {fold_text(field.value) for field in data if field.key == "publisher"}
    has_other_title = any(field.key == "title" for field in data) or root.find(".//title") is not None
    elements = [
        element for element in islice(root.iter("h1"), _MAX_HEADINGS) if not (has_other_title and _is_logo(element))
    ]
    headings = [Heading(_read_heading(element, data), element) for element in elements]
    headings = [heading for heading in headings if heading.text and fold_text(heading.text) not in site_names]
    return sorted(headings, key=lambda heading: -_measure_length(heading.text))


def _is_logo(element: html.HtmlElement) -> bool:
    """Whether a heading is the site's logo, which links to its front page."""
    label = " ".join(part.get("class") or "" for part in (element, *element.iterdescendants()))
    links = [link.get("href") or "" for link in element.iter("a")]
    is_home = any(link == "/" or _HOME.fullmatch(link) for link in links)
    return is_home or (
        bool(_LOGO_CLASS.search(label)) and _measure_length(extract_text(element)) <= _MAX_SITE_NAME_LENGTH
    )


def _read_heading(element: html.HtmlElement, data: Sequence[Field]) -> str:
    """Read a heading without its kicker, the words that name its topic ("Shipping: "), and without its deck."""
    text = extract_text(element)
    kickers: set[str] = set()
    for part in element.iterdescendants():
        label = part.get("class") or ""
        if _KICKER_CLASS.search(label):
            kickers.add(extract_text(part))
        elif _DECK_CLASS.search(label) and text.endswith(deck := extract_text(part)):
            text = text.removesuffix(deck).rstrip(_KICKER_END) or text
    shorter = [text[len(kicker) :].lstrip(_KICKER_END) for kicker in kickers if kicker and text.startswith(kicker)]
    match = _KICKER.match(text)
    if match and fold_text(match["rest"]) in {fold_text(field.value) for field in data if field.key == "title"}:
        shorter.append(match["rest"])
    return min((title for title in shorter if title), key=len, default=text)


def _contains_heading(title: str, heading: str) -> bool:
    """Whether a title equals the heading, begins or ends with it, or has it between separators."""
    folded_title, folded_heading = fold_text(title), fold_text(heading)
    if not folded_heading or folded_title == folded_heading:
        return bool(folded_heading)
    if _measure_length(heading) > _MAX_FRAGMENT_LENGTH and (
        folded_title.startswith(folded_heading) or folded_title.endswith(folded_heading)
    ):
        return True
    return folded_heading in {fold_text(part) for part in _SEPARATOR.split(title)}


def _strip_site_name(title: str) -> str:
    """Strip the name of the site from either end of a title."""
    parts = [part for part in _SEPARATOR.split(title) if part]
    if len(parts) < 2:
        return title
    start = title[: title.rindex(parts[-1])].rstrip(_SEPARATOR_CHARS)
    ends_in_site_name = _measure_length(parts[-1]) <= _MAX_SITE_NAME_LENGTH
    if ends_in_site_name and _measure_length(start) > _MAX_FRAGMENT_LENGTH:
        return start
    return max(parts, key=_measure_length)


def _measure_length(text: str) -> float:
    """Measure the length of a text in words."""
    return len(text.split()) + len(_EAST_ASIAN_CHAR.findall(text)) / _CHARS_PER_EAST_ASIAN_WORD
