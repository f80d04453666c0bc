"""Checks of names: spellings, first names and titles that change, and last names that two people share."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from newscli.analysis.desk.findings import Finding
from newscli.analysis.entities.names import find_title_gender
from newscli.lang.en.people import NICKNAMES, TITLE_ABBREVIATIONS
from newscli.model import Entity, Mention, Report, Span
from newscli.text import fold_name

# Titles that nobody has two of at once, by what they are of.
_EXCLUSIVE_TITLES = (frozenset(("senator", "representative")), frozenset(("governor", "mayor")))
_MAX_PEOPLE = 300
_TITLE_REACH = 25
# A last name is that of whoever is named in full so far before it, if that is one person: about two paragraphs.
_RECENT_CHARS = 500


def check_names(report: Report) -> Iterator[Finding]:
    """Find names that may be wrong."""
    for warning in report.warnings:
        if warning.code == "variant-spelling" and len(warning.spans) > 1:
            yield Finding("N201", warning.spans[1], warning.message)
        elif warning.code == "mixed-script":
            for span in warning.spans:
                yield Finding("N204", span, warning.message)
    people = [entity for entity in report.entities if entity.type == "person"][:_MAX_PEOPLE]
    yield from _find_changed_first_names(people)
    yield from _find_changed_titles(report, people)
    yield from _find_shared_last_names(report, people)


def _names(entity: Entity) -> list[Mention]:
    return [mention for mention in entity.mentions if mention.kind == "name"]


def _split(entity: Entity) -> tuple[str, str] | None:
    """Split a name of two words; None for any other."""
    words = fold_name(entity.name).split()
    return (words[0], words[-1]) if len(words) == 2 else None


def _find_changed_first_names(people: Sequence[Entity]) -> Iterator[Finding]:
    for first, second in combinations(people, 2):
        names = _split(first), _split(second)
        if names[0] is None or names[1] is None or names[0][1] != names[1][1]:
            continue
        first_names = tuple(NICKNAMES.get(name[0], name[0]) for name in (names[0], names[1]))
        roles = {fold_name(role) for role in first.roles} & {fold_name(role) for role in second.roles}
        # A couple may have a role in common, but hardly first names that are nearly the same.
        if first_names[0] != first_names[1] and roles and _are_near(*first_names):
            mention = _names(second)[0]
            message = f"{second.name} has the role of {first.name}: one person?"
            yield Finding("N202", Span(mention.start, mention.end), message)


def _are_near(first: str, second: str) -> bool:
    """Whether two first names differ by one letter, or one begins with the other."""
    if first.startswith(second) or second.startswith(first):
        return True
    shorter, longer = sorted((first, second), key=len)
    if len(shorter) == len(longer):
        return sum(a != b for a, b in zip(shorter, longer, strict=True)) == 1
    return any(longer[:k] + longer[k + 1 :] == shorter for k in range(len(longer)))


def _find_changed_titles(report: Report, people: Sequence[Entity]) -> Iterator[Finding]:
    text = report.text or ""
    for person in people:
        seen: dict[str, Mention] = {}
        for mention in _names(person):
            before = text[max(0, mention.start - _TITLE_REACH) : mention.start].split()
            word = before[-1].strip(".").casefold() if before else ""
            title = TITLE_ABBREVIATIONS.get(word, word)
            group = next((group for group in _EXCLUSIVE_TITLES if title in group), None)
            if group is None:
                continue
            other = next((known for known in seen if known in group and known != title), None)
            if other is not None:
                yield Finding(
                    "N203", Span(mention.start, mention.end), f"{person.name} is a {title} here, and a {other} before"
                )
                break
            seen[title] = mention


def _is_clear(bearers: Sequence[Entity], start: int) -> bool:
    """Whether just one bearer of a last name is named in full shortly before it."""
    recent = range(start - _RECENT_CHARS, start)
    named = [any(m.start in recent and len(m.text.split()) > 1 for m in _names(person)) for person in bearers]
    return sum(named) == 1


def _find_shared_last_names(report: Report, people: Sequence[Entity]) -> Iterator[Finding]:
    """Find quotes whose speaker is a bare last name that two people bear who were named in full before."""
    text = report.text or ""
    by_last_name: dict[str, list[Entity]] = {}
    for person in people:
        words = fold_name(person.name).split()
        if len(words) > 1 and "and" not in words:
            by_last_name.setdefault(words[-1], []).append(person)
    seen: set[str] = set()
    for quote in report.quotes:
        mention = quote.speaker.mention if quote.speaker and quote.speaker.basis == "name" else ""
        last_name = fold_name(mention)
        bearers = by_last_name.get(last_name, [])
        if quote.speaker is None or len(bearers) < 2 or last_name in seen:
            continue
        start = quote.speaker.span.start
        named_before = [person for person in bearers if any(m.start < start for m in person.mentions)]
        if len(named_before) > 1 and find_title_gender(text, start) is None and not _is_clear(named_before, start):
            seen.add(last_name)
            yield Finding(
                "N205", quote.speaker.span, f"which {mention}: {' or '.join(p.name for p in named_before[:3])}?"
            )
