"""Checks of the text itself: doubled words, repeated paragraphs, placeholders, markup, what can't be seen."""

import re
from collections.abc import Iterator

from newscli.analysis.desk.findings import Finding
from newscli.lang.en.desk import DOUBLE_WORDS, EMBARGO_OPENERS, FILLER_TEXTS, PLACEHOLDERS
from newscli.model import PROSE, Report, Span
from newscli.patterns import compile_lazily
from newscli.text import count_words, fold_text

_DOUBLED = compile_lazily(r"(?<![\w'’.-])([^\W\d_]{2,30})[ \t\r\n]{1,3}\1(?![\w'’-])", re.IGNORECASE)
_PLACEHOLDER = compile_lazily(
    rf"(?<![\w.-])(?:{'|'.join(PLACEHOLDERS)})(?![\w.-])|\[(?:TK|TBC|TBD|CHECK)[^\]\n]{{0,60}}\]|\?{{3,}}"
)
_FILLER = compile_lazily("|".join(FILLER_TEXTS), re.IGNORECASE)
_MARKUP = compile_lazily(
    r"</?(?:p|br|b|i|em|strong|a|div|span|li|ul|ol|h[1-6]|img|blockquote|font|table|tr|td|sup|sub)(?:\s[^<>]{0,300})?/?>"
    r"|&(?:nbsp|amp|quot|lt|gt|apos|rsquo|lsquo|rdquo|ldquo|mdash|ndash|hellip|#\d{2,5});"
    r"|\[/(?:b|i|u|url|img|quote|caption)\]|\[(?:url|img|caption)[= ][^\]\n]{0,200}\]"
    r"|\{\{[^{}\n]{1,200}\}\}|<!--|%%[A-Z_]{3,}%%",
    re.IGNORECASE,
)
_EMBARGO = compile_lazily(rf"^[^\w\n]{{0,5}}(?:{'|'.join(EMBARGO_OPENERS)})", re.IGNORECASE | re.MULTILINE)
_HIDDEN_WARNINGS = ("bidi-control", "control-character", "invisible-character")
_MIN_REPEATED_WORDS = 10
_MAX_EXCERPT_CHARS = 60


def check_text(report: Report) -> Iterator[Finding]:
    """Find slips of typing and of pasting."""
    text = report.text or ""
    yield from _find_doubled_words(report, text)
    yield from _find_repeated_paragraphs(report, text)
    for code, pattern, label in (
        ("T403", _PLACEHOLDER, "placeholder"),
        ("T403", _FILLER, "filler"),
        ("T404", _MARKUP, "markup"),
        ("T406", _EMBARGO, "embargo"),
    ):
        for match in pattern.finditer(text):
            yield Finding(code, Span(*match.span()), f"{label} “{match.group()[:_MAX_EXCERPT_CHARS]}”")
    for warning in report.warnings:
        if warning.code in _HIDDEN_WARNINGS and warning.spans:
            yield Finding("T405", warning.spans[0], warning.message)


def _find_doubled_words(report: Report, text: str) -> Iterator[Finding]:
    for block in report.blocks:
        if block.kind not in PROSE:
            continue
        for match in _DOUBLED.finditer(text, *block.span):
            word = match[1]
            # "Duran Duran", "Walla Walla": a name.
            is_name = word[0].isupper() and match.group()[-len(word)].isupper()
            if word.casefold() not in DOUBLE_WORDS and not is_name:
                yield Finding("T401", Span(*match.span()), f"“{word}” stands twice")


def _find_repeated_paragraphs(report: Report, text: str) -> Iterator[Finding]:
    seen: set[str] = set()
    for block in report.blocks:
        if block.kind not in ("paragraph", "quote") or count_words(text, *block.span) < _MIN_REPEATED_WORDS:
            continue
        folded = fold_text(text[slice(*block.span)])
        if folded in seen:
            excerpt = " ".join(text[slice(*block.span)][:_MAX_EXCERPT_CHARS].split())
            yield Finding("T402", Span(*block.span), f"repeated paragraph “{excerpt}…”")
        seen.add(folded)
