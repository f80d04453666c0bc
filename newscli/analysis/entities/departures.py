"""The dead and the gone: who has died or left office, so that a title or a last name alone means somebody else.

Mayor Ed Lund died last week. "I never wanted it this way," the mayor said.
Dan Sutter was killed in 2016. His widow, Maria, came. "He would laugh," Sutter said.
President Ruiz resigned. Her deputy was sworn in. "I will serve," the president said.
"""

from typing import NamedTuple

from newscli.analysis.entities.mentions import NamedText
from newscli.analysis.entities.names import NameCluster
from newscli.lang.en.people import KIN_GENDERS
from newscli.model import Span
from newscli.patterns import compile_lazily

# How far after a death its kin may be named, and after a resignation the successor, in characters.
MAX_KIN_CHARS = 1500
MAX_SUCCESSOR_CHARS = 400

# One of these is in every match of the patterns, which take long to compile.
DEPARTURE_WORDS = ("died", "drowned", "killed", "murdered", "dead", "resigned", "stepped", "fired", "sacked", "ousted")
_NOT_SO = "said|says|told|whose|when|after|where|almost|nearly|never|not|would|could|might"
_BETWEEN = rf"(?:,[^,;:.]{{1,60}},|,)?\s(?:(?!(?:{_NOT_SO})\s)\w{{1,20}},?\s){{0,6}}?"
_DEATH = compile_lazily(rf"{_BETWEEN}(?:died|drowned|was\s(?:\w{{1,20}}\s)?(?:killed|murdered)|was\sfound\sdead)\b")
_RESIGNATION = compile_lazily(rf"{_BETWEEN}(?:resigned|stepped\sdown|was\s(?:fired|sacked|ousted))\b")
_SUCCESSOR = compile_lazily(
    r"\b(?:sworn\sin|succe(?:eds?|eded)|replace[sd]?|appointed|named|tak(?:e|es|en)\sover|took\sover|acting|interim)\b"
)
_KIN = compile_lazily(rf"\b(?:[Hh]is|[Hh]er|[Tt]heir)\s(?:\w{{1,20}}\s)?(?:{'|'.join(KIN_GENDERS)})\b")


class Departure(NamedTuple):
    """Where an article says that somebody died or left office."""

    position: int
    is_death: bool


def may_tell_of_departures(text: str) -> bool:
    """Whether a text has any of the words without which ``find_departure`` finds nothing."""
    return any(word in text for word in DEPARTURE_WORDS)


def find_departure(named_text: NamedText, person: NameCluster) -> Departure | None:
    """Find where an article first says that a person died, or left office to a successor; None if it doesn't."""
    text = named_text.text
    for name in person.names:
        end = named_text.find_sentence_end(name.span.start)
        death = _DEATH.match(text, name.span.end, end)
        match = death or _RESIGNATION.match(text, name.span.end, end)
        if match is None or _names_another(named_text, Span(name.span.end, match.end()), person):
            continue
        if death or _SUCCESSOR.search(text, match.end(), match.end() + MAX_SUCCESSOR_CHARS):
            return Departure(match.end(), death is not None)
    return None


def may_be_kin(text: str, source: Span, death: int) -> bool:
    """Whether a last name alone may be that of kin, who are named between a death and it."""
    return _KIN.search(text, death, min(source.start, death + MAX_KIN_CHARS)) is not None


def _names_another(named_text: NamedText, span: Span, person: NameCluster) -> bool:
    mentions = named_text.mentions.find_starting_in(*span)
    return any(mention.cluster is not person and mention.cluster.type == "person" for mention in mentions)
