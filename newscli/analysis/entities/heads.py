"""The head of a source: the words that say who speaks, without those that only describe.

In "Ohio lawyer Jane Doe, 56, of Acme" the head is the name; in "a surrogate for Jane Doe" it is "surrogate".
"""

import re
from collections.abc import Iterator

from newscli.analysis.entities.mentions import MentionIndex, ResolvedMention
from newscli.analysis.entities.names import NameCluster, are_same_first_name
from newscli.lang.en.names import NAME_TYPES
from newscli.lang.en.people import (
    COURTESY_TITLES,
    IRREGULAR_DEMONYMS,
    ROLES,
    TITLE_ABBREVIATIONS,
    TITLES,
    load_first_names,
)
from newscli.lang.en.sources import HEAD_ENDS, INDEFINITES, NAME_TAILS, PERSON_NOUNS, QUANTITIES
from newscli.model import Span
from newscli.patterns import compile_lazily

# How far after a source, or before it, a name in apposition may stand.
MAX_APPOSITION_GAP_CHARS = 30
# How long a name before a source that describes its holder may be.
MAX_NAME_CHARS = 60
# How much text before an apposition is searched for a second description, in characters.
MAX_GOVERNOR_CHARS = 60

_HEAD_END = compile_lazily(rf"\s*[,;:(\[–—]|\s+(?P<word>{'|'.join(HEAD_ENDS)})\b", re.IGNORECASE)
_TAIL = compile_lazily(rf"(?:[\s,]+(?:{'|'.join(NAME_TAILS)})\b\.?)*\s*$", re.IGNORECASE)
_WORD_BEFORE = compile_lazily(r"\b([A-Z][\w’'-]+)\s$")
_SEPARATOR = compile_lazily(r"[,;:(\[–—]")
_NAME_INTRODUCTIONS = frozenset((*TITLES, *ROLES, *HEAD_ENDS, "the"))
# A separator, and a title before the name: "the foreman, Captain Jane Doe".
_TITLE = rf"(?:the\s(?:Very\s|Right\s|Most\s)?)?(?:{'|'.join(title.capitalize() for title in TITLES)})\.?\s"
_SEPARATED = compile_lazily(rf"\s*[,(–—]\s*(?:the\s)?(?:{_TITLE})*$")
_PART_END = compile_lazily(r"[,.;)–—]|\s(?:of|from|at|who)\b")
_PLURAL_NOUNS = frozenset(("people", "men", "women", "children", "police"))
_PART_EDGES = ",.;)–—"
_FIRST_WORD = compile_lazily(r"[\"“‘'(\s]*([\w'’-]+)")
# "an aide to the president, Jane Doe": the name may belong to either description.
_SECOND_DESCRIPTION = compile_lazily(
    r"\b(?:to|of|for|with|by)\s(?:the|its|his|her|their)\s(?:[\w’'-]{1,20}\s){0,3}(?P<noun>[\w-]{2,20})\s*,?\s*$",
    re.IGNORECASE,
)


def find_named_head(text: str, source: Span, mentions: MentionIndex) -> ResolvedMention | None:
    """Find the name that is the head of a source, or in apposition to its head; None if neither is a name.

    A source that begins with an indefinite word has a person's name or none.
    """
    inside = [mention for mention in mentions.find_starting_in(source.start, source.end) if mention.end <= source.end]
    # "50 Cent" is a name.
    is_number_in_name = bool(inside) and inside[0].start == source.start and text[source.start].isdigit()
    people_only = opens_indefinitely(text, source) and not is_number_in_name
    head_end = _find_head_end(text, source, inside)
    for mention in inside:
        name = text[mention.start : mention.end]
        if (mention.cluster.type != "person" and people_only) or is_one_of_people(name, mention.cluster):
            continue
        is_head = mention.start < head_end and _TAIL.fullmatch(text, mention.end, head_end)
        if is_head or _ends_long_title(text, source, mention, head_end):
            return None if _has_other_first_name(text, mention) else mention
    if not may_be_one(_find_noun(text, source.start, head_end)):
        return None
    return next(_find_appositions(text, source, head_end, inside, mentions), None)


def is_one_of_people(name: str, cluster: NameCluster) -> bool:
    """Whether the name of a people is said of one person: "the Belgian", but not "the Belgians" or "the Taliban"."""
    folded = name.casefold()
    is_demonym = folded in IRREGULAR_DEMONYMS or folded.endswith(("an", "ish", "ese"))
    return cluster.type == "group" and is_demonym and folded not in NAME_TYPES


def _has_other_first_name(text: str, mention: ResolvedMention) -> bool:
    """Whether a first name that isn't the person's stands before a last name: "Bob Roe" is not Ann Roe."""
    match = _WORD_BEFORE.search(text, max(0, mention.start - MAX_NAME_CHARS), mention.start)
    is_last_name = " " not in text[mention.start : mention.end].strip()
    if not match or not is_last_name or match[1].casefold() not in load_first_names():
        return False
    first_names = {key[0] for key in mention.cluster.keys if len(key) > 1}
    return bool(first_names) and not any(are_same_first_name(match[1].casefold(), name) for name in first_names)


def _ends_long_title(text: str, source: Span, mention: ResolvedMention, head_end: int) -> bool:
    """Whether a person's name ends a source after a title with a complement: "Secretary of State Jane Doe".

    In "supporters of President Jane Doe" the name belongs to the complement.
    """
    before = text[head_end : mention.start]
    if mention.cluster.type != "person" or mention.start < head_end or _SEPARATOR.search(before):
        return False
    if not _TAIL.fullmatch(text, mention.end, source.end):
        return False
    words = before.split()
    while words and words[-1].strip(".").casefold() in COURTESY_TITLES:
        words.pop()
    is_role = _find_noun(text, source.start, head_end) in PERSON_NOUNS
    return is_role and len(words) > 1 and words[-1].strip(".").casefold() not in _NAME_INTRODUCTIONS


def _find_noun(text: str, start: int, end: int) -> str:
    """Find the last word before a position, without its abbreviation's full stop, case folded."""
    words = text[start:end].split()
    noun = words[-1].strip(".,’'\"“”").casefold() if words else ""
    return TITLE_ABBREVIATIONS.get(noun, noun).rpartition("-")[2]


def opens_indefinitely(text: str, source: Span) -> bool:
    """Whether the first word of a source tells of nobody in particular."""
    match = _FIRST_WORD.match(text, source.start, source.end)
    return match is not None and (match[1].casefold() in INDEFINITES or match[1].isdigit())


def _find_head_end(text: str, source: Span, inside: list[ResolvedMention]) -> int:
    """Find where the head of a source ends: at the first comma, bracket or preposition outside a name."""
    position = source.start
    while match := _HEAD_END.search(text, position, source.end):
        around = next((mention for mention in inside if mention.start <= match.start() < mention.end), None)
        is_inside_title = (match["word"] or "").casefold() == "and" and not _parts_names(match, inside)
        if around is None and match.start() > source.start and not is_inside_title:
            return match.start()
        position = around.end if around else match.end()
    return source.end


def _parts_names(match: re.Match[str], inside: list[ResolvedMention]) -> bool:
    """Whether "and" stands after a person's name, or between two names: not in "science and education manager"."""
    before = next((mention for mention in inside if mention.end == match.start()), None)
    has_name_after = any(0 <= mention.start - match.end() <= 1 for mention in inside)
    return before is not None and (before.cluster.type == "person" or has_name_after)


def _find_appositions(
    text: str, source: Span, head_end: int, inside: list[ResolvedMention], mentions: MentionIndex
) -> Iterator[ResolvedMention]:
    """Yield the people whose names stand beside a description, between commas: inside the source, or next to it."""
    for mention in inside:
        opens_part = mention.start > head_end and _SEPARATED.search(text, head_end, mention.start) is not None
        is_whole_part = mention.end == source.end or _PART_END.match(text, mention.end) is not None
        is_own = mention.cluster.type == "person" or _is_beside_head(text, head_end, mention)
        is_own = is_own or text[mention.start : mention.end].split()[0].casefold() in load_first_names()
        if opens_part and is_whole_part and is_own and _may_be_apposition(text, mention):
            yield mention
    for mention in mentions.find_starting_in(source.end, source.end + MAX_APPOSITION_GAP_CHARS):
        is_whole_part = text[mention.end : mention.end + 1] in _PART_EDGES
        is_beside = _SEPARATED.fullmatch(text, source.end, mention.start) is not None
        is_own = mention.cluster.type == "person" or head_end == source.end
        if is_whole_part and is_beside and is_own and _may_be_apposition(text, mention):
            yield mention
    if text[source.end : source.end + 1] != ",":
        return
    # "Jane Doe, a surgeon at Y, said", where the source lacks the name.
    for mention in reversed(mentions.find_starting_in(source.start - MAX_NAME_CHARS, source.start)):
        if mention.cluster.type == "person" and text[mention.end : source.start].strip() == ",":
            yield mention


def _is_beside_head(text: str, head_end: int, mention: ResolvedMention) -> bool:
    """Whether nothing but a comma stands between the head and a name: "The owner, Acme Foods,"."""
    return _SEPARATED.fullmatch(text, head_end, mention.start) is not None


def may_be_one(noun: str) -> bool:
    """Whether the head noun of a description may be one person or body: no plural, and no part of many."""
    is_plural = noun.endswith("s") and not noun.endswith(("ss", "us", "is")) and noun not in PERSON_NOUNS
    return noun.isalpha() and not is_plural and noun not in QUANTITIES and noun not in _PLURAL_NOUNS


def _may_be_apposition(text: str, mention: ResolvedMention) -> bool:
    """Whether a name between commas is that of a person or body, and not of a second description's holder."""
    if mention.cluster.type not in ("person", "organization"):
        return False
    match = _SECOND_DESCRIPTION.search(text, max(0, mention.start - MAX_GOVERNOR_CHARS), mention.start)
    return match is None or match["noun"].casefold() not in ROLES
