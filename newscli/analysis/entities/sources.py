"""Sources: who the source of a quote is, whether it is a name, a description or a pronoun.

A source has a name only where the article tells whose it is: its head, or an apposition to it, is a name; it is a
description that fits one entity's stated role and no other's; or it is a pronoun that the resolver is sure of.
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from newscli.analysis.entities.anonymity import find_person_noun
from newscli.analysis.entities.departures import (
    Departure,
    find_departure,
    may_be_kin,
    may_tell_of_departures,
)
from newscli.analysis.entities.genders import MIN_CONFIDENCE, MIN_MARGIN
from newscli.analysis.entities.heads import find_named_head, is_one_of_people, opens_indefinitely
from newscli.analysis.entities.mentions import NamedText, ResolvedMention
from newscli.analysis.entities.names import NameCluster, normalize_name
from newscli.analysis.entities.nominals import NominalResolver
from newscli.lang.en.people import COURTESY_TITLES
from newscli.lang.en.sources import ANSWER_LABEL, UNNAMED_LABELS
from newscli.lang.en.words import (
    FIRST_PERSON_PRONOUNS,
    ORGANIZATION_PRONOUNS,
    PRONOUN_GENDERS,
    RELATIVE_PRONOUNS,
    SINGULAR_ORGANIZATION_PRONOUNS,
)
from newscli.model import Basis, MentionKind, Span
from newscli.patterns import compile_lazily

# How far before "who" the name that it refers to may begin, in characters.
MAX_RELATIVE_LOOKBACK_CHARS = 60
# How many paragraphs before "she" somebody without a name may have spoken who is meant.
MAX_UNNAMED_PARAGRAPHS = 2
# How many paragraphs before "they" the body that it means may have spoken.
MAX_BODY_PARAGRAPHS = 1
# A name opens its sentence if no more words than this come before it.
MAX_OPENING_WORDS = 2
# The least probability and margin of a pronoun that means whoever spoke last, and of one that means somebody else.
MIN_CONTINUING = (0.45, 0.35)
MIN_CHANGING = (0.5, 0.5)
_BODY_TYPES = ("organization", "place")

_BEFORE_RELATIVE = compile_lazily(r",?\s{1,3}(?:\w{1,20}\s){0,2}$")
# The last word of a label of somebody who speaks in a transcript.
_LABEL_IN_CAPITALS = compile_lazily(r"^(?:[^\W\d_a-z][^\sa-z:]*[ ]){0,6}([^\W\d_a-z][^\sa-z:]*):[ \t]+\S", re.MULTILINE)
_POSSESSIVE = compile_lazily(r"['’]")
_BASES: dict[MentionKind, Basis] = {"name": "name", "nominal": "description", "pronoun": "pronoun"}


class Referent(NamedTuple):
    """Whom a source means, and the kind of mention that the source is."""

    cluster: NameCluster
    kind: MentionKind

    @property
    def basis(self) -> Basis:
        """What shows whom the source means."""
        return _BASES[self.kind]


class SourceResolver:
    """Resolves sources in text order, taking into account who spoke before.

    ``pronouns`` are those that the PronounResolver resolved. ``authors`` are those who wrote the article.
    """

    def __init__(
        self,
        named_text: NamedText,
        nominals: NominalResolver,
        pronouns: Iterable[ResolvedMention],
        authors: Sequence[str] = (),
    ) -> None:
        self._named_text = named_text
        self._text = named_text.text
        self._mentions = named_text.mentions
        self._nominals = nominals
        self._pronouns = {mention.start: mention for mention in pronouns}
        # Where somebody is first "he", and first "she".
        self._first_pronouns: dict[NameCluster, dict[str, int]] = {}
        for start, mention in sorted(self._pronouns.items()):
            if mention.confidence >= MIN_CONFIDENCE and mention.margin >= MIN_MARGIN:
                gender = PRONOUN_GENDERS[self._text[start : mention.end].casefold()]
                self._first_pronouns.setdefault(mention.cluster, {}).setdefault(gender, start)
        self._authors = frozenset(map(normalize_name, authors))
        self._last_source: ResolvedMention | None = None
        self._last_unnamed: Span | None = None
        self._may_tell_of_departures = may_tell_of_departures(named_text.text)
        self._departures: dict[NameCluster, Departure | None] = {}
        # Where the first answer of an interview begins, and who answers.
        self._interview_start: int | None = None
        self._interviewee: NameCluster | None = None

    def resolve(
        self, source: Span, outer_speaker: NameCluster | None, quote_spans: Sequence[Span] = ()
    ) -> Referent | None:
        """Resolve whom a source means; None if the article does not say.

        ``outer_speaker`` is the speaker of the quote around the source, if there is one: whom "I" means there. Nobody
        who is named only inside the quote itself is its speaker by a pronoun or a description.
        """
        referent = self._resolve(source, outer_speaker, quote_spans)
        if referent and referent.kind != "name" and _are_all_inside(referent.cluster, quote_spans):
            referent = None
        if referent and (self._is_another(source, referent) or self._is_of_other_gender(source, referent.cluster)):
            referent = None
        if referent:
            self._last_source = ResolvedMention(*source, referent.cluster)
        elif find_person_noun(self._text[slice(*source)]):
            self._last_unnamed = source
        return referent

    def _is_of_other_gender(self, source: Span, cluster: NameCluster) -> bool:
        """Whether a source is "she", and somebody has been "he" before, and never "she"; or the other way round."""
        gender = PRONOUN_GENDERS.get(self._text[slice(*source)].casefold())
        if gender is None:
            return False
        first_pronouns = self._first_pronouns.get(cluster, {})
        earlier_genders = {other for other, first in first_pronouns.items() if first < source.start}
        return bool(earlier_genders) and gender not in earlier_genders

    def _is_another(self, source: Span, referent: Referent) -> bool:
        """Whether a title or a last name alone means somebody other than a person who has died or left office."""
        person = referent.cluster
        is_last_name = referent.kind == "name" and " " not in self._text[slice(*source)].strip()
        if person.type != "person" or not self._may_tell_of_departures:
            return False
        if not (is_last_name or referent.kind == "nominal"):
            return False
        if person not in self._departures:
            self._departures[person] = find_departure(self._named_text, person)
        departure = self._departures[person]
        if departure is None or source.start < departure.position:
            return False
        if is_last_name:
            return departure.is_death and may_be_kin(self._text, source, departure.position)
        return True

    def _resolve(self, source: Span, outer_speaker: NameCluster | None, quote_spans: Sequence[Span]) -> Referent | None:
        mention = " ".join(self._text[source.start : source.end].split())
        if mention == ANSWER_LABEL:
            if self._interview_start is None:
                self._interview_start = source.start
                self._interviewee = self._find_interviewee(source.start)
            return Referent(self._interviewee, "nominal") if self._interviewee else None
        # In capitals, "WHO" and "US" are names.
        word = mention.casefold() if mention == "I" or not mention.isupper() else ""
        if word in FIRST_PERSON_PRONOUNS:
            return Referent(outer_speaker, "pronoun") if outer_speaker else None
        if word in RELATIVE_PRONOUNS:
            return self._resolve_relative(source)
        if word in PRONOUN_GENDERS:
            return self._resolve_pronoun(source, quote_spans)
        if word in ORGANIZATION_PRONOUNS:
            body = self._find_body(source, word)
            return Referent(body, "pronoun") if body else None
        if name := find_named_head(self._text, source, self._mentions):
            return Referent(name.cluster, "name")
        # "50 Cent" is a name, "50 guests" are nobody.
        if opens_indefinitely(self._text, source) and not mention[0].isdigit():
            return None
        if cluster := self._find_same_name(source):
            return Referent(cluster, "name")
        if opens_indefinitely(self._text, source):
            return None
        cluster = self._nominals.resolve(source)
        return Referent(cluster, "nominal") if cluster else None

    def _resolve_pronoun(self, source: Span, quote_spans: Sequence[Span]) -> Referent | None:
        """Resolve "he" or "she" if the resolver is sure enough, above all where it means whoever spoke last."""
        mention = self._pronouns.get(source.start)
        last = self._last_source
        if self._is_unnamed_meant(source):
            return None
        may_continue = mention is None or (last is not None and mention.cluster is last.cluster)
        if last is not None and may_continue and self._is_only_candidate(last, source, quote_spans):
            return Referent(last.cluster, "pronoun")
        if only_person := self._find_only_person(source):
            return Referent(only_person, "pronoun")
        if may_be_here := self._find_only_person_in_paragraph(source, quote_spans):
            return Referent(may_be_here, "pronoun")
        if mention is None:
            return None
        continues = last is not None and mention.cluster is last.cluster
        min_confidence, min_margin = MIN_CONTINUING if continues else MIN_CHANGING
        is_sure = mention.confidence >= min_confidence and mention.margin >= min_margin
        return Referent(mention.cluster, "pronoun") if is_sure else None

    def _is_unnamed_meant(self, source: Span) -> bool:
        """Whether one person without a name spoke shortly before, and nobody was named since: "A neighbour … She"."""
        unnamed = self._last_unnamed
        if unnamed is None or unnamed.start > source.start:
            return False
        distance = self._named_text.count_paragraphs(source.start) - self._named_text.count_paragraphs(unnamed.start)
        names = self._mentions.find_starting_in(unnamed.end, source.start)
        return distance <= MAX_UNNAMED_PARAGRAPHS and not any(name.cluster.type == "person" for name in names)

    def _find_only_person(self, source: Span) -> NameCluster | None:
        """Find the one person named before a pronoun whom it may mean, if no other is named in the article so far."""
        gender = PRONOUN_GENDERS[self._text[slice(*source)].strip().casefold()]
        people = [
            person
            for person, known_gender in self._named_text.genders.items()
            if known_gender in (gender, None) and person.names[0].span.start < source.start
        ]
        return people[0] if len(people) == 1 else None

    def _find_only_person_in_paragraph(self, source: Span, quote_spans: Sequence[Span]) -> NameCluster | None:
        """Find the one person named earlier in the paragraph, outside the quote, whom a pronoun may mean."""
        named_text = self._named_text
        number = named_text.count_paragraphs(source.start)
        start = named_text.paragraphs[number - 1] if number else 0
        gender = PRONOUN_GENDERS[self._text[slice(*source)].strip().casefold()]
        people = dict.fromkeys(
            name.cluster
            for name in self._mentions.find_starting_in(start, source.start)
            if name.cluster.type == "person"
            and named_text.genders[name.cluster] in (gender, None)
            and not any(begin <= name.start < end for begin, end in quote_spans)
        )
        if len(people) != 1:
            return None
        (person,) = people
        near = self._mentions.find_starting_in(named_text.find_sentence_before(source.start), source.start)
        return person if any(name.cluster is person for name in near) else None

    def _is_only_candidate(self, last: ResolvedMention, source: Span, quote_spans: Sequence[Span]) -> bool:
        """Whether the last speaker spoke in this paragraph or the one before, may be meant, and nobody is named since.

        Names inside the quote don't count.
        """
        named_text = self._named_text
        if last.cluster.type != "person" or last.end > source.start:
            return False
        if named_text.count_paragraphs(source.start) - named_text.count_paragraphs(last.start) > 1:
            return False
        gender = PRONOUN_GENDERS[self._text[slice(*source)].strip().casefold()]
        if named_text.genders[last.cluster] not in (gender, None):
            return False
        names = self._mentions.find_starting_in(last.start, source.start)
        return all(
            name.cluster is last.cluster
            or name.cluster.type != "person"
            or any(start <= name.start < end for start, end in quote_spans)
            for name in names
        )

    def _find_interviewee(self, interview_start: int) -> NameCluster | None:
        """Find who answers in an interview: the one person whom the title names, or the paragraphs before it.

        The author asks. Where others have labels with their names, an "A" may be anybody.
        """
        if any(label.casefold() not in UNNAMED_LABELS for label in _LABEL_IN_CAPITALS.findall(self._text)):
            return None
        starts = [*self._named_text.paragraphs[1:2], interview_start]
        for end in starts:
            names = self._mentions.find_starting_in(0, min(end, interview_start))
            people = dict.fromkeys(
                name.cluster
                for name in names
                if name.cluster.type == "person" and self._authors.isdisjoint(name.cluster.keys)
            )
            if len(people) == 1:
                return next(iter(people))
        return None

    def _find_same_name(self, source: Span) -> NameCluster | None:
        """Find whom a source names if the tagger found that name only elsewhere."""
        # "The Game, whose real name is Jane Doe"
        name = self._text[source.start : source.end].partition(",")[0]
        if not any(character.isupper() for character in name):
            return None
        key = normalize_name(name)
        while len(key) > 1 and key[0].strip(".") in COURTESY_TITLES:
            key = key[1:]
        cluster = self._mentions.by_key.get(key)
        return None if cluster and is_one_of_people(name, cluster) else cluster

    def _resolve_relative(self, source: Span) -> Referent | None:
        """Resolve "who" to the name right before it."""
        start = source.start - MAX_RELATIVE_LOOKBACK_CHARS
        for mention in reversed(self._mentions.find_starting_in(start, source.start)):
            if mention.end <= source.start and _BEFORE_RELATIVE.fullmatch(self._text, mention.end, source.start):
                return Referent(mention.cluster, "pronoun")
        return None

    def _find_body(self, source: Span, word: str) -> NameCluster | None:
        """Find which body "it" or "they" means: the one that spoke last, or the one that opens the sentence before.

        Both must be near. A country is a body, too. "They" are more often people than a body that has not spoken.
        """
        named_text, last = self._named_text, self._last_source
        paragraph = named_text.count_paragraphs(source.start)
        is_near = last is not None and paragraph - named_text.count_paragraphs(last.start) <= MAX_BODY_PARAGRAPHS
        if last is not None and is_near and last.cluster.type in _BODY_TYPES:
            return last.cluster
        if word not in SINGULAR_ORGANIZATION_PRONOUNS:
            return None
        start = named_text.find_sentence_before(source.start)
        names = self._mentions.find_starting_in(start, source.start)
        bodies = dict.fromkeys(name.cluster for name in names if name.cluster.type in _BODY_TYPES)
        if len(bodies) != 1 or named_text.count_words_before(names[0].start) > MAX_OPENING_WORDS:
            return None
        return None if _POSSESSIVE.match(self._text, names[0].end) else next(iter(bodies))


def _are_all_inside(cluster: NameCluster, spans: Sequence[Span]) -> bool:
    """Whether somebody is named nowhere but inside the spans."""
    return all(any(start <= name.span.start < end for start, end in spans) for name in cluster.names)
