"""Exports of news databases, several articles in one text -> Articles.

LexisNexis: articles begin at "3 of 25 DOCUMENTS"; then the paper, a day, the title, and fields in capitals (BYLINE:,
SECTION:, LENGTH:, LOAD-DATE:). Factiva: lines of a two-letter code (HD title, BY, WC words, PD day, SN paper, LP lead,
TD text). ProQuest: articles parted by a rule of underscores, with "Title:", "Author:", "Full text:".

The layouts are those that public readers agree on: of LexisNexis pdennis/skimmer and R.TeMiS's tm.plugin.lexisnexis, of
Factiva chennesy/factiva_parser and laneatmore/factiva_html_parser, of ProQuest chennesy/pq_parser and Alex Hanna's
proquest module. None was checked against a real export.
"""

import re
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Literal, NamedTuple

from newscli.errors import EmptyError
from newscli.formats.entries import Entry, RawFile
from newscli.formats.html.charset import find_charset
from newscli.formats.sniffing import is_html
from newscli.limits import Limits
from newscli.model import Article, Field, Source
from newscli.structure import articles

_LEXIS = re.compile(r"^[ \t]{0,80}\d{1,5} of \d{1,6} DOCUMENTS?[ \t]*$", re.MULTILINE)
_LEXIS_FIELD = re.compile(
    r"^(BYLINE|SECTION|LENGTH|DATELINE|LOAD-DATE|LANGUAGE|PUBLICATION-TYPE|GRAPHIC|SUBJECT|ORGANIZATION|PERSON|CITY|STATE"
    r"|COUNTRY|HIGHLIGHT|CORRECTION-DATE|COPYRIGHT|URL|TYPE|HEADLINE|DISTRIBUTION|SERIES|JOURNAL-CODE|COMPANY|INDUSTRY"
    r"|GEOGRAPHIC):[ \t]*(.*)$"
)
_LEXIS_BEFORE = frozenset(("BYLINE", "SECTION", "LENGTH", "DATELINE", "HIGHLIGHT", "HEADLINE", "SERIES"))
_PROQUEST = re.compile(r"^_{20,}[ \t]*$", re.MULTILINE)
_PROQUEST_FIELD = re.compile(
    r"^(Title|Author|Full text|Publication title|Publication date|Section|Document URL|Language of publication|Abstract"
    r"|Publisher|Subject|Location|Publication year|ISSN|ProQuest document ID|Copyright|Last updated|Database"
    r"|Source type|Document type|Links|Pages|First page|Company / organization|People):[ \t]*(.*)$"
)
_FACTIVA_FIELD = re.compile(
    r"^(HD|BY|CR|WC|PD|ET|SN|SC|ED|PG|LA|CY|LP|TD|CO|IN|NS|RE|PUB|AN|SE|CT|RF|IPC|IPD)(?:[ \t]+(.*)|)$"
)
_FRONT = 2000
_DAY = re.compile(r"\b\d{1,2}\b.{0,20}\b(?:19|20)\d\d\b|\b[A-Z][a-z]+ \d{1,2}, (?:19|20)\d\d\b")


class Record(NamedTuple):
    """One article of an export: its text, and (key, value, label) of what is stated."""

    text: str
    stated: Sequence[tuple[str, str, str]]


def open_entries(file: RawFile, format: str) -> Iterator[Entry]:
    """The articles of an export."""
    if format == "factiva" and is_html(file.data, file.name):
        decoded = file.decode(file.options.encoding or find_charset(file.data, file.charset))
        records_found = of_page(decoded.text, file.options.limits)
    else:
        decoded = file.decoded
        records_found = records(decoded.text, format)
    for record in records_found:
        yield Entry(format, decoded.encoding, partial(read, record=record))


def kind(text: str) -> Literal["lexisnexis", "factiva", "proquest"] | None:
    """Which database's export a text is, None for any other text."""
    head = text[:20_000]
    # A text that only tells of an export somewhere is none.
    if _LEXIS.search(head, 0, _FRONT) and "LENGTH:" in head:
        return "lexisnexis"
    if _PROQUEST.search(head, 0, _FRONT) and re.search(r"^Full text:", head, re.MULTILINE):
        return "proquest"
    codes = [match[1] for line in head.splitlines() if (match := _FACTIVA_FIELD.match(line))]
    return "factiva" if {"HD", "WC", "PD"} <= set(codes) and {"LP", "TD"} & set(codes) else None


def records(text: str, of: str) -> Iterator[Record]:
    """The articles of an export of that kind."""
    if of == "factiva":
        yield from _factiva(text)
        return
    parting, read = (_LEXIS, _lexis) if of == "lexisnexis" else (_PROQUEST, _proquest)
    marks = list(parting.finditer(text))
    # Of LexisNexis each article has its mark before it; a rule of ProQuest's parts two.
    starts = [mark.end() for mark in marks] if of == "lexisnexis" and marks else [0, *(mark.end() for mark in marks)]
    ends = [mark.start() for mark in marks if mark.start() >= starts[0]]
    for start, end in zip(starts, [*ends, len(text)], strict=True):
        if found := read(text[start:end]):
            yield found


def read(source: Source, record: Record) -> Article:
    """One article. Raises EmptyError where it has no text."""
    if not record.text.strip():
        raise EmptyError("is a record without a text")
    fields = [Field(key, value, label) for key, value, label in record.stated if value]
    return articles.build_from_story(source, record.text, fields)


def _lexis(part: str) -> Record | None:
    """The paper, the day and the title stand before the first field; the text between the fields that come before it
    and those that come after."""
    front: list[str] = []
    body: list[str] = []
    fields: dict[str, str] = {}
    key, after = "", False
    for line in map(str.strip, part.splitlines()):
        match = _LEXIS_FIELD.match(line)
        if match:
            key = match[1]
            fields[key] = match[2].strip()
            after = after or (bool(body) and key not in _LEXIS_BEFORE)
        elif key and line:
            fields[key] += f" {line}"
        elif not fields:
            front += [line] if line else []
        else:
            key = ""
            body += [line] if not after else []
    if not front and not any(body):
        return None
    day = next((k for k, line in enumerate(front) if _DAY.search(line)), len(front))
    dated = _DAY.search(front[day]) if day < len(front) else None
    stated = [
        ("title", " ".join(front[day + 1 :]) or fields.get("HEADLINE", ""), "headline"),
        ("authors", fields.get("BYLINE", ""), "BYLINE"),
        ("published", dated[0] if dated else "", "date line"),
        ("publisher", front[0] if 0 < day < len(front) else "", "first line"),
        ("section", fields.get("SECTION", "").split(";")[0], "SECTION"),
        ("language", fields.get("LANGUAGE", "").title(), "LANGUAGE"),
        ("url", fields.get("URL", ""), "URL"),
    ]
    return Record("\n".join(body).strip() + "\n", stated)


def _proquest(part: str) -> Record | None:
    fields: dict[str, list[str]] = {}
    key = ""
    for line in part.splitlines():
        match = _PROQUEST_FIELD.match(line)
        if match:
            key = match[1]
            fields.setdefault(key, []).append(match[2].strip())
        elif key:
            fields[key].append(line.strip())
    if "Full text" not in fields:
        return None
    told = {name: " ".join(lines).strip() for name, lines in fields.items()}
    stated = [
        ("title", told.get("Title", ""), "Title"),
        *(("author", name, "Author") for name in _turned(told.get("Author", ""))),
        ("published", told.get("Publication date", ""), "Publication date"),
        ("publisher", told.get("Publication title", "").split(";")[0], "Publication title"),
        ("section", told.get("Section", ""), "Section"),
        ("language", told.get("Language of publication", ""), "Language of publication"),
        ("url", told.get("Document URL", ""), "Document URL"),
    ]
    return Record("\n".join(fields["Full text"]).strip() + "\n", stated)


def _turned(names: str) -> Iterator[str]:
    """The people of "Lee, Ann; Ray, Bob"."""
    for name in names.split(";"):
        last, _, first = name.partition(",")
        if name.strip():
            yield f"{first.strip()} {last.strip()}".strip()


def _factiva(text: str) -> Iterator[Record]:
    """Articles begin at HD; each code's lines go on to the next code."""
    fields: dict[str, list[str]] = {}
    key = ""
    for line in text.splitlines():
        match = _FACTIVA_FIELD.match(line)
        if match:
            key = match[1]
            # The section stands before the title.
            if key in ("SE", "HD") and "HD" in fields:
                yield _told(fields)
                fields = {}
            fields.setdefault(key, []).append((match[2] or "").strip())
        elif key:
            fields[key].append(line.strip())
    if "HD" in fields:
        yield _told(fields)


def of_page(markup: str, limits: Limits) -> Iterator[Record]:
    """The articles of a Factiva export in HTML: a table each, a row for each code, its paragraphs in the next cell."""
    from newscli.formats.html.page import extract_text, parse_page

    for table in parse_page(markup, limits).iter("table"):
        fields: dict[str, list[str]] = {}
        for row in table.iter("tr"):
            cells = [one for one in row if one.tag in ("td", "th")]
            code = extract_text(cells[0]) if len(cells) > 1 else ""
            if _FACTIVA_FIELD.fullmatch(code):
                inner = list(cells[1].iter("p")) or [cells[1]]
                fields[code] = "\n\n".join(shown for one in inner if (shown := extract_text(one))).split("\n")
        if "HD" in fields:
            yield _told(fields)


def _told(fields: dict[str, list[str]]) -> Record:
    told = {name: " ".join(" ".join(lines).split()) for name, lines in fields.items()}
    stated = [
        ("title", told.get("HD", ""), "HD"),
        ("authors", told.get("BY", ""), "BY"),
        ("published", told.get("PD", ""), "PD"),
        ("publisher", told.get("SN", ""), "SN"),
        ("section", told.get("SE", ""), "SE"),
        ("language", told.get("LA", ""), "LA"),
    ]
    body = "\n\n".join("\n".join(fields[key]).strip() for key in ("LP", "TD") if key in fields)
    return Record(body.strip() + "\n", stated)
