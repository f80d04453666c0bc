"""Which paragraphs of a plain text are headings?

A logistic model over what a line is (length, case, end mark, promotion, credit, speech), what
stands around it, and how the whole text is laid out. training/lines.py fits its weights on every
other text of a headings corpus; ../shared/score/outline.py's measure is reported for both halves.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from newscli.lang.en.words import measure_title_case
from newscli.logistic import load_model
from newscli.model import Block, Span
from newscli.structure.datelines import find_dateline
from newscli.structure.front_matter import parse_front_line
from newscli.text import SENTENCE_END_MARKS, WORD, count_line_ends

LONGEST = 160
_SHORT = 100
# In longer runs of short lines than this there is a list or a table, and no heading.
_LONGEST_RUN = 200
# A heading has a letter, or is a year.
# Captions, credits, lists of tags, lines of code: what they open or end with tells them.
_OTHER = re.compile(
    r"^(?:fig(?:ure|\.)?|photo(?:s|graph)?|image|picture|caption|table|chart|map|video|graphic)\b[^:.]{0,6}[:.]"
    r"|^(?:tags?|topics?|keywords?|related|filed under|see also|source|sources|credit)\s*:"
    r"|\b(?:edited|reported|written|compiled|translated) by\b|^(?:\$|>|#!|//|/\*|</?\w)|[;{}]$|=>|\w\([\w, ]*\):?$",
    re.IGNORECASE,
)
_WORDED = re.compile(r"[^\W\d_]|^(?:1[5-9]|20)\d\d$")
_PROMOTION = re.compile(
    r"\b(?:read|see|watch|listen|click|follow|subscribe|sign up|buy|shop|share|download|tap|check out|join us"
    r"|learn more|more on|also on|related|continue|advertisement|view|tweet|contact|email|stay tuned)\b",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"\b(?:photo|photos|photograph|image|picture|credit|courtesy|getty|reuters|ap|afp|file|copyright|reporting by"
    r"|editing by|provided by|source|writer|reporter|correspondent|editor|columnist|staff)\b|[©ⓒ@]|https?:|www\.",
    re.IGNORECASE,
)
_PRONOUNS = frozenset("i you we they he she it this that these those your our my me us".split())
_FINITE = frozenset("is are was were has have had will would can could do does did said says".split())
_QUESTION = frozenset("what how why who when where is are can does do will".split())
_NUMBERED = re.compile(r"#?\d{1,2}[.):]\s")
_KEY_VALUE = re.compile(r"[^:]{1,30}: \S")
_Q = re.compile(r"Q(?:[.:]|uestion)")
_A = re.compile(r"A(?:[.:]|nswer)")
_INNER_STOP = re.compile(f"[{SENTENCE_END_MARKS}] ")
_INNER_QUOTE = re.compile(r'.["“”].', re.DOTALL)


def headings(text: str, blocks: Sequence[Block]) -> tuple[Span, ...]:
    """The spans of the paragraphs that are headings, in text order."""
    model = load_model("headings")
    # Asking the model costs less than asking whether a line is a byline or a date.
    likely = (k for k, seen in _lines(text, blocks) if model.probability(seen) > model.threshold)
    return tuple(blocks[k].span for k in likely if not _front(text, blocks[k]))


def candidates(text: str, blocks: Sequence[Block]) -> Iterator[tuple[int, Mapping[str, float]]]:
    """Each paragraph that could be a heading, by its index, with what the model sees."""
    return ((k, seen) for k, seen in _lines(text, blocks) if not _front(text, blocks[k]))


def _front(text: str, block: Block) -> bool:
    """Whether a line is a byline, a date, or begins with a dateline."""
    return (
        bool(parse_front_line(text[block.span.start : block.span.end])) or find_dateline(text, block.span) is not None
    )


def _lines(text: str, blocks: Sequence[Block]) -> Iterator[tuple[int, Mapping[str, float]]]:
    count = len(blocks)
    if count < 2:
        return
    sizes = [block.span.end - block.span.start for block in blocks]
    short = [size <= _SHORT and text[b.span.end - 1] != "." for size, b in zip(sizes, blocks, strict=True)]
    before, after = _runs(short), _runs(short[::-1])[::-1]
    parted = [count_line_ends(text, a.span.end, b.span.start) > 1 for a, b in pairwise(blocks)]
    parted = [True, *parted, True]
    spaced = sum(parted) > len(parted) / 2
    shown = [text[b.span.start : b.span.end] if size <= LONGEST else "" for size, b in zip(sizes, blocks, strict=True)]
    seen = Counter(shown)
    whole = {
        "spaced": float(spaced),
        "share of short lines": sum(short) / count,
        "paragraphs": min(count, 100) / 100,
        "median paragraph": min(sorted(sizes)[count // 2], 400) / 400,
    }
    for k, line in enumerate(shown):
        if not line or "\n" in line or before[k] + after[k] > _LONGEST_RUN or not _WORDED.search(line):
            continue
        if blocks[k].kind == "row" or _OTHER.search(line):
            continue
        near = {
            "short lines before": min(before[k], 6),
            "short lines after": min(after[k], 6),
            "none short after": float(after[k] == 0),
            "joined above": float(spaced and not parted[k]),
            "joined below": float(spaced and not parted[k + 1]),
            "repeated": float(seen[line] > 1),
            "repeated often": float(seen[line] > 2),
            "position": k / count,
            "near the end": float(k >= count - 2),
            "near the start": float(k <= 1),
            "list item": float(blocks[k].kind == "item" and not line[0].isdigit()),
        }
        above = text[blocks[k - 1].span.start : blocks[k - 1].span.end] if k else ""
        below = text[blocks[k + 1].span.start : blocks[k + 1].span.end] if k + 1 < count else ""
        yield k, whole | near | _neighbours(line, above, below) | _line(line)


def _runs(flags: Sequence[bool]) -> list[int]:
    """For each place, how many flags in a row are set right before it."""
    counts: list[int] = []
    run = 0
    for flag in flags:
        counts.append(run)
        run = run + 1 if flag else 0
    return counts


def _neighbours(line: str, above: str, below: str) -> dict[str, float]:
    return {
        "long paragraph below": float(len(below) > 160),
        "very long paragraph below": float(len(below) > 300),
        "short line below": float(0 < len(below) <= _SHORT),
        "nothing below": float(not below),
        "below to this": min(5, len(below) / len(line)) / 5,
        "short line above": float(len(above) <= _SHORT),
        "full sentence above": float(above.endswith((".", "!", "?", "”", '"'))),
        "colon below": float(below.endswith(":")),
        "quote below": float(below.startswith(('"', "“"))),
    }


def _line(line: str) -> dict[str, float]:
    words = WORD.findall(line)
    lower = [word.lower() for word in words]
    has = set(lower)
    count = len(words)
    capitals, full = measure_title_case(words)
    return {
        "words": min(count, 20) / 10,
        "words over 6": max(0, count - 6) / 5,
        "words over 10": max(0, count - 10) / 5,
        "ends in stop": float(line.endswith(".")),
        "ends in ?": float(line.endswith("?")),
        "ends in !": float(line.endswith("!")),
        "ends in colon": float(line.endswith(":")),
        "ends in ellipsis": float(line.endswith(("…", "..."))),
        "capitals": capitals,
        "title case": float(capitals > 0.9 and full >= 2),
        "sentence case": float(capitals < 0.3 and full >= 3),
        "all capitals": float(line.isupper() and len(line) > 3),
        "begins in lower case": float(line[0].islower()),
        "numbered": float(_NUMBERED.match(line) is not None),
        "digits": sum(c.isdigit() for c in line) / len(line),
        "begins with quote": float(line[0] in "\"“‘'«„"),
        "all in quotes": float(line[0] in '"“«„' and line[-1] in '"”»“'),
        "quotes inside": float(_INNER_QUOTE.search(line) is not None),
        "begins with bracket": float(line[0] in "([<"),
        "begins with dash": float(line[0] in "—–-_*•"),
        "promotion": float(_PROMOTION.search(line) is not None),
        "credit": float(_CREDIT.search(line) is not None),
        "key and value": float(_KEY_VALUE.match(line) is not None),
        "question label": float(_Q.match(line) is not None),
        "answer label": float(_A.match(line) is not None),
        "pronoun": float(bool(has & _PRONOUNS)),
        "finite verb": float(bool(has & _FINITE)),
        "said": float("said" in has or "says" in has),
        "question word": float(lower[0] in _QUESTION),
        "stop inside": float(_INNER_STOP.search(line) is not None),
        "comma inside": float(", " in line),
    }
