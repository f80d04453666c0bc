"""Names as the tagger finds them -> names as an editor would mark them: trimmed, parted, joined, of the right type."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise, zip_longest

from newscli.analysis.entities.edges import is_in_address, mend_edges
from newscli.analysis.entities.repeats import acts_alone, add_missed_last_names
from newscli.analysis.places import find_places
from newscli.lang.en.names import (
    BODY_SUFFIXES,
    COMPANY_ABBREVIATIONS,
    FIRST_WORD_TYPES,
    HEADLINE_VERBS,
    LAST_WORD_TYPES,
    MIDDLE_NAMES,
    NAME_TYPES,
    NO_NAMES,
    PARTY_WORDS,
    PLACE_PREPOSITIONS,
    SURNAMES,
    VERBS_BETWEEN_NAMES,
)
from newscli.lang.en.people import (
    ALIASES,
    COURTESY_TITLES,
    NAME_PARTICLES,
    ORGANIZATION_NOUNS,
    ROLES,
    TITLES,
    load_first_names,
)
from newscli.lang.en.sentences import find_sentence_starts
from newscli.model import EntityType, Name, Span
from newscli.patterns import compile_lazily
from newscli.text import SENTENCE_END_MARKS, fold_name

# How far before a name the preposition that makes it a place may begin, in characters.
MAX_PREPOSITION_CHARS = 10
# The same for a noun that says what it names.
MAX_NOUN_CHARS = 20
# "J." and "St": parts of one name.
MAX_INITIAL_CHARS = 2

_WORD = compile_lazily(r"[^\s]+")
# "(R-TX)" and "D-Calif." say somebody's party and state.
_PARTY_AND_STATE = compile_lazily(r"[RDI][-–][A-Z][A-Za-z.]{0,8}")
_PARTY_AFTER = compile_lazily(r",?\s\(?[RDI][-–][A-Z][A-Za-z.]{0,8}\)?$")
_PLACE_BEFORE = compile_lazily(rf"\b(?:{'|'.join(PLACE_PREPOSITIONS)})\s$", re.IGNORECASE)
_AFTER_INVERTED = compile_lazily(r",\s(?:an?|the|who|aged|of|\d)|[\"”]?\s?<")
_POSSESSIVE = compile_lazily(r"['’]s?\s")
_BODY_BEFORE = compile_lazily(rf"\b(?:{'|'.join(sorted(ORGANIZATION_NOUNS))})\s$")
_COURTESY_BEFORE = compile_lazily(rf"\b(?:{'|'.join(title.capitalize() for title in COURTESY_TITLES)})\.?\s$")
_HOME = compile_lazily(r"(?P<first>[\w.’'-]+)(?:\s[A-Z][\w.’'-]*)+\s(?P<of>of)\s[A-Z].*", re.DOTALL)
_SEAT = compile_lazily(rf"[^\n]+\s(?:{'|'.join(sorted(COMPANY_ABBREVIATIONS))})\.?\s(?P<of>of)\s[A-Z].*", re.IGNORECASE)
# Types whose names never run over the end of a sentence, as titles of works do.
_PROPER_TYPES = frozenset(("person", "place", "organization", "group"))
_TRIMMED = "©®™*•·\"“”'‘’()[],;: \t\r\n"


def clean_names(text: str, names: Sequence[Name]) -> tuple[Name, ...]:
    """Clean the names of a text, which are in text order, and add last names that the tagger missed."""
    names = [name for name in names if not is_in_address(text, name)]
    joined_names = _join_inverted(text, list(_join_countries(text, names)))
    parts = [piece for name in joined_names for piece in _split(text, name)]
    trimmed_names = [trimmed for name in parts if (trimmed := _trim(text, name))]
    trimmed_names = [piece for name in trimmed_names for piece in _part_at_comma(text, name)]
    trimmed_names = [piece for name in trimmed_names for piece in _part_two_people(text, name)]
    last_names = {_fold(text, name).rpartition(" ")[2] for name in trimmed_names if name.type == "person"}
    parted = [piece for name in trimmed_names for piece in _part_at_hyphen(text, name, last_names)]
    types = {_fold(text, name): name.type for name in parted}
    parted = [piece for name in parted for piece in _part_at_possessive(text, name, types)]
    parted = [piece for name in parted for piece in _part_from_home(text, name)]
    parted = [mend_edges(text, name) for name in parted]
    return add_missed_last_names(text, tuple(_retype(text, parted)))


def _fold(text: str, name: Name) -> str:
    return fold_name(text[slice(*name.span)].replace("’", "'"), keep="&-'")


def _join_countries(text: str, names: Sequence[Name]) -> Iterator[Name]:
    """Join an adjective and a noun that are a country's full name: "Czech" and "Republic"."""
    previous: Name | None = None
    for name in names:
        if previous is not None and text[previous.span.end : name.span.start] == " ":
            joined = Name(Span(previous.span.start, name.span.end), "place")
            if _fold(text, joined) in ALIASES:
                previous = joined
                continue
        if previous is not None:
            yield previous
        previous = name
    if previous is not None:
        yield previous


def _join_inverted(text: str, names: Sequence[Name]) -> Iterator[Name]:
    """Join a last name and the first name after its comma, as lists have them: "Doe, Jane,"."""
    first_names = load_first_names()
    skipped: Name | None = None
    for name, following in zip_longest(names, names[1:]):
        if name is None or name is skipped:
            continue
        is_inverted = (
            following is not None
            and text[name.span.end : following.span.start] == ", "
            and following.type == "person"
            and _AFTER_INVERTED.match(text, following.span.end) is not None
            and " " not in text[slice(*name.span)]
            and _fold(text, following) in first_names
            and _fold(text, name) not in first_names
        )
        if following is not None and is_inverted:
            skipped = following
            yield Name(Span(name.span.start, following.span.end), "person")
        else:
            yield name


def _split(text: str, name: Name) -> Iterator[Name]:
    """Split a name at the end of a sentence, the verb of a headline or a stroke: "Clinton Rips Trump"."""
    starts = find_sentence_starts(text[slice(*name.span)]) if name.type in _PROPER_TYPES else [0]
    edges = (*(name.span.start + start for start in starts), name.span.end)
    for start, end in pairwise(edges):
        words = text[start:end].rstrip()
        words = words.rstrip(SENTENCE_END_MARKS) if end < name.span.end else words
        yield from _split_at_verb(text, Name(Span(start, start + len(words)), name.type))


def _split_at_verb(text: str, name: Name) -> Iterator[Name]:
    start = name.span.start
    for word in list(_WORD.finditer(text, *name.span))[1:]:
        is_verb = (word.group().casefold() in HEADLINE_VERBS and word.group()[0].isupper()) or (
            name.type == "person" and word.group() in VERBS_BETWEEN_NAMES
        )
        if is_verb or word.group() == "/":
            yield Name(Span(start, word.start()), name.type)
            start = word.end()
    if start < name.span.end:
        yield Name(Span(start, name.span.end), name.type)


def _trim(text: str, name: Name) -> Name | None:
    """Trim marks, and before a person's name titles, ranks and parties; None if nothing is left that names."""
    start, end = name.span
    while start < end and text[start] in _TRIMMED:
        start += 1
    if match := _PARTY_AFTER.search(text, start, end):
        end = match.start()
    while end > start and text[end - 1] in _TRIMMED:
        end -= 1
    if not any(map(str.isalnum, text[start:end])) or text[start:end].casefold() in NO_NAMES:
        return None
    if _PARTY_AND_STATE.fullmatch(text, start, end):
        return None
    is_addressed = _COURTESY_BEFORE.search(text, max(0, start - MAX_PREPOSITION_CHARS), start) is not None
    if is_addressed or text[start:end].split()[0].strip(".").casefold() in COURTESY_TITLES:
        # "Ms Doe" is a person, whatever the tagger took her for.
        name = name._replace(type="person")
    elif name.type == "person" and _find_known_type(_fold(text, name)):
        # The first word of "Green Party" is no title.
        return name._replace(span=Span(start, end))
    if name.type == "person":
        words = list(_WORD.finditer(text, start, end))
        count = _count_leading_titles([word.group().strip(".,'’").casefold() for word in words])
        while count < len(words) - 1 and _is_lower_word(words[count].group()):
            count += 1
        start = words[count].start()
    return name._replace(span=Span(start, end))


def _is_lower_word(word: str) -> bool:
    """Whether a word in lower case is no part of a name, as "bin" and "de" are."""
    return word.islower() and word.casefold() not in NAME_PARTICLES and len(word) > 3


def _count_leading_titles(words: Sequence[str]) -> int:
    """Count the words before a person's name: titles and parties, and all up to a role in the middle.

    "NASA Administrator Jane Doe"; but "Baker Mayfield" and "Sacha Baron Cohen" are names.
    """
    count = 0
    for number, word in enumerate(words[:-1]):
        is_title = word in TITLES and (number == count or word not in MIDDLE_NAMES)
        # "Baker Jane Doe", but not "Baker Mayfield".
        before_first_name = number == 0 and len(words) > 2 and words[1] in load_first_names()
        is_title |= word in ROLES and before_first_name and word not in load_first_names()
        if is_title or word in PARTY_WORDS or (number and word in ROLES and word not in MIDDLE_NAMES):
            count = number + 1
    return count


def _part_at_comma(text: str, name: Name) -> Iterator[Name]:
    """Part a place from the country after it: "Lucerne, Switzerland"."""
    first, comma, second = text[slice(*name.span)].partition(", ")
    if name.type == "place" and comma and any(place.kind == "country" for place in find_places(second)):
        yield Name(Span(name.span.start, name.span.start + len(first)), "place")
        yield Name(Span(name.span.end - len(second), name.span.end), "place")
    else:
        yield name


def _part_two_people(text: str, name: Name) -> Iterator[Name]:
    """Part two full names with nothing but space between, as in a list: "Ann Lee Bob Ray"."""
    words = list(_WORD.finditer(text, *name.span))
    first_names = load_first_names()
    opens = [word.group().casefold() in first_names for word in words]
    if name.type == "person" and opens == [True, False, True, False] and len(words[1].group()) > MAX_INITIAL_CHARS:
        yield Name(Span(name.span.start, words[1].end()), "person")
        yield Name(Span(words[2].start(), name.span.end), "person")
    else:
        yield name


def _part_at_hyphen(text: str, name: Name, last_names: set[str]) -> Iterator[Name]:
    """Part two names joined by a hyphen, each of which stands elsewhere by itself: "the Doe-Roe meeting"."""
    folded = _fold(text, name)
    first, hyphen, second = folded.partition("-")
    if hyphen and first in last_names and second in last_names and "-" not in second:
        middle = text.index("-", name.span.start)
        yield Name(Span(name.span.start, middle), "person")
        yield Name(Span(middle + 1, name.span.end), "person")
    else:
        yield name


def _part_at_possessive(text: str, name: Name, types: Mapping[str, EntityType]) -> Iterator[Name]:
    """Part a name from its owner, who is named elsewhere too: "Doe's Reform Party"."""
    match = _POSSESSIVE.search(text, *name.span)
    owner = fold_name(text[name.span.start : match.start()], keep="&-'") if match else ""
    if match and owner in types and text[match.end()].isupper():
        yield Name(Span(name.span.start, match.start()), types[owner])
        yield Name(Span(match.end(), name.span.end), name.type)
    else:
        yield name


def _part_from_home(text: str, name: Name) -> Iterator[Name]:
    """Part a name from the place after it: "Jane Doe of Sorrel", "Doe Inc. of Sorrel", but not "Joan of Arc"."""
    match = _HOME.fullmatch(text, *name.span) if name.type == "person" else None
    match = match if match and match["first"].casefold() in load_first_names() else None
    if name.type == "organization":
        match = _SEAT.fullmatch(text, *name.span)
    if match:
        yield Name(Span(name.span.start, match.start("of") - 1), name.type)
        yield Name(Span(match.end("of") + 1, name.span.end), "place")
    else:
        yield name


def _retype(text: str, names: Sequence[Name]) -> Iterator[Name]:
    """Give names of closed classes their type, and the others with the same words one type."""
    folded_names = [_fold(text, name) for name in names]
    known_types = {folded: _find_known_type(folded) for folded in folded_names}
    full_names = [folded.split() for name, folded in zip(names, folded_names, strict=True) if name.type == "person"]
    parts_of_people = {word for words in full_names if len(words) > 1 for word in (words[0], words[-1])}
    last_names = {words[-1] for words in full_names if len(words) > 1}
    bodies = {folded for name, folded in zip(names, folded_names, strict=True) if _is_called_body(text, name)}
    bodies |= {
        " ".join(words[:-1])
        for name, folded in zip(names, folded_names, strict=True)
        if name.type == "organization" and len(words := folded.split()) > 1 and words[-1] in BODY_SUFFIXES
    }
    places = _find_places_by_context(text, names, folded_names)
    people = {folded for name, folded in zip(names, folded_names, strict=True) if name.type == "person"}
    people -= {folded for name, folded in zip(names, folded_names, strict=True) if name.type != "person"}
    for name, folded in zip(names, folded_names, strict=True):
        known_type = known_types[folded] or ("place" if folded in places else None)
        if folded in parts_of_people and name.type in ("organization", "other"):
            known_type = "person"
        if folded in last_names and name.type == "group" and acts_alone(text, name.span):
            # "French laughed" after "Dawn French", but neither "the French" nor "French ships".
            known_type = "person"
        first, _, last = folded.partition(" ")
        if name.type == "organization" and first in load_first_names() and last in people:
            # "Doe" alone is a person, and so is "Jane Doe".
            known_type = known_type or "person"
        if folded in bodies and name.type in ("person", "other"):
            known_type = "organization"
        yield name._replace(type=known_type) if known_type and name.type not in ("work", known_type) else name


def _is_called_body(text: str, name: Name) -> bool:
    """Whether a noun for an organization stands right before a name: "the investment firm Doe Roe"."""
    start = max(0, name.span.start - MAX_NOUN_CHARS)
    return name.type == "person" and _BODY_BEFORE.search(text, start, name.span.start) is not None


def _find_known_type(folded: str) -> EntityType | None:
    """Find what a name of a closed class names."""
    if folded in NAME_TYPES:
        return NAME_TYPES[folded]
    words = folded.split()
    if len(words) < 2:
        return None
    if "&" in words:
        return "organization"
    if words[0] in FIRST_WORD_TYPES:
        return FIRST_WORD_TYPES[words[0]]
    is_person = words[0] in load_first_names() and words[-1] in SURNAMES
    return None if is_person else LAST_WORD_TYPES.get(words[-1])


def _find_places_by_context(text: str, names: Sequence[Name], folded_names: Iterable[str]) -> set[str]:
    """Find single words tagged as a person or thing that stand only where a place does: "a bench in Kepler"."""
    total: Counter[str] = Counter()
    after_preposition: Counter[str] = Counter()
    parts_of_names = {word for name in names if name.type == "person" for word in _fold(text, name).split()[1:]}
    for name, folded in zip(names, folded_names, strict=True):
        if name.type in ("person", "other") and " " not in folded and folded not in parts_of_names:
            total[folded] += 1
            start = max(0, name.span.start - MAX_PREPOSITION_CHARS)
            is_after = _PLACE_BEFORE.search(text, start, name.span.start) is not None
            after_preposition[folded] += is_after and text[name.span.end : name.span.end + 1] not in "'’"
    first_names = load_first_names()
    return {
        word
        for word, count in total.items()
        if after_preposition[word] == count and word not in first_names and word not in NAME_PARTICLES
    }
