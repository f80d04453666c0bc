"""Exports of news databases, with several articles in one file -> Articles.

LexisNexis: each article begins with "3 of 25 DOCUMENTS". The paper, a date and the title follow, then fields in
capitals (BYLINE:, SECTION:, LENGTH:, LOAD-DATE:). Factiva: each line begins with a two-letter code (HD title, BY, WC
words, PD date, SN paper, LP lead, TD text). ProQuest: a rule of underscores separates articles, which have "Title:",
"Author:", "Full text:".

The layouts are those on which other open-source parsers agree: pdennis/skimmer and R.TeMiS's tm.plugin.lexisnexis for
LexisNexis, chennesy/factiva_parser and laneatmore/factiva_html_parser for Factiva, chennesy/pq_parser and Alex Hanna's
proquest module for ProQuest. None has been tested on a real export.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from newscli.errors import EmptyError
from newscli.formats.entries import Entry, RawFile
from newscli.formats.html.charset import find_charset
from newscli.formats.sniffing import LEXISNEXIS_START, PROQUEST_RULE, is_html
from newscli.limits import Limits
from newscli.model import Article, Field, Source
from newscli.structure import articles

_LEXIS_START = re.compile(LEXISNEXIS_START)
_LEXIS_FIELD = re.compile(
    r"^(BYLINE|SECTION|LENGTH|DATELINE|LOAD-DATE|LANGUAGE|PUBLICATION-TYPE|GRAPHIC|SUBJECT|ORGANIZATION|PERSON|CITY|STATE"
    r"|COUNTRY|HIGHLIGHT|CORRECTION-DATE|COPYRIGHT|URL|TYPE|HEADLINE|DISTRIBUTION|SERIES|JOURNAL-CODE|COMPANY|INDUSTRY"
    r"|GEOGRAPHIC):[ \t]*(.*)$"
)
# The fields before an article's text; all others follow it.
_LEXIS_LEADING_FIELDS = frozenset(("BYLINE", "SECTION", "LENGTH", "DATELINE", "HIGHLIGHT", "HEADLINE", "SERIES"))
_PROQUEST_RULE = re.compile(PROQUEST_RULE)
_PROQUEST_FIELD = re.compile(
    r"^(Title|Author|Full text|Publication title|Publication date|Section|Document URL|Language of publication|Abstract"
    r"|Publisher|Subject|Location|Publication year|ISSN|ProQuest document ID|Copyright|Last updated|Database"
    r"|Source type|Document type|Links|Pages|First page|Company / organization|People):[ \t]*(.*)$"
)
_FACTIVA_FIELD = re.compile(
    r"^(HD|BY|CR|WC|PD|ET|SN|SC|ED|PG|LA|CY|LP|TD|CO|IN|NS|RE|PUB|AN|SE|CT|RF|IPC|IPD)(?:[ \t]+(.*)|)$"
)
# The codes that begin a Factiva record: the section, else the title.
_FACTIVA_FIRST_CODES = ("SE", "HD")
_DAY = re.compile(r"\b\d{1,2}\b.{0,20}\b(?:19|20)\d\d\b|\b[A-Z][a-z]+ \d{1,2}, (?:19|20)\d\d\b")


class Record(NamedTuple):
    """One article of an export: its text and its fields, whose values may be empty."""

    text: str
    fields: Sequence[Field]


def open_entries(file: RawFile, format: str) -> Iterator[Entry]:
    """Yield the articles of an export."""
    if format == "factiva" and is_html(file.data, file.name):
        decoded = file.decode(file.options.encoding or find_charset(file.data, file.charset))
        records = split_factiva_page(decoded.text, file.options.limits)
    else:
        decoded = file.decoded
        records = SPLITTERS[format](decoded.text)
    for record in records:
        yield Entry(format, decoded.encoding, partial(read, record=record))


def read(source: Source, record: Record) -> Article:
    """Read one article. Raises EmptyError if it has no text."""
    if not record.text.strip():
        raise EmptyError("has no text; export the record with its full text")
    return articles.build_from_story(source, record.text, [field for field in record.fields if field.value])


def _split_lexis(text: str) -> Iterator[Record]:
    """Yield the articles of an export. A mark begins each."""
    parts = _LEXIS_START.split(text)
    yield from filter(None, map(_parse_lexis, parts[1:] or parts))


def _split_proquest(text: str) -> Iterator[Record]:
    """Yield the articles of an export. A rule separates two."""
    yield from filter(None, map(_parse_proquest, _PROQUEST_RULE.split(text)))


def _parse_lexis(article: str) -> Record | None:
    """Parse one article: paper, date and title, then the leading fields, the text, and the other fields."""
    front: list[str] = []
    body: list[str] = []
    values: dict[str, str] = {}
    key = ""
    is_after_body = False
    for line in map(str.strip, article.splitlines()):
        match = _LEXIS_FIELD.match(line)
        if match:
            key = match[1]
            values[key] = match[2].strip()
            is_after_body = is_after_body or (bool(body) and key not in _LEXIS_LEADING_FIELDS)
        elif key and line:
            values[key] += f" {line}"
        elif not values:
            front += [line] if line else []
        else:
            key = ""
            body += [line] if not is_after_body else []
    if not front and not any(body):
        return None
    date_line = next((number for number, line in enumerate(front) if _DAY.search(line)), len(front))
    date = _DAY.search(front[date_line]) if date_line < len(front) else None
    fields = [
        Field("title", " ".join(front[date_line + 1 :]) or values.get("HEADLINE", ""), "headline"),
        Field("authors", values.get("BYLINE", ""), "BYLINE"),
        Field("published", date[0] if date else "", "date line"),
        Field("publisher", front[0] if 0 < date_line < len(front) else "", "first line"),
        Field("section", values.get("SECTION", "").split(";")[0], "SECTION"),
        Field("language", values.get("LANGUAGE", "").title(), "LANGUAGE"),
        Field("url", values.get("URL", ""), "URL"),
    ]
    return Record("\n".join(body).strip() + "\n", fields)


def _parse_proquest(article: str) -> Record | None:
    lines_by_label: dict[str, list[str]] = {}
    label = ""
    for line in article.splitlines():
        match = _PROQUEST_FIELD.match(line)
        if match:
            label = match[1]
            lines_by_label.setdefault(label, []).append(match[2].strip())
        elif label:
            lines_by_label[label].append(line.strip())
    if "Full text" not in lines_by_label:
        return None
    values = {label: " ".join(lines).strip() for label, lines in lines_by_label.items()}
    fields = [
        Field("title", values.get("Title", ""), "Title"),
        *(Field("author", name, "Author") for name in _split_inverted_names(values.get("Author", ""))),
        Field("published", values.get("Publication date", ""), "Publication date"),
        Field("publisher", values.get("Publication title", "").split(";")[0], "Publication title"),
        Field("section", values.get("Section", ""), "Section"),
        Field("language", values.get("Language of publication", ""), "Language of publication"),
        Field("url", values.get("Document URL", ""), "Document URL"),
    ]
    return Record("\n".join(lines_by_label["Full text"]).strip() + "\n", fields)


def _split_inverted_names(names: str) -> Iterator[str]:
    """Split "Lee, Ann; Ray, Bob" into "Ann Lee" and "Bob Ray"."""
    for name in names.split(";"):
        last, _, first = name.partition(",")
        if name.strip():
            yield f"{first.strip()} {last.strip()}".strip()


def _split_factiva(text: str) -> Iterator[Record]:
    """Yield the records of an export. Each begins at SE or HD; the lines of a code run until the next code."""
    lines_by_code: dict[str, list[str]] = {}
    code = ""
    for line in text.splitlines():
        match = _FACTIVA_FIELD.match(line)
        if match:
            code = match[1]
            if code in _FACTIVA_FIRST_CODES and "HD" in lines_by_code:
                yield _build_factiva_record(lines_by_code)
                lines_by_code = {}
            lines_by_code.setdefault(code, []).append((match[2] or "").strip())
        elif code:
            lines_by_code[code].append(line.strip())
    if "HD" in lines_by_code:
        yield _build_factiva_record(lines_by_code)


def split_factiva_page(markup: str, limits: Limits) -> Iterator[Record]:
    """Yield the articles of a Factiva export in HTML: each is a table with a row for each code and its text.

    Raises the errors of ``html.page.parse_page``.
    """
    from newscli.formats.html.page import extract_text, parse_page

    for table in parse_page(markup, limits).iter("table"):
        lines_by_code: dict[str, list[str]] = {}
        for row in table.iter("tr"):
            cells = [cell for cell in row if cell.tag in ("td", "th")]
            code = extract_text(cells[0]) if len(cells) > 1 else ""
            if _FACTIVA_FIELD.fullmatch(code):
                elements = list(cells[1].iter("p")) or [cells[1]]
                paragraphs = [text for element in elements if (text := extract_text(element))]
                lines_by_code[code] = "\n\n".join(paragraphs).split("\n")
        if "HD" in lines_by_code:
            yield _build_factiva_record(lines_by_code)


def _build_factiva_record(lines_by_code: dict[str, list[str]]) -> Record:
    values = {code: " ".join(" ".join(lines).split()) for code, lines in lines_by_code.items()}
    keys = {"title": "HD", "authors": "BY", "published": "PD", "publisher": "SN", "section": "SE", "language": "LA"}
    fields = [Field(key, values.get(code, ""), code) for key, code in keys.items()]
    parts = ["\n".join(lines_by_code[code]).strip() for code in ("LP", "TD") if code in lines_by_code]
    return Record("\n\n".join(parts).strip() + "\n", fields)


# How each export in text form is split into its articles, in order.
SPLITTERS: dict[str, Callable[[str], Iterator[Record]]] = {
    "factiva": _split_factiva,
    "lexisnexis": _split_lexis,
    "proquest": _split_proquest,
}
