"""Exports of news databases in a layout that newscli doesn't know, which would be lost in silence as one article."""

from collections.abc import Callable

from newscli.errors import UnreadableError
from newscli.formats.entries import Entry
from newscli.model import Article, Source
from newscli.patterns import compile_lazily

# Formats of files with a single article.
WHOLE_FORMATS = frozenset(("text", "markdown", "html", "mhtml", "pdf", "docx", "odt", "rtf"))
_LINE = r"(?mi)^[ \t]{0,80}"
_LINE_END = r"[ \t\r]*$"
# Lines that come once with each article of an export, by a description of them.
_MARKS = {
    "“End of Document”": compile_lazily(rf"{_LINE}end of document{_LINE_END}"),
    "“Document 1 of …”": compile_lazily(
        rf"{_LINE}(?:document[ \t])?\d{{1,5}}[ \t](?:of|de|von|sur|di)[ \t]\d{{1,6}}(?:[ \t]documents?)?{_LINE_END}"
    ),
    "“Document ABCD…”": compile_lazily(rf"{_LINE}do[ck]ument[ao]?:?[ \t][a-z]{{2,8}}[a-z0-9]{{10,32}}{_LINE_END}"),
    "“Copyright …”": compile_lazily(
        rf"{_LINE}(?:copyright|©|\(c\))[ \t]{{0,3}}(?:©|\(c\))?[ \t]{{0,3}}(?:19|20)\d\d\b"
    ),
    "with fields": compile_lazily(
        rf"{_LINE}(?:length|load-date|word count|full text|publication date|issn|byline)[ \t]?:"
    ),
}
# Parts of these lines, which few texts have so often.
_HINTS = (
    "ocument", "OCUMENT", "opyright", "OPYRIGHT", "©", "(c)", "ength:", "LENGTH:", "-DATE:", "yline:", "ull text:",
)  # fmt: skip
# So many times each, and so many kinds of them, make an export.
_MIN_TIMES = 2
_MIN_KINDS = 2


def check_entry(entry: Entry) -> Entry:
    """Make an entry fail if its text is an export; see ``describe_export``."""
    return entry._replace(build=_make_checking_build(entry.build))


def _make_checking_build(build: Callable[[Source], Article]) -> Callable[[Source], Article]:
    def build_and_check(source: Source) -> Article:
        article = build(source)
        if seen := describe_export(article.text):
            raise UnreadableError(
                f"looks like an export of several articles in a layout that newscli doesn't know ({seen}); "
                "to read it as one text nevertheless, name its format with --input-format"
            )
        return article

    return build_and_check


def describe_export(text: str) -> str | None:
    """Describe the marks of an export that a text has: those that several kinds of lines leave several times."""
    if sum(map(text.count, _HINTS)) < _MIN_TIMES * _MIN_KINDS:
        return None
    counts = {name: sum(1 for _ in pattern.finditer(text)) for name, pattern in _MARKS.items()}
    seen = [f"{count} lines {name}" for name, count in counts.items() if count >= _MIN_TIMES]
    return ", ".join(seen) if len(seen) >= _MIN_KINDS else None
