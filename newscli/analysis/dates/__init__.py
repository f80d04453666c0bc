"""Date and time expressions: found, and given a value in TIMEX3's notation.

A rule's pattern is tried where one of its first words stands; of those that match there the longest is
taken. What no article date resolves keeps X for what isn't known ("XXXX-WXX-2" is some Tuesday).
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from typing import NamedTuple

from newscli.analysis.dates import amounts, days, periods
from newscli.analysis.dates.patterns import Rule, compiled
from newscli.analysis.dates.values import Meaning, Near
from newscli.model import PROSE, Anchor, Block, Date, Metadata, Span, Warning

_WORD = re.compile(r"[A-Za-z]+|\d+")
_BY_FIRST: dict[str, list[Rule]] = {}
for _one in (*days.RULES, *periods.RULES, *amounts.RULES):
    for _first in _one.first:
        _BY_FIRST.setdefault(_first.lower(), []).append(_one)

_NO_DATE = frozenset("$€£#.,:/")
_SENTENCE = re.compile(r"[.!?]['\"”’]*\s+[A-Z“\"]")
_VERB = re.compile(
    r"\b(?:(?P<on>(?:will|would|shall|could|may|might|must|should|can|to be|expected to|scheduled to|due to|"
    r"plan(?:s|ning)? to)(?: be| not| also)?(?: \w+)?|going to|expects?|expected|scheduled|until|by|deadline|"
    r"set (?:to|for)|upcoming|next)"
    r"|(?P<back>was|were|had|did|has|have|said|told|\w{2,20}ed|since|ago|took|came|went|left|found|began|held|met|made|"
    r"gave|shot|killed|won|lost|set))\b|['’]ll\b",
    re.IGNORECASE,
)
_LEFT, _RIGHT = 90, 60
_MOST_SPANS = 1000
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
# A paragraph of more than this without a letter is a table of numbers.
_NUMBERS = 200
_LETTER = re.compile(r"[^\W\d_]")


class Known(NamedTuple):
    """The article's day, and where it was read."""

    day: date
    anchor: Anchor


class _Told(NamedTuple):
    """The last calendar day that the text named, and where."""

    day: date
    span: Span


def find_dates(text: str, blocks: Sequence[Block], article: Known | None) -> tuple[Date, ...]:
    """All expressions of the blocks, in text order."""
    found: list[Date] = []
    told: _Told | None = None
    for block in blocks:
        if block.kind not in (*PROSE, "row") or _all_numbers(text, block.span):
            continue
        start = block.span.start
        for word in _WORD.finditer(text, *block.span):
            first = word.group()
            rules = _BY_FIRST.get("0" if first.isdigit() else first.lower())
            if not rules or word.start() < start:
                continue
            near = Near(
                article and article.day,
                told.day if told else article and article.day,
                told.day if told and told.span.start >= block.span.start else None,
                _unasked,
            )
            best = _best(text, word.start(), block.span.end, rules, near)
            if best is None:
                continue
            span, meaning = best
            start = span.end
            anchor = None
            if meaning.by == "last" and told is not None:
                anchor = Anchor("date", told.span)
            elif meaning.by and article:
                anchor = article.anchor
            found.append(Date(text[span.start : span.end], span, meaning.type, meaning.value, meaning.mod, anchor))
            if meaning.day:
                told = _Told(meaning.day, span)
    return tuple(found)


def day_of(text: str, stated: Metadata) -> Known | None:
    """The day that the article was published, else that of its dateline, where one of them says it whole."""
    evidence = stated.evidence.get("published")
    if stated.published and evidence and len(stated.published) >= len("2017-12-11"):
        return Known(date.fromisoformat(stated.published[:10]), Anchor("published", evidence.span))
    dateline = stated.evidence.get("dateline")
    blocks = [Block("paragraph", dateline.span)] if dateline and dateline.span else []
    for one in find_dates(text, blocks, None):
        if _DAY.fullmatch(one.value):
            return Known(date.fromisoformat(one.value), Anchor("dateline", one.span))
    return None


def unresolved(dates: Sequence[Date]) -> Iterator[Warning]:
    """A warning where expressions need the article's date, and it has none."""
    spans = tuple(one.span for one in dates if one.type in ("date", "time") and "XX" in one.value)
    if spans:
        words = f"{len(spans)} dates" if len(spans) > 1 else "a date"
        message = f"{words} can't be resolved: the article states no date of its own"
        yield Warning("no-article-date", message, spans[:_MOST_SPANS])


def _best(text: str, start: int, end: int, rules: Sequence[Rule], near: Near) -> tuple[Span, Meaning] | None:
    """The longest expression that begins at a place."""
    before = text[start - 1 : start]
    if before.isalnum() or (text[start].isdigit() and before in _NO_DATE):
        return None
    best: tuple[Span, Meaning] | None = None
    for rule in rules:
        match = compiled(rule.pattern).match(text, start, end)
        if not match or (best and match.end() <= best[0].end) or text[match.end() : match.end() + 1].isalnum():
            continue
        meaning = rule.means(match, near._replace(ahead=partial(_ahead, text, start, match.end(), end)))
        if meaning:
            best = Span(*match.span()), meaning
    return best


def _all_numbers(text: str, span: Span) -> bool:
    return span.end - span.start > _NUMBERS and not _LETTER.search(text, *span)


def _unasked() -> None:
    return None


def _ahead(text: str, start: int, stop: int, end: int) -> bool | None:
    """Whether the nearest verb of the sentence before a place, else after it, tells of what is to come."""
    left = _SENTENCE.split(text[max(0, start - _LEFT) : start])[-1]
    last = None
    for match in _VERB.finditer(left):
        last = match
    if last is None:
        last = _VERB.search(_SENTENCE.split(text[stop : min(end, stop + _RIGHT)])[0])
    return None if last is None else last["back"] is None
