"""Days that a page shows: in <time>, in words near its heading, in its URL."""

import re
from collections.abc import Iterator, Sequence

from lxml import html

from newscli.formats.html.page import extract_text
from newscli.lang.en.calendar import LOOSE_MONTH_PATTERN, ORDINAL_SUFFIX
from newscli.model import Field

_DATED = re.compile(r"date|time|publish|posted|stamp|byline|meta|entry-info", re.IGNORECASE)
_NO_DATE = re.compile(r"comment|related|recommend|footer|copyright|sidebar|nav", re.IGNORECASE)
_SHOWN = re.compile(
    rf"\b(?:{LOOSE_MONTH_PATTERN}\s+\d{{1,2}}{ORDINAL_SUFFIX}?,?\s+\d{{4}}"
    rf"|\d{{1,2}}{ORDINAL_SUFFIX}?\.?\s+{LOOSE_MONTH_PATTERN},?\s+\d{{4}}"
    r"|\d{1,2}[./]\d{1,2}[./]\d{4})\b",
    re.IGNORECASE,
)
_YEAR_FIRST = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:\s?年\s?|[-./])(\d{1,2})(?:\s?月\s?|[-./])(\d{1,2})(?!\d)")
_IN_URL = re.compile(r"/((?:19|20)\d\d)[/-]([01]?\d)[/-]([0-3]?\d)(?:/|$|-)")
_LONGEST, _LONGEST_ALONE, _NEAR = 300, 60, 80


def days(root: html.HtmlElement, heading: html.HtmlElement | None, stated: Sequence[Field]) -> Iterator[Field]:
    """Days of publication, those to trust most first."""
    timed = [(one.get("pubdate") is None, one.get("datetime") or extract_text(one)) for one in root.iter("time")]
    timed += [(True, one.get("datetime")) for one in root.iterfind(".//*[@datetime]") if one.tag != "time"]
    yield from (Field("published", value, "time") for _, value in sorted(timed, key=lambda one: one[0]))
    order = [one for one in root.iter() if isinstance(one.tag, str)]
    start = order.index(heading) if heading is not None else 0
    for one in (*order[start:], *order[:start]):
        named = f"{one.get('class') or ''} {one.get('id') or ''}"
        if _DATED.search(named) and not _NO_DATE.search(named):
            shown = extract_text(one)
            if len(shown) < _LONGEST and (day := _day(shown)):
                yield Field("published", day, "shown date")
    for one in order[start : start + _NEAR]:
        for text in (one.text, one.tail):
            if text and len(text) < _LONGEST_ALONE and (day := _day(text)):
                yield Field("published", day, "shown date")
    for one in stated:
        match = _IN_URL.search(one.value) if one.key == "url" else None
        if match:
            yield Field("published", _joined(match), "day in the URL")


def _day(shown: str) -> str | None:
    if match := _YEAR_FIRST.search(shown):
        return _joined(match)
    match = _SHOWN.search(shown)
    return match.group() if match else None


def _joined(match: re.Match[str]) -> str:
    year, month, day = match.groups()
    return f"{year}-{int(month):02}-{int(day):02}"
