"""Does the sentence around an expression look ahead or back? That decides which "Friday" is meant."""

import re

from newscli.lang.en.times import FUTURE_AUXILIARIES, FUTURE_CONTRACTION, FUTURE_WORDS, PAST_WORDS
from newscli.text import SENTENCE_END_MARKS

_SENTENCE_BOUNDARY = re.compile(rf"[{SENTENCE_END_MARKS}]['\"”’]*\s+[A-Z“\"]")
_VERB = re.compile(
    rf"\b(?:(?P<future>(?:{'|'.join(FUTURE_AUXILIARIES)})(?: be| not| also)?(?: \w+)?|{'|'.join(FUTURE_WORDS)})"
    rf"|(?P<past>{'|'.join(PAST_WORDS)}|\w{{2,20}}ed))\b|{FUTURE_CONTRACTION}\b",
    re.IGNORECASE,
)
_MAX_CHARS_BEFORE = 90
_MAX_CHARS_AFTER = 60


def is_in_future(text: str, start: int, end: int, block_end: int) -> bool | None:
    """Whether the verb nearest to ``text[start:end]`` in its sentence is about the future.

    A verb before it counts before one after it. None if no verb shows the tense.
    """
    text_before = _SENTENCE_BOUNDARY.split(text[max(0, start - _MAX_CHARS_BEFORE) : start])[-1]
    verb = None
    for match in _VERB.finditer(text_before):
        verb = match
    if verb is None:
        text_after = text[end : min(block_end, end + _MAX_CHARS_AFTER)]
        verb = _VERB.search(_SENTENCE_BOUNDARY.split(text_after)[0])
    return None if verb is None else verb["past"] is None
