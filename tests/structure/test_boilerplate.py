"""Slugs, notes, embargoes, contacts, tails and credits around a story: kept in the text, in no block."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newscli
from newscli.structure import layout
from newscli.structure.boilerplate import find_boilerplate

STORY = "The council met on Monday, and it was late, a spokeswoman said.\n\nNobody slept, she added.\n"
TITLE = "Tarrow Robotics Raises $8 Million to Build a Better Weir"
RELEASE = (
    "FOR IMMEDIATE RELEASE\n\nMedia contact:\nAnn Lee\nTarrow Robotics, Inc.\n+1 415 555 0142\npress@tarrow.example\n\n"
    f"{TITLE}\n\n"
)
TAIL = (
    "\nAbout Tarrow Robotics\nFounded in 2018, Tarrow builds weirs.\n\n"
    "Forward-Looking Statements\nThese may differ.\n\n###\n"
)


def read_story(text: str) -> list[str]:
    article = newscli.Article.from_text(text)
    assert article.text == text
    return [text[slice(*block.span)] for block in article.blocks if block.kind != "title"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("BC-EU--Tarrow-Flood,2nd Ld-Writethru\nEds: UPDATES with quotes. With AP Photos.\nAssociated Press\n\n", ""),
        ("EMBARGOED until 0001 Friday 3 May\n\n", "\nEnds\n"),
        ("", "\n-30-\n\nCut here if short of space.\n"),
        ("", "\n___\n\nAssociated Press writer Ann Lee in Tarrow contributed to this report.\n"),
        ("", "\n(Reporting by Ann Lee; Editing by Bob Ray)\n"),
        ("Hi Sam,\n\nCopy below. Check the spelling of Okonkwo.\n\nThanks,\nPriya\n\n--\n\n", "\nEnds\n"),
        (RELEASE, TAIL),
        (
            "PRESS STATEMENT\n\nFor immediate release\n\n",
            "\nEnds\n\nNotes to editors\n\n1. One.\n2. Two.\n3. Three.\n4. Four.\n",
        ),
        (f"Contact: Ann Lee, +1 415 555 0142\n\n{TITLE}\n\n", "\nAbout Tarrow Robotics\nTarrow builds weirs.\n"),
        (
            "(Repeats to additional subscribers)\n\n",
            "\n($1 = 26.50 kwacha)\n(Reporting by Ann Lee\nWriting by Bob Ray)\n\n((a@b.example))\n",
        ),
        ("a0123\nr i BC-Tarrow-Flood 09-03 0233\n\n", "\nAP-WF-09-03-19 1412GMT\n"),
        ("", "\nbur-pfm/lk/dw\n(END)\n"),
        ("", "\nLee reported from Tarrow. Associated Press writer Bob Ray in Sorrel contributed.\n"),
        ("", "\nReach Ann Lee at 607-555-0148 or alee@tarrow.example\n"),
    ],
)
def test_what_is_around_a_story_is_no_part_of_it(before: str, after: str) -> None:
    assert read_story(before + STORY + after) == STORY.strip().split("\n\n")


def test_a_release_has_a_title() -> None:
    metadata = newscli.inspect(newscli.Article.from_text(RELEASE + STORY + TAIL), use_model=False).metadata
    assert metadata.title == TITLE
    assert metadata.authors == ()


def test_a_byline_in_capitals_is_spelled_as_usual() -> None:
    text = f"Tides rise in Tarrow\n\nBy ANDREEA MCBRIDE and BOB O'HARE\n\n{STORY}"
    metadata = newscli.inspect(newscli.Article.from_text(text), use_model=False).metadata
    assert metadata.authors == ("Andreea McBride", "Bob O'Hare")


@pytest.mark.parametrize(
    "text",
    [
        STORY,
        f"About a hundred people came.\n\n{STORY}",
        f"11/12/2034\n\n{STORY}",
        f"Dear reader, it was late.\n\n{STORY}",
        f"{STORY}\nAbout the weir\n\nIt is a hundred years old, she said.\n",
    ],
)
def test_a_story_alone_is_left_alone(text: str) -> None:
    assert find_boilerplate(text, layout.split_lines(text)) == frozenset()


@given(st.lists(st.sampled_from(["Ends", "Hi Sam,", "--", "###", "Media contact:", "It was late.", ""]), max_size=12))
def test_something_is_always_left(parts: list[str]) -> None:
    text = "\n".join(parts)
    lines = layout.split_lines(text)
    found = find_boilerplate(text, lines)
    assert found <= set(range(len(lines)))
    assert len(found) < len(lines) or not lines
