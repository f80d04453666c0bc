"""The fields of an article -> Metadata, each value with its evidence."""

import math
from collections.abc import Iterator, Sequence
from datetime import date

from newscli.analysis.agency import find_agency
from newscli.model import Article, Evidence, Field, Metadata, Warning
from newscli.patterns import compile_lazily
from newscli.structure.bylines import parse_authors
from newscli.structure.datelines import Dateline, find_dateline
from newscli.text import count_words

WORDS_PER_MINUTE = 238  # Brysbaert 2019, doi:10.1016/j.jml.2019.104047: silent reading of English non-fiction
MAX_COMPARED_DATES = 20
# How long a day is in ISO 8601.
ISO_DAY_CHARS = len("2017-12-11")
# Two dates one day apart may be the same moment in two time zones.
MAX_DAYS_APART = 1
_LANGUAGE_TAG = compile_lazily(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}$")
_LANGUAGES = {
    "english": "en", "german": "de", "deutsch": "de", "french": "fr", "français": "fr", "spanish": "es",
    "español": "es", "italian": "it", "italiano": "it", "portuguese": "pt", "português": "pt", "russian": "ru",
    "русский": "ru", "arabic": "ar", "chinese": "zh", "japanese": "ja", "dutch": "nl", "polish": "pl",
    "turkish": "tr", "ukrainian": "uk",
}  # fmt: skip
_DATE_LABELS = {"published": "publication date", "modified": "modification date"}


def read_metadata(article: Article, language: str | None = None) -> tuple[Metadata, tuple[Warning, ...]]:
    """Read the metadata from the fields of an article, with warnings about doubtful values.

    The first usable field of a key wins; all authors count. ``language`` is that of the text, for articles without such
    a field.
    """
    warnings: list[Warning] = []
    evidence: dict[str, Evidence] = {}
    values: dict[str, str] = {}
    authors: dict[str, None] = {}
    for field in article.fields:
        if field.key in ("authors", "author"):
            authors |= dict.fromkeys(_list_names(field))
            if authors:
                evidence.setdefault("authors", _get_evidence(field))
        elif field.key not in values:
            value = _normalize_value(field, warnings)
            if value:
                values[field.key] = value
                evidence[field.key] = _get_evidence(field)
    warnings += _find_date_conflicts(article.fields)
    dateline = find_opening_dateline(article)
    if dateline is not None and "dateline" not in values:
        values["dateline"] = " ".join(article.text[slice(*dateline.shown)].split())
        evidence["dateline"] = Evidence("dateline", dateline.span)
    if dateline is not None and dateline.day and "published" not in values:
        # A release is of the day in its dateline, if nothing else says when it was published.
        day = Field("published", article.text[slice(*dateline.day)], "dateline", dateline.day)
        if value := _normalize_value(day, []):
            values["published"] = value
            evidence["published"] = _get_evidence(day)
    if agency := find_agency(article, dateline):
        values["agency"], evidence["agency"] = agency
    if language is not None and "language" not in values:
        values["language"] = language
        evidence["language"] = Evidence("words")
    # The blocks, and not the body, which may have furniture of a page between them.
    words = sum(count_words(article.text, *block.span) for block in article.blocks if block.kind != "title")
    metadata = Metadata(
        title=values.get("title"),
        authors=tuple(authors),
        agency=values.get("agency"),
        published=values.get("published"),
        modified=values.get("modified"),
        publisher=values.get("publisher"),
        section=values.get("section"),
        language=values.get("language"),
        dateline=values.get("dateline"),
        url=values.get("url"),
        words=words,
        reading_minutes=math.ceil(words / WORDS_PER_MINUTE),
        evidence=evidence,
    )
    return metadata, tuple(warnings)


def _find_date_conflicts(fields: Sequence[Field]) -> Iterator[Warning]:
    """Warn if a page's JSON-LD and <meta> elements give different publication dates."""
    dates = [field for field in fields if field.key == "published" and field.origin.startswith(("JSON-LD", "meta"))]
    if len({field.value for field in dates}) < 2:
        return
    from newscli.analysis.iso_dates import parse_date

    days = {
        field.origin: parsed.iso[:ISO_DAY_CHARS]
        for field in dates[:MAX_COMPARED_DATES]
        if (parsed := parse_date(field.value))
    }
    full_days = [date.fromisoformat(day) for day in days.values() if len(day) == ISO_DAY_CHARS]
    if full_days and (max(full_days) - min(full_days)).days > MAX_DAYS_APART:
        listing = "; ".join(f"{origin} {day}" for origin, day in days.items())
        yield Warning("sources-disagree", f"the page gives different publication dates: {listing}")


def _get_evidence(field: Field) -> Evidence:
    return Evidence(field.origin, field.span)


def _list_names(field: Field) -> Sequence[str]:
    return _parse_names(field) if field.key == "authors" else (field.value,)


def _parse_names(field: Field) -> Sequence[str]:
    """Parse the people in a byline or an author field. In YAML front matter, a single word is a name, too."""
    if field.origin == "byline":
        return parse_authors(field.value)
    value = field.value.strip()
    is_single_name = field.origin == "front matter" and value and " " not in value
    return parse_authors(value) or ((value,) if is_single_name else ())


def _normalize_value(field: Field, warnings: list[Warning]) -> str | None:
    """Normalize the value of a field for Metadata; None if it can't be used. Doubts are added to ``warnings``."""
    value = " ".join(field.value.split())
    if field.key == "language":
        tag = _LANGUAGES.get(value.lower(), value)
        return tag.replace("_", "-") if _LANGUAGE_TAG.match(tag) else None
    if field.key not in _DATE_LABELS:
        return value
    # Imported here: python-dateutil takes 25 ms, and most plain texts have no date in their header.
    from newscli.analysis.iso_dates import parse_date

    label = _DATE_LABELS[field.key]
    spans = (field.span,) if field.span else ()
    parsed = parse_date(value)
    if parsed is None:
        warnings.append(Warning("unreadable-date", f"the {label} {value!r} is not a full date and was ignored", spans))
        return None
    if parsed.doubt:
        warnings.append(Warning("ambiguous-date", f"the {label} {parsed.doubt}", spans))
    return parsed.iso


def find_opening_dateline(article: Article) -> Dateline | None:
    """Find the dateline that opens the first paragraph."""
    first = next((block for block in article.blocks if block.kind == "paragraph"), None)
    return find_dateline(article.text, first.span) if first else None
