"""Speech that one speaker reports of another: "Smith said Jones told him that the bridge was closed".

The words are those of the inner speaker, Jones, by way of the outer one, Smith. So they are in "The bridge was closed,
Jones said, according to Smith".
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from newscli.analysis.quotes.drafts import DraftQuote
from newscli.analysis.quotes.layout import Layout
from newscli.analysis.quotes.spans import QuotedSpanIndex, subtract
from newscli.lang.en.names import PLACE_PREPOSITIONS
from newscli.lang.en.people import ORGANIZATION_NOUNS
from newscli.lang.en.sources import PERSON_NOUNS
from newscli.lang.en.speech import LISTENERS, SAYING_VERBS
from newscli.model import Attribution, Name, Span
from newscli.patterns import compile_lazily

# How far the inner source and its verb may reach, in characters.
MAX_FRAME_CHARS = 120

_LEAD = compile_lazily(r"(?:\s{0,3}that\b)?[\s,]{0,3}", re.IGNORECASE)
_DESCRIPTION = compile_lazily(
    r"(?:the|an?|his|her|their|its|one|another)\s(?:[\w’'-]{1,20}\s){0,3}?(?P<noun>[\w-]{2,20})\b", re.IGNORECASE
)
_PRONOUN = compile_lazily(r"(?:he|she|they)\b", re.IGNORECASE)
_APPOSITION = r"(?:,\s[^,.;:“”\"\n]{2,50},)?"
_LISTENER = rf"(?:(?:his|her|their|the)\s)?(?:{'|'.join(LISTENERS)})"
_VERB = (
    rf"(?P<cue>(?:(?:had|has|also|later|then)\s){{0,2}}(?:told(?=\s{_LISTENER}\b)|{'|'.join(SAYING_VERBS)}))"
    rf"(?:\s{_LISTENER})?"
)
_TELLING = compile_lazily(rf"{_APPOSITION}\s{_VERB}[,:]?\s(?!(?:{'|'.join(PLACE_PREPOSITIONS)}|at|on)\b)")
_TAG_END = compile_lazily(rf"{_APPOSITION}\s{_VERB}[,\s]*")
_AS_SAYING = compile_lazily(rf"{_APPOSITION}\s(?P<cue>as\s(?:saying|telling\s{_LISTENER}))\s")
_CITING = compile_lazily(r"\b(?:quot|cit)(?:e|es|ed|ing)$")
_NOUNS = PERSON_NOUNS | ORGANIZATION_NOUNS


def nest_reported_speech(
    index: QuotedSpanIndex, layout: Layout, quotes: Sequence[DraftQuote], names: Sequence[Name]
) -> Iterator[DraftQuote]:
    """Give what the source of a quote reports of somebody else to that inner speaker."""
    name_ends = {name.span.start: name.span.end for name in names if name.type in ("person", "organization", "group")}
    for quote in quotes:
        attribution = quote.attribution
        frame = None
        if attribution and attribution.source and not quote.continues and not quote.turn:
            frame = _find_inner_frame(index, layout, attribution, quote.spans, name_ends)
        yield (_nest(index.text, quote, frame) if frame else None) or quote


class _Frame(NamedTuple):
    """The source and the cue of the inner speaker, and all that is no part of what they say: "that Jones told him"."""

    source: Span
    cue: Span
    tag: Span


def _nest(text: str, quote: DraftQuote, frame: _Frame) -> DraftQuote | None:
    """Give a quote to its inner speaker; None if nothing is left to say."""
    content = tuple(piece for span in quote.spans for piece in subtract(text, span, [frame.tag]))
    if not content or quote.attribution is None:
        return None
    inner = Attribution(frame.cue, frame.source, content, quote.confidence)
    return quote._replace(spans=content, attribution=inner, reporter=quote.attribution.source)


def _find_inner_frame(
    index: QuotedSpanIndex,
    layout: Layout,
    attribution: Attribution,
    spans: Sequence[Span],
    name_ends: Mapping[int, int],
) -> _Frame | None:
    """Find the inner speaker: where the reported words begin, or between them and the outer source after them."""
    text, first, cue = index.text, spans[0].start, attribution.cue
    opening = min(first, cue.end) if first < cue.start else cue.end
    lead = _LEAD.match(text, opening)
    opening = lead.end() if lead else opening
    if opening <= first + len("that ") and not index.is_quoted(opening):
        pattern = _AS_SAYING if _CITING.search(text, *cue) else _TELLING
        if frame := _match_frame(text, opening, pattern, name_ends):
            return frame._replace(tag=Span(min(first, opening), frame.tag.end))
    if first > cue.start or attribution.source is None:
        return None
    sentence = layout.find_sentence(first)
    before = _match_frame(text, sentence.start, _TELLING, name_ends) or _match_pronoun(text, sentence.start, _TELLING)
    if before and before.tag.end == first:
        return before
    end = min(cue.start, attribution.source.start)
    position = max((span.end for span in spans if span.end <= end), default=first)
    # What is said ends with its quotation mark, where it has one: '"It will sail," the owner said, according to Smith.'
    position = next((quoted.end for quoted in reversed(index.find_starting_in(Span(first, position)))), position)
    while position < end and text[position] in " ,\n":
        position += 1
    after = _match_frame(text, position, _TAG_END, name_ends) or _match_pronoun(text, position, _TAG_END)
    return after if after and after.tag.end == end else None


def _match_frame(text: str, start: int, pattern: re.Pattern[str], name_ends: Mapping[int, int]) -> _Frame | None:
    """Match a name or a description, and its verb."""
    end = name_ends.get(start)
    if end is None and (description := _DESCRIPTION.match(text, start)):
        end = description.end() if description["noun"].casefold() in _NOUNS else None
    return _match_verb(text, Span(start, end), pattern) if end else None


def _match_pronoun(text: str, start: int, pattern: re.Pattern[str]) -> _Frame | None:
    match = _PRONOUN.match(text, start)
    return _match_verb(text, Span(*match.span()), pattern) if match else None


def _match_verb(text: str, source: Span, pattern: re.Pattern[str]) -> _Frame | None:
    match = pattern.match(text, source.end, source.start + MAX_FRAME_CHARS)
    return _Frame(source, Span(*match.span("cue")), Span(source.start, match.end())) if match else None
