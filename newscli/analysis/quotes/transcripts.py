"""Transcripts and interviews: paragraphs that open with the label of whoever speaks ("SEN. JANE DOE (R-TX):", "Q:")."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from newscli.analysis.quotes.drafts import DraftQuote
from newscli.analysis.quotes.layout import Layout
from newscli.analysis.quotes.spans import overlaps_any, subtract
from newscli.lang.en.people import ROLES, TITLES, load_first_names
from newscli.lang.en.sources import SALUTATIONS, STAGE_NOISES, UNNAMED_LABELS
from newscli.model import Article, Attribution, Name, Span
from newscli.patterns import compile_lazily

# A text with fewer labels is no transcript; labels in lower case, as of lists, need more.
MIN_LABELS = 3
MIN_NAME_LABELS = 4
# The least share of the paragraphs, from the first label to the last, that have one.
MIN_LABEL_SHARE = 0.5
TURN_CONFIDENCE = 0.95
# How long a label is at most, in characters.
MAX_LABEL_CHARS = 80

_CAPITALS = r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’-]*"
_CAPITALIZED = r"[A-ZÀ-ÖØ-Þ][\w.'’-]*"
_LABEL = compile_lazily(
    rf"^[ \t]*(?P<label>(?P<capitals>{_CAPITALS}(?:[ ]{_CAPITALS}){{0,6}})|{_CAPITALIZED}(?:[ ]{_CAPITALIZED}){{0,4}})"
    r"(?:[ ]\([^()\n]{1,40}\))?(?:,[ ][^:\n]{1,50})?:[ \t]+(?=\S)",
    re.MULTILINE,
)
_QUESTION_OR_ANSWER = compile_lazily(r"^[ \t]*(?P<label>Q|A)[.:][ \t]+(?=\S)", re.MULTILINE)
_NAMED = compile_lazily(r"\b(?!I\b)[A-Z][\w’'-]+")
_STAGE_DIRECTION = compile_lazily(
    r"[ \t]*(?:\([^()\n]{1,80}\)|\[[^\[\]\n]{1,80}\]"
    r"|(?:(?:The|This)\s(?:interview|conversation|transcript)\s[^\n]{0,80})?\b[Ee]dited\s(?:for|and)\b[^\n]{0,80})"
    r"[ \t]*$"
)
_INLINE_DIRECTION = compile_lazily(
    rf"[(\[](?:\w+[ ]){{0,3}}(?:{'|'.join(STAGE_NOISES)})(?:[ ]\w+){{0,2}}\.?[)\]]", re.IGNORECASE
)


class _Label(NamedTuple):
    """A label: its words, and where the turn begins after it."""

    span: Span
    turn_start: int


class Transcript(NamedTuple):
    """The turns of a transcript, as quotes, and the names in its labels."""

    quotes: tuple[DraftQuote, ...] = ()
    names: tuple[Name, ...] = ()


def read_transcript(article: Article, layout: Layout, attributions: Sequence[Attribution]) -> Transcript:
    """Read the turns of a transcript or an interview; an empty Transcript if the article is none.

    ``attributions`` are those that the tagger found. A paragraph without a label belongs to the turn before it, unless
    somebody is named there who says something: then the writer speaks.
    """
    labels = _find_labels(article)
    if not labels:
        return Transcript()
    ends = [label.span.start for label in labels[1:]] + [article.body.end]
    narrated = _find_narrated_blocks(article.text, layout, attributions)
    quotes = []
    for label, end in zip(labels, ends, strict=True):
        spans = tuple(_find_turn_spans(article, layout, Span(label.turn_start, end), narrated))
        if spans:
            quotes.append(DraftQuote(spans, None, TURN_CONFIDENCE, turn=label.span))
    names = dict.fromkeys(Name(span, "person") for label in labels for span in _find_name(article.text, label.span))
    return Transcript(tuple(quotes), tuple(names))


def add_label_names(names: Sequence[Name], transcript: Transcript) -> tuple[Name, ...]:
    """Add the names in labels to those that the tagger found, without what it found in labels."""
    labels = [quote.turn for quote in transcript.quotes if quote.turn]
    kept = [name for name in names if not overlaps_any(name.span, labels)]
    return tuple(sorted((*kept, *transcript.names), key=lambda name: name.span))


def _find_labels(article: Article) -> list[_Label]:
    """Find the labels of a transcript; none if the text has too few, or no speaker twice."""
    text, body = article.text, article.body
    by_start = {
        match.start("label"): match
        for pattern in (_LABEL, _QUESTION_OR_ANSWER)
        for match in pattern.finditer(text, *body)
    }
    matches = [by_start[start] for start in sorted(by_start)]
    matches = [match for match in matches if match.end() - match.start() <= MAX_LABEL_CHARS]
    in_capitals = [match for match in matches if len(match["label"]) == 1 or match.groupdict().get("capitals")]
    if len(in_capitals) >= MIN_LABELS:
        matches = in_capitals
    else:
        matches = [match for match in matches if _looks_like_person(match["label"])]
    matches = [match for match in matches if match["label"].split()[0].casefold() not in SALUTATIONS]
    counts = Counter(_get_key(match["label"]) for match in matches)
    repeated = [label for label, count in counts.items() if count > 1]
    is_sure = len(in_capitals) >= MIN_LABELS and len(counts) > 1 and bool(repeated)
    if not is_sure and not (len(matches) >= MIN_NAME_LABELS and len(repeated) > 1):
        return []
    first, last = matches[0].start(), matches[-1].end()
    paragraphs = sum(block.kind == "paragraph" for block in article.blocks if first <= block.span.start <= last)
    if len(matches) < MIN_LABEL_SHARE * paragraphs:
        return []
    return [_Label(Span(*match.span("label")), match.end()) for match in matches]


def _looks_like_person(label: str) -> bool:
    """Whether a label in lower case may be a person's: two words or more, or a first name. "Lakers:" is a table's."""
    words = label.split()
    return len(words) > 1 or _fold(words[0]) in load_first_names() or len(words[0]) == 1


def _get_key(label: str) -> str:
    """The last word of a label: "BRISCOE" is "SEN. TED BRISCOE" again."""
    return label.split()[-1].casefold()


def _find_narrated_blocks(text: str, layout: Layout, attributions: Sequence[Attribution]) -> set[int]:
    """Find the blocks, by number, in which a named source says something, as in the writer's own words."""
    return {
        layout.find_block_number(attribution.cue.start)
        for attribution in attributions
        if attribution.source and _NAMED.search(text, *attribution.source)
    }


def _find_turn_spans(article: Article, layout: Layout, turn: Span, narrated: set[int]) -> Iterator[Span]:
    """Yield the lines of a turn, a span for each paragraph, without stage directions."""
    first, last = layout.find_block_number(turn.start), layout.find_block_number(turn.end - 1)
    for number, block in enumerate(layout.blocks[max(first, 0) : last + 1], max(first, 0)):
        start, end = max(turn.start, block.span.start), min(turn.end, block.span.end)
        is_own = block.span.start <= turn.start
        if number in narrated and not is_own:
            # Nor does what follows it belong to the turn.
            return
        if (is_own or block.kind not in ("heading", "title")) and not is_stage_direction(
            article.text, Span(start, end)
        ):
            directions = [Span(*match.span()) for match in _INLINE_DIRECTION.finditer(article.text, start, end)]
            yield from subtract(article.text, Span(start, end), directions)


def is_stage_direction(text: str, span: Span) -> bool:
    """Whether a paragraph tells what happens, or how the text was made: "(Laughter.)"."""
    return _STAGE_DIRECTION.match(text, *span) is not None


def _find_name(text: str, label: Span) -> Iterator[Span]:
    """Yield the name in a label, without titles and roles; nothing for "Q", "HOST" and the like."""
    words = list(re.finditer(r"\S+", text[slice(*label)]))
    if _fold(words[0].group()) == "the":
        # "THE CAPTAIN" is no name.
        return
    while words and _fold(words[0].group()) in _TITLE_WORDS:
        words.pop(0)
    if words and not {_fold(word.group()) for word in words} & UNNAMED_LABELS:
        yield Span(label.start + words[0].start(), label.start + words[-1].end())


def _fold(word: str) -> str:
    return word.strip(".,").casefold()


_TITLE_WORDS = frozenset((*TITLES, *ROLES))
