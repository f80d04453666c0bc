"""Inverted tags: a verb right after quoted words, and its source after the verb: “I ran,” added his son, Tom Reid.

Whoever is named there speaks, and nobody who is named before the quoted words does.
"""

from collections.abc import Iterable, Iterator, Sequence

from newscli.analysis.quotes.drafts import get_frame
from newscli.analysis.quotes.layout import Layout
from newscli.analysis.quotes.spans import QuotedSpanIndex, list_names, overlaps_any, trim
from newscli.lang.en.words import FUNCTION_WORDS, TAG_VERBS
from newscli.model import Attribution, Name, Span
from newscli.patterns import compile_lazily

# How far a source may reach after its verb, in characters, and a description, in words.
MAX_SOURCE_CHARS = 120
MAX_DESCRIPTION_WORDS = 6

_VERB = compile_lazily(rf"\s{{1,3}}(?P<cue>(?:(?:then|also|later)\s)?(?:{'|'.join(TAG_VERBS)}))\s{{1,3}}")
_SOURCE_END = compile_lazily(
    r"[;:()\[\]“”\"—–]|[.!?]?\s*\Z|,?\s(?:who|whose|which|when|while|after|before|as|and\sthen)\s"
)
_PRONOUN = compile_lazily(r"(?:he|she|they)\b")
_DETERMINER = compile_lazily(r"(?:the|an?|his|her|their|its|one|another)\s")
_BEFORE_APPOSITION = compile_lazily(r",\s{1,3}(?:(?:Mr|Mrs|Ms|Dr)\.?\s)?")
_WORD = compile_lazily(r"[\w’'-]+")


def find_inverted_tag(
    index: QuotedSpanIndex, layout: Layout, quoted: Span, names: Sequence[Name]
) -> tuple[Span, Span] | None:
    """Find the verb right after quoted words that open their sentence, and the source after it.

    ``names`` are in text order.
    """
    if layout.find_sentence(quoted.start).start != quoted.start:
        # 'Lee, calling it "a farce," said Ray would go.'
        return None
    block = layout.blocks[layout.find_block_number(quoted.start)]
    verb = _VERB.match(index.text, quoted.end, block.span.end)
    if verb is None:
        return None
    end = min(layout.find_sentence_end(verb.end()), verb.end() + MAX_SOURCE_CHARS)
    source = _find_source(index.text, verb.end(), end, names)
    return (Span(*verb.span("cue")), source) if source else None


def mend_inverted(
    index: QuotedSpanIndex, layout: Layout, attributions: Iterable[Attribution], names: Sequence[Name]
) -> Iterator[Attribution]:
    """Give attributions whose verb follows quoted words the source after the verb, if theirs stands before the words.

    And take from their content what has such a verb of its own.
    """
    for attribution in attributions:
        source, quoted = attribution.source, index.find_ending_before(attribution.cue.start)
        if quoted is not None and (source is None or source.start < quoted.start):
            tag = find_inverted_tag(index, layout, quoted, names)
            if tag is not None:
                attribution = attribution._replace(cue=tag[0], source=tag[1])
        pieces = (_cut_before_tagged(index, layout, attribution, part, names) for part in attribution.content)
        content = tuple(piece for part in pieces for piece in part)
        if content:
            yield attribution._replace(content=content)


def _cut_before_tagged(
    index: QuotedSpanIndex, layout: Layout, attribution: Attribution, part: Span, names: Sequence[Name]
) -> Iterator[Span]:
    """Yield a part up to the quoted words, if any, whose verb and source are others than the attribution's."""
    for quoted in index.find_starting_in(part):
        tag = find_inverted_tag(index, layout, quoted, names)
        if tag is not None and not overlaps_any(tag[0], get_frame(attribution)):
            yield from trim(index.text, part.start, quoted.start)
            return
    yield part


def _find_source(text: str, start: int, end: int, names: Sequence[Name]) -> Span | None:
    """Find the pronoun, the description or the name that begins at a position, with a name in apposition."""
    if pronoun := _PRONOUN.match(text, start, end):
        return Span(*pronoun.span())
    if match := _SOURCE_END.search(text, start, end):
        end = match.start()
    spans = [name.span for name in list_names(names, start, end) if name.type != "place"]
    comma = text.find(",", start, end)
    first_end = comma if comma >= 0 else end
    own_spans = [span for span in spans if span.start < first_end]
    words = _WORD.findall(text, start, own_spans[0].start if own_spans else first_end)
    is_described = _DETERMINER.match(text, start, end) is not None
    if len(words) > MAX_DESCRIPTION_WORDS or (words and not is_described and words[0] in FUNCTION_WORDS):
        return None
    if own_spans:
        # "Said Tom and Ida Reid on Monday."
        return Span(start, own_spans[-1].end)
    apposition = _BEFORE_APPOSITION.match(text, first_end, end)
    name_span = next((span for span in spans if apposition and span.start == apposition.end()), None)
    if name_span is not None and words:
        return Span(start, name_span.end)
    return Span(start, first_end) if is_described or all(word[0].isupper() for word in words) else None
