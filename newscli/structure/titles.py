"""Is the first line of a plain text its title, or does the story begin there?

A logistic model looks at the line itself (length, case, articles, tense, quotation marks) and at what follows it (a
dateline, a longer paragraph that repeats its words). training/lines.py fits its weights; benchmarks/titles.py measures
it.
"""

from collections.abc import Mapping, Sequence

from newscli.lang.en.lines import (
    TITLE_AUXILIARIES,
    TITLE_DAYS,
    TITLE_PREPOSITIONS,
    TITLE_PRONOUNS,
    TITLE_RELATIVES,
    TITLE_REPORTING_WORDS,
)
from newscli.lang.en.words import ARTICLES, FUNCTION_WORDS
from newscli.logistic import load_model
from newscli.patterns import compile_lazily
from newscli.structure.line_words import split_words
from newscli.text import SENTENCE_END_MARKS, WORD

_TWO_SENTENCES = compile_lazily(rf"[a-z]{{3}}[{SENTENCE_END_MARKS}][”\"]? +[A-Z“\"]\w")
_SINGLE_QUOTED = compile_lazily(r"(?:^|\s)['‘]\w")
_POSSESSIVE = compile_lazily(r"\w[’']s\b")
_YEAR = compile_lazily(r"\b(?:19|20)\d\d\b")
_DASH = compile_lazily(r" (?:[-–—]|--) ")
MAX_TITLE_CHARS = 400
_TURN_LABEL = compile_lazily(r"(?:Q\.|[A-Z][\w.'’ -]{0,40}:)\s")
# The same with a time before it, places and parties after it, and a sentence behind it.
_LONG_TURN_LABEL = compile_lazily(
    r"(?:\[?[\d:.]{4,12}\]?\s)?[A-Z][\w.'’-]*(?:\s[A-Z][\w.'’-]*){1,5}(?:\s[(\[][^()\[\]\n]{1,60}[)\]]){0,2}:\s"
)
# Of the paragraphs below it, so many open with a label, too.
MIN_LABELS_BELOW = 2
MAX_LOOKAHEAD_CHARS = 4000  # of each paragraph
CONTEXT_PARAGRAPHS = 3
STEM_LETTERS = 5
# Limits inside the features; the model was trained with them. To change one, train it again.
FEW_WORDS = 8
MANY_WORDS = 14
MAX_COUNTED_WORDS = 40
MAX_COUNTED_LONG_WORDS = 60
MAX_COUNTED_NEXT_WORDS = 60
MAX_COUNTED_MEAN_WORDS = 100
MAX_COUNTED_COMMAS = 4
MIN_TITLE_CASE_SHARE = 0.85
MAX_SENTENCE_CASE_SHARE = 0.4
MIN_TITLE_CASE_WORDS = 3


def is_title(line: str, following: Sequence[str], dateline_follows: bool) -> bool:
    """Whether ``line`` is a title, given the paragraphs after it and whether they open with a dateline."""
    if not following or len(line) > MAX_TITLE_CHARS or not WORD.search(line):
        return False
    features = compute_features(line, following, dateline_follows)
    # "The senators filed a complaint on Monday." is a sentence, whatever follows.
    opens_with_article = line.split()[0].casefold() in ARTICLES
    is_sentence = opens_with_article and features["ends in stop"] and features["sentence case"] and features["day"]
    return not is_sentence and not _opens_transcript(line, following) and load_model("titles").accepts(features)


def _opens_transcript(line: str, following: Sequence[str]) -> bool:
    """Whether a line is the first turn of a transcript: its label comes again, as in "JANE DOE: It was late.".

    A name before a whole sentence is a label, too, where others follow.
    """
    match = _TURN_LABEL.match(line)
    if match is not None and any(text.startswith(match.group()) for text in following):
        return True
    is_sentence = line.rstrip("\"”’'").endswith(tuple(SENTENCE_END_MARKS))
    labels = sum(_LONG_TURN_LABEL.match(text) is not None for text in following)
    return is_sentence and labels >= MIN_LABELS_BELOW and _LONG_TURN_LABEL.match(line) is not None


def compute_features(line: str, following: Sequence[str], dateline_follows: bool) -> Mapping[str, float]:
    """Compute the model's features. ``following`` are the next few paragraphs; the first must not be empty."""
    # Only the first line counts of a headline in two lines ("...;" and a second deck).
    line = line.split("\n")[0].strip()
    words, lower, distinct, capital_share, content_count = split_words(line)
    count = max(1, len(words))
    next_counts = [len(WORD.findall(text[:MAX_LOOKAHEAD_CHARS])) for text in following[:CONTEXT_PARAGRAPHS]]
    stems = [word[:STEM_LETTERS] for word in lower if word not in FUNCTION_WORDS]
    next_stems = _find_stems(following[0])
    all_stems = _find_stems(" ".join(following))
    return {
        "words": min(count, MAX_COUNTED_WORDS),
        "words under 8": max(0, FEW_WORDS - count),
        "words over 14": max(0, min(count, MAX_COUNTED_LONG_WORDS) - MANY_WORDS),
        "capitals": capital_share,
        "title case": float(capital_share > MIN_TITLE_CASE_SHARE and content_count >= MIN_TITLE_CASE_WORDS),
        "sentence case": float(capital_share < MAX_SENTENCE_CASE_SHARE),
        "articles": sum(word in ARTICLES for word in lower) / count,
        "no article": float(distinct.isdisjoint(ARTICLES)),
        "auxiliary": float(bool(distinct & TITLE_AUXILIARIES)),
        "day": float(bool(distinct & TITLE_DAYS)),
        "said": float(bool(distinct & TITLE_REPORTING_WORDS)),
        "relative": float(bool(distinct & TITLE_RELATIVES)),
        "pronoun": float(bool(distinct & TITLE_PRONOUNS)),
        "prepositions": sum(word in TITLE_PREPOSITIONS for word in lower) / count,
        "past tense": sum(word.endswith("ed") for word in lower) / count,
        "present tense": float(any(word.endswith("s") and word[-2:-1] not in "'’" for word in lower[1:5])),
        "double quotes": float(any(c in '"“”' for c in line)),
        "single quotes": float(_SINGLE_QUOTED.search(line) is not None),
        "possessive": float(_POSSESSIVE.search(line) is not None),
        "parenthesis": float("(" in line),
        "commas": min(line.count(", "), MAX_COUNTED_COMMAS),
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
        "next words": min(next_counts[0], MAX_COUNTED_NEXT_WORDS) / 10,
        "next is longer": float(next_counts[0] > count),
        "next is twice as long": float(next_counts[0] > 2 * count),
        "mean words of next three": min(sum(next_counts) / len(next_counts), MAX_COUNTED_MEAN_WORDS) / 10,
        "dateline follows": float(dateline_follows),
    }


def _find_stems(text: str) -> set[str]:
    """Find the first letters of each word, function words excepted."""
    words = (word.lower() for word in WORD.findall(text[:MAX_LOOKAHEAD_CHARS]))
    return {word[:STEM_LETTERS] for word in words if word not in FUNCTION_WORDS}
