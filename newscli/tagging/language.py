"""Detect the language of a text: English by its commonest words, others by py3langid."""

import io
from collections.abc import Callable
from functools import cache
from types import SimpleNamespace

from newscli.lang.en.words import DISTINCTIVE_WORDS
from newscli.text import WORD

# A text is English if more than this share of its words are DISTINCTIVE_WORDS.
_MIN_ENGLISH_SHARE = 0.06
_MAX_CHARS = 2500
# With fewer letters than this, a guess would be a matter of luck.
_MIN_LETTERS = 40


def detect_language(text: str, start: int, end: int) -> str | None:
    """Return the ISO 639-1 code of the language at the beginning of ``text[start:end]``.

    None if there are too few words to tell.
    """
    end = min(end, start + _MAX_CHARS)
    words = [match.group().lower() for match in WORD.finditer(text, start, end) if not match.group()[0].isdigit()]
    if sum(word in DISTINCTIVE_WORDS for word in words) > _MIN_ENGLISH_SHARE * len(words):
        return "en"
    if sum(map(len, words)) < _MIN_LETTERS:
        return None
    code: str = _load_classifier()(text[start:end])[0]
    # The model takes short English texts for Nigerian Pidgin, which newscli reads as English.
    return "en" if code == "pcm" else code


@cache
def _load_classifier() -> Callable[[str], tuple[str, float]]:
    """Load py3langid, which takes most of a second: only for texts that aren't plainly English."""
    from py3langid import langid, modelio

    # It unpacks its model into a temporary file, which a worker may not write and a full disk would not hold.
    modelio.tempfile = SimpleNamespace(TemporaryFile=lambda **_: io.BytesIO())
    classify: Callable[[str], tuple[str, float]] = langid.classify
    return classify
