"""Sources without a name: does the article keep it back, or merely not give it?"""

import re
from typing import NamedTuple

from newscli.analysis.entities.descriptions import parse_description
from newscli.lang.en.sentences import find_sentence
from newscli.lang.en.sources import (
    BARE_SOURCES,
    HEAD_ENDS,
    PERSON_NOUNS,
    PERSON_SUFFIXES,
    PLURAL_OPENERS,
    SINGLE_PERSON_PRONOUNS,
    WITHHELD,
)
from newscli.lang.en.words import PRONOUN_GENDERS
from newscli.model import Anonymity, Span
from newscli.patterns import compile_lazily

# How far before "he" or "the official" the unnamed person that it means may have spoken, in characters.
MAX_LOOKBACK_CHARS = 1500

_WITHHELD = compile_lazily("|".join(pattern.replace(" ", r"\s{1,3}") for pattern in WITHHELD), re.IGNORECASE)
_PERSON_SUFFIX = compile_lazily(rf"\w{{3,20}}(?:{'|'.join(PERSON_SUFFIXES)})$")
_PLURAL = compile_lazily(r"(?:men|women|people|children|[^s]s)$")


class _UnnamedPerson(NamedTuple):
    """Somebody without a name who was a source: where, by which noun, and whether the name is kept back."""

    position: int
    noun: str
    anonymity: Anonymity


class AnonymityClassifier:
    """Classifies sources in text order: a pronoun, or "the official", may take up an unnamed person before it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._last: _UnnamedPerson | None = None

    def classify(self, source: Span, paragraph: Span, *, has_name: bool) -> Anonymity | None:
        """Classify a source in its paragraph; None if it has a name or is no single person."""
        if has_name:
            self._last = None
            return None
        words = self._text[source.start : source.end].casefold().split()
        if len(words) == 1 and words[0] in PRONOUN_GENDERS:
            return self._take_up(source, None)
        noun = find_person_noun(self._text[source.start : source.end])
        if noun is None:
            return None
        sentence = find_sentence(self._text, source, paragraph)
        anonymity: Anonymity = "withheld" if _WITHHELD.search(self._text, *sentence) else "unnamed"
        if words[0] == "the" and self._take_up(source, noun) == "withheld":
            anonymity = "withheld"
        self._last = _UnnamedPerson(source.start, noun, anonymity)
        return anonymity

    def _take_up(self, source: Span, noun: str | None) -> Anonymity | None:
        """Find how anonymous the last unnamed person is, if they spoke shortly before and by the same noun."""
        last = self._last
        if last is None or source.start - last.position > MAX_LOOKBACK_CHARS or noun not in (None, last.noun):
            return None
        return last.anonymity


def find_person_noun(source: str) -> str | None:
    """Find the head noun of a source that is one person; None if it is something else."""
    words = source.casefold().split()
    if not words or words[0] in PLURAL_OPENERS or words[0].isdigit():
        return None
    # "One in four" is nobody.
    complements = ("of", "who") if words[0] == "one" else HEAD_ENDS
    if words[0] in SINGLE_PERSON_PRONOUNS and (len(words) == 1 or words[1] in complements):
        return words[0]
    if len(words) == 1 and words[0] in BARE_SOURCES:
        return None
    description = parse_description(source)
    if description is None:
        return None
    noun = description.noun.rpartition("-")[2]
    if noun in PERSON_NOUNS:
        return noun
    is_one = description.is_indefinite and not _PLURAL.search(noun)
    return noun if is_one and _PERSON_SUFFIX.fullmatch(noun) else None
