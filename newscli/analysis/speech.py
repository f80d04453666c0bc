"""Who says what: an article and its labels -> quotes, the people and places named, and warnings about their names.

The part of the analysis that needs the model, in languages that it reads.
"""

from collections.abc import Sequence
from typing import NamedTuple

from newscli.analysis.entities import resolve_entities
from newscli.analysis.metadata import find_opening_dateline
from newscli.analysis.outline import OwnSection
from newscli.analysis.places import locate_entities
from newscli.analysis.quotes import find_quotes
from newscli.analysis.quotes.building import build_quotes
from newscli.analysis.quotes.interviews import read_interview
from newscli.analysis.quotes.layout import lay_out
from newscli.analysis.quotes.relays import mend_relays
from newscli.analysis.quotes.selection import select_quotes
from newscli.analysis.quotes.sources import mend_sources, name_sources
from newscli.analysis.quotes.transcripts import add_label_names, read_transcript
from newscli.model import Article, Entity, Labels, Metadata, Omitted, Quote, Span, Warning
from newscli.options import InspectOptions


class Speech(NamedTuple):
    """The quotes to show, how many are left out, the entities of the article, and warnings."""

    quotes: tuple[Quote, ...] = ()
    omitted: Omitted = Omitted()
    entities: tuple[Entity, ...] = ()
    warnings: tuple[Warning, ...] = ()


def find_speech(
    article: Article, labels: Labels, options: InspectOptions, sections: Sequence[OwnSection], metadata: Metadata
) -> Speech:
    """Find the quotes and entities of an article."""
    layout = lay_out(article)
    transcript = read_transcript(article, layout, labels.attributions)
    dateline = find_opening_dateline(article)
    dateline_span = Span(dateline.span.start, dateline.lead) if dateline else None
    attributions = tuple(mend_sources(article.text, layout, labels.attributions, dateline_span))
    names = name_sources(article.text, layout, attributions, add_label_names(labels.names, transcript))
    attributions = tuple(mend_relays(article.text, layout, attributions, names))
    labels = labels._replace(names=tuple(names), attributions=attributions)
    if not transcript.quotes:
        transcript = read_interview(article, layout, names, metadata.authors)
    drafts = find_quotes(article, labels, layout, transcript)
    resolution = resolve_entities(article, labels, drafts, metadata.authors)
    quotes, omitted = select_quotes(
        build_quotes(article, labels.quoted, drafts, resolution.speakers, sections),
        all_quotes=options.all_quotes,
        min_confidence=options.min_confidence,
    )
    entities = locate_entities(article.text, resolution.entities, metadata.dateline)
    return Speech(quotes, omitted, entities, resolution.warnings)
