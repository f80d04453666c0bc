"""Sources -> who they are: a name, a description or a pronoun, in the order of the text."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from newscli.analysis.entities.mentions import Mention, Mentions
from newscli.analysis.entities.names import Group, key
from newscli.analysis.entities.nominals import Descriptions
from newscli.analysis.entities.pronouns import Scene
from newscli.analysis.entities.roles import head
from newscli.lang.en.people import ROLES
from newscli.lang.en.words import PRONOUN_GENDERS
from newscli.model import MentionKind, Span

_AFTER_NAME = re.compile(r"\s*(?:,|\(|(?:of|from|with|who|at|in|for)\b)")
_BESIDE = re.compile(r",?\s{1,3}(?:\w{1,20}\s){0,2}$")
_DEFINITE = re.compile(r"^(?:the|this|that|his|her|its|their|our)\s+", re.IGNORECASE)
_PRONOUNS: dict[str, str] = {
    **PRONOUN_GENDERS,
    **dict.fromkeys(("i", "me", "my", "myself", "we", "us", "our"), "speaker"),
    **dict.fromkeys(("they", "them", "their", "it", "its"), "body"),
    **dict.fromkeys(("who", "that", "which", "whose"), "relative"),
}
_FAR, _LEAD = 3, 40
_KINDS = ("person", "organization", "group", "place")


class Means(NamedTuple):
    """Whom words mean, and what kind of mention they are."""

    group: Group
    kind: MentionKind


class Sources:
    """Finds out who is meant; is asked in text order, and remembers who spoke."""

    def __init__(
        self,
        scene: Scene,
        mentions: Mentions,
        descriptions: Descriptions,
        paragraphs: Sequence[int],
        pronouns: Sequence[Mention],
    ) -> None:
        self._text = scene.text
        self._scene = scene
        self._mentions = mentions
        self._descriptions = descriptions
        self._paragraphs = paragraphs
        self._persons = {one.start: one.group for one in pronouns}
        self._spoke: list[Mention] = []

    def means(self, source: Span, around: Group | None) -> Means | None:
        """Who a source's words mean; ``around`` is the speaker of the quote that they stand in."""
        found = self._means(source, around)
        if found:
            self._spoke.append(Mention(*source, found.group))
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
            found = self._persons.get(source.start) or self._recent(source.start, pronoun)
            return Means(found, "pronoun") if found else None
        named = self._named(source)
        if named:
            return Means(named, "name")
        described = self._descriptions.meant(source) or self._told(source, words)
        return Means(described, "nominal") if described else None

    def _named(self, source: Span) -> Group | None:
        """Whom the words name, not only mention: the name begins or ends them ("Jane Doe of Ohio", "Ohio lawyer
        Jane Doe"), or follows ("the coach, Jane Doe,"); in "Jane Doe's lawyer" it is somebody else who speaks."""
        here = self._mentions.within(source.start, source.end)
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
        return self._beside(source) or self._unseen(source)

    def _unseen(self, source: Span) -> Group | None:
        """The name that the words are, where the reader saw it elsewhere only."""
        words = self._text[source.start : source.end]
        return self._mentions.by_words.get(key(words)) if any(c.isupper() for c in words) else None

    def _beside(self, source: Span) -> Group | None:
        """The name in apposition after a description."""
        text = self._text
        for at in self._mentions.within(source.end, source.end + 4):
            between = text[source.end : at.start]
            if between.strip() == "," and at.group.type == "person" and text[at.end : at.end + 1] in ",.":
                return at.group
        return None

    def _before(self, source: Span) -> Means | None:
        """The name that "who" follows."""
        for at in reversed(self._mentions.within(source.start - 60, source.start)):
            if at.end <= source.start and _BESIDE.fullmatch(self._text, at.end, source.start):
                return Means(at.group, "pronoun")
        return None

    def _told(self, source: Span, words: str) -> Group | None:
        """Whom "the actress" means, of whom no role is told: by the gender."""
        noun = head(words.split(" ", 1)[-1]) if _DEFINITE.match(words) else None
        told = ROLES.get(noun or "")
        return self._recent(source.start, told) if told else None

    def _recent(self, place: int, told: str) -> Group | None:
        """Who a pronoun, or a noun that tells a gender, most likely means: somebody named shortly before, most
        of all the last speaker and the first named of a sentence."""
        here = bisect_right(self._paragraphs, place)
        scores: dict[int, tuple[float, int, Group]] = {}
        last = self._spoke[-1].group if self._spoke else None
        behind = 0
        seen: set[int] = set()
        for at in reversed(self._mentions.within(max(0, place - 3000), place)):
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
            return 1.0 if group.type == "organization" else None
        if group.type != "person":
            return None
        known = self._scene.genders[id(group)]
        return 1.0 if known == told else 0.0 if known is None else None

    def _leads(self, at: Mention) -> bool:
        """Whether a sentence begins with the name, but for a few words."""
        start = self._scene.sentences[bisect_right(self._scene.sentences, at.start) - 1]
        return at.start - start < _LEAD and len(self._text[start : at.start].split()) <= 3
