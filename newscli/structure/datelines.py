"""Datelines: "WASHINGTON (AFP) –", "KABUL, Afghanistan, Jan. 3 (Reuters) -", "Paris (dpa) -"."""

from typing import NamedTuple

from newscli.lang.en.calendar import LOOSE_MONTH_PATTERN, WEEKDAY_NAME
from newscli.lang.en.lines import NO_PLACES
from newscli.model import Span
from newscli.patterns import compile_lazily

_CAPS = r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’-]*(?:[ ][A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’-]*){0,4}"
_CAPITALIZED = r"[A-ZÀ-ÖØ-Þ][\w.'’-]*(?:[ ](?:of|de|la|al|and|[A-ZÀ-ÖØ-Þ])[\w.'’-]*){0,4}"
_REGION = rf"(?:,[ ]{_CAPITALIZED}){{0,2}}?"
_DATE = (
    rf"(?:,?[ ](?:{WEEKDAY_NAME},?[ ])?"
    rf"(?:{LOOSE_MONTH_PATTERN}[ ]\d{{1,2}}(?:,[ ]\d{{4}})?|\d{{1,2}}[ ]{LOOSE_MONTH_PATTERN}(?:[ ]\d{{4}})?))?"
)
_AGENCY = r"(?:[ ]?\([A-Za-z][\w /.,&'’-]{0,40}\))"
_DASH = r"[ \xa0\n]{0,3}(?:--?|[–—―‒−_])[ \xa0\n]*"
# A place in capitals needs only a dash or a colon after it, one in lower case an agency as well.
_DATELINE = compile_lazily(
    rf"[\"“]?(?:(?P<place>{_CAPS}{_REGION}){_DATE}{_AGENCY}?(?={_DASH}|[ ]?:[ ])"
    rf"|(?P<city>{_CAPITALIZED}{_REGION}){_DATE}{_AGENCY}(?={_DASH}))"
)
_FULL_DATE = rf"(?:{LOOSE_MONTH_PATTERN}[ ]\d{{1,2}},[ ]\d{{4}}|\d{{1,2}}[ ]{LOOSE_MONTH_PATTERN}[ ]\d{{4}})"
_DAY = compile_lazily(_FULL_DATE)
_LONG_DASH = r"(?:--|[–—―])"
_WIRE = r"[A-Z][\w .&-]{2,30}?"
# The datelines of press releases, with their day or the wire's name.
_RELEASE = compile_lazily(
    rf"(?P<place>(?:{_CAPS}|{_CAPITALIZED}){_REGION})(?:[ ]/[ ]{_WIRE}[ ]/[ ]{_FULL_DATE}(?=[ ]/)"
    rf"|,[ ]{_FULL_DATE}[ ]?(?:/{_WIRE}/|\([A-Z ]{{0,20}}WIRE\))(?={_DASH})"
    rf"|[ ]?{_LONG_DASH}[ ]?\({_WIRE}\)(?=[ ]?{_LONG_DASH})"
    rf"|(?:,[ ]|[ ](?:-|{_LONG_DASH})[ ]){_FULL_DATE}(?={_DASH}))"
)
_AFTER_RELEASE = compile_lazily(rf"[ ]?(?:/[ ]?|{_DASH})?")
# A dateline on a line of its own: "DOHA, Dec 6".
_OWN_LINE = compile_lazily(
    rf"(?P<place>{_CAPS}{_REGION}),?[ ](?:{LOOSE_MONTH_PATTERN}[ ]\d{{1,2}}(?:,[ ]\d{{4}})?)[ \t]*"
)
_SEPARATOR = compile_lazily(rf"{_DASH}|[ ]?:[ ]")
# Every dateline has one of these: a dash, a colon, a stroke, or the day of a dateline on a line of its own.
_HAS_SIGN = compile_lazily(r"[-–—―‒−_:/\d]")
MAX_DATELINE_CHARS = 120
MIN_PLACE_LETTERS = 3
# For a place before a colon.
MIN_PLACE_CHARS = 4
MIN_PARAGRAPH_CHARS = 120
_OPENING_QUOTATION_MARKS = "\"“‘'`«„"


class Dateline(NamedTuple):
    """A dateline: its span, without the dash, the position where the ``lead`` begins after it, and what to show of it.

    That is all of it, or the place alone where the rest names a distributor of press releases. ``day`` is the date in
    it, if that has a year.
    """

    span: Span
    lead: int
    shown: Span
    day: Span | None = None


def find_dateline(text: str, paragraph: Span) -> Dateline | None:
    """Find the dateline that opens a paragraph, if there is one."""
    limit = min(paragraph.end, paragraph.start + MAX_DATELINE_CHARS)
    if not _HAS_SIGN.search(text, paragraph.start, limit):
        return None
    if own_line := _OWN_LINE.fullmatch(text, paragraph.start, limit):
        return Dateline(Span(*own_line.span("place")), paragraph.end, Span(*own_line.span("place")))
    if release := _RELEASE.match(text, paragraph.start, limit):
        after = _AFTER_RELEASE.match(text, release.end(), limit)
        lead = after.end() if after else release.end()
        return Dateline(
            Span(*release.span()), lead, Span(*release.span("place")), _find_day(text, Span(*release.span()))
        )
    match = _DATELINE.match(text, paragraph.start, limit)
    if match is None:
        return None
    group = "place" if match["place"] else "city"
    place = match[group]
    if sum(character.isalpha() for character in place) < MIN_PLACE_LETTERS or place.casefold() in NO_PLACES:
        return None
    separator = _SEPARATOR.match(text, match.end(), limit)
    lead = separator.end() if separator else match.end()
    dash = text[match.end() : lead]
    # After a colon a label ("EXCLUSIVE: ...") is as likely as a place, unless a whole paragraph follows.
    if ":" in dash and (paragraph.end - lead < MIN_PARAGRAPH_CHARS or len(place) < MIN_PLACE_CHARS):
        return None
    if lead < paragraph.end and not _may_open_sentence(text[lead]):
        return None
    # A hyphen without spaces makes a compound ("ANTI-WAR"), not a dash.
    if dash.strip() == "-" and not dash[0].isspace():
        return None
    if text[lead : paragraph.end].isupper():
        # "SOCCER - LATE WIN IN DOHA" is a headline.
        return None
    span = Span(match.start(group), match.end())
    return Dateline(span, lead, span, _find_day(text, span))


def _find_day(text: str, span: Span) -> Span | None:
    match = _DAY.search(text, *span)
    return Span(*match.span()) if match else None


def _may_open_sentence(character: str) -> bool:
    return character.isupper() or character.isdigit() or character in _OPENING_QUOTATION_MARKS
