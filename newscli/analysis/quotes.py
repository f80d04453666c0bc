"""Quotes: what the reader saw said, held to the quotation marks.

The reader finds cues, sources and contents; the marks are exact: a content that holds most of some
marked words holds all of them, marks included, and no quote begins or ends inside them. Where two
contents claim the same words, the surer one has them. A speech over several paragraphs is one quote,
and a paragraph that is nothing but marked words is a quote even where the reader saw no cue for it.
"""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from newscli.lang import is_supported
from newscli.model import PROSE, Article, Attribution, Labels, QuotedSpan, Span
from newscli.text import FULL_WIDTH_SENTENCE_END_MARKS, SENTENCE_END_MARKS, count_words

_MOST = 0.5
_EDGE = " \t\r\n,;:"
# Of marked words alone in their paragraph, annotators of news take this share as quotes.
_ALONE = 0.8
_OUTSIDE = 0.03
# Of quotes in a language that the reader can't read.
_UNREAD = 0.5
_LONG = 4
_ENDS = f"{SENTENCE_END_MARKS}…{FULL_WIDTH_SENTENCE_END_MARKS},"


@dataclass(frozen=True, slots=True)
class DraftQuote:
    """A quote before it has an id: its spans, and its attribution, its own or a neighbour's, if there is one."""

    spans: tuple[Span, ...]
    attribution: Attribution | None
    confidence: float


def find_quotes(article: Article, labels: Labels) -> tuple[DraftQuote, ...]:
    """All quotes, in text order."""
    text = article.text
    if not is_supported(labels.language):
        return tuple(DraftQuote(one.spans, None, _UNREAD) for one in labels.quoted if _speech(text, one))
    marks = _Marks(text, labels.quoted)
    taken: list[Span] = []
    found: list[DraftQuote] = []
    for one in sorted(labels.attributions, key=lambda one: (-one.confidence, one.cue)):
        if marks.closed_at(one.cue.start):
            # Somebody quotes somebody: the outer quote holds it whole.
            continue
        frame = sorted([one.cue] if one.source is None else [one.cue, one.source])
        whole = [span for part in one.content for span in marks.held(part)]
        free = [span for part in whole for left in _without(text, part, frame) for span in _without(text, left, taken)]
        if _letters(text, free) <= _MOST * _letters(text, whole):
            continue
        free += [span for span in marks.rest(free) if not _touched(span, taken) and not _touched(span, frame)]
        for span in free:
            insort(taken, span)
        found.append(DraftQuote(tuple(sorted(free)), one, one.confidence))
    starts = [block.span.start for block in article.blocks]
    # A speech that runs over paragraphs goes on with the quote of its attribution in its first one.
    begun = {(one.attribution, bisect_right(starts, one.spans[-1].start)): k for k, one in enumerate(found)}
    for more in list(_alone(article, marks, found, taken)):
        before = begun.get((more.attribution, bisect_right(starts, more.spans[0].start))) if more.attribution else None
        if before is None:
            found.append(more)
        else:
            found[before] = replace(found[before], spans=tuple(sorted({*found[before].spans, *more.spans})))
    return tuple(sorted(found, key=lambda quote: quote.spans[0]))


def _alone(
    article: Article, marks: "_Marks", found: Sequence[DraftQuote], taken: Sequence[Span]
) -> Iterator[DraftQuote]:
    """Paragraphs of nothing but marked words that no quote has yet, with the cue of the paragraph before."""
    lasts = sorted((span, quote.attribution) for quote in found for span in quote.spans)
    starts = [span.start for span, _ in lasts]
    carried: Attribution | None = None
    used: set[Span] = set()
    for block in article.blocks:
        last = bisect_left(starts, block.span.end) - 1
        if last >= 0 and starts[last] >= block.span.start:
            carried = lasts[last][1]
            continue
        spans = marks.within(block.span) if block.kind in PROSE else []
        every = _letters(article.text, [block.span])
        if not spans or every - _letters(article.text, spans) > _OUTSIDE * every:
            carried = None
        elif not used.intersection(spans) and not any(_touched(span, taken) for span in spans):
            spans = sorted({*spans, *(span for span in marks.rest(spans) if not _touched(span, taken))})
            used.update(spans)
            yield DraftQuote(tuple(spans), carried, _ALONE)


class _Marks:
    """Marked words by place."""

    def __init__(self, text: str, marked: Sequence[QuotedSpan]) -> None:
        self.text = text
        pairs = sorted(((span, one) for one in marked for span in one.spans), key=lambda pair: pair[0])
        self.spans = [span for span, _ in pairs]
        self.whole = [one for _, one in pairs]
        self.starts = [span.start for span in self.spans]

    def held(self, part: Span) -> list[Span]:
        """``part`` with all or nothing of each marked stretch that it begins or ends in."""
        start, end = part
        for place in (start, end - 1):
            if not self.closed_at(place):
                continue
            mark = self.spans[bisect_right(self.starts, place) - 1]
            if self._most(mark, part):
                start, end = min(start, mark.start), max(end, mark.end)
            elif place == start:
                start = mark.end
            else:
                end = mark.start
        return list(_trimmed(self.text, start, end))

    def closed_at(self, place: int) -> bool:
        """Whether a place lies between a mark and its partner."""
        k = bisect_right(self.starts, place) - 1
        return k >= 0 and place < self.spans[k].end and self.whole[k].closed

    def rest(self, spans: Iterable[Span]) -> list[Span]:
        """The other paragraphs of each speech that some of the spans have a part of."""
        found: set[Span] = set()
        for span in spans:
            for k in range(*self._inside(span)):
                found.update(self.whole[k].spans if len(self.whole[k].spans) > 1 else ())
        return sorted(one for one in found if not any(one.start < span.end and span.start < one.end for span in spans))

    def within(self, span: Span) -> list[Span]:
        """The marked stretches that begin in a span."""
        return self.spans[slice(*self._inside(span))]

    def _inside(self, span: Span) -> tuple[int, int]:
        return bisect_left(self.starts, span.start), bisect_left(self.starts, span.end)

    def _most(self, mark: Span, part: Span) -> bool:
        both = Span(max(mark.start, part.start), min(mark.end, part.end))
        return _letters(self.text, [both]) >= _MOST * _letters(self.text, [mark])


def _speech(text: str, one: QuotedSpan) -> bool:
    """Whether marked words in a language that the reader can't read look said: long, or a sentence's end."""
    long = sum(count_words(text, *span) for span in one.spans) >= _LONG
    return long or (one.closed and text[one.spans[-1].end - 2] in _ENDS)


def _touched(span: Span, others: Sequence[Span]) -> bool:
    """Whether a span overlaps one of others in text order that don't overlap."""
    k = bisect_left(others, (span.end, 0)) - 1
    return k >= 0 and others[k].end > span.start


def _without(text: str, part: Span, taken: Sequence[Span]) -> Iterator[Span]:
    """What is left of a part without some spans in text order that don't overlap."""
    start = part.start
    for k in range(max(0, bisect_left(taken, (part.start, 0)) - 1), len(taken)):
        if taken[k].start >= part.end:
            break
        if taken[k].end > start:
            yield from _trimmed(text, start, taken[k].start)
            start = taken[k].end
    yield from _trimmed(text, start, part.end)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    """A span without blanks, commas and colons at its ends, if it has a letter."""
    while start < end and text[start] in _EDGE:
        start += 1
    while start < end and text[end - 1] in _EDGE:
        end -= 1
    if any(c.isalnum() for c in text[start:end]):
        yield Span(start, end)


def _letters(text: str, spans: Iterable[Span]) -> int:
    return sum(sum(map(str.isalnum, text[span.start : span.end])) for span in spans)
