"""Names by capitals and context.

Small on purpose, until a trained reader takes its place. A name is a run of capitalised words; at
the start of a sentence, where every word has a capital, one word alone needs a witness elsewhere.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from newscli.model import Block, EntityType, Name, Span
from newscli.words import MONTHS, QUOTATION_MARKS, SMALL, WEEKDAYS, WORD, title_case

_TOKEN = re.compile(r"[^\W\d_][\w]*(?:['’.&-][^\W_]+)*\.?|\d[\w.,%-]*|[^\w\s]|\n\s*\n")
_LINKS = frozenset("of de da la al el bin ibn van von der den du for and".split())
_TITLES = frozenset(
    "mr mrs ms miss dr sir dame lord lady president premier chancellor minister senator congressman congresswoman "
    "representative governor mayor judge justice king queen prince princess pope archbishop bishop rabbi imam "
    "sheikh general admiral colonel major captain lieutenant sergeant commander professor secretary ambassador "
    "spokesman spokeswoman spokesperson chairman chairwoman director chief coach sen rep gov gen col lt sgt capt "
    "prof rev hon adm maj pres amb inspector detective councillor councilman alderman".split()
)
_ORGANIZATION = frozenset(
    "university college school institute party committee commission ministry department council court bank agency "
    "association organization organisation union federation league club company corporation corp inc ltd llc plc "
    "group holdings airlines airways times post news journal herald tribune guardian press network foundation fund "
    "office bureau board authority service services army navy force forces police guard senate congress parliament "
    "assembly house cabinet administration campaign coalition alliance movement front church hospital museum team "
    "united city-county trust society center centre laboratory labs studios records street-journal".split()
)
_PLACE = frozenset(
    "county province region district state city town village river lake island islands mountain mountains valley "
    "bay sea ocean gulf coast desert beach street avenue road square park bridge airport harbor harbour port "
    "peninsula republic kingdom emirates states".split()
)
_PLACE_BEFORE = frozenset("in at from near across throughout outside inside around into toward towards via".split())
_GROUP = re.compile(
    r"(?:ian|ians|ean|eans|ish|ese|ican|icans|ocrat|ocrats|raeli|raelis|raqi|raqis|ench|utch|wiss|reek|reeks|muslims?|jews?|jewish|arabs?|kurds?|kurdish|islamic)$",
    re.IGNORECASE,
)
_CONTRACTION = re.compile(r"[’'](?:t|re|ll|ve|d|m)$")
_HEADLINE = 160
_STATES = frozenset(("US", "U.S.", "U.S", "USA", "U.S.A.", "UK", "U.K.", "U.K", "UAE", "EU-27", "U.A.E."))
_NEVER = frozenset("i i'm i've i'll i'd ok okay a.m p.m am pm mr mrs ms dr".split())
_CALENDAR = WEEKDAYS | frozenset(MONTHS)
_CLOSES_NO_NAME = SMALL | _CALENDAR | _TITLES


class _Word(NamedTuple):
    text: str
    start: int
    end: int
    first: bool


def names(text: str, blocks: Sequence[Block]) -> tuple[Name, ...]:
    """The names in the blocks of a text, in order."""
    found = [
        part
        for block in blocks
        if block.kind not in ("code", "row") and not _in_capitals(text, block)
        for run, before in _runs(text, block.span)
        for part in _parted(run, before)
    ]
    # Words seen with a capital where none is due vouch for the same word at a sentence's start.
    vouched = {word.text for run, _ in found for k, word in enumerate(run) if not (k == 0 and word.first)}
    trimmed = [(_trimmed(run, vouched), before) for run, before in found]
    typed = [(run, _type(run, before)) for run, before in trimmed if run]
    votes: dict[str, Counter[EntityType]] = {}
    for run, kind in typed:
        for shown in {text[run[0].start : run[-1].end], run[-1].text}:
            votes.setdefault(shown, Counter())[kind] += 0 if kind == "other" else 1
    return tuple(
        Name(Span(run[0].start, run[-1].end), votes[text[run[0].start : run[-1].end]].most_common(1)[0][0])
        for run, _ in typed
    )


def _in_capitals(text: str, block: Block) -> bool:
    """A headline with every word in capitals tells nothing about names."""
    if block.span.end - block.span.start > _HEADLINE:
        return False
    if text[block.span.end - 1] in '.!?"”' and block.kind not in ("title", "heading"):
        return False
    capitals, full = title_case(WORD.findall(text, block.span.start, block.span.end))
    return (capitals > 0.85 and full > 0) or text[block.span.start : block.span.end].isupper()


def _parted(run: Sequence[_Word], before: str) -> Iterator[tuple[list[_Word], str]]:
    """ "Norwegian President Ola Nordmann" names a people and a person: part the run at its last title."""
    titles = [k for k, word in enumerate(run[:-1]) if word.text.lower().rstrip(".") in _TITLES]
    if not titles:
        yield list(run), before
        return
    last = titles[-1]
    if last:
        yield list(run[: titles[0]]), before
    yield list(run[last + 1 :]), run[last].text.lower().rstrip(".")


def _runs(text: str, span: Span) -> Iterator[tuple[list[_Word], str]]:
    """Runs of capitalised words, each with the lower-cased word before it."""
    run: list[_Word] = []
    links: list[_Word] = []
    before = last = ""
    first = True
    for match in _TOKEN.finditer(text, span.start, span.end):
        word = _bare(match, first)
        low = word.text.lower()
        if word.text[0].isupper() and low not in _NEVER:
            if not run:
                before = last
            run += [*links, word]
            links = []
            ended = word.end != match.end() and match.group().endswith(("'s", "’s", "."))
        else:
            joined = bool(run) and low in _LINKS and low != "and" and not links
            ended = not joined
            links = [word] if joined else []
        if ended and run:
            yield run, before
            run, links = [], []
        last = low.rstrip(".")
        first = match.group() in ".!?:;—•-–_" or match.group() in QUOTATION_MARKS or match.group().endswith("\n")
        stopped = match.group().endswith(".") and low.rstrip(".") not in _TITLES
        first = first or (stopped and (len(match.group()) > 4 or match.group()[0].islower()))
    if run:
        yield run, before


def _bare(match: re.Match[str], first: bool) -> _Word:
    """A token without a possessive ending or a full stop that closes the sentence."""
    shown = match.group()
    start, end = match.span()
    if shown.endswith(("'s", "’s")):
        end -= 2
    elif shown.endswith(".") and shown.count(".") == 1 and len(shown) > 2:
        end -= 1
    return _Word(shown[: end - start], start, end, first)


def _trimmed(run: list[_Word], vouched: set[str]) -> list[_Word]:
    """A run without titles, small words and dates at its edges; empty where nothing is left."""
    first, last = 0, len(run)
    while first < last and _opens_no_name(run[first], last - first, vouched):
        first += 1
    while first < last and run[last - 1].text.lower() in _CLOSES_NO_NAME:
        last -= 1
    run = run[first:last]
    if run and _CONTRACTION.search(run[0].text):
        return []
    lone = len(run) == 1 and (run[0].text.lower() in _TITLES or len(run[0].text) < 2)
    return [] if lone else run


def _opens_no_name(word: _Word, length: int, vouched: set[str]) -> bool:
    low = word.text.lower()
    if low in SMALL or low in _CALENDAR or (low in _TITLES and length > 1):
        return True
    # A sentence's first word may be an ordinary word: alone, or before a name ("Meeting Smith").
    plain = word.text.isalpha() and not word.text.isupper() and (length == 1 or low.endswith(("ing", "ed", "ly")))
    return word.first and word.text not in vouched and plain


def _type(run: Sequence[_Word], before: str) -> EntityType:
    words = [word.text.lower().rstrip(".") for word in run]
    last = run[-1].text
    if before in _TITLES and not set(words) & _ORGANIZATION:
        return "person"
    if set(words) & _ORGANIZATION:
        return "organization"
    if last in _STATES or words[-1] in _PLACE or words[0] in ("north", "south", "east", "west", "new", "san", "los"):
        return "place"
    if len(run) == 1 and len(words[0]) > 4 and _GROUP.search(words[0]):
        return "group"
    if len(run) == 1 and last.isupper() and 2 <= len(last) <= 6:
        return "organization"
    if before in _PLACE_BEFORE and len(run) <= 2:
        return "place"
    if before == "the" or (len(run) > 1 and words[1] in ("of", "for")):
        return "organization"
    return "person" if len(run) in (2, 3) else "place" if before in _PLACE_BEFORE else "other"
