"""Which paragraphs of a plain text are headings?

A logistic model looks at the line itself (length, case, final mark, promotion, credit, speech), at its neighbours and
at the layout of the whole text. training/lines.py fits its weights on every other text of a corpus with headings;
benchmarks/outline.py measures both halves.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from newscli.lang.en.lines import (
    CAPTION_LABELS,
    CREDIT_VERBS,
    HEADING_CREDIT_WORDS,
    HEADING_FINITE_VERBS,
    HEADING_PROMOTION_WORDS,
    HEADING_PRONOUNS,
    HEADING_QUESTION_WORDS,
    LIST_LABELS,
)
from newscli.lang.en.words import QUOTING_VERBS
from newscli.logistic import load_model
from newscli.model import Block
from newscli.patterns import compile_lazily
from newscli.structure.datelines import find_dateline
from newscli.structure.front_matter import parse_front_line
from newscli.structure.line_words import split_words
from newscli.structure.question_headings import find_question_headings
from newscli.text import SENTENCE_END_MARKS, count_line_ends

MAX_HEADING_CHARS = 160
SHORT_LINE_CHARS = 100
# Limits inside the features; the model was trained with them. To change one, train it again.
LONG_PARAGRAPH_CHARS = 160
VERY_LONG_PARAGRAPH_CHARS = 300
MAX_MEDIAN_CHARS = 400
MAX_PARAGRAPHS = 100
MAX_NEARBY_SHORT_LINES = 6
MAX_LENGTH_RATIO = 5
MAX_COUNTED_WORDS = 20
MIN_TITLE_CASE_SHARE = 0.9
MIN_TITLE_CASE_WORDS = 2
MAX_SENTENCE_CASE_SHARE = 0.3
MIN_SENTENCE_CASE_WORDS = 3
# A longer run of short lines is a list or a table, without headings.
MAX_SHORT_LINE_RUN = 200
# Captions, credits, lists of tags and lines of code, recognized by how they begin or end.
_NOT_HEADING = compile_lazily(
    rf"^(?:{'|'.join(CAPTION_LABELS)})\b[^:.]{{0,6}}[:.]"
    rf"|^(?:{'|'.join(LIST_LABELS)})\s*:"
    rf"|\b(?:{'|'.join(CREDIT_VERBS)}) by\b"
    r"|^(?:\$|>|#!|//|/\*|</?\w)|[;{}]$|=>|\w\([\w, ]*\):?$",
    re.IGNORECASE,
)
# A heading has a letter, or is a year.
_LETTER_OR_YEAR = compile_lazily(r"[^\W\d_]|^(?:1[5-9]|20)\d\d$")
_PROMOTION = compile_lazily(rf"\b(?:{'|'.join(HEADING_PROMOTION_WORDS)})\b", re.IGNORECASE)
_CREDIT = compile_lazily(rf"\b(?:{'|'.join(HEADING_CREDIT_WORDS)})\b|[©ⓒ@]|https?:|www\.", re.IGNORECASE)
_NUMBERED = compile_lazily(r"#?\d{1,2}[.):]\s")
_KEY_VALUE = compile_lazily(r"[^:]{1,30}: \S")
_QUESTION_LABEL = compile_lazily(r"Q(?:[.:]|uestion)")
_ANSWER_LABEL = compile_lazily(r"A(?:[.:]|nswer)")
_INNER_STOP = compile_lazily(f"[{SENTENCE_END_MARKS}] ")
_INNER_QUOTATION_MARK = compile_lazily(r'.["“”].', re.DOTALL)


def mark_headings(text: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Turn the blocks of a story that read like headings into guessed headings of level 1."""
    headings = {*find_headings(text, blocks), *find_question_headings(text, blocks)}
    return tuple(
        Block("heading", block.span, level=1, guessed=True) if k in headings else block
        for k, block in enumerate(blocks)
    )


def find_headings(text: str, blocks: Sequence[Block]) -> Iterator[int]:
    """Find the indices of the blocks that are headings, in text order."""
    model = load_model("headings")
    # The model comes first: it costs less than the check for bylines and dates.
    candidates = (k for k, features in _describe_blocks(text, blocks) if model.accepts(features))
    return (k for k in candidates if not _is_front_line(text, blocks[k]))


def find_candidates(text: str, blocks: Sequence[Block]) -> Iterator[tuple[int, Mapping[str, float]]]:
    """Find each block that could be a heading: its index, and its features for the model."""
    return ((k, features) for k, features in _describe_blocks(text, blocks) if not _is_front_line(text, blocks[k]))


def _is_front_line(text: str, block: Block) -> bool:
    """Whether a block is a byline or a date, or begins with a dateline."""
    line = text[block.span.start : block.span.end]
    return bool(parse_front_line(line)) or find_dateline(text, block.span) is not None


def _describe_blocks(text: str, blocks: Sequence[Block]) -> Iterator[tuple[int, Mapping[str, float]]]:
    """Yield the index and the features of each block whose length and kind may be those of a heading."""
    count = len(blocks)
    if count < 2:
        return
    sizes = [block.span.end - block.span.start for block in blocks]
    short_flags = [
        size <= SHORT_LINE_CHARS and text[block.span.end - 1] != "." for size, block in zip(sizes, blocks, strict=True)
    ]
    short_before, short_after = _count_runs(short_flags), _count_runs(short_flags[::-1])[::-1]
    gaps = [count_line_ends(text, above.span.end, below.span.start) > 1 for above, below in pairwise(blocks)]
    gaps = [True, *gaps, True]  # gaps[k]: whether there is a blank line before block k
    has_blank_lines = sum(gaps) > len(gaps) / 2
    lines = [
        text[block.span.start : block.span.end] if size <= MAX_HEADING_CHARS else ""
        for size, block in zip(sizes, blocks, strict=True)
    ]
    repeats = Counter(lines)
    text_features = {
        "spaced": float(has_blank_lines),
        "share of short lines": sum(short_flags) / count,
        "paragraphs": min(count, MAX_PARAGRAPHS) / MAX_PARAGRAPHS,
        "median paragraph": min(sorted(sizes)[count // 2], MAX_MEDIAN_CHARS) / MAX_MEDIAN_CHARS,
    }
    for k, line in enumerate(lines):
        in_long_run = short_before[k] + short_after[k] > MAX_SHORT_LINE_RUN
        if not line or "\n" in line or in_long_run or not _LETTER_OR_YEAR.search(line):
            continue
        if blocks[k].kind == "row" or _NOT_HEADING.search(line):
            continue
        place_features = {
            "short lines before": min(short_before[k], MAX_NEARBY_SHORT_LINES),
            "short lines after": min(short_after[k], MAX_NEARBY_SHORT_LINES),
            "none short after": float(short_after[k] == 0),
            "joined above": float(has_blank_lines and not gaps[k]),
            "joined below": float(has_blank_lines and not gaps[k + 1]),
            "repeated": float(repeats[line] > 1),
            "repeated often": float(repeats[line] > 2),
            "position": k / count,
            "near the end": float(k >= count - 2),
            "near the start": float(k <= 1),
            "list item": float(blocks[k].kind == "item" and not line[0].isdigit()),
        }
        above = text[blocks[k - 1].span.start : blocks[k - 1].span.end] if k else ""
        below = text[blocks[k + 1].span.start : blocks[k + 1].span.end] if k + 1 < count else ""
        yield k, text_features | place_features | _describe_neighbours(line, above, below) | _describe_line(line)


def _count_runs(flags: Sequence[bool]) -> list[int]:
    """For each position, count the flags set in a row right before it."""
    counts: list[int] = []
    run = 0
    for flag in flags:
        counts.append(run)
        run = run + 1 if flag else 0
    return counts


def _describe_neighbours(line: str, above: str, below: str) -> dict[str, float]:
    return {
        "long paragraph below": float(len(below) > LONG_PARAGRAPH_CHARS),
        "very long paragraph below": float(len(below) > VERY_LONG_PARAGRAPH_CHARS),
        "short line below": float(0 < len(below) <= SHORT_LINE_CHARS),
        "nothing below": float(not below),
        "below to this": min(MAX_LENGTH_RATIO, len(below) / len(line)) / MAX_LENGTH_RATIO,
        "short line above": float(len(above) <= SHORT_LINE_CHARS),
        "full sentence above": float(above.endswith((*SENTENCE_END_MARKS, "”", '"'))),
        "colon below": float(below.endswith(":")),
        "quote below": float(below.startswith(('"', "“"))),
    }


def _describe_line(line: str) -> dict[str, float]:
    words, lower, distinct, capital_share, content_count = split_words(line)
    count = len(words)
    return {
        "words": min(count, MAX_COUNTED_WORDS) / 10,
        "words over 6": max(0, count - 6) / 5,
        "words over 10": max(0, count - 10) / 5,
        "ends in stop": float(line.endswith(".")),
        "ends in ?": float(line.endswith("?")),
        "ends in !": float(line.endswith("!")),
        "ends in colon": float(line.endswith(":")),
        "ends in ellipsis": float(line.endswith(("…", "..."))),
        "capitals": capital_share,
        "title case": float(capital_share > MIN_TITLE_CASE_SHARE and content_count >= MIN_TITLE_CASE_WORDS),
        "sentence case": float(capital_share < MAX_SENTENCE_CASE_SHARE and content_count >= MIN_SENTENCE_CASE_WORDS),
        "all capitals": float(line.isupper() and len(line) > 3),
        "begins in lower case": float(line[0].islower()),
        "numbered": float(_NUMBERED.match(line) is not None),
        "digits": sum(c.isdigit() for c in line) / len(line),
        "begins with quote": float(line[0] in "\"“‘'«„"),
        "all in quotes": float(line[0] in '"“«„' and line[-1] in '"”»“'),
        "quotes inside": float(_INNER_QUOTATION_MARK.search(line) is not None),
        "begins with bracket": float(line[0] in "([<"),
        "begins with dash": float(line[0] in "—–-_*•"),
        "promotion": float(_PROMOTION.search(line) is not None),
        "credit": float(_CREDIT.search(line) is not None),
        "key and value": float(_KEY_VALUE.match(line) is not None),
        "question label": float(_QUESTION_LABEL.match(line) is not None),
        "answer label": float(_ANSWER_LABEL.match(line) is not None),
        "pronoun": float(bool(distinct & HEADING_PRONOUNS)),
        "finite verb": float(bool(distinct & HEADING_FINITE_VERBS)),
        "said": float(not distinct.isdisjoint(QUOTING_VERBS)),
        "question word": float(lower[0] in HEADING_QUESTION_WORDS),
        "stop inside": float(_INNER_STOP.search(line) is not None),
        "comma inside": float(", " in line),
    }
