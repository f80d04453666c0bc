"""The data, ground floor: everything that one step hands to the next.

All positions are half-open spans of code points into ``Article.text``, so that ``article.text[start:end]`` is what is
shown. All values are frozen. The fields of a Report, and of what it holds, are the keys of JSON contract version 1.
"""

import dataclasses
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from types import NoneType, UnionType
from typing import Any, Literal, NamedTuple, Self, Union, get_args, get_origin, get_type_hints

SCHEMA = "newscli/1"

QuoteKind = Literal["direct", "mixed", "indirect"]
EntityType = Literal["person", "organization", "place", "group", "event", "work", "other"]
MentionKind = Literal["name", "nominal", "pronoun"]
DateType = Literal["date", "time", "duration", "set"]
BlockKind = Literal["title", "paragraph", "heading", "item", "quote", "code", "row", "rule"]
# The kinds of block that hold sentences.
PROSE: frozenset[BlockKind] = frozenset(("title", "paragraph", "heading", "item", "quote"))


class Span(NamedTuple):
    """A half-open range of code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Source:
    """The file as given: ``bytes`` and ``sha256`` are of its bytes before any decoding."""

    path: str
    format: str | None = None
    encoding: str | None = None
    bytes: int | None = None
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A unit of layout: a paragraph, a list item, a piece of code, a table row, a heading, the title.

    ``level`` is a heading's, 1 to 6, and 0 for all else. ``guessed``: it reads like a heading, as in plain text, but
    no markup says so; its level is 1.
    """

    kind: BlockKind
    span: Span
    level: int = 0
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """A piece of metadata as the file states it, with the place it was read from.

    ``authors`` is a byline as it stands, ``author`` one person's name.
    """

    key: str
    value: str
    origin: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Warning:
    """Something that looks wrong. ``message`` may hold text of the article: escape it on a terminal."""

    code: str
    message: str
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """A text read from a file, its layout, and what its front matter states.

    ``body`` is the story: without header lines, title and bylines. ``blocks`` lie in text order and
    don't overlap; all lie in the body but the title.
    """

    source: Source
    text: str
    body: Span
    blocks: tuple[Block, ...]
    fields: tuple[Field, ...] = ()
    problems: tuple[Warning, ...] = ()

    @staticmethod
    def from_text(text: str, *, path: str = "-") -> "Article":
        """The Article of a plain text that is already decoded; ``path`` is what its Report calls it.

        Raises EmptyError where the text is blank.
        """
        # Bound late, by name: the structure room makes Articles, and imports this module.
        build = import_module("newscli.structure.articles").build_from_string
        article: Article = build(Source(path, format="text"), text)
        return article


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the text and what it names."""

    span: Span
    type: EntityType


@dataclass(frozen=True, slots=True)
class Attribution:
    """A cue ("said"), its source ("the mayor"), if one is named, and what was said, as the reader saw it.

    ``content`` has a span for each unbroken part. ``confidence`` is the chance that an annotator
    would mark such a content, from 0 to 1.
    """

    cue: Span
    source: Span | None
    content: tuple[Span, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class QuotedSpan:
    """Words between quotation marks, marks included; a span a paragraph.

    ``closed`` is false where the closing mark is missing and the end is a guess.
    """

    spans: tuple[Span, ...]
    closed: bool = True


@dataclass(frozen=True, slots=True)
class Anaphor:
    """A pronoun of one person, and whom the reader takes it to mean.

    ``antecedents`` are the places where names of persons begin, each with the chance that the pronoun means
    that one. ``elsewhere`` is the chance that it means nobody who is named near it.
    """

    span: Span
    antecedents: tuple[tuple[int, float], ...]
    elsewhere: float


@dataclass(frozen=True, slots=True)
class Labels:
    """What tagging says of the words of an article, all in text order.

    ``unmatched_marks`` are quotation marks without a partner. ``language`` is a code of ISO 639-1, None where
    the words are too few to tell; only an English text has names, attributions and anaphors.
    """

    quoted: tuple[QuotedSpan, ...] = ()
    unmatched_marks: tuple[Span, ...] = ()
    names: tuple[Name, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    anaphors: tuple[Anaphor, ...] = ()
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a value comes from: the kind of place, and the span where it lies in the text."""

    origin: str = field(metadata={"key": "from"})
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Metadata:
    """``published`` and ``modified`` are ISO 8601, as precise as the text ("2017-12")."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    modified: str | None = None
    publisher: str | None = None
    section: str | None = None
    language: str | None = None
    dateline: str | None = None
    url: str | None = None
    words: int | None = None
    reading_minutes: int | None = None
    evidence: dict[str, Evidence] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it. ``span`` and the counts hold its subsections."""

    id: str
    title: str | None
    level: int
    span: Span
    heading: Span | None
    paragraphs: int
    words: int
    quotes: int
    sections: tuple["Section", ...] = ()


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who is quoted: ``mention`` are the article's words there, ``name`` the person they mean."""

    name: str | None
    entity: str | None
    mention: str
    span: Span


@dataclass(frozen=True, slots=True)
class Cue:
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody said, in the reporter's words; spans leave out cue and source."""

    id: str
    kind: QuoteKind
    text: str
    spans: tuple[Span, ...]
    line: int
    speaker: Speaker | None
    cue: Cue | None
    section: str | None
    confidence: float


@dataclass(frozen=True, slots=True)
class Place:
    """A place on the map, from the gazetteer. ``country`` is a code of ISO 3166-1."""

    country: str | None
    kind: str | None
    latitude: float | None
    longitude: float | None
    gazetteer_id: str | None


@dataclass(frozen=True, slots=True)
class Mention:
    text: str
    start: int
    end: int
    kind: MentionKind


@dataclass(frozen=True, slots=True)
class Entity:
    id: str
    type: EntityType
    name: str
    roles: tuple[str, ...]
    aliases: tuple[str, ...]
    count: int
    place: Place | None
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker and all that they are quoted with.

    ``name`` is the mention where no name is known, ``entity`` then None. ``words`` counts the words of their quotes,
    ``share`` is their part of all quoted words of the article, from 0 to 1.
    """

    name: str
    entity: str | None
    roles: tuple[str, ...]
    quotes: int
    words: int
    share: float


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a date was resolved by."""

    origin: Literal["published", "dateline", "date"] = field(metadata={"key": "from"})
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Date:
    """A date or time expression; ``value`` and ``mod`` in TIMEX3's notation. ``sentence`` is the one it stands in."""

    text: str
    span: Span
    type: DateType
    value: str
    mod: str | None
    anchor: Anchor | None
    sentence: Span | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """Why an article could not be read."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Report:
    """All that newscli says of one article. ``error`` is set, and all else empty, where it can't be read."""

    schema: str
    error: Failure | None
    source: Source
    text: str | None = None
    body: Span | None = None
    metadata: Metadata = field(default_factory=Metadata)
    outline: tuple[Section, ...] = ()
    quotes: tuple[Quote, ...] = ()
    entities: tuple[Entity, ...] = ()
    voices: tuple[Voice, ...] = ()
    dates: tuple[Date, ...] = ()
    warnings: tuple[Warning, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The Report as JSON contract version 1 has it: dicts, lists, strings, numbers and None, all keys present."""
        data: dict[str, Any] = to_plain(self)
        return data

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """The Report that ``to_dict``, or the output of any command, was made from; keys that are missing are empty.

        Raises ValueError where ``data`` is not an object of this contract.
        """
        if not isinstance(data, dict) or data.get("schema") != SCHEMA:
            raise ValueError(f"not a report of contract {SCHEMA}")
        try:
            report: Self = _from_plain(cls, data)
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError(f"not a report of contract {SCHEMA}: {type(error).__name__}: {error}") from None
        return report


def to_plain(value: Any) -> Any:
    """A value of this module as JSON has it: dataclasses are objects and tuples are lists, all the way down."""
    kind: type[Any] = type(value)
    if kind is Span:
        return list(value)
    if value is None or isinstance(value, (str, int, float)):
        return value
    if dataclasses.is_dataclass(kind):
        return {key: to_plain(getattr(value, name)) for name, key, _ in list_fields(kind)}
    if isinstance(value, dict):
        return {key: to_plain(item) for key, item in value.items()}
    return [to_plain(item) for item in value]


@cache
def list_fields(kind: type[Any]) -> tuple[tuple[str, str, Any], ...]:
    """(name, key in JSON, type) of each field of a dataclass."""
    hints = get_type_hints(kind)
    return tuple((f.name, f.metadata.get("key", f.name), hints[f.name]) for f in dataclasses.fields(kind))


def _from_plain(hint: Any, value: Any) -> Any:
    """The value of a type that ``to_plain`` made ``value`` of."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        if value is None and NoneType in arguments:
            return None
        return _from_plain(next(argument for argument in arguments if argument is not NoneType), value)
    if hint is Span:
        return Span(*value)
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        fields = {name: _from_plain(kind, value[key]) for name, key, kind in list_fields(hint) if key in value}
        return hint(**fields)
    if origin is tuple:
        return tuple(_from_plain(arguments[0], item) for item in value)
    if origin is dict:
        return {key: _from_plain(arguments[1], item) for key, item in value.items()}
    return value
