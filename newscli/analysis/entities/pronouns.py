"""Pronouns: which person "he" or "her" means, by a small logistic model of the tagger's answer and the context.

The tagger sees only a window of the text. The logistic model, fitted by training/pronouns.py, also sees earlier
sentences and the pronouns resolved so far.
"""

import math
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from newscli.analysis.entities.mentions import MentionIndex, NamedText, ResolvedMention
from newscli.analysis.entities.names import NameCluster
from newscli.lang.en.people import NAME_GOVERNORS
from newscli.lang.en.words import POSSESSIVE_PRONOUNS, PRONOUN_GENDERS, SUBJECT_PRONOUNS
from newscli.logistic import load_model
from newscli.model import Anaphor
from newscli.patterns import compile_lazily

# How far before a pronoun the person may be named: in characters, sentences, and names.
MAX_LOOKBACK_CHARS = 3000
MAX_LOOKBACK_SENTENCES = 5
MAX_LOOKBACK_NAMES = 200
# How many people named before a pronoun are considered.
MAX_CANDIDATES = 12
# How many resolved pronouns are searched for the last one of the same gender.
MAX_LOOKBACK_PRONOUNS = 6
# How far before a name the preposition or noun that governs it may begin, in characters.
MAX_GOVERNOR_CHARS = 12
# Smaller probabilities are replaced by this before their logarithm is taken.
MIN_PROBABILITY = 0.005
# The tagger's probability that the person is named in its window counts as at least this.
MIN_NEARBY_PROBABILITY = 0.1
# A name or pronoun opens its sentence if no more words than this come before it.
MAX_OPENING_WORDS = 2
# Higher ranks count as this.
MAX_RANK = 4
# Scales the logarithm of a distance in characters to about 1.
LOG_DISTANCE_SCALE = 5

_GOVERNOR = compile_lazily(rf"\b(?P<word>{'|'.join(NAME_GOVERNORS)})\s{{1,3}}$")
_POSSESSIVE = compile_lazily(r"['’]s?\b|['’]")


class _Pronoun(NamedTuple):
    """A pronoun in context: its case-folded ``word``, the ``gender`` that it implies, the number of its sentence."""

    anaphor: Anaphor
    word: str
    gender: str
    sentence: int


class _Candidate(NamedTuple):
    """A person whom a pronoun may mean.

    ``mention`` is the last one before the pronoun, else the first after it in its sentence; ``rank`` how many people
    were named more recently; ``mentions_before`` how often the person is named shortly before the pronoun.
    """

    mention: ResolvedMention
    rank: int
    mentions_before: int


class PronounResolver:
    """Resolves pronouns in text order, taking the earlier ones into account."""

    def __init__(self, named_text: NamedText) -> None:
        self._named_text = named_text
        self._people = MentionIndex(list(named_text.genders))
        self._resolved: list[ResolvedMention] = []

    def resolve_all(self, anaphors: Sequence[Anaphor]) -> Iterator[ResolvedMention]:
        """Yield each pronoun that can be resolved, in text order. Call it once."""
        model = load_model("pronouns")
        for anaphor in anaphors:
            rated_people = [
                (model.compute_probability(features), person) for features, person in self.find_candidates(anaphor)
            ]
            rated_people.sort(key=lambda pair: -pair[0])
            if rated_people and rated_people[0][0] >= model.threshold:
                probability, person = rated_people[0]
                next_probability = rated_people[1][0] if len(rated_people) > 1 else 0.0
                yield self.record(anaphor, person, probability, probability - next_probability)

    def record(
        self, anaphor: Anaphor, person: NameCluster, confidence: float = 1.0, margin: float = 1.0
    ) -> ResolvedMention:
        """Record a pronoun as resolved, for the benefit of later ones, and return it as a mention."""
        self._resolved.append(ResolvedMention(*anaphor.span, person, confidence, margin))
        return self._resolved[-1]

    def find_candidates(self, anaphor: Anaphor) -> Iterator[tuple[Mapping[str, float], NameCluster]]:
        """Yield each person whom a pronoun may mean, with the features for the logistic model."""
        span, text = anaphor.span, self._named_text.text
        word = text[span.start : span.end].casefold()
        pronoun = _Pronoun(anaphor, word, PRONOUN_GENDERS[word], self._named_text.count_sentences(span.start))
        probabilities = self._sum_probabilities(anaphor)
        for candidate in self._list_candidates(pronoun):
            person = candidate.mention.cluster
            context = self._describe(pronoun, candidate)
            yield {**context, **_describe_tagging(probabilities.get(person, 0.0), anaphor.elsewhere)}, person

    def _list_candidates(self, pronoun: _Pronoun) -> Iterator[_Candidate]:
        """Yield the people whose gender fits, the one named last first."""
        span = pronoun.anaphor.span
        sentence_end = self._named_text.find_sentence_end(span.start)
        mentions = self._people.find_starting_in(span.start - MAX_LOOKBACK_CHARS, sentence_end)
        before = [mention for mention in mentions if mention.end <= span.start]
        nearest: dict[NameCluster, ResolvedMention] = {}
        for mention in reversed(before[-MAX_LOOKBACK_NAMES:]):
            distance = pronoun.sentence - self._named_text.count_sentences(mention.start)
            if distance > MAX_LOOKBACK_SENTENCES or len(nearest) >= MAX_CANDIDATES:
                break
            if self._fits_gender(mention.cluster, pronoun.gender):
                nearest.setdefault(mention.cluster, mention)
        # "When she arrived, Jane Doe …": the name comes only after the pronoun.
        for mention in mentions[len(before) :]:
            if mention.start >= span.end and self._fits_gender(mention.cluster, pronoun.gender):
                nearest.setdefault(mention.cluster, mention)
        counts = Counter(mention.cluster for mention in before)
        for rank, (person, mention) in enumerate(nearest.items()):
            yield _Candidate(mention, rank, counts[person])

    def _fits_gender(self, person: NameCluster, gender: str) -> bool:
        return self._named_text.genders[person] in (gender, None)

    def _sum_probabilities(self, anaphor: Anaphor) -> Mapping[NameCluster, float]:
        """Add up the probabilities that the tagger gives to the names of each person."""
        probabilities: dict[NameCluster, float] = {}
        for position, probability in anaphor.antecedents:
            number = bisect_right(self._people.starts, position) - 1
            if number >= 0 and position < self._people.mentions[number].end:
                person = self._people.mentions[number].cluster
                probabilities[person] = probabilities.get(person, 0.0) + probability
        return probabilities

    def _describe(self, pronoun: _Pronoun, candidate: _Candidate) -> Mapping[str, float]:
        """Describe a candidate by features: distance, position, words beside the name, earlier pronouns."""
        text, named_text = self._named_text.text, self._named_text
        mention, span = candidate.mention, pronoun.anaphor.span
        person = mention.cluster
        sentence = named_text.count_sentences(mention.start)
        distance = pronoun.sentence - sentence
        is_after = mention.start >= span.end
        is_first = self._is_first_in_sentence(mention)
        is_opening = named_text.count_words_before(mention.start) <= MAX_OPENING_WORDS
        is_pronoun_opening = named_text.count_words_before(span.start) <= MAX_OPENING_WORDS
        governor = _GOVERNOR.search(text, max(0, mention.start - MAX_GOVERNOR_CHARS), mention.start)
        governor_word = governor["word"].lower() if governor else None
        last = self._resolved[-1].cluster if self._resolved else None
        last_of_gender = self._find_last_resolved(pronoun.gender)
        is_subject, is_possessive = pronoun.word in SUBJECT_PRONOUNS, pronoun.word in POSSESSIVE_PRONOUNS
        in_same_sentence = float(distance == 0 and not is_after)
        return {
            "gender agrees": float(named_text.genders[person] == pronoun.gender),
            "same sentence": in_same_sentence,
            "one sentence back": float(distance == 1),
            "two sentences back": float(distance == 2),
            "more sentences back": float(distance > 2),
            "after": float(is_after),
            "distance": 0.0 if is_after else math.log1p(span.start - mention.end) / LOG_DISTANCE_SCALE,
            "rank": float(min(candidate.rank, MAX_RANK)),
            "last named": float(candidate.rank == 0),
            "first": float(is_first),
            "first, same sentence": float(is_first and in_same_sentence > 0),
            "first, one sentence back": float(is_first and distance == 1),
            "opening": float(is_opening),
            "both opening": float(is_opening and is_pronoun_opening and distance > 0),
            "possessive": float(_POSSESSIVE.match(text, mention.end, mention.end + 2) is not None),
            "governed": float(governor is not None),
            "of, by, with": float(governor_word in ("of", "by", "with")),
            "and": float(governor_word == "and"),
            "count": math.log1p(candidate.mentions_before),
            "full name": float(" " in text[mention.start : mention.end]),
            "he, same sentence": in_same_sentence * is_subject,
            "his, same sentence": in_same_sentence * is_possessive,
            "his, first, same sentence": in_same_sentence * is_possessive * is_first,
            "he, first, one sentence back": float(is_subject and is_first and distance == 1),
            "last pronoun of the gender": float(last_of_gender is person),
            "last pronoun of the gender differs": float(last_of_gender not in (None, person)),
            "last pronoun": float(last is person),
            "comma": float(text[mention.end : mention.end + 1] == ","),
        }

    def _find_last_resolved(self, gender: str) -> NameCluster | None:
        """Find whom the last pronoun of a gender means."""
        for mention in reversed(self._resolved[-MAX_LOOKBACK_PRONOUNS:]):
            if PRONOUN_GENDERS.get(self._named_text.text[mention.start : mention.end].casefold()) == gender:
                return mention.cluster
        return None

    def _is_first_in_sentence(self, mention: ResolvedMention) -> bool:
        """Whether no person is named before the mention in its sentence."""
        number = bisect_left(self._people.starts, mention.start)
        return number == 0 or self._people.starts[number - 1] < self._named_text.find_sentence_start(mention.start)


def _describe_tagging(probability: float, elsewhere: float) -> Mapping[str, float]:
    """Describe the tagger's answer by features.

    ``probability`` is that of the person; ``elsewhere`` is the probability that the pronoun means nobody named in the
    tagger's window.
    """
    nearby = max(1 - elsewhere, MIN_NEARBY_PROBABILITY)
    return {
        "tagger": probability,
        "tagger, log": math.log(max(probability, MIN_PROBABILITY)),
        "tagger, log share": math.log(max(probability / nearby, MIN_PROBABILITY)),
        "tagger, elsewhere": elsewhere,
    }
