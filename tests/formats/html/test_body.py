"""The story of a page: whole, and no more than it."""

import json

import pytest

import newscli
from newscli.model import Article

HOURS = range(2, 14)


def make_paragraph(hour: int, what: str = "ferry to Skerry") -> str:
    return f"The {what} left at {hour} with {hour * 3} people, four sheep and a piano on it, the harbour master said."


def make_paragraphs(first: int, last: int, what: str = "ferry to Skerry") -> str:
    return "".join(f"<p>{make_paragraph(hour, what)}</p>" for hour in range(first, last))


def read_page(body: str, head: str = "") -> Article:
    page = f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"
    return newscli.read(page.encode(), name="page.html")


def make_data(**properties: object) -> str:
    data = {"@context": "https://schema.org", "@type": "NewsArticle", **properties}
    return f"<script type='application/ld+json'>{json.dumps(data)}</script>"


def list_warnings(article: Article) -> list[str]:
    return [warning.message for warning in article.problems if warning.code == "length-differs"]


def test_a_story_split_by_adverts_is_joined() -> None:
    advert = "<aside><div class='ad'>Advertisement</div></aside>"
    parts = [
        f"<section><div class='story-text wide'>{make_paragraphs(first, first + 3)}</div>{advert}</section>"
        for first in HOURS[::3]
    ]
    # The comments have a class of their own, and are longer.
    comments = f"<div class='comment-text'>{make_paragraphs(2, 60, 'bus to the pier')}</div>"
    article = read_page(f"<h1>The last ferry</h1><main>{''.join(parts)}</main>{comments}")
    assert article.text.strip() == "\n\n".join(make_paragraph(hour) for hour in HOURS)


def test_other_articles_on_the_page_are_left_out() -> None:
    own = f"<article class='post'><h1>The last ferry</h1>{make_paragraphs(2, 8)}</article>"
    others = "".join(
        f"<article class='post'><h2>Another {number}</h2>{make_paragraphs(2, 8, f'bus {number}')}</article>"
        for number in range(4)
    )
    article = read_page(f"<main>{own}{others}</main>")
    assert "The ferry to Skerry left at 7" in article.text
    assert "bus" not in article.text


@pytest.mark.parametrize(
    "stated",
    [
        "\n\n".join(make_paragraph(hour).replace("harbour master", "skipper &amp; crew") for hour in range(2, 40)),
        make_paragraphs(2, 40).replace("harbour master", "skipper &amp; crew"),
    ],
    ids=["text", "markup"],
)
def test_a_story_that_the_page_shows_in_part_is_read_from_its_data(stated: str) -> None:
    article = read_page(f"<h1>The last ferry</h1>{make_paragraphs(2, 6)}", make_data(articleBody=stated, wordCount=800))
    assert len(article.blocks) == 38
    assert article.text.endswith("on it, the skipper & crew said.\n")
    assert list_warnings(article) == []


def test_a_story_that_stays_short_is_a_warning() -> None:
    body = f"<h1>The last ferry</h1>{make_paragraphs(2, 6)}"
    assert list_warnings(read_page(body, make_data(wordCount="1800"))) == [
        "the page says that its story has 1,800 words, but only 84 were found"
    ]
    for count in (80, "about 900", "9" * 30, None, [1], "²"):
        assert list_warnings(read_page(body, make_data(wordCount=count))) == []


@pytest.mark.parametrize(
    ("line", "is_heading"),
    [
        ("<p><strong>The long wait</strong></p>", True),
        ("<p><b>What happens next?</b></p>", True),
        ("<p><b>The ferry is late again.</b></p>", False),
        ("<p><b>What did you see that night?</b></p>", False),
        ("<p><strong>By Ann Lee</strong></p>", False),
        ("<p>The <strong>long wait</strong> is over</p>", False),
        ("<p><strong>Ida Marsh</strong> has waited</p>", False),
    ],
)
def test_a_paragraph_in_bold_is_a_heading(line: str, is_heading: bool) -> None:
    article = read_page(f"<h1>The last ferry</h1>{make_paragraphs(2, 6)}{line}{make_paragraphs(6, 12)}")
    assert ("heading" in {block.kind for block in article.blocks}) is is_heading
