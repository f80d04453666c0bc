"""Drafts: quotes before they have an id."""

from typing import NamedTuple

from newscli.model import Attribution, Span


class DraftQuote(NamedTuple):
    """A quote before it has an id.

    ``spans`` are in text order. ``attribution`` is its own or, if it ``continues`` a speech, that of the paragraph
    before it. ``turn`` is its source where turn-taking shows it: the label of a transcript, or the source of another
    quote of an exchange. ``reporter`` is the source of whoever reports the speaker's words.
    """

    spans: tuple[Span, ...]
    attribution: Attribution | None
    confidence: float
    turn: Span | None = None
    continues: bool = False
    reporter: Span | None = None

    @property
    def source(self) -> Span | None:
        """The words for who speaks, None if there are none."""
        return self.turn or (self.attribution.source if self.attribution else None)


def get_frame(attribution: Attribution) -> list[Span]:
    """Return the cue and the source of an attribution, which are not part of the quote, in text order."""
    return sorted([attribution.cue] if attribution.source is None else [attribution.cue, attribution.source])
