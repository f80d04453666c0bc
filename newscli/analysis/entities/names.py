"""Names -> groups: which of an article's names mean the same one.

A chain of small steps from the surest to the least sure (the sieve of Raghunathan et al. 2010): the same words;
full names of one person; parts of a full name; acronyms and short forms; spellings that differ only as
transliterations do.
"""

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from newscli.analysis.entities.spelling import transliterated
from newscli.lang.en.people import BODIES, NICKNAMES, PARTICLES, SAME, SUFFIXES, TITLES, first_names
from newscli.model import EntityType, Name, Span

_EDGES = re.compile(r"^(?:the|a|an)\s+|['’]s?$", re.IGNORECASE)
_NO_KEY = re.compile(r"[^\w\s&-]")
_MOST = 20
_LONG, _SAME_FIRST = 5, 3
_SMALL = frozenset("of the and for in on at to a an".split())
_TITLE_BEFORE = re.compile(
    r"\b(mr|mrs|ms|miss|sir|lord|lady|dame|king|queen|prince|princess)\.?\s{1,3}$", re.IGNORECASE
)


@dataclass(slots=True)
class Group:
    """Names that mean one: their words as shown, with the place of each."""

    type: EntityType
    names: list[tuple[Span, str]] = field(default_factory=list)
    variants: list[str] = field(default_factory=list)

    @property
    def keys(self) -> set[tuple[str, ...]]:
        return {key(shown) for _, shown in self.names}


def grouped(text: str, names: Sequence[Name]) -> list[Group]:
    """Groups of names, in order of first mention."""
    groups = list(_same_words(text, names))
    for step in (_people, _bodies, _spellings, _slips):
        groups = _merged(groups, step(groups))
    groups = _shared(text, groups)
    for group in groups:
        group.names.sort()
    return sorted(groups, key=lambda group: group.names[0])


def shown(text: str, span: Span) -> str:
    """A name's words without its determiner and possessive."""
    words = " ".join(text[span.start : span.end].split())
    return _EDGES.sub("", words) or words


@lru_cache(maxsize=10_000)
def key(name: str) -> tuple[str, ...]:
    """The words of a name in small letters, without accents and full stops; one thing's common other names as one."""
    plain = "".join(c for c in unicodedata.normalize("NFD", name.replace("’", "'")) if not unicodedata.combining(c))
    words = _NO_KEY.sub("", _EDGES.sub("", plain)).casefold().split()
    return tuple(SAME.get(" ".join(words), " ".join(words)).split())


def gender_of_title(text: str, start: int) -> str | None:
    """The gender that the title before a place tells: "Mrs." there is "f"."""
    match = _TITLE_BEFORE.search(text, max(0, start - 12), start)
    return TITLES[match[1].lower()] if match else None


def _same_words(text: str, names: Sequence[Name]) -> Iterator[Group]:
    """One group for the same words, of the type that most of them have."""
    made: dict[tuple[str, ...], Group] = {}
    types: dict[tuple[str, ...], Counter[EntityType]] = {}
    for name in names:
        words = shown(text, name.span)
        one = key(words)
        if name.type == "person":
            # A title that was taken into the name is none of it.
            while len(one) > 1 and one[0] in TITLES:
                one = one[1:]
                words = words.split(" ", 1)[-1]
        group = made.setdefault(one, Group(name.type))
        group.names.append((name.span, words))
        types.setdefault(one, Counter())[name.type] += 1
    lasts = {one[-1] for one, group in made.items() if len(one) > 1 and types[one].most_common(1)[0][0] == "person"}
    for one, group in made.items():
        counts = types[one]
        group.type = "person" if len(one) == 1 and one[0] in lasts and counts["person"] else counts.most_common(1)[0][0]
        yield group


def _merged(groups: Sequence[Group], pairs: Iterable[tuple[int, int]]) -> list[Group]:
    """Groups with those of each pair (numbers) made one."""
    heads = list(range(len(groups)))

    def head(k: int) -> int:
        while heads[k] != k:
            k = heads[k]
        return k

    for a, b in pairs:
        a, b = sorted((head(a), head(b)))
        heads[b] = a
    for k, group in enumerate(groups):
        if (first := head(k)) != k:
            groups[first].names += group.names
            groups[first].variants += group.variants
    return [group for k, group in enumerate(groups) if heads[k] == k]


def _people(groups: Sequence[Group]) -> Iterator[tuple[int, int]]:
    """Full names of one person: "Joe Biden", "Joseph R. Biden Jr."."""
    by_last: dict[str, list[tuple[int, tuple[str, ...]]]] = {}
    for k, group in enumerate(groups):
        if group.type != "person":
            continue
        for words in group.keys:
            words = tuple(word for word in words if word not in SUFFIXES) or words
            if len(words) > 1:
                for other, theirs in by_last.get(words[-1], [])[-_MOST:]:
                    if _one_person(words, theirs):
                        yield other, k
                by_last.setdefault(words[-1], []).append((k, words))


def _one_person(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two full names with the same last word may be of one person."""
    if a[1:-1] and b[1:-1] and not any(_one_name(x, y) for x in a[1:-1] for y in b[1:-1]):
        return False
    return _one_name(a[0], b[0]) or a[0] in b[1:-1] or b[0] in a[1:-1]


def _one_name(a: str, b: str) -> bool:
    if len(a) == 1 or len(b) == 1:
        return a[0] == b[0]
    return a == b or NICKNAMES.get(a, a) == NICKNAMES.get(b, b)


def _bodies(groups: Sequence[Group]) -> Iterator[tuple[int, int]]:
    """Acronyms, and the first or last words of one longer name: "Goldman" of "Goldman Sachs"."""
    some = [
        (k, words) for k, group in enumerate(groups) if group.type in ("organization", "other") for words in group.keys
    ]
    by_initials: dict[str, set[int]] = {}
    by_edge: dict[tuple[str, ...], set[int]] = {}
    taken = {words for group in groups if group.type in ("place", "group", "person") for words in group.keys}
    for k, words in some:
        if len(words) > 1:
            for initials in ("".join(w[0] for w in words if w not in _SMALL), "".join(w[0] for w in words)):
                by_initials.setdefault(initials, set()).add(k)
            for n in range(1, len(words)):
                by_edge.setdefault(words[:n], set()).add(k)
                by_edge.setdefault(words[-n:], set()).add(k)
    for k, words in some:
        acronym = (
            len(words) == 1 and len(words[0]) > 1 and any(s.replace(".", "").isupper() for _, s in groups[k].names)
        )
        found = by_initials.get(words[0], set()) - {k} if acronym else set()
        if not found and words not in taken and not (len(words) == 1 and (words[0] in BODIES or len(words[0]) < 4)):
            found = by_edge.get(words, set()) - {k}
        if len(found) == 1:
            yield found.pop(), k


def _spellings(groups: Sequence[Group]) -> Iterator[tuple[int, int]]:
    """One name in two transliterations: Gaddafi and Qadhafi."""
    by_sound: dict[tuple[EntityType, tuple[str, ...]], tuple[int, str]] = {}
    for k, group in enumerate(groups):
        if group.type not in ("person", "place", "organization"):
            continue
        for words in sorted(group.keys):
            wholes = [words, words[-1:]] if group.type == "person" and len(words) > 1 else [words]
            for some in wholes:
                if max(map(len, some), default=0) < _LONG:
                    continue
                sound = group.type, tuple(map(transliterated, some))
                other, spelled = by_sound.setdefault(sound, (k, " ".join(some)))
                # A last name of the same spelling may be another's; full names go by the step for people.
                whole = len(words) == 1 or some == words
                if other != k and spelled != " ".join(some) and whole:
                    groups[k].variants += [group.names[0][1], groups[other].names[0][1]]
                    yield other, k


def _slips(groups: Sequence[Group]) -> Iterator[tuple[int, int]]:
    """A last name alone that is one letter from the last name of one person, and nobody's own: "Water" of "Kathryn
    Waters"."""
    lasts: dict[str, set[int]] = {}
    alone: list[tuple[int, str]] = []
    parts: set[str] = set()
    for k, group in enumerate(groups):
        for words in group.keys if group.type == "person" else ():
            if len(words) > 1:
                lasts.setdefault(words[-1], set()).add(k)
                parts.update(words)
            elif len(words[0]) >= _LONG:
                alone.append((k, words[0]))
    by_first: dict[str, list[str]] = {}
    for last in lasts:
        by_first.setdefault(last[:_SAME_FIRST], []).append(last)
    for k, word in alone:
        near = [last for last in by_first.get(word[:_SAME_FIRST], ())[:_MOST] if _one_slip(word, last)]
        if word not in parts and len(near) == 1 and len(lasts[near[0]]) == 1:
            (other,) = lasts[near[0]]
            if other != k and len(groups[k].names) <= len(groups[other].names):
                groups[k].variants += [groups[k].names[0][1], groups[other].names[0][1]]
                yield other, k


def _one_slip(a: str, b: str) -> bool:
    """Whether one letter more, less or other makes one word of another."""
    if a == b or abs(len(a) - len(b)) > 1:
        return False
    same = next((k for k, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return a[same + (len(a) >= len(b)) :] == b[same + (len(b) >= len(a)) :]


def _shared(text: str, groups: Sequence[Group]) -> list[Group]:
    """Parts of full names given to their persons: to the only one with that name, else to the one last named."""
    whole: dict[str, list[Group]] = {}
    for group in groups:
        if group.type == "person":
            for words in group.keys:
                for part in _parts(words):
                    some = whole.setdefault(part, [])
                    # Of very many people of one name any few will do.
                    if len(some) < _MOST and group not in some:
                        some.append(group)
    left: list[Group] = []
    starts = {id(group): sorted(span.start for span, _ in group.names) for group in groups}
    for group in groups:
        parts = {" ".join(words) for words in group.keys}
        found = [one for part in parts for one in whole.get(part, ()) if one is not group]
        if group.type != "person" or len(parts) != 1 or not found:
            left.append(group)
            continue
        for span, name in group.names:
            told = gender_of_title(text, span.start)
            fit = [one for one in found if told is None or gender(text, one) in (None, told)] or found
            places = [_nearness(starts[id(one)], span.start) for one in fit]
            fit[places.index(max(places))].names.append((span, name))
    return left


def _parts(words: tuple[str, ...]) -> Iterator[str]:
    words = tuple(word for word in words if word not in SUFFIXES)
    if len(words) < 2:
        return
    yield words[-1]
    yield words[0]
    # "bin Salman", "de Gaulle", "Abdul-Karim Said".
    for n in range(1, len(words) - 1):
        if words[n] in PARTICLES or n == len(words) - 2:
            yield " ".join(words[n:])


def _nearness(starts: Sequence[int], place: int) -> tuple[bool, int]:
    """Named before is nearer than named after."""
    k = bisect_left(starts, place)
    return (True, starts[k - 1]) if k else (False, -starts[0])


def gender(text: str, group: Group) -> str | None:
    """What titles say of a person's gender, else the first name."""
    told = Counter(filter(None, (gender_of_title(text, span.start) for span, _ in group.names)))
    if told:
        return told.most_common(1)[0][0]
    firsts = Counter(first_names().get(words[0]) for words in group.keys if len(words) > 1)
    firsts.pop(None, None)
    return firsts.most_common(1)[0][0] if firsts else None
