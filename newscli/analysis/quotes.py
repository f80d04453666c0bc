"""Quotes: the attributions that the model finds, fitted to the quotation marks.

The model finds cues, sources and contents roughly; quotation marks are exact. A content that covers most of a quoted
span is extended to all of it, marks included, and no quote begins or ends inside a quoted span. If two contents claim
the same text, the more confident one gets it. A speech over several paragraphs is one quote, and a paragraph of nothing
but quoted text is a quote even if the model found no cue for it.
"""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from newscli.lang import is_supported
from newscli.model import PROSE, Article, Attribution, Labels, QuotedSpan, Span
from newscli.text import FULL_WIDTH_SENTENCE_END_MARKS, SENTENCE_END_MARKS, count_words

# A content is extended to a quoted span if it has at least this share of its letters. It stays a quote only if more
# than this share of its letters is left by other contents.
MIN_LETTER_SHARE = 0.5
# The share of paragraphs of nothing but quoted text that annotators of news count as quotes.
QUOTED_PARAGRAPH_CONFIDENCE = 0.8
# A paragraph counts as nothing but quoted text if at most this share of its letters is outside quotation marks.
MAX_UNQUOTED_SHARE = 0.03
# For quoted spans in a language that the model does not read.
OTHER_LANGUAGE_CONFIDENCE = 0.5
# A quoted span in such a language is a quote if it has this many words, or ends as a sentence does.
MIN_QUOTE_WORDS = 4
_SENTENCE_ENDS = f"{SENTENCE_END_MARKS}…{FULL_WIDTH_SENTENCE_END_MARKS},"
_TRIMMED = " \t\r\n,;:"


@dataclass(frozen=True, slots=True)
class DraftQuote:
    """A quote before it has an id.

    ``spans`` are in text order. ``attribution`` is its own, or that of the paragraph before it, or None.
    """

    spans: tuple[Span, ...]
    attribution: Attribution | None
    confidence: float


def find_quotes(article: Article, labels: Labels) -> tuple[DraftQuote, ...]:
    """Return all quotes of an article, in text order.

    Their spans overlap neither each other nor the cue and source of their own quote.
    """
    if not is_supported(labels.language):
        speeches = (speech for speech in labels.quoted if _looks_spoken(article.text, speech))
        return tuple(DraftQuote(speech.spans, None, OTHER_LANGUAGE_CONFIDENCE) for speech in speeches)
    index = _QuotedSpanIndex(article.text, labels.quoted)
    attributed_quotes, taken_spans = _fit_attributions(index, labels.attributions)
    paragraphs = list(_find_quoted_paragraphs(article, index, attributed_quotes, taken_spans))
    quotes = _join_speeches(attributed_quotes, paragraphs, [block.span.start for block in article.blocks])
    return tuple(sorted(quotes, key=lambda quote: quote.spans[0]))


def _fit_attributions(
    index: "_QuotedSpanIndex", attributions: Iterable[Attribution]
) -> tuple[list[DraftQuote], list[Span]]:
    """Return a quote for each attribution that keeps its content, the most confident first, and all their spans."""
    text = index.text
    taken_spans: list[Span] = []
    quotes: list[DraftQuote] = []
    for attribution in sorted(attributions, key=lambda attribution: (-attribution.confidence, attribution.cue)):
        if index.is_quoted(attribution.cue.start):
            # A quote inside a quote belongs to the outer one.
            continue
        frame = _get_frame(attribution)
        content = [span for part in attribution.content for span in index.snap(part)]
        outside_frame = [span for part in content for span in _subtract(text, part, frame)]
        free_spans = [span for part in outside_frame for span in _subtract(text, part, taken_spans)]
        if _count_letters(text, free_spans) <= MIN_LETTER_SHARE * _count_letters(text, content):
            continue
        free_spans += [
            span for span in index.find_other_paragraphs(free_spans) if not _overlaps_any(span, taken_spans, frame)
        ]
        for span in free_spans:
            insort(taken_spans, span)
        quotes.append(DraftQuote(tuple(sorted(free_spans)), attribution, attribution.confidence))
    return quotes, taken_spans


def _find_quoted_paragraphs(
    article: Article, index: "_QuotedSpanIndex", attributed_quotes: Sequence[DraftQuote], taken_spans: Sequence[Span]
) -> Iterator[DraftQuote]:
    """Yield a quote for each paragraph of nothing but quoted text that is not one yet.

    It gets the attribution of the paragraph before it, if that has a quote or is such a paragraph itself.
    """
    quote_spans = sorted((span, quote.attribution) for quote in attributed_quotes for span in quote.spans)
    starts = [span.start for span, _ in quote_spans]
    attribution: Attribution | None = None
    used_spans: set[Span] = set()
    for block in article.blocks:
        last = bisect_left(starts, block.span.end) - 1
        if last >= 0 and starts[last] >= block.span.start:
            attribution = quote_spans[last][1]
            continue
        spans = index.find_starting_in(block.span) if block.kind in PROSE else []
        letters = _count_letters(article.text, [block.span])
        if not spans or letters - _count_letters(article.text, spans) > MAX_UNQUOTED_SHARE * letters:
            attribution = None
        elif not used_spans.intersection(spans) and not any(_overlaps_any(span, taken_spans) for span in spans):
            speech = {
                *spans,
                *(span for span in index.find_other_paragraphs(spans) if not _overlaps_any(span, taken_spans)),
            }
            used_spans.update(speech)
            yield DraftQuote(tuple(sorted(speech)), attribution, QUOTED_PARAGRAPH_CONFIDENCE)


def _join_speeches(
    attributed_quotes: Sequence[DraftQuote], paragraphs: Sequence[DraftQuote], block_starts: Sequence[int]
) -> list[DraftQuote]:
    """Return all quotes, with each paragraph that continues a speech joined to the quote that it continues."""
    quotes = list(attributed_quotes)
    last_blocks = {
        (quote.attribution, bisect_right(block_starts, quote.spans[-1].start)): number
        for number, quote in enumerate(quotes)
    }
    for paragraph in paragraphs:
        first_block = bisect_right(block_starts, paragraph.spans[0].start)
        number = last_blocks.get((paragraph.attribution, first_block)) if paragraph.attribution else None
        # A speech whose closing mark is missing may run over the cue or source of its own attribution.
        frame = _get_frame(paragraph.attribution) if paragraph.attribution else []
        spans = [span for span in paragraph.spans if not _overlaps_any(span, frame)]
        if number is not None:
            quotes[number] = replace(quotes[number], spans=tuple(sorted({*quotes[number].spans, *spans})))
        elif spans:
            quotes.append(replace(paragraph, spans=tuple(spans)))
    return quotes


class _QuotedSpanIndex:
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
        return list(_trim(self.text, start, end))

    def is_quoted(self, position: int) -> bool:
        """Whether a position lies between a quotation mark and its partner."""
        number = bisect_right(self._starts, position) - 1
        return number >= 0 and position < self._spans[number].end and self._speeches[number].closed

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
        return _count_letters(self.text, [overlap]) >= MIN_LETTER_SHARE * _count_letters(self.text, [quoted_span])


def _get_frame(attribution: Attribution) -> list[Span]:
    """Return the cue and the source of an attribution, which are not part of the quote, in text order."""
    return sorted([attribution.cue] if attribution.source is None else [attribution.cue, attribution.source])


def _looks_spoken(text: str, speech: QuotedSpan) -> bool:
    """Whether a quoted span in another language looks like speech: it is long, or ends as a sentence does."""
    is_long = sum(count_words(text, *span) for span in speech.spans) >= MIN_QUOTE_WORDS
    last_before_mark = speech.spans[-1].end - 2
    return is_long or (speech.closed and text[last_before_mark] in _SENTENCE_ENDS)


def _overlaps_any(span: Span, *groups: Sequence[Span]) -> bool:
    """Whether a span overlaps a span of any group; each group is in text order, without overlaps."""
    for spans in groups:
        before = bisect_left(spans, (span.end, 0)) - 1
        if before >= 0 and spans[before].end > span.start:
            return True
    return False


def _subtract(text: str, part: Span, removed_spans: Sequence[Span]) -> Iterator[Span]:
    """Yield what is left of a span without ``removed_spans``, which are in text order and don't overlap."""
    start = part.start
    for number in range(max(0, bisect_left(removed_spans, (part.start, 0)) - 1), len(removed_spans)):
        if removed_spans[number].start >= part.end:
            break
        if removed_spans[number].end > start:
            yield from _trim(text, start, removed_spans[number].start)
            start = removed_spans[number].end
    yield from _trim(text, start, part.end)


def _trim(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield a span without spaces, commas, semicolons and colons at its ends, if it has a letter or digit."""
    while start < end and text[start] in _TRIMMED:
        start += 1
    while start < end and text[end - 1] in _TRIMMED:
        end -= 1
    if any(character.isalnum() for character in text[start:end]):
        yield Span(start, end)


def _count_letters(text: str, spans: Iterable[Span]) -> int:
    """Count the letters and digits in spans."""
    return sum(sum(map(str.isalnum, text[span.start : span.end])) for span in spans)
