"""Markdown -> Article, by CommonMark 0.31 with tables and front matter.

The text is the rendered plain text: no markup, no link targets, no front matter; paragraphs apart
by a blank line, list items a line each with "- " or "1. ", table rows a line with tabs.
"""

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from newscli.errors import LimitError
from newscli.formats.entries import Entry, RawFile
from newscli.input.encodings import find_undecodable_runs
from newscli.limits import Limits
from newscli.model import Article, Block, BlockKind, Field, Source, Span, Warning
from newscli.structure.front_matter import HEADER_KEYS, read_front_matter

_FENCE = re.compile(r"\s{0,100}---[ \t]*(?:\r\n|\n|\r)")
_FENCE_END = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_LONGEST_FRONT_MATTER = 100_000
_TAG = re.compile(
    r"<!--.*?(?:-->|$)|<(?:script|style)\b.*?(?:</(?:script|style)\b[^<>]*>?|$)|<[^<>]*>",
    re.DOTALL | re.IGNORECASE,
)
_MORE_KEYS = {
    "site": "publisher",
    "permalink": "url",
    "canonical url": "url",
    "categories": "section",
    "lastmod": "modified",
    "last modified at": "modified",
}


class _Strings(yaml.SafeLoader):
    """YAML whose plain values stay as written: no dates, numbers, booleans or merge keys."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012 - PyYAML's own name


def open_entries(file: RawFile, format: str) -> Iterator[Entry]:
    """The one article of a Markdown file."""
    decoded = file.decoded
    build = partial(read, text=decoded.text, problems=decoded.problems, limits=file.options.limits)
    yield Entry(format, decoded.encoding, build)


def read(source: Source, text: str, problems: tuple[Warning, ...], limits: Limits) -> Article:
    """Render a decoded Markdown file. Raises LimitError for deeper nesting than ``limits``."""
    matter, begin = _front_matter(text)
    fields, doubts = _fields(matter)
    rendered = _Rendered()
    rendered.add(_tokens(text[begin:], limits))
    shown, blocks = rendered.text, rendered.blocks
    title = next((one.value for one in fields if one.key == "title"), None)
    if _opens_with_title(shown, blocks, title):
        span = blocks[0].span
        if title is None:
            fields.append(Field("title", shown[span.start : span.end], "level-1 heading", span))
        blocks = [Block("title", span), *blocks[1:]]
    after = [block for block in blocks if block.kind != "title"]
    found = read_front_matter(shown, after, title or "")
    return Article(
        source=source,
        text=shown,
        body=Span(found.body, after[-1].span.end) if after else Span(len(shown), len(shown)),
        blocks=tuple(b for b in blocks if b.kind == "title" or b.span.start >= found.body),
        fields=(*fields, *found.fields),
        headings_known=True,
        problems=(*_relocated(shown, source.encoding or "", problems), *doubts),
    )


def _relocated(text: str, encoding: str, problems: tuple[Warning, ...]) -> Sequence[Warning]:
    """Undecodable bytes, which were found in the file's text, where they are in the rendered text."""
    if not problems:
        return ()
    return find_undecodable_runs(text, encoding) or [replace(problem, spans=()) for problem in problems[:1]]


def _opens_with_title(text: str, blocks: Sequence[Block], title: str | None) -> bool:
    """A level-1 heading that opens the text is its title, if it is the only one or says the same."""
    if not blocks or blocks[0].kind != "heading" or blocks[0].level != 1:
        return False
    if title is not None:
        return text[blocks[0].span.start : blocks[0].span.end].casefold() == title.casefold()
    return sum(block.kind == "heading" and block.level == 1 for block in blocks) == 1


def _front_matter(text: str) -> tuple[str, int]:
    """The YAML between the fences, and where the Markdown begins."""
    opened = _FENCE.match(text)
    closed = _FENCE_END.search(text, opened.end()) if opened else None
    if opened is None or closed is None:
        return "", 0
    return text[opened.end() : closed.start()], closed.end()


def _fields(matter: str) -> tuple[list[Field], tuple[Warning, ...]]:
    if not matter.strip():
        return [], ()
    if len(matter) > _LONGEST_FRONT_MATTER:
        return [], (Warning("front-matter", f"front matter of over {_LONGEST_FRONT_MATTER:,} characters is left out"),)
    try:
        data = yaml.load(matter, _Strings)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        problem = getattr(error, "problem", None) or "too deep"
        mark = getattr(error, "problem_mark", None)
        where = f" in line {mark.line + 2}" if mark is not None else ""
        return [], (Warning("front-matter", f"the front matter is no YAML ({problem}{where}) and is left out"),)
    if not isinstance(data, dict):
        return [], (Warning("front-matter", "the front matter holds no keys and is left out"),)
    fields: list[Field] = []
    for name, value in data.items():
        key = " ".join(re.split(r"[ _-]+", name.lower())) if isinstance(name, str) else ""
        target = HEADER_KEYS.get(key) or _MORE_KEYS.get(key)
        values = list(_strings(value)) if target else []
        fields += [Field(target or "", one, "front matter") for one in (values if target == "authors" else values[:1])]
    return fields, ()


def _strings(value: object) -> Iterator[str]:
    """The string, or the strings and {name: …} entries of a list."""
    for one in value if isinstance(value, list) else [value]:
        named = one.get("name") if isinstance(one, dict) else one
        if isinstance(named, str) and named.strip():
            yield named.strip()


def _tokens(text: str, limits: Limits) -> list[Token]:
    parser = MarkdownIt("commonmark", {"maxNesting": limits.max_nesting}).enable(["table", "strikethrough"])
    tokens = parser.parse(text)
    # The parser leaves out what lies deeper, without a word.
    if any(token.level >= limits.max_nesting - 1 for token in tokens):
        raise LimitError(f"is nested over {limits.max_nesting} levels deep; raise --max-nesting to read it")
    return tokens


@dataclass
class _Rendered:
    """Text and blocks under construction."""

    parts: list[str] = field(default_factory=list)
    size: int = 0
    blocks: list[Block] = field(default_factory=list)
    # What the open containers are, list markers and their counters included.
    lists: list[int | None] = field(default_factory=list)
    quoted: int = 0
    marker: str = ""
    tight: bool = False

    @property
    def text(self) -> str:
        return "".join(self.parts)

    def put(self, words: str, kind: BlockKind, level: int = 0) -> None:
        words = words.strip("\n")
        if not words.strip():
            return
        words = self.marker + words
        self.marker = ""
        gap = "" if not self.size else "\n" if self.tight and kind in ("item", "row") else "\n\n"
        self.parts += [gap, words]
        start = self.size + len(gap)
        self.size = start + len(words)
        self.blocks.append(Block(kind, Span(start, self.size), level))
        self.tight = kind in ("item", "row")

    def add(self, tokens: Sequence[Token]) -> None:
        kind: BlockKind = "paragraph"
        level = 0
        row: list[str] = []
        in_table = False
        for token in tokens:
            match token.type:
                case "heading_open":
                    kind, level = "heading", int(token.tag[1])
                case "heading_close" | "paragraph_close":
                    kind, level = "paragraph", 0
                case "bullet_list_open":
                    self.tight = self.tight and bool(self.lists)
                    self.lists.append(None)
                case "ordered_list_open":
                    self.tight = self.tight and bool(self.lists)
                    self.lists.append(int(token.attrs.get("start", 1)))
                case "bullet_list_close" | "ordered_list_close":
                    self.lists.pop()
                    self.tight = bool(self.lists)
                case "list_item_open":
                    self.marker = self._next_marker()
                case "blockquote_open":
                    self.quoted += 1
                case "blockquote_close":
                    self.quoted -= 1
                case "table_open":
                    in_table, self.tight = True, False
                case "table_close":
                    in_table, self.tight = False, False
                case "tr_open":
                    row = []
                case "tr_close":
                    self.put("\t".join(row), "row")
                case "inline":
                    words = _inline(token.children or ())
                    if in_table:
                        row.append(words.replace("\t", " ").replace("\n", " "))
                    else:
                        self.put(words, self._kind(kind), level)
                case "fence" | "code_block":
                    self.put(token.content, "code")
                case "html_block":
                    self.put(html.unescape(_TAG.sub("", token.content)).strip(), self._kind("paragraph"))
                case _:
                    pass

    def _kind(self, kind: BlockKind) -> BlockKind:
        if kind == "heading":
            return kind
        return "item" if self.marker else "quote" if self.quoted else kind

    def _next_marker(self) -> str:
        number = self.lists[-1]
        if number is None:
            return "- "
        self.lists[-1] = number + 1
        return f"{number}. "


def _inline(tokens: Iterable[Token]) -> str:
    parts: list[str] = []
    for token in tokens:
        match token.type:
            case "text" | "code_inline":
                parts.append(token.content)
            case "softbreak":
                parts.append(" ")
            case "hardbreak":
                parts.append("\n")
            case "image":
                parts.append(_inline(token.children or ()))
            case _:
                pass
    return "".join(parts)
