"""Quotes: what is quoted, verbatim or paraphrased, where it begins and ends, and which words attribute it."""

from collections.abc import Sequence

from newscli.analysis.quotes.drafts import DraftQuote
from newscli.analysis.quotes.exchanges import (
    alternate_turns,
    drop_gestures,
    find_gesturing_speakers,
    split_answers,
)
from newscli.analysis.quotes.fitting import find_quoted_paragraphs, fit_attributions, join_speeches
from newscli.analysis.quotes.inversion import mend_inverted
from newscli.analysis.quotes.layout import Layout
from newscli.analysis.quotes.lost import find_lost_quotes
from newscli.analysis.quotes.nesting import nest_reported_speech
from newscli.analysis.quotes.spans import QuotedSpanIndex, overlaps_any
from newscli.analysis.quotes.tags import find_tagged_speakers
from newscli.analysis.quotes.transcripts import Transcript
from newscli.lang import is_supported
from newscli.model import Article, Labels, QuotedSpan
from newscli.text import FULL_WIDTH_SENTENCE_END_MARKS, SENTENCE_END_MARKS, count_words

# For quoted spans in a language that the model does not read.
OTHER_LANGUAGE_CONFIDENCE = 0.5
# A quoted span in such a language is a quote if it has this many words, or ends as a sentence does.
MIN_QUOTE_WORDS = 4
NO_TRANSCRIPT = Transcript()
_SENTENCE_ENDS = f"{SENTENCE_END_MARKS}…{FULL_WIDTH_SENTENCE_END_MARKS},"


def find_quotes(
    article: Article, labels: Labels, layout: Layout, transcript: Transcript = NO_TRANSCRIPT
) -> tuple[DraftQuote, ...]:
    """Return all quotes of an article, in text order. Those of a transcript are its turns.

    Their spans overlap neither each other nor the cue and source of their own quote.
    """
    if not is_supported(labels.language):
        speeches = (speech for speech in labels.quoted if _looks_spoken(article.text, speech))
        return tuple(DraftQuote(speech.spans, None, OTHER_LANGUAGE_CONFIDENCE) for speech in speeches)
    index = QuotedSpanIndex(article.text, labels.quoted)
    if transcript.quotes:
        return _add_turns(find_quotes(article, labels, layout), transcript)
    attributions = mend_inverted(index, layout, labels.attributions, labels.names)
    attributed_quotes, taken_spans = fit_attributions(index, layout, attributions)
    attributed_quotes = list(split_answers(index, list(drop_gestures(index, layout, attributed_quotes))))
    paragraphs = list(find_quoted_paragraphs(article, index, attributed_quotes, taken_spans))
    spans = sorted({*taken_spans, *(span for quote in (*attributed_quotes, *paragraphs) for span in quote.spans)})
    lost_quotes = find_lost_quotes(index, layout, spans, labels.names)
    quotes = sorted((*attributed_quotes, *paragraphs, *lost_quotes), key=lambda quote: quote.spans[0])
    quotes = alternate_turns(index, layout, quotes)
    quotes = list(find_tagged_speakers(index, layout, quotes, labels.names))
    quotes = list(find_gesturing_speakers(index, layout, quotes, labels.names))
    nested_quotes = nest_reported_speech(index, layout, join_speeches(quotes, layout), labels.names)
    return tuple(sorted(nested_quotes, key=lambda quote: quote.spans[0]))


def _add_turns(quotes: Sequence[DraftQuote], transcript: Transcript) -> tuple[DraftQuote, ...]:
    """Add the turns of a transcript to the quotes that lie outside of them."""
    turns = sorted(
        span for quote in transcript.quotes for span in (*quote.spans, *([quote.turn] if quote.turn else []))
    )
    outside = (quote for quote in quotes if not any(overlaps_any(span, turns) for span in quote.spans))
    return tuple(sorted((*outside, *transcript.quotes), key=lambda quote: quote.spans[0]))


def _looks_spoken(text: str, speech: QuotedSpan) -> bool:
    """Whether a quoted span in another language looks like speech: it is long, or ends as a sentence does."""
    is_long = sum(count_words(text, *span) for span in speech.spans) >= MIN_QUOTE_WORDS
    last_before_mark = speech.spans[-1].end - 2
    return is_long or (speech.closed and text[last_before_mark] in _SENTENCE_ENDS)
