"""Pronouns: which person "he" or "her" means, by a small logistic model over what the reader says and what is near.

The reader sees a window of the text only; the model, which training/pronouns.py fits, sees sentences before it, too.
"""

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence

from newscli.analysis.entities.mentions import Mention, Mentions
from newscli.analysis.entities.names import Group, gender
from newscli.lang.en.sentences import find_sentence_starts
from newscli.lang.en.words import PRONOUN_GENDERS
from newscli.logistic import load_model
from newscli.model import Anaphor

_BEFORE = re.compile(
    r"\b(?P<word>of|to|with|by|for|from|against|in|on|at|about|than|and|or|named|son|daughter|wife|husband)\s{1,3}$"
)
_REACH, _SENTENCES, _MOST = 3000, 5, 12
_FAINT = 0.005


class Scene:
    """The people of a text, in order; grows by each pronoun that is resolved.

    ``sentences`` are where these begin; ``genders`` has that of each person (id), None where it is not told.
    """

    def __init__(self, text: str, groups: Sequence[Group]) -> None:
        self.text = text
        self.sentences = find_sentence_starts(text)
        people = [group for group in groups if group.type == "person"]
        self.genders = {id(group): gender(text, group) for group in people}
        self._people = Mentions(people)
        self._resolved: list[Mention] = []

    def pronouns(self, anaphors: Sequence[Anaphor]) -> Iterator[Mention]:
        """Every pronoun that is resolved, in text order."""
        model = load_model("pronouns")
        for one in anaphors:
            found = [(model.probability(known), group) for known, group in self.candidates(one)]
            chance, group = max(found, key=lambda some: some[0], default=(0.0, None))
            if group is not None and chance >= model.threshold:
                yield self.told(one, group)

    def told(self, one: Anaphor, group: Group) -> Mention:
        """Take note of a pronoun that was resolved."""
        self._resolved.append(Mention(*one.span, group))
        return self._resolved[-1]

    def candidates(self, anaphor: Anaphor) -> Iterator[tuple[Mapping[str, float], Group]]:
        """Each person who may be meant, with the evidence for it."""
        span = anaphor.span
        word = self.text[span.start : span.end].casefold()
        told = PRONOUN_GENDERS[word]
        here = bisect_right(self.sentences, span.start)
        seen: dict[int, Mention] = {}
        order: dict[int, int] = {}
        near = self._people.within(span.start - _REACH, self._end(here))
        before = [one for one in near if one.end <= span.start]
        for one in reversed(before[-200:]):
            if here - bisect_right(self.sentences, one.start) > _SENTENCES or len(seen) >= _MOST:
                break
            if id(one.group) not in seen and self.genders[id(one.group)] in (told, None):
                order[id(one.group)] = len(seen)
                seen[id(one.group)] = one
        # "When she arrived, Jane Doe …": a name that the sentence has only after the pronoun.
        for one in near[len(before) :]:
            if one.start >= span.end and id(one.group) not in seen and self.genders[id(one.group)] in (told, None):
                order[id(one.group)] = len(seen)
                seen[id(one.group)] = one
        counts: dict[int, int] = {}
        for one in before:
            counts[id(one.group)] = counts.get(id(one.group), 0) + 1
        pointed = self._pointed(anaphor)
        for number, one in seen.items():
            known = self._near(anaphor, word, told, here, one, order[number], counts.get(number, 0))
            yield {**known, **_read(pointed.get(number, 0.0), anaphor.elsewhere)}, one.group

    def _pointed(self, anaphor: Anaphor) -> Mapping[int, float]:
        """The chances that the reader gives to each person (id)."""
        made: dict[int, float] = {}
        for place, chance in anaphor.antecedents:
            k = bisect_right(self._people.starts, place) - 1
            if k >= 0 and place < self._people.all[k].end:
                number = id(self._people.all[k].group)
                made[number] = made.get(number, 0.0) + chance
        return made

    def _near(
        self, anaphor: Anaphor, word: str, told: str, here: int, one: Mention, behind: int, count: int
    ) -> Mapping[str, float]:
        text, span = self.text, anaphor.span
        there = bisect_right(self.sentences, one.start)
        away = here - there
        after = one.start >= span.end
        lead = len(text[self.sentences[there - 1] : one.start].split())
        mine = len(text[self.sentences[here - 1] : span.start].split())
        k = bisect_left(self._people.starts, one.start)
        leads = k == 0 or self._people.starts[k - 1] < self.sentences[there - 1]
        match = _BEFORE.search(text, max(0, one.start - 12), one.start)
        said = self._resolved[-1] if self._resolved else None
        recent = reversed(self._resolved[-6:])
        chain = next((r for r in recent if PRONOUN_GENDERS.get(text[r.start : r.end].casefold()) == told), None)
        subject, owner = word in ("he", "she"), word in ("his", "her")
        same = float(away == 0 and not after)
        return {
            "known": float(self.genders[id(one.group)] == told),
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
        return self.sentences[sentence] if sentence < len(self.sentences) else len(self.text)


def _read(chance: float, elsewhere: float) -> Mapping[str, float]:
    """What the reader says: the chance itself, its logarithm, and of whom it takes to be named near."""
    return {
        "chance": chance,
        "log chance": math.log(max(chance, _FAINT)),
        "log share": math.log(max(chance / max(1 - elsewhere, 0.1), _FAINT)),
        "elsewhere": elsewhere,
    }
