"""The dead: who is said to have died, so that a title or a last name alone means somebody else.

Mayor Ed Lund died last week. "I never wanted it this way," the mayor said.
Dan Sutter was killed in 2016. His widow, Maria, came. "He would laugh," Sutter said.
"""

from newscli.analysis.entities.mentions import NamedText
from newscli.analysis.entities.names import NameCluster
from newscli.lang.en.people import KIN_GENDERS
from newscli.model import Span
from newscli.patterns import compile_lazily

# How far after a death its kin may be named, in characters.
MAX_KIN_CHARS = 1500

# One of these is in every match of the pattern, which takes long to compile.
DEATH_WORDS = ("died", "drowned", "killed", "murdered", "slain", "dead")
_DEATH = compile_lazily(
    r"(?:,[^,;:.]{1,60},|,)?\s(?:(?!(?:said|says|told|whose|when|after|where)\s)\w{1,20},?\s){0,6}?"
    r"(?:died|drowned|was\s(?:\w{1,20}\s)?(?:killed|murdered|slain)|was\sfound\sdead)\b"
)
_KIN = compile_lazily(rf"\b(?:[Hh]is|[Hh]er|[Tt]heir)\s(?:\w{{1,20}}\s)?(?:{'|'.join(KIN_GENDERS)})\b")


def may_tell_of_deaths(text: str) -> bool:
    """Whether a text has any of the words without which ``find_death`` finds nothing."""
    return any(word in text for word in DEATH_WORDS)


def find_death(named_text: NamedText, person: NameCluster) -> int | None:
    """Find where an article first says that a person died; None if it doesn't."""
    for name in person.names:
        match = _DEATH.match(named_text.text, name.span.end, named_text.find_sentence_end(name.span.start))
        if match and not _names_another(named_text, Span(name.span.end, match.end()), person):
            return match.end()
    return None


def may_be_kin(text: str, source: Span, death: int) -> bool:
    """Whether a last name alone may be that of kin, who are named between a death and it."""
    return _KIN.search(text, death, min(source.start, death + MAX_KIN_CHARS)) is not None


def _names_another(named_text: NamedText, span: Span, person: NameCluster) -> bool:
    mentions = named_text.mentions.find_starting_in(*span)
    return any(mention.cluster is not person and mention.cluster.type == "person" for mention in mentions)
