"""The subject of an email -> the title of its letter, without what programs, servers and press offices put first."""

import re

from newscli.lang.en.letters import SUBJECT_TAGS, TITLE_OPENERS
from newscli.lang.letters import FORWARD_PREFIXES, REPLY_PREFIXES
from newscli.patterns import compile_lazily
from newscli.text import fold_text

_MAX_PREFIXES = 10
_FORWARD = compile_lazily(rf"\s*(?:{'|'.join(FORWARD_PREFIXES)})\s?(?:\[\d+\])?[:：]\s*", re.IGNORECASE)
_REPLY = compile_lazily(rf"\s*(?:{'|'.join(REPLY_PREFIXES)})\s?(?:\[\d+\])?[:：]\s*", re.IGNORECASE)
_OPENER = compile_lazily(rf"\s*(?:{'|'.join(TITLE_OPENERS)})\s*(?:[:|–—]|-\s|$)\s*", re.IGNORECASE)
_TAG = compile_lazily(r"\s*\[(?P<tag>[^\[\]]{1,60})\]:?\s*(?=\S)")
_SERVER_TAG = compile_lazily(SUBJECT_TAGS, re.IGNORECASE)
# "skarvik-news": the name of a mailing list.
_SLUG = compile_lazily(r"[a-z\d]+(?:[-_.][a-z\d]+)+")


def clean_subject(subject: str, list_id: str) -> str:
    """Cut off what stands before the title: "Fwd:", "[EXTERNAL]", the tag of a mailing list, "FOR IMMEDIATE RELEASE:".

    ``list_id`` is the List-ID header, in which the tag of a list stands, too.
    """
    for _ in range(_MAX_PREFIXES):
        match = _FORWARD.match(subject) or _REPLY.match(subject) or _OPENER.match(subject)
        tag = None if match else _TAG.match(subject)
        if tag and (
            _SERVER_TAG.fullmatch(tag["tag"]) or _SLUG.fullmatch(tag["tag"]) or _squash(tag["tag"]) in _squash(list_id)
        ):
            match = tag
        if match is None or not match.end():
            break
        subject = subject[match.end() :]
    return subject.strip()


def is_forwarding(subject: str) -> bool:
    """Whether a subject says that a letter was forwarded, perhaps behind the tag of a list or in an answer."""
    for _ in range(_MAX_PREFIXES):
        if _FORWARD.match(subject):
            return True
        match = _TAG.match(subject) or _REPLY.match(subject)
        if match is None or not match.end():
            return False
        subject = subject[match.end() :]
    return False


def is_same_subject(first: str, second: str) -> bool:
    """Whether two subjects are the same but for what stands before the title."""
    titles = fold_text(clean_subject(first, "")), fold_text(clean_subject(second, ""))
    return bool(titles[0]) and titles[0] == titles[1]


def _squash(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum()) or "\0"
