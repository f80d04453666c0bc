"""One sentence with marked words -> its quoted clauses, each with the cue that frames it."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from newscli.model import Attribution, Span
from newscli.words import QUOTATION_MARKS, WORD, title_case

# "that", or the "as" of "was described by the chair, Lord Petrie, as".
_THAT = re.compile(r"\s*(?:,?\s*that\b|:|(?:,[^,\"“”]{1,60})?,?\s*as\b)?\s*")
_THAT_LATER = re.compile(r"[^,.;:\"“”]{0,80}?\bthat\b\s*")
_JOINER = re.compile(r"(?:\s|,|;|–|—|-|\b(?:and|but|then|also|while|who|which|as|in|a|an|the|before|after)\b)+$")
_WORK = re.compile(
    r"\b(?:book|film|movie|song|album|show|novel|play|series|episode|article|essay|documentary|poem|column|memoir|"
    r"titled|entitled|nicknamed|program|programme|broadcast|magazine|hashtag|on|in|host of|of)\s*,?\s*$",
    re.IGNORECASE,
)
# "warned of a fall," and said …: the second cue opens a clause of its own.
_TAKES_OVER = re.compile(r",?\s*(?:and|but|or|then)\b")
_ENDS = frozenset(".!?…,—–-;")
_NEAR = 60
_FEW_WORDS = 5


@dataclass(frozen=True, slots=True)
class Clause:
    """``direct``: only marked words. ``alone``: the sentence is nothing but marked words.
    ``goes_on``: the words after a cue that interrupts a quote, or a full sentence after it.
    ``confidence``: about the share of such clauses that annotators mark as quotes of this extent."""

    span: Span
    attribution: Attribution | None
    direct: bool
    alone: bool = False
    goes_on: bool = False
    confidence: float = 0.92


def clauses(text: str, sentence: Span, marked: Sequence[Span], cues: Sequence[Attribution]) -> list[Clause]:
    """The quoted clauses of one sentence, in text order. ``marked`` and ``cues`` lie in the sentence."""
    found: list[Clause] = []
    starts = [cue.cue.start for cue in cues]
    first_word = WORD.search(text, sentence.start, sentence.end)
    opening = first_word.start() if first_word else sentence.end
    used = sentence.start
    interrupted: Attribution | None = None
    for k, span in enumerate(marked):
        if span.start < used:
            continue
        following = marked[k + 1].start if k + 1 < len(marked) else sentence.end
        next_cue = bisect_left(starts, span.end)
        tail = _cue_after(text, span, following, cues[next_cue] if next_cue < len(cues) else None)
        head = _cue_before(text, span, used, cues[max(0, next_cue - 3) : next_cue])
        if head is not None and _introduced(text, span, head):
            tail = None
        if tail is not None:
            clause = _before_tail(text, span, used, head, tail)
            used = _region(text, tail).end
            interrupted = tail
        elif head is not None and head is interrupted:
            clause = Clause(span, head, True, goes_on=True)
            used = span.end
        elif head is not None and not _is_work(text, span, head):
            clause = _after_head(text, sentence, span, head, cues, next_cue)
            used = clause.span.end
        elif head is None and opening >= span.start and _alone(text, sentence, span):
            clause = Clause(span, None, True, alone=True, goes_on=True, confidence=0.6)
            used = span.end
        elif head is None and ((opening >= span.start and _set_off(text, span)) or _after_colon(text, sentence, span)):
            clause = Clause(span, None, True, confidence=0.6)
            used = span.end
        else:
            continue
        found.append(clause)
    return found


def last_said(text: str, span: Span) -> str:
    """The last character between the marks: what closes a sentence, or a comma before the cue."""
    k = span.end - 1
    while k > span.start and (text[k] in QUOTATION_MARKS or text[k].isspace()):
        k -= 1
    return text[k]


def _participle(text: str, cue: Attribution) -> bool:
    return text[cue.cue.end - 3 : cue.cue.end] == "ing"


def _region(text: str, cue: Attribution) -> Span:
    """The cue with its source, but a participle alone: its source belongs to the clause before."""
    if cue.source is None or _participle(text, cue):
        return cue.cue
    return Span(min(cue.cue.start, cue.source.start), max(cue.cue.end, cue.source.end))


def _cue_after(text: str, span: Span, limit: int, cue: Attribution | None) -> Attribution | None:
    """The next cue, if it closes the quote ("…," she said), which ends in a comma, a question or a dash."""
    inner = last_said(text, span)
    if cue is None or cue.cue.end > limit or (inner not in _ENDS and text[span.end : span.end + 1] != ","):
        return None
    # A participle ("…", adding that …) opens the next clause.
    region = _region(text, cue)
    if region.start < span.end or region.start > span.end + _NEAR or _participle(text, cue):
        return None
    gap = text[span.end : region.start]
    if _TAKES_OVER.match(gap):
        return None
    near = len(gap) <= 3 or (inner == "," and not re.search(r"[.;:]", gap))
    return cue if near else None


def _cue_before(text: str, span: Span, used: int, cues: Sequence[Attribution]) -> Attribution | None:
    """The last of the cues that ends before the marked words; one that closed a quote counts, too."""
    for cue in reversed(cues):
        region = _region(text, cue)
        if used <= region.end <= span.start:
            return cue
    return None


def _introduced(text: str, span: Span, head: Attribution) -> bool:
    """Whether a cue leads straight to marked words that need no other (he said, "Which cars?")."""
    gap = text[_region(text, head).end : span.start]
    return len(gap) < 4 and gap.strip() in (",", ":") and last_said(text, span) != ","


def _before_tail(text: str, span: Span, used: int, head: Attribution | None, tail: Attribution) -> Clause:
    """The clause that ends in marked words and is followed by its cue."""
    begin = used
    if head is not None:
        begin = _content_start(text, head, span)
    lead = text[begin : span.start]
    if not WORD.search(lead) or lead.rstrip().endswith((":", ",")):
        return Clause(span, tail, True)
    while begin < span.start and not text[begin].isalnum():
        begin += 1
    return Clause(Span(begin, span.end), tail, False, confidence=0.55)


def _after_head(
    text: str, sentence: Span, span: Span, head: Attribution, cues: Sequence[Attribution], later: int
) -> Clause:
    """The clause that follows its cue and holds marked words, to the end of the clause or the next cue."""
    begin = _content_start(text, head, span)
    lead = text[begin : span.start].rstrip()
    introduced = lead.endswith((":", ",")) or not WORD.search(lead)
    inner = last_said(text, span)
    if introduced and (inner in ".!?…," or not WORD.search(text, span.end, sentence.end)):
        return Clause(span, head, True)
    if introduced and lead.endswith((":", ",")):
        begin = span.start
    end = _clause_end(text, sentence, span, cues, later)
    if begin == span.start and end == span.end:
        return Clause(span, head, True)
    return Clause(Span(begin, end), head, False, confidence=0.72)


def _content_start(text: str, head: Attribution, span: Span) -> int:
    """Where the reported words begin: after the cue, a "that", and the one who was told."""
    after = _region(text, head).end
    later = _THAT_LATER.match(text, after, span.start)
    if later is not None:
        return later.end()
    begin = _THAT.match(text, after, span.start)
    start = begin.end() if begin else after
    while start < span.start and text[start] in ", ":
        start += 1
    return start


def _clause_end(text: str, sentence: Span, span: Span, cues: Sequence[Attribution], later: int) -> int:
    """The end of the sentence, or of the clause where another cue takes over."""
    end = sentence.end
    for k in range(later, len(cues)):
        # Its source may stand before the marked words: "warned of "…" and said …".
        place = _region(text, cues[k]).start
        place = place if place >= span.end else cues[k].cue.start
        joiner = _JOINER.search(text, max(span.end, place - _NEAR), place)
        if joiner is None:
            continue
        paused = joiner.start() == span.end and last_said(text, span) == ","
        if paused or any(c in ",;–—" for c in joiner[0]):
            end = joiner.start()
            break
    while end > span.end and not text[end - 1].isalnum() and text[end - 1] not in "\"”’'»“%)":
        end -= 1
    return end


def _alone(text: str, sentence: Span, span: Span) -> bool:
    """Whether marked words that open a sentence are all of it, and read like speech."""
    if WORD.search(text, span.end, sentence.end):
        return False
    if text[span.end - 1] not in QUOTATION_MARKS or last_said(text, span) in ".!?…,—-":
        return True
    return len(WORD.findall(text, *span)) >= _FEW_WORDS


def _set_off(text: str, span: Span) -> bool:
    """Whether a comma sets marked words that open a sentence off from a cue that we don't know."""
    comma = "," in (last_said(text, span), text[span.end : span.end + 1])
    return comma and len(WORD.findall(text, *span)) >= 3


def _after_colon(text: str, sentence: Span, span: Span) -> bool:
    lead = text[max(sentence.start, span.start - 3) : span.start].rstrip()
    return lead.endswith(":") and last_said(text, span) in ".!?…"


def _is_work(text: str, span: Span, head: Attribution) -> bool:
    """A title, a nickname or a programme ("said on "Meet the Press"") is no speech."""
    words = WORD.findall(text, *span)
    capitals, full = title_case(words)
    if last_said(text, span) in ".!?…" or not words:
        return False
    titled = capitals == 1 and words[0][0].isupper() and (full > 0 or len(words) == 1)
    return titled and _WORK.search(text[max(head.cue.end, span.start - 30) : span.start]) is not None
