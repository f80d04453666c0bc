"""Whether a source is a document: a poll, a letter, the minutes of a meeting, a clause of a law."""

import re
from itertools import takewhile

from newscli.lang.en.speech import AFTER_NOUN, AMOUNT_NOUNS, DOCUMENT_NOUNS
from newscli.patterns import compile_lazily

_WORD = compile_lazily(r"[^\W_]+(?:['’-][^\W_]+)*")
_PHRASE_MARK = compile_lazily(r"[;:(—–]|,(?! ?\d)")
_AMOUNT = compile_lazily(rf"^(?:an? )?(?:{'|'.join(AMOUNT_NOUNS)}) of ", re.IGNORECASE)
# "University of Vellmouth" is one noun.
_NAME_WITH_OF = compile_lazily(r"\b([A-Z]\w*) of (?=[A-Z])")


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
    return word not in AFTER_NOUN and (word in DOCUMENT_NOUNS or not word.endswith(("ed", "ing")))
