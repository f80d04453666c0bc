"""Transcripts and interviews: paragraphs that open with the label of whoever speaks ("SEN. JANE DOE (R-TX):", "Q:")."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from newscli.analysis.quotes.drafts import DraftQuote
from newscli.analysis.quotes.labels import find_labels, find_notices
from newscli.analysis.quotes.layout import Layout
from newscli.analysis.quotes.spans import overlaps_any, subtract
from newscli.lang.en.sources import STAGE_EVENTS, STAGE_NOISES
from newscli.model import Article, Attribution, Name, Span
from newscli.patterns import compile_lazily

TURN_CONFIDENCE = 0.95
_NAMED = compile_lazily(r"\b(?!I\b)[A-Z][\w’'-]+")
_CLOCK_TIME = r"\d{1,2}[:.]\d{2}[ ]?[ap]\.?m\.?(?:[ ][A-Z]{2,4})?"
_STAGE_DIRECTION = compile_lazily(
    r"[ \t]*[\"“]?(?:\([^()\n]{1,80}\)|\[[^\[\]\n]{1,80}\]"
    rf"|(?i:(?:END[ ])?{_CLOCK_TIME}|(?:the[ ])?(?:{'|'.join(STAGE_EVENTS)})\b[^\n?!\"“]{{0,100}})"
    r"|(?:(?:The|This)\s(?:interview|conversation|transcript)\s[^\n]{0,80})?\b[Ee]dited\s(?:for|and)\b[^\n]{0,80})"
    r"[ \t]*$"
)
_INLINE_DIRECTION = compile_lazily(
    rf"[(\[](?:\w+[ ]){{0,3}}(?:{'|'.join(STAGE_NOISES)})(?:[ ]\w+){{0,2}}\.?[)\]]", re.IGNORECASE
)


class Transcript(NamedTuple):
    """The turns of a transcript, as quotes, and the names in its labels."""

    quotes: tuple[DraftQuote, ...] = ()
    names: tuple[Name, ...] = ()


def read_transcript(article: Article, layout: Layout, attributions: Sequence[Attribution]) -> Transcript:
    """Read the turns of a transcript or an interview; an empty Transcript if the article is none.

    ``attributions`` are those that the tagger found. A paragraph without a label belongs to the turn before it, unless
    somebody is named there who says something: then the writer speaks.
    """
    labels = find_labels(article)
    if not labels:
        return Transcript()
    stops = sorted((*(label.span.start for label in labels[1:]), *find_notices(article), article.body.end))
    narrated = _find_narrated_blocks(article.text, layout, attributions)
    quotes = []
    for label in labels:
        end = stops[bisect_left(stops, label.turn_start)]
        spans = tuple(_find_turn_spans(article, layout, Span(label.turn_start, end), narrated))
        if spans:
            quotes.append(DraftQuote(spans, None, TURN_CONFIDENCE, turn=label.span))
    names = dict.fromkeys(Name(label.name, "person") for label in labels if label.name)
    return Transcript(tuple(quotes), tuple(names))


def add_label_names(names: Sequence[Name], transcript: Transcript) -> tuple[Name, ...]:
    """Add the names in labels to those that the tagger found, without what it found in labels."""
    labels = [quote.turn for quote in transcript.quotes if quote.turn]
    in_labels = [name.span for name in transcript.names]
    kept = [name for name in names if not overlaps_any(name.span, labels, in_labels)]
    return tuple(sorted((*kept, *transcript.names), key=lambda name: name.span))


def _find_narrated_blocks(text: str, layout: Layout, attributions: Sequence[Attribution]) -> set[int]:
    """Find the blocks, by number, in which a named source says something, as in the writer's own words."""
    return {
        layout.find_block_number(attribution.cue.start)
        for attribution in attributions
        if attribution.source and _NAMED.search(text, *attribution.source)
    }


def _find_turn_spans(article: Article, layout: Layout, turn: Span, narrated: set[int]) -> Iterator[Span]:
    """Yield the lines of a turn, a span for each paragraph, without stage directions."""
    first, last = layout.find_block_number(turn.start), layout.find_block_number(turn.end - 1)
    for number, block in enumerate(layout.blocks[max(first, 0) : last + 1], max(first, 0)):
        start, end = max(turn.start, block.span.start), min(turn.end, block.span.end)
        is_own = block.span.start <= turn.start
        start += start == block.span.start and _opens_unclosed(article.text, block.span)
        if number in narrated and not is_own:
            # Nor does what follows it belong to the turn.
            return
        if (is_own or block.kind not in ("heading", "title")) and not is_stage_direction(
            article.text, Span(start, end)
        ):
            directions = [Span(*match.span()) for match in _INLINE_DIRECTION.finditer(article.text, start, end)]
            yield from subtract(article.text, Span(start, end), directions)


def _opens_unclosed(text: str, paragraph: Span) -> bool:
    """Whether a paragraph opens with a quotation mark that it doesn't close, as those of a quoted transcript do."""
    words = text[slice(*paragraph)]
    return (words[0] == '"' and words.count('"') % 2 == 1) or (words[0] == "“" and words.count("“") > words.count("”"))


def is_stage_direction(text: str, span: Span) -> bool:
    """Whether a paragraph tells what happens, or how the text was made: "(Laughter.)"."""
    return _STAGE_DIRECTION.match(text, *span) is not None
