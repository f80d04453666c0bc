"""The story of a page: whole, and no more than it."""

import json

import pytest

import newscli
from newscli.model import Article
from tests.growth import assert_grows_linearly

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


@pytest.mark.parametrize("tag", "time label output noindex button code abbr cite data ins mark span".split())
def test_no_word_in_a_sentence_is_lost(tag: str) -> None:
    sentence = f"<p>The new quay opens on <{tag}>1 July at seven</{tag}>, and the board will be there.</p>"
    article = read_page(f"<h1>The last ferry</h1>{make_paragraphs(2, 6)}{sentence}{make_paragraphs(6, 12)}")
    assert "The new quay opens on 1 July at seven, and the board will be there." in article.text.split("\n\n")


def test_a_day_without_a_sentence_is_no_part_of_the_story() -> None:
    days = "<time datetime='2031-04-02'>2 April 2031</time><time datetime='2031-04-05'>5 April 2031</time>"
    article = read_page(f"<article><h1>The last ferry</h1><p>{days}</p>{make_paragraphs(2, 8)}</article>")
    assert article.text.startswith("The ferry to Skerry left at 2")


def test_short_quotations_get_the_marks_that_browsers_show() -> None:
    line = "<p>He said <q>the board said <q>no</q> twice</q> and that <q>“the ferry” is late</q> again that day.</p>"
    article = read_page(f"<h1>The last ferry</h1>{make_paragraphs(2, 8)}{line}{make_paragraphs(8, 12)}")
    assert "He said “the board said ‘no’ twice” and that “the ferry” is late again that day." in article.text


GATE = "<div class='offer'><h3>Keep reading for one crown</h3><p>Already a subscriber? Log in</p></div>"


@pytest.mark.parametrize(
    ("attributes", "gate"),
    [
        ("class='story' id='premium'", ""),
        ("class='story paywall'", GATE),
        ("class='story locked'", "<aside class='ad'>Advertisement</aside>"),
        ("class='story'", GATE),
        ("class='story'", "<div class='ad'>Advertisement</div>"),
        ("class='story'", "<div class='box'><p>This article is for subscribers only. Start your free trial.</p></div>"),
    ],
)
def test_a_story_is_read_behind_its_gate(attributes: str, gate: str) -> None:
    parts = (
        f"<div class='story'>{make_paragraphs(2, 6)}</div>{gate}<div {attributes}>{make_paragraphs(6, 10)}</div>"
        f"<div class='box'>{make_paragraphs(10, 12, 'bus to the pier')}</div>"
    )
    article = read_page(f"<article><h1>The last ferry</h1>{parts}</article>")
    story = [line for line in article.text.strip().split("\n\n") if "bus" not in line]
    assert story == [make_paragraph(hour) for hour in range(2, 10)]


def test_a_sentence_about_subscribers_stays() -> None:
    line = "<p>The timetable is for subscribers only, the harbour master said.</p>"
    article = read_page(
        f"<article><h1>The last ferry</h1><div>{make_paragraphs(2, 6)}{line}{make_paragraphs(6, 9)}</div></article>"
    )
    assert "for subscribers only" in article.text


def test_other_stories_with_the_class_of_the_story_are_left_out() -> None:
    own = f"<div class='story'><h1>The last ferry</h1>{make_paragraphs(2, 8)}</div>"
    other = f"<div class='story premium'><h2>The bus</h2>{make_paragraphs(2, 8, 'bus to the pier')}</div>"
    assert "bus" not in read_page(f"<main>{own}{other}</main>").text


@pytest.mark.parametrize(
    "front",
    [
        "<p>Harbour</p><h1>The last ferry</h1>",
        "<p class='kicker'>Exclusive</p><h1>The last ferry</h1><p>By Ann Lee</p>",
        "<h1><span class='kicker'>Analysis</span> <span>The last ferry</span></h1><p>2 April 2031</p>",
        "<h1>The last ferry</h1><p>Last updated 2 April 2031</p>",
        "<h1>The last ferry</h1><p>Published 22:00, 2 April 2031 BST</p>",
    ],
)
def test_the_lines_above_a_story_are_no_part_of_it(front: str) -> None:
    article = read_page(f"<article>{front}{make_paragraphs(2, 8)}</article>", "<title>The last ferry</title>")
    assert article.text.startswith("The ferry to Skerry left at 2")


def test_the_byline_below_a_standfirst_is_no_part_of_the_story() -> None:
    front = "<h1>The last ferry</h1><p>Nobody sleeps on the island</p><p>By Ann Lee</p><p>2 April 2031</p>"
    article = read_page(f"<article>{front}{make_paragraphs(2, 8)}</article>")
    assert article.text.startswith("Nobody sleeps on the island\n\nThe ferry to Skerry left at 2")


@pytest.mark.parametrize(
    "line",
    [
        "(Reporting by Ann Lee in Skerry; Editing by Bob Ray)",
        "Bob Ray contributed to this report.",
        "Our Standards: The Principles.",
        "___",
        "Photo by Rex Flash / Skerry Bugle",
        "The quay at dawn. Picture: Rex Flash",
    ],
)
def test_credits_are_no_part_of_the_story(line: str) -> None:
    article = read_page(f"<article><h1>The last ferry</h1>{make_paragraphs(2, 8)}<p>{line}</p></article>")
    assert article.text.strip().endswith(
        "left at 7 with 21 people, four sheep and a piano on it, the harbour master said."
    )


def test_a_day_that_may_be_read_in_two_ways_is_a_warning() -> None:
    article = read_page(f"<h1>The last ferry</h1><p class='date'>04/03/2031</p>{make_paragraphs(2, 8)}")
    (message,) = [warning.message for warning in article.problems if warning.code == "ambiguous-date"]
    assert message == "the day '04/03/2031' was left out: either number may be the month"


@pytest.mark.parametrize(
    "piece",
    [
        "<time>1 May 2031</time>",
        "<label>a</label>",
        "<q>a</q>",
        "<span itemprop='author'>Ann Lee</span>",
        "<div class='date'>Posted on 3 May 2031 by Ann</div>",
        "<article><h2><a href='x'>Storm shuts the northern pass</a></h2></article>",
        "<p>Subscribe to continue reading</p>",
    ],
)
def test_the_time_to_read_a_page_grows_with_its_length(piece: str) -> None:
    assert_grows_linearly(
        lambda size: read_page(f"<article><h1>The last ferry</h1>{make_paragraphs(2, 8)}{piece * size}</article>"), 2000
    )


def test_authors_and_days_after_the_story_are_those_of_others() -> None:
    own = f"<div><h1>The last ferry</h1><p class='byline'>By Ann Lee</p>{make_paragraphs(2, 8)}</div>"
    other = "<div><p class='byline'>By Hugo Fell</p><p class='date'>1 June 2030</p></div>"
    for page in (own + other, f"<article>{own}</article>{other}", f"<main>{own}</main>{other}"):
        fields = read_page(page).fields
        assert [field.value for field in fields if field.key == "author"] == ["Ann Lee"]
        assert not [field for field in fields if field.key == "published"]


def test_a_short_story_keeps_its_paragraphs() -> None:
    """trafilatura's last resort joins all text of a page, so that one quote would run into another."""
    page = """<html><head><title>Bridge opens</title></head><body><nav><a href=/>Home</a> <a href=/s>Sport</a></nav>
    <article><h1>Bridge opens</h1><p class=byline>By Ann Lee</p><p>Mayor Tom Hill said: "We did it."</p>
    <ul><li>One item</li><li>Two item</li></ul><blockquote>"Never again," said Ann Roe.</blockquote></article>
    <footer>Copyright</footer></body></html>"""
    article = newscli.read(page.encode(), name="short.html")
    texts = [article.text[slice(*block.span)] for block in article.blocks]
    assert texts == ['Mayor Tom Hill said: "We did it."', "- One item", "- Two item", '"Never again," said Ann Roe.']
