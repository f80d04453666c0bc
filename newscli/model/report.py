"""A Report: everything that newscli finds in an article. The names of its fields are the keys of JSON contract 1."""

from dataclasses import dataclass, field
from typing import Any, Literal, Self, cast

from newscli.model.article import Block, Source, Span, Warning
from newscli.plain import from_plain, to_plain

SCHEMA = "newscli/1"

QuoteKind = Literal["direct", "mixed", "indirect"]
Act = Literal["statement", "question", "request", "thought", "other"]
Polarity = Literal["asserted", "denied", "unsaid"]
Basis = Literal["name", "description", "pronoun", "turn"]
Anonymity = Literal["withheld", "unnamed"]
EntityType = Literal["person", "organization", "place", "group", "event", "work", "other"]
MentionKind = Literal["name", "nominal", "pronoun"]
PlaceOrigin = Literal["named region", "dateline", "only one", "largest"]
DateType = Literal["date", "time", "duration", "set"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a value comes from: the kind of source, and its span if it lies in the text."""

    origin: str = field(metadata={"key": "from"})
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Metadata:
    """What describes an article as a whole.

    ``authors`` are people; ``agency`` is the news agency, by its usual short name ("AP"). ``published`` and
    ``modified`` are ISO 8601, as precise as the source ("2017-12"). ``evidence`` says where each value comes from.
    """

    title: str | None = None
    authors: tuple[str, ...] = ()
    agency: str | None = None
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
    """Who is quoted: ``mention`` is the article's wording beside the quote, ``name`` is whom it means.

    ``basis`` is what shows that, and ``confidence`` the probability, from 0 to 1, that the name is right; both are None
    without a name. ``anonymous`` is set for a person whom the article does not name. ``via`` is the entity that reports
    the speaker's words, if it is another.
    """

    name: str | None
    entity: str | None
    mention: str
    span: Span
    basis: Basis | None = None
    confidence: float | None = None
    anonymous: Anonymity | None = None
    via: str | None = None


@dataclass(frozen=True, slots=True)
class Cue:
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody said, verbatim or paraphrased. ``spans`` leave out the cue and the source.

    ``polarity`` tells what the speaker asserts from what is denied and from what was never said.
    """

    id: str
    kind: QuoteKind
    act: Act
    polarity: Polarity
    text: str
    spans: tuple[Span, ...]
    line: int
    speaker: Speaker | None
    cue: Cue | None
    section: str | None
    confidence: float


@dataclass(frozen=True, slots=True)
class Place:
    """A place on the map, from the gazetteer. ``country`` is an ISO 3166-1 code.

    ``origin`` is why it is this place of all that have the name.
    """

    country: str | None
    kind: str | None
    latitude: float | None
    longitude: float | None
    gazetteer_id: str | None
    origin: PlaceOrigin = field(metadata={"key": "from"})


@dataclass(frozen=True, slots=True)
class Gender:
    """The gender that an article gives a person, and what shows it."""

    value: Literal["female", "male", "nonbinary"]
    origin: Literal["title", "pronoun", "text"] = field(metadata={"key": "from"})


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
    gender: Gender | None
    place: Place | None
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker, and how much the article quotes them.

    If no name is known, ``name`` is the mention and ``entity`` is None. ``words`` counts the words of the speaker's
    quotes; ``share`` is their share of all quoted words in the article, from 0 to 1. ``direct``, ``mixed`` and
    ``indirect`` count the quotes of each kind. ``anonymous`` is as in Speaker.
    """

    name: str
    entity: str | None
    roles: tuple[str, ...]
    quotes: int
    words: int
    share: float
    direct: int = 0
    mixed: int = 0
    indirect: int = 0
    anonymous: Anonymity | None = None


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
class Generator:
    """What made a Report: newscli's version, and digests of the model's weights and of the rules."""

    version: str
    model: str
    rules: str


@dataclass(frozen=True, slots=True)
class Omitted:
    """How many quotes were found and left out: because of their act, and because of their low confidence."""

    act: int = 0
    confidence: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that newscli finds in an article. If ``error`` is set, all but the first four fields are empty."""

    schema: str
    error: Failure | None
    generator: Generator
    source: Source
    text: str | None = None
    body: Span | None = None
    metadata: Metadata = field(default_factory=Metadata)
    blocks: tuple[Block, ...] = ()
    outline: tuple[Section, ...] = ()
    quotes: tuple[Quote, ...] = ()
    omitted: Omitted = field(default_factory=Omitted)
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
            return cast(Self, from_plain(cls, data))
        except (TypeError, RecursionError) as error:
            raise ValueError(f"not a report of contract {SCHEMA}: {type(error).__name__}: {error}") from None
