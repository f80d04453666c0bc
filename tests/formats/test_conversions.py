"""The same article in each format that a real tool made of it has the same paragraphs."""

import pytest

import newscli
from newscli.model import Article
from tests.conftest import ROOT, SAMPLES

PAGE = ROOT / "docs" / "pages" / "harbour-seals.html"


def words(article: Article, *, unmarked: bool = False) -> list[str]:
    """The body's paragraphs, each on one line; ``unmarked``: without what stands before an item of a list."""
    found = [" ".join(article.text[slice(*one.span)].split()) for one in article.blocks if one.kind != "title"]
    return [one.removeprefix("- ") for one in found] if unmarked else found


@pytest.mark.parametrize(
    ("source", "name", "number"),
    [
        ("headline.txt", "document.pdf", 0),  # two columns, hyphenated, with running heads and page numbers
        ("setext.md", "document.docx", 0),
        ("wrapped.txt", "letter.eml", 0),
        ("headline.txt", "letters.mbox", 0),
        ("setext.md", "letters.mbox", 1),  # markup alone, laid out in tables
        ("header-block.txt", "feed.xml", 0),
        ("headline.txt", "feed.atom", 0),
        ("setext.md", "feed.atom", 1),
        ("indented.txt", "record.json", 0),
        ("indented.txt", "crawl.ndjson", 1),
        ("bare.txt", "lexisnexis.txt", 0),
        ("headline.txt", "factiva.txt", 0),
        ("indented.txt", "factiva.txt", 1),
        ("wrapped.txt", "proquest.txt", 0),
        ("bare.txt", "proquest.txt", 1),
        ("bare.txt", "articles.zip", 0),
        ("front-matter.md", "articles.zip", 1),
    ],
)
def test_paragraphs(source: str, name: str, number: int) -> None:
    found = list(newscli.read_all(SAMPLES / name))[number]
    assert isinstance(found, Article)
    assert words(found) == words(newscli.read(SAMPLES / source))


@pytest.mark.parametrize("name", ["page.html", "page.mhtml", "page.warc.gz"])
def test_a_page_is_the_same_however_it_was_saved(name: str) -> None:
    assert newscli.read(SAMPLES / name).text == newscli.read(PAGE).text


def test_a_printed_page_holds_the_story() -> None:
    """A page's advertisements and footers are printed, too; the story's paragraphs are whole and in order."""
    printed = words(newscli.read(SAMPLES / "page.pdf"), unmarked=True)
    story = words(newscli.read(PAGE), unmarked=True)
    assert [one for one in printed if one in story] == story
    assert len(printed) - len(story) <= 6


def test_what_a_document_states_is_its_metadata() -> None:
    for name, published in (("document.pdf", "2031-05-02"), ("page.pdf", "2031-05-14")):
        stated = newscli.inspect(newscli.read(SAMPLES / name), use_model=False, dates=False).metadata
        # Not the day on which the file was made.
        assert stated.published == published
        assert stated.modified is None
        assert len(stated.authors) == 2
    stated = newscli.inspect(newscli.read(SAMPLES / "document.docx"), use_model=False, dates=False).metadata
    assert (stated.title, stated.authors) == ("Storm Takes the Roof, Orchestra Plays On", ("Callum Drew",))
