"""Report -> rows of a table: the same columns for terminal, TSV, CSV and Markdown."""

from collections.abc import Iterator, Sequence

from newscli.model import Entity, Place, Report, Section

COLUMNS = {
    "meta": (
        "title", "authors", "published", "modified", "publisher", "section", "language", "dateline", "url",
        "words", "reading_minutes",
    ),
    "outline": ("id", "level", "title", "paragraphs", "words", "quotes", "start", "end"),
    "quotes": ("id", "line", "kind", "speaker", "mention", "cue", "section", "confidence", "text"),
    "entities": (
        "id", "type", "name", "roles", "count", "aliases", "first", "start", "country", "latitude", "longitude",
    ),
    "timeline": ("value", "words", "sentence", "start"),
}  # fmt: skip
Row = Sequence[str]


def rows(report: Report, command: str) -> list[Row]:
    """The rows of one article. Unknown values are empty cells."""
    return list(_ROWS[command](report))


def sections(outline: Sequence[Section]) -> Iterator[Section]:
    """Every section with its subsections, in text order."""
    for section in outline:
        yield section
        yield from sections(section.sections)


def _meta(report: Report) -> Iterator[Row]:
    if report.error is None:
        stated = report.metadata
        values = [getattr(stated, column) for column in COLUMNS["meta"]]
        yield ["; ".join(v) if isinstance(v, tuple) else _cell(v) for v in values]


def _outline(report: Report) -> Iterator[Row]:
    for one in sections(report.outline):
        counts = (one.paragraphs, one.words, one.quotes, *one.span)
        yield [one.id, str(one.level), one.title or "", *map(str, counts)]


def _quotes(report: Report) -> Iterator[Row]:
    for one in report.quotes:
        name, mention = (one.speaker.name or "", one.speaker.mention) if one.speaker else ("", "")
        cue = one.cue.text if one.cue else ""
        yield [
            one.id, str(one.line), one.kind, name, mention, cue, one.section or "", str(one.confidence), one.text,
        ]  # fmt: skip


def _entities(report: Report) -> Iterator[Row]:
    for one in report.entities:
        first = one.mentions[0]
        yield [
            one.id,
            one.type,
            one.name,
            "; ".join(one.roles),
            str(one.count),
            "; ".join(one.aliases),
            first.text,
            str(first.start),
            *_place(one.place),
        ]


def _place(place: Place | None) -> Row:
    if place is None:
        return "", "", ""
    return place.country or "", _cell(place.latitude), _cell(place.longitude)


def _cell(value: object) -> str:
    return "" if value is None else str(value)


_ROWS = {"meta": _meta, "outline": _outline, "quotes": _quotes, "entities": _entities}


def by_type(entities: Sequence[Entity]) -> dict[str, list[Entity]]:
    """Entities of each type, the most named first; types in the contract's order."""
    order = ("person", "organization", "place", "group", "event", "work", "other")
    grouped = {kind: [one for one in entities if one.type == kind] for kind in order}
    return {kind: sorted(some, key=lambda one: -one.count) for kind, some in grouped.items() if some}
