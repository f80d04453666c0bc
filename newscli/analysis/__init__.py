"""Article + labels -> Report, by pure functions: nothing here reads files or knows about terminals."""

from dataclasses import replace

from newscli.analysis.checks import check_text
from newscli.analysis.entities import resolve_entities
from newscli.analysis.metadata import find_opening_dateline, read_metadata
from newscli.analysis.outline import build_outline, split_sections
from newscli.analysis.places import locate_entities
from newscli.analysis.quotes import find_quotes
from newscli.analysis.quotes.building import build_quotes
from newscli.analysis.quotes.layout import lay_out
from newscli.analysis.quotes.selection import select_quotes
from newscli.analysis.quotes.sources import mend_sources, name_sources
from newscli.analysis.quotes.transcripts import add_label_names, read_transcript
from newscli.analysis.timeline import add_sentences
from newscli.analysis.voices import count_voices
from newscli.analysis.warnings import group_warnings
from newscli.generator import describe_generator
from newscli.model import SCHEMA, Article, Date, Labels, Report, Span, Warning
from newscli.options import InspectOptions


def build_report(article: Article, labels: Labels, options: InspectOptions) -> Report:
    """Build the Report of an article. Never raises for an Article that newscli has read."""
    metadata, metadata_warnings = read_metadata(article, labels.language)
    layout = lay_out(article)
    transcript = read_transcript(article, layout, labels.attributions)
    dateline = find_opening_dateline(article)
    dateline_span = Span(dateline.span.start, dateline.lead) if dateline else None
    attributions = tuple(mend_sources(article.text, layout, labels.attributions, dateline_span))
    names = name_sources(article.text, layout, attributions, add_label_names(labels.names, transcript))
    labels = replace(labels, names=tuple(names), attributions=attributions)
    drafts = find_quotes(article, labels, layout, transcript)
    sections = split_sections(article)
    resolution = resolve_entities(article, labels, drafts)
    quotes, omitted = select_quotes(
        build_quotes(article, labels.quoted, drafts, resolution.speakers, sections),
        all_quotes=options.all_quotes,
        min_confidence=options.min_confidence,
    )
    entities = locate_entities(article.text, resolution.entities, metadata.dateline)
    dates: tuple[Date, ...] = ()
    date_warnings: tuple[Warning, ...] = ()
    if options.dates:
        # Imported here: its patterns take a while to compile.
        from newscli.analysis.dates import find_dates, find_reference_date, warn_of_unresolved

        dates = find_dates(article.text, article.blocks, find_reference_date(article.text, metadata))
        dates = add_sentences(article.text, article.body, dates)
        date_warnings = tuple(warn_of_unresolved(dates))
    return Report(
        schema=SCHEMA,
        error=None,
        generator=describe_generator(),
        source=article.source,
        text=article.text,
        body=article.body,
        metadata=metadata,
        outline=build_outline(article, sections, [quote.spans[0].start for quote in quotes]),
        quotes=quotes,
        omitted=omitted,
        entities=entities,
        voices=count_voices(quotes, entities),
        dates=dates,
        warnings=group_warnings(
            article.text,
            (
                *article.problems,
                *metadata_warnings,
                *check_text(article, labels),
                *resolution.warnings,
                *date_warnings,
            ),
        ),
    )
