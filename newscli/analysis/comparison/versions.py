"""Compare two versions: what they say of themselves, what was said and by whom, who is named, and the text."""

from collections import deque
from collections.abc import Iterator, Sequence

from newscli.analysis.alignment import split_words
from newscli.analysis.comparison.differences import Difference
from newscli.analysis.comparison.passages import Version, compare_passages, list_changes, measure_likeness
from newscli.analysis.entities.names import may_be_one_person
from newscli.model import Quote, Report
from newscli.text import fold_name, fold_text

# How alike a quote must be to be the same one, reworded.
_MIN_LIKENESS = 0.5
_MAX_SHORT_WORDS = 6
_MAX_SHORT_QUOTES = 50


def compare_versions(old: Report, new: Report) -> list[Difference]:
    """Compare two versions of an article. Layout, quotation marks and letters' case make no difference."""
    versions = Version(old), Version(new)
    text = list(compare_passages(*versions))
    differences = [*_compare_metadata(old, new)]
    if text:
        # In two forms of one text, what the model finds may differ; nobody has changed that.
        differences += [*_compare_quotes(*versions), *_compare_people(*versions)]
    return [*differences, *text]


def _compare_metadata(old: Report, new: Report) -> Iterator[Difference]:
    values = {
        "title": (old.metadata.title, new.metadata.title),
        "authors": ("; ".join(old.metadata.authors) or None, "; ".join(new.metadata.authors) or None),
        "published": (old.metadata.published, new.metadata.published),
        "modified": (old.metadata.modified, new.metadata.modified),
    }
    for part, (before, after) in values.items():
        # One format says less of an article than another, and that is no change: "2031-05", "2031-05-14".
        if before and after and not after.startswith(before) and not before.startswith(after):
            if fold_text(before) == fold_text(after):
                continue
            changes = tuple(list_changes(before, after)) if part == "title" else ()
            yield Difference(part, "changed", before, after, changes=changes)  # type: ignore[arg-type]


def _compare_quotes(old: Version, new: Version) -> Iterator[Difference]:
    """Yield the quotes that were added, dropped, reworded or given to another."""
    before, after = old.report.quotes, new.report.quotes
    pairs = list(_pair_quotes(before, after))
    for a, b in pairs:
        speakers = _name_speaker(a), _name_speaker(b)
        changes = tuple(list_changes(a.text, b.text))
        if changes and not (old.has_words(b.text) and new.has_words(a.text)):
            yield _make(old, new, "reworded", a, b, changes)
        elif speakers[0] and speakers[1] and not may_be_one_person(speakers[0], speakers[1]):
            yield _make(old, new, "speaker", a, b)
    kept = {id(quote) for pair in pairs for quote in pair}
    for quote in before:
        if id(quote) not in kept and not new.has_words(quote.text):
            yield _make(old, new, "removed", quote, None)
    for quote in after:
        if id(quote) not in kept and not old.has_words(quote.text):
            yield _make(old, new, "added", None, quote)


def _pair_quotes(before: Sequence[Quote], after: Sequence[Quote]) -> Iterator[tuple[Quote, Quote]]:
    """Yield the pairs of quotes with the same words, and then those with most of them."""
    by_words: dict[tuple[str, ...], deque[Quote]] = {}
    for quote in after:
        by_words.setdefault(_key(quote), deque()).append(quote)
    left = []
    for quote in before:
        same = by_words.get(_key(quote))
        if same:
            yield quote, same.popleft()
        else:
            left.append(quote)
    rest = [quote for quotes in by_words.values() for quote in quotes]
    runs: dict[tuple[str, ...], list[int]] = {}
    for number, quote in enumerate(rest):
        words = _key(quote)
        for start in range(max(1, len(words) - 2)):
            runs.setdefault(words[start : start + 3], []).append(number)
    short = [number for number, quote in enumerate(rest) if len(_key(quote)) <= _MAX_SHORT_WORDS]
    used: set[int] = set()
    for quote in left:
        words = _key(quote)
        numbers = {n for start in range(max(1, len(words) - 2)) for n in runs.get(words[start : start + 3], ())}
        if len(words) <= _MAX_SHORT_WORDS:
            # One word that changed may leave no run of three.
            numbers |= set(short[:_MAX_SHORT_QUOTES])
        numbers -= used
        shares = {n: measure_likeness(split_words(quote.text), split_words(rest[n].text)) for n in sorted(numbers)}
        best = max(shares, key=shares.__getitem__, default=None)
        if best is not None and shares[best] >= _MIN_LIKENESS:
            used.add(best)
            yield quote, rest[best]


def _key(quote: Quote) -> tuple[str, ...]:
    return tuple(word.text for word in split_words(quote.text))


def _name_speaker(quote: Quote | None) -> str | None:
    return quote.speaker.name if quote and quote.speaker else None


def _make(
    old: Version, new: Version, operation: str, a: Quote | None, b: Quote | None,
    changes: tuple[tuple[str, str], ...] = (),
) -> Difference:  # fmt: skip
    return Difference(
        "quote",
        operation,  # type: ignore[arg-type]
        a.text if a else None,
        b.text if b else None,
        a.spans[0] if a else None,
        b.spans[0] if b else None,
        a.line if a else None,
        b.line if b else None,
        changes,
        before_speaker=_describe_speaker(a),
        after_speaker=_describe_speaker(b),
    )


def _describe_speaker(quote: Quote | None) -> str | None:
    if quote is None or quote.speaker is None:
        return None
    return quote.speaker.name or quote.speaker.mention


def _compare_people(old: Version, new: Version) -> Iterator[Difference]:
    """Yield the people who are named in one version alone, and the roles that were given or taken."""
    before, after = (
        {fold_name(entity.name): entity for entity in version.report.entities if entity.type == "person"}
        for version in (old, new)
    )
    for key, person in after.items():
        if key not in before and not old.has_words(person.name):
            yield Difference("name", "added", None, person.name)
    for key, person in before.items():
        if key not in after:
            if not new.has_words(person.name):
                yield Difference("name", "removed", person.name)
            continue
        roles = [role for role in person.roles if not new.has_words(role)]
        new_roles = [role for role in after[key].roles if not old.has_words(role)]
        if roles or new_roles:
            yield Difference(
                "role", "changed", _write_person(person.name, roles), _write_person(person.name, new_roles)
            )


def _write_person(name: str, roles: Sequence[str]) -> str:
    return f"{name}: {'; '.join(roles)}" if roles else name
