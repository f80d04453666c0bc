"""What the tagger finds in the text of an article."""

from typing import NamedTuple

from newscli.model.article import Span
from newscli.model.report import EntityType


class Name(NamedTuple):
    """A name in the text and what it names."""

    span: Span
    type: EntityType


class Attribution(NamedTuple):
    """A cue ("said"), its source ("the mayor") if one is named, and what was said, as the tagger found them.

    ``content`` has a span for each unbroken part. ``confidence`` is the probability, from 0 to 1, that an annotator
    would mark this content.
    """

    cue: Span
    source: Span | None
    content: tuple[Span, ...]
    confidence: float


class QuotedSpan(NamedTuple):
    """Text in quotation marks, marks included: one span for each paragraph.

    ``closed`` is false if the closing mark is missing and the end is a guess.
    """

    spans: tuple[Span, ...]
    closed: bool = True


class Anaphor(NamedTuple):
    """A pronoun for one person, and whom it may mean according to the tagger.

    ``antecedents`` are pairs: where a person's name begins, and the probability that the pronoun means that person.
    ``elsewhere`` is the probability that it means nobody named nearby.
    """

    span: Span
    antecedents: tuple[tuple[int, float], ...]
    elsewhere: float


class Labels(NamedTuple):
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
