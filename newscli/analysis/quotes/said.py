"""Whether what a quote reports was said, asked or asked for, or only done, felt or thought.

A logistic model over the words of the cue, its verb and preposition, and the form of what is reported; training/acts.py
fits it. The rules of analysis/quotes/acts.py are one of its features, since they know rare verbs.
"""

from collections.abc import Mapping, Sequence

from newscli.lang.en.speech import (
    ATTRIBUTING_VERBS,
    CLAUSE_VERBS,
    CLAUSE_WORDS,
    CONJUNCTION,
    CUE_PREPOSITIONS,
    MODALS,
    NEGATIONS,
    NOBODY,
    QUESTION_VERBS,
    REQUEST_VERBS,
    SPEECH_NOUNS,
    STATEMENT_VERBS,
    THOUGHT_VERBS,
)
from newscli.lang.en.words import DETERMINERS
from newscli.logistic import load_model
from newscli.model import Act

# Contents are long from so many words on, and of a middle length from so many.
LONG_WORDS, MIDDLE_WORDS = 7, 4
# Longer contents count as this long.
MAX_WORDS = 30
_CLASSES = (
    ("statement", STATEMENT_VERBS),
    ("clause", CLAUSE_VERBS),
    ("request", REQUEST_VERBS),
    ("question", QUESTION_VERBS),
    ("thought", THOUGHT_VERBS),
)
_IMPERSONAL = frozenset("it this that which what".split())
_PRONOUNS = frozenset("he she they who i we you".split())
_ARTICLES = ("the ", "a ", "an ")
_CLAUSE_FORMS = frozenset((CONJUNCTION, "question", "clause"))
_SKIPPED = frozenset((*DETERMINERS, *CUE_PREPOSITIONS, *"is are was were be been being am to".split()))


def choose_act(act: Act, features: Mapping[str, float], lemmas: Sequence[str]) -> Act:
    """Choose the act of a quote in indirect speech: that of the rules, unless the model knows better."""
    model = load_model("said")
    # Rare words have no weight.
    is_said = model.accepts({name: value for name, value in features.items() if name in model.weights})
    if is_said == (act not in ("thought", "other")):
        return act
    verb = find_verb(lemmas)
    if not is_said:
        return "thought" if verb in THOUGHT_VERBS else "other"
    return "question" if verb in QUESTION_VERBS else "request" if verb in REQUEST_VERBS else "statement"


def describe_report(
    act: Act, source: str, words: Sequence[str], lemmas: Sequence[str], content: Sequence[str], *, is_clause: bool
) -> dict[str, float]:
    """Describe a report by the features of the model.

    ``act`` is that of the rules, and ``source`` the kind of source. The ``words`` of the cue, their base forms (lemmas)
    and the words of the content are in lower case.
    """
    verb = find_verb(lemmas)
    position = lemmas.index(verb) if verb in lemmas else -1
    form = _classify_form(content, is_clause)
    kind = next((name for name, verbs in _CLASSES if verb in verbs), "other")
    kind = "noun" if verb.removesuffix("s") in SPEECH_NOUNS and kind == "other" else kind
    preposition = next((word for word in words[position + 1 :] if word in CUE_PREPOSITIONS), "nothing")
    names = [
        f"act {act}",
        f"act {act} {form}",
        f"class {kind}",
        f"class {kind} {form}",
        f"class {kind} of {source}",
        f"verb {verb}",
        f"verb {verb} {'clause' if form in _CLAUSE_FORMS else 'phrase'}",
        f"verb {verb} {preposition}",
        *(f"cue {lemma}" for lemma in lemmas),
    ]
    if position >= 0:
        names.append(f"word {words[position]}")
    if any(word in NEGATIONS or word.endswith("n't") for word in words):
        names += ["negated", f"negated {form}"]
    if not MODALS.isdisjoint(words):
        names.append("modal")
    if "will" in words:
        names.append("future")
    return {**dict.fromkeys(names, 1.0), "words": min(len(content), MAX_WORDS) / MAX_WORDS}


def classify_source(source: str | None, *, is_document: bool) -> str:
    """Classify what names a source."""
    if source is None:
        return "nothing"
    folded = source.casefold()
    if is_document:
        return "document"
    if folded in _IMPERSONAL:
        return "impersonal"
    if folded in _PRONOUNS:
        return "pronoun"
    if folded.startswith(NOBODY):
        return "nobody"
    return "name" if source[:1].isupper() and not folded.startswith(_ARTICLES) else "noun"


def find_verb(lemmas: Sequence[str]) -> str:
    """Find the verb or noun by which a cue attributes: the last that the lexicon knows, or else the last that may be.

    It is empty if the cue has none.
    """
    known = (lemma for lemma in reversed(lemmas) if lemma in ATTRIBUTING_VERBS)
    nouns = (lemma for lemma in reversed(lemmas) if lemma.removesuffix("s") in SPEECH_NOUNS)
    others = (lemma for lemma in reversed(lemmas) if lemma not in _SKIPPED)
    return next(known, None) or next(nouns, None) or next(others, "")


def _classify_form(content: Sequence[str], is_clause: bool) -> str:
    """Classify what is reported: a clause of some sort, an infinitive, a gerund, or a phrase by its length."""
    first = content[0] if content else ""
    if first == CONJUNCTION:
        return CONJUNCTION
    if first in CLAUSE_WORDS:
        return "question"
    if is_clause:
        return "clause"
    if first == "to":
        return "infinitive"
    if first.endswith("ing") and len(first) > len("thing"):
        return "gerund"
    return "long" if len(content) >= LONG_WORDS else "middle" if len(content) >= MIDDLE_WORDS else "bare"
