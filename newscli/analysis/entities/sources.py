"""Sources: who the source of a quote is, whether it is a name, a description or a pronoun."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from newscli.analysis.entities.mentions import NamedText, ResolvedMention
from newscli.analysis.entities.names import NameCluster, normalize_name
from newscli.analysis.entities.nominals import DEFINITE, NominalResolver
from newscli.analysis.entities.roles import find_head_noun
from newscli.lang.en.people import NAME_COMPLEMENTS, ROLES
from newscli.lang.en.words import (
    FIRST_PERSON_PRONOUNS,
    ORGANIZATION_PRONOUNS,
    PRONOUN_GENDERS,
    RELATIVE_PRONOUNS,
)
from newscli.model import MentionKind, Span

# How far before a pronoun the person or organization may be named: in characters and in paragraphs.
MAX_LOOKBACK_CHARS = 3000
MAX_LOOKBACK_PARAGRAPHS = 3
# How far before "who" the name that it refers to may begin, in characters.
MAX_RELATIVE_LOOKBACK_CHARS = 60
# How far after a description a name in apposition may begin, in characters.
MAX_APPOSITION_GAP_CHARS = 4
# A name opens its sentence if no more than this comes before it, in characters and in words.
MAX_OPENING_CHARS = 40
MAX_OPENING_WORDS = 3
# How the names that a pronoun may mean are rated. A name starts at 1 if its gender is known to fit, else at 0. It loses
# one penalty for each paragraph between it and the pronoun, and the other for each candidate named since, itself
# included.
PARAGRAPH_PENALTY = 0.8
RECENCY_PENALTY = 0.4
LAST_SPEAKER_BONUS = 1.5
OPENING_BONUS = 0.7

_AFTER_SPEAKER = re.compile(rf"\s*(?:,|\(|(?:{'|'.join(NAME_COMPLEMENTS)})\b)")
_BEFORE_RELATIVE = re.compile(r",?\s{1,3}(?:\w{1,20}\s){0,2}$")


class Referent(NamedTuple):
    """Whom a source means, and the kind of mention that the source is."""

    cluster: NameCluster
    kind: MentionKind


class SourceResolver:
    """Resolves sources in text order, taking into account who spoke before.

    ``pronouns`` are those that the PronounResolver resolved.
    """

    def __init__(self, named_text: NamedText, nominals: NominalResolver, pronouns: Iterable[ResolvedMention]) -> None:
        self._named_text = named_text
        self._text = named_text.text
        self._mentions = named_text.mentions
        self._nominals = nominals
        self._pronouns = {mention.start: mention.cluster for mention in pronouns}
        self._last_source: ResolvedMention | None = None

    def resolve(self, source: Span, outer_speaker: NameCluster | None) -> Referent | None:
        """Resolve whom a source means; None if the article does not say.

        ``outer_speaker`` is the speaker of the quote around the source, if there is one: whom "I" means there.
        """
        referent = self._resolve(source, outer_speaker)
        if referent:
            self._last_source = ResolvedMention(*source, referent.cluster)
        return referent

    def _resolve(self, source: Span, outer_speaker: NameCluster | None) -> Referent | None:
        mention = " ".join(self._text[source.start : source.end].split())
        # In capitals, "WHO" and "US" are names.
        word = mention.casefold() if mention == "I" or not mention.isupper() else ""
        if word in FIRST_PERSON_PRONOUNS:
            return Referent(outer_speaker, "pronoun") if outer_speaker else None
        if word in RELATIVE_PRONOUNS:
            return self._resolve_relative(source)
        if word in PRONOUN_GENDERS or word in ORGANIZATION_PRONOUNS:
            gender = PRONOUN_GENDERS.get(word)
            person = self._pronouns.get(source.start) or self._find_most_likely(source.start, gender)
            return Referent(person, "pronoun") if person else None
        if cluster := self._find_named(source):
            return Referent(cluster, "name")
        cluster = self._nominals.resolve(source) or self._resolve_gendered_noun(source, mention)
        return Referent(cluster, "nominal") if cluster else None

    def _find_named(self, source: Span) -> NameCluster | None:
        """Find whom a source names as the speaker, rather than merely mentions.

        The name begins or ends the source ("Jane Doe of Ohio", "Ohio lawyer Jane Doe"), or follows it ("the coach, Jane
        Doe,"). In "Jane Doe's lawyer", somebody else speaks.
        """
        mentions = self._mentions.find_starting_in(source.start, source.end)
        opening_mentions = [
            mention
            for mention in mentions
            if mention.start == source.start and _AFTER_SPEAKER.match(self._text, mention.end)
        ]
        closing_mentions = [mention for mention in mentions if mention.end == source.end]
        for entity_type in ("person", "organization"):
            for mention in (*opening_mentions, *closing_mentions):
                if mention.cluster.type == entity_type:
                    return mention.cluster
        for mention in closing_mentions:
            if self._text[source.start : mention.start].strip().casefold() in ("", "the"):
                return mention.cluster
        return self._find_apposition(source) or self._find_same_name(source)

    def _find_same_name(self, source: Span) -> NameCluster | None:
        """Find whom a source names if the tagger found that name only elsewhere."""
        name = self._text[source.start : source.end]
        return self._mentions.by_key.get(normalize_name(name)) if any(c.isupper() for c in name) else None

    def _find_apposition(self, source: Span) -> NameCluster | None:
        """Find the person whose name follows a description: "the coach, Jane Doe,"."""
        text = self._text
        for mention in self._mentions.find_starting_in(source.end, source.end + MAX_APPOSITION_GAP_CHARS):
            gap = text[source.end : mention.start].strip()
            if gap == "," and mention.cluster.type == "person" and text[mention.end : mention.end + 1] in ",.":
                return mention.cluster
        return None

    def _resolve_relative(self, source: Span) -> Referent | None:
        """Resolve "who" to the name right before it."""
        start = source.start - MAX_RELATIVE_LOOKBACK_CHARS
        for mention in reversed(self._mentions.find_starting_in(start, source.start)):
            if mention.end <= source.start and _BEFORE_RELATIVE.fullmatch(self._text, mention.end, source.start):
                return Referent(mention.cluster, "pronoun")
        return None

    def _resolve_gendered_noun(self, source: Span, mention: str) -> NameCluster | None:
        """Resolve "the actress" by gender if the article calls nobody that."""
        noun = find_head_noun(mention.split(" ", 1)[-1]) if DEFINITE.match(mention) else None
        gender = ROLES.get(noun) if noun else None
        return self._find_most_likely(source.start, gender) if gender else None

    def _find_most_likely(self, position: int, gender: str | None) -> NameCluster | None:
        """Find whom a pronoun or gendered noun most likely means; an organization if ``gender`` is None.

        Somebody named shortly before is likely, above all the last speaker and whoever opens a sentence.
        """
        paragraph = self._named_text.count_paragraphs(position)
        last_speaker = self._last_source.cluster if self._last_source else None
        ratings: list[tuple[float, int, NameCluster]] = []
        more_recent: set[NameCluster] = set()
        for mention in reversed(self._mentions.find_starting_in(max(0, position - MAX_LOOKBACK_CHARS), position)):
            if mention.end > position:
                continue
            distance = paragraph - self._named_text.count_paragraphs(mention.start)
            if distance > MAX_LOOKBACK_PARAGRAPHS:
                break
            fit = self._rate_fit(mention.cluster, gender)
            if fit is None:
                continue
            more_recent.add(mention.cluster)
            rating = (
                fit
                - PARAGRAPH_PENALTY * distance
                - RECENCY_PENALTY * len(more_recent)
                + LAST_SPEAKER_BONUS * (mention.cluster is last_speaker)
                + OPENING_BONUS * self._is_opening(mention)
            )
            ratings.append((rating, mention.start, mention.cluster))
        if ratings:
            return max(ratings, key=lambda rated: rated[:2])[2]
        if self._last_source and self._rate_fit(self._last_source.cluster, gender) is not None:
            distance = paragraph - self._named_text.count_paragraphs(self._last_source.start)
            return last_speaker if distance <= MAX_LOOKBACK_PARAGRAPHS else None
        return None

    def _rate_fit(self, cluster: NameCluster, gender: str | None) -> float | None:
        """Return 1 if a cluster is known to fit, 0 if it may, None if it does not."""
        if gender is None:
            return 1.0 if cluster.type == "organization" else None
        if cluster.type != "person":
            return None
        known_gender = self._named_text.genders[cluster]
        return 1.0 if known_gender == gender else 0.0 if known_gender is None else None

    def _is_opening(self, mention: ResolvedMention) -> bool:
        """Whether a name opens its sentence, give or take a few words."""
        is_close = mention.start - self._named_text.find_sentence_start(mention.start) < MAX_OPENING_CHARS
        return is_close and self._named_text.count_words_before(mention.start) <= MAX_OPENING_WORDS
