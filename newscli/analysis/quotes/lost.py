"""Direct quotes that the model missed: words in quotation marks that read like speech, with the verb beside them."""

from collections.abc import Iterator, Sequence

from newscli.analysis.quotes.drafts import DraftQuote
from newscli.analysis.quotes.inversion import find_inverted_tag
from newscli.analysis.quotes.layout import Layout
from newscli.analysis.quotes.spans import QuotedSpanIndex, overlaps_any
from newscli.analysis.quotes.tags import find_introduction, find_tag
from newscli.model import PROSE, Attribution, Name, Span
from newscli.patterns import compile_lazily
from newscli.text import count_words

# The least length of words in quotation marks that are taken for speech without the model, in words.
MIN_WORDS = 5
# The same where the source and the verb stand beside them: "We won," the minister said.
MIN_TAGGED_WORDS = 2
# As measured on development data, rounded down.
CONFIDENCE = 0.7

_TITLE = compile_lazily(r"\W{1,3}[A-Z][\w’'-]*(?:\W{1,3}(?:[A-Z][\w’'-]*|a|an|and|in|of|on|the|to)){1,5}\W{1,3}")
_SPOKEN_END = compile_lazily(r"[.,!?…-]['’]?[\"”’»]{1,2}$")


def find_lost_quotes(
    index: QuotedSpanIndex, layout: Layout, taken_spans: Sequence[Span], names: Sequence[Name]
) -> Iterator[DraftQuote]:
    """Yield a quote for each closed quoted span of a paragraph that no quote has and that reads like speech."""
    text = index.text
    for block in layout.blocks:
        if block.kind not in PROSE or block.kind in ("title", "heading"):
            continue
        for span in index.find_starting_in(block.span):
            if not index.is_quoted(span.start) or overlaps_any(span, taken_spans):
                continue
            tag = find_tag(text, span, block.span.end) or find_inverted_tag(index, layout, span, names)
            attribution = Attribution(tag[0], tag[1], (span,), CONFIDENCE) if tag else None
            words = count_words(text, *span)
            # Short words in title case may be a title: "War and Peace," he wrote.
            is_attributed = attribution is not None or find_introduction(text, layout, span.start) is not None
            is_tagged = is_attributed and words >= MIN_TAGGED_WORDS and not _TITLE.fullmatch(text, *span)
            is_speech = words >= MIN_WORDS or is_tagged
            if is_speech and _SPOKEN_END.search(text, *span):
                yield DraftQuote((span,), attribution, CONFIDENCE)
