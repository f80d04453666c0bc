"""Cues ("said", "according to") and the sources beside them, by pattern.

Small on purpose, until a trained reader takes its place: the name or description next to a cue in
the same paragraph, before it or after. Works on paragraphs that hold quotation marks.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from newscli.model import Attribution, Block, Span
from newscli.words import QUOTATION_MARKS

_STEMS = (
    r"sa(?:id|ys?|ying)|t(?:old|ell(?:s|ing)?)|wr(?:ote|ites?|iting|itten)|add(?:s|ed|ing)?|ask(?:s|ed|ing)?|"
    r"repl(?:y|ies|ied|ying)|respond(?:s|ed|ing)?|answer(?:s|ed|ing)?|argu(?:e[sd]?|ing)|declar(?:e[sd]?|ing)|"
    r"announc(?:e[sd]?|ing)|insist(?:s|ed|ing)?|claim(?:s|ed|ing)?|not(?:e[sd]|ing)|explain(?:s|ed|ing)?|"
    r"warn(?:s|ed|ing)?|stat(?:e[sd]|ing)|stress(?:es|ed|ing)?|emphasi[sz](?:e[sd]?|ing)|underlin(?:e[sd]|ing)|"
    r"underscor(?:e[sd]|ing)|acknowledg(?:e[sd]?|ing)|admit(?:s|ted|ting)?|call(?:s|ed|ing)|describ(?:e[sd]?|ing)|"
    r"vow(?:s|ed|ing)?|pledg(?:e[sd]|ing)|promis(?:e[sd]|ing)|suggest(?:s|ed|ing)?|recall(?:s|ed|ing)?|"
    r"continu(?:e[sd]|ing)|conclud(?:e[sd]|ing)|quip(?:s|ped|ping)|jok(?:e[sd]|ing)|shout(?:s|ed|ing)?|"
    r"exclaim(?:s|ed|ing)?|urg(?:e[sd]|ing)|remark(?:s|ed|ing)?|comment(?:ed|ing)|observ(?:e[sd]|ing)|"
    r"predict(?:s|ed|ing)?|den(?:y|ies|ied|ying)|confirm(?:s|ed|ing)?|report(?:s|ed|ing)|reveal(?:s|ed|ing)?|"
    r"testif(?:y|ies|ied|ying)|maintain(?:s|ed|ing)?|contend(?:s|ed|ing)?|complain(?:s|ed|ing)?|tweet(?:s|ed|ing)|"
    r"read(?:s|ing)?|boast(?:s|ed|ing)?|brag(?:s|ged|ging)?|charge[sd]|"
    r"accus(?:e[sd]|ing)|critici[sz](?:e[sd]|ing)|prais(?:e[sd]|ing)|denounc(?:e[sd]|ing)|dismiss(?:es|ed|ing)|"
    r"label(?:s|l?ed|l?ing)|dub(?:s|bed|bing)|blast(?:s|ed|ing)|cit(?:e[sd]|ing)|quot(?:e[sd]|ing)|chant(?:s|ed|ing)?|"
    r"yell(?:s|ed|ing)?|mus(?:e[sd]|ing)|retort(?:s|ed)?|reiterat(?:e[sd]|ing)|repeat(?:s|ed|ing)|refer(?:red|ring|s)|"
    r"concede[sd]?|conceding|assert(?:s|ed|ing)?|allege[sd]?|alleging|express(?:es|ed|ing)|post(?:ed|ing)|"
    r"lament(?:s|ed|ing)?|marvel(?:s|l?ed)|mention(?:s|ed|ing)|tout(?:s|ed|ing)|hail(?:s|ed|ing)|slam(?:s|med|ming)|"
    r"mock(?:s|ed|ing)|portray(?:s|ed|ing)|characteri[sz](?:e[sd]|ing)|vent(?:ed|ing)|whisper(?:s|ed|ing)?|"
    r"order(?:s|ed|ing)|demand(?:s|ed|ing)|caution(?:s|ed|ing)|puts? it|found that|"
    r"counter(?:s|ed|ing)|interject(?:s|ed)|thunder(?:s|ed)"
)
_CUE = re.compile(rf"\b(?:{_STEMS})\b|\b(?P<phrase>[Aa]ccording\s+to|[Ii]n\s+the\s+words\s+of)\b")
_TOKEN = re.compile(r"[^\W_]+(?:['’.&-][^\W_]+)*\.?(?:['’]s?)?|[^\w\s]")
_TITLES = frozenset(
    "mr mrs ms dr sen rep gov gen col lt sgt capt prof rev st jr sr hon adm maj pres amb det supt".split()
)
_PRONOUNS = frozenset("he she they i we it who you nobody everyone someone some others many most several one".split())
_DETERMINERS = frozenset(
    "the a an his her their its our my this that these those another one two three four five six some several many "
    "most both all each every no other another".split()
)
_HELPERS = frozenset(
    "has have had was were is are be been did does do also later then again even once recently reportedly "
    "allegedly repeatedly previously initially simply just often only further first never not would could "
    "will might may must should can who which to".split()
)
_STOPS = frozenset(
    "that and but or as when while because after before if where although though since until whether than so "
    "is are was were be been being has have had do does did will would can could may might shall should must "
    "by with into about against during on over under through between among without within upon via per "
    "then later also however meanwhile not never to".split()
)
_LINKS = frozenset("of for from in at de la al der von van bin".split())
# "praised the school but says": the subject is that of the verb before.
_ANDED = re.compile(r"\b(?:and|but|also|then) \Z")
_BY = re.compile(r"\s+by\b")
_ANY_MARK = re.compile(f"[{''.join(QUOTATION_MARKS)}]")
_STOP = re.compile(r"[.!?][\"”’']*\s+(?=[A-Z\"“])")
_FAR = 220
_MOST_WORDS = 14


class _Word(NamedTuple):
    text: str
    start: int
    end: int


def attributions(text: str, blocks: Sequence[Block]) -> tuple[Attribution, ...]:
    """The cues of paragraphs that hold quotation marks or lead up to some, each with the source beside it."""
    found: list[Attribution] = []
    for block in blocks:
        if block.kind in ("heading", "rule", "code"):
            continue
        start, end = block.span
        if text[end - 1] == ":" or _ANY_MARK.search(text, start, end):
            found += _in_paragraph(text, block.span)
    return tuple(found)


def _in_paragraph(text: str, span: Span) -> Iterator[Attribution]:
    last: Attribution | None = None
    for match in _CUE.finditer(text, span.start, span.end):
        cue = Span(*match.span())
        if match["phrase"]:
            last = Attribution(cue, _after(text, cue, span))
        elif text[cue.end : cue.end + 1] == "-" or text[cue.start - 1 : cue.start] == "-":
            continue
        elif by := _BY.match(text, cue.end, span.end):
            last = Attribution(Span(cue.start, by.end()), _after(text, Span(by.end(), by.end()), span))
        elif match.group().endswith("ing"):
            last = Attribution(cue, _subject(text, cue, span, last))
        else:
            after = _after(text, cue, span) if _follows_mark(text, cue, span) else None
            before = None if after else _before(text, cue, span)
            if before is None and after is None and _ANDED.search(text, max(span.start, cue.start - 8), cue.start):
                before = _subject(text, cue, span, last)
            last = Attribution(cue, after or before)
        yield last


def _subject(text: str, cue: Span, span: Span, last: Attribution | None) -> Span | None:
    """Who does what a participle says: the source of the cue before it in the sentence, or the
    noun phrase that the sentence opens with."""
    start = max(span.start, cue.start - 2 * _FAR)
    for stop in _STOP.finditer(text, start, cue.start):
        start = stop.end()
    if last is not None and last.cue.start >= start:
        return last.source
    return _after(text, Span(start, start), Span(start, cue.start))


def _follows_mark(text: str, cue: Span, span: Span) -> bool:
    """Whether a closing quotation mark stands right before the cue ("…," said the mayor)."""
    k = cue.start - 1
    while k > span.start and text[k].isspace():
        k -= 1
    return k > span.start and text[k] in QUOTATION_MARKS


def _words(text: str, start: int, end: int) -> list[_Word]:
    return [_Word(m.group(), *m.span()) for m in _TOKEN.finditer(text, start, end)]


def _before(text: str, cue: Span, span: Span) -> Span | None:
    """The subject to the left of a cue: the noun phrase that ends there, or begins its clause."""
    words = _words(text, max(span.start, cue.start - _FAR), cue.start)
    # Only this clause: from the last quotation mark, full stop or semicolon on.
    begin = 0
    for k, word in enumerate(words):
        if word.text in QUOTATION_MARKS or word.text in "—–()" or _ends_sentence(word):
            begin = k + 1
    words = words[begin:]
    while words and (words[-1].text.lower() in _HELPERS or _adverb(words[-1])):
        if words[-1].text.lower() == "who" and len(words) == 1:
            break
        words.pop()
    if not words:
        return None
    if words[-1].text == ",":
        return _apposed(words)
    return _phrase_back(words)


def _adverb(word: _Word) -> bool:
    return word.text.endswith("ly") and word.text[0].islower()


def _apposed(words: list[_Word]) -> Span | None:
    """The phrase before the comma that opens an aside ("Jane Doe, a lawyer from Ohio,"), with an
    aside that is a name ("a chandler, Jane Doe,")."""
    commas = [k for k, word in enumerate(words[:-1]) if word.text == ","]
    for k in reversed(commas):
        found = _phrase_back(words[:k])
        aside = words[k + 1 : -1]
        if found is not None and len(aside) > 1 and all(word.text[0].isupper() for word in aside):
            return Span(found.start, aside[-1].end)
        relative = bool(aside) and aside[0].text.lower() in ("which", "who", "whose")
        if found is not None and (relative or _named(words, found)):
            return found
    return _phrase_back(words[:-1])


def _named(words: Sequence[_Word], span: Span) -> bool:
    inside = [w for w in words if span.start <= w.start < span.end]
    return bool(inside) and (inside[-1].text[0].isupper() or inside[-1].text.lower() in _PRONOUNS)


def _phrase_back(words: Sequence[_Word]) -> Span | None:
    """The noun phrase that the words end with."""
    last = words[-1] if words else None
    if last is None or not last.text[0].isalnum():
        return None
    if last.text.lower() in _PRONOUNS:
        return Span(last.start, last.end)
    first = len(words)
    while first and len(words) - first < _MOST_WORDS:
        word = words[first - 1]
        low = word.text.lower()
        stops = low in _STOPS and (word.text[0].islower() or first == 1)
        if not (word.text[0].isalnum() or word.text == "&") or stops:
            break
        if low in _PRONOUNS - _DETERMINERS:
            break
        first -= 1
        if low in _DETERMINERS and not (first and words[first - 1].text.lower() in _LINKS):
            break
    while first < len(words) and (words[first].text.lower() in _LINKS or _adverb(words[first])):
        first += 1
    chosen = words[first:]
    if not chosen or chosen[-1].text.lower() in _DETERMINERS - _PRONOUNS:
        return None
    return Span(chosen[0].start, _bare_end(chosen[-1]))


def _after(text: str, cue: Span, span: Span) -> Span | None:
    """The subject to the right of a cue ("said the mayor of London, who …")."""
    words = _words(text, cue.end, min(span.end, cue.end + _FAR))
    taken: list[_Word] = []
    for k, word in enumerate(words[:_MOST_WORDS]):
        low = word.text.lower()
        if not (word.text[0].isalnum() or word.text == "&"):
            break
        if k == 0 and low in _PRONOUNS:
            return Span(word.start, word.end)
        stops = low in _STOPS and (word.text[0].islower() or k == 0)
        if stops or low in ("who", "told", "said") or (low in _LINKS and (k == 0 or _ends_name(words, k))):
            break
        taken.append(word)
        if _ends_sentence(word):
            break
    while taken and taken[-1].text.lower() in _LINKS | _DETERMINERS:
        taken.pop()
    if not taken:
        return None
    first = taken[0].text
    if not (first[0].isupper() or first.lower() in _DETERMINERS or any(w.text[0].isupper() for w in taken)):
        return None
    if first[0].islower() and not taken[-1].text[0].isupper():
        taken += _apposition(words[len(taken) :])
    return Span(taken[0].start, _bare_end(taken[-1]))


def _apposition(words: Sequence[_Word]) -> Sequence[_Word]:
    """The name in "said the foreman, Luca Reto.": a comma and two or more capitalised words."""
    if not words or words[0].text != ",":
        return ()
    k = 1
    while k < len(words) and words[k].text[0].isupper() and (k == 1 or not _ends_sentence(words[k - 1])):
        k += 1
    return words[:k] if k > 2 else ()


def _ends_sentence(word: _Word) -> bool:
    """Whether a token is a stop or ends in one that is no abbreviation's."""
    low = word.text.lower()
    if not low.endswith((".", "!", "?", ";", ":")):
        return False
    return len(low) == 1 or (len(low) > 2 and low.count(".") == 1 and low.rstrip(".") not in _TITLES)


def _ends_name(words: Sequence[_Word], k: int) -> bool:
    """Whether a link after a name starts an adverbial ("said Smith in an interview")."""
    following = words[k + 1].text if k + 1 < len(words) else ""
    return (
        words[k].text.lower() in ("in", "at", "from", "for")
        and words[k - 1].text[0].isupper()
        and following[:1].islower()
    )


def _bare_end(word: _Word) -> int:
    low = word.text.lower()
    if low.endswith(("'s", "’s")):
        return word.end
    return word.end - 1 if low.endswith(("'", "’")) or _ends_sentence(word) else word.end
