"""The dates that a page shows, in <time>, in text near its heading, or in its URL."""

import re
from collections.abc import Iterator, Sequence

from lxml import html

from newscli.formats.html.page import extract_text, get_label, list_own_elements
from newscli.lang.en.calendar import LOOSE_MONTH_PATTERN, ORDINAL_SUFFIX
from newscli.model import Field

_DATE_CLASS = re.compile(r"date|time|publish|posted|stamp|byline|meta|entry-info", re.IGNORECASE)
# Words before a day that is not that of publication.
_OTHER_DAY = re.compile(r"\b(?:print(?:ed)?|copyright|accessed|retrieved|event|until|from|on sale)\b|©", re.IGNORECASE)
_PUBLISHED_CLASS = re.compile(r"(?:^|\s)(?:published|dt-published)(?:\s|$)")
_SHOWN = re.compile(
    rf"\b(?:{LOOSE_MONTH_PATTERN}\s+\d{{1,2}}{ORDINAL_SUFFIX}?,?\s+\d{{4}}"
    rf"|\d{{1,2}}{ORDINAL_SUFFIX}?\.?\s+{LOOSE_MONTH_PATTERN},?\s+\d{{4}}"
    r"|\d{1,2}[./]\d{1,2}[./]\d{4})\b",
    re.IGNORECASE,
)
_YEAR_FIRST = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:\s?年\s?|[-./])(\d{1,2})(?:\s?月\s?|[-./])(\d{1,2})(?!\d)")
_IN_URL = re.compile(r"/((?:19|20)\d\d)[/-]([01]?\d)[/-]([0-3]?\d)(?:/|$|-)")
_MAX_DATED_CHARS = 300
_MAX_DATE_LINE_CHARS = 60
_MAX_ELEMENTS_AFTER_HEADING = 80


def find_dates(root: html.HtmlElement, heading: html.HtmlElement | None, data: Sequence[Field]) -> Iterator[Field]:
    """Yield candidates for the date of publication, the most trusted first.

    ``heading`` is the element that shows the title; ``data`` are the fields in the page's data.
    """
    # <time pubdate> comes first; otherwise the sort keeps the page's order.
    elements = list(list_own_elements(root))
    times = [
        (time.get("pubdate") is None, time.get("datetime") or extract_text(time))
        for time in elements
        if time.tag == "time" or time.get("datetime")
    ]
    # The hAtom microformat.
    times += [
        (False, element.get("title") or element.get("datetime"))
        for element in elements
        if _PUBLISHED_CLASS.search(element.get("class") or "") and (element.get("title") or element.get("datetime"))
    ]
    yield from (Field("published", value, "time") for _, value in sorted(times, key=lambda time: time[0]))
    start = elements.index(heading) if heading in elements else 0
    for element in (*elements[start:], *elements[:start]):
        if _DATE_CLASS.search(get_label(element)):
            text = extract_text(element)
            if len(text) < _MAX_DATED_CHARS and (date := _find_date(text)):
                yield Field("published", date, "shown date")
    for element in elements[start : start + _MAX_ELEMENTS_AFTER_HEADING]:
        for text in (element.text, element.tail):
            if text and len(text) < _MAX_DATE_LINE_CHARS and (date := _find_date(text)):
                yield Field("published", date, "shown date")
    for field in data:
        match = _IN_URL.search(field.value) if field.key == "url" else None
        if match:
            yield Field("published", _format_iso_date(match), "day in the URL")


def _find_date(text: str) -> str | None:
    """Find the first date in a text: ISO 8601 if its year comes first, else as printed.

    None if the words before it say that it is another day than that of publication.
    """
    if _OTHER_DAY.search(text):
        return None
    if match := _YEAR_FIRST.search(text):
        return _format_iso_date(match)
    match = _SHOWN.search(text)
    return match.group() if match else None


def _format_iso_date(match: re.Match[str]) -> str:
    year, month, day = match.groups()
    return f"{year}-{int(month):02}-{int(day):02}"
