"""Article + labels -> Report. Pure functions: nothing here reads a file or knows a terminal."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from newscli.analysis.checks import check_text
from newscli.analysis.entities import Cast
from newscli.analysis.metadata import metadata
from newscli.analysis.outline import find_headings, outline, sections_at
from newscli.analysis.places import located
from newscli.analysis.quotes import DraftQuote, find_quotes
from newscli.analysis.timeline import add_sentences
from newscli.analysis.voices import count_voices
from newscli.model import SCHEMA, Article, Cue, Date, Labels, Quote, QuoteKind, Report, Span, Speaker, Warning
from newscli.text import count_line_ends

_LETTER = re.compile(r"[^\W_]")


def report(article: Article, labels: Labels, *, with_dates: bool = True) -> Report:
    """Everything that newscli says of an article. Never raises for a readable article."""
    stated, doubts = metadata(article, labels.language)
    found = find_quotes(article, labels)
    heads = find_headings(article)
    cast = Cast(article, labels, found)
    dates: tuple[Date, ...] = ()
    lost: tuple[Warning, ...] = ()
    if with_dates:
        # Its patterns take a while to compile: only where somebody asks.
        from newscli.analysis.dates import find_dates, find_reference_date, warn_of_unresolved

        dates = find_dates(article.text, article.blocks, find_reference_date(article.text, stated))
        dates = add_sentences(article.text, article.body, dates)
        lost = tuple(warn_of_unresolved(dates))
    quotes = _quotes(article, labels, found, cast.speakers, sections_at(article, heads))
    entities = located(article.text, cast.entities, stated.dateline)
    return Report(
        schema=SCHEMA,
        error=None,
        source=article.source,
        text=article.text,
        body=article.body,
        metadata=stated,
        outline=outline(article, heads, [quote.spans[0].start for quote in found]),
        quotes=quotes,
        entities=entities,
        voices=count_voices(quotes, entities),
        dates=dates,
        warnings=(*article.problems, *doubts, *check_text(article, labels), *cast.warnings, *lost),
    )


def _quotes(
    article: Article,
    labels: Labels,
    found: Sequence[DraftQuote],
    speakers: Sequence[Speaker | None],
    sections: Sequence[tuple[str, Span]],
) -> tuple[Quote, ...]:
    text = article.text
    marked = sorted(span for one in labels.quoted for span in one.spans)
    starts = [span.start for _, span in sections]
    paragraphs = [block.span.start for block in article.blocks]
    made: list[Quote] = []
    line, counted = 1, 0
    for number, (quote, speaker) in enumerate(zip(found, speakers, strict=True), 1):
        start = quote.spans[0].start
        line += count_line_ends(text, counted, start)
        counted = start
        section = bisect_right(starts, start) - 1
        cue = quote.attribution.cue if quote.attribution else None
        made.append(
            Quote(
                id=f"q{number}",
                kind=kind(text, quote.spans, marked),
                text=_joined(text, quote.spans, paragraphs),
                spans=quote.spans,
                line=line,
                speaker=speaker,
                cue=Cue(text[cue.start : cue.end], cue) if cue else None,
                section=sections[section][0] if section >= 0 else None,
                confidence=round(quote.confidence, 2),
            )
        )
    return tuple(made)


def kind(text: str, spans: Sequence[Span], marked: Sequence[Span]) -> QuoteKind:
    """Whether all, some or none of a quote's letters are between quotation marks (sorted spans)."""
    inside = outside = False
    for span in spans:
        k = max(0, bisect_right(marked, span) - 1)
        place = span.start
        while place < span.end and not (inside and outside):
            while k < len(marked) and marked[k].end <= place:
                k += 1
            begin, end = marked[k] if k < len(marked) else (span.end, span.end)
            outside = outside or bool(_LETTER.search(text, place, min(max(begin, place), span.end)))
            if begin < span.end:
                inside = inside or bool(_LETTER.search(text, max(begin, place), min(end, span.end)))
            place = max(end, place + 1)
    return "mixed" if inside and outside else "direct" if inside else "indirect"


def _joined(text: str, spans: Sequence[Span], paragraphs: Sequence[int]) -> str:
    """The words of the spans: a blank line between paragraphs, else a space."""
    parts = [text[spans[0].start : spans[0].end]]
    for before, span in pairwise(spans):
        same = bisect_right(paragraphs, before.start) == bisect_right(paragraphs, span.start)
        parts += [" " if same else "\n\n", text[span.start : span.end]]
    return "".join(parts)
