"""Draft quotes and their speakers -> the quotes of a Report: id, kind, text, line and section of each."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from newscli.analysis.outline import OwnSection
from newscli.analysis.quotes.acts import read_act
from newscli.analysis.quotes.drafts import DraftQuote
from newscli.model import Article, Cue, Quote, QuotedSpan, QuoteKind, Span, Speaker
from newscli.text import LETTER_OR_DIGIT, count_line_ends

_CONFIDENCE_DIGITS = 2
# How much of the words before a source may tell whether anything was said, in characters.
MAX_LEAD_CHARS = 100


def build_quotes(
    article: Article,
    quoted: Sequence[QuotedSpan],
    drafts: Sequence[DraftQuote],
    speakers: Sequence[Speaker | None],
    sections: Sequence[OwnSection],
) -> tuple[Quote, ...]:
    """Build the quotes of a Report. ``drafts`` are in text order; ``speakers`` has one for each of them."""
    text = article.text
    quoted_spans = sorted(span for item in quoted for span in item.spans)
    section_starts = [section.span.start for section in sections]
    block_starts = [block.span.start for block in article.blocks]
    quotes: list[Quote] = []
    line = 1
    previous_start = 0
    for number, (draft, speaker) in enumerate(zip(drafts, speakers, strict=True), 1):
        start = draft.spans[0].start
        line += count_line_ends(text, previous_start, start)
        previous_start = start
        section_index = bisect_right(section_starts, start) - 1
        cue = draft.attribution.cue if draft.attribution else None
        # A transcript gives the words themselves, without quotation marks.
        is_turn = draft.turn is not None and draft.attribution is None
        kind: QuoteKind = "direct" if is_turn else classify_kind(text, draft.spans, quoted_spans)
        content = _join_spans(text, draft.spans, block_starts)
        verb, mention = text[cue.start : cue.end] if cue else None, speaker.mention if speaker else None
        lead = text[max(0, draft.source.start - MAX_LEAD_CHARS) : draft.source.start] if draft.source else ""
        reading = read_act(verb, mention, content, kind, lead)
        quotes.append(
            Quote(
                id=f"q{number}",
                kind=kind,
                act=reading.act,
                polarity=reading.polarity,
                text=content,
                spans=draft.spans,
                line=line,
                speaker=speaker,
                cue=Cue(text[cue.start : cue.end], cue) if cue else None,
                section=sections[section_index].id if section_index >= 0 else None,
                confidence=round(draft.confidence, _CONFIDENCE_DIGITS),
            )
        )
    return tuple(quotes)


def classify_kind(text: str, spans: Sequence[Span], quoted_spans: Sequence[Span]) -> QuoteKind:
    """Classify a quote by whether all, some or none of its letters are quoted; ``quoted_spans`` are sorted."""
    has_inside = has_outside = False
    for span in spans:
        k = max(0, bisect_right(quoted_spans, span) - 1)
        position = span.start
        while position < span.end and not (has_inside and has_outside):
            while k < len(quoted_spans) and quoted_spans[k].end <= position:
                k += 1
            start, end = quoted_spans[k] if k < len(quoted_spans) else (span.end, span.end)
            has_outside = has_outside or bool(
                LETTER_OR_DIGIT.search(text, position, min(max(start, position), span.end))
            )
            if start < span.end:
                has_inside = has_inside or bool(LETTER_OR_DIGIT.search(text, max(start, position), min(end, span.end)))
            position = max(end, position + 1)
    return "mixed" if has_inside and has_outside else "direct" if has_inside else "indirect"


def _join_spans(text: str, spans: Sequence[Span], block_starts: Sequence[int]) -> str:
    """Join the text of spans by a space, or by a blank line between paragraphs."""
    parts = [text[spans[0].start : spans[0].end]]
    for previous, span in pairwise(spans):
        same_block = bisect_right(block_starts, previous.start) == bisect_right(block_starts, span.start)
        parts += [" " if same_block else "\n\n", text[span.start : span.end]]
    return "".join(parts)
