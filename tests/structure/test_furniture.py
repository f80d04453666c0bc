"""The furniture of pasted pages: left out of the blocks, kept in the text; other texts are left alone."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newscli
from newscli.structure import layout
from newscli.structure.furniture import find_best_labels, find_furniture
from tests.conftest import SAMPLES
from tests.growth import assert_grows_linearly

PASTED = (SAMPLES / "pasted.txt").read_text("utf-8")
CLEAN = sorted(path for path in SAMPLES.glob("*.txt") if path.name != "pasted.txt")
MENU = "Skip to content\nHome | News | Sport\nSign in\nSubscribe\n\n"
FOOTER = (
    "\nShare\nFacebook\nTwitter\n\nRelated Topics\nTides\n\nPrivacy policy | Cookies\n"
    "© 2031 The Gull. All rights reserved.\n"
)
STORY = (
    "Seals return to the harbour of Tarrow\n\nBy Ann Lee\n\n3 May 2031\n\n"
    "Eleven seals came back to the harbour on Monday, after a winter in which nobody had seen one of them.\n\n"
    "“They are fat and they are cross,” said Ida Marsh, who counts the seals for the county every spring.\n\n"
    "The council has not decided who will pay for the new fence, which has to be ready before the summer.\n"
)


def list_furniture(text: str) -> list[str]:
    lines = layout.split_lines(text)
    return [text[lines[k].start : lines[k].end] for k in sorted(find_furniture(text, lines))]


def test_what_is_around_and_within_the_story_is_in_no_block() -> None:
    article = newscli.Article.from_text(PASTED)
    shown = "\n".join(article.text[slice(*block.span)] for block in article.blocks)
    for line in ("Skip to content", "Facebook", "Advertisement", "Image caption", "Coastal Press", "Sign up to our",
                 "Night boats", "Most read", "All rights reserved"):  # fmt: skip
        assert line in PASTED
        assert line not in shown
    assert article.text == PASTED


def test_lines_above_the_story_say_what_it_is() -> None:
    metadata = newscli.inspect(newscli.Article.from_text(PASTED), use_model=False, dates=False).metadata
    assert metadata.title == "Island Ferry Line to Run All Night After Petition"
    assert (metadata.authors, metadata.published, metadata.section) == (("Jane Okafor",), "2031-05-02T08:15", "Harbour")
    for name in ("title", "authors", "published", "section"):
        span = metadata.evidence[name].span
        assert span is not None
        assert PASTED[slice(*span)]


def test_words_are_counted_without_furniture() -> None:
    whole, bare = (newscli.inspect(newscli.Article.from_text(text), use_model=False, dates=False).metadata
                   for text in (MENU + STORY + FOOTER, STORY))  # fmt: skip
    assert (whole.title, whole.authors, whole.published, whole.words) == (
        bare.title, bare.authors, bare.published, bare.words,
    )  # fmt: skip


@pytest.mark.parametrize("path", CLEAN, ids=lambda path: path.name)
def test_a_text_that_was_not_pasted_is_left_alone(path: Path) -> None:
    data = path.read_bytes()
    assert list_furniture(data.decode("utf-16" if b"\0" in data else "utf-8", "replace")) == []


def test_a_text_with_nothing_but_furniture_keeps_it() -> None:
    assert list_furniture("Share\n\n" * 10) == []


@pytest.mark.parametrize(
    "opener",
    ["12 responses to “Seals return”", "Comments (3)", "Leave a comment", "salty says:\nWho cares.\nbosun says:"],
)
def test_comments_below_a_story_are_no_part_of_it(opener: str) -> None:
    comment = "I have counted seals here for fifty years, and there were never more than four of them here.\n\n"
    furniture = list_furniture(f"{MENU}{STORY}\n{opener}\n\n{comment * 6}{FOOTER}")
    assert opener.splitlines()[0] in furniture
    assert comment.strip() in furniture
    assert furniture.count(STORY.splitlines()[-1]) == 0


def test_a_long_menu_above_a_story_is_furniture_whatever_it_says() -> None:
    places = "Alder Beck Cove Dunlin Eel Fallow Gorse Heron Isle Jetty Kelp Loch Mere".split()
    menu = "Skip to content\n" + "".join(f"{place}\n" for place in places)
    assert list_furniture(f"{menu}\n{STORY}")[: len(places) + 1] == ["Skip to content", *places]
    # A list below the story is one of its own.
    assert list_furniture(f"{STORY}\n" + "".join(f"{place}\n" for place in places)) == []


def test_the_best_labels_change_only_where_it_pays() -> None:
    assert find_best_labels([0.9, 0.9, 0.4, 0.9, 0.1, 0.1], 1.0) == {0, 1, 2, 3}
    assert find_best_labels([0.9, 0.9, 0.4, 0.9, 0.1, 0.1], 0.0) == {0, 1, 3}
    assert find_best_labels([], 1.0) == frozenset()


@given(st.text(alphabet=st.sampled_from("aA .|©\n1“”"), max_size=300))
def test_any_text_gives_lines_that_exist(text: str) -> None:
    lines = layout.split_lines(text)
    assert find_furniture(text, lines) <= set(range(len(lines)))


def test_the_time_grows_linearly() -> None:
    assert_grows_linearly(lambda size: list_furniture((MENU + STORY + FOOTER) * size), 60)


def test_the_title_of_a_pasted_page_is_the_line_that_the_story_repeats() -> None:
    menu = "Skip to content\nMenu\nHome\nNews\nSport\nBusiness\nCulture\nPuzzles\nSearch\nLog in\nSubscribe\n"
    front = (
        "Five recipes for a rainy weekend\nFerry to Inchmoor stopped after cracks are found\n"
        "Islanders face a detour of three hours\nBy Ann Lee\n12 October 2023 | 4 min read\nShare on X\nCopy link\n"
    )
    story = (
        "All ferry sailings to Inchmoor were stopped on Thursday after inspectors found cracks in the hull.\n"
        '"I have forty sheep on one side and a buyer on the other," said Morag Tulloch, who farms near the slipway.\n'
        "The operator said that the ferry would stay in dry dock until it was satisfied that she was safe again.\n"
    )
    end = "Topics\nFerries\nMost read\nComments (2)\nReply\nAbout us\nContact us\nPrivacy policy\n"
    article = newscli.Article.from_text(menu + front + story + end)
    fields = {field.key: field.value for field in article.fields}
    assert fields["title"] == "Ferry to Inchmoor stopped after cracks are found"
    assert fields["authors"] == "By Ann Lee"
    assert fields["published"] == "12 October 2023"
