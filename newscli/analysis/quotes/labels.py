"""Labels of whoever speaks, at the start of a paragraph: "SEN. JANE DOE (R-TX):", "Mayor Vik:", "[0:12] Ida:", "Q:".

A quoted transcript has an opening mark before each of them.
"""

import re
from collections import Counter
from typing import NamedTuple

from newscli.lang.en.people import ROLES, TITLES, load_first_names
from newscli.lang.en.sources import LABEL_TRAPS, TRANSCRIPT_NOTICES, UNNAMED_LABELS
from newscli.model import Article, Span
from newscli.patterns import compile_lazily

# A text with fewer labels is no transcript; labels in lower case, as of lists, need more.
MIN_LABELS = 3
MIN_NAME_LABELS = 4
# The least share of the paragraphs, from the first label to the last, that have one.
MIN_LABEL_SHARE = 0.5
# How long a label is at most, in characters.
MAX_LABEL_CHARS = 120

_CAPITALS = r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’-]*"
_CAPITALIZED = r"[A-ZÀ-ÖØ-Þ][\w.'’-]*"
_TIME = r"(?:\[?\d{1,2}:\d{2}(?::\d{2})?(?:\.\d{1,3})?\]?[ \t]{1,4})?"
_LABEL = compile_lazily(
    rf"^[ \t]*{_TIME}[\"“]?"
    rf"(?P<label>(?P<capitals>{_CAPITALS}(?:[ ]{_CAPITALS}){{0,6}})|{_CAPITALIZED}(?:[ ]{_CAPITALIZED}){{0,4}})"
    r"(?P<brackets>(?:[ ][(\[][^()\[\]\n]{1,60}[)\]]){0,2})(?P<role>,[ ][^:\n]{1,50})?"
    r":(?:[ \t]+(?=\S)|[ \t]*\n\s{0,3}(?=\S))",
    re.MULTILINE,
)
_QUESTION_OR_ANSWER = compile_lazily(r"^[ \t]*(?P<label>Q|A)(?:[.:][ \t]+|[ \t]{2,8}|\t)(?=\S)", re.MULTILINE)
_BRACKETED_NAME = compile_lazily(
    rf"[ ][(\[](?P<name>{_CAPITALIZED}(?:[ ]{_CAPITALIZED}){{1,3}})(?P<medium>,[^()\n]+)?[)\]]"
)
_NOTICE = compile_lazily(rf"^[ \t]*(?:{'|'.join(TRANSCRIPT_NOTICES)})", re.MULTILINE | re.IGNORECASE)
_TITLE_WORDS = frozenset((*TITLES, *ROLES))


class SpeakerLabel(NamedTuple):
    """A label: its words, the name in them if there is one, and where the turn begins after it."""

    span: Span
    name: Span | None
    turn_start: int


def find_labels(article: Article) -> list[SpeakerLabel]:
    """Find the labels of a transcript; none if the text has too few, or no speaker twice.

    Once they show a transcript, every paragraph that opens in the form of a label is a turn of its own: nobody is given
    the words of another whose label is of no known kind.
    """
    by_start = {
        match.start("label"): match
        for pattern in (_LABEL, _QUESTION_OR_ANSWER)
        for match in pattern.finditer(article.text, *article.body)
        if match.end("label") - match.start() <= MAX_LABEL_CHARS and _fold(match["label"].split()[0]) not in LABEL_TRAPS
    }
    matches = [by_start[start] for start in sorted(by_start)]
    counts = Counter(_get_key(match["label"]) for match in matches)
    in_capitals = [match for match in matches if _is_in_capitals(match)]
    is_in_capitals = (
        len(in_capitals) >= MIN_LABELS
        and len({_get_key(match["label"]) for match in in_capitals}) > 1
        and any(counts[_get_key(match["label"])] > 1 for match in in_capitals)
    )
    known_keys = {_get_key(match["label"]) for match in matches if len(match["label"].split()) > 1}
    people = [match for match in matches if _looks_like_person(match["label"], known_keys)]
    repeated = {key for match in people if counts[key := _get_key(match["label"])] > 1}
    if not is_in_capitals and not (len(people) >= MIN_NAME_LABELS and len(repeated) > 1):
        return []
    first, last = matches[0].start(), matches[-1].end()
    paragraphs = sum(block.kind == "paragraph" for block in article.blocks if first <= block.span.start <= last)
    if len(matches) < MIN_LABEL_SHARE * paragraphs:
        return []
    if is_in_capitals:
        known_keys = {_get_key(match["label"]) for match in in_capitals}
    return [
        SpeakerLabel(
            Span(*match.span("label")),
            _find_name(article.text, match) if _is_trusted(match, counts, known_keys) else None,
            match.end(),
        )
        for match in matches
    ]


def find_notices(article: Article) -> list[int]:
    """Find where lines about the transcript itself begin, which nobody said: "Copyright …"."""
    return [match.start() for match in _NOTICE.finditer(article.text, *article.body)]


def _is_in_capitals(match: re.Match[str]) -> bool:
    return len(match["label"]) == 1 or match.groupdict().get("capitals") is not None


def _is_trusted(match: re.Match[str], counts: Counter[str], known_keys: set[str]) -> bool:
    """Whether the name in a label is a person's: "Breaking News:" once in lower case is nobody's."""
    key, words = _get_key(match["label"]), match["label"].split()
    has_title = len(words) > 1 and _fold(words[0]) in _TITLE_WORDS
    has_first_name = _fold(words[0]) in load_first_names()
    has_role = bool(match.groupdict().get("brackets") or match.groupdict().get("role"))
    return _is_in_capitals(match) or counts[key] > 1 or has_title or has_first_name or has_role or key in known_keys


def _looks_like_person(label: str, known_keys: set[str]) -> bool:
    """Whether a label may be a person's: two words or more, or a first or a last name. "Lakers:" is a table's."""
    words = label.split()
    key = _fold(words[0])
    return len(words) > 1 or key in load_first_names() or key in UNNAMED_LABELS or key in known_keys or len(key) == 1


def _get_key(label: str) -> str:
    """The last word of a label: "BRISCOE" is "SEN. TED BRISCOE" again."""
    return _fold(label.split()[-1])


def _find_name(text: str, match: re.Match[str]) -> Span | None:
    """Find the name in a label, without titles and roles; None for "Q", "HOST" and the like."""
    start = match.start("label")
    words = list(re.finditer(r"\S+", match["label"]))
    folded = [_fold(word.group()) for word in words]
    if folded[0] == "the" or all(word in _TITLE_WORDS or word in UNNAMED_LABELS for word in folded):
        # "THE CAPTAIN" is no name; "The Prime Minister (Jane Doe)" has one, as has "Question (Jane Doe, The Echo)".
        bracketed = _BRACKETED_NAME.match(text, match.end("label"), match.end())
        is_person = bracketed and (
            not UNNAMED_LABELS.intersection(folded)
            or bracketed["medium"]
            or _fold(bracketed["name"].split()[0]) in load_first_names()
        )
        return Span(*bracketed.span("name")) if bracketed and is_person else None
    if UNNAMED_LABELS.intersection(folded):
        return None
    titles = [k for k, word in enumerate(folded[:-1]) if word in _TITLE_WORDS]
    before_last_title = folded[: titles[-1]] if titles else []
    # "Foreign Minister Lindahl", but "Walter Baker Oakes"
    if titles and not load_first_names().keys() & set(before_last_title):
        words = words[titles[-1] + 1 :]
    return Span(start + words[0].start(), start + words[-1].end())


def _fold(word: str) -> str:
    return word.strip(".,").casefold()
