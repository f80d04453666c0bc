"""What stands around the story in documents of any format: labels, bylines, captions, jump lines, notes at the end."""

import pytest

from newscli.formats.documents import build_article
from newscli.model import Article, Field, Source
from newscli.structure.drafts import DraftBlock

STORY = (
    "The ferry to Skerry left late on Tuesday with four sheep and a piano on it, the harbour master said that night.",
    "Nobody slept on it, because the sheep did not, and the piano was played until the quay came in sight at dawn.",
    "The board will meet on Friday to hear what the sheep cost, and whether the piano may stay on the ferry.",
)
TITLE = DraftBlock("title", "Ferry runs all night")
SOURCE = Source(path="a.docx", format="docx", encoding=None, bytes=1, sha256="0")


def build(*lines: str | DraftBlock, properties: tuple[Field, ...] = ()) -> Article:
    drafts = [line if isinstance(line, DraftBlock) else DraftBlock("paragraph", line) for line in lines]
    return build_article(SOURCE, drafts, properties, "has no text")


def list_fields(article: Article) -> list[tuple[str, str]]:
    return [(field.key, field.value) for field in article.fields]


def test_labels_above_a_story_are_its_metadata() -> None:
    article = build(
        "Slug: FERRY-NIGHT",
        "Words: 104",
        "Headline: Ferry runs all night",
        "Byline: Ann Lee",
        "Date: 2 April 2031",
        *STORY,
    )
    assert list_fields(article) == [
        ("title", "Ferry runs all night"),
        ("authors", "Ann Lee"),
        ("published", "2 April 2031"),
    ]
    assert article.text.startswith("The ferry to Skerry left late")


def test_labels_may_stand_below_the_title() -> None:
    article = build(TITLE, "Slug: FERRY", "Author: Ann Lee", "Desk: Harbour", *STORY)
    assert ("authors", "Ann Lee") in list_fields(article)
    assert article.text.startswith("The ferry to Skerry left late")


@pytest.mark.parametrize(
    "line",
    [
        "Words: the sheep said nothing of it, and neither did the piano.",
        "From: the harbour, with love, and with four sheep on board.",
        "Date: 2 April 2031, and the sheep had not yet left the ferry, said the master.",
    ],
)
def test_a_sentence_with_a_label_stays(line: str) -> None:
    assert line in build(TITLE, line, *STORY).text


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        (("ANN LEE", "ann@gull.example"), ["Ann Lee"]),
        (("Ann Lee", "ann@gull.example"), ["Ann Lee"]),
        (("Ann Lee, 2 April 2031",), ["Ann Lee"]),
        (("ANN LEE",), []),
    ],
)
def test_a_name_is_a_byline_by_what_stands_beside_it(front: tuple[str, ...], expected: list[str]) -> None:
    article = build(TITLE, *front, *STORY)
    authors = [field.value for field in article.fields if field.key in ("author", "authors")]
    assert [author.removeprefix("By ").title() for author in authors] == expected
    assert "gull.example" not in article.text


def test_a_name_in_a_place_above_the_dateline_is_a_byline() -> None:
    deck = DraftBlock("heading", "The piano is played until dawn", 2)
    name = DraftBlock("heading", "ANN LEE in Skerry", 4)
    article = build(TITLE, deck, name, f"SKERRY - {STORY[0]}", *STORY[1:])
    assert "By ANN LEE in Skerry" in [field.value for field in article.fields]
    assert "ANN LEE" not in article.text


def test_a_name_further_down_is_no_byline() -> None:
    article = build(TITLE, *STORY, "ANN LEE", "ann@gull.example", STORY[0])
    assert not [field for field in article.fields if field.key in ("author", "authors")]
    assert "ANN LEE" in article.text


def test_the_author_in_the_properties_counts_only_without_a_byline() -> None:
    leftover = (Field("authors", "Hugo Fell", "core property author"),)
    assert ("authors", "Hugo Fell") not in list_fields(build(TITLE, "By Ann Lee", *STORY, properties=leftover))
    assert ("authors", "Hugo Fell") in list_fields(build(TITLE, *STORY, properties=leftover))


@pytest.mark.parametrize(
    "line",
    [
        "See FERRY, Page A6",
        "FERRY: Continued from Page A1",
        "Continued on page 4",
        "From page 1",
        "The quay at dawn, 1 May 2031. Photo: Rex Flash",
        "Photograph by Rex Flash/Gull Images",
        "Picture: Rex Flash",
    ],
)
def test_jump_lines_and_captions_are_no_part_of_the_story(line: str) -> None:
    assert build(TITLE, STORY[0], line, *STORY[1:]).text == "\n\n".join(STORY) + "\n"


@pytest.mark.parametrize(
    "line",
    [
        "Photos show the sheep at dawn.",
        "They got the picture: Everyone was tired.",
        "She posted one image: Nobody liked it.",
        "See the master of the ferry, who is 64.",
    ],
)
def test_sentences_like_these_stay(line: str) -> None:
    assert line in build(TITLE, STORY[0], line, *STORY[1:]).text


@pytest.mark.parametrize("mark", ["ENDS", "-ends-", "###", "-30-"])
def test_what_follows_the_end_is_no_part_of_the_story(mark: str) -> None:
    article = build(TITLE, *STORY, mark, "Contact: Ann Lee, +47 22 00 00 00")
    assert article.text == "\n\n".join(STORY) + "\n"


def test_a_mark_above_most_of_a_story_ends_nothing() -> None:
    article = build(TITLE, STORY[0], STORY[1], "###", *STORY, *STORY)
    assert article.text.count(STORY[2]) == 2
