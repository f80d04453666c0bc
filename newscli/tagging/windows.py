"""Windows: the stretches of text that the network sees at once.

Paragraphs are packed in text order into windows of limited length, each paragraph followed by [SEP]. A
paragraph that is too long is cut, after the end of a sentence where possible. No window depends on
another, so memory does not grow with the text.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from newscli.model import PROSE, Block, QuotedSpan, Span
from newscli.tagging.wordpiece import NO_SHAPE, Subword, Vocabulary
from newscli.text import CLOSING_MARKS, LETTER, QUOTATION_MARKS, SENTENCE_END_MARKS

# The quotation state of a subword: outside quotation marks, between them, or a mark itself.
OUTSIDE_QUOTATION = 0
INSIDE_QUOTATION = 1
QUOTATION_MARK = 2
QUOTATION_STATES = 3

# [CLS] opens a window, and [SEP] follows each paragraph.
_SPECIAL_SUBWORDS = 2
# A paragraph is cut after a sentence only if the part before the cut fills more than this share of a window.
_MIN_PART_SHARE = 0.25
# How much text before a sentence is searched for the end of the previous one: its full stop, a closing mark, spaces.
_MAX_STOP_CHARS = 4
_STOPS = frozenset(SENTENCE_END_MARKS)


class Window(NamedTuple):
    """Lists of equal length, with a value for each subword. [CLS] and [SEP] have empty spans."""

    ids: list[int]
    shapes: list[int]
    quotation: list[int]
    spans: list[tuple[int, int]]


def pack_windows(
    text: str, blocks: Sequence[Block], quoted: Sequence[QuotedSpan], vocabulary: Vocabulary, max_subwords: int
) -> Iterator[Window]:
    """Yield the windows of an article in text order, each at most ``max_subwords`` long.

    Every subword of every block of prose is in exactly one window. Code, tables, rules and paragraphs without
    letters are left out.
    """
    quoted_spans = sorted(span for quoted_span in quoted for span in quoted_span.spans)
    quoted_starts = [span.start for span in quoted_spans]
    window = _open_window(vocabulary)
    for block in blocks:
        if block.kind not in PROSE or not LETTER.search(text, *block.span):
            continue
        for part in _cut_paragraph(text, vocabulary.tokenize(text, *block.span), max_subwords - _SPECIAL_SUBWORDS):
            if len(window.ids) + len(part) + 1 > max_subwords:
                yield window
                window = _open_window(vocabulary)
            ids, starts, ends, shapes = zip(*part, strict=True)
            window.ids.extend(ids)
            window.shapes.extend(shapes)
            window.quotation.extend(_find_quotation_states(text, starts, ends, quoted_spans, quoted_starts))
            window.spans.extend(zip(starts, ends, strict=True))
            _add_special(window, vocabulary.sep_id, ends[-1])
    if len(window.ids) > 1:
        yield window


def _open_window(vocabulary: Vocabulary) -> Window:
    window = Window([], [], [], [])
    _add_special(window, vocabulary.cls_id, 0)
    return window


def _add_special(window: Window, subword_id: int, position: int) -> None:
    window.ids.append(subword_id)
    window.shapes.append(NO_SHAPE)
    window.quotation.append(OUTSIDE_QUOTATION)
    window.spans.append((position, position))


def _cut_paragraph(text: str, subwords: Iterator[Subword], max_subwords: int) -> Iterator[list[Subword]]:
    """Cut a paragraph into parts of at most ``max_subwords``, each cut at the latest possible sentence end."""
    part: list[Subword] = []
    for subword in subwords:
        if len(part) == max_subwords:
            candidates = range(max_subwords - 1, int(max_subwords * _MIN_PART_SHARE), -1)
            cut = next((k for k in candidates if _starts_sentence(text, part[k][1])), max_subwords)
            yield part[:cut]
            part = part[cut:]
        part.append(subword)
    if part:
        yield part


def _starts_sentence(text: str, position: int) -> bool:
    """Whether a sentence starts at ``position``: with a capital, after a stop and a space.

    The network was trained on windows cut by this rule.
    """
    before = text[max(0, position - _MAX_STOP_CHARS) : position]
    follows_stop = before[-1:].isspace() and before.rstrip().rstrip(CLOSING_MARKS)[-1:] in _STOPS
    return follows_stop and text[position].isupper()


def _find_quotation_states(
    text: str,
    starts: Sequence[int],
    ends: Sequence[int],
    quoted_spans: Sequence[Span],
    quoted_starts: Sequence[int],
) -> Iterator[int]:
    """Yield the quotation state of each subword; ``starts`` and ``ends`` are in text order."""
    k = bisect_right(quoted_starts, starts[0]) - 1
    for start, end in zip(starts, ends, strict=True):
        while k + 1 < len(quoted_starts) and quoted_starts[k + 1] <= start:
            k += 1
        if end - start == 1 and text[start] in QUOTATION_MARKS:
            yield QUOTATION_MARK
        else:
            yield INSIDE_QUOTATION if k >= 0 and start < quoted_spans[k].end else OUTSIDE_QUOTATION
