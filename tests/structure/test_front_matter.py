"""Front matter: header lines, leading dates, titles, bylines, date lines; and datelines."""

from typing import Any

import pytest

import newscli
from newscli.model import Span
from newscli.structure.bylines import is_byline, parse_authors
from newscli.structure.datelines import find_dateline
from newscli.structure.drafts import DraftBlock
from newscli.structure.front_matter import MAX_FRONT_BLOCKS, TitleSearch, read_front_matter
from tests.cases import parametrize_cases

LEAD = (
    "The council of the harbour town voted on Tuesday night to close its last cannery, ending a trade that had fed "
    "four generations and given the town its smell, its songs and most of its quarrels, officials said."
)
STORY = f"{LEAD}\n\nNobody in the room had wanted to say it, said the mayor, but the boats stopped coming years ago."


def find_body(text: str) -> str:
    article = newscli.read(text.encode(), name="a.txt")
    assert article.text == text
    return article.text[article.body.start : article.body.end]


def read_fields(text: str) -> list[tuple[str, str, str, str]]:
    """(key, value, origin, the text of the span) of each field."""
    article = newscli.read(text.encode(), name="a.txt")
    return [(f.key, f.value, f.origin, text[slice(*f.span)] if f.span else "") for f in article.fields]


@parametrize_cases("datelines", "text")
def test_a_dateline_is_found_without_its_dash(case: dict[str, Any]) -> None:
    text = case["text"]
    dateline = find_dateline(text, Span(0, len(text)))
    assert (text[slice(*dateline.span)] if dateline else None) == case["dateline"]
    assert (text[dateline.lead :] if dateline else None) == case["lead"]


def test_a_place_and_a_colon_are_a_dateline_only_before_a_paragraph() -> None:
    text = "NEW DELHI: " + LEAD
    assert find_dateline(text, Span(0, len(text))) is not None
    assert find_dateline(text, Span(0, 40)) is None


@parametrize_cases("bylines", "line")
def test_a_byline_is_recognized_with_its_authors(case: dict[str, Any]) -> None:
    assert is_byline(case["line"]) == case["byline"]
    assert list(parse_authors(case["line"])) == case["authors"]


def test_a_story_alone_has_no_front_matter() -> None:
    assert read_fields(STORY) == []
    assert find_body(STORY) == STORY


def test_a_leading_date_is_not_part_of_the_lead() -> None:
    text = f" date 2017-12-11 {STORY}"
    assert read_fields(text) == [("published", "2017-12-11", "leading line", "date 2017-12-11")]
    assert newscli.read(text.encode(), name="a.txt").fields[0].span == (1, 16)
    assert find_body(text) == STORY


@pytest.mark.parametrize("label", ["Date: 2017-12-11 ", "Published December 11, 2017: ", "Updated 11 Dec 2017 - "])
def test_a_leading_date_may_have_any_of_these_labels(label: str) -> None:
    text = label + STORY
    assert [key for key, *_ in read_fields(text)] == ["modified" if label.startswith("Up") else "published"]
    assert find_body(text) == STORY


def test_header_lines_are_fields_with_their_spans() -> None:
    head = "Headline: Cannery Closes\nByline: Jane Doe\nLength: 400 words\nDate: 3 May 2030\nSource: The Echo\nURL: https://e.example/1"
    text = f"{head}\n\n{STORY}"
    assert [(key, value) for key, value, *_ in read_fields(text)] == [
        ("title", "Cannery Closes"),
        ("authors", "Jane Doe"),
        ("published", "3 May 2030"),
        ("publisher", "The Echo"),
        ("url", "https://e.example/1"),
    ]
    assert {origin for _, _, origin, _ in read_fields(text)} == {"header line"}
    assert read_fields(text)[2][3] == "Date: 3 May 2030"
    assert find_body(text) == STORY


def test_an_unknown_key_at_the_end_of_a_header_belongs_to_it() -> None:
    assert find_body(f"Title: A\nDate: 2030-05-03\nLength: 400 words\nKeywords: town\n\n{STORY}") == STORY
    assert find_body(f"Title: A\n\nLength: 400 words\n\n{STORY}").startswith("Length")


def test_an_indented_line_continues_a_header_value() -> None:
    text = f"Title: Cannery\n  Closes\nDate: 2030-05-03\n\n{STORY}"
    assert read_fields(text)[0][:2] == ("title", "Cannery Closes")


@pytest.mark.parametrize("line", ["Source: Mayor to quit", "Section 5: what it says", "By and large: it works"])
def test_a_headline_with_a_colon_is_not_a_header(line: str) -> None:
    assert not [origin for _, _, origin, _ in read_fields(f"{line}\n\n{STORY}") if origin == "header line"]


def test_the_title_byline_and_date_before_a_story_are_fields() -> None:
    text = f"Harbour Town Closes Its Last Cannery\nBy Jane Doe and John Roe, Staff Writers\nMarch 14, 2030\n\n{STORY}"
    assert [(key, value) for key, value, *_ in read_fields(text)] == [
        ("title", "Harbour Town Closes Its Last Cannery"),
        ("authors", "By Jane Doe and John Roe, Staff Writers"),
        ("published", "March 14, 2030"),
    ]
    assert find_body(text) == STORY


def test_a_byline_and_a_date_may_share_a_line() -> None:
    text = f"Harbour Town Closes Its Last Cannery\n\nBy Jane Doe | 2030-03-14\n\n{STORY}"
    assert [(key, origin) for key, _, origin, _ in read_fields(text)] == [
        ("title", "first line"),
        ("authors", "byline"),
        ("published", "date line"),
    ]


def test_a_dateline_belongs_to_the_body_and_is_not_a_title() -> None:
    text = f"NAIROBI, Kenya (AP) _\n\n{STORY}"
    assert find_body(text) == text
    assert read_fields(text) == []


def test_the_last_paragraph_always_belongs_to_the_story() -> None:
    assert find_body("Harbour Town Closes Its Last Cannery") == "Harbour Town Closes Its Last Cannery"
    assert find_body("By Jane Doe") == "By Jane Doe"
    assert find_body("Title: A") == "Title: A"


HEADING = DraftBlock("heading", "Cannery closes", 1)
STYLED = DraftBlock("title", "Cannery closes")
PARAGRAPH = DraftBlock("paragraph", LEAD)
BYLINE = DraftBlock("paragraph", "By Jane Doe")


@pytest.mark.parametrize(
    ("blocks", "title", "search", "origin"),
    [
        ([STYLED, PARAGRAPH], None, "any", "title"),
        ([HEADING, PARAGRAPH], None, "any", "level-1 heading"),
        ([BYLINE, HEADING, PARAGRAPH], None, "styled", "level-1 heading"),
        ([HEADING, PARAGRAPH, HEADING, PARAGRAPH], None, "any", None),  # one heading of several
        ([HEADING, PARAGRAPH], None, "repeated", None),
        ([DraftBlock("paragraph", "Cannery Closes in Harbour Town"), PARAGRAPH], None, "any", "first line"),
        ([DraftBlock("paragraph", "Cannery Closes in Harbour Town"), PARAGRAPH], None, "styled", None),
        ([STYLED, PARAGRAPH], "Template 7", "any", "title"),  # what a document shows outdoes its properties
    ],
)
def test_a_title_is_found_by_its_mark_or_its_words(
    blocks: list[DraftBlock], title: str | None, search: TitleSearch, origin: str | None
) -> None:
    front = read_front_matter(blocks, title, search)
    assert [field.origin for _, field in front.fields if field.key == "title"] == ([origin] if origin else [])
    assert front.length == (blocks.index(PARAGRAPH) if origin else 0)


def test_a_repeated_title_is_front_matter_and_gives_no_field() -> None:
    front = read_front_matter(
        [BYLINE, DraftBlock("paragraph", "CANNERY CLOSES!"), PARAGRAPH], "Cannery closes", "repeated"
    )
    assert [field.key for _, field in front.fields] == ["authors"]
    assert (front.length, front.title) == (2, 1)


def test_front_matter_ends_before_the_last_block_and_after_a_few() -> None:
    assert read_front_matter([BYLINE, BYLINE], None, "any").length == 1
    assert read_front_matter([BYLINE] * 20, None, "any").length == MAX_FRONT_BLOCKS
    assert read_front_matter([], None, "any").length == 0


def read_published(text: str) -> str | None:
    return newscli.inspect(newscli.read(text.encode(), name="a.txt"), use_model=False).metadata.published


@pytest.mark.parametrize(
    ("opening", "day"),
    [
        ("LONDON, March 3, 2024 /PRNewswire/ -- ", "2024-03-03"),
        ("Berlin, 3 May 2024 – ", "2024-05-03"),
        ("HAVANA, Aug. 7, 2018 (Xinhua) -- ", "2018-08-07"),
        ("KABUL, Jan. 3 (Reuters) - ", None),
        ("SAN FRANCISCO--(BUSINESS WIRE)--", None),
    ],
)
def test_a_whole_day_in_a_dateline_is_that_of_publication_if_nothing_else_is(opening: str, day: str | None) -> None:
    text = opening + "Skerry Boats Ltd said on Tuesday that it would build four ferries on the island this year.\n"
    assert read_published(text) == day
    assert read_published(f"Date: 2017-12-11\n\n{text}") == "2017-12-11"


@pytest.mark.parametrize(
    ("lines", "authors"),
    [
        (("IDA MARSH", "Valley Post", "4 March 2021"), ("Ida Marsh",)),
        (("Ida Marsh", "Staff Writer", "4 March 2021"), ("Ida Marsh",)),
        (("Ida Marsh", "4 March 2021"), ("Ida Marsh",)),
        # Places, headings and people whom nothing marks as the writer.
        (("New Tarrow", "4 March 2021"), ()),
        (("Ida Marsh", "The day the weir broke", "4 March 2021"), ()),
        (("Ida Marsh", "Valley Post"), ()),
    ],
)
def test_a_bare_name_above_the_day_is_a_byline(lines: tuple[str, ...], authors: tuple[str, ...]) -> None:
    story = "The council of Wexham voted on Tuesday to close the weir for three weeks, its clerk said at noon."
    text = "\n\n".join(("Weir closed after cracks found", *lines, story, story))
    metadata = newscli.inspect(newscli.Article.from_text(text), use_model=False).metadata
    assert (metadata.title, metadata.authors) == ("Weir closed after cracks found", authors)


@pytest.mark.parametrize(
    ("front", "title", "author", "published"),
    [
        ("Weir breaks\n\nThe town is under water\n\nBy Ann Lee\n\n3 May 2030", "Weir breaks", "Ann Lee", "2030-05-03"),
        ("Weir breaks\n\n* Two hurt\n* Road shut\n\nBy Ann Lee", "Weir breaks", "Ann Lee", None),
        ("Weir breaks\n\nBy Ann Lee\nConsumer affairs editor\n3 May 2030", "Weir breaks", "Ann Lee", "2030-05-03"),
        (
            "Weir breaks\n\nBy Ann Lee\nValley Post\n\n3 May 2030 | 5 min read",
            "Weir breaks",
            "Ann Lee",
            "2030-05-03",
        ),
        ("Weir breaks\n\nBy Ann Lee, 3 May 2030", "Weir breaks", "Ann Lee", "2030-05-03"),
        ("Weir breaks\n\nAnn Lee | 3 May 2030 | 5 min read", "Weir breaks", "Ann Lee", "2030-05-03"),
        ("OBITUARY\n\nThe keeper of the weir dies\n\nBy Ann Lee", "The keeper of the weir dies", "Ann Lee", None),
        ("^Weir breaks in Tarrow<\n^By ANN LEE=", "Weir breaks in Tarrow", "Ann Lee", None),
    ],
)
def test_decks_roles_and_kickers_are_no_part_of_the_story(
    front: str, title: str, author: str, published: str | None
) -> None:
    text = f"{front}\n\n{STORY}"
    metadata = newscli.inspect(newscli.read(text.encode(), name="a.txt")).metadata
    assert (metadata.title, list(metadata.authors), metadata.published) == (title, [author], published)
    assert find_body(text) == STORY


def test_a_deck_stands_above_the_dateline_too() -> None:
    text = f"Weir breaks in Tarrow\n\nTwo streets are under water\n\nTARROW (AP) -- {STORY}"
    assert find_body(text).startswith("TARROW (AP) -- The council")
    # A sentence is no deck.
    text = f"Weir breaks in Tarrow\n\nTwo streets were under water on Monday.\n\nTARROW (AP) -- {STORY}"
    assert find_body(text).startswith("Two streets")


def test_a_letter_opens_with_no_place() -> None:
    assert find_dateline(f"SIR -- {LEAD}", Span(0, len(LEAD))) is None
