"""News wires' XML -> Articles: NITF 3 and NewsML-G2, the standards of the IPTC, by lxml.

A NewsML-G2 message may have several items; the text of an item is XHTML or NITF inside it, or plain.
"""

from collections.abc import Iterator
from functools import partial
from typing import Any

from lxml import etree

from newscli.errors import EmptyError, LimitError, UnreadableError
from newscli.formats.doctype import remove_doctype
from newscli.formats.entries import Entry, RawFile
from newscli.formats.html.page import is_deeper_than
from newscli.formats.xml import parse_xml
from newscli.limits import Limits
from newscli.model import Article, BlockKind, Field, Source
from newscli.structure import articles
from newscli.structure.drafts import DraftBlock

_EMPTY = "is a news item without text"
_KINDS: dict[str, BlockKind] = {
    "p": "paragraph", "hl2": "heading", "li": "item", "bq": "quote", "pre": "code",
    **dict.fromkeys(("h2", "h3", "h4"), "heading"),
}  # fmt: skip
# What is no text of the story: pictures with their captions, tables, notes to editors.
_SKIPPED = frozenset(("media", "table", "note", "ednote", "figure", "script", "style", "head"))
_QUOTED = frozenset(("bq", "blockquote"))
# The NITF attribute norm is an ISO 8601 date without separators.
_COMPACT_DATE_CHARS = len("20171211")


def open_entries(file: RawFile, format: str) -> Iterator[Entry]:
    """Yield the articles of a file.

    Raises UnreadableError if it is not well-formed, LimitError if it nests too deep, EmptyError if it has no item.
    """
    try:
        # The document type could define entities; without it, they are an error.
        root = parse_xml(remove_doctype(file.data))
    except etree.XMLSyntaxError as error:
        raise UnreadableError(f"is XML that can't be parsed: {error}") from None
    limits = file.options.limits
    if is_deeper_than(root, limits.max_nesting):
        raise LimitError(f"is nested more than {limits.max_nesting} levels deep; raise --max-nesting to read it")
    items = [root] if _get_name(root) in ("nitf", "newsItem") else list(root.iter("{*}newsItem", "{*}nitf"))
    if not items:
        raise EmptyError("contains no news item")
    for item in items:
        # An item holds NITF of its own.
        if not any(_get_name(parent) == "newsItem" for parent in item.iterancestors()):
            reader = _read_nitf if _get_name(item) == "nitf" else _read_item
            yield Entry(format, None, partial(_read, item=item, reader=reader, limits=limits))


def _read(source: Source, item: Any, reader: Any, limits: Limits) -> Article:
    drafts, fields = reader(item, limits)
    return articles.build_from_blocks(source, drafts, [field for field in fields if field.value], _EMPTY)


def _read_nitf(root: Any, limits: Limits) -> tuple[list[DraftBlock], list[Field]]:
    publication = root.find(".//{*}pubdata")
    attributes = publication.attrib if publication is not None else {}
    issued = root.find(".//{*}date.issue")
    fields = [
        Field("title", _find_text(root, "body/hedline/hl1") or _find_text(root, "head/title"), "NITF hl1"),
        Field("authors", _find_text(root, "byline"), "NITF byline"),
        Field("dateline", _find_text(root, "dateline"), "NITF dateline"),
        Field(
            "published", _read_norm(issued) or _expand_date(attributes.get("date.publication", "")), "NITF date.issue"
        ),
        Field("publisher", attributes.get("name", ""), "NITF pubdata"),
        Field("section", attributes.get("position.section", ""), "NITF pubdata"),
        Field("url", attributes.get("ex-ref", ""), "NITF pubdata"),
        Field("language", _get_language(root), "xml:lang"),
    ]
    content = root.find(".//{*}body.content")
    return (list(_build_blocks(content)) if content is not None else []), fields


def _read_item(item: Any, limits: Limits) -> tuple[list[DraftBlock], list[Field]]:
    inner = item.find(".//{*}inlineXML/{*}nitf")
    drafts, fields = _read_nitf(inner, limits) if inner is not None else ([], [])
    plain = item.find(".//{*}inlineData")
    markup = item.find(".//{*}inlineXML")
    if inner is None and markup is not None:
        drafts = list(_build_blocks(markup))
    elif not drafts and plain is not None and (plain.get("contenttype") or "").startswith("text/"):
        drafts = [DraftBlock("paragraph", " ".join(part.split())) for part in (plain.text or "").split("\n\n")]
    own_fields = [
        Field("title", _find_text(item, "contentMeta/headline"), "NewsML headline"),
        Field("authors", _find_text(item, "contentMeta/by"), "NewsML by"),
        Field("dateline", _find_text(item, "contentMeta/dateline"), "NewsML dateline"),
        Field("published", _find_text(item, "itemMeta/firstCreated") or _find_text(item, "contentMeta/contentCreated")
              or _find_text(item, "itemMeta/versionCreated"), "NewsML firstCreated"),
        Field("modified", _find_text(item, "itemMeta/versionCreated"), "NewsML versionCreated"),
        Field("publisher", _find_text(item, "itemMeta/provider/name"), "NewsML provider"),
        Field("language", _find_attribute(item, "contentMeta/language", "tag") or _get_language(item),
              "NewsML language"),
    ]  # fmt: skip
    return drafts, [*own_fields, *fields]


def _build_blocks(element: Any, kind: BlockKind = "paragraph") -> Iterator[DraftBlock]:
    """Build the blocks of the text: paragraphs, headings, items and quotes, without pictures and tables."""
    for child in element:
        name = _get_name(child)
        if name in _SKIPPED or not name:
            continue
        if name in _KINDS:
            text = " ".join("".join(map(str, child.itertext())).split())
            own_kind: BlockKind = kind if kind == "quote" and name == "p" else _KINDS[name]
            if text:
                yield DraftBlock(
                    own_kind, f"- {text}" if own_kind == "item" else text, 1 if own_kind == "heading" else 0
                )
        else:
            yield from _build_blocks(child, "quote" if name in _QUOTED else kind)


def _get_name(element: Any) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _find_text(element: Any, path: str) -> str:
    found = _find(element, path)
    return " ".join("".join(map(str, found.itertext())).split()) if found is not None else ""


def _find_attribute(element: Any, path: str, name: str) -> str:
    found = _find(element, path)
    return (found.get(name) or "") if found is not None else ""


def _find(element: Any, path: str) -> Any:
    return element.find(".//" + "/".join(f"{{*}}{part}" for part in path.split("/")))


def _get_language(element: Any) -> str:
    return str(element.get("{http://www.w3.org/XML/1998/namespace}lang") or "")


def _read_norm(element: Any) -> str:
    return _expand_date(element.get("norm") or "") if element is not None else ""


def _expand_date(value: str) -> str:
    """Write "20171211T100000Z" as "2017-12-11T10:00:00Z"."""
    day, _, time = value.partition("T")
    if len(day) != _COMPACT_DATE_CHARS or not day.isdecimal():
        return value
    iso = f"{day[:4]}-{day[4:6]}-{day[6:]}"
    return f"{iso}T{time[:2]}:{time[2:4]}:{time[4:]}" if len(time) >= 6 and time[:6].isdecimal() else iso
