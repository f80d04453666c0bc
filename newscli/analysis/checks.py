"""What looks wrong in a text: letters that pose as others, characters that don't show, lonely marks."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from newscli.model import Article, Labels, Span, Warning

_LATIN = "A-Za-zÀ-ÖØ-öø-ɏ"
# Cyrillic and Armenian whole; of Greek only the letters that look like Latin ones: kΩ and μm are units.
_OTHER = "\u0400-\u052f\u0530-\u058fΑΒΕΖΗΙΚΜΝΟΡΤΥΧονικρυ"
_ALIEN = re.compile(f"[{_OTHER}]")
_MIXED = re.compile(f"(?<=[{_LATIN}])[{_OTHER}]|[{_OTHER}](?=[{_LATIN}])")
_LETTERS = re.compile(r"[^\W\d_]*")
_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_CONTROL = "\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f"
_INVISIBLE = (
    "\u00ad\u115f\u1160\u180e\u200b\u2060-\u2064\u206a-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f"
)
_HIDDEN = re.compile(
    f"(?P<bidi>[{_BIDI}])|(?P<control>[{_CONTROL}])|(?P<invisible>[{_INVISIBLE}]|(?<=[A-Za-z])[\u200c\u200d](?=[A-Za-z]))"
)
_CODES = {"bidi": "bidi-control", "control": "control-character", "invisible": "invisible-character"}
_MOST_SPANS = 1000
_MOST_WARNINGS = 200


def checks(article: Article, labels: Labels) -> tuple[Warning, ...]:
    """All warnings about the text, those of each kind in text order."""
    text = article.text
    return (*_language(labels.language), *_mixed_scripts(text), *_hidden(text), *_lonely(text, labels.unmatched_marks))


def _language(code: str | None) -> Iterator[Warning]:
    if code not in (None, "en"):
        message = f"the language looks like {code!r}: newscli reads English, and here finds quotes by their marks alone"
        yield Warning("language", message)


def _mixed_scripts(text: str) -> Iterator[Warning]:
    if not _ALIEN.search(text):
        return
    last = made = 0
    for match in _MIXED.finditer(text):
        if match.start() < last:
            continue
        start = match.start()
        while start > last and text[start - 1].isalpha():
            start -= 1
        word = _LETTERS.match(text, start)
        last = word.end() if word else match.end()
        shown = text[start:last][:60]
        aliens = sorted(set(_ALIEN.findall(shown)))
        names = ", ".join(f"U+{ord(c):04X} {unicodedata.name(c, '?').lower()}" for c in aliens[:3])
        yield Warning("mixed-script", f'"{shown}" mixes Latin with {names}', (Span(start, last),))
        made += 1
        if made == _MOST_WARNINGS:
            return


def _hidden(text: str) -> Iterator[Warning]:
    places: dict[tuple[str, str], list[Span]] = {}
    counts: dict[tuple[str, str], int] = {}
    for match in _HIDDEN.finditer(text):
        key = (_CODES[match.lastgroup or ""], match.group())
        counts[key] = counts.get(key, 0) + 1
        if counts[key] <= _MOST_SPANS:
            places.setdefault(key, []).append(Span(*match.span()))
    for (code, character), spans in places.items():
        name = unicodedata.name(character, "control character").lower()
        count = counts[code, character]
        times = "once" if count == 1 else f"{count} times"
        yield Warning(code, f"U+{ord(character):04X} {name} stands in the text {times}", tuple(spans))


def _lonely(text: str, lonely: Sequence[Span]) -> Iterator[Warning]:
    for span in lonely[:_MOST_WARNINGS]:
        mark = text[span.start : span.end]
        yield Warning("unbalanced-quotes", f"the quotation mark {mark} has no partner", (span,))
    if rest := lonely[_MOST_WARNINGS:]:
        message = f"{len(rest)} more quotation marks have no partner"
        yield Warning("unbalanced-quotes", message, tuple(rest[:_MOST_SPANS]))
