"""Warn of lookalike letters, hidden characters, unmatched quotation marks, and languages that newscli can't read."""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from newscli.lang import is_supported
from newscli.model import Article, Labels, Metadata, Span, Warning
from newscli.patterns import compile_lazily
from newscli.text import LETTER_OR_DIGIT, MAX_SPANS_PER_WARNING

_LATIN = "A-Za-zÀ-ÖØ-öø-ɏ"
# All Cyrillic and Armenian letters, but only the Greek ones that look Latin: kΩ and μm are units.
_LOOKALIKES = "\u0400-\u0481\u048a-\u052f\u0531-\u0556\u0561-\u0587ΑΒΕΖΗΙΚΜΝΟΡΤΥΧονικρυ"
_LOOKALIKE = compile_lazily(f"[{_LOOKALIKES}]")
_MIXED_SCRIPTS = compile_lazily(f"(?<=[{_LATIN}])[{_LOOKALIKES}]|[{_LOOKALIKES}](?=[{_LATIN}])")
_LETTERS = compile_lazily(r"[^\W\d_]*")
_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_CONTROL = "\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f"
_INVISIBLE = (
    "\u00ad\u115f\u1160\u180e\u200b\u2060-\u2064\u206a-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f"
)
# Joiners (U+200C, U+200D) shape emoji and other scripts; between Latin letters they have no use.
_JOINERS = "\u200c\u200d"
_HIDDEN = compile_lazily(
    f"(?P<bidi>[{_BIDI}])|(?P<control>[{_CONTROL}])|(?P<invisible>[{_INVISIBLE}]|(?<=[A-Za-z])[{_JOINERS}](?=[A-Za-z]))"
)
# One set of characters is found ten times as fast.
_MAYBE_HIDDEN = compile_lazily(f"[{_BIDI}{_CONTROL}{_INVISIBLE}{_JOINERS}]")
_HIDDEN_CODES = {"bidi": "bidi-control", "control": "control-character", "invisible": "invisible-character"}
_MAX_WARNINGS_PER_CODE = 200
_CHECKED_FIELDS = ("title", "authors", "publisher", "section", "dateline", "url")
# Marks that may open and close one quotation over several paragraphs.
_PAIRS = frozenset((("“", "”"), ('"', '"'), ("``", "''"), ("«", "»"), ("„", "“"), ("„", "”"), ("‘", "’")))
_MAX_PARAGRAPHS_APART = 3
_MAX_WORD_CHARS_IN_MESSAGE = 60
_MAX_LETTERS_IN_MESSAGE = 3


def check_text(article: Article, labels: Labels) -> tuple[Warning, ...]:
    """Return all warnings about the text, each kind in text order."""
    text = article.text
    return (
        *_check_language(labels.language),
        *_find_mixed_scripts(text),
        *_find_hidden_characters(text),
        *_find_unmatched_marks(article, labels.unmatched_marks),
    )


def check_metadata(metadata: Metadata) -> tuple[Warning, ...]:
    """Return the warnings about values that don't stand in the text; they have no place in it, so no spans."""
    warnings: list[Warning] = []
    for name in _CHECKED_FIELDS:
        evidence = metadata.evidence.get(name)
        value = getattr(metadata, name)
        if evidence is None or evidence.span is not None:
            continue
        for part in value if isinstance(value, tuple) else (value,):
            found = (*_find_mixed_scripts(part), *_find_hidden_characters(part))
            warnings += (Warning(warning.code, f"{name}: {warning.message}") for warning in found)
    return tuple(warnings)


def _check_language(code: str | None) -> Iterator[Warning]:
    if not is_supported(code):
        message = f"the language looks like {code!r}; newscli reads only English, so it found only direct quotes"
        yield Warning("language", message)


def _find_mixed_scripts(text: str) -> Iterator[Warning]:
    if not _LOOKALIKE.search(text):
        return
    word_end = count = 0
    for match in _MIXED_SCRIPTS.finditer(text):
        if match.start() < word_end:
            continue
        start = match.start()
        while start > word_end and text[start - 1].isalpha():
            start -= 1
        word = _LETTERS.match(text, start)
        word_end = word.end() if word else match.end()
        excerpt = text[start:word_end][:_MAX_WORD_CHARS_IN_MESSAGE]
        letters = sorted(set(_LOOKALIKE.findall(excerpt)))[:_MAX_LETTERS_IN_MESSAGE]
        names = ", ".join(f"U+{ord(letter):04X} {unicodedata.name(letter, '?').lower()}" for letter in letters)
        yield Warning("mixed-script", f'"{excerpt}" mixes Latin with {names}', (Span(start, word_end),))
        count += 1
        if count == _MAX_WARNINGS_PER_CODE:
            return


def _find_hidden_characters(text: str) -> Iterator[Warning]:
    """Yield one warning for each character that doesn't show, with the spans where it occurs."""
    spans: dict[tuple[str, str], list[Span]] = {}
    counts: dict[tuple[str, str], int] = {}
    first = _MAYBE_HIDDEN.search(text)
    for match in _HIDDEN.finditer(text, first.start()) if first else ():
        key = (_HIDDEN_CODES[match.lastgroup or ""], match.group())
        counts[key] = counts.get(key, 0) + 1
        if counts[key] <= MAX_SPANS_PER_WARNING:
            spans.setdefault(key, []).append(Span(*match.span()))
    for (code, character), occurrences in spans.items():
        name = unicodedata.name(character, "control character").lower()
        count = counts[code, character]
        times = "once" if count == 1 else f"{count} times"
        yield Warning(code, f"U+{ord(character):04X} {name} occurs {times}", tuple(occurrences))


def _find_unmatched_marks(article: Article, marks: Sequence[Span]) -> Iterator[Warning]:
    """Yield a warning for each mark without a partner, except where newscli left out text that may have it.

    Two such marks in neighbouring paragraphs are one quotation without marks between.
    """
    block_starts = [block.span.start for block in article.blocks]
    numbers = [bisect_right(block_starts, mark.start) - 1 for mark in marks]
    skipped: set[int] = set()
    for k in range(len(marks) - 1):
        is_near = numbers[k + 1] - numbers[k] in range(1, _MAX_PARAGRAPHS_APART + 1)
        if k not in skipped and is_near and _may_pair(article.text, marks[k], marks[k + 1]):
            skipped |= {k, k + 1}
    for k, mark in enumerate(marks):
        if k not in skipped and not _is_beside_cut(article, numbers[k]):
            yield Warning("unbalanced-quotes", f"unmatched {article.text[mark.start : mark.end]}", (mark,))


def _may_pair(text: str, first: Span, second: Span) -> bool:
    return (text[slice(*first)], text[slice(*second)]) in _PAIRS


def _is_beside_cut(article: Article, number: int) -> bool:
    """Whether there are words between a block and the next that newscli left out of the story."""
    if number < 0:
        return False
    start = article.blocks[number].span.end
    end = article.blocks[number + 1].span.start if number + 1 < len(article.blocks) else len(article.text)
    return LETTER_OR_DIGIT.search(article.text, start, end) is not None
