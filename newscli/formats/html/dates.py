"""The dates that a page shows, in <time>, in text near its heading, or in its URL.

A day counts only where nothing says that it is another's: not in a sentence of the story, and not below a label such
as "updated", which makes it the day of modification.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice, takewhile
from typing import NamedTuple

from lxml import html

from newscli.formats.html.inline import is_in_sentence, is_sentence, read_lead, read_line_above
from newscli.formats.html.page import extract_text, get_label, list_own_elements
from newscli.lang import bylines
from newscli.lang.en.calendar import CLOCK_PATTERN, LOOSE_MONTH_PATTERN, ORDINAL_SUFFIX, WEEKDAY_PATTERN
from newscli.lang.en.furniture import SENTENCE_WORDS
from newscli.lang.en.lines import BYLINE_OPENER
from newscli.lang.en.pages import DAY_LINE_WORDS, MODIFIED_WORDS, OTHER_DAY_WORDS, PUBLISHED_WORDS
from newscli.model import Field

_DATE_CLASS = re.compile(r"date|time|publish|posted|stamp|byline|meta|entry-info", re.IGNORECASE)
# What says, in a class or a property, that a day is that of publication, or of modification.
_PUBLISHED_CLASS = re.compile(r"(?:^|\s)(?:published|dt-published)(?:\s|$)")
_PUBLISHED_NAME = re.compile(r"publi|posted|created", re.IGNORECASE)
_MODIFIED_NAME = re.compile(r"updated|modified|lastmod", re.IGNORECASE)
# The label of a day: what happened then.
_LABEL = re.compile(
    rf"\b(?:(?P<modified>{'|'.join((*MODIFIED_WORDS, *bylines.MODIFIED_WORDS))})"
    rf"|(?P<published>{'|'.join((*PUBLISHED_WORDS, *bylines.PUBLISHED_WORDS))})"
    rf"|(?P<other>{'|'.join(OTHER_DAY_WORDS)}))\b"
    rf"|(?P<copyright>©)|(?P<east_asian>{'|'.join(bylines.EAST_ASIAN_MODIFIED_WORDS)})",
    re.IGNORECASE,
)
# "Concert: 3 May 2031". In Japanese and Chinese, what stands there more often says that it was published.
_OTHER_LABEL = re.compile(rf"(?!\s*{BYLINE_OPENER}\b)[^\n]{{0,200}}[a-z]\s*:\s*$", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")
_KEYS = {"modified": "modified", "east_asian": "modified", "published": "published"}
_SHOWN = re.compile(
    rf"(?:\b{WEEKDAY_PATTERN},?\s+)?\b(?:{LOOSE_MONTH_PATTERN}\s+\d{{1,2}}{ORDINAL_SUFFIX}?,?\s+\d{{4}}"
    rf"|\d{{1,2}}{ORDINAL_SUFFIX}?\.?\s+{LOOSE_MONTH_PATTERN},?\s+\d{{4}}"
    rf"|\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}})\b(?P<clock>,?\s+(?:at\s+)?{CLOCK_PATTERN})?"
    r"|(?<!\d)(?P<year>(?:19|20)\d\d)(?:\s?年\s?|[-./])(?P<month>\d{1,2})(?:\s?月\s?|[-./])(?P<day>\d{1,2})(?!\d)",
    re.IGNORECASE,
)
_POINT_IN_CLOCK = re.compile(r"(?<=[\s\d]\d)\.(?=\d\d\b(?!\.?\d))")
_DAY_ALONE = re.compile(
    rf"(?:{WEEKDAY_PATTERN},?\s+)?(?:{LOOSE_MONTH_PATTERN}\s+\d{{1,2}}{ORDINAL_SUFFIX}?"
    rf"|\d{{1,2}}{ORDINAL_SUFFIX}?\.?\s+{LOOSE_MONTH_PATTERN})",
    re.IGNORECASE,
)
_IN_URL = re.compile(r"/(?P<year>(?:19|20)\d\d)[/-](?P<month>[01]?\d)[/-](?P<day>[0-3]?\d)(?:/|$|-)")
_WORD_IN_LOWER_CASE = re.compile(r"(?<!\S)[a-z]{1,20}(?!\S)")
# So many words before a day that are in no line of data make a clause in English: "the museum opens on".
_MIN_CLAUSE_WORDS = 2
_MAX_DATED_CHARS = 300
_MAX_DATE_LINE_CHARS = 60
_MIN_PARAGRAPH_CHARS = 100
# As of "Last updated on:".
_MAX_CHARS_BESIDE_LABEL = 12
_MAX_ELEMENTS_AFTER_HEADING = 80
_MAX_ELEMENTS_BEFORE_HEADING = 10
_MAX_DATED_ELEMENTS = 500


class ShownDate(NamedTuple):
    """A day that a page shows, as printed, and the key of the metadata that it belongs to."""

    key: str
    value: str


def find_dates(root: html.HtmlElement, heading: html.HtmlElement | None, data: Sequence[Field]) -> Iterator[Field]:
    """Yield candidates for the dates of publication and modification, the most trusted first.

    ``heading`` is the element that shows the title; ``data`` are the fields in the page's data.
    """
    elements = list(list_own_elements(root, heading))
    # <time pubdate> and a day labelled as that of publication come first; otherwise the sort keeps the page's order.
    times = sorted(_read_times(elements), key=lambda ranked: ranked[0])
    yield from (Field(date.key, date.value, "time") for _, date in times)
    start = elements.index(heading) if heading in elements else 0
    dated = (element for element in (*elements[start:], *elements[:start]) if _DATE_CLASS.search(get_label(element)))
    for element in islice(dated, _MAX_DATED_ELEMENTS):
        text = extract_text(element)
        if len(text) < _MAX_DATED_CHARS and not is_in_sentence(element):
            for date in _read_line(text, element):
                yield Field(date.key, date.value, "shown date")
    before = [
        element for element in elements[max(0, start - _MAX_ELEMENTS_BEFORE_HEADING) : start] if _is_labelled(element)
    ]
    after = takewhile(lambda element: not _is_story(element), elements[start : start + _MAX_ELEMENTS_AFTER_HEADING])
    for element in (*after, *before):
        for text, lead in ((element.text, None), (element.tail, extract_text(element))):
            if text and len(text) < _MAX_DATE_LINE_CHARS and not is_in_sentence(element):
                for date in _read_line(text, element, lead):
                    yield Field(date.key, date.value, "shown date")
    for field in data:
        match = _IN_URL.search(field.value) if field.key == "url" else None
        if match:
            yield Field("published", _format_iso_date(match), "day in the URL")


def is_day_line(text: str) -> bool:
    """Whether a line says when an article was published or changed, and nothing else, as far as its words tell."""
    if _DAY_ALONE.fullmatch(text):
        return True
    match = _SHOWN.search(text) if len(text) <= _MAX_DATE_LINE_CHARS and _LABEL.match(text) else None
    lead = text[: match.start()] if match else ""
    return _find_label(lead) in ("published", "modified") and not is_sentence(text) and not _is_clause(lead)


def _read_times(elements: Sequence[html.HtmlElement]) -> Iterator[tuple[bool, ShownDate]]:
    """Read <time>, and the hAtom microformat; also say of each day whether nothing calls it that of publication."""
    dated = (
        element for element in elements if element.tag == "time" or element.get("datetime") or element.get("title")
    )
    for element in islice(dated, _MAX_DATED_ELEMENTS):
        label = f"{element.get('class') or ''} {element.get('itemprop') or ''}"
        is_hatom = bool(_PUBLISHED_CLASS.search(element.get("class") or ""))
        value = element.get("datetime") or (element.get("title") if is_hatom else None)
        if element.tag == "time" and not value:
            value = extract_text(element)
        if not value or is_in_sentence(element):
            continue
        lead = read_lead(element)
        key = "other" if _is_clause(lead) else _find_label(lead or _read_label_above(element))
        if key is None and not _PUBLISHED_NAME.search(label) and _MODIFIED_NAME.search(label):
            key = "modified"
        if key != "other":
            is_unlabelled = key != "published" and not is_hatom and element.get("pubdate") is None
            yield is_unlabelled, ShownDate(key or "published", value)


def _is_story(element: html.HtmlElement) -> bool:
    """Whether an element is a paragraph of the story, after which days are those of other things."""
    text = extract_text(element) if element.tag == "p" else ""
    return len(text) >= _MIN_PARAGRAPH_CHARS and is_sentence(text)


def _read_line(text: str, element: html.HtmlElement, lead_before: str | None = None) -> Iterator[ShownDate]:
    """Read the days in a line; none if it is a sentence. ``element`` has the line, after ``lead_before`` if given."""
    if is_sentence(text):
        return
    end = 0
    for match in _SHOWN.finditer(text):
        lead = text[end : match.start()]
        before = lead
        if not end and not _LETTER.search(lead):
            before = lead_before or read_lead(element) or _read_label_above(element)
        key = _find_label(before)
        if key is None and _MODIFIED_NAME.search(get_label(element)) and not _PUBLISHED_NAME.search(get_label(element)):
            key = "modified"
        if key != "other" and not _is_clause(lead):
            value = _format_iso_date(match) if match["year"] else _POINT_IN_CLOCK.sub(":", match[0])
            yield ShownDate(key or "published", value)
            if match["clock"]:
                # In case that what looks like a time of day is none.
                yield ShownDate(key or "published", match[0].removesuffix(match["clock"]))
        end = match.end()


def _read_label_above(element: html.HtmlElement) -> str:
    """Read the label of a day that stands in an element of its own before it."""
    text = read_line_above(element)
    label = _LABEL.search(text)
    return text if label and len(text) - len(label[0]) <= _MAX_CHARS_BESIDE_LABEL else ""


def _is_labelled(element: html.HtmlElement) -> bool:
    return bool(element.text and _LABEL.search(element.text))


def _find_label(lead: str) -> str | None:
    """Find what the text before a day says about it: "published", "modified", or "other"; None if nothing."""
    labels = list(_LABEL.finditer(lead))
    if not labels:
        return "other" if _OTHER_LABEL.match(lead) else None
    return _KEYS.get(labels[-1].lastgroup or "", "other")


def _is_clause(lead: str) -> bool:
    """Whether the text before a day is part of a sentence, though it may not end in a full stop."""
    lead = _LABEL.sub(" ", lead)
    words = [word for word in _WORD_IN_LOWER_CASE.findall(lead) if word not in DAY_LINE_WORDS]
    other_words = {word.lower() for word in lead.split()} - DAY_LINE_WORDS
    return len(words) >= _MIN_CLAUSE_WORDS and not SENTENCE_WORDS.isdisjoint(other_words)


def _format_iso_date(match: re.Match[str]) -> str:
    return f"{match['year']}-{int(match['month']):02}-{int(match['day']):02}"
