"""Names -> entities: who and what is named, how often, by which names."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from newscli.model import Attribution, Entity, EntityType, Mention, Name, Span, Speaker

_AFTER_NAME = re.compile(r"\s*(?:,|\(|(?:of|from|with|who|at|in)\b)")
_EDGES = re.compile(r"^(?:the|a|an)\s+|['’]s?$", re.IGNORECASE)


def entities(text: str, names: Sequence[Name]) -> tuple[Entity, ...]:
    """Group names into entities, in order of first mention.

    The same words are the same entity; a person's last name alone means the one person so named
    before it in the article.
    """
    groups: dict[tuple[str, EntityType], list[Name]] = {}
    people: dict[str, tuple[str, EntityType]] = {}
    for name in names:
        shown = _shown(text, name.span)
        key = (shown.casefold(), name.type)
        words = shown.split()
        if name.type == "person":
            if len(words) == 1 and words[0] in people:
                key = people[words[0]]
            elif len(words) > 1:
                people.setdefault(words[-1], key)
        groups.setdefault(key, []).append(name)
    return tuple(_entity(text, f"e{k}", group) for k, group in enumerate(groups.values(), 1))


def _entity(text: str, name: str, group: Sequence[Name]) -> Entity:
    shown = [_shown(text, one.span) for one in group]
    fullest = max(shown, key=lambda words: len(words.split()))
    return Entity(
        id=name,
        type=group[0].type,
        name=fullest,
        roles=(),
        aliases=tuple(sorted(set(shown) - {fullest})),
        count=len(group),
        place=None,
        mentions=tuple(
            Mention(text[one.span.start : one.span.end], one.span.start, one.span.end, "name") for one in group
        ),
    )


class Known:
    """The mentions of all entities by place, to find the one that a source's words name."""

    def __init__(self, some: Iterable[Entity]) -> None:
        pairs = [(mention, entity) for entity in some for mention in entity.mentions]
        self.pairs = sorted(pairs, key=lambda pair: pair[0].start)
        self.starts = [mention.start for mention, _ in self.pairs]

    def named(self, text: str, source: Span) -> Entity | None:
        """The person or organization that a source's words name, not one they only mention.

        The name begins the words ("Jane Doe of Ohio") or ends them ("Ohio lawyer Jane Doe"); in
        "Jane Doe's lawyer" and "Doe spokesman" it is somebody else who speaks.
        """
        here = self.pairs[bisect_left(self.starts, source.start) : bisect_left(self.starts, source.end)]
        whole = [one for one in here if one[0].start == source.start and _AFTER_NAME.match(text, one[0].end)]
        whole += [one for one in here if one[0].end == source.end]
        for kind in ("person", "organization"):
            for _, entity in whole:
                if entity.type == kind:
                    return entity
        return None


def speaker(text: str, attribution: Attribution | None, known: Known) -> Speaker | None:
    """The source of a quote, with the person or body that its words name, if they name one."""
    if attribution is None or attribution.source is None:
        return None
    source = attribution.source
    found = known.named(text, source)
    return Speaker(
        name=found.name if found else None,
        entity=found.id if found else None,
        mention=text[source.start : source.end],
        span=source,
    )


def _shown(text: str, span: Span) -> str:
    words = " ".join(text[span.start : span.end].split())
    return _EDGES.sub("", words) or words
