"""The gender that an article gives a person: by a title, by pronouns, or in so many words. Never by a first name."""

import re
from collections.abc import Iterable, Sequence
from typing import Literal

from newscli.analysis.entities.mentions import NamedText, ResolvedMention
from newscli.analysis.entities.names import NameCluster, find_title_gender
from newscli.analysis.entities.roles import find_head_noun
from newscli.lang.en.people import GENDERED_ROLES
from newscli.lang.en.words import PRONOUN_GENDERS
from newscli.model import Gender
from newscli.patterns import compile_lazily

# A pronoun shows a gender only if it was resolved with at least this probability, and by this margin.
MIN_CONFIDENCE = 0.8
MIN_MARGIN = 0.5
_NONBINARY = compile_lazily(r"\bnon-?binary\b|\b(?:uses?|using|goes by) they(?:/them)?\b", re.IGNORECASE)
_VALUES: dict[str, Literal["female", "male"]] = {"f": "female", "m": "male"}


def find_gender(
    named_text: NamedText, person: NameCluster, roles: Sequence[str], pronouns: Iterable[ResolvedMention]
) -> Gender | None:
    """Find the gender that the article gives a person; None if nothing shows it, or two things disagree."""
    text = named_text.text
    if any(_is_said_nonbinary(named_text, name.span.start) for name in person.names):
        return Gender("nonbinary", "text")
    by_title = {find_title_gender(text, name.span.start) for name in person.names}
    by_title |= {GENDERED_ROLES.get(find_head_noun(role) or "") for role in roles}
    by_pronoun = {
        PRONOUN_GENDERS.get(text[mention.start : mention.end].casefold())
        for mention in pronouns
        if mention.confidence >= MIN_CONFIDENCE and mention.margin >= MIN_MARGIN
    }
    genders = (by_title | by_pronoun) - {None}
    if len(genders) != 1:
        return None
    (gender,) = genders
    return Gender(_VALUES[gender or ""], "title" if gender in by_title else "pronoun")


def _is_said_nonbinary(named_text: NamedText, position: int) -> bool:
    """Whether the sentence around a name calls somebody nonbinary, and names no other person."""
    start, end = named_text.find_sentence(position)
    if not _NONBINARY.search(named_text.text, start, end):
        return False
    people = {
        mention.cluster
        for mention in named_text.mentions.find_starting_in(start, end)
        if mention.cluster.type == "person"
    }
    return len(people) == 1
