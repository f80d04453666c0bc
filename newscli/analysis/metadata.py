"""What the file states about itself -> Metadata, each value with its evidence."""

import math
import re
from collections.abc import Iterator, Sequence
from datetime import date

from newscli.model import Article, Evidence, Field, Metadata, Span, Warning
from newscli.structure.bylines import parse_authors
from newscli.structure.datelines import find_dateline
from newscli.text import count_words

WORDS_A_MINUTE = 238  # Brysbaert 2019, doi:10.1016/j.jml.2019.104047: silent reading of English non-fiction
_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}$")
_LANGUAGES = {
    "english": "en", "german": "de", "deutsch": "de", "french": "fr", "français": "fr", "spanish": "es",
    "español": "es", "italian": "it", "italiano": "it", "portuguese": "pt", "português": "pt", "russian": "ru",
    "русский": "ru", "arabic": "ar", "chinese": "zh", "japanese": "ja", "dutch": "nl", "polish": "pl",
    "turkish": "tr", "ukrainian": "uk",
}  # fmt: skip
_MOST_STATED = 20
_LABELS = {"published": "publication date", "modified": "date of change"}


def metadata(article: Article, language: str | None = None) -> tuple[Metadata, tuple[Warning, ...]]:
    """Metadata from the fields of an article, and warnings about values in doubt.

    The first field of a key wins, but for authors, who add up. ``language`` is the one that the words
    show; it counts where none is stated.
    """
    warnings: list[Warning] = []
    evidence: dict[str, Evidence] = {}
    texts: dict[str, str] = {}
    people: list[str] = []
    for found in article.fields:
        if found.key == "authors":
            people += [name for name in _people(found) if name not in people]
            if people and "authors" not in evidence:
                evidence["authors"] = _evidence(found)
        elif found.key == "author":
            people += [found.value] if found.value not in people else []
            evidence.setdefault("authors", _evidence(found))
        elif found.key not in texts:
            value = _value(found, warnings)
            if value:
                texts[found.key] = value
                evidence[found.key] = _evidence(found)
    warnings += _disagreements(article.fields)
    dateline = _dateline(article)
    if dateline is not None and "dateline" not in texts:
        texts["dateline"] = " ".join(article.text[dateline.start : dateline.end].split())
        evidence["dateline"] = Evidence("dateline", dateline)
    if language is not None and "language" not in texts:
        texts["language"] = language
        evidence["language"] = Evidence("words")
    words = count_words(article.text, article.body.start, article.body.end)
    made = Metadata(
        title=texts.get("title"),
        authors=tuple(people),
        published=texts.get("published"),
        modified=texts.get("modified"),
        publisher=texts.get("publisher"),
        section=texts.get("section"),
        language=texts.get("language"),
        dateline=texts.get("dateline"),
        url=texts.get("url"),
        words=words,
        reading_minutes=math.ceil(words / WORDS_A_MINUTE),
        evidence=evidence,
    )
    return made, tuple(warnings)


def _disagreements(fields: Sequence[Field]) -> Iterator[Warning]:
    """A warning where a page's data and its <meta> give days of publication that lie apart."""
    stated = [one for one in fields if one.key == "published" and one.origin.startswith(("JSON-LD", "meta"))]
    if len({one.value for one in stated}) < 2:
        return
    from newscli.analysis.iso_dates import parse_date

    days = {one.origin: found.iso[:10] for one in stated[:_MOST_STATED] if (found := parse_date(one.value))}
    whole = [date.fromisoformat(day) for day in days.values() if len(day) == len("2017-12-11")]
    # A day apart is one moment in two zones.
    if whole and (max(whole) - min(whole)).days > 1:
        shown = "; ".join(f"{origin} {day}" for origin, day in days.items())
        yield Warning("sources-disagree", f"the page gives several days of publication: {shown}")


def _evidence(found: Field) -> Evidence:
    return Evidence(found.origin, found.span)


def _people(found: Field) -> Sequence[str]:
    """The names in a byline or author field; a field of one word is a name, too."""
    if found.origin == "byline":
        return parse_authors(found.value)
    one = found.value.strip()
    return parse_authors(one) or ((one,) if found.origin == "front matter" and one and " " not in one else ())


def _value(found: Field, warnings: list[Warning]) -> str | None:
    value = " ".join(found.value.split())
    if found.key == "language":
        tag = _LANGUAGES.get(value.lower(), value)
        return tag.replace("_", "-") if _LANGUAGE_TAG.match(tag) else None
    if found.key not in _LABELS:
        return value
    # Imported here: python-dateutil takes 25 ms, and most dumps state no date.
    from newscli.analysis.iso_dates import parse_date

    spans = (found.span,) if found.span else ()
    stated = parse_date(value)
    if stated is None:
        message = f"the {_LABELS[found.key]} {value!r} states no full date and is left out"
        warnings.append(Warning("unreadable-date", message, spans))
        return None
    if stated.doubt:
        warnings.append(Warning("ambiguous-date", f"the {_LABELS[found.key]} {stated.doubt}", spans))
    return stated.iso


def _dateline(article: Article) -> Span | None:
    first = next((block for block in article.blocks if block.kind == "paragraph"), None)
    found = find_dateline(article.text, first.span) if first else None
    return found.span if found else None
