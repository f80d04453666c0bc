"""Which lines of a pasted web page are furniture: menus, buttons, captions, promotions, legal lines?

A logistic model looks at the line itself, at its neighbours and at where the most prose is. training/furniture.py fits
its weights on the visible text of saved pages and on articles without furniture; benchmarks/pasted.py measures it by
site. A text is left alone unless it has so much furniture that it must have been pasted.
"""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence

from newscli.lang.en.furniture import (
    COMMENT_SIGNATURES,
    COMMENTS_HEADINGS,
    FURNITURE_WORDS,
    SENTENCE_WORDS,
    SURE_FURNITURE,
)
from newscli.logistic import load_model
from newscli.patterns import compile_lazily
from newscli.structure.layout import Line
from newscli.text import SENTENCE_END_MARKS, WORD

MAX_LINE_CHARS = 400
# A longer line only mentions what a shorter one would be about.
MAX_NAMED_CHARS = 120
# Limits inside the features; the model was trained with them.
MAX_WORDS = 60
MAX_DISTANCE = 12
MIN_PROSE_WORDS = 12
MIN_SENTENCE_WORD_SHARE = 0.25
MIN_SENTENCE_WORDS = 10
# The same for lines with quotation marks, whose words are more often those of somebody else.
MIN_QUOTING_WORD_SHARE = 0.12
MIN_QUOTING_WORDS = 6
MAX_SENTENCE_PROBABILITY = 0.95
# What short lines of stories are about, too.
_STORY_KINDS = frozenset(("credit", "time", "comments", "tags"))
# What a line without prose takes from the score of a stretch of prose around it; see ``_find_main_stretch``.
GAP_COST = 4.0
NEIGHBOURS = (-2, -1, 1, 2)
# What a change from story to furniture or back must gain; see ``find_best_labels``.
SWITCH_COST = 1.6
_FLOOR = 1e-4
# A pasted page has so many lines of furniture, of which so many around the story say what they are.
MIN_FURNITURE_LINES = 6
MIN_NAMED_LINES = 3
MIN_NAMED_LINES_ON_ONE_SIDE = 8
# So many lines of furniture above the story are a menu, whatever they say.
MIN_MENU_LINES = 12
MAX_MENU_CHARS = 80
# Comments of readers stand below a story of so many words; one signature alone may be a line of a story.
MIN_WORDS_ABOVE_COMMENTS = 40
MIN_SIGNATURES = 2
_KINDS: Mapping[str, re.Pattern[str]] = {kind: compile_lazily(pattern) for kind, pattern in FURNITURE_WORDS.items()}
_ANY_KIND = compile_lazily("|".join(FURNITURE_WORDS.values()))
_SURE_FURNITURE = compile_lazily(rf"(?:{'|'.join(SURE_FURNITURE)})", re.IGNORECASE)
_COMMENTS_HEADING = compile_lazily("|".join(COMMENTS_HEADINGS), re.IGNORECASE)
_COMMENT_SIGNATURE = compile_lazily("|".join(COMMENT_SIGNATURES))
_SENTENCE_END = frozenset(f'{SENTENCE_END_MARKS}…"”’)')
_SYMBOLS = compile_lazily(r"[|>»›·•→▶/&+@#]")
_ADDRESS = compile_lazily(r"https?:|www\.|\w@\w|\.com\b", re.IGNORECASE)
_QUOTATION = compile_lazily(r"[\"“”]")


def find_furniture(text: str, lines: Sequence[Line]) -> frozenset[int]:
    """Find the indices of the lines of furniture; none in a text that was not pasted from a page."""
    if sum(1 for line in lines if line.end - line.start <= MAX_NAMED_CHARS) < MIN_FURNITURE_LINES:
        return frozenset()
    # Most texts have next to no line that names itself, and need not be looked at more closely.
    kinds = [name_kinds(text, line) for line in lines]
    named = {k for k, line_kinds in enumerate(kinds) if line_kinds}
    strong = sum(1 for line_kinds in kinds if not _STORY_KINDS.issuperset(line_kinds))
    begins_with_menu = all(line.end - line.start <= MAX_MENU_CHARS for line in lines[:MIN_MENU_LINES])
    if strong < (1 if begins_with_menu else MIN_NAMED_LINES):
        return frozenset()
    compute_probability = load_model("furniture").compute_probability
    described = describe_lines(text, lines, kinds)
    probabilities = [compute_probability(features) for features in described]
    for k, features in enumerate(described):
        if _SURE_FURNITURE.fullmatch(text, lines[k].start, lines[k].end):
            probabilities[k] = 1.0
        elif (
            k and probabilities[k - 1] == 1.0 and not lines[k].blank and features["few words"] and not features["stop"]
        ):
            # The agency below a caption, the next button of a row.
            probabilities[k] = 1.0
        elif probabilities[k] < MAX_SENTENCE_PROBABILITY and _is_sentence_of_story(features):
            probabilities[k] = 0.0
    found = find_best_labels(probabilities, SWITCH_COST)
    found |= _find_comments(text, lines, described, found)
    story = [k for k in range(len(lines)) if k not in found]
    if not any(described[k]["prose"] for k in story) or len(found) < MIN_FURNITURE_LINES:
        return frozenset()
    # A page has furniture above and below its story, or a lot on one side. A list of dates or products has neither.
    above = sum(1 for k in found & named if k < story[0])
    below = sum(1 for k in found & named if k > story[-1])
    enough = MIN_NAMED_LINES if above and below else MIN_NAMED_LINES_ON_ONE_SIDE
    return found if above + below >= enough or story[0] >= MIN_MENU_LINES else frozenset()


def _find_comments(
    text: str, lines: Sequence[Line], described: Sequence[Mapping[str, float]], found: frozenset[int]
) -> frozenset[int]:
    """Find the lines from the first comment of a reader, or the heading above it, to the end."""
    words = 0.0
    signatures: list[int] = []
    for k, line in enumerate(lines):
        if line.end - line.start > MAX_NAMED_CHARS:
            pass
        elif words >= MIN_WORDS_ABOVE_COMMENTS and _COMMENTS_HEADING.fullmatch(text, line.start, line.end):
            return frozenset(range(k, len(lines)))
        elif words >= MIN_WORDS_ABOVE_COMMENTS and _COMMENT_SIGNATURE.fullmatch(text, line.start, line.end):
            signatures.append(k)
            if len(signatures) == MIN_SIGNATURES:
                return frozenset(range(signatures[0], len(lines)))
        if k not in found and described[k]["prose"]:
            words += described[k]["words"] * MAX_WORDS
    return frozenset()


def _is_sentence_of_story(features: Mapping[str, float]) -> bool:
    """Whether a line is a sentence among most of the prose, says nothing that furniture says, and stands there once."""
    least_share = MIN_QUOTING_WORD_SHARE if features["quotation"] else MIN_SENTENCE_WORD_SHARE
    is_sentence = features["stop"] and features["sentence words"] >= least_share
    return bool(
        (features["in stretch"] or features["after stretch"] == _limit(1))
        and is_sentence
        and features["words"] * MAX_WORDS >= (MIN_QUOTING_WORDS if features["quotation"] else MIN_SENTENCE_WORDS)
        and not features["named"]
        and not features["repeated"]
    )


def find_best_labels(probabilities: Sequence[float], switch_cost: float) -> frozenset[int]:
    """Find the indices of furniture in the most likely sequence, in which each change costs ``switch_cost``."""
    # The score of the best sequence so far that ends as story and as furniture, and how each was reached.
    story, furniture = 0.0, 0.0
    came_from: list[tuple[bool, bool]] = []
    for probability in probabilities:
        score = math.log((probability + _FLOOR) / (1 - probability + _FLOOR)) / 2
        from_story = story - switch_cost > furniture, story > furniture - switch_cost
        best_furniture = max(furniture, story - switch_cost)
        best_story = max(story, furniture - switch_cost)
        story, furniture = best_story - score, best_furniture + score
        came_from.append((from_story[1], from_story[0]))
    found: set[int] = set()
    is_furniture = furniture > story
    for k in range(len(probabilities) - 1, -1, -1):
        if is_furniture:
            found.add(k)
        is_furniture = not came_from[k][is_furniture]
    return frozenset(found)


def name_kinds(text: str, line: Line) -> list[str]:
    """List the kinds of furniture that a short line names."""
    if line.end - line.start > MAX_NAMED_CHARS:
        return []
    content = text[line.start : line.end].lower()
    if not _ANY_KIND.search(content):
        return []
    return [kind for kind, pattern in _KINDS.items() if pattern.search(content)]


def describe_lines(text: str, lines: Sequence[Line], kinds: Sequence[Sequence[str]]) -> list[dict[str, float]]:
    """Describe each line by the features of the model; ``kinds`` are those of ``name_kinds``."""
    repeats = Counter(text[line.start : line.end] for line in lines)
    own = [_describe_line(text, line, repeats, line_kinds) for line, line_kinds in zip(lines, kinds, strict=True)]
    prose = [features["words"] * MAX_WORDS if features["prose"] else 0.0 for features in own]
    first, last = _find_main_stretch(prose)
    before, after = _measure_distances(prose), _measure_distances(prose[::-1])[::-1]
    described = []
    for k, features in enumerate(own):
        row = {
            **features,
            "position": k / len(lines),
            "in stretch": float(first <= k <= last),
            "before stretch": _limit(first - k),
            "after stretch": _limit(k - last),
            "prose before": before[k],
            "prose after": after[k],
            "prose near": sum(prose[max(0, k - 3) : k + 4]) / (7 * MAX_WORDS),
            "stretch": math.log1p(last - first + 1) / 6,
        }
        for step in NEIGHBOURS:
            neighbour = own[k + step] if 0 <= k + step < len(own) else None
            for name in ("words", "prose", "stop", "named"):
                row[f"{name} at {step}"] = neighbour[name] if neighbour else 0.0
        row["edge of stretch"] = row["in stretch"] * (1 - features["prose"])
        row["short in stretch"] = row["in stretch"] * float(features["words"] * MAX_WORDS <= 8)
        row["named in stretch"] = row["in stretch"] * features["named"]
        described.append(row)
    return described


def _describe_line(text: str, line: Line, repeats: Mapping[str, int], kinds: Sequence[str]) -> dict[str, float]:
    content = text[line.start : line.end]
    words = [word.lower() for word in WORD.findall(content[: MAX_LINE_CHARS * 2])]
    count = max(1, len(words))
    sentence_share = sum(word in SENTENCE_WORDS for word in words) / count
    capitals = sum(word[:1].isupper() for word in WORD.findall(content[:MAX_LINE_CHARS])) / count
    ends = content[-1] in _SENTENCE_END
    # Languages other than English have other words, but full stops.
    is_prose = len(words) >= MIN_PROSE_WORDS and (sentence_share >= MIN_SENTENCE_WORD_SHARE or ends)
    return {
        "words": min(len(words), MAX_WORDS) / MAX_WORDS,
        "one word": float(len(words) <= 1),
        "few words": float(len(words) <= 4),
        "prose": float(is_prose),
        "prose that ends": float(is_prose and ends),
        "sentence words": sentence_share,
        "capitals": min(capitals, 1.0),
        "all capitals": float(content.isupper()),
        "stop": float(ends),
        "colon": float(content[-1] == ":"),
        "question": float(content[-1] == "?"),
        "comma": float("," in content),
        "quotation": float(bool(_QUOTATION.search(content))),
        "digits": sum(c.isdigit() for c in content[:MAX_LINE_CHARS]) / min(len(content), MAX_LINE_CHARS),
        "symbols": min(len(_SYMBOLS.findall(content[:MAX_LINE_CHARS])), 4) / 4,
        "address": float(bool(_ADDRESS.search(content))),
        "repeated": float(repeats[content] > 1),
        "repeated often": float(repeats[content] > 2),
        "named": float(bool(kinds)),
        "named briefly": float(bool(kinds) and len(words) <= 6),
        **{f"about {kind}": float(kind in kinds) for kind in _KINDS},
    }


def _find_main_stretch(prose: Sequence[float]) -> tuple[int, int]:
    """Find the stretch of lines with the most prose: words of prose count for it, each other line GAP_COST against it.

    This is the maximum subarray (Bentley 1984).
    """
    best, best_range = 0.0, (0, len(prose) - 1)
    total, start = 0.0, 0
    for k, words in enumerate(prose):
        total += words or -GAP_COST
        if total > best:
            best, best_range = total, (start, k)
        if total <= 0:
            total, start = 0.0, k + 1
    return best_range


def _measure_distances(prose: Sequence[float]) -> list[float]:
    """Measure how many lines back the last prose lies, up to MAX_DISTANCE, as a share of that."""
    distances: list[float] = []
    distance = MAX_DISTANCE
    for words in prose:
        distances.append(min(distance, MAX_DISTANCE) / MAX_DISTANCE)
        distance = 1 if words else distance + 1
    return distances


def _limit(distance: int) -> float:
    return max(0, min(distance, MAX_DISTANCE)) / MAX_DISTANCE
