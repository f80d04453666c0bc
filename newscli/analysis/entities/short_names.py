"""Names that are only part of a full name: which person "Cruz" is, where several are called Cruz.

Newspapers call a person by the last name alone once the full name is known, and whoever else has it by the full name
or the first.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property

from newscli.analysis.entities.names import (
    NameCluster,
    NameKey,
    ShownName,
    drop_suffixes,
    find_kin_gender,
    find_title_gender,
    infer_gender,
)
from newscli.lang.en.people import COURTESY_TITLES, LONG_TITLES, NAME_PARTICLES, TITLES
from newscli.lang.en.words import TAGGING_VERBS
from newscli.patterns import compile_lazily

# A name is compared with at most this many others that share it.
MAX_NAMESAKES = 20
# Whoever was named in full farther back, in characters, is not meant where somebody else was since.
MAX_DISTANCE = 2000
# How long an introduction of a new name may be, and words between a verb of speech and its source, in characters.
MAX_INTRODUCTION_CHARS = 30

# "The elder Strand" is a person, but the article does not say which.
_GENERATION_WORDS = frozenset("elder younger older senior junior".split())
# "Bolton and Gorka" is nobody's name.
_CONJUNCTIONS = frozenset(("and", "or", "nor", "&"))
# What stands before a name under which somebody new comes in: "a woman named Ana".
_INTRODUCTION = compile_lazily(
    r"\b(?:named|called|nicknamed|dubbed|(?:name|names|identified|known|himself|herself)\s(?:only\s|just\s)?as|first\sname,?)\s$"
)
# A full name and its verb of speech, in either order: "Jane Doe, the owner, said", "said the owner, Jane Doe".
_SPEAKS = compile_lazily(rf"(?:,[^,;:.]{{2,60}},)?\s(?:{'|'.join(TAGGING_VERBS)})\b")
_SPOKEN_BY = compile_lazily(rf"\b(?:{'|'.join(TAGGING_VERBS)}|according\sto)\s(?:[\w’'-]{{1,20}},?\s){{0,2}}$")


class _Owner:
    """Somebody with a full name: where it stands, the gender it implies, titles, and whether it is of kin first."""

    def __init__(self, text: str, cluster: NameCluster) -> None:
        self.cluster = cluster
        self._text = text
        self._names = tuple(cluster.names)
        self.starts = [name.span.start for name in cluster.names]
        self.gender = infer_gender(text, cluster)
        self.is_kin = find_kin_gender(text, self.starts[0]) is not None
        self.titles = {title for name in cluster.names if (title := _find_title(text, name.span.start))}

    def find_last_start(self, position: int) -> int:
        """Find where the full name last stands before a position, before which it stands at least once."""
        return self.starts[bisect_left(self.starts, position) - 1]

    @cached_property
    def first_speech(self) -> int:
        """Where a full name first has a verb of speech; the end of the text if none has."""
        return next(
            (
                name.span.start
                for name in self._names
                if _SPEAKS.match(self._text, name.span.end)
                or _SPOKEN_BY.search(self._text, max(0, name.span.start - MAX_INTRODUCTION_CHARS), name.span.start)
            ),
            len(self._text),
        )


def assign_short_names(text: str, clusters: Sequence[NameCluster]) -> list[NameCluster]:
    """Assign names that are only part of a full name to a person, and return the clusters that remain.

    Of several people who have the name, see ``_choose_owner``; where that is nobody, the name stays on its own.
    """
    by_part: dict[str, list[NameCluster]] = {}
    for cluster in clusters:
        if cluster.type == "person":
            for part in (part for key in cluster.keys for part in _list_short_names(key)):
                namesakes = by_part.setdefault(part, [])
                if len(namesakes) < MAX_NAMESAKES and cluster not in namesakes:
                    namesakes.append(cluster)
    owners: dict[NameCluster, _Owner] = {}
    remaining: list[NameCluster] = []
    assigned: list[tuple[NameCluster, ShownName]] = []
    for cluster in clusters:
        keys = cluster.keys
        namesakes = [other for other in by_part.get(" ".join(keys[0]), ()) if other is not cluster]
        if cluster.type != "person" or len(keys) != 1 or not namesakes or _is_introduced(text, cluster):
            remaining.append(cluster)
            continue
        owners |= {namesake: _Owner(text, namesake) for namesake in namesakes if namesake not in owners}
        kept = []
        for name, owner in _assign(text, cluster, [owners[namesake] for namesake in namesakes]):
            if owner is None:
                kept.append(name)
            else:
                assigned.append((owner.cluster, name))
        if kept:
            cluster.names = kept
            remaining.append(cluster)
    for cluster, name in assigned:
        cluster.names.append(name)
    return remaining


def _is_introduced(text: str, cluster: NameCluster) -> bool:
    """Whether a name is given as all there is of it: "a woman named Ana"."""
    starts = (name.span.start for name in cluster.names)
    return any(_INTRODUCTION.search(text, max(0, start - MAX_INTRODUCTION_CHARS), start) for start in starts)


def _assign(text: str, cluster: NameCluster, namesakes: Sequence[_Owner]) -> Iterator[tuple[ShownName, _Owner | None]]:
    """Yield each mention of a short name, and who of the namesakes is meant."""
    genders = {name: find_title_gender(text, name.span.start) for name in cluster.names}
    # "Mr. Obama" is another than Michelle Obama, and so may "Obama" be.
    has_other = any(
        gender is not None and all(owner.gender not in (None, gender) for owner in namesakes)
        for gender in genders.values()
    )
    holder = None
    for name, gender in genders.items():
        title = _find_title(text, name.span.start)
        candidates = [owner for owner in namesakes if gender is None or owner.gender in (None, gender)]
        # "Judge Flynn" after "Judge Mary Flynn jailed Sean Flynn".
        candidates = [owner for owner in candidates if title in owner.titles] or candidates
        is_unclear = not candidates or (has_other and gender is None) or title in _GENERATION_WORDS
        owner = None if is_unclear else _choose_owner(name.span.start, candidates, holder)
        holder = holder or owner
        yield name, owner


def _find_title(text: str, start: int) -> str | None:
    """Find the title before a name, in its long form and in lower case, or "elder" and the like; None without one."""
    words = text[max(0, start - MAX_INTRODUCTION_CHARS) : start].lower().split()
    word = words[-1].rstrip(".") if words and text[start - 1].isspace() else ""
    if word in _GENERATION_WORDS:
        return word
    return LONG_TITLES.get(word, word) if word in TITLES and word not in COURTESY_TITLES else None


def _choose_owner(position: int, candidates: Sequence[_Owner], holder: _Owner | None) -> _Owner | None:
    """Choose who is meant by a part of a full name; None if the article does not say.

    The ``holder``, whom it meant first, has it still when "his wife, Heidi Cruz" has been named, but not when she has
    spoken. If it means nobody yet, it is the only one named shortly before, apart from kin who have not spoken.
    """
    earlier_owners = [owner for owner in candidates if owner.starts[0] < position]
    if not earlier_owners:
        return min(candidates, key=lambda owner: owner.starts[0])
    if len(earlier_owners) == 1:
        return earlier_owners[0]
    speakers = [owner for owner in earlier_owners if owner.first_speech < position]
    if holder in earlier_owners:
        return holder if all(owner is holder for owner in speakers) else None
    others = [owner for owner in earlier_owners if owner in speakers or not owner.is_kin]
    near = [owner for owner in others if position - owner.find_last_start(position) <= MAX_DISTANCE]
    return near[0] if len(near) == 1 else None


def _list_short_names(key: NameKey) -> Iterator[str]:
    """Yield the parts of a full name that may be short for it: the last name, the first, and longer last names."""
    words = drop_suffixes(key)
    if len(words) < 2 or not _CONJUNCTIONS.isdisjoint(words):
        return
    yield words[-1]
    yield words[0]
    if len(words) > 2 and len(words[-2]) > 1 and words[-2] not in NAME_PARTICLES:
        # The first of two last names: "Luis Abdo Roe", "Abdo".
        yield words[-2]
    # "bin Salman", "de Gaulle", "Abdul-Karim Said".
    for first in range(1, len(words) - 1):
        if words[first] in NAME_PARTICLES or first == len(words) - 2:
            yield " ".join(words[first:])
