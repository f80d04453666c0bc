"""Which language a text is in. English is told by its commonest words; all else by py3langid."""

from newscli.text import WORD

# Words that make up a tenth and more of English prose, and are rare in other languages.
_ENGLISH = frozenset(
    "the of and that with from which this these those were have been would could their they there said not".split()
)
_ENOUGH = 0.06
_LOOKED_AT = 2500
_FEWEST_LETTERS = 40


def language(text: str, start: int, end: int) -> str | None:
    """The ISO 639-1 code of ``text[start:end]``, by its first few thousand letters; None for too few words."""
    end = min(end, start + _LOOKED_AT)
    words = [match.group().lower() for match in WORD.finditer(text, start, end) if not match.group()[0].isdigit()]
    if sum(word in _ENGLISH for word in words) > _ENOUGH * len(words):
        return "en"
    if sum(map(len, words)) < _FEWEST_LETTERS:
        return None
    # Takes most of a second to load: only for a text that is not plainly English.
    from py3langid import classify

    try:
        code: str = classify(text[start:end])[0]
    except OSError:
        # It unpacks its model into a temporary file, for which there may be no place.
        return None
    return code
