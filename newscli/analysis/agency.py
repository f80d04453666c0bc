"""The news agency that a story comes from, by its dateline, its byline, its publisher or the credit at its end."""

import re

from newscli.lang.agencies import AGENCIES, LONG_NAMES
from newscli.lang.en.lines import CREDIT_WORDS
from newscli.model import Article, Evidence, Span
from newscli.patterns import compile_lazily
from newscli.structure.datelines import Dateline

# How many blocks at either end of a story may be the name of an agency, or a credit.
MAX_END_BLOCKS = 2
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
    blocks = [block for block in article.blocks if block.kind not in ("title", "heading")]
    for block in (*blocks[:MAX_END_BLOCKS], *blocks[-MAX_END_BLOCKS:][::-1]):
        if block.span.end - block.span.start > MAX_CREDIT_CHARS:
            continue
        line = text[slice(*block.span)]
        credit = _CREDIT.match(line)
        if name := AGENCIES.get(credit["name"].casefold()) if credit else _match_names(line):
            return name, Evidence("credit", block.span)
    return None


def _match_names(value: str) -> str | None:
    """Return the agency of which a value is the name, or one of its parts is: "Ann Lee, Associated Press"."""
    for part in _PARTS.split(value):
        opening = _OPENING.match(part)
        name = part[opening.end() if opening else 0 :].strip(" .)]_*").casefold()
        if short := AGENCIES.get(name) or AGENCIES.get(name.removeprefix("the ")):
            return short
    return None
