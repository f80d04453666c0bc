"""What stands before the story: header lines, leading dates, titles, bylines, date lines, datelines."""

from typing import Any

import pytest

import newscli
from newscli.model import Span
from newscli.structure.bylines import is_byline, parse_authors
from newscli.structure.datelines import find_dateline
from tests.cases import cases

LEAD = (
    "The council of the harbour town voted on Tuesday night to close its last cannery, ending a trade that had fed "
    "four generations and given the town its smell, its songs and most of its quarrels, officials said."
)
STORY = f"{LEAD}\n\nNobody in the room had wanted to say it, said the mayor, but the boats stopped coming years ago."


def body(text: str) -> str:
    article = newscli.read(text.encode(), name="a.txt")
    assert article.text == text
    return article.text[article.body.start : article.body.end]


def fields(text: str) -> list[tuple[str, str, str, str]]:
    """(key, value, origin, the text of the span) of each field."""
    article = newscli.read(text.encode(), name="a.txt")
    return [(f.key, f.value, f.origin, text[slice(*f.span)] if f.span else "") for f in article.fields]


@cases("datelines", "text")
def test_datelines(case: dict[str, Any]) -> None:
    text = case["text"]
    found = find_dateline(text, Span(0, len(text)))
    assert (text[slice(*found.span)] if found else None) == case["dateline"]
    assert (text[found.lead :] if found else None) == case["lead"]


def test_a_place_and_a_colon_are_a_dateline_only_before_a_paragraph() -> None:
    text = "NEW DELHI: " + LEAD
    assert find_dateline(text, Span(0, len(text))) is not None
    assert find_dateline(text, Span(0, 40)) is None


@cases("bylines", "line")
def test_bylines(case: dict[str, Any]) -> None:
    assert is_byline(case["line"]) == case["byline"]
    assert list(parse_authors(case["line"])) == case["authors"]


def test_a_bare_story_has_no_front() -> None:
    assert fields(STORY) == []
    assert body(STORY) == STORY


def test_a_leading_date_goes_on_with_the_lead() -> None:
    text = f" date 2017-12-11 {STORY}"
    assert fields(text) == [("published", "2017-12-11", "leading line", "date 2017-12-11")]
    assert newscli.read(text.encode(), name="a.txt").fields[0].span == (1, 16)
    assert body(text) == STORY


@pytest.mark.parametrize("label", ["Date: 2017-12-11 ", "Published December 11, 2017: ", "Updated 11 Dec 2017 - "])
def test_other_leading_dates(label: str) -> None:
    text = label + STORY
    assert [key for key, *_ in fields(text)] == ["modified" if label.startswith("Up") else "published"]
    assert body(text) == STORY


def test_header_lines() -> None:
    head = "Headline: Cannery Closes\nByline: Jane Doe\nLength: 400 words\nDate: 3 May 2030\nSource: The Echo\nURL: https://e.example/1"
    text = f"{head}\n\n{STORY}"
    assert [(key, value) for key, value, *_ in fields(text)] == [
        ("title", "Cannery Closes"),
        ("authors", "Jane Doe"),
        ("published", "3 May 2030"),
        ("publisher", "The Echo"),
        ("url", "https://e.example/1"),
    ]
    assert {origin for _, _, origin, _ in fields(text)} == {"header line"}
    assert fields(text)[2][3] == "Date: 3 May 2030"
    assert body(text) == STORY


def test_an_unknown_key_at_the_end_of_a_header_belongs_to_it() -> None:
    assert body(f"Title: A\nDate: 2030-05-03\nLength: 400 words\nKeywords: town\n\n{STORY}") == STORY
    assert body(f"Title: A\n\nLength: 400 words\n\n{STORY}").startswith("Length")


def test_a_header_value_goes_on_in_an_indented_line() -> None:
    text = f"Title: Cannery\n  Closes\nDate: 2030-05-03\n\n{STORY}"
    assert fields(text)[0][:2] == ("title", "Cannery Closes")


@pytest.mark.parametrize("line", ["Source: Mayor to quit", "Section 5: what it says", "By and large: it works"])
def test_headlines_with_a_colon_are_no_header(line: str) -> None:
    assert not [origin for _, _, origin, _ in fields(f"{line}\n\n{STORY}") if origin == "header line"]


def test_title_byline_and_date_before_the_story() -> None:
    text = f"Harbour Town Closes Its Last Cannery\nBy Jane Doe and John Roe, Staff Writers\nMarch 14, 2030\n\n{STORY}"
    assert [(key, value) for key, value, *_ in fields(text)] == [
        ("title", "Harbour Town Closes Its Last Cannery"),
        ("authors", "By Jane Doe and John Roe, Staff Writers"),
        ("published", "March 14, 2030"),
    ]
    assert body(text) == STORY


def test_byline_and_date_on_one_line() -> None:
    text = f"Harbour Town Closes Its Last Cannery\n\nBy Jane Doe | 2030-03-14\n\n{STORY}"
    assert [(key, origin) for key, _, origin, _ in fields(text)] == [
        ("title", "first line"),
        ("authors", "byline"),
        ("published", "date line"),
    ]


def test_a_dateline_belongs_to_the_body_and_is_no_title() -> None:
    text = f"NAIROBI, Kenya (AP) _\n\n{STORY}"
    assert body(text) == text
    assert fields(text) == []


def test_the_last_paragraph_is_always_the_story() -> None:
    assert body("Harbour Town Closes Its Last Cannery") == "Harbour Town Closes Its Last Cannery"
    assert body("By Jane Doe") == "By Jane Doe"
    assert body("Title: A") == "Title: A"
