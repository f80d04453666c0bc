"""Exchanges: who speaks when words in quotation marks follow one another without an attribution each."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from newscli.analysis.quotes.drafts import DraftQuote
from newscli.analysis.quotes.layout import Layout
from newscli.analysis.quotes.spans import QuotedSpanIndex, trim
from newscli.lang.en.speech import GESTURES, QUESTION_VERBS, find_lemma
from newscli.model import Name, Span
from newscli.patterns import compile_lazily
from newscli.text import count_words

# Turns of an exchange are at most this long, in words.
MAX_TURN_WORDS = 40
_QUESTION_END = compile_lazily(r"\?['’]?[\"”’'»]{1,2}$")
_GESTURE = compile_lazily(rf"\s{{1,3}}(?:then\s|also\s|slowly\s)?(?P<verb>{'|'.join(GESTURES)})\b", re.IGNORECASE)


def split_answers(index: QuotedSpanIndex, quotes: Sequence[DraftQuote]) -> Iterator[DraftQuote]:
    """Split quotes where a question in quotation marks is directly followed by its answer in others.

    The part nearer to the cue keeps the attribution; the article does not say whose the other is.
    """
    for quote in quotes:
        position = _find_answer(index, quote)
        if position is None or quote.attribution is None:
            yield quote
            continue
        before = [piece for span in quote.spans for piece in trim(index.text, span.start, min(span.end, position))]
        after = [piece for span in quote.spans for piece in trim(index.text, max(span.start, position), span.end)]
        is_answer_attributed = quote.attribution.cue.start >= position
        parts = ((before, not is_answer_attributed), (after, is_answer_attributed))
        for spans, keeps in parts:
            if spans:
                yield quote._replace(spans=tuple(spans), attribution=quote.attribution if keeps else None)


def _find_answer(index: QuotedSpanIndex, quote: DraftQuote) -> int | None:
    """Find where the quoted words begin that follow a quoted question with nothing but space between."""
    quoted_spans = [span for part in quote.spans for span in index.find_starting_in(part)]
    for question, answer in pairwise(quoted_spans):
        gap = index.text[question.end : answer.start]
        is_question = _QUESTION_END.search(index.text, question.start, question.end) is not None
        if is_question and gap.isspace() and "\n\n" not in gap:
            return answer.start
    return None


def drop_gestures(index: QuotedSpanIndex, layout: Layout, quotes: Sequence[DraftQuote]) -> Iterator[DraftQuote]:
    """Take away the attribution by a gesture in another sentence: '"Yes." She nodded.'"""
    for quote in quotes:
        attribution = quote.attribution
        if attribution and find_lemma(index.text[slice(*attribution.cue)].split()[-1]) in GESTURES:
            sentence = layout.find_sentence(attribution.cue.start)
            if not any(sentence.start <= span.start < sentence.end for span in quote.spans):
                quote = quote._replace(attribution=None)
        yield quote


def find_gesturing_speakers(
    index: QuotedSpanIndex, layout: Layout, quotes: Sequence[DraftQuote], names: Sequence[Name]
) -> Iterator[DraftQuote]:
    """Give a quote without attribution to whoever turns or nods in the sentence before it: "Jane turned to Bob."."""
    starts = [name.span.start for name in names]
    for quote in quotes:
        first = quote.spans[0].start
        number = layout.find_block_number(first)
        if quote.attribution is None and quote.turn is None and number >= 0 and index.is_quoted(first):
            block_start = layout.block_starts[number]
            before = index.text[block_start:first].rstrip()
            sentence = layout.find_sentence(block_start + len(before) - 1) if before else None
            k = bisect_left(starts, sentence.start) if sentence else len(names)
            opens = sentence is not None and k < len(names) and names[k].span.start == sentence.start
            if opens and names[k].type == "person" and _GESTURE.match(index.text, names[k].span.end, first):
                quote = quote._replace(turn=names[k].span)
        yield quote


class _Turn(NamedTuple):
    """A paragraph of an exchange: its quote, by number, and its source, None if it has no attribution."""

    number: int
    source: Span | None
    asks: bool


def alternate_turns(index: QuotedSpanIndex, layout: Layout, quotes: Sequence[DraftQuote]) -> list[DraftQuote]:
    """Give the short quoted paragraphs of an exchange to its two speakers in turn.

    Only where the attributed paragraphs around them show that two people alternate; after a question that is asked,
    a paragraph whose speaker isn't clear has none.
    """
    by_block: dict[int, list[int]] = {}
    for number, quote in enumerate(quotes):
        by_block.setdefault(layout.find_block_number(quote.spans[0].start), []).append(number)
    answer = list(quotes)
    run: list[_Turn] = []
    for block_number in range(len(layout.blocks) + 1):
        numbers = by_block.get(block_number, [])
        turn = _read_turn(index, layout, block_number, numbers, quotes) if len(numbers) == 1 else None
        if turn is None:
            _assign(index, run, answer)
            run = []
        else:
            run.append(turn)
    return answer


def _read_turn(
    index: QuotedSpanIndex, layout: Layout, block_number: int, numbers: Sequence[int], quotes: Sequence[DraftQuote]
) -> _Turn | None:
    """Read a paragraph as a turn; None if it is long, or has other text than a quote and its attribution."""
    block, quote = layout.blocks[block_number], quotes[numbers[0]]
    if count_words(index.text, *block.span) > MAX_TURN_WORDS or not index.is_quoted(block.span.start):
        return None
    cue = quote.attribution.cue if quote.attribution and not quote.continues else None
    is_own = cue is not None and block.span.start <= cue.start < block.span.end
    asks = is_own and cue is not None and find_lemma(index.text[slice(*cue)].split()[-1]) in QUESTION_VERBS
    return _Turn(numbers[0], quote.source if is_own else None, asks)


def _assign(index: QuotedSpanIndex, run: Sequence[_Turn], quotes: list[DraftQuote]) -> None:
    """Assign the turns of a run that have no attribution of their own."""
    attributed = [number for number, turn in enumerate(run) if turn.source]
    for left, right in pairwise(attributed):
        speakers = run[left].source, run[right].source
        if right - left > 1 and (right - left) % 2 and _differ(index.text, *speakers):
            for number in range(left + 1, right):
                turn = speakers[(number - left) % 2]
                quotes[run[number].number] = quotes[run[number].number]._replace(attribution=None, turn=turn)
    _take_from_answerer(index, run, attributed, quotes)
    for number in attributed:
        follows = number + 1 < len(run) and run[number + 1].source is None
        if run[number].asks and follows and quotes[run[number + 1].number].turn is None:
            quotes[run[number + 1].number] = quotes[run[number + 1].number]._replace(attribution=None)


def _take_from_answerer(
    index: QuotedSpanIndex, run: Sequence[_Turn], attributed: Sequence[int], quotes: list[DraftQuote]
) -> None:
    """Take the last turns of an exchange that have no attribution of their own from whoever answered before."""
    if len(attributed) < 2 or not run[attributed[-2]].asks:
        return
    if _differ(index.text, run[attributed[-2]].source, run[attributed[-1]].source):
        for turn in run[attributed[-1] + 1 :]:
            quotes[turn.number] = quotes[turn.number]._replace(attribution=None)


def _differ(text: str, first: Span | None, second: Span | None) -> bool:
    """Whether two sources have no word in common."""
    if first is None or second is None:
        return False
    words = [
        set(text[slice(*span)].casefold().replace(",", " ").split()) - {"the", "a", "an", "of"}
        for span in (first, second)
    ]
    return not words[0] & words[1]
