"""Headings of plain text stand among an Article's blocks."""

import newscli
from newscli.model import Article, Block, Span
from newscli.structure.headings import mark_headings
from newscli.tagging.marks import find_quoted_spans

LEAD = (
    "The council of the harbour town voted on Tuesday night to close its last cannery, ending a trade that had fed "
    "four generations and given the town its smell, its songs and most of its quarrels, officials said."
)


def read(text: str, name: str = "a.txt") -> Article:
    return newscli.read(text.encode(), name=name)


def test_a_heading_of_plain_text_is_a_guessed_block_of_level_1() -> None:
    article = read(f"{LEAD}\n\nWhat It Costs\n\n{LEAD}")
    assert [(block.kind, block.level, block.guessed) for block in article.blocks] == [
        ("paragraph", 0, False),
        ("heading", 1, True),
        ("paragraph", 0, False),
    ]
    assert article.text[slice(*article.blocks[1].span)] == "What It Costs"


def test_marked_headings_are_not_guessed_and_no_others_are_looked_for() -> None:
    article = read(f"{LEAD}\n\n## Costs\n\n{LEAD}\n\nWhat It Costs\n\n{LEAD}", "a.md")
    assert [(block.kind, block.guessed) for block in article.blocks if block.kind != "paragraph"] == [
        ("heading", False)
    ]


def test_one_block_alone_is_not_a_heading() -> None:
    (block,) = read("What It Costs").blocks
    assert mark_headings("What It Costs", [block]) == (block,)
    assert block.kind == "paragraph"


def test_a_dateline_below_a_heading_is_found() -> None:
    article = read(f"Harbour Town\n\nWhat It Costs\n\nROME (dpa) – {LEAD}\n\n{LEAD}")
    assert newscli.inspect(article, use_model=False).metadata.dateline == "ROME (dpa)"


def test_a_guessed_heading_does_not_end_a_speech() -> None:
    text = "“One\n\n“Two”"
    quoted, _ = find_quoted_spans(
        text, [Block("paragraph", Span(0, 4)), Block("heading", Span(6, 11), 1, guessed=True)]
    )
    assert [len(span.spans) for span in quoted] == [2]
