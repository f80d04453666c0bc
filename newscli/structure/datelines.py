"""Datelines: "WASHINGTON (AFP) –", "KABUL, Afghanistan, Jan. 3 (Reuters) -", "Paris (dpa) -"."""

import re
from typing import NamedTuple

from newscli.lang.en.calendar import LOOSE_MONTH_PATTERN, WEEKDAY_NAME
from newscli.model import Span

_CAPS = r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’-]*(?:[ ][A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’-]*){0,4}"
_CAPITALISED = r"[A-ZÀ-ÖØ-Þ][\w.'’-]*(?:[ ](?:of|de|la|al|and|[A-ZÀ-ÖØ-Þ])[\w.'’-]*){0,4}"
_REGION = rf"(?:,[ ]{_CAPITALISED}){{0,2}}?"
_DATE = (
    rf"(?:,?[ ](?:{WEEKDAY_NAME},?[ ])?"
    rf"(?:{LOOSE_MONTH_PATTERN}[ ]\d{{1,2}}(?:,[ ]\d{{4}})?|\d{{1,2}}[ ]{LOOSE_MONTH_PATTERN}(?:[ ]\d{{4}})?))?"
)
_AGENCY = r"(?:[ ]?\([A-Za-z][\w /.,&'’-]{0,40}\))"
_DASH = r"[ \xa0\n]{0,3}(?:--?|[–—―‒−_])[ \xa0\n]*"
# In capitals a place needs only its dash (or a colon); in lower case it needs an agency, too.
_DATELINE = re.compile(
    rf"[\"“]?(?:(?P<place>{_CAPS}{_REGION}){_DATE}{_AGENCY}?(?={_DASH}|[ ]?:[ ])"
    rf"|(?P<city>{_CAPITALISED}{_REGION}){_DATE}{_AGENCY}(?={_DASH}))"
)
_SEPARATOR = re.compile(rf"{_DASH}|[ ]?:[ ]")
_LONGEST = 120
_A_PARAGRAPH = 120
_OPENERS = "\"“‘'`«„"


class Dateline(NamedTuple):
    """``span`` without the dash, ``lead`` where the sentence after it begins."""

    span: Span
    lead: int


def find_dateline(text: str, paragraph: Span) -> Dateline | None:
    """The dateline that opens a paragraph, if one does."""
    end = min(paragraph.end, paragraph.start + _LONGEST)
    found = _DATELINE.match(text, paragraph.start, end)
    if found is None:
        return None
    place = found["place"] or found["city"]
    if sum(c.isalpha() for c in place) < 3:
        return None
    after = _SEPARATOR.match(text, found.end(), end)
    lead = after.end() if after else found.end()
    # After a colon a label ("EXCLUSIVE: ...") is as likely as a place, unless a whole paragraph follows.
    if ":" in text[found.end() : lead] and (paragraph.end - lead < _A_PARAGRAPH or len(place) < 4):
        return None
    if lead < paragraph.end and not (text[lead].isupper() or text[lead] in _OPENERS or text[lead].isdigit()):
        return None
    # A hyphen without spaces is a compound ("ANTI-WAR"), not a dash.
    if text[found.end() : lead].strip() == "-" and not text[found.end() : found.end() + 1].isspace():
        return None
    start = found.start("place") if found["place"] else found.start("city")
    return Dateline(Span(start, found.end()), lead)
