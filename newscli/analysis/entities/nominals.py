"""Nominals: who or what a description means, such as "the French president", "the company" or "the city"."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from newscli.analysis.entities.mentions import NamedText, ResolvedMention
from newscli.analysis.entities.names import NameCluster, normalize_name
from newscli.analysis.entities.roles import find_head_noun, find_roles
from newscli.analysis.places import find_places
from newscli.lang.en.people import GENERIC_ORGANIZATION_NOUNS, ORGANIZATION_NOUNS, PLACE_NOUNS, ROLE_SYNONYMS, ROLES
from newscli.lang.en.words import DEFINITE_DETERMINERS, DETERMINERS
from newscli.model import Span

# How far before a description the organization or place that it means may be named, in characters.
MAX_LOOKBACK_CHARS = 3000
# The same for an organization whose name lacks the noun of the description.
MAX_GENERIC_LOOKBACK_CHARS = 600
# How many roles with the same noun are compared, on each side of a description.
MAX_ROLES_EACH_SIDE = 50

_DETERMINER = re.compile(rf"^(?:{'|'.join(DETERMINERS)})\s+", re.IGNORECASE)
DEFINITE = re.compile(rf"^(?:{'|'.join(DEFINITE_DETERMINERS)})\s+", re.IGNORECASE)
# The last alternative is the full stop at the end of "U.S.".
_WORD = r"[^\W\d_](?:\w|['’.-](?=\w)|(?<=\.\w)\.)*"
_NOUN_PHRASE = re.compile(rf"\b(?:the|this)\s{{1,3}}(?=(?P<words>{_WORD}(?:\s{{1,3}}{_WORD}){{0,3}}))", re.IGNORECASE)
_NEXT_WORD = re.compile(rf"\s{{1,3}}({_WORD})")


class _RoleMention(NamedTuple):
    """A role beside a person's name, which begins at ``start``."""

    start: int
    role: str
    person: NameCluster


class NominalResolver:
    """Resolves descriptions by the roles of people in the article, and by its organizations and places."""

    def __init__(self, named_text: NamedText) -> None:
        self._text = named_text.text
        self._mentions = named_text.mentions
        self._roles: dict[NameCluster, dict[str, None]] = {}
        self._by_noun: dict[str, list[_RoleMention]] = {}
        for mention in named_text.mentions.mentions:
            if mention.cluster.type != "person":
                continue
            for role in find_roles(named_text.text, mention.start, mention.end):
                self._roles.setdefault(mention.cluster, {})[role] = None
                roles = self._by_noun.setdefault(find_head_noun(role) or "", [])
                roles.append(_RoleMention(mention.start, role, mention.cluster))

    def list_roles(self, cluster: NameCluster) -> tuple[str, ...]:
        """List the roles that the article gives a person, without repeats, in text order."""
        return tuple(self._roles.get(cluster, ()))

    def resolve_all(self, spans: Iterable[Span]) -> Iterator[ResolvedMention]:
        """Yield the definite descriptions in spans of the text that can be resolved, in text order."""
        for span in spans:
            for match in _NOUN_PHRASE.finditer(self._text, *span):
                phrase = self._find_noun_phrase(match)
                cluster = self.resolve(phrase) if phrase and not self._mentions.find_starting_in(*phrase) else None
                if phrase and cluster:
                    yield ResolvedMention(*phrase, cluster)

    def _find_noun_phrase(self, match: re.Match[str]) -> Span | None:
        """Find the phrase up to its first noun for a person, organization or place, if no other noun follows."""
        for number, word in enumerate(re.finditer(_WORD, match["words"])):
            noun = word.group().casefold()
            # "The French company" may be any of several.
            if noun in ROLES or (number == 0 and (noun in ORGANIZATION_NOUNS or noun in PLACE_NOUNS)):
                end = match.start("words") + word.end()
                next_word = _NEXT_WORD.match(self._text, end)
                if not next_word or not _may_extend_noun(next_word[1]):
                    return Span(match.start(), end)
        return None

    def resolve(self, source: Span) -> NameCluster | None:
        """Resolve who or what a description means; None if nothing in the article shows it."""
        description = " ".join(self._text[source.start : source.end].split())
        noun = find_head_noun(_DETERMINER.sub("", description))
        if noun is None:
            return None
        if noun in ROLES:
            return self._resolve_role(source, description, noun)
        if not DEFINITE.match(description):
            return None
        if noun in ORGANIZATION_NOUNS:
            return self._resolve_organization(source.start, noun)
        return self._resolve_place(source.start, noun) if noun in PLACE_NOUNS else None

    def _resolve_role(self, source: Span, description: str, noun: str) -> NameCluster | None:
        """Find the person whose role fits best, by the noun, then by the qualifiers, then by who was named last."""
        qualifiers = _find_qualifiers(description, noun)
        names_person = any(
            mention.cluster.type == "person" for mention in self._mentions.find_starting_in(source.start, source.end)
        )
        candidates: list[tuple[tuple[bool, int, bool, int], NameCluster]] = []
        for role_noun in (noun, *sorted(ROLE_SYNONYMS.get(noun, ()))):
            for start, role, person in self._list_nearby_roles(role_noun, source.start):
                role_qualifiers = _find_qualifiers(role, role_noun)
                common_qualifiers = qualifiers & role_qualifiers
                # A different country or organization means a different person.
                if qualifiers and not common_qualifiers and (role_qualifiers or names_person):
                    continue
                candidates.append(((role_noun == noun, len(common_qualifiers), start <= source.start, start), person))
        return max(candidates, key=lambda candidate: candidate[0])[1] if candidates else None

    def _list_nearby_roles(self, noun: str, position: int) -> Sequence[_RoleMention]:
        """List the last roles with a noun before a position, and the first ones after it."""
        roles = self._by_noun.get(noun, [])
        number = bisect_left(roles, position, key=lambda role: role.start)
        return roles[max(0, number - MAX_ROLES_EACH_SIDE) : number + MAX_ROLES_EACH_SIDE]

    def _resolve_organization(self, position: int, noun: str) -> NameCluster | None:
        """Find the last organization with the noun in its name ("the Church").

        Else, if the noun may stand for any organization, find the last one named shortly before.
        """
        last_organization = None
        for mention in self._list_names_before(position):
            if mention.cluster.type == "organization":
                if noun in normalize_name(self._text[mention.start : mention.end]):
                    return mention.cluster
                last_organization = last_organization or mention
        if not last_organization or noun not in GENERIC_ORGANIZATION_NOUNS:
            return None
        is_near = position - last_organization.start < MAX_GENERIC_LOOKBACK_CHARS
        return last_organization.cluster if is_near else None

    def _resolve_place(self, position: int, noun: str) -> NameCluster | None:
        """Find the last place that may be of the kind that the noun says."""
        kinds = PLACE_NOUNS[noun]
        for mention in self._list_names_before(position):
            if mention.cluster.type == "place":
                gazetteer_kinds = {place.kind for place in find_places(mention.cluster.names[0].text)}
                if not kinds or not gazetteer_kinds or gazetteer_kinds & kinds:
                    return mention.cluster
        return None

    def _list_names_before(self, position: int) -> Sequence[ResolvedMention]:
        """List the names shortly before a position, the last one first."""
        return self._mentions.find_starting_in(max(0, position - MAX_LOOKBACK_CHARS), position)[::-1]


def _find_qualifiers(description: str, noun: str) -> set[str]:
    """Find the capitalized words besides determiner and noun: "French" in "the French leader"."""
    words = _DETERMINER.sub("", description).replace("’", "'").replace("'s", "").split()
    return {word.casefold() for word in words if word[0].isupper() and word.casefold() != noun}


def _may_extend_noun(word: str) -> bool:
    """Whether a word may extend the noun before it: "the company secretary", "the city Moscow"."""
    noun = word.casefold().removesuffix("s")
    return word[0].isupper() or noun in ROLES or noun in ORGANIZATION_NOUNS or noun in PLACE_NOUNS
