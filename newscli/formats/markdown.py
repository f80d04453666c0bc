"""Markdown (CommonMark 0.31 with tables and front matter) -> Article.

The text is the rendered plain text, without markup, link targets and front matter. List items keep "- " or "1. "; tabs
separate the cells of a table row.
"""

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from newscli.errors import LimitError
from newscli.formats.entries import Entry, RawFile
from newscli.formats.fenced_fields import read_fenced_fields
from newscli.formats.markdown_chunks import split_long, split_markdown
from newscli.limits import Limits
from newscli.model import Article, BlockKind, Source, Warning
from newscli.structure.articles import build_with_front_matter
from newscli.structure.drafts import DraftBlock
from newscli.text import unify_line_ends, warn_of_undecodable

_TAG = re.compile(
    r"<!--.*?(?:-->|$)|<(?:script|style)\b.*?(?:</(?:script|style)\b[^<>]*>?|$)|<[^<>]*>",
    re.DOTALL | re.IGNORECASE,
)

# Where a link definition may stand.
_DEFINITION = re.compile(r"\]:")


def open_entries(file: RawFile, format: str) -> Iterator[Entry]:
    """Yield the one article of a Markdown file."""
    decoded = file.decoded
    build = partial(read, text=decoded.text, problems=decoded.problems, limits=file.options.limits)
    yield Entry(format, decoded.encoding, build)


def read(source: Source, text: str, problems: tuple[Warning, ...], limits: Limits) -> Article:
    """Read a decoded Markdown file. Raises LimitError if it nests deeper than ``limits`` allows."""
    text = unify_line_ends(text)
    fields, matter_problems, markdown_start = read_fenced_fields(text)
    renderer = _Renderer(_Parser(limits))
    for tokens in renderer.parser.parse(text[markdown_start:]):
        renderer.add(tokens)
    article = build_with_front_matter(source, renderer.drafts, fields)
    decoding_problems = _relocate(problems, article.text, source.encoding or "")
    return replace(article, problems=(*decoding_problems, *matter_problems))


def _relocate(problems: tuple[Warning, ...], text: str, encoding: str) -> Sequence[Warning]:
    """Move warnings about undecodable bytes from the text of the file to the rendered text.

    If all the bytes were in the markup, one warning without a span remains.
    """
    if not problems:
        return ()
    return warn_of_undecodable(text, encoding) or (replace(problems[0], spans=()),)


class _Parser:
    """Parses the blocks of a document, and the text in each of them when it is wanted: all at once take much memory."""

    def __init__(self, limits: Limits) -> None:
        self._max_nesting = limits.max_nesting
        parsers = [MarkdownIt("commonmark", {"maxNesting": limits.max_nesting}) for _ in range(2)]
        self._blocks, self._inline = (parser.enable(["table", "strikethrough"]) for parser in parsers)
        self._blocks.disable(["inline", "text_join"])
        # The link definitions of the whole document.
        self._references: dict[str, Any] = {}

    def parse(self, text: str) -> Iterator[list[Token]]:
        """Yield the blocks of a document, piece by piece. Raises LimitError if they are nested too deep."""
        if _DEFINITION.search(text):
            for piece in split_markdown(text):
                self._blocks.parse(piece, self._references)
        for piece in split_markdown(text):
            tokens = self._blocks.parse(piece, self._references)
            # The parser silently drops what lies deeper.
            if any(token.level >= self._max_nesting - 1 for token in tokens):
                raise LimitError(f"is nested more than {self._max_nesting} levels deep; raise --max-nesting to read it")
            yield tokens

    def parse_inline(self, text: str) -> Iterator[Token]:
        """Yield the tokens of the text in a block."""
        for piece in split_long(text):
            for token in self._inline.parseInline(piece, self._references):
                yield from token.children or ()


@dataclass
class _Renderer:
    """Turns tokens into blocks."""

    parser: _Parser
    drafts: list[DraftBlock] = field(default_factory=list)
    # The open lists: the number of the next item, None for a list without numbers.
    next_numbers: list[int | None] = field(default_factory=list)
    open_quotes: int = 0
    # The mark of the list item that the next block opens, to put before its text.
    marker: str = ""
    starts_list: bool = False

    def add(self, tokens: Sequence[Token]) -> None:
        """Add the blocks of a document, or of a piece of it."""
        kind: BlockKind = "paragraph"
        level = 0
        cells: list[str] = []
        in_table = False
        for token in tokens:
            match token.type:
                case "heading_open":
                    kind, level = "heading", int(token.tag[1])
                case "heading_close" | "paragraph_close":
                    kind, level = "paragraph", 0
                case "bullet_list_open":
                    self._open_list(None)
                case "ordered_list_open":
                    self._open_list(int(token.attrs.get("start", 1)))
                case "bullet_list_close" | "ordered_list_close":
                    self.next_numbers.pop()
                case "list_item_open":
                    self.marker = self._take_marker()
                case "blockquote_open":
                    self.open_quotes += 1
                case "blockquote_close":
                    self.open_quotes -= 1
                case "table_open":
                    in_table = self.starts_list = True
                case "table_close":
                    in_table = False
                case "tr_open":
                    cells = []
                case "tr_close":
                    self._add_block("\t".join(cells), "row")
                case "inline":
                    text = _render_inline(self.parser.parse_inline(token.content))
                    if in_table:
                        cells.append(text.replace("\t", " ").replace("\n", " "))
                    else:
                        self._add_block(text, kind if kind == "heading" else self._get_kind(), level)
                case "fence" | "code_block":
                    self._add_block(token.content, "code")
                case "html_block":
                    self._add_block(html.unescape(_TAG.sub("", token.content)).strip(), self._get_kind())
                case _:
                    pass

    def _open_list(self, first_number: int | None) -> None:
        # Items of a nested list stay with those of the list around it.
        self.starts_list = self.starts_list or not self.next_numbers
        self.next_numbers.append(first_number)

    def _add_block(self, text: str, kind: BlockKind, level: int = 0) -> None:
        text = text.strip("\n")
        if not text.strip():
            return
        self.drafts.append(DraftBlock(kind, self.marker + text, level, self.starts_list))
        self.marker, self.starts_list = "", False

    def _get_kind(self) -> BlockKind:
        """Get the kind of a paragraph from what encloses it."""
        return "item" if self.marker else "quote" if self.open_quotes else "paragraph"

    def _take_marker(self) -> str:
        number = self.next_numbers[-1]
        if number is None:
            return "- "
        self.next_numbers[-1] = number + 1
        return f"{number}. "


def _render_inline(tokens: Iterable[Token]) -> str:
    """Render inline tokens as text; an image becomes its alternative text."""
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
                parts.append(_render_inline(token.children or ()))
            case _:
                pass
    return "".join(parts)
