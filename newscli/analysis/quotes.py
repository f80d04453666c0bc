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
from newscli.model import Article, Attribution, Labels, Marked, Span


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
    segments = sorted(((span, one) for one in labels.marked for span in one.spans), key=lambda pair: pair[0])
    starts = [span.start for span, _ in segments]
    cue_starts = [cue.cue.start for cue in labels.attributions]
    found: list[Found] = []
    pending: Attribution | None = None
    last: Found | None = None
    for block in article.blocks:
        inside = segments[bisect_left(starts, block.span.start) : bisect_left(starts, block.span.end)]
        near = labels.attributions[slice(*_between(cue_starts, block.span))]
        here: list[Found] = []
        if inside:
            carried = pending or (last.attribution if last and last.direct else None)
            here = _in_block(text, block.span, dict(inside), near, carried)
        pending = near[-1] if near and not here and text[block.span.end - 1] == ":" else None
        last = here[-1] if here else None
        found += here
    return tuple(_told_once(sorted(found, key=lambda quote: quote.spans[0])))


def _told_once(found: Sequence[Found]) -> list[Found]:
    """A speech over several paragraphs is met where it begins and where its cue is: the cue's source wins."""
    kept: list[Found] = []
    where: dict[int, int] = {}
    for quote in found:
        known = where.get(quote.spans[-1].start)
        if known is not None:
            kept[known] = replace(kept[known], attribution=quote.attribution or kept[known].attribution)
            continue
        where.update((span.start, len(kept)) for span in quote.spans)
        kept.append(quote)
    return kept


def _between(places: Sequence[int], span: tuple[int, int]) -> tuple[int, int]:
    """The indices of the sorted places that lie in a span."""
    return bisect_left(places, span[0]), bisect_left(places, span[1])


def _in_block(
    text: str,
    block: Span,
    marked: dict[Span, Marked],
    near: Sequence[Attribution],
    carried: Attribution | None,
) -> list[Found]:
    """The quotes of one paragraph. ``carried`` is the cue that a quote with none of its own belongs to:
    that of the sentence before, or of the paragraph before."""
    spans = list(marked)
    starts = [span.start for span in spans]
    cues = [cue for cue in near if not _covered(cue.cue.start, spans, starts)]
    cue_starts = [cue.cue.start for cue in cues]
    # Spans of each quote under construction, and what else is known of it.
    found: list[tuple[list[Span], Found]] = []
    joinable = False
    for sentence in _sentences(text, block, spans, starts, cues):
        here = spans[slice(*_between(starts, sentence))]
        said = cues[slice(*_between(cue_starts, sentence))]
        joinable = joinable and bool(here)
        for clause in clauses(text, sentence, here, said) if here else ():
            quote = _quote(clause, marked, carried)
            if quote is None or (found and found[-1][0][-1] == quote.spans[-1]):
                continue
            if joinable and clause.goes_on:
                found[-1][0].extend(quote.spans)
            else:
                found.append((list(quote.spans), quote))
                joinable = True
        carried = said[-1] if said else carried
        joinable = joinable and found[-1][1].direct
    return [replace(quote, spans=tuple(parts)) for parts, quote in found]


def _quote(clause: Clause, marked: dict[Span, Marked], carried: Attribution | None) -> Found | None:
    one = marked.get(clause.span)
    if one is not None and len(one.spans) > 1:
        if clause.attribution is None and clause.span != one.spans[0]:
            return None
        return Found(one.spans, clause.attribution or carried, 0.6, True)
    closed = one is None or one.closed
    attribution = clause.attribution or (carried if clause.alone else None)
    confidence = clause.confidence if attribution is not None else clause.confidence * 0.7
    return Found((clause.span,), attribution, confidence if closed else confidence * 0.6, clause.direct)


def _covered(place: int, spans: Sequence[Span], starts: Sequence[int]) -> bool:
    k = bisect_right(starts, place) - 1
    return k >= 0 and place < spans[k].end


def _sentences(
    text: str, block: Span, spans: Sequence[Span], starts: Sequence[int], cues: Sequence[Attribution]
) -> Iterator[Span]:
    """Sentences, but "Really?" Smith said is one: no sentence ends before the cue of its quote."""
    tails = {min(cue.cue.start, cue.source.start) if cue.source else cue.cue.start for cue in cues}
    start = block.start
    for end in boundaries(text, block, spans):
        after = end
        while after < block.end and text[after].isspace():
            after += 1
        k = bisect_right(starts, end) - 1
        asked = k >= 0 and spans[k].end == end and last_said(text, spans[k]) in "?!,…—-"
        if after in tails and asked:
            continue
        yield Span(start, end)
        start = after
    if start < block.end:
        yield Span(start, block.end)
