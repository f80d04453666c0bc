"""How quoted words stand to a source: verbatim, with slight differences, changed, spliced, another's, or not there."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from typing import Literal, NamedTuple

from newscli.analysis.alignment import Change, Word, align, split_words
from newscli.analysis.entities.names import may_be_one_person
from newscli.analysis.verification.marked_words import MarkedWords
from newscli.analysis.verification.source_words import SourceWords, find_pairs
from newscli.model import Span
from newscli.text import QUOTATION_MARKS, count_line_ends

Verdict = Literal["verbatim", "slight", "changed", "spliced", "other speaker", "not found"]
Difference = Literal["case", "punctuation", "ellipsis", "brackets", "spelling"]

# The share of its words that must stand in one place, or in two, for a quote to be found.
_MIN_SHARE = 0.6
# Fewer words must all be there.
_MIN_WORDS_TO_DIFFER = 4
# How many places are looked at for each quote and source.
_MAX_PLACES = 6
# Words left out, up to so many, are a change; more are a splice.
_MAX_LOST_WORDS = 10
_MIN_PIECE_WORDS = 3
# How many beginnings and ends of a splice are tried with one another.
_MAX_PIECES = 50
_ELLIPSIS = re.compile(r"…|\.\s?\.\s?\.|\[\s?\.\.\.\s?\]")
_BRACKETS = re.compile(r"\[[^\[\]]{0,200}\]")
_BLANKS = re.compile(r"\s+")
# Letters that British and American spelling write differently, in one form.
_VARIANTS = ((re.compile(r"our"), "or"), (re.compile(r"[sz](?=e|ing|ation)"), "s"), (re.compile(r"ll"), "l"),
             (re.compile(r"tre$"), "ter"), (re.compile(r"ae|oe"), "e"), (re.compile(r"ogue$"), "og"))  # fmt: skip
_VARIANT_WORDS = {
    "grey": "gray", "tyre": "tire", "cheque": "check", "programme": "program", "storey": "story", "defence": "defense",
    "offence": "offense", "licence": "license", "plough": "plow", "mould": "mold", "aluminium": "aluminum",
    "ok": "okay", "judgement": "judgment", "ageing": "aging", "whilst": "while", "amongst": "among",
    "towards": "toward",
}  # fmt: skip


class Turn(NamedTuple):
    """Who speaks in a part of a source, as it calls them; None where it does not tell."""

    span: Span
    speaker: str | None


@dataclass(frozen=True, slots=True)
class SourceText:
    """A source: its path, its text and, if it is a transcript, its turns in order."""

    path: str
    text: str
    turns: tuple[Turn, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """Where words stand in a source, exactly, and who says them there."""

    path: str
    line: int
    span: Span
    text: str
    speaker: str | None


@dataclass(frozen=True, slots=True)
class Checked:
    """What became of the check of some quoted words.

    ``differences`` are those that change no word. ``changes`` align the words of the quote with those of the passage,
    in numbers of words. A splice has two ``passages`` or more, what else is found has one; ``lost_words`` is how many
    stand between them, or where the quote has an ellipsis.
    """

    verdict: Verdict
    differences: tuple[Difference, ...] = ()
    passages: tuple[Passage, ...] = ()
    changes: tuple[Change, ...] = ()
    lost_words: int = 0


def verify(quotes: Sequence[MarkedWords], sources: Sequence[SourceText]) -> list[Checked]:
    """Check quoted words against sources; of all sources, the best answer counts, and the first of equals."""
    checked = [Checked("not found")] * len(quotes)
    segments = [_split_at_ellipses(quote.text) for quote in quotes]
    flat = [segment for parts in segments for segment in parts]
    for source in sources:
        words = SourceWords(source.text)
        pairs = iter(find_pairs(words, [[word.text for word in segment.words] for segment in flat]))
        for number, (quote, parts) in enumerate(zip(quotes, segments, strict=True)):
            finds: list[_Find] = []
            for segment, places in zip(parts, islice(pairs, len(parts)), strict=True):
                finds.append(_find_segment(segment, words, source, places, finds[-1].end if finds else 0))
            answer = _name_speaker(quote, _join(finds, quote.text, source))
            if _RANKS[answer.verdict] < _RANKS[checked[number].verdict]:
                checked[number] = answer
    return checked


_RANKS: Mapping[Verdict, int] = {
    "verbatim": 0, "slight": 1, "other speaker": 2, "changed": 3, "spliced": 4, "not found": 5,
}  # fmt: skip


class _Segment(NamedTuple):
    """A part of a quote without an ellipsis; in ``gaps``, before those words, brackets stand for others."""

    text: str
    words: list[Word]
    gaps: frozenset[int]


def _split_at_ellipses(text: str) -> list[_Segment]:
    parts = [part for part in _ELLIPSIS.split(text) if split_words(part)]
    return [_make_segment(part) for part in parts] or [_make_segment(text)]


def _make_segment(text: str) -> _Segment:
    words: list[Word] = []
    gaps: set[int] = set()
    position = 0
    for match in (*_BRACKETS.finditer(text), None):
        end = match.start() if match else len(text)
        words += [
            Word(word.text, Span(word.span.start + position, word.span.end + position))
            for word in split_words(text[position:end])
        ]
        if match:
            gaps.add(len(words))
            position = match.end()
    return _Segment(text, words, frozenset(gaps))


class _Find(NamedTuple):
    """Where the words of a segment stand: words of the source by number, and what differs."""

    checked: Checked
    first: int
    end: int


_NOT_FOUND = _Find(Checked("not found"), 0, 0)


def _find_segment(
    segment: _Segment, source: SourceWords, text: SourceText, places: Mapping[int, Sequence[int]], after: int
) -> _Find:
    """Find a segment in a source, by where pairs of its words stand there; best behind the word ``after``."""
    size = len(segment.words)
    if not size:
        return _NOT_FOUND
    best, best_score = _NOT_FOUND, 0.0
    # Two words that follow an ellipsis stand in many places, but next in one.
    whole = (begin for begin, offsets in places.items() if begin >= after and len(offsets) >= max(1, size - 1))
    following = min(whole, default=None)
    for begin in [*([] if following is None else [following]), *_choose_places(places, size)]:
        find, score = _align_at(segment, source, text, begin)
        if score > best_score:
            best, best_score = find, score
        if find.checked.verdict in ("verbatim", "slight"):
            break
    if best.checked.verdict in ("changed", "not found"):
        return _find_splice(segment, source, text, places) or best
    return best


def _choose_places(places: Mapping[int, Sequence[int]], size: int) -> list[int]:
    """Choose the places where most of the pairs of words stand, or stand nearby."""
    reach = max(3, size // 4)
    counts: dict[int, int] = {}
    for begin, offsets in places.items():
        counts[begin // reach] = counts.get(begin // reach, 0) + len(offsets)
    areas = sorted(counts, key=lambda area: (-counts[area] - counts.get(area + 1, 0), area))[:_MAX_PLACES]
    ranked = sorted(places, key=lambda begin: (-len(places[begin]), begin))
    exact = ranked[:_MAX_PLACES]
    near = (
        [min((begin for begin in places if begin // reach == area), default=0) for area in areas]
        if len(places) < 10_000
        else []
    )
    return list(dict.fromkeys((*exact, *near)))


def _align_at(segment: _Segment, source: SourceWords, text: SourceText, begin: int) -> tuple[_Find, float]:
    """Align a segment with the words of a source around a place; return the find, and how good it is."""
    size = len(segment.words)
    margin = max(5, size // 2)
    start, end = max(0, begin - margin), min(len(source.words), begin + size + margin)
    window = [Word(word, Span(0, 0)) for word in source.words[start:end]]
    changes = _trim(list(align(segment.words, window)), segment.words, window)
    if not changes:
        return _NOT_FOUND, 0.0
    matched = sum(change.first.end - change.first.start for change in changes if change.is_equal)
    first, last = changes[0].second.start, changes[-1].second.end
    extra = (last - first) - matched
    enough = size if size < _MIN_WORDS_TO_DIFFER else _MIN_SHARE * size
    is_short_and_loose = size < _MIN_WORDS_TO_DIFFER and extra > len(segment.gaps)
    if matched < enough or first == last or is_short_and_loose:
        return _NOT_FOUND, 0.0
    span = source.find_span(start + first, start + last)
    changes = [Change(c.is_equal, c.first, Span(c.second.start - first, c.second.end - first)) for c in changes]
    passage = make_passage(text, span)
    checked = _judge(segment, passage, changes)
    return _Find(checked, start + first, start + last), matched - extra / 2


def _trim(changes: list[Change], ours: Sequence[Word], window: Sequence[Word]) -> list[Change]:
    """Cut off the words of the window before and behind those that stand for the segment."""
    while changes and not changes[0].is_equal and changes[0].first.start == changes[0].first.end:
        changes = changes[1:]
    while changes and not changes[-1].is_equal and changes[-1].first.start == changes[-1].first.end:
        changes = changes[:-1]
    if changes and not changes[0].is_equal:
        first, second = changes[0].first, changes[0].second
        changes[0] = Change(False, first, Span(max(second.start, second.end - (first.end - first.start)), second.end))
    if changes and not changes[-1].is_equal:
        first, second = changes[-1].first, changes[-1].second
        size = first.end - first.start
        # "Health-centre" for two words.
        ends = [min(second.end, second.start + length) for length in (size, size + 1)]
        end = next((end for end in ends if _spell(window[second.start : end]) == _spell(ours[slice(*first)])), ends[0])
        changes[-1] = Change(False, first, Span(second.start, end))
    return changes


def _judge(segment: _Segment, passage: Passage, changes: Sequence[Change]) -> Checked:
    """Judge what differs between a segment and a passage whose words are aligned."""
    words = split_words(passage.text)
    differences: dict[Difference, None] = {}
    has_changed = False
    for change in changes:
        ours = segment.words[slice(*change.first)]
        theirs = words[slice(*change.second)]
        if change.is_equal:
            differences.update(dict.fromkeys(_list_word_differences(segment.text, ours, passage.text, theirs)))
        elif not ours and change.first.start in segment.gaps:
            differences["brackets"] = None
        elif _spell(ours) == _spell(theirs):
            differences["spelling"] = None
        else:
            has_changed = True
    if segment.gaps:
        differences["brackets"] = None
    if has_changed:
        return Checked("changed", tuple(differences), (passage,), tuple(changes))
    if not segment.gaps and _differ_between_words(segment.text, segment.words, passage.text, words):
        differences["punctuation"] = None
    return Checked("slight" if differences else "verbatim", tuple(differences), (passage,), tuple(changes))


def _list_word_differences(
    our_text: str, ours: Sequence[Word], their_text: str, theirs: Sequence[Word]
) -> Iterator[Difference]:
    for our_word, their_word in zip(ours, theirs, strict=True):
        our, their = (
            _unify_marks(text[slice(*word.span)]) for text, word in ((our_text, our_word), (their_text, their_word))
        )
        if our != their:
            yield "case" if our.casefold() == their.casefold() else "spelling"


def _spell(words: Sequence[Word]) -> str:
    """Write words in a form that is the same for spellings that differ by hyphens, spaces, or country."""
    letters = "".join(_VARIANT_WORDS.get(word.text, word.text) for word in words).replace("-", "").replace("'", "")
    for pattern, form in _VARIANTS:
        letters = pattern.sub(form, letters)
    return letters


def _differ_between_words(our_text: str, ours: Sequence[Word], their_text: str, theirs: Sequence[Word]) -> bool:
    """Whether there are other marks between the words of two texts with the same words."""
    if len(ours) != len(theirs):
        return False

    def list_gaps(text: str, words: Sequence[Word]) -> list[str]:
        gaps = [text[a.span.end : b.span.start] for a, b in pairwise(words)]
        return [_BLANKS.sub("", _unify_marks(gap)) for gap in gaps]

    return list_gaps(our_text, ours) != list_gaps(their_text, theirs)


def _write_plainly(text: str) -> str:
    return _BLANKS.sub(" ", _unify_marks(text).replace("...", "…")).strip(" .,;:!?-'")


def _unify_marks(text: str) -> str:
    """Write quotation marks, apostrophes, dashes and hyphens of all forms as one."""
    return "".join("'" if c in QUOTATION_MARKS else "-" if c in "‐‑–—―" else c for c in text).replace("''", "'")


def _find_splice(
    segment: _Segment, source: SourceWords, text: SourceText, places: Mapping[int, Sequence[int]]
) -> _Find | None:
    """Find two places in a source that have the beginning and the end of a segment, word for word."""
    size = len(segment.words)
    heads: list[Span] = []
    tails: list[tuple[int, Span]] = []
    for begin, offsets in places.items():
        known = set(offsets)
        if 0 in known:
            length = next(n for n in range(1, size + 1) if n not in known) + 1
            heads.append(Span(begin, begin + min(length, size)))
        if size - 2 in known:
            start = next(n for n in range(size - 2, -2, -1) if n not in known) + 1
            tails.append((start, Span(begin + start, begin + size)))
    if not heads or not tails:
        return None
    length = max(head.end - head.start for head in heads)
    heads = [head for head in heads if head.end - head.start == length][:_MAX_PIECES]
    tails = [(start, span) for start, span in tails if start <= length][:_MAX_PIECES]
    if not tails or length < _MIN_PIECE_WORDS:
        return None
    # Of all the beginnings and ends that join, those that are nearest to each other.
    lost, head, tail = min(
        (
            (tail.start + length - start - head.end, head, Span(tail.start + length - start, tail.end))
            for head in heads
            for start, tail in tails
        ),
        key=lambda pair: (abs(pair[0]), pair[1]),
    )
    if tail.end - tail.start < _MIN_PIECE_WORDS or lost == 0:
        return None
    passages = tuple(make_passage(text, source.find_span(*span)) for span in (head, tail))
    if 0 < lost <= _MAX_LOST_WORDS and passages[0].speaker == passages[1].speaker:
        return None
    return _Find(Checked("spliced", (), passages, (), lost), head.start, tail.end)


def _join(finds: Sequence[_Find], quote: str, text: SourceText) -> Checked:
    """Join what became of the segments of a quote: an ellipsis may leave out words, but not change their order."""
    if len(finds) == 1:
        return finds[0].checked
    worst = max((find.checked for find in finds), key=lambda checked: _RANKS[checked.verdict])
    if _RANKS[worst.verdict] > _RANKS["slight"]:
        return worst
    lost = [later.first - earlier.end for earlier, later in pairwise(finds)]
    passages = tuple(passage for find in finds for passage in find.checked.passages)
    if min(lost) < 0 or len({passage.speaker for passage in passages}) > 1:
        return Checked("spliced", (), passages, (), sum(lost))
    whole = make_passage(text, Span(passages[0].span.start, passages[-1].span.end))
    if _write_plainly(whole.text) == _write_plainly(quote):
        # The ellipsis stands in the source, too.
        return Checked("verbatim", (), (whole,))
    differences = dict.fromkeys(("ellipsis", *(d for find in finds for d in find.checked.differences)))
    return Checked("slight", tuple(differences), (whole,), (), sum(lost))


def make_passage(source: SourceText, span: Span) -> Passage:
    """Make the passage at a span of a source."""
    number = bisect_right(source.turns, span.start, key=lambda turn: turn.span.start) - 1
    turn = source.turns[number] if number >= 0 else None
    speaker = turn.speaker if turn and span.start < turn.span.end else None
    line = 1 + count_line_ends(source.text, 0, span.start)
    return Passage(source.path, line, span, source.text[slice(*span)], speaker)


def _name_speaker(quote: MarkedWords, checked: Checked) -> Checked:
    """Say if what is found word for word is another's, by a name that both give."""
    speaker = checked.passages[0].speaker if checked.passages else None
    if checked.verdict not in ("verbatim", "slight") or speaker is None or quote.speaker is None:
        return checked
    if may_be_one_person(speaker, quote.speaker):
        return checked
    return replace(checked, verdict="other speaker")
