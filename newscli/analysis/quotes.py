"""Quotes from quotation marks: what is speech, how far the clause around it goes, who said it.

Exact rules over the marked words and the cues of a paragraph, sentence by sentence:

- "…," said X / X said: "…"       the marked words are the quote;
- X said they had done "…" well   the clause after the cue is one quote, marked words and all;
- "…," X said. "…"                one quote in two spans, as is a speech over several paragraphs;
- marked words with no cue in their sentence and no speech around them are no quote.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from newscli.analysis.clauses import Clause, clauses, last_said
from newscli.analysis.sentences import boundaries
from newscli.model import Article, Attribution, Block, Labels, Marked, Span


@dataclass(frozen=True, slots=True)
class Found:
    """A quote before it has an id: its spans, and the attribution, its own or a neighbour's."""

    spans: tuple[Span, ...]
    attribution: Attribution | None
    confidence: float
    direct: bool


def find_quotes(article: Article, labels: Labels) -> tuple[Found, ...]:
    """All quotes that marks show, in text order."""
    text = article.text
    segments = _by_start(labels.marked)
    starts = [span.start for span, _ in segments]
    cues = labels.attributions
    cue_starts = [cue.cue.start for cue in cues]
    found: list[Found] = []
    pending: Attribution | None = None
    last: Found | None = None
    for block in article.blocks:
        inside = segments[bisect_left(starts, block.span.start) : bisect_left(starts, block.span.end)]
        near = cues[bisect_left(cue_starts, block.span.start) : bisect_right(cue_starts, block.span.end)]
        here = _in_block(text, block, inside, near, pending, last) if inside else []
        pending = near[-1] if near and not here and text[block.span.end - 1] == ":" else None
        last = here[-1] if here else None
        found += here
    return tuple(sorted(found, key=lambda quote: quote.spans[0]))


def _by_start(marked: Sequence[Marked]) -> list[tuple[Span, Marked]]:
    return sorted(((span, one) for one in marked for span in one.spans), key=lambda pair: pair[0])


def _in_block(
    text: str,
    block: Block,
    inside: Sequence[tuple[Span, Marked]],
    near: Sequence[Attribution],
    pending: Attribution | None,
    before: Found | None,
) -> list[Found]:
    """The quotes of one paragraph. ``pending`` is a cue that the paragraph before left open with a
    colon, ``before`` the last quote of that paragraph."""
    spans = [span for span, _ in inside]
    whole = {span: one for span, one in inside}
    outside = [cue for cue in near if not _covered(cue.cue.start, spans)]
    found: list[Found] = []
    carried = pending or (before.attribution if before and before.direct else None)
    previous: Found | None = None
    for start, end in _sentences(text, block.span, spans, outside):
        here = [span for span in spans if start <= span.start < end]
        cues = [cue for cue in outside if start <= cue.cue.start < end]
        if not here:
            previous = None
            carried = cues[-1] if cues else carried
            continue
        for clause in clauses(text, Span(start, end), here, cues):
            quote = _quote(clause, whole, carried)
            if quote is None:
                continue
            if previous is not None and found and clause.goes_on:
                found[-1] = previous = replace(previous, spans=previous.spans + quote.spans)
            elif not _repeats(quote, found):
                found.append(quote)
                previous = quote
        carried = cues[-1] if cues else carried
        if found and not found[-1].direct:
            previous = None
    return found


def _quote(clause: Clause, whole: dict[Span, Marked], carried: Attribution | None) -> Found | None:
    one = whole.get(clause.span)
    if one is not None and len(one.spans) > 1:
        # A speech over several paragraphs is told once, where it begins or where its cue is.
        if clause.attribution is None and clause.span != one.spans[0]:
            return None
        return Found(one.spans, clause.attribution or carried, 0.6, True)
    closed = one is None or one.closed
    attribution = clause.attribution or (carried if clause.alone else None)
    confidence = clause.confidence if attribution is not None else clause.confidence * 0.7
    return Found((clause.span,), attribution, confidence if closed else confidence * 0.6, clause.direct)


def _repeats(quote: Found, found: Sequence[Found]) -> bool:
    return any(set(quote.spans) & set(other.spans) for other in found[-3:])


def _covered(place: int, spans: Sequence[Span]) -> bool:
    k = bisect_right([span.start for span in spans], place) - 1
    return k >= 0 and place < spans[k].end


def _sentences(
    text: str, span: Span, marked: Sequence[Span], cues: Sequence[Attribution]
) -> Iterator[tuple[int, int]]:
    """Sentences, but "Really?" Smith said is one: no sentence ends before the cue of its quote."""
    tails = {_begin(cue) for cue in cues}
    start = span.start
    for end in boundaries(text, span, marked):
        after = end
        while after < span.end and text[after].isspace():
            after += 1
        ended = _ending(marked, end)
        if after in tails and ended is not None and last_said(text, ended) in "?!,…—-":
            continue
        yield start, end
        start = after
    if start < span.end:
        yield start, span.end


def _begin(cue: Attribution) -> int:
    return min(cue.cue.start, cue.source.start) if cue.source else cue.cue.start


def _ending(marked: Sequence[Span], place: int) -> Span | None:
    k = bisect_right([span.start for span in marked], place) - 1
    return marked[k] if k >= 0 and marked[k].end == place else None
