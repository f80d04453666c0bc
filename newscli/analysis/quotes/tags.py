"""Attributions right beside quoted words: a verb and its source before or after them, or a signature.

    Jane Doe continued: “We won.”      “We won,” Jane Doe said.      “We won.” — Jane Doe

Whatever is less plain is left to the model.
"""

import re
from collections.abc import Iterator, Sequence

from newscli.analysis.quotes.drafts import DraftQuote
from newscli.analysis.quotes.layout import Layout
from newscli.analysis.quotes.spans import QuotedSpanIndex, overlaps_any
from newscli.lang.en.words import INTRODUCING_VERBS, SENTENCE_OPENERS, TAGGING_VERBS
from newscli.model import Attribution, Name, Span
from newscli.patterns import compile_lazily

# How far the words of an attribution may reach, in characters.
MAX_TAG_CHARS = 90
MAX_INTRODUCTION_CHARS = 300

# A full stop belongs to initials alone.
_NAME_WORD = r"(?:(?:[A-Z]\.)+|[A-Z][\w’'-]*)"
_NAME = rf"{_NAME_WORD}(?:\s{_NAME_WORD}){{0,3}}"
_SOURCE = (
    r"(?P<source>(?:[Tt]he|[Hh]is|[Hh]er|[Ii]ts)\s\w+(?:\s\w+){0,2}|[Hh]e|[Ss]he|[Tt]hey"
    rf"|(?:(?:Mr|Ms|Mrs|Dr)\.?\s)?{_NAME})"
)
_COMMON_SOURCE = compile_lazily(r"(?:the|his|her|its|he|she|they)\b", re.IGNORECASE)
_VERB = rf"(?P<cue>(?:(?:also|later|then)\s)?(?:{'|'.join(TAGGING_VERBS)}))\b"
_TAG = compile_lazily(rf"\s*{_SOURCE}\s{_VERB}")
_STOP = compile_lazily(r"\.['’]?[\"”’»]{1,2}$")
_PAUSE = compile_lazily(r"\s*(?:[.,;:]|$)")
_INTRODUCING_VERB = (
    rf"(?:{'|'.join((*TAGGING_VERBS, *INTRODUCING_VERBS))}|(?:had|has)\s(?:(?:only|just)\s)?this\sto\ssay)"
)
_OPENER = rf"(?:{'|'.join(SENTENCE_OPENERS)})"
# "In a statement on Monday, the mayor, Jane Doe, later told reporters:"
_INTRODUCTION = compile_lazily(
    rf"(?:[^\"“”:;]{{1,150}}?,\s)??(?:{_OPENER}\s)?(?!{_OPENER}\b){_SOURCE}(?:,\s[^\"“”:;,]{{2,60}},)?"
    rf"\s(?P<cue>(?:(?:also|later|then|further)\s)?{_INTRODUCING_VERB})"
    rf"(?:\s(?!{_INTRODUCING_VERB}\b)[\w’'-]+){{0,8}}:"
)
# Of two words or more, on the line of the quote: "— Reuters" is whose article it is.
_SIGNATURE = compile_lazily(
    rf"[^\S\n]{{0,3}}(?P<cue>[―—–]|--)[^\S\n]{{0,3}}(?P<source>{_NAME_WORD}(?:[^\S\n]{_NAME_WORD}){{1,3}})"
    r"(?:,[^\"“”\n]{1,80}?)?(?=\.?[^\S\n]*(?:\n|\Z))"
)


def find_tag(text: str, span: Span, end: int) -> tuple[Span, Span] | None:
    """Find the verb right after quoted words and the source before it: "…," he said."""
    match = _TAG.match(text, span.end, min(end, span.end + MAX_TAG_CHARS))
    if match is None or (_STOP.search(text, *span) and not _PAUSE.match(text, match.end())):
        # '"He lied." Shaw said he had not.': a sentence of its own.
        return None
    return Span(*match.span("cue")), Span(*match.span("source"))


def find_introduction(text: str, layout: Layout, position: int) -> re.Match[str] | None:
    """Match the sentence that ends with a colon right before a position, here or in the paragraph before.

    Its groups are ``source`` and ``cue``.
    """
    start = max(0, position - MAX_INTRODUCTION_CHARS)
    end = start + len(text[start:position].rstrip())
    is_far = layout.find_block_number(position) - layout.find_block_number(end - 1) > 1
    if is_far or text[end - 1 : end] != ":":
        return None
    return _INTRODUCTION.fullmatch(text, max(start, layout.find_sentence(end - 1).start), end)


def find_tagged_speakers(
    index: QuotedSpanIndex, layout: Layout, quotes: Sequence[DraftQuote], names: Sequence[Name]
) -> Iterator[DraftQuote]:
    """Give a quote in quotation marks without a source to whoever introduces it with a colon, or has signed it."""
    name_spans = sorted(name.span for name in names)
    for quote in quotes:
        if quote.source is None and index.is_quoted(quote.spans[0].start):
            match = find_introduction(index.text, layout, quote.spans[0].start)
            match = match or _SIGNATURE.match(index.text, quote.spans[-1].end)
            if match is not None and _names_somebody(match, name_spans):
                cue, source = Span(*match.span("cue")), Span(*match.span("source"))
                quote = quote._replace(attribution=Attribution(cue, source, quote.spans, quote.confidence))
        yield quote


def _names_somebody(match: re.Match[str], name_spans: Sequence[Span]) -> bool:
    """Whether a source is a name, a pronoun or a noun: "But told reporters:" names nobody."""
    is_common = _COMMON_SOURCE.match(match["source"]) is not None
    return is_common or overlaps_any(Span(*match.span("source")), name_spans)
