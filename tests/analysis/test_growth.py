"""The time of analysis grows in step with the article, whatever is repeated in it.

The model reads each piece once; what it finds is then repeated as often as the piece, so that long texts cost little.
"""

from functools import cache
from typing import Any

import pytest

import newscli
from newscli import analysis, tagging
from newscli.model import Anaphor, Article, Attribution, Labels, Name, QuotedSpan, Span
from newscli.options import InspectOptions
from tests.growth import FACTOR, assert_grows_linearly

OPENING = "Mayor Ann Lee spoke in Skerry on Monday.\n\n"
PIECES = {
    "plain story": 'The ferry was late, said Mayor Ann Lee. "It rained," she said on Tuesday.\n\n',
    "one sentence": "he told Jon Eide that she told Ida Falk, ",
    "names": "Jon Eide, Ida Falk, Hugo Fell and Mary Gill came. ",
    "titles before names": "Mr. Smith was there with John Smith. ",
    "new names": "Mr. {0}son met Anna {0}berg of {0} Harbour Trust in {0}ville. ",
    "new names in one sentence": "Jon {0}son, the minister of {0}land, and ",
    "descriptions": "The minister, {0}son, said the minister had told the minister. ",
    "pronouns": "He said she said he said that she had told him. ",
    "an exchange": '"It is late," she said. "No," he said. "Yes," said Ida Falk.\n\n',
    "turns of a transcript": "LEE: It was late.\n\nFALK: It was not late, he said.\n\n",
    "questions and answers": "Q: Was it late?\n\nA: It was late, they told us.\n\n",
    "a speech without end": '"It was late and it rained on the quay.\n\n',
    "nested quotation marks": "“He said ‘it is “late”’ to her,” she said. ",
    "marks without partners": '“ ‘ " It was late. ',
    "dates": "On Friday, 5 May 2031, and last week, two days before Christmas, at 5 p.m. ",
    "places": "In Paris, Texas, and in Paris, near London, Ontario, ",
    "mixed scripts": "The fеrry wаs late in Skеrry. ",
    "spellings of one name": "Mikhail {0}ov, Mikhael {0}ow and Michail {0}off met. ",
    "headings": "The ferry\n\nIt was late.\n\n",
    "roles": "Jon Eide, former deputy harbour master of Skerry and chairman of the trust, said so. ",
}
# What pieces with a number in them are repeated with: each is a word of its own.
LETTERS = "bcdfghklmnprstvw"
SIZE = 320


def make_word(number: int) -> str:
    """Make a capitalized word that stands for a number."""
    digits = [number // len(LETTERS) ** k % len(LETTERS) for k in range(3)]
    return "".join(f"{LETTERS[digit]}a" for digit in digits).capitalize()


def move(value: Any, distance: int) -> Any:
    """Move every position in labels."""
    match value:
        case Span(start, end):
            return Span(start + distance, end + distance)
        case Name() | QuotedSpan() | Attribution():
            fields = {name: move(getattr(value, name), distance) for name in value._fields}
            return type(value)(**fields)
        case Anaphor(span, antecedents, elsewhere):
            moved = tuple((max(0, start + distance), probability) for start, probability in antecedents)
            return Anaphor(move(span, distance), moved, elsewhere)
        case tuple():
            return tuple(move(item, distance) for item in value)
        case _:
            return value


@cache
def label_piece(piece: str) -> Labels:
    """Label a piece in the middle of others like it; positions are counted from its start."""
    text = OPENING + piece * 3
    labels = tagging.label(newscli.read(text.encode(), name="a.txt", isolate=False))
    start = len(OPENING) + len(piece)
    span = range(start, start + len(piece))

    def keep(labels: Any, get_span: Any) -> tuple[Any, ...]:
        return tuple(label for label in labels if get_span(label).start in span and get_span(label).end - 1 in span)

    return Labels(
        names=move(keep(labels.names, lambda label: label.span), -start),
        attributions=move(keep(labels.attributions, lambda label: label.cue), -start),
        anaphors=move(keep(labels.anaphors, lambda label: label.span), -start),
        language="en",
    )


@cache
def build_labelled(name: str, size: int) -> tuple[Article, Labels]:
    pieces = [PIECES[name].format(make_word(number)) for number in range(size)]
    article = newscli.read((OPENING + "".join(pieces)).encode(), name="a.txt", isolate=False)
    labels = tagging.label(article, use_model=False)
    part, position = label_piece(pieces[0]), len(OPENING)
    found: dict[str, list[Any]] = {"names": [], "attributions": [], "anaphors": []}
    for piece in pieces:
        for key, items in found.items():
            items.extend(move(getattr(part, key), position))
        position += len(piece)
    return article, labels._replace(**{key: tuple(items) for key, items in found.items()}, language="en")


@pytest.mark.parametrize("name", PIECES)
def test_the_time_of_analysis_grows_with_the_article(name: str) -> None:
    for size in (SIZE, SIZE // FACTOR):
        build_labelled(name, size)
    options = InspectOptions(all_quotes=True)
    assert_grows_linearly(lambda size: analysis.build_report(*build_labelled(name, size), options), SIZE)


def test_labels_are_repeated_as_often_as_the_piece() -> None:
    article, labels = build_labelled("plain story", 20)
    assert {article.text[name.span.start : name.span.end] for name in labels.names} >= {"Ann Lee"}
    assert sum(article.text[slice(*name.span)] == "Ann Lee" for name in labels.names) == 20
    assert len(labels.attributions) >= 20
