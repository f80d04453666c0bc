"""The news agency that a story comes from, by its dateline, its byline, its publisher or the credit at its end."""

import re

from newscli.lang.agencies import AGENCIES, LONG_NAMES
from newscli.lang.en.lines import CREDIT_WORDS
from newscli.model import Article, Evidence, Span
from newscli.patterns import compile_lazily
from newscli.structure.bylines import MAX_FIELD_CHARS
from newscli.structure.datelines import Dateline
from newscli.structure.layout import split_lines

# How many lines at either end of a text may be the name of an agency, or a credit.
MAX_END_LINES = 6
MAX_CREDIT_CHARS = 300
_IN_BRACKETS = compile_lazily(r"[(/\[]\s?([^()/\[\]]{2,40})\s?[)/\]]")
_PARTS = compile_lazily(r"\s*(?:[,;/|+&·–—]|\band\b|\bwith\b|\s-\s|--)\s*")
_OPENING = compile_lazily(r"[\s(\[–—-]*(?:(?:by|source|from|via|credit|copyright|©|\(c\))[:\s]+)*", re.IGNORECASE)
_CREDIT = compile_lazily(
    rf"[\s(_*–—-]*(?:the )?(?P<name>{'|'.join(map(re.escape, LONG_NAMES))})(?:['’]s?)?\s(?:{'|'.join(CREDIT_WORDS)})\b",
    re.IGNORECASE,
)

Agency = tuple[str, Evidence]


def find_agency(article: Article, dateline: Dateline | None) -> Agency | None:
    """Find the agency of a story, by its usual short name, and where it stands."""
    text = article.text
    if dateline is not None:
        for match in _IN_BRACKETS.finditer(text, *dateline.span):
            if name := _match_names(match[1]):
                return name, Evidence("dateline", Span(*match.span(1)))
    for key in ("author", "authors", "publisher"):
        for field in article.fields:
            if field.key == key and (name := _match_names(field.value)):
                return name, Evidence(field.origin, field.span)
    lines = split_lines(text)
    for line in (*lines[:MAX_END_LINES], *lines[-MAX_END_LINES:][::-1]):
        if line.end - line.start > MAX_CREDIT_CHARS:
            continue
        content = text[line.start : line.end]
        credit = _CREDIT.match(content)
        if name := AGENCIES.get(credit["name"].casefold()) if credit else _match_names(content):
            return name, Evidence("credit", Span(line.start, line.end))
    return None


def _match_names(value: str) -> str | None:
    """Return the agency of which a value is the name, or one of its parts is: "Ann Lee, Associated Press"."""
    for part in _PARTS.split(" ".join(value[:MAX_FIELD_CHARS].split())):
        opening = _OPENING.match(part)
        name = part[opening.end() if opening else 0 :].strip(" .)]_*").casefold()
        if short := AGENCIES.get(name) or AGENCIES.get(name.removeprefix("the ")):
            return short
    return None
