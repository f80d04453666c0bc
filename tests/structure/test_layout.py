"""Paragraphs of plain text in every shape of text dumps."""

import textwrap
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscli.structure import layout

PARAGRAPHS = [
    "The council of the harbour town voted on Tuesday night to close its last cannery after a long debate.",
    "Nobody in the room had wanted to be the one to say it, but the boats stopped coming six years ago now.",
    "The owner had told the council in March that the plant lost a great deal of money each and every week.",
    "Workers who filled the gallery answered with laughter and then with song, and went home in the rain.",
]


def list_paragraphs(text: str) -> list[str]:
    """The paragraphs of a text, with their line ends as spaces."""
    blocks = layout.join_paragraphs(text, layout.split_lines(text))
    return [" ".join(text[b.span.start : b.span.end].split()) for b in blocks]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_shape_has_the_same_paragraphs(end: str) -> None:
    wrapped = [textwrap.fill(p, 72) for p in PARAGRAPHS]
    indented = [textwrap.fill(p, 72, initial_indent="    ") for p in PARAGRAPHS]
    for text in (
        "\n\n".join(PARAGRAPHS),
        "\n".join(PARAGRAPHS),
        "\n\n".join(wrapped),
        "\n \t\n\n".join(wrapped),
        "\n".join(indented),
        "\n".join(f"\u3000{p}" for p in PARAGRAPHS),
        "\f".join(PARAGRAPHS),
        "\u2029".join(PARAGRAPHS),
    ):
        assert list_paragraphs(text.replace("\n", end)) == PARAGRAPHS


def test_a_line_end_within_a_sentence_joins_lines_where_blank_lines_divide_paragraphs() -> None:
    text = "One deck of a headline;\nand the other deck\n\n" + "\n\n".join(PARAGRAPHS)
    assert list_paragraphs(text)[0] == "One deck of a headline; and the other deck"


def test_list_items_stand_alone() -> None:
    text = "\n\n".join(PARAGRAPHS) + "\n\n- one\n- two\n1. three\n• four"
    assert list_paragraphs(text)[4:] == ["- one", "- two", "1. three", "• four"]
    kinds = [b.kind for b in layout.join_paragraphs(text, layout.split_lines(text))]
    assert kinds == ["paragraph"] * 4 + ["item"] * 4


def test_table_rows_stand_alone() -> None:
    text = PARAGRAPHS[0] + "\n\n" + PARAGRAPHS[1] + "\n\na\tb\nc\td"
    assert [b.kind for b in layout.join_paragraphs(text, layout.split_lines(text))][2:] == ["row", "row"]


@given(st.text(st.sampled_from("ab .\n\r\t\f\u2028-1")))
def test_blocks_cover_every_visible_character_once(text: str) -> None:
    blocks = layout.join_paragraphs(text, layout.split_lines(text))
    covered = "".join(text[b.span.start : b.span.end] for b in blocks)
    assert "".join(covered.split()) == "".join(text.split())
    assert all(a.span.end <= b.span.start for a, b in pairwise(blocks))
    assert all(text[b.span.start : b.span.end].strip() == text[b.span.start : b.span.end] != "" for b in blocks)
