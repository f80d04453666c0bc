"""Checks of numbers: sums, percentages, votes, words beside figures, conversions."""

import re
from collections.abc import Iterator

from newscli.analysis.desk.findings import Finding
from newscli.lang.en.calendar import NUMBERS
from newscli.lang.en.desk import MAGNITUDES, MEMBER_NOUNS, NO_PART_WORDS, PEOPLE_NOUNS, UNITS
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
_NUMBER_WORDS = sorted((word for word, number in NUMBERS.items() if number and number >= 1), key=len, reverse=True)
_COUNT = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,5}}|{'|'.join(_NUMBER_WORDS)})"
_PART = rf"{_COUNT}\s(?:{'|'.join(PEOPLE_NOUNS)})\b"
# "The 12 victims, seven men and six women, ..." A total before a comma or a dash, and behind it nothing but parts.
_HEADCOUNT = compile_lazily(
    rf"(?<![\w.,$€£-])(?P<total>{_COUNT})\s(?P<noun>[a-z]+(?:\s[a-z]+)?)(?:,\s|\s?[—–(:]\s?|\s-\s)"
    rf"(?P<parts>{_PART}(?:,\s(?:and\s)?{_PART}|\sand\s{_PART})+)(?=[,.;)]|\s?[—–])",
    re.IGNORECASE,
)
_NUMBER_OF_PART = compile_lazily(rf"(?P<count>{_COUNT})\s(?:{'|'.join(PEOPLE_NOUNS)})\b", re.IGNORECASE)
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
_DEGREES = (
    r"(?P<{0}>[-−–]?\d{{1,4}}(?:\.\d+)?)\s?(?:°\s?|º\s?|degrees?\s)?(?P<{1}>[CF]|Celsius|Fahrenheit|centigrade)\b"
)
_TEMPERATURE = compile_lazily(
    rf"(?<![\w.,$€£]){_DEGREES.format('first', 'unit')}[^()\d\n]{{0,12}}\((?:about |around |nearly |some |over )?"
    rf"{_DEGREES.format('second', 'unit2')}\)",
    re.IGNORECASE,
)
_DEGREES_OF_TOLERANCE = 5.0  # Fahrenheit


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
        yield from _check_headcounts(text, block.span)
    for match in _WORDS_AND_FIGURES.finditer(text):
        value = NUMBERS[match["word"].casefold()]
        if value is not None and value != int(match["figure"]):
            yield Finding("D307", Span(*match.span()), f"{match['word']} is {value:g}, not {match['figure']}")
    for match in _CONVERSION.finditer(text):
        yield from _check_conversion(text, match)
    for match in _TEMPERATURE.finditer(text):
        yield from _check_temperature(match)


def _check_percentages(text: str, sentence: Span) -> Iterator[Finding]:
    """Check the percentages of a sentence that lists parts of one whole."""
    percentages = list(_PERCENTAGE.finditer(text, *sentence))
    if len(percentages) < _MIN_PERCENTAGES or _NO_PARTS.search(text, *sentence):
        return
    total = sum(float(match[1]) for match in percentages)
    if total > _MAX_TOTAL and all(float(match[1]) < 100 for match in percentages):
        span = Span(percentages[0].start(), percentages[-1].end())
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


def _check_headcounts(text: str, paragraph: Span) -> Iterator[Finding]:
    """Check that the kinds of people by which a number is explained add up to it."""
    for match in _HEADCOUNT.finditer(text, *paragraph):
        parts = [_read_count(part["count"]) for part in _NUMBER_OF_PART.finditer(match["parts"])]
        total = _read_count(match["total"])
        if sum(parts) != total:
            yield Finding("D306", Span(*match.span()), f"{' and '.join(map(str, parts))} are {sum(parts)}, not {total}")


def _read_count(words: str) -> int:
    value = NUMBERS.get(words.casefold())
    return int(value if value is not None else words.replace(",", ""))


def _check_temperature(match: re.Match[str]) -> Iterator[Finding]:
    """Check a temperature and its conversion, or those of a difference of temperatures."""
    numbers = {
        match[unit][0].upper(): float(match[number].replace("−", "-").replace("–", "-"))
        for number, unit in (("first", "unit"), ("second", "unit2"))
    }
    if len(numbers) != 2:
        return
    fahrenheit, celsius = numbers["F"], numbers["C"]
    on_scale, as_difference = celsius * 1.8 + 32, celsius * 1.8
    is_difference = abs(fahrenheit - as_difference) <= 1 + _TOLERANCE * abs(as_difference)
    if not is_difference and abs(fahrenheit - on_scale) > _DEGREES_OF_TOLERANCE:
        right = f"{on_scale:.0f} °F" if match["unit"][0].upper() == "C" else f"{(fahrenheit - 32) / 1.8:.0f} °C"
        written = match[0].partition("(")[0].strip()
        yield Finding("D308", Span(*match.span()), f"{written} is about {right}")


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
