"""Last names that the tagger missed, of people who are named in full elsewhere: "Rosa Vik" … "Vik laughed"."""

from collections.abc import Iterator, Sequence

from newscli.analysis.quotes.spans import overlaps_any
from newscli.lang.en.people import COURTESY_TITLES
from newscli.lang.en.sentences import find_sentence_starts
from newscli.lang.en.speech import FINITE_VERBS, find_lemma
from newscli.lang.en.words import ARTICLES, FUNCTION_WORDS
from newscli.model import Name, Span
from newscli.text import WORD

MIN_LAST_NAME_CHARS = 3
MAX_ARTICLE_CHARS = 5


def add_missed_last_names(text: str, names: Sequence[Name]) -> tuple[Name, ...]:
    """Add last names that stand alone, of people of whom only one has that name. ``names`` are in text order.

    Where a sentence begins, a verb must follow, or what is owned: "Young people" are nobody called Young.
    """
    last_names = _find_last_names(text, names)
    if not last_names:
        return tuple(names)
    spans = [name.span for name in names]
    added = (Name(span, "person") for span in _find_alone(text, last_names) if not overlaps_any(span, spans))
    return tuple(sorted((*names, *added), key=lambda name: name.span))


def acts_alone(text: str, span: Span) -> bool:
    """Whether a name is the subject of the verb after it, without an article: "Vik laughed", not "the Irish said"."""
    follows = WORD.match(text, span.end + 1) if text[span.end : span.end + 1] == " " else None
    before = text[max(0, span.start - MAX_ARTICLE_CHARS) : span.start].casefold().split()
    return follows is not None and _is_verb(follows.group()) and not (before and before[-1] in ARTICLES)


def _find_last_names(text: str, names: Sequence[Name]) -> frozenset[str]:
    """Find the last names that one person alone has, in full names, and that no other name here is."""
    first_words: dict[str, set[str]] = {}
    for name in names:
        words = text[slice(*name.span)].split()
        if len(words) > 1 and len(words[-1]) >= MIN_LAST_NAME_CHARS and words[-1][0].isupper():
            # Of a body or a place called so, too, the word alone may be that.
            first_words.setdefault(words[-1], set()).add(words[0] if name.type == "person" else "")
    return frozenset(
        word
        for word, owners in first_words.items()
        if len(owners) == 1 and "" not in owners and word.casefold() not in FUNCTION_WORDS
    )


def _find_alone(text: str, last_names: frozenset[str]) -> Iterator[Span]:
    """Yield where a last name stands without another capitalized word beside it, courtesy titles excepted."""
    starts = set(find_sentence_starts(text))
    matches = list(WORD.finditer(text))
    for number, match in enumerate(matches):
        word = match.group().removesuffix("'s").removesuffix("’s")
        if word not in last_names:
            continue
        before = matches[number - 1] if number else None
        after = matches[number + 1] if number + 1 < len(matches) else None
        opens_sentence = match.start() in starts
        word_before = before.group() if before and text[before.end() : match.start()] in (" ", ". ", "-") else ""
        is_owner = len(word) < len(match.group())
        word_after = after.group() if after and text[match.end() : after.start()] in (" ", "-") else ""
        ends_name = word_before[:1].isupper() and word_before.casefold() not in COURTESY_TITLES
        # "A French ship", "the French"
        has_article = word_before.casefold() in ARTICLES
        begins_name = word_after[:1].isupper() and not is_owner
        if not (begins_name or has_article) and (is_owner or _is_verb(word_after) if opens_sentence else not ends_name):
            yield Span(match.start(), match.start() + len(word))


def _is_verb(word: str) -> bool:
    return word in FINITE_VERBS or (word.endswith("ed") and word.islower()) or find_lemma(word) != word
