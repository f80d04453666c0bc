"""Sources that the tagger cut wrongly, or missed: in the dateline, before brackets, at the start of a sentence."""

from collections.abc import Iterable, Iterator, Sequence

from newscli.analysis.quotes.layout import Layout
from newscli.analysis.quotes.spans import overlaps_any, trim
from newscli.lang.en.people import ORGANIZATION_NOUNS
from newscli.lang.en.sentences import find_sentence_starts
from newscli.lang.en.sources import BARE_SOURCES, INDEFINITES, PERSON_NOUNS
from newscli.lang.en.speech import STATEMENT_VERBS, find_lemma
from newscli.lang.en.words import FUNCTION_WORDS
from newscli.model import Attribution, Name, Span
from newscli.patterns import compile_lazily
from newscli.text import SENTENCE_END_MARKS

# A name before its verb: "Network Firm said".
MAX_NAME_CHARS = 60
# Whether a sentence is in capitals shows in so much of it.
MAX_SENTENCE_HEAD_CHARS = 400
_NAME = compile_lazily(r"(?:The\s)?[A-Z][\w.&'’-]*(?:\s(?:of|and|&|for|[A-Z][\w.&'’-]*)){0,5}\s*")


def mend_sources(
    text: str, layout: Layout, attributions: Iterable[Attribution], dateline: Span | None
) -> Iterator[Attribution]:
    """Cut attributions at the end of the ``dateline``, and give those without a source the name before the verb.

    ``dateline`` runs up to where the story begins. A source in another paragraph than its verb is none: of 2,104 that
    the tagger found in PolNeAR's dev articles, five were such, all wrong.
    """
    for attribution in attributions:
        if dateline is not None and attribution.cue.start >= dateline.end:
            source = next(_cut(text, attribution.source, dateline.end), None) if attribution.source else None
            content = tuple(piece for part in attribution.content for piece in _cut(text, part, dateline.end))
            attribution = attribution._replace(source=source, content=content or attribution.content)
        number = layout.find_block_number(attribution.cue.start)
        if attribution.source is not None and layout.find_block_number(attribution.source.start) != number:
            attribution = attribution._replace(source=None)
        if attribution.source is not None:
            attribution = attribution._replace(source=_limit_to_sentence(text, attribution.source, attribution.cue))
        if attribution.source is None:
            attribution = attribution._replace(source=_find_name_before(text, layout, attribution, dateline))
        elif ")" in text[slice(*attribution.source)].partition("(")[0]:
            attribution = attribution._replace(source=_extend_over_bracket(text, layout, attribution.source, dateline))
        yield attribution


def _cut(text: str, span: Span, start: int) -> Iterator[Span]:
    yield from [span] if span.start >= start else trim(text, start, max(start, span.end))


def _limit_to_sentence(text: str, source: Span, cue: Span) -> Span:
    """Limit a source that runs over the end of a sentence to the part nearer to its cue."""
    starts = find_sentence_starts(text[slice(*source)])
    if len(starts) == 1:
        return source
    start, end = (0, starts[1]) if cue.start < source.start else (starts[-1], source.end - source.start)
    part = text[source.start + start : source.start + end].rstrip()
    part = part.rstrip(SENTENCE_END_MARKS) or part
    return Span(source.start + start, source.start + start + len(part))


def _extend_over_bracket(text: str, layout: Layout, source: Span, dateline: Span | None) -> Span:
    """Extend a source that begins inside brackets to the name before them: "Acme (NYSE: ACM), a maker of …"."""
    start = layout.find_sentence(source.start).start
    if dateline is not None and start <= dateline.end <= source.start:
        start = dateline.end
    return Span(start, source.end) if source.start - start <= MAX_NAME_CHARS else source


def name_sources(text: str, layout: Layout, attributions: Iterable[Attribution], names: Sequence[Name]) -> list[Name]:
    """Name the sources that are a name, by their capitals, and that the tagger did not mark as one."""
    spans = [name.span for name in names]
    found = dict.fromkeys(
        source
        for attribution in attributions
        if (source := attribution.source) and _is_name(text, layout, source) and not overlaps_any(source, spans)
    )
    added_names = (Name(_strip_article(text, span), "organization") for span in found)
    return sorted((*names, *added_names), key=lambda name: name.span)


def _is_name(text: str, layout: Layout, source: Span) -> bool:
    """Whether a source is a name: capitalized throughout, and not just because a sentence begins or a headline does."""
    words = text[slice(*source)].split()
    number = layout.find_block_number(source.start)
    if not words or words[0].casefold() in INDEFINITES or words[0] == "THE":
        return False
    if len(words) == 1 and (words[0].casefold() in BARE_SOURCES or len(words[0]) == 1):
        return False
    is_headline = number < 0 or layout.blocks[number].kind in ("title", "heading")
    sentence = layout.find_sentence(source.start)
    head = text[sentence.start : min(sentence.end, sentence.start + MAX_SENTENCE_HEAD_CHARS)]
    if is_headline or not _NAME.fullmatch(text, *source) or head.isupper():
        return False
    opens = source.start == sentence.start
    last = words[-1].casefold().removesuffix("s")
    words = words[1:] if words[0] == "The" else words
    if len(words) == 1:
        return not opens and last not in PERSON_NOUNS | ORGANIZATION_NOUNS
    return last not in PERSON_NOUNS


def _strip_article(text: str, span: Span) -> Span:
    return Span(span.start + len("The "), span.end) if text.startswith("The ", span.start) else span


def _find_name_before(text: str, layout: Layout, attribution: Attribution, dateline: Span | None) -> Span | None:
    """Find a name that is all there is between the start of a sentence and a verb of speech."""
    cue = attribution.cue
    if find_lemma(text[slice(*cue)].split()[0]) not in STATEMENT_VERBS:
        return None
    start = layout.find_sentence(cue.start).start
    if dateline is not None and start <= dateline.end <= cue.start:
        start = dateline.end
    if cue.start - start > MAX_NAME_CHARS or any(start <= part.start < cue.start for part in attribution.content):
        return None
    name = text[start : cue.start].strip()
    if not _NAME.fullmatch(text, start, cue.start) or name.casefold() in FUNCTION_WORDS:
        return None
    return Span(start, start + len(name))
