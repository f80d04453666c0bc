"""LexisNexis and Nexis: exports as text and as pages, where "3 of 25 DOCUMENTS" begins each article, and exports of
Nexis Uni as Word, RTF or text, where "End of Document" ends it.

In the former, the paper, a day and the title come first, then fields in capitals (BYLINE:, SECTION:, LENGTH:), the
text, and other fields (LOAD-DATE:). In the latter, title, paper and day, fields (Section:, Length:), "Body", the text,
"Classification" and other fields. The layouts are those of real exports in the test data of koheiw/newspapers,
JBGruber/LexisNexisTools and tm.plugin.lexisnexis.
"""

import re
from collections.abc import Iterator, Sequence

from lxml import html

from newscli.formats.databases.records import (
    Record,
    clean_byline,
    count_stated_words,
    find_day,
    join_paragraphs,
    list_lines,
)
from newscli.formats.sniffing import LEXISNEXIS_START, NEXIS_UNI_END
from newscli.model import Field

_START = re.compile(LEXISNEXIS_START)
_END = re.compile(NEXIS_UNI_END)
_FIELD = re.compile(
    r"^(BYLINE|SECTION|LENGTH|DATELINE|LOAD-DATE|LANGUAGE|PUBLICATION-TYPE|GRAPHIC|SUBJECT|ORGANIZATION|PERSON|CITY|STATE"
    r"|COUNTRY|HIGHLIGHT|CORRECTION-DATE|CORRECTION|COPYRIGHT|URL|TYPE|HEADLINE|DISTRIBUTION|SERIES|JOURNAL[- ]CODE"
    r"|COMPANY|INDUSTRY|TICKER|NOTES|GEOGRAPHIC|DOCUMENT-TYPE|UPDATE|LINK):[ \t\xa0]*(.*)$"
)
# The fields before an article's text; all others follow it.
_LEADING_FIELDS = frozenset(("BYLINE", "SECTION", "LENGTH", "DATELINE", "HIGHLIGHT", "HEADLINE", "SERIES"))
# Fields that no story has in it. Any other, as an UPDATE: or a correction:, may open a paragraph of the text.
_SURE_FIELDS = frozenset((
    "LOAD-DATE", "LANGUAGE", "PUBLICATION-TYPE", "GRAPHIC", "CORRECTION-DATE", "COPYRIGHT", "URL", "DISTRIBUTION",
    "JOURNAL-CODE", "JOURNAL CODE", "DOCUMENT-TYPE", "TICKER",
))  # fmt: skip
# A field's value may stand in a paragraph of its own, if it is short.
_MAX_VALUE_CHARS = 100
_EDITION = re.compile(
    r".{0,30}\bedition\b.{0,20}|(?:correction|clarification) appended|(?:late|early|final|main|\w+ star)(?: edition)?",
    re.IGNORECASE,
)
_CORRECTED = re.compile(r"(?:^|\s-\s)(?:correction|clarification) appended$", re.IGNORECASE)
_PUBLISHED_EDITION = re.compile(r"\s+-\s+[^-]{0,30}\bEdition$")
_COPYRIGHT = re.compile(r"(?:copyright\b|all rights reserved)", re.IGNORECASE)
_BODY = "Body"
# Lines that stand for themselves after the text of an article.
_ENDS = ("Classification", "Correction", "Graphic", "Notes")


def split_text(text: str) -> Iterator[Record]:
    """Yield the articles of an export in text form, of either kind."""
    if _START.search(text):
        parts = _START.split(text)
        yield from filter(None, (_parse_classic(_list_paragraphs(part)) for part in parts[1:]))
    else:
        yield from split_lines(text.splitlines())


def split_page(root: html.HtmlElement) -> Iterator[Record]:
    """Yield the articles of an export as a page. Its paragraphs are those of the text form."""
    article: list[list[str]] | None = None
    for line in list_lines(root):
        if _START.fullmatch(line):
            if article is not None and (record := _parse_classic(article)):
                yield record
            article = []
        elif article is not None:
            article.append([line])
    if article is not None and (record := _parse_classic(article)):
        yield record


def split_lines(lines: Sequence[str]) -> Iterator[Record]:
    """Yield the articles of an export of Nexis Uni: its paragraphs, or the lines of a text."""
    article: list[str] = []
    for line in "\n".join(lines).split("\n"):
        if _END.fullmatch(line.strip()):
            if record := _parse_uni(article):
                yield record
            article = []
        else:
            article.append(line.replace("\xa0", " ").strip())


def _list_paragraphs(text: str) -> list[list[str]]:
    """List the paragraphs of a text, each as its lines."""
    paragraphs: list[list[str]] = [[]]
    for line in map(str.strip, text.splitlines()):
        if line:
            paragraphs[-1].append(line)
        elif paragraphs[-1]:
            paragraphs.append([])
    return paragraphs if paragraphs[-1] else paragraphs[:-1]


def _parse_classic(paragraphs: Sequence[Sequence[str]]) -> Record | None:
    """Parse one article: paper, day and title, then the leading fields, the text, and the other fields."""
    front: list[Sequence[str]] = []
    body: list[Sequence[str]] = []
    values: dict[str, str] = {}
    key = ""
    is_after_body = False
    for number, paragraph in enumerate(paragraphs):
        lines = list(paragraph)
        match = _FIELD.match(lines[0])
        if match and body and not is_after_body and _is_in_text(match, paragraphs[number + 1 : number + 2]):
            match = None
        if match is None:
            if key and not values[key] and sum(map(len, lines)) <= _MAX_VALUE_CHARS:
                values[key] = " ".join(lines)
            elif not values:
                front.append(lines)
            elif not is_after_body:
                body.append(lines)
            continue
        for field, value in _read_field_lines(lines):
            key = field
            values[key] = value
        is_after_body = is_after_body or key not in _LEADING_FIELDS
    if not front and not body:
        return None
    publisher, day, title = _read_front(front)
    fields = [
        Field("title", title or values.get("HEADLINE", ""), "headline"),
        Field("authors", clean_byline(values.get("BYLINE", "")), "BYLINE"),
        Field("published", day, "date line"),
        Field("modified", _find_day(values.get("CORRECTION-DATE", "")), "CORRECTION-DATE"),
        Field("publisher", publisher, "first line"),
        Field("section", _cut_section(values.get("SECTION", "")), "SECTION"),
        Field("dateline", _cut_dateline(values.get("DATELINE", "")), "DATELINE"),
        Field("language", values.get("LANGUAGE", "").title(), "LANGUAGE"),
        Field("url", values.get("URL", ""), "URL"),
    ]
    text = "\n\n".join("\n".join(lines) for lines in body) + "\n"
    return Record(text, fields, count_stated_words(values.get("LENGTH", "")))


def _read_field_lines(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the name and the value of each field in a paragraph that begins with one."""
    key, parts = "", list[str]()
    for line in lines:
        if match := _FIELD.match(line):
            if key:
                yield key, " ".join(parts)
            key, parts = match[1], [match[2].strip()]
        else:
            parts.append(line)
    yield key, " ".join(parts)


def _is_in_text(field: re.Match[str], following: Sequence[Sequence[str]]) -> bool:
    """Whether what looks like a field is a paragraph of the text: more of it follows before the next field."""
    if field[1] in _SURE_FIELDS or not field[2].strip():
        return False
    below = next((lines[0] for lines in following), "")
    return bool(below) and not _FIELD.match(below) and not _COPYRIGHT.match(below)


def _read_front(front: Sequence[Sequence[str]]) -> tuple[str, str, str]:
    """Read the paper, the day and the title from the paragraphs before the first field."""
    lines = [(number, line) for number, paragraph in enumerate(front) for line in paragraph]
    lines = [(number, line) for number, line in lines if not _COPYRIGHT.match(line)]
    dated = next((n for n, (_, line) in enumerate(lines) if find_day(line)), None)
    if dated is None:
        return "", "", " ".join(line for _, line in lines)
    day_paragraph, day_line = lines[dated]
    title = [
        line
        for number, line in lines[dated + 1 :]
        # What follows the day in its own paragraph says which edition it is.
        if number != day_paragraph and not _EDITION.fullmatch(line)
    ]
    publisher = next((line for _, line in lines[:dated]), "")
    return publisher, _find_day(day_line), " ".join(title)


def _parse_uni(lines: Sequence[str]) -> Record | None:
    """Parse one article of Nexis Uni: title, paper, day, fields, the text, other fields."""
    if _BODY not in lines:
        return None
    start = lines.index(_BODY)
    front, values = _read_uni_fields(lines[:start])
    # Of the front page of an export, only the lines next to the fields belong to the article: title, paper and day.
    front = [line for line in front if not _CORRECTED.fullmatch(line)]
    dated = next((n for n in reversed(range(len(front))) if find_day(front[n])), len(front))
    day = find_day(front[dated]) if dated < len(front) else None
    title, publisher = (["", "", *front[:dated]])[-2:]
    if not title:
        return None
    rest = lines[start + 1 :]
    end = next((n for n in range(len(rest)) if _ends_uni_text(rest, n)), len(rest))
    _, other_values = _read_uni_fields(rest[end:])
    values |= other_values
    fields = [
        Field("title", _CORRECTED.sub("", title), "headline"),
        Field("authors", clean_byline(values.get("BYLINE", "")), "Byline"),
        Field("published", day.value if day else "", "date line"),
        Field("modified", _find_day(values.get("CORRECTION-DATE", "")), "Correction-Date"),
        Field("publisher", _PUBLISHED_EDITION.sub("", publisher), "publication"),
        Field("section", _cut_section(values.get("SECTION", "")), "Section"),
        Field("dateline", _cut_dateline(values.get("DATELINE", "")), "Dateline"),
        Field("language", values.get("LANGUAGE", "").title(), "Language"),
        Field("url", values.get("URL", ""), "URL"),
    ]
    return Record(join_paragraphs(rest[:end]), fields, count_stated_words(values.get("LENGTH", "")))


def _ends_uni_text(lines: Sequence[str], n: int) -> bool:
    """Whether a line is the first after the text: a heading, or a field with more of them, or nothing, below it."""
    if lines[n] in _ENDS:
        return True
    match = _match_uni_field(lines[n], trailing=True)
    if match is None or match[1] in _SURE_FIELDS:
        return match is not None
    below = next(filter(None, (lines[k] for k in range(n + 1, len(lines)))), "")
    return not below or below in _ENDS or _match_uni_field(below) is not None or bool(_COPYRIGHT.match(below))


def _read_uni_fields(lines: Sequence[str]) -> tuple[list[str], dict[str, str]]:
    """Read the fields among lines; return the other lines, too, without those about copyright."""
    others: list[str] = []
    values: dict[str, str] = {}
    for line in filter(None, lines):
        if match := _match_uni_field(line):
            values.setdefault(match[1], match[2].strip())
        elif not _COPYRIGHT.match(line):
            others.append(line)
    return others, values


def _match_uni_field(line: str, *, trailing: bool = False) -> re.Match[str] | None:
    """Match a field as Nexis Uni writes it ("Load-Date: …"); with ``trailing``, only one that follows the text."""
    label, colon, value = line.partition(":")
    match = _FIELD.match(f"{label.upper()}{colon}{value}") if label[:1].isupper() else None
    return None if match is None or (trailing and match[1] in _LEADING_FIELDS) else match


def _find_day(line: str) -> str:
    day = find_day(line)
    return day.value if day else ""


def _cut_section(value: str) -> str:
    """Cut off the page, column and edition: "NEWS; Pg. 7A" is NEWS."""
    return re.split(r"[;,]?\s*\bPgs?\.?\s", value.split(";")[0])[0].strip(" ,")


def _cut_dateline(value: str) -> str:
    """Cut off the day: "WASHINGTON, June 19" is WASHINGTON."""
    return re.sub(r",?\s+[A-Z][a-z]{2,8}\.?\s+\d{1,2}(?:,?\s+\d{4})?.*$", "", value).strip(" ,")
