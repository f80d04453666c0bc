"""Checks of numbers: sums, percentages, votes, words beside figures, conversions."""

import re
from collections.abc import Iterator

from newscli.analysis.desk.findings import Finding
from newscli.lang.en.calendar import NUMBERS
from newscli.lang.en.desk import MAGNITUDES, MEMBER_NOUNS, NO_PART_WORDS, UNITS
from newscli.lang.en.sentences import find_sentence_starts
from newscli.model import PROSE, Report, Span
from newscli.patterns import compile_lazily

_PERCENTAGE = compile_lazily(r"(?<![\w.,-])(\d{1,3}(?:\.\d+)?)\s?(?:percent\b|per cent\b|%)")
_NO_PARTS = compile_lazily(rf"\b(?:{'|'.join(NO_PART_WORDS)})\b", re.IGNORECASE)
_MIN_PERCENTAGES = 3
_MAX_TOTAL = 101.5
_VOTE = compile_lazily(
    r"\b(?:vot(?:ed?|es|ing)|passed|approved|rejected|defeated)\b[^.;\n]{0,60}?\b(?P<yes>\d{1,4})\s?(?:to|-|–)\s?(?P<no>\d{1,4})\b"
)
_MEMBERS = compile_lazily(
    r"\b(?P<members>\d{1,3}(?:,\d{3})*|\d{1,4})"
    rf"(?:[- ](?:member|seat)\b|\s(?:{'|'.join(MEMBER_NOUNS)})\b)"
)
_WORDS_AND_FIGURES = compile_lazily(
    rf"\b(?P<word>(?:{'|'.join(word for word in NUMBERS if word.isalpha() and len(word) > 2)}))"
    r"\s\((?P<figure>\d{1,3})\)",
    re.IGNORECASE,
)
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_UNIT = "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True))
_MAGNITUDE = "|".join(MAGNITUDES)
_CONVERSION = compile_lazily(
    rf"(?<![\w.,$€£])(?P<first>{_NUMBER})(?:\s(?P<times>{_MAGNITUDE}))?[\s-](?P<unit>(?:{_UNIT})s?)\b"
    rf"[^()\d\n]{{0,12}}\((?:about |around |nearly |some |roughly |approximately |over |more than |almost )?"
    rf"(?P<second>{_NUMBER})(?:\s(?P<times2>{_MAGNITUDE}))?[\s-](?P<unit2>(?:{_UNIT})s?)\)"
)
_SQUARE = compile_lazily(r"\b(?:square|cubic|sq)\b", re.IGNORECASE)
_TOLERANCE = 0.10


def check_numbers(report: Report) -> Iterator[Finding]:
    """Find numbers that contradict one another."""
    text = report.text or ""
    for block in report.blocks:
        if block.kind not in PROSE:
            continue
        starts = [block.span.start + start for start in find_sentence_starts(text[slice(*block.span)])]
        for start, end in zip(starts, [*starts[1:], block.span.end], strict=True):
            yield from _check_percentages(text, Span(start, end))
        yield from _check_votes(text, block.span)
    for match in _WORDS_AND_FIGURES.finditer(text):
        value = NUMBERS[match["word"].casefold()]
        if value is not None and value != int(match["figure"]):
            yield Finding("D307", Span(*match.span()), f"{match['word']} is {value:g}, not {match['figure']}")
    for match in _CONVERSION.finditer(text):
        yield from _check_conversion(text, match)


def _check_percentages(text: str, sentence: Span) -> Iterator[Finding]:
    """Check the percentages of a sentence that lists parts of one whole."""
    found = list(_PERCENTAGE.finditer(text, *sentence))
    if len(found) < _MIN_PERCENTAGES or _NO_PARTS.search(text, *sentence):
        return
    total = sum(float(match[1]) for match in found)
    if total > _MAX_TOTAL and all(float(match[1]) < 100 for match in found):
        span = Span(found[0].start(), found[-1].end())
        yield Finding("D305", span, f"these percentages add up to {total:g}")


def _check_votes(text: str, paragraph: Span) -> Iterator[Finding]:
    """Check that a vote has no more votes than the one body of its paragraph has members."""
    members = {int(match["members"].replace(",", "")) for match in _MEMBERS.finditer(text, *paragraph)}
    if len(members) != 1:
        return
    (size,) = members
    for match in _VOTE.finditer(text, *paragraph):
        votes = int(match["yes"]) + int(match["no"])
        if size > 10 and votes > size:
            yield Finding("D306", Span(match.start("yes"), match.end("no")), f"{votes} votes, of {size} members")


def _check_conversion(text: str, match: re.Match[str]) -> Iterator[Finding]:
    quantities = [UNITS.get(match[name]) or UNITS[match[name].removesuffix("s")] for name in ("unit", "unit2")]
    if quantities[0][0] != quantities[1][0] or _SQUARE.search(text, max(0, match.start() - 10), match.end()):
        return
    # How many of the base unit each number counts, and by how many of it the number may be rounded.
    scales = [
        MAGNITUDES.get(match[times] or "", 1.0) * factor
        for times, (_, factor) in zip(("times", "times2"), quantities, strict=True)
    ]
    first, second = (
        float(match[number].replace(",", "")) * scale for number, scale in zip(("first", "second"), scales, strict=True)
    )
    if min(first, second) <= 0:
        return
    slack = max(
        _measure_rounding(match[number]) * scale for number, scale in zip(("first", "second"), scales, strict=True)
    )
    if abs(first - second) > slack and abs(first - second) > _TOLERANCE * max(first, second):
        right = first / scales[1]
        yield Finding(
            "D308", Span(*match.span()), f"{match['first']} {match['unit']} is about {right:.3g} {match['unit2']}"
        )


def _measure_rounding(number: str) -> float:
    """Measure by how much a number may be rounded: half of its last digit."""
    return 0.5 * float(10 ** -len(number.partition(".")[2]))
