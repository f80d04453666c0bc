"""Reports -> rows of flat tables, whose columns are fixed: for Parquet, CSV and clusters.

A table of one part would otherwise have other types than that of the next, where all values of a column are missing.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

from newscli.analysis.quotes.selection import select_quotes
from newscli.model import Report, Span
from newscli.options import DEFAULT_MIN_CONFIDENCE

ColumnType = Literal["text", "texts", "integer", "number", "boolean"]
Columns = Mapping[str, ColumnType]
Row = dict[str, Any]

# What every row of a table has: which article it is of.
ARTICLE_KEYS: Columns = {"key": "text", "version": "integer"}
ARTICLES: Columns = {
    "path": "text", "url": "text", "outlet": "text", "title": "text", "authors": "texts", "agency": "text",
    "published": "text", "modified": "text", "publisher": "text", "section": "text", "language": "text",
    "dateline": "text", "words": "integer", "quote_count": "integer", "sha256": "text", "text": "text",
}  # fmt: skip
QUOTES: Columns = {
    "id": "text", "kind": "text", "act": "text", "polarity": "text", "text": "text", "start": "integer",
    "end": "integer", "line": "integer", "speaker": "text", "mention": "text", "entity": "text", "basis": "text",
    "name_confidence": "number", "anonymous": "text", "via": "text", "cue": "text", "section": "text",
    "confidence": "number", "shown": "boolean",
}  # fmt: skip
VOICES: Columns = {
    "name": "text", "entity": "text", "anonymous": "text", "quotes": "integer", "words": "integer", "share": "number",
    "direct": "integer", "mixed": "integer", "indirect": "integer",
}  # fmt: skip
ENTITIES: Columns = {
    "id": "text", "type": "text", "name": "text", "roles": "texts", "aliases": "texts", "count": "integer",
    "gender": "text", "gender_from": "text", "country": "text", "latitude": "number", "longitude": "number",
    "gazetteer_id": "text",
}  # fmt: skip
MENTIONS: Columns = {"entity": "text", "text": "text", "start": "integer", "end": "integer", "kind": "text"}
DATES: Columns = {
    "text": "text", "start": "integer", "end": "integer", "type": "text", "value": "text", "mod": "text",
}  # fmt: skip
WARNINGS: Columns = {"code": "text", "message": "text", "line": "integer"}
# The tables of a Report besides the article itself.
PARTS: Mapping[str, Columns] = {
    "quotes": QUOTES, "voices": VOICES, "entities": ENTITIES, "mentions": MENTIONS, "dates": DATES,
    "warnings": WARNINGS,
}  # fmt: skip


def make_article_row(report: Report) -> Row:
    """Make the row of an article, without what only a store knows: it has no outlet but the publisher."""
    metadata = report.metadata
    row = {name: getattr(metadata, name, None) for name in ARTICLES}
    return row | {
        "path": report.source.path,
        "outlet": metadata.publisher,
        "authors": list(metadata.authors),
        "words": metadata.words,
        "quote_count": len(_list_shown(report)),
        "sha256": report.source.sha256,
        "text": report.text,
    }


def list_parts(report: Report) -> dict[str, list[Row]]:
    """List the rows of a Report for each table of PARTS."""
    return {
        "quotes": list(_list_quotes(report)),
        "voices": [{name: getattr(voice, name) for name in VOICES} for voice in report.voices],
        "entities": list(_list_entities(report)),
        "mentions": [
            {
                "entity": entity.id,
                "text": mention.text,
                "start": mention.start,
                "end": mention.end,
                "kind": mention.kind,
            }
            for entity in report.entities
            for mention in entity.mentions
        ],
        "dates": [
            {"text": date.text, **_name_ends(date.span), "type": date.type, "value": date.value, "mod": date.mod}
            for date in report.dates
        ],
        "warnings": [{name: getattr(warning, name) for name in WARNINGS} for warning in report.warnings],
    }


def _list_shown(report: Report) -> Sequence[Any]:
    return select_quotes(report.quotes, all_quotes=False, min_confidence=DEFAULT_MIN_CONFIDENCE)[0]


def _name_ends(span: Span) -> Row:
    return {"start": span.start, "end": span.end}


def _list_quotes(report: Report) -> Iterator[Row]:
    shown = {quote.id for quote in _list_shown(report)}
    for quote in report.quotes:
        speaker = quote.speaker
        yield {
            "id": quote.id,
            "kind": quote.kind,
            "act": quote.act,
            "polarity": quote.polarity,
            "text": quote.text,
            "start": quote.spans[0].start,
            "end": quote.spans[-1].end,
            "line": quote.line,
            "speaker": speaker and speaker.name,
            "mention": speaker and speaker.mention,
            "entity": speaker and speaker.entity,
            "basis": speaker and speaker.basis,
            "name_confidence": speaker and speaker.confidence,
            "anonymous": speaker and speaker.anonymous,
            "via": speaker and speaker.via,
            "cue": quote.cue and quote.cue.text,
            "section": quote.section,
            "confidence": quote.confidence,
            "shown": quote.id in shown,
        }


def _list_entities(report: Report) -> Iterator[Row]:
    for entity in report.entities:
        gender, place = entity.gender, entity.place
        yield {
            "id": entity.id,
            "type": entity.type,
            "name": entity.name,
            "roles": list(entity.roles),
            "aliases": list(entity.aliases),
            "count": entity.count,
            "gender": gender and gender.value,
            "gender_from": gender and gender.origin,
            "country": place and place.country,
            "latitude": place and place.latitude,
            "longitude": place and place.longitude,
            "gazetteer_id": place and place.gazetteer_id,
        }
