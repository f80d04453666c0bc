"""An article as it was read: its text, layout and metadata."""

from dataclasses import dataclass
from importlib import import_module
from typing import Literal, NamedTuple, cast

BlockKind = Literal["title", "paragraph", "heading", "item", "quote", "code", "row", "rule"]
# The kinds of block that contain sentences.
PROSE: frozenset[BlockKind] = frozenset(("title", "paragraph", "heading", "item", "quote"))


class Span(NamedTuple):
    """A half-open range of code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Source:
    """The file as given. ``bytes`` is its size and ``sha256`` its digest, both before decompression and decoding."""

    path: str
    format: str | None = None
    encoding: str | None = None
    bytes: int | None = None
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A unit of layout: a paragraph, a list item, a piece of code, a table row, a heading, the title.

    ``level`` is 1 to 6 for a heading, else 0. A ``guessed`` heading has no markup but reads like one, as in plain text;
    its level is 1.
    """

    kind: BlockKind
    span: Span
    level: int = 0
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """A piece of metadata as the file gives it, and where it was read.

    A field with the key ``authors`` is a whole byline; one with ``author`` is the name of one person.
    """

    key: str
    value: str
    origin: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Warning:
    """Something that looks wrong. ``message`` may quote the article: escape it before printing it to a terminal.

    ``line`` is that of the first span, from 1.
    """

    code: str
    message: str
    spans: tuple[Span, ...] = ()
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """A text read from a file, with its layout and its metadata.

    ``body`` is the story, without header lines, title and bylines. ``blocks`` are in text order and don't overlap; all
    but the title lie in the body.
    """

    source: Source
    text: str
    body: Span
    blocks: tuple[Block, ...]
    fields: tuple[Field, ...] = ()
    problems: tuple[Warning, ...] = ()

    @staticmethod
    def from_text(text: str, *, path: str = "-") -> "Article":
        """Build the Article of a decoded plain text. ``path`` is the path that its Report gives.

        Raises EmptyError if the text is blank, TypeError if it is not a string.
        """
        # Bound late, by name: the structure room makes Articles, and imports this module.
        structure = import_module("newscli.structure.articles")
        return cast(Article, structure.build_from_string(Source(path, format="text"), text))
