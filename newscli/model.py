"""The data that each step hands to the next.

Positions are half-open spans of code points in ``Article.text``, so ``article.text[start:end]`` is exactly what is
shown. All values are frozen. The fields of a Report, and of the values in it, are the keys of JSON contract version 1.
"""

import dataclasses
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from types import NoneType, UnionType
from typing import Any, Literal, NamedTuple, Self, Union, cast, get_args, get_origin, get_type_hints

SCHEMA = "newscli/1"

QuoteKind = Literal["direct", "mixed", "indirect"]
EntityType = Literal["person", "organization", "place", "group", "event", "work", "other"]
MentionKind = Literal["name", "nominal", "pronoun"]
DateType = Literal["date", "time", "duration", "set"]
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
    """Something that looks wrong. ``message`` may quote the article: escape it before printing it to a terminal."""

    code: str
    message: str
    spans: tuple[Span, ...] = ()


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


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the text and what it names."""

    span: Span
    type: EntityType


@dataclass(frozen=True, slots=True)
class Attribution:
    """A cue ("said"), its source ("the mayor") if one is named, and what was said, as the tagger found them.

    ``content`` has a span for each unbroken part. ``confidence`` is the probability, from 0 to 1, that an annotator
    would mark this content.
    """

    cue: Span
    source: Span | None
    content: tuple[Span, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class QuotedSpan:
    """Text in quotation marks, marks included: one span for each paragraph.

    ``closed`` is false if the closing mark is missing and the end is a guess.
    """

    spans: tuple[Span, ...]
    closed: bool = True


@dataclass(frozen=True, slots=True)
class Anaphor:
    """A pronoun for one person, and whom it may mean according to the tagger.

    ``antecedents`` are pairs: where a person's name begins, and the probability that the pronoun means that person.
    ``elsewhere`` is the probability that it means nobody named nearby.
    """

    span: Span
    antecedents: tuple[tuple[int, float], ...]
    elsewhere: float


@dataclass(frozen=True, slots=True)
class Labels:
    """What the tagger finds in the text of an article, all in text order.

    ``unmatched_marks`` are quotation marks without a partner. ``language`` is an ISO 639-1 code, None if there are too
    few words to tell. Only a text that is read as English has names, attributions and anaphors.
    """

    quoted: tuple[QuotedSpan, ...] = ()
    unmatched_marks: tuple[Span, ...] = ()
    names: tuple[Name, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    anaphors: tuple[Anaphor, ...] = ()
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a value comes from: the kind of source, and its span if it lies in the text."""

    origin: str = field(metadata={"key": "from"})
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Metadata:
    """What describes an article as a whole.

    ``published`` and ``modified`` are ISO 8601, as precise as the source ("2017-12"). ``evidence`` says where each
    value comes from.
    """

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
    """A heading and the text under it. ``span`` and the counts include its subsections."""

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
    """Who is quoted: ``mention`` is the article's wording beside the quote, ``name`` is whom it means."""

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
    """What somebody said, verbatim or paraphrased. ``spans`` leave out the cue and the source."""

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
    """A place on the map, from the gazetteer. ``country`` is an ISO 3166-1 code."""

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
    """A speaker, and how much the article quotes them.

    If no name is known, ``name`` is the mention and ``entity`` is None. ``words`` counts the words of the speaker's
    quotes; ``share`` is their share of all quoted words in the article, from 0 to 1.
    """

    name: str
    entity: str | None
    roles: tuple[str, ...]
    quotes: int
    words: int
    share: float


@dataclass(frozen=True, slots=True)
class Anchor:
    """The date that an expression such as "Tuesday" was resolved against."""

    origin: Literal["published", "dateline", "date"] = field(metadata={"key": "from"})
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Date:
    """A date or time expression, and its sentence. ``value`` and ``mod`` are in TIMEX3 notation."""

    text: str
    span: Span
    type: DateType
    value: str
    mod: str | None
    sentence: Span | None = None
    anchor: Anchor | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """Why an article could not be read."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that newscli finds in an article. If ``error`` is set, all else but ``source`` is empty."""

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
        """Convert to JSON contract version 1: dicts, lists, strings, numbers and None, with every key present."""
        return dict(to_plain(self))

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """Rebuild a Report from the result of ``to_dict`` or the output of any command; missing keys stay empty.

        Raises ValueError if ``data`` is not an object of this contract.
        """
        if not isinstance(data, dict) or data.get("schema") != SCHEMA:
            raise ValueError(f"not a report of contract {SCHEMA}")
        try:
            return cast(Self, _from_plain(cls, data))
        except (TypeError, RecursionError) as error:
            raise ValueError(f"not a report of contract {SCHEMA}: {type(error).__name__}: {error}") from None


def to_plain(value: Any) -> Any:
    """Convert a value of this module to JSON types: dataclasses become objects and tuples lists, all the way down."""
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
    """List (name, key in JSON, type) of each field of a dataclass."""
    hints = get_type_hints(kind)
    return tuple((f.name, f.metadata.get("key", f.name), hints[f.name]) for f in dataclasses.fields(kind))


def _from_plain(hint: Any, value: Any) -> Any:
    """Undo ``to_plain``: build a value of the type ``hint``."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        if value is None and NoneType in arguments:
            return None
        return _from_plain(next(argument for argument in arguments if argument is not NoneType), value)
    if hint is Span:
        return Span(*_check(list, value))
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        fields = {
            name: _from_plain(kind, value[key]) for name, key, kind in list_fields(hint) if key in _check(dict, value)
        }
        return hint(**fields)
    if origin is tuple:
        return tuple(_from_plain(arguments[0], item) for item in _check(list, value))
    if origin is dict:
        return {key: _from_plain(arguments[1], item) for key, item in _check(dict, value).items()}
    return _check({float: (int, float)}.get(hint, hint) if hint in (str, int, bool, float) else object, value)


def _check(kind: Any, value: Any) -> Any:
    """Return the value. Raises TypeError if it is of another type."""
    if isinstance(value, kind):
        return value
    raise TypeError(f"{value!r:.40} where the contract has {kind}")
