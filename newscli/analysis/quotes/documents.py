"""Whether a source is a document: a poll, a letter, the minutes of a meeting, a clause of a law."""

import re
from itertools import takewhile

from newscli.lang.en.speech import DOCUMENT_NOUNS
from newscli.patterns import compile_lazily

_WORD = compile_lazily(r"[^\W_]+(?:['’-][^\W_]+)*")
# What ends the noun phrase that names a source: "a survey | of islanders", "documents | seen by the court".
_PHRASE_MARK = compile_lazily(r"[;:(—–]|,(?! ?\d)")
_AMOUNT = compile_lazily(
    r"^(?:an? )?(?:number|series|lot|couple|pair|dozens|string|set|batch|handful|hundreds|trove) of ", re.IGNORECASE
)
# "University of Vellmouth" is one noun.
_NAME_WITH_OF = compile_lazily(r"\b([A-Z]\w*) of (?=[A-Z])")
_AFTER_NOUN = frozenset(
    "of in by from on for to at with about into against and that which who whose seen written drawn sent shown made "
    "taken given held out this last there here over".split()
)


def names_document(source: str | None) -> bool:
    """Whether the noun that a source is named by is one for a document: "a study of porpoises"."""
    if source is None:
        return False
    phrase = _AMOUNT.sub("", _PHRASE_MARK.split(source, maxsplit=1)[0])
    phrase = _NAME_WITH_OF.sub(_join_name, phrase)
    words = [word for word in _WORD.findall(phrase) if not word.isdigit()]
    nouns = [*words[:1], *takewhile(_may_be_in_noun_phrase, words[1:])]
    # "A book" and "the book Ebb and Flow", but neither "a book club" nor "the Book Club".
    return any(
        word.casefold() in DOCUMENT_NOUNS and (not following or (word.islower() and not following[0].islower()))
        for word, following in ((word, nouns[number + 1 :]) for number, word in enumerate(nouns))
    )


def _join_name(match: re.Match[str]) -> str:
    return match[0] if match[1].casefold() in DOCUMENT_NOUNS else f"{match[1]} "


def _may_be_in_noun_phrase(word: str) -> bool:
    return word not in _AFTER_NOUN and (word in DOCUMENT_NOUNS or not word.endswith(("ed", "ing")))
