"""Pronouns: which person "he" or "her" means, by a small logistic model over what is near it.

training/pronouns.py fits the weights, newscli/weights/pronouns.json.
"""

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from newscli.analysis.entities.names import Group, gender
from newscli.linear import load
from newscli.model import Span
from newscli.sentences import sentence_starts

GENDERS = {
    **dict.fromkeys(("he", "him", "his", "himself"), "m"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "f"),
}
PRONOUN = re.compile(r"\b(?:he|him|his|himself|she|her|hers|herself)\b", re.IGNORECASE)
_BEFORE = re.compile(
    r"\b(?P<word>of|to|with|by|for|from|against|in|on|at|about|than|and|or|named|son|daughter|wife|husband)\s{1,3}$"
)
_REACH, _SENTENCES, _MOST = 3000, 5, 12


class Mention(NamedTuple):
    """A name of a person, or a pronoun that was resolved to one."""

    start: int
    end: int
    group: Group


class Scene:
    """The people of a text, in order; grows by each pronoun that is resolved."""

    def __init__(self, text: str, groups: Sequence[Group]) -> None:
        self.text = text
        self._sentences = sentence_starts(text)
        people = [group for group in groups if group.type == "person"]
        self._genders = {id(group): gender(text, group) for group in people}
        self._mentions = sorted(
            (Mention(*span, group) for group in people for span, _ in group.names), key=lambda one: one[:2]
        )
        self._starts = [one.start for one in self._mentions]
        self._resolved: list[Mention] = []

    def pronouns(self, blocks: Iterable[Span]) -> Iterator[Mention]:
        """Every pronoun of some stretches of the text that is resolved, in text order."""
        for block in blocks:
            for match in PRONOUN.finditer(self.text, *block):
                span = Span(*match.span())
                group = self.resolve(span, GENDERS[match.group().casefold()])
                if group:
                    yield Mention(*span, group)

    def resolve(self, span: Span, told: str) -> Group | None:
        """Whom a pronoun, or a noun that tells a gender, means; None where it is unclear."""
        model = load("pronouns")
        best = max(
            ((model.probability(known), group) for known, group in self.candidates(span, told)),
            key=lambda one: one[0],
            default=None,
        )
        if best is None or best[0] < model.threshold:
            return None
        self.told(Mention(*span, best[1]))
        return best[1]

    def told(self, one: Mention) -> None:
        """Take note of a pronoun that was resolved."""
        self._resolved.append(one)

    def candidates(self, span: Span, told: str) -> Iterator[tuple[Mapping[str, float], Group]]:
        """Each person who may be meant, with the evidence for it."""
        here = bisect_right(self._sentences, span.start)
        first = bisect_left(self._starts, span.start - _REACH)
        last = bisect_left(self._starts, self._end(here))
        seen: dict[int, Mention] = {}
        order: dict[int, int] = {}
        near = self._mentions[first:last]
        before = [one for one in near if one.end <= span.start]
        for one in reversed(before[-200:]):
            if here - bisect_right(self._sentences, one.start) > _SENTENCES or len(seen) >= _MOST:
                break
            if id(one.group) not in seen and self._genders[id(one.group)] in (told, None):
                order[id(one.group)] = len(seen)
                seen[id(one.group)] = one
        # "When she arrived, Jane Doe …": a name that the sentence has only after the pronoun.
        for one in near[len(before) :]:
            if one.start >= span.end and id(one.group) not in seen and self._genders[id(one.group)] in (told, None):
                order[id(one.group)] = len(seen)
                seen[id(one.group)] = one
        counts: dict[int, int] = {}
        for one in before:
            counts[id(one.group)] = counts.get(id(one.group), 0) + 1
        word = self.text[span.start : span.end].casefold()
        for number, one in seen.items():
            yield self._evidence(span, word, told, here, one, order[number], counts.get(number, 0)), one.group

    def _evidence(
        self, span: Span, word: str, told: str, here: int, one: Mention, behind: int, count: int
    ) -> Mapping[str, float]:
        text = self.text
        there = bisect_right(self._sentences, one.start)
        away = here - there
        after = one.start >= span.end
        lead = len(text[self._sentences[there - 1] : one.start].split())
        mine = len(text[self._sentences[here - 1] : span.start].split())
        k = bisect_left(self._starts, one.start)
        leads = k == 0 or self._starts[k - 1] < self._sentences[there - 1]
        match = _BEFORE.search(text, max(0, one.start - 12), one.start)
        said = self._resolved[-1] if self._resolved else None
        recent = reversed(self._resolved[-6:])
        chain = next((r for r in recent if GENDERS.get(text[r.start : r.end].casefold()) == told), None)
        subject, owner = word in ("he", "she"), word in ("his", "her")
        same = float(away == 0 and not after)
        return {
            "known": float(self._genders[id(one.group)] == told),
            "same": same,
            "one back": float(away == 1),
            "two back": float(away == 2),
            "far": float(away > 2),
            "after": float(after),
            "far away": 0.0 if after else math.log1p(span.start - one.end) / 5,
            "behind": float(min(behind, 4)),
            "nearest": float(behind == 0),
            "leads": float(leads),
            "leads here": float(leads and same > 0),
            "leads back": float(leads and away == 1),
            "opens": float(lead <= 2),
            "alike": float(lead <= 2 and mine <= 2 and away > 0),
            "owned": float(bool(re.match(r"['’]s?\b|['’]", text[one.end : one.end + 2]))),
            "object": float(match is not None),
            "of": float(match is not None and match["word"].lower() in ("of", "by", "with")),
            "and": float(match is not None and match["word"].lower() == "and"),
            "count": math.log1p(count),
            "full": float(" " in text[one.start : one.end]),
            "subject same": same * subject,
            "owner same": same * owner,
            "owner leads": same * owner * leads,
            "subject leads back": float(subject and leads and away == 1),
            "chain": float(chain is not None and chain.group is one.group),
            "other chain": float(chain is not None and chain.group is not one.group),
            "last": float(said is not None and said.group is one.group),
            "comma": float(text[one.end : one.end + 1] == ","),
        }

    def _end(self, sentence: int) -> int:
        return self._sentences[sentence] if sentence < len(self._sentences) else len(self.text)
