"""Descriptions -> whom they mean: "the French president", "the company", "the city"."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from newscli.analysis.entities.mentions import Mention, Mentions
from newscli.analysis.entities.names import Group, key
from newscli.analysis.entities.roles import head, role, roles_at
from newscli.analysis.places import candidates
from newscli.lang.en.people import BODIES, KINDS_OF_BODY, LANDS, ROLES, SYNONYMS
from newscli.model import Span

_DETERMINER = re.compile(r"^(?:the|this|that|his|her|its|their|our|a|an)\s+", re.IGNORECASE)
_DEFINITE = re.compile(r"(?!an?\b)" + _DETERMINER.pattern[1:], re.IGNORECASE)
_REACH, _NEAR, _MOST = 3000, 600, 50
# The last stop is that of "U.S.".
_WORD = r"[^\W\d_](?:\w|['’.-](?=\w)|(?<=\.\w)\.)*"
_PHRASE = re.compile(rf"\b(?:the|this)\s{{1,3}}(?=(?P<words>{_WORD}(?:\s{{1,3}}{_WORD}){{0,3}}))", re.IGNORECASE)
_NEXT = re.compile(rf"\s{{1,3}}({_WORD})")


class Descriptions:
    """Finds out whom a description means, by what the article calls people and by what there is of a kind."""

    def __init__(self, text: str, mentions: Mentions) -> None:
        self._text = text
        self._mentions = mentions
        self._roles: dict[int, dict[str, None]] = {}
        self._by_noun: dict[str, list[tuple[int, str, Group]]] = {}
        for at in mentions.all:
            for words in roles_at(text, at.start, at.end) if at.group.type == "person" else ():
                self._roles.setdefault(id(at.group), {})[words] = None
                self._by_noun.setdefault(head(words) or "", []).append((at.start, words, at.group))

    def roles(self, group: Group) -> tuple[str, ...]:
        """What the article calls a person, each once, in text order."""
        return tuple(self._roles.get(id(group), ()))

    def everywhere(self, blocks: Iterable[Span]) -> Iterator[Mention]:
        """The definite descriptions of some stretches of the text whose meaning is known, in text order."""
        for block in blocks:
            for match in _PHRASE.finditer(self._text, *block):
                span = self._noun_phrase(match)
                group = self.meant(span) if span and not self._mentions.within(*span) else None
                if span and group:
                    yield Mention(*span, group)

    def _noun_phrase(self, match: re.Match[str]) -> Span | None:
        """The words up to the first noun for persons, bodies or lands that no other noun follows."""
        for k, word in enumerate(re.finditer(_WORD, match["words"])):
            noun = word.group().casefold()
            # "The French company" may be any.
            if noun in ROLES or (k == 0 and (noun in BODIES or noun in LANDS)):
                end = match.start("words") + word.end()
                after = _NEXT.match(self._text, end)
                if not after or not _noun(after[1]):
                    return Span(match.start(), end)
        return None

    def meant(self, source: Span) -> Group | None:
        """Whom a description means; None where nothing tells."""
        words = " ".join(self._text[source.start : source.end].split())
        definite = _DEFINITE.match(words)
        noun = head(_DETERMINER.sub("", words))
        if noun is None:
            return None
        if role(noun):
            return self._by_role(source, words, noun)
        if not definite:
            return None
        if noun in BODIES:
            return self._body(source.start, noun)
        return self._land(source.start, noun) if noun in LANDS else None

    def _by_role(self, source: Span, words: str, noun: str) -> Group | None:
        told = _marks(words, noun)
        others = any(at.group.type == "person" for at in self._mentions.within(*source))
        same = [
            (its == noun, len(told & marks), start <= source.start, start, group)
            for its in (noun, *sorted(SYNONYMS.get(noun, ())))
            for start, role, group in self._near(its, source.start)
            # Of another country or body it is another one.
            if not ((marks := _marks(role, its)) or others) or not told or told & marks
        ]
        return max(same, key=lambda one: one[:4])[4] if same else None

    def _near(self, noun: str, place: int) -> Sequence[tuple[int, str, Group]]:
        """Of the roles with a noun the last ones before a place, and the first ones after it."""
        some = self._by_noun.get(noun, [])
        k = bisect_left(some, place, key=lambda one: one[0])
        return some[max(0, k - _MOST) : k + _MOST]

    def _body(self, place: int, noun: str) -> Group | None:
        """The last organization that has the noun in its name ("the Church"), else the last one
        named shortly before, where the noun is of a kind that names leave out."""
        last = None
        for at in self._before(place):
            if at.group.type == "organization":
                if noun in key(self._text[at.start : at.end]):
                    return at.group
                last = last or at
        return last.group if last and noun in KINDS_OF_BODY and place - last.start < _NEAR else None

    def _land(self, place: int, noun: str) -> Group | None:
        """The last place of the kind."""
        kinds = LANDS[noun]
        for at in self._before(place):
            if at.group.type == "place":
                known = {one.kind for _, name in at.group.names[:1] for one in candidates(name)}
                if not kinds or not known or known & kinds:
                    return at.group
        return None

    def _before(self, place: int) -> Sequence[Mention]:
        """The names before a place, the nearest first."""
        return self._mentions.within(max(0, place - _REACH), place)[::-1]


def _marks(words: str, noun: str | None) -> set[str]:
    """The capitalised words of a description but for its determiner and its noun: "French" of "the French
    leader"."""
    bare = _DETERMINER.sub("", words).replace("’", "'").replace("'s", "")
    return {word.casefold() for word in bare.split() if word[0].isupper() and word.casefold() != noun}


def _noun(word: str) -> bool:
    """Whether a word after a noun is one that leans on it: "the company secretary", "the city Moscow"."""
    one = word.casefold().removesuffix("s")
    return word[0].isupper() or one in ROLES or one in BODIES or one in LANDS
