"""Does the sentence around an expression look ahead or back? That decides which "Friday" is meant."""

import re

from newscli.lang.en.times import (
    FUTURE_AUXILIARIES,
    FUTURE_CONTRACTION,
    FUTURE_PREPOSITIONS,
    FUTURE_WORDS,
    LIMIT_PREPOSITIONS,
    PAST_WORDS,
    SCHEDULE_VERBS,
)
from newscli.model import Span
from newscli.text import SENTENCE_END_MARKS

_SENTENCE_BOUNDARY = re.compile(rf"[{SENTENCE_END_MARKS}]['\"”’]*\s+[A-Z“\"]")
_VERB = re.compile(
    rf"\b(?:(?P<future>(?:{'|'.join(FUTURE_AUXILIARIES)})(?!\s\d)(?: be| not| also)?(?: \w+)?|{'|'.join(FUTURE_WORDS)})"
    rf"|(?P<scheduled>{'|'.join(SCHEDULE_VERBS)})"
    rf"|(?P<past>{'|'.join(PAST_WORDS)}|\w{{2,20}}ed))\b|{FUTURE_CONTRACTION}\b",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(rf"\b(?:{'|'.join(FUTURE_PREPOSITIONS)})\s{{1,3}}$", re.IGNORECASE)
_LIMIT = re.compile(rf"\b(?:{'|'.join(LIMIT_PREPOSITIONS)})\s{{1,3}}$", re.IGNORECASE)
_MAX_CHARS_BEFORE = 90
_MAX_CHARS_AFTER = 60


def is_in_future(text: str, span: Span, block: Span) -> bool | None:
    """Whether the verb nearest to a span, in its sentence and its block, is about the future.

    A verb before it counts before one after it. None if no verb shows the tense.
    """
    start, end = span
    text_before = _SENTENCE_BOUNDARY.split(text[max(block.start, start - _MAX_CHARS_BEFORE) : start])[-1]
    if _PREPOSITION.search(text_before):
        return True
    verb = None
    for match in _VERB.finditer(text_before):
        verb = match
    if _LIMIT.search(text_before) and (verb is None or verb["past"] is None):
        return True
    if verb is None:
        text_after = text[end : min(block.end, end + _MAX_CHARS_AFTER)]
        verbs_after = _VERB.finditer(_SENTENCE_BOUNDARY.split(text_after)[0])
        # "On Monday, shops open at …" may be of any week.
        verb = next((match for match in verbs_after if not match["scheduled"]), None)
    return None if verb is None else verb["past"] is None
