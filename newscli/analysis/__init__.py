"""Article + labels -> Report, by pure functions: nothing here reads files or knows about terminals."""

from newscli.analysis.checks import check_metadata, check_text
from newscli.analysis.metadata import read_metadata
from newscli.analysis.outline import build_outline, split_sections
from newscli.analysis.timeline import add_sentences
from newscli.analysis.voices import count_voices
from newscli.analysis.warnings import group_warnings
from newscli.generator import describe_generator
from newscli.lang import is_supported
from newscli.model import SCHEMA, Article, Date, Labels, Omitted, Report, Warning
from newscli.options import InspectOptions


def build_report(article: Article, labels: Labels, options: InspectOptions) -> Report:
    """Build the Report of an article. Never raises for an Article that newscli has read."""
    metadata, metadata_warnings = read_metadata(article, labels.language)
    sections = split_sections(article)
    speech = None
    if options.use_model or not is_supported(labels.language):
        # Imported here: it takes a while, and metadata need none of it.
        from newscli.analysis.speech import find_speech

        speech = find_speech(article, labels, options, sections, metadata)
    quotes, entities = (speech.quotes, speech.entities) if speech else ((), ())
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
        blocks=article.blocks,
        outline=build_outline(article, sections, [quote.spans[0].start for quote in quotes]),
        quotes=quotes,
        omitted=speech.omitted if speech else Omitted(),
        entities=entities,
        voices=count_voices(quotes, entities),
        dates=dates,
        warnings=group_warnings(
            article.text,
            (
                *article.problems,
                *metadata_warnings,
                *check_metadata(metadata),
                *check_text(article, labels),
                *(speech.warnings if speech else ()),
                *date_warnings,
            ),
        ),
    )
