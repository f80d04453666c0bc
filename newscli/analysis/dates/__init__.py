"""Find expressions of date and time in the text, and resolve them to values in TIMEX3's notation.

A rule is tried wherever one of its first words occurs; if several rules match there, the longest match wins. If the
date of the article is unknown, a value that depends on it keeps X for the unknown parts ("XXXX-WXX-2" is some Tuesday).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from typing import Literal, NamedTuple

from newscli.analysis.dates import amounts, clocks, days, periods
from newscli.analysis.dates.patterns import Rule, compile_pattern
from newscli.analysis.dates.tense import is_in_future
from newscli.analysis.dates.values import Context, Meaning
from newscli.analysis.metadata import ISO_DAY_CHARS
from newscli.model import PROSE, Anchor, Block, Date, Metadata, Span, Warning
from newscli.text import LETTER, MAX_SPANS_PER_WARNING

_FIRST_WORD = re.compile(r"[A-Za-z]+|\d+")
_ANY_DIGITS = "0"
# Characters right before digits that make them part of a sum, a number or a path.
_NUMBER_PREFIXES = frozenset("$€£#.,:/")
_DAY_VALUE = re.compile(r"\d{4}-\d\d-\d\d")
# A longer block without a letter is a table of numbers.
_MAX_CHARS_WITHOUT_LETTER = 200


class ReferenceDate(NamedTuple):
    """The day that the article's "today" means (TimeML's document creation time), and where it was read."""

    day: date
    anchor: Anchor


class _PreviousDate(NamedTuple):
    """The last calendar day that the text has named so far, and where."""

    day: date
    span: Span


def _group_by_first_word(rules: Iterable[Rule]) -> dict[str, list[Rule]]:
    groups: dict[str, list[Rule]] = {}
    for rule in rules:
        for word in rule.first_words:
            groups.setdefault(word.lower(), []).append(rule)
    return groups


_RULES_BY_FIRST_WORD = _group_by_first_word((*days.RULES, *clocks.RULES, *periods.RULES, *amounts.RULES))


def find_dates(text: str, blocks: Sequence[Block], reference: ReferenceDate | None) -> tuple[Date, ...]:
    """Find all expressions of date and time in the blocks, in text order, without overlaps.

    Without a ``reference`` date, values that depend on it keep X for the unknown parts.
    """
    dates: list[Date] = []
    previous_date: _PreviousDate | None = None
    for block in blocks:
        if block.kind not in (*PROSE, "row") or _is_number_table(text, block.span):
            continue
        start = block.span.start
        for word in _FIRST_WORD.finditer(text, *block.span):
            rules = _RULES_BY_FIRST_WORD.get(_ANY_DIGITS if word.group().isdigit() else word.group().lower())
            if not rules or word.start() < start:
                continue
            context = _build_context(reference, previous_date, block)
            match = _find_longest_match(text, word.start(), block.span, rules, context)
            if match is None:
                continue
            span, meaning = match
            start = span.end
            anchor = _find_anchor(meaning, reference, previous_date)
            expression = text[span.start : span.end]
            dates.append(Date(expression, span, meaning.type, meaning.value, meaning.mod, anchor=anchor))
            if meaning.day:
                previous_date = _PreviousDate(meaning.day, span)
    return tuple(dates)


def find_reference_date(text: str, metadata: Metadata) -> ReferenceDate | None:
    """Find the day of publication, else the day in the dateline; None unless one of them is complete to the day."""
    evidence = metadata.evidence.get("published")
    if metadata.published and evidence and len(metadata.published) >= ISO_DAY_CHARS:
        origin: Literal["published", "dateline"] = "dateline" if evidence.origin == "dateline" else "published"
        return ReferenceDate(date.fromisoformat(metadata.published[:ISO_DAY_CHARS]), Anchor(origin, evidence.span))
    dateline = metadata.evidence.get("dateline")
    blocks = [Block("paragraph", dateline.span)] if dateline and dateline.span else []
    for expression in find_dates(text, blocks, None):
        if _DAY_VALUE.fullmatch(expression.value):
            return ReferenceDate(date.fromisoformat(expression.value), Anchor("dateline", expression.span))
    return None


def warn_of_unresolved(dates: Sequence[Date]) -> Iterator[Warning]:
    """Warn once if expressions depend on the date of the article, and it has none."""
    spans = tuple(
        expression.span for expression in dates if expression.type in ("date", "time") and "XX" in expression.value
    )
    if spans:
        subject = f"{len(spans)} dates" if len(spans) > 1 else "a date"
        message = f"{subject} can't be resolved: the article doesn't give its own date"
        yield Warning("no-article-date", message, spans[:MAX_SPANS_PER_WARNING])


def _build_context(reference: ReferenceDate | None, previous_date: _PreviousDate | None, block: Block) -> Context:
    reference_day = reference.day if reference else None
    return Context(
        reference_date=reference_day,
        previous_date=previous_date.day if previous_date else reference_day,
        paragraph_date=previous_date.day if previous_date and previous_date.span.start >= block.span.start else None,
        is_future=lambda: None,
    )


def _find_longest_match(
    text: str, start: int, block: Span, rules: Sequence[Rule], context: Context
) -> tuple[Span, Meaning] | None:
    """Find the longest expression that begins at ``start``, and its meaning."""
    character_before = text[start - 1 : start]
    if character_before.isalnum() or (text[start].isdigit() and character_before in _NUMBER_PREFIXES):
        return None
    longest_match: tuple[Span, Meaning] | None = None
    for rule in rules:
        match = compile_pattern(rule.pattern).match(text, start, block.end)
        if not match or (longest_match and match.end() <= longest_match[0].end):
            continue
        if text[match.end() : match.end() + 1].isalnum():
            continue
        is_future = partial(is_in_future, text, Span(start, match.end()), block)
        if meaning := rule.resolve(match, context._replace(is_future=is_future)):
            longest_match = Span(*match.span()), meaning
    return longest_match


def _find_anchor(
    meaning: Meaning, reference: ReferenceDate | None, previous_date: _PreviousDate | None
) -> Anchor | None:
    if meaning.anchored_by == "previous" and previous_date is not None:
        return Anchor("date", previous_date.span)
    return reference.anchor if meaning.anchored_by and reference else None


def _is_number_table(text: str, span: Span) -> bool:
    return span.end - span.start > _MAX_CHARS_WITHOUT_LETTER and not LETTER.search(text, *span)
