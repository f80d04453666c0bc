"""Sources -> who they are: a name, a description or a pronoun, in the order of the text."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from newscli.analysis.entities.lexicon import BODIES, LANDS, ROLES, SYNONYMS
from newscli.analysis.entities.names import Group, gender
from newscli.analysis.entities.roles import head, role, roles_at
from newscli.model import MentionKind, Span

_AFTER_NAME = re.compile(r"\s*(?:,|\(|(?:of|from|with|who|at|in|for)\b)")
_BESIDE = re.compile(r",?\s{1,3}(?:\w{1,20}\s){0,2}$")
_DETERMINER = re.compile(r"^(?:the|this|that|his|her|its|their|our|a|an)\s+", re.IGNORECASE)
_PRONOUNS: dict[str, str] = {
    **dict.fromkeys(("he", "him", "his", "himself"), "m"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "f"),
    **dict.fromkeys(("i", "me", "my", "myself", "we", "us", "our"), "speaker"),
    **dict.fromkeys(("they", "them", "their", "it", "its"), "body"),
    **dict.fromkeys(("who", "that", "which", "whose"), "relative"),
}
_FAR = 3
_KINDS = ("person", "organization", "group", "place")


class Means(NamedTuple):
    """Whom words mean, and what kind of mention they are."""

    group: Group
    kind: MentionKind


class _At(NamedTuple):
    start: int
    end: int
    group: Group


class Sources:
    """Finds out who is meant; is asked in text order, and remembers who spoke."""

    def __init__(self, text: str, groups: Sequence[Group], paragraphs: Sequence[int]) -> None:
        self._text = text
        self._paragraphs = paragraphs
        self._mentions = sorted(
            (_At(span.start, span.end, group) for group in groups for span, _ in group.names), key=lambda one: one[:2]
        )
        self._starts = [one.start for one in self._mentions]
        self._genders: dict[int, str | None] = {}
        self._roles = [
            (at.start, words, head(words), at.group)
            for at in self._mentions
            if at.group.type == "person"
            for words in roles_at(text, at.start, at.end)
        ]
        self._spoke: list[_At] = []

    def roles(self, group: Group) -> tuple[str, ...]:
        """What the article calls a person, each once, in text order."""
        return tuple(dict.fromkeys(words for _, words, _, one in self._roles if one is group))

    def means(self, source: Span, around: Group | None) -> Means | None:
        """Who a source's words mean; ``around`` is the speaker of the quote that they stand in."""
        found = self._means(source, around)
        if found:
            self._spoke.append(_At(*source, found.group))
        return found

    def _means(self, source: Span, around: Group | None) -> Means | None:
        words = " ".join(self._text[source.start : source.end].split())
        # "WHO" and "US" are names.
        pronoun = _PRONOUNS.get(words.casefold()) if words == "I" or not words.isupper() else None
        if pronoun == "speaker":
            return Means(around, "pronoun") if around else None
        if pronoun == "relative":
            return self._before(source)
        if pronoun:
            found = self._recent(source.start, pronoun)
            return Means(found, "pronoun") if found else None
        named = self._named(source)
        if named:
            return Means(named, "name")
        described = self._described(source, words)
        return Means(described, "nominal") if described else None

    def _named(self, source: Span) -> Group | None:
        """Whom the words name, not only mention: the name begins or ends them ("Jane Doe of Ohio", "Ohio lawyer
        Jane Doe"), or follows ("the coach, Jane Doe,"); in "Jane Doe's lawyer" it is somebody else who speaks."""
        here = self._within(source.start, source.end)
        first = [at for at in here if at.start == source.start and _AFTER_NAME.match(self._text, at.end)]
        last = [at for at in here if at.end == source.end]
        whole = [at for at in here if self._text[source.start : at.start].strip().casefold() in ("", "the")]
        for kind in _KINDS[:2]:
            for at in (*first, *last):
                if at.group.type == kind:
                    return at.group
        for at in whole:
            if at.end == source.end:
                return at.group
        return self._beside(source)

    def _beside(self, source: Span) -> Group | None:
        """The name in apposition after a description."""
        text = self._text
        for at in self._within(source.end, source.end + 4):
            between = text[source.end : at.start]
            if between.strip() == "," and at.group.type == "person" and text[at.end : at.end + 1] in ",.":
                return at.group
        return None

    def _before(self, source: Span) -> Means | None:
        """The name that "who" follows."""
        for at in reversed(self._within(source.start - 60, source.start)):
            if at.end <= source.start and _BESIDE.fullmatch(self._text, at.end, source.start):
                return Means(at.group, "pronoun")
        return None

    def _described(self, source: Span, words: str) -> Group | None:
        definite = _DETERMINER.match(words)
        noun = head(_DETERMINER.sub("", words))
        if role(noun) and noun is not None:
            return self._by_role(source, words, noun, bool(definite))
        if not definite or noun is None:
            return None
        kind = "organization" if noun in BODIES else "place" if noun in LANDS else None
        return self._last(source.start, kind) if kind else None

    def _by_role(self, source: Span, words: str, noun: str, definite: bool) -> Group | None:
        told = _marks(words, noun)
        others = any(at.group.type == "person" for at in self._within(*source))
        same = [
            (its == noun, len(told & marks), start <= source.start, start, group)
            for start, role, its, group in self._roles
            if its == noun or its in SYNONYMS.get(noun, ())
            # Of another country or body it is another one.
            if not ((marks := _marks(role, its)) or others) or not told or told & marks
        ]
        if same:
            return max(same, key=lambda one: one[:4])[4]
        return self._recent(source.start, ROLES[noun] or "") if definite and ROLES[noun] else None

    def _recent(self, place: int, told: str) -> Group | None:
        """Who a pronoun, or a noun that tells a gender, most likely means: somebody named shortly before, most
        of all the last speaker and the first named of a sentence."""
        here = bisect_right(self._paragraphs, place)
        scores: dict[int, tuple[float, int, Group]] = {}
        last = self._spoke[-1].group if self._spoke else None
        behind = 0
        seen: set[int] = set()
        for at in reversed(self._within(max(0, place - 3000), place)):
            if at.end > place:
                continue
            away = here - bisect_right(self._paragraphs, at.start)
            if away > _FAR:
                break
            fits = self._fits(at.group, told)
            if fits is None:
                continue
            if id(at.group) not in seen:
                behind += 1
                seen.add(id(at.group))
            score = fits - 0.8 * away - 0.4 * behind + 1.5 * (at.group is last) + 0.7 * self._leads(at)
            best = scores.get(id(at.group))
            if best is None or score > best[0]:
                scores[id(at.group)] = (score, at.start, at.group)
        found = max(scores.values(), key=lambda one: one[:2], default=None)
        if found is None and last is not None and self._fits(last, told) is not None:
            spoken = here - bisect_right(self._paragraphs, self._spoke[-1].start)
            return last if spoken <= _FAR else None
        return found[2] if found else None

    def _fits(self, group: Group, told: str) -> float | None:
        """How well a group fits what is told of gender or kind, None where it does not."""
        if told == "body":
            return {"organization": 1.0, "place": 0.0, "group": 0.5}.get(group.type)
        if group.type != "person":
            return None
        if id(group) not in self._genders:
            self._genders[id(group)] = gender(self._text, group)
        known = self._genders[id(group)]
        return 1.0 if known == told else 0.0 if known is None else None

    def _leads(self, at: _At) -> bool:
        """Whether a sentence begins with the name, but for a few words."""
        before = self._text[max(0, at.start - 40) : at.start]
        stop = max(before.rfind(mark) for mark in (". ", "\n", "” ", '" '))
        return stop >= 0 and len(before[stop + 1 :].split()) <= 3

    def _last(self, place: int, kind: str) -> Group | None:
        for at in reversed(self._within(max(0, place - 3000), place)):
            if at.group.type == kind:
                return at.group
        return None

    def _within(self, start: int, end: int) -> list[_At]:
        return self._mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]


def _marks(words: str, noun: str | None) -> set[str]:
    """The capitalised words of a description but for its determiner and its noun: "French" of "the French
    leader"."""
    bare = _DETERMINER.sub("", words).replace("’", "'").replace("'s", "")
    return {word.casefold() for word in bare.split() if word[0].isupper() and word.casefold() != noun}
