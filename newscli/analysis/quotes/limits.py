"""Where a quote ends: with its sentence, unless the words are in quotation marks; with its paragraph, unless a speech
goes on.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from newscli.analysis.quotes.layout import Layout
from newscli.analysis.quotes.spans import QuotedSpanIndex, trim
from newscli.lang.en.words import DEMONSTRATIVES
from newscli.model import Attribution, Span
from newscli.patterns import compile_lazily
from newscli.text import SENTENCE_END_MARKS

_TAG_COMMA = compile_lazily(r",[’']?[\"”»]{1,2}$")
_SENTENCE_END = compile_lazily(rf"[{SENTENCE_END_MARKS}…]['’]?[\"”’»]{{1,2}}$")
_QUOTATION_END = compile_lazily(rf"[,{SENTENCE_END_MARKS}…]['’]?[\"”’»]{{1,2}}$")
# Datelines, bullets and most labels ("Mayor Ann Doe:") have none.
_LOWER_CASE_WORD = compile_lazily(r"\b[a-z]")


def limit_content(
    index: QuotedSpanIndex, layout: Layout, attribution: Attribution, content: Sequence[Span]
) -> list[Span]:
    """Limit the content of an attribution to its own paragraph, and after its cue to the cue's sentence."""
    home = layout.find_block_number(attribution.cue.start)
    parts = [piece for part in content for piece in _split_at_blocks(index.text, layout, part)]
    # A later paragraph of a speech belongs to whoever began it.
    parts = [
        part
        for part in parts
        if layout.find_block_number(part.start) == home or not index.continues_any_speech(part.start)
    ]
    parts_at_home = [part for part in parts if layout.find_block_number(part.start) == home]
    if all(index.text[slice(*part)].casefold() in DEMONSTRATIVES for part in parts_at_home):
        # "The manager said that" and a block of its own for what was said.
        return parts
    kept = [
        part
        for part in parts
        if layout.find_block_number(part.start) == home or index.continues_speech(part, parts_at_home)
    ]
    sentence = layout.find_sentence(attribution.cue.start)
    has_own_part = any(part.start < sentence.end for part in parts_at_home)
    if not has_own_part:
        return kept
    if ":" in index.text[attribution.cue.start : sentence.end]:
        # What follows a colon may be several sentences; quoted words end with their mark.
        return [
            piece
            for part in kept
            for piece in (
                _cut_after_quotation(index, part, _QUOTATION_END) if index.begins_quotation(part.start) else (part,)
            )
        ]
    own_parts = [part for part in parts_at_home if part.start < sentence.end and part.end > sentence.start]
    if own_parts:
        # 'He called it "odd." Two bids came in, she said.' and 'Holt was blunt. "He lied." Shaw said he had not.'
        opens = own_parts[0].start > attribution.cue.start
        kept = [
            part
            for part in kept
            if part.end > sentence.start
            or not index.is_quoted(part.start)
            or not (opens or _begins_inside_sentence(index.text, layout, part))
        ]
    return [
        piece
        for part in kept
        for piece in _limit_to_sentence(
            index, part, sentence, begins_inside_sentence=_begins_inside_sentence(index.text, layout, part)
        )
    ]


def _begins_inside_sentence(text: str, layout: Layout, part: Span) -> bool:
    """Whether words of its sentence stand before a part, not only a dateline, a bullet or a label."""
    return _LOWER_CASE_WORD.search(text, layout.find_sentence(part.start).start, part.start) is not None


def _split_at_blocks(text: str, layout: Layout, part: Span) -> Iterator[Span]:
    """Split a span where a new block begins inside it."""
    first, last = layout.find_block_number(part.start), layout.find_block_number(part.end - 1)
    starts = [part.start, *layout.block_starts[first + 1 : last + 1], part.end]
    for start, end in pairwise(starts):
        yield from trim(text, start, end)


def _limit_to_sentence(
    index: QuotedSpanIndex, part: Span, sentence: Span, *, begins_inside_sentence: bool
) -> Iterator[Span]:
    """Yield what is left of a part without text outside the sentence of its cue that is not the speaker's.

    ``begins_inside_sentence`` tells whether the part begins after words of a sentence, that of the cue or another.
    """
    start = max(part.start, sentence.end)
    is_paraphrase = not index.find_starting_in(sentence) and not index.is_quoted(sentence.start)
    if is_paraphrase and index.begins_quotation(start) and _awaits_tag(index.text, part):
        # Those words are whoever's the tag says: '… of the storm. "It was late," she said.'
        yield from trim(index.text, part.start, start)
    elif part.start >= sentence.end:
        if index.begins_quotation(part.start):
            yield from _cut_after_quotation(index, part, _SENTENCE_END)
    elif part.end > sentence.end and part.start >= sentence.start and not index.is_quoted(sentence.end):
        yield from trim(index.text, part.start, sentence.end)
    elif (
        part.start < sentence.start < part.end
        and not index.is_quoted(sentence.start)
        # 'a plan that he called "odd." Two bids came in, she said.': the words before the sentence are another's.
        and (begins_inside_sentence or not index.is_quoted(part.start))
    ):
        yield from trim(index.text, sentence.start, part.end)
    else:
        yield part


def _awaits_tag(text: str, part: Span) -> bool:
    """Whether a part ends with a comma in quotation marks, so that "she said" must follow."""
    return _TAG_COMMA.search(text, *part) is not None


def _cut_after_quotation(index: QuotedSpanIndex, part: Span, end: re.Pattern[str]) -> Iterator[Span]:
    """Yield a part that begins with quoted words without what follows them, if these end as in a pattern."""
    last = next((span for span in reversed(index.find_starting_in(part)) if span.end <= part.end), None)
    if last is not None and end.search(index.text, *last):
        yield Span(part.start, last.end)
    else:
        yield part
