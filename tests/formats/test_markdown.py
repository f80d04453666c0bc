"""Markdown: the rendered plain text, its blocks, its front matter."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newscli
from newscli.errors import LimitError
from newscli.limits import Limits
from newscli.model import Article
from newscli.options import ReadOptions
from newscli.pipeline import read as read_with


def read_article(text: str) -> Article:
    return newscli.read(text.encode(), name="a.md")


def list_blocks(text: str) -> list[tuple[str, int, str]]:
    article = read_article(text)
    return [(b.kind, b.level, article.text[slice(*b.span)]) for b in article.blocks]


def test_markup_is_removed_and_its_text_kept() -> None:
    text = "Some *very* **bold** `code` and a [link](http://x 'title'), <b>html</b>, "
    text += "![alt *text*](y.png), &amp; \\*stars\\*.\n"
    assert read_article(text).text == "Some very bold code and a link, html, alt text, & *stars*."


def test_each_kind_of_markup_is_a_kind_of_block() -> None:
    text = "# One\n\nTwo\n===\n\n- a\n- b\n  - c\n\n3. d\n4. e\n\n> f\n\n```\ng\n```\n\n"
    text += "|h|i|\n|-|-|\n|j|k|\n\n***\n\nl\nm  \nn\n"
    assert list_blocks(text) == [
        ("heading", 1, "One"),
        ("heading", 1, "Two"),
        ("item", 0, "- a"),
        ("item", 0, "- b"),
        ("item", 0, "- c"),
        ("item", 0, "3. d"),
        ("item", 0, "4. e"),
        ("quote", 0, "f"),
        ("code", 0, "g"),
        ("row", 0, "h\ti"),
        ("row", 0, "j\tk"),
        ("paragraph", 0, "l m\nn"),
    ]
    assert read_article(text).text.startswith(
        "One\n\nTwo\n\n- a\n- b\n- c\n\n3. d\n4. e\n\nf\n\ng\n\nh\ti\nj\tk\n\nl m\nn"
    )


def test_a_single_leading_heading_of_level_1_is_the_title() -> None:
    article = read_article("# The Title\n\nStory here.\n\n## Part\n\nMore.\n")
    assert [(f.key, f.value, f.origin) for f in article.fields] == [("title", "The Title", "level-1 heading")]
    assert article.text[slice(*article.body)].startswith("Story here.")
    assert article.blocks[0].kind == "title"


@pytest.mark.parametrize("front", ["", "---\ntitle: The Title\n---\n"])
def test_a_heading_alone_is_the_title_of_an_empty_story(front: str) -> None:
    article = read_article(f"{front}# The Title\n")
    assert [(block.kind, block.span) for block in article.blocks] == [("title", (0, 9))]
    assert [field.value for field in article.fields] == ["The Title"]
    assert article.body == (9, 9)


def test_the_title_may_stand_below_a_byline() -> None:
    article = read_article("By Jane Doe\n\n# The Title\n\nStory here.\n")
    assert [(field.key, field.value) for field in article.fields] == [
        ("authors", "By Jane Doe"),
        ("title", "The Title"),
    ]
    assert [block.kind for block in article.blocks] == ["title", "paragraph"]


def test_a_title_in_front_matter_takes_precedence_over_a_heading() -> None:
    article = read_article("---\ntitle: Other\n---\n# Heading\n\nStory.\n")
    assert [(f.key, f.value) for f in article.fields] == [("title", "Other")]
    assert article.blocks[0].kind == "heading"
    repeated = read_article("---\ntitle: Heading\n---\n# Heading\n\nStory.\n")
    assert repeated.text[slice(*repeated.body)] == "Story."
    assert [block.kind for block in repeated.blocks] == ["title", "paragraph"]


def test_front_matter_strings_stay_as_written() -> None:
    article = read_article("---\ntitle: 2017-12-11\nauthor: no\nsection: 0x10\ndate: 2017-12-11 10:00\n---\nStory.\n")
    assert {f.key: f.value for f in article.fields} == {
        "title": "2017-12-11",
        "authors": "no",
        "section": "0x10",
        "published": "2017-12-11 10:00",
    }
    assert article.text == "Story."


@pytest.mark.parametrize("matter", ["a: [", "- a\n- b", "title: !!python/none x", "\t: x", "a: &a [*a]", "? " * 3000])
def test_broken_front_matter_costs_only_itself(matter: str) -> None:
    article = read_article(f"---\n{matter}\n---\n\nStory here.\n")
    assert article.text == "Story here."
    assert {problem.code for problem in article.problems} <= {"front-matter"}


def test_bylines_and_datelines_are_found_as_in_plain_text() -> None:
    metadata = newscli.inspect(
        read_article("# A Title\n\nBy Jane Doe\n\n*3 May 2030*\n\nROME (dpa) – The council met.\n")
    ).metadata
    assert (metadata.title, metadata.authors, metadata.published, metadata.dateline) == (
        "A Title",
        ("Jane Doe",),
        "2030-05-03",
        "ROME (dpa)",
    )


def test_undecodable_bytes_are_shown_where_they_are_in_the_rendered_text() -> None:
    data = "---\ntitle: Café\n---\n\n**Über** die Brücke, „natürlich“, sagte er. ".encode() + b"\xff *and* on.\n"
    article = newscli.read(data, name="a.md")
    assert [article.text[slice(*problem.spans[0])] for problem in article.problems] == ["\ufffd"]
    hidden = newscli.read(b"---\ntitle: caf\xc3\xa9 caf\xc3\xa9 \xff\n---\n\nStory.\n", name="a.md")
    assert [(problem.code, problem.spans) for problem in hidden.problems] == [("undecodable", ())]


def test_nesting_is_limited() -> None:
    with pytest.raises(LimitError, match="max-nesting"):
        read_article(">" * 200 + " deep")
    assert (
        read_with((">" * 150 + " deep").encode(), name="a.md", options=ReadOptions(limits=Limits(max_nesting=400))).text
        == "deep"
    )


@given(st.text(st.sampled_from('ab#>-*_`[]()!|\n 1.<&;~=\\"')))
def test_any_markdown_has_spans_that_show_their_text(text: str) -> None:
    if not text.strip():
        return
    article = read_article(text)
    spans = [b.span for b in article.blocks]
    assert all(a.end < b.start for a, b in pairwise(spans))
    assert all(article.text[s:e].strip("\n") == article.text[s:e] != "" for s, e in spans)
