"""Is the first line of a plain text its title, or does the story begin there?

A logistic model over what the line is (length, case, articles, tense, quotation marks) and what
follows it (a dateline, a longer paragraph that says the same again). Its weights are fitted by
training/lines.py; benchmarks/titles.py measures it.
"""

import re
from collections.abc import Mapping, Sequence

from newscli.lang.en.calendar import WEEKDAYS
from newscli.lang.en.words import FUNCTION_WORDS, measure_title_case
from newscli.logistic import load_model
from newscli.text import SENTENCE_END_MARKS, WORD

_ARTICLES = frozenset(("a", "an", "the"))
_AUXILIARIES = frozenset("has had was were have been would could did".split())
_DAYS = frozenset((*WEEKDAYS, *"week month year today yesterday tomorrow".split()))
_REPORTED = frozenset("said told according announced added".split())
_RELATIVES = frozenset("who which that whose where".split())
_PRONOUNS = frozenset("he she they it his her we i my our".split())
_PREPOSITIONS = frozenset("of in on for to at with".split())
_TWO_SENTENCES = re.compile(rf"[a-z]{{3}}[{SENTENCE_END_MARKS}][”\"]? +[A-Z“\"]\w")
_SINGLE_QUOTED = re.compile(r"(?:^|\s)['‘]\w")
_POSSESSIVE = re.compile(r"\w[’']s\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_DASH = re.compile(r" (?:[-–—]|--) ")
_LONGEST = 400
_AHEAD = 4000


def is_title(line: str, following: Sequence[str], dateline: bool) -> bool:
    """Whether ``line`` is a title, given the paragraphs after it; ``dateline``: they open with one."""
    if not following or len(line) > _LONGEST or not WORD.search(line):
        return False
    model = load_model("titles")
    return model.probability(features(line, following, dateline)) > model.threshold


def features(line: str, following: Sequence[str], dateline: bool) -> Mapping[str, float]:
    """What the model sees. ``following`` are the next paragraphs, three or so, the first not empty."""
    # A headline in two lines ("...;" and its second deck) is judged by its first.
    line = line.split("\n")[0].strip()
    words = WORD.findall(line)
    lower = [word.lower() for word in words]
    count = max(1, len(words))
    has = set(lower)
    capitals, full = measure_title_case(words)
    nearby = [len(WORD.findall(text[:_AHEAD])) for text in following[:3]]
    stems = [word[:5] for word in lower if word not in FUNCTION_WORDS]
    next_stems = _stems(following[0])
    all_stems = _stems(" ".join(following)[:_AHEAD])
    return {
        "words": min(count, 40),
        "words under 8": max(0, 8 - count),
        "words over 14": max(0, min(count, 60) - 14),
        "capitals": capitals,
        "title case": float(capitals > 0.85 and full >= 3),
        "sentence case": float(capitals < 0.4),
        "articles": sum(word in _ARTICLES for word in lower) / count,
        "no article": float(not has & _ARTICLES),
        "auxiliary": float(bool(has & _AUXILIARIES)),
        "day": float(bool(has & _DAYS)),
        "said": float(bool(has & _REPORTED)),
        "relative": float(bool(has & _RELATIVES)),
        "pronoun": float(bool(has & _PRONOUNS)),
        "prepositions": sum(word in _PREPOSITIONS for word in lower) / count,
        "past tense": sum(word.endswith("ed") for word in lower) / count,
        "present tense": float(any(w.endswith("s") and w[-2:-1] not in "'’" for w in lower[1:5])),
        "double quotes": float(any(c in '"“”' for c in line)),
        "single quotes": float(_SINGLE_QUOTED.search(line) is not None),
        "possessive": float(_POSSESSIVE.search(line) is not None),
        "parenthesis": float("(" in line),
        "commas": min(line.count(", "), 4),
        "colon": float(": " in line),
        "ends in colon": float(line.endswith(":")),
        "ends in ?": float(line.endswith("?")),
        "ends in stop": float(line.rstrip("\"”’'").endswith(".")),
        "ellipsis": float("…" in line or "..." in line),
        "two sentences": float(_TWO_SENTENCES.search(line) is not None),
        "year": float(_YEAR.search(line) is not None),
        "begins with digit": float(line[:1].isdigit()),
        "dash": float(_DASH.search(line) is not None),
        "all capitals": float(line.isupper()),
        "a word in capitals": float(any(word.isupper() and len(word) > 3 for word in words)),
        "said again next": sum(stem in next_stems for stem in stems) / max(1, len(stems)),
        "said again later": sum(stem in all_stems for stem in stems) / max(1, len(stems)),
        "next words": min(nearby[0], 60) / 10,
        "next is longer": float(nearby[0] > count),
        "next is twice as long": float(nearby[0] > 2 * count),
        "mean words of next three": min(sum(nearby) / len(nearby), 100) / 10,
        "dateline follows": float(dateline),
    }


def _stems(text: str) -> set[str]:
    return {w[:5] for w in (word.lower() for word in WORD.findall(text[:_AHEAD])) if w not in FUNCTION_WORDS}
