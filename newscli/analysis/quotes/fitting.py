"""Attributions, as the model finds them -> quotes, fitted to the quotation marks.

The model finds cues, sources and contents roughly; quotation marks are exact. A content that covers most of a quoted
span is extended to all of it, marks included, and no quote begins or ends inside a quoted span. If two contents claim
the same text, the more confident one gets it. A speech over several paragraphs is one quote, and a paragraph of nothing
but quoted text is a quote even if the model found no cue for it.
"""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator, Sequence

from newscli.analysis.quotes.drafts import DraftQuote, get_frame
from newscli.analysis.quotes.layout import Layout
from newscli.analysis.quotes.limits import limit_content
from newscli.analysis.quotes.spans import (
    MIN_LETTER_SHARE,
    QuotedSpanIndex,
    count_letters,
    overlaps_any,
    subtract,
)
from newscli.model import PROSE, Article, Attribution, Span

# The share of paragraphs of nothing but quoted text that annotators of news count as quotes.
QUOTED_PARAGRAPH_CONFIDENCE = 0.8
# A paragraph counts as nothing but quoted text if at most this share of its letters is outside quotation marks.
MAX_UNQUOTED_SHARE = 0.03


def fit_attributions(
    index: QuotedSpanIndex, layout: Layout, attributions: Iterable[Attribution]
) -> tuple[list[DraftQuote], list[Span]]:
    """Return a quote for each attribution that keeps its content, the most confident first, and all their spans."""
    text = index.text
    attributions = tuple(attributions)
    owner_blocks = _find_owner_blocks(index, layout, attributions)
    taken_spans: list[Span] = []
    quotes: list[DraftQuote] = []
    for attribution in sorted(attributions, key=lambda attribution: (-attribution.confidence, attribution.cue)):
        if index.is_quoted(attribution.cue.start):
            # A quote inside a quote belongs to the outer one.
            continue
        frame = get_frame(attribution)
        content = [span for part in attribution.content for span in index.snap(part)]
        content = limit_content(index, layout, attribution, content)
        outside_frame = [span for part in content for span in subtract(text, part, frame)]
        free_spans = [span for part in outside_frame for span in subtract(text, part, taken_spans)]
        has_most = count_letters(text, free_spans) > MIN_LETTER_SHARE * count_letters(text, content)
        if not has_most and not index.holds_whole_quotation(free_spans):
            continue
        paragraphs = index.find_other_paragraphs(free_spans)
        home = layout.find_block_number(attribution.cue.start)
        first = min(layout.find_block_number(span.start) for span in (*paragraphs, *free_spans))
        free_spans += [
            span
            for span in paragraphs
            if not overlaps_any(span, taken_spans, frame)
            and _find_owner_block(owner_blocks, first, layout.find_block_number(span.start)) in (home, None)
        ]
        for span in free_spans:
            insort(taken_spans, span)
        quotes.append(DraftQuote(tuple(sorted(free_spans)), attribution, attribution.confidence))
    return quotes, taken_spans


def _find_owner_blocks(index: QuotedSpanIndex, layout: Layout, attributions: Iterable[Attribution]) -> list[int]:
    """Find the blocks, by number, in which quoted words have an attribution of their own, in text order."""
    numbers = set()
    for attribution in attributions:
        number = layout.find_block_number(attribution.cue.start)
        is_own = any(layout.find_block_number(part.start) == number for part in attribution.content)
        if is_own and any(index.find_starting_in(part) for part in attribution.content):
            numbers.add(number)
    return sorted(numbers)


def _find_owner_block(owner_blocks: Sequence[int], first: int, number: int) -> int | None:
    """Find the block whose attribution a paragraph of a speech has: its own, the last one before it, or the next.

    ``first`` is the first block of the speech.
    """
    k = bisect_right(owner_blocks, number)
    if k and owner_blocks[k - 1] >= first:
        return owner_blocks[k - 1]
    return owner_blocks[k] if k < len(owner_blocks) else None


def find_quoted_paragraphs(
    article: Article, index: QuotedSpanIndex, attributed_quotes: Sequence[DraftQuote], taken_spans: Sequence[Span]
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
        # A guessed heading may be a paragraph of a speech.
        may_be_speech = block.kind in PROSE and (block.guessed or block.kind not in ("title", "heading"))
        spans = index.find_starting_in(block.span) if may_be_speech else []
        letters = count_letters(article.text, [block.span])
        if not spans or letters - count_letters(article.text, spans) > MAX_UNQUOTED_SHARE * letters:
            attribution = None
        elif not used_spans.intersection(spans) and not any(overlaps_any(span, taken_spans) for span in spans):
            speech = {
                *spans,
                *(span for span in index.find_other_paragraphs(spans) if not overlaps_any(span, taken_spans)),
            }
            used_spans.update(speech)
            yield DraftQuote(tuple(sorted(speech)), attribution, QUOTED_PARAGRAPH_CONFIDENCE, continues=True)


def join_speeches(drafts: Sequence[DraftQuote], layout: Layout) -> list[DraftQuote]:
    """Join each paragraph that continues a speech to the quote in the same paragraph, or in the one before it.

    ``drafts`` are in text order.
    """
    quotes = [quote for quote in drafts if not quote.continues]
    last_blocks = {
        (quote.attribution, layout.find_block_number(quote.spans[-1].start)): number
        for number, quote in enumerate(quotes)
    }
    for paragraph in (quote for quote in drafts if quote.continues):
        attribution = paragraph.attribution
        block = layout.find_block_number(paragraph.spans[0].start)
        number = (
            last_blocks.get((attribution, block), last_blocks.get((attribution, block - 1))) if attribution else None
        )
        # A speech whose closing mark is missing may run over the cue or source of its own attribution.
        frame = get_frame(attribution) if attribution else []
        spans = [span for span in paragraph.spans if not overlaps_any(span, frame)]
        if number is not None:
            quotes[number] = quotes[number]._replace(spans=tuple(sorted({*quotes[number].spans, *spans})))
            last_blocks[attribution, layout.find_block_number(quotes[number].spans[-1].start)] = number
        elif spans:
            quotes.append(paragraph._replace(spans=tuple(spans)))
    return quotes
