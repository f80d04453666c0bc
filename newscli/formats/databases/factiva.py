"""Factiva: exports as text, as pages and as XML.

In text and in some pages each line or row begins with a two-letter code (HD title, BY, WC words, PD day, ET time, SN
paper, LP lead, TD text). Other pages have the same values without codes, in a fixed order: section, title, author,
credit, words, day, time, paper, its code, edition, page, language. The layouts are those of real exports in the test
data of koheiw/newspapers and tm.plugin.factiva.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from lxml import etree, html

from newscli.errors import UnreadableError
from newscli.formats.databases.records import (
    Record,
    add_time,
    clean_byline,
    count_stated_words,
    find_day,
    join_paragraphs,
    list_lines,
)
from newscli.formats.html.page import extract_text
from newscli.formats.xml import parse_xml
from newscli.model import Field

_CODES = "(HD|BY|CR|WC|PD|ET|SN|SC|ED|PG|LA|CY|LP|TD|CO|IN|NS|RE|PUB|AN|SE|CT|RF|IPC|IPD)"
_FIELD = re.compile(rf"^{_CODES}(?:[ \t]+(.*)|)$")
# A code alone on its line. In a file with such lines, "IN OTHER NEWS" is text.
_LONE_FIELD = re.compile(rf"^{_CODES}()$")
# The codes that begin a record: the section, else the title.
_FIRST_CODES = ("SE", "HD")
_ARTICLE_CLASS = re.compile(r"(?:^|\s)[a-z]{2,4}Article(?:\s|$)")
_HEADLINE_CLASS = re.compile(r"(?:^|\s)[a-z]{2,4}Headline(?:\s|$)")
_PARAGRAPH_CLASS = re.compile(r"(?:^|\s)articleParagraph(?:\s|$)")
_TIME = re.compile(r"\d{1,2}:\d\d(?::\d\d)?(?:\s?[AP]M)?(?:\s[A-Z]{2,4})?")
# The names of languages in the languages of the interface, by the tag of the language.
_LANGUAGES = {
    "en": "english englisch anglais inglés inglese engels 英文 英語 영어 английский",
    "de": "german deutsch allemand alemán tedesco duits 德文 ドイツ語 독일어 немецкий",
    "fr": "french französisch français francés francese frans 法文 フランス語 프랑스어 французский",
    "es": "spanish spanisch espagnol español spagnolo spaans 西班牙文 スペイン語 스페인어 испанский",
    "it": "italian italienisch italien italiano italiaans 意大利文 イタリア語 이탈리아어 итальянский",
    "pt": "portuguese portugiesisch portugais portugués português 葡萄牙文",
    "nl": "dutch niederländisch néerlandais nederlands 荷蘭文 荷兰文",
    "ru": "russian russisch russe ruso 俄文 русский",
    "zh": "chinese chinesisch chinois chino 中文 繁體中文 简体中文",
    "ja": "japanese japanisch japonais japonés 日文 日本語",
    "ko": "korean koreanisch coréen coreano 韓文 韩文 한국어",
}
_TAGS = {name: tag for tag, names in _LANGUAGES.items() for name in names.split()}


def split_text(text: str) -> Iterator[Record]:
    """Yield the records of an export. Each begins at SE or HD; the lines of a code run until the next code."""
    lines_by_code: dict[str, list[str]] = {}
    code = ""
    lines = text.splitlines()
    field = _LONE_FIELD if "HD" in (line.rstrip() for line in lines) else _FIELD
    for line in lines:
        match = field.match(line.rstrip())
        if match:
            code = match[1]
            if code in _FIRST_CODES and "HD" in lines_by_code:
                yield _build_record(lines_by_code)
                lines_by_code = {}
            lines_by_code.setdefault(code, []).append((match[2] or "").strip())
        elif code:
            lines_by_code[code].append(line.strip())
    if "HD" in lines_by_code:
        yield _build_record(lines_by_code)


def split_page(root: html.HtmlElement) -> Iterator[Record]:
    """Yield the articles of an export as a page, in either layout."""
    articles = [element for element in root.iter("div") if _ARTICLE_CLASS.search(element.get("class") or "")]
    for article in articles or root.iter("table"):
        if lines_by_code := _read_table(article):
            yield _build_record(lines_by_code)
        elif articles and (record := _read_article(article)):
            yield record


def _read_table(element: html.HtmlElement) -> dict[str, list[str]]:
    """Read the rows of an article that has a code in the first cell of each; {} if it has no title."""
    lines_by_code: dict[str, list[str]] = {}
    for row in element.iter("tr"):
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        code = extract_text(cells[0]) if len(cells) > 1 else ""
        if _FIELD.fullmatch(code):
            lines_by_code[code] = "\n\n".join(list_lines(cells[1])).split("\n")
    return lines_by_code if "HD" in lines_by_code else {}


def _build_record(lines_by_code: Mapping[str, Sequence[str]]) -> Record:
    values = {code: " ".join(" ".join(lines).split()) for code, lines in lines_by_code.items()}
    day = find_day(values.get("PD", ""))
    fields = [
        Field("title", values.get("HD", ""), "HD"),
        Field("authors", clean_byline(values.get("BY", "")), "BY"),
        Field("published", add_time(day.value, values.get("ET", "")) if day else values.get("PD", ""), "PD"),
        Field("publisher", values.get("SN", ""), "SN"),
        Field("section", values.get("SE", "").split(";")[0], "SE"),
        Field("language", _find_language(values.get("LA", "")), "LA"),
    ]
    parts = ["\n".join(lines_by_code[code]).strip() for code in ("LP", "TD") if code in lines_by_code]
    return Record("\n\n".join(parts).strip() + "\n", fields, count_stated_words(values.get("WC", "")))


def _read_article(article: html.HtmlElement) -> Record | None:
    """Read an article whose values have no codes."""
    title, section, author = "", "", ""
    values: list[str] = []
    for element in article:
        if element.tag != "div":
            continue
        headline = next((e for e in element.iter() if _HEADLINE_CLASS.search(e.get("class") or "")), None)
        if headline is not None:
            title, section = extract_text(headline), next(iter(values), "")
            values = []
        elif element.get("class") == "author":
            author = extract_text(element)
        else:
            values.append(extract_text(element))
    if not title:
        return None
    dated = next((n for n, value in enumerate(values) if find_day(value)), None)
    day = find_day(values[dated]) if dated is not None else None
    after = values[dated + 1 :] if dated is not None else []
    published = day.value if day else ""
    if after and _TIME.fullmatch(after[0]):
        published = add_time(published, after.pop(0))
    fields = [
        Field("title", title, "headline"),
        Field("authors", clean_byline(author), "author"),
        Field("published", published, "date line"),
        Field("publisher", next(iter(after), ""), "source"),
        Field("section", section.split(";")[0], "section"),
        Field("language", next(filter(None, map(_find_language, after)), ""), "language"),
    ]
    paragraphs = [
        " ".join(paragraph.text_content().split())
        for paragraph in article.iter("p")
        if _PARAGRAPH_CLASS.search(paragraph.get("class") or "")
    ]
    words = next(filter(None, map(count_stated_words, values[:dated])), None)
    return Record(join_paragraphs(paragraphs), fields, words)


def _find_language(value: str) -> str:
    return _TAGS.get(value.strip().casefold(), "")


def split_xml(data: bytes) -> Iterator[Record]:
    """Yield the articles of a response of Factiva's service. Raises UnreadableError if it is not well-formed."""
    try:
        root = parse_xml(data)
    except etree.XMLSyntaxError as error:
        raise UnreadableError(f"is a Factiva export in XML that can't be parsed: {error}") from None
    for article in root.iter("{*}article"):
        values = {etree.QName(child).localname: _join_text(child) for child in article if isinstance(child.tag, str)}
        paragraphs = [
            _join_text(paragraph)
            for name in ("leadParagraph", "tailParagraphs")
            for part in article.iterfind(f"{{*}}{name}")
            for paragraph in part.iterfind("{*}paragraph")
        ]
        fields = [
            Field("title", values.get("headline", ""), "headline"),
            Field("authors", clean_byline(values.get("byline", "")), "byline"),
            Field("published", values.get("publicationDate", ""), "publicationDate"),
            Field("publisher", values.get("sourceName", ""), "sourceName"),
            Field("section", values.get("sectionName", ""), "sectionName"),
            Field("language", values.get("baseLanguage", "").lower(), "baseLanguage"),
        ]
        words = values.get("wordCount", "")
        yield Record(join_paragraphs(paragraphs), fields, int(words) if words.isdecimal() else None)


def _join_text(element: Any) -> str:
    return " ".join("".join(map(str, element.itertext())).split())
