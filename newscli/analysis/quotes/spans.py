"""Spans of quotes: cutting, trimming and comparing them, and the quoted spans of a text by position."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from newscli.model import Name, QuotedSpan, Span

# A content is extended to a quoted span if it has at least this share of its letters. It stays a quote only if more
# than this share of its letters is left by other contents.
MIN_LETTER_SHARE = 0.5
# How much space may stand between quoted words and what follows them.
MAX_GAP_CHARS = 3
_TRIMMED = " \t\r\n,;:"


class QuotedSpanIndex:
    """An index of the quoted spans of a text, by position."""

    def __init__(self, text: str, quoted: Sequence[QuotedSpan]) -> None:
        pairs = sorted(((span, speech) for speech in quoted for span in speech.spans), key=lambda pair: pair[0])
        self.text = text
        self._spans = [span for span, _ in pairs]
        self._speeches = [speech for _, speech in pairs]
        self._starts = [span.start for span in self._spans]

    def snap(self, part: Span) -> list[Span]:
        """Extend or cut a span so that it contains all or nothing of a quoted span in which it begins or ends."""
        start, end = part
        for position in (start, end - 1):
            if not self.is_quoted(position):
                continue
            quoted_span = self._spans[bisect_right(self._starts, position) - 1]
            if self._covers_most(part, quoted_span):
                start, end = min(start, quoted_span.start), max(end, quoted_span.end)
            elif position == start:
                start = quoted_span.end
            else:
                end = quoted_span.start
        return list(trim(self.text, start, end))

    def is_quoted(self, position: int) -> bool:
        """Whether a position lies between a quotation mark and its partner."""
        number = bisect_right(self._starts, position) - 1
        return number >= 0 and position < self._spans[number].end and self._speeches[number].closed

    def begins_quotation(self, position: int) -> bool:
        """Whether a quotation mark opens at a position, with or without a partner."""
        number = bisect_left(self._starts, position)
        return number < len(self._starts) and self._starts[number] == position

    def find_ending_before(self, position: int) -> Span | None:
        """Find the quoted span between whose end and a position there is nothing but a little space."""
        number = bisect_left(self._starts, position) - 1
        span = self._spans[number] if number >= 0 else None
        if span is None or not 0 <= position - span.end <= MAX_GAP_CHARS:
            return None
        return None if self.text[span.end : position].strip() else span

    def continues_any_speech(self, position: int) -> bool:
        """Whether a later paragraph of a speech begins at a position."""
        return self.begins_quotation(position) and (
            self._speeches[bisect_left(self._starts, position)].spans[0].start < position
        )

    def continues_speech(self, part: Span, spans: Iterable[Span]) -> bool:
        """Whether a part lies in a later paragraph of a speech that begins in one of the spans."""
        return any(
            part.start < paragraph.end and paragraph.start < part.end for paragraph in self.find_other_paragraphs(spans)
        )

    def holds_whole_quotation(self, spans: Iterable[Span]) -> bool:
        """Whether a quoted span lies inside one of the spans, marks included."""
        return any(quoted.end <= span.end for span in spans for quoted in self.find_starting_in(span))

    def find_other_paragraphs(self, spans: Iterable[Span]) -> list[Span]:
        """Return the other paragraphs of each speech that begins in one of the spans, in text order."""
        paragraphs: set[Span] = set()
        for span in spans:
            for number in range(*self._find_range(span)):
                speech = self._speeches[number].spans
                paragraphs.update(speech if len(speech) > 1 else ())
        return sorted(
            paragraph
            for paragraph in paragraphs
            if not any(paragraph.start < span.end and span.start < paragraph.end for span in spans)
        )

    def find_starting_in(self, span: Span) -> list[Span]:
        """Return the quoted spans that begin in a span."""
        return self._spans[slice(*self._find_range(span))]

    def _find_range(self, span: Span) -> tuple[int, int]:
        return bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)

    def _covers_most(self, part: Span, quoted_span: Span) -> bool:
        overlap = Span(max(quoted_span.start, part.start), min(quoted_span.end, part.end))
        return count_letters(self.text, [overlap]) >= MIN_LETTER_SHARE * count_letters(self.text, [quoted_span])


def overlaps_any(span: Span, *groups: Sequence[Span]) -> bool:
    """Whether a span overlaps a span of any group; each group is in text order, without overlaps."""
    for spans in groups:
        before = bisect_left(spans, (span.end, 0)) - 1
        if before >= 0 and spans[before].end > span.start:
            return True
    return False


def list_names(names: Sequence[Name], start: int, end: int) -> list[Name]:
    """List the names between two positions; ``names`` are in text order."""
    first = bisect_left(names, start, key=lambda name: name.span.start)
    last = bisect_left(names, end, key=lambda name: name.span.start)
    return [name for name in names[first:last] if name.span.end <= end]


def subtract(text: str, part: Span, removed_spans: Sequence[Span]) -> Iterator[Span]:
    """Yield what is left of a span without ``removed_spans``, which are in text order and don't overlap."""
    start = part.start
    for number in range(max(0, bisect_left(removed_spans, (part.start, 0)) - 1), len(removed_spans)):
        if removed_spans[number].start >= part.end:
            break
        if removed_spans[number].end > start:
            yield from trim(text, start, removed_spans[number].start)
            start = removed_spans[number].end
    yield from trim(text, start, part.end)


def trim(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield a span without spaces, commas, semicolons and colons at its ends, if it has a letter or digit."""
    while start < end and text[start] in _TRIMMED:
        start += 1
    while start < end and text[end - 1] in _TRIMMED:
        end -= 1
    if any(character.isalnum() for character in text[start:end]):
        yield Span(start, end)


def count_letters(text: str, spans: Iterable[Span]) -> int:
    """Count the letters and digits in spans."""
    return sum(sum(map(str.isalnum, text[span.start : span.end])) for span in spans)
