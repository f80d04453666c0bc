"""Nominals: who or what a description means, such as "the French president", "the company" or "the city"."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from newscli.analysis.entities.descriptions import Description, fits, parse_description
from newscli.analysis.entities.mentions import NamedText, ResolvedMention
from newscli.analysis.entities.names import NameCluster, normalize_name
from newscli.analysis.entities.roles import find_apposed_role, find_roles
from newscli.analysis.places import find_places
from newscli.lang.en.people import (
    COLLECTIVE_NOUNS,
    COMPANY_NOUNS,
    COMPANY_SUFFIXES,
    ORGANIZATION_NOUNS,
    PLACE_NOUNS,
    ROLE_SYNONYMS,
    ROLES,
)
from newscli.model import Span
from newscli.patterns import compile_lazily

# How far before a description somebody else with the same noun may be introduced, in characters.
MAX_LOOKBACK_CHARS = 3000
# How far after such a noun the name may begin: "a spokesman, Christopher Abel".
MAX_APPOSITION_GAP_CHARS = 4
# How long the apposition to an organization's name may be, in characters.
MAX_APPOSITION_CHARS = 80

_ROLE_SEPARATOR = compile_lazily(r"\s(?:and|&)\s")
_ORGANIZATION_APPOSITION = compile_lazily(
    r",\s{1,3}(?:an?|the|its)\s(?:[\w’'-]{1,20}\s){0,5}?(?P<noun>\w{3,20})(?=[,.]|\s(?:that|which|based|in|of|for|with)\b)"
)
# The last alternative is the full stop at the end of "U.S.".
_WORD = r"[^\W\d_](?:\w|['’.-](?=\w)|(?<=\.\w)\.)*"
_NOUN_PHRASE = compile_lazily(
    rf"\b(?:the|this)\s{{1,3}}(?=(?P<words>{_WORD}(?:\s{{1,3}}{_WORD}){{0,3}}))", re.IGNORECASE
)
_NEXT_WORD = compile_lazily(rf"\s{{1,3}}({_WORD})")


class _Holder(NamedTuple):
    """A person and one of their roles.

    An earlier description may mean them unless the role introduces them: then it is ``known_from`` there on.
    """

    person: NameCluster
    role: Description
    known_from: int


class NominalResolver:
    """Resolves descriptions by the roles of people in the article, and by its organizations and places.

    A description is resolved only if it fits one entity and no other, wherever in the article that is said.
    """

    def __init__(self, named_text: NamedText) -> None:
        self._text = named_text.text
        self._mentions = named_text.mentions
        self._roles: dict[NameCluster, dict[str, None]] = {}
        self._by_noun: dict[str, list[_Holder]] = {}
        self._found_people: dict[Description, Mapping[NameCluster, int]] = {}
        self._found_bodies: dict[str, NameCluster | None] = {}
        # Those called "The minister, Lena Brandt,", by the noun.
        self._apposed: dict[str, set[NameCluster]] = {}
        for mention in named_text.mentions.mentions:
            if mention.cluster.type == "person":
                self._add_roles(mention)

    def _add_roles(self, mention: ResolvedMention) -> None:
        is_introduction = mention.start == mention.cluster.names[0].span.start
        for role in find_roles(self._text, mention.start, mention.end):
            self._roles.setdefault(mention.cluster, {})[role.text] = None
            known_from = mention.start if is_introduction and not role.takes_up else 0
            for part in _ROLE_SEPARATOR.split(role.text):
                if description := parse_description(part):
                    holder = _Holder(mention.cluster, description, known_from)
                    self._by_noun.setdefault(description.noun, []).append(holder)
        apposed = parse_description(find_apposed_role(self._text, mention.start) or "")
        if apposed and not apposed.qualifiers:
            self._apposed.setdefault(apposed.noun, set()).add(mention.cluster)

    def list_roles(self, cluster: NameCluster) -> tuple[str, ...]:
        """List the roles that the article gives a person, in text order, without those that a longer one holds."""
        roles = {" ".join(role.casefold().split()): role for role in self._roles.get(cluster, ())}
        return tuple(role for folded, role in roles.items() if not any(_holds(other, folded) for other in roles))

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
        """Resolve who or what a description means; None unless it fits one entity of the article and no other."""
        description = parse_description(self._text[source.start : source.end])
        if description is None or description.is_indefinite:
            return None
        if person := self._resolve_role(source, description):
            return person
        if not description.is_definite or description.qualifiers:
            return None
        noun = description.noun
        if noun not in self._found_bodies:
            self._found_bodies[noun] = (
                self._resolve_organization(noun)
                if noun in ORGANIZATION_NOUNS
                else self._resolve_place(noun)
                if noun in PLACE_NOUNS
                else None
            )
        return self._found_bodies[noun]

    def _resolve_role(self, source: Span, description: Description) -> NameCluster | None:
        """Find the one person with a role that a description fits."""
        if not description.is_definite and not description.qualifiers:
            return None
        if description not in self._found_people:
            self._found_people[description] = self._find_people(description)
        people = self._found_people[description]
        if len(people) != 1:
            return None
        ((person, known_from),) = people.items()
        is_known = known_from <= source.start or not self._names_anybody_before(source.start)
        if not is_known or self._is_another_meant(source, description.noun, person):
            return None
        return person

    def _names_anybody_before(self, position: int) -> bool:
        """Whether a person is named before a position, whom a description there may mean."""
        return any(mention.cluster.type == "person" for mention in self._mentions.find_starting_in(0, position))

    def _find_people(self, description: Description) -> Mapping[NameCluster, int]:
        """Find the people who have a role that a description fits, each with the position where it is known."""
        nouns = (description.noun, *sorted(ROLE_SYNONYMS.get(description.noun, ())))
        holders = [holder for noun in nouns for holder in self._by_noun.get(noun, ())]
        people: dict[NameCluster, int] = {}
        for person, role, known_from in holders:
            if fits(description, role):
                people[person] = min(known_from, people.get(person, known_from))
        if not people and description.qualifiers and not description.guards:
            # "the transport minister", whom "The minister, Lena Brandt," takes up.
            everyone = {holder.person for holder in holders}
            people = dict.fromkeys(self._apposed.get(description.noun, ()) if len(everyone) == 1 else (), 0)
        return people

    def _is_another_meant(self, source: Span, noun: str, person: NameCluster) -> bool:
        """Whether somebody unnamed was introduced by the same noun since the person was last named."""
        start = max(0, source.start - MAX_LOOKBACK_CHARS)
        names = [
            mention.end for mention in self._mentions.find_starting_in(start, source.start) if mention.cluster is person
        ]
        pattern = re.compile(rf"\b(?:an?|one|another)\s(?:[\w’'-]{{1,20}}\s){{0,4}}{re.escape(noun)}\b", re.IGNORECASE)
        introductions = list(pattern.finditer(self._text, names[-1] if names else start, source.start))
        return any(
            not self._mentions.find_starting_in(match.end(), match.end() + MAX_APPOSITION_GAP_CHARS)
            # "Jane Doe, a spokeswoman," introduces herself.
            and self._text[max(0, match.start() - len(", ")) : match.start()] != ", "
            for match in introductions
        )

    def _resolve_organization(self, noun: str) -> NameCluster | None:
        """Find the one organization with the noun in its name ("the Church"), or called so ("Acme, a company")."""
        organizations = {
            mention.cluster: None for mention in self._mentions.mentions if mention.cluster.type == "organization"
        }
        fitting = [cluster for cluster in organizations if self._is_called(cluster, noun)]
        return fitting[0] if len(fitting) == 1 else None

    def _is_called(self, cluster: NameCluster, noun: str) -> bool:
        """Whether the name of an organization has a noun, a suffix that stands for it, or an apposition with it."""
        for name in cluster.names:
            key = normalize_name(name.text)
            if (noun in key and noun not in COLLECTIVE_NOUNS) or (
                noun in COMPANY_NOUNS and not COMPANY_SUFFIXES.isdisjoint(key)
            ):
                return True
            match = _ORGANIZATION_APPOSITION.match(self._text, name.span.end, name.span.end + MAX_APPOSITION_CHARS)
            if match and match["noun"].casefold() == noun:
                return True
        return False

    def _resolve_place(self, noun: str) -> NameCluster | None:
        """Find the one place that is of a kind that the noun says."""
        kinds = PLACE_NOUNS[noun]
        places = {mention.cluster: None for mention in self._mentions.mentions if mention.cluster.type == "place"}
        fitting = []
        for cluster in places:
            gazetteer_kinds = {place.kind for place in find_places(cluster.names[0].text)}
            if not kinds or not gazetteer_kinds or gazetteer_kinds & kinds:
                fitting.append(cluster)
        return fitting[0] if len(fitting) == 1 else None


def _holds(role: str, other: str) -> bool:
    """Whether a role has all words of another, in the same order, and more."""
    return role != other and f" {other} " in f" {role} "


def _may_extend_noun(word: str) -> bool:
    """Whether a word may extend the noun before it: "the company secretary", "the city Moscow"."""
    noun = word.casefold().removesuffix("s")
    return word[0].isupper() or noun in ROLES or noun in ORGANIZATION_NOUNS or noun in PLACE_NOUNS
