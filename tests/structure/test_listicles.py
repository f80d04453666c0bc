"""Numbered headings: of a list that counts up or down, each on top of its text."""

import pytest

import newscli
from newscli.structure.layout import split_lines
from newscli.structure.listicles import find_numbered_headings

ITEMS = ("Cash is gone", "Carpools get a break", "The money goes to repairs")


def make_listicle(numbers: list[int], below: str = "Drivers will pay more, the county says.\n") -> str:
    lead = "Tolls on the bridge go up on Monday, and this is what you need to know about them.\n\n"
    return lead + "\n".join(f"{n}. {item}\n{below}" for n, item in zip(numbers, ITEMS, strict=True))


def list_headings(text: str) -> list[str]:
    lines = split_lines(text)
    return [text[lines[k].start : lines[k].end] for k in sorted(find_numbered_headings(text, lines))]


@pytest.mark.parametrize("numbers", [[1, 2, 3], [3, 2, 1]])
def test_numbered_lines_with_text_below_are_headings(numbers: list[int]) -> None:
    assert list_headings(make_listicle(numbers)) == [f"{n}. {i}" for n, i in zip(numbers, ITEMS, strict=True)]


def test_a_rank_needs_no_full_stop() -> None:
    text = make_listicle([3, 2, 1]).replace("3.", "#3").replace("2.", "#2").replace("1.", "#1")
    assert list_headings(text) == [f"#{n} {i}" for n, i in zip((3, 2, 1), ITEMS, strict=True)]


@pytest.mark.parametrize(
    "text",
    [
        make_listicle([1, 2, 3], below=""),
        make_listicle([1, 2, 3], below="\n"),
        make_listicle([1, 2, 4]),
        make_listicle([1, 2, 3]).replace("gone", "gone."),
    ],
)
def test_a_plain_list_has_none(text: str) -> None:
    assert list_headings(text) == []


def test_the_headings_are_sections_of_the_outline() -> None:
    article = newscli.Article.from_text(make_listicle([1, 2, 3]))
    outline = newscli.inspect(article, use_model=False).outline
    assert [section.title for section in outline[1:]] == [f"{n}. {item}" for n, item in enumerate(ITEMS, 1)]
