"""An article has the same paragraphs in each format that a real tool converted it to."""

import pytest

import newscli
from newscli.model import Article
from tests.conftest import ROOT, SAMPLES

PAGE = ROOT / "docs" / "pages" / "harbour-seals.html"


def list_paragraphs(article: Article, *, without_dashes: bool = False) -> list[str]:
    """The body's paragraphs, each on one line; ``without_dashes``: without the dash before a list item."""
    paragraphs = [
        " ".join(article.text[slice(*block.span)].split()) for block in article.blocks if block.kind != "title"
    ]
    return [paragraph.removeprefix("- ") for paragraph in paragraphs] if without_dashes else paragraphs


@pytest.mark.parametrize(
    ("source", "name", "number"),
    [
        ("headline.txt", "document.pdf", 0),  # two columns, hyphenated, with running heads and page numbers
        ("setext.md", "document.docx", 0),
        ("wrapped.txt", "newsletter.eml", 0),
        ("headline.txt", "mailbox.mbox", 0),
        ("setext.md", "mailbox.mbox", 1),  # markup alone, laid out in tables
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
def test_a_converted_article_has_the_same_paragraphs(source: str, name: str, number: int) -> None:
    article = list(newscli.read_all(SAMPLES / name))[number]
    assert isinstance(article, Article)
    assert list_paragraphs(article) == list_paragraphs(newscli.read(SAMPLES / source))


@pytest.mark.parametrize("name", ["page.html", "page.mhtml", "page.warc.gz"])
def test_a_page_is_the_same_however_it_was_saved(name: str) -> None:
    assert newscli.read(SAMPLES / name).text == newscli.read(PAGE).text


def test_a_printed_page_holds_the_story() -> None:
    """Advertisements and footers are printed, too; the story's paragraphs are complete and in order."""
    printed = list_paragraphs(newscli.read(SAMPLES / "page.pdf"), without_dashes=True)
    story = list_paragraphs(newscli.read(PAGE), without_dashes=True)
    assert [paragraph for paragraph in printed if paragraph in story] == story
    assert len(printed) - len(story) <= 6


def test_the_properties_of_a_document_are_its_metadata() -> None:
    for name, published in (("document.pdf", "2031-05-02"), ("page.pdf", "2031-05-14")):
        metadata = newscli.inspect(newscli.read(SAMPLES / name), use_model=False, dates=False).metadata
        # Not the day on which the file was made.
        assert metadata.published == published
        assert metadata.modified is None
        assert len(metadata.authors) == 2
    metadata = newscli.inspect(newscli.read(SAMPLES / "document.docx"), use_model=False, dates=False).metadata
    assert (metadata.title, metadata.authors) == ("Storm Takes the Roof, Orchestra Plays On", ("Callum Drew",))
