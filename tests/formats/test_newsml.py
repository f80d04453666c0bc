"""XML of news wires: several items in a message, plain text, and markup that may not be trusted."""

import pytest

import newscli
from newscli.errors import EmptyError, FailedArticle, LimitError, UnreadableError
from newscli.model import Article
from tests.conftest import SAMPLES

ITEM = (
    "<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/'><itemMeta><provider><name>Gull</name></provider>"
    "<firstCreated>2031-05-02T08:15:00Z</firstCreated></itemMeta><contentMeta><headline>{title}</headline></contentMeta>"
    "<contentSet>{content}</contentSet></newsItem>"
)


@pytest.mark.parametrize("name", ["wire.nitf", "wire.xml"])
def test_a_caption_is_no_part_of_the_story_and_headings_are(name: str) -> None:
    article = newscli.read((SAMPLES / name).read_bytes())
    assert article.source.format == "newsml"
    assert "Saint Brendan" not in article.text
    assert [block.kind for block in article.blocks].count("heading") == 2


def test_each_item_of_a_message_is_an_article() -> None:
    plain = "<inlineData contenttype='text/plain'>It rained.\n\nIt stopped.</inlineData>"
    nitf = "<inlineXML><nitf><body><body.content><p>It <em>snowed</em>.</p></body.content></body></nitf></inlineXML>"
    items = [ITEM.format(title=f"T{n}", content=content) for n, content in enumerate((plain, nitf, ""))]
    articles = list(newscli.read_all(f"<newsMessage><itemSet>{''.join(items)}</itemSet></newsMessage>".encode()))
    assert [a.text for a in articles if isinstance(a, Article)] == ["It rained.\n\nIt stopped.\n", "It snowed.\n"]
    assert isinstance(articles[2], FailedArticle)
    assert articles[2].error.message == "is a news item without text"


@pytest.mark.parametrize("entity", ["&b;", "&c;"])
def test_entities_are_never_expanded(entity: str) -> None:
    bomb = "<!DOCTYPE nitf [<!ENTITY a 'ha '><!ENTITY b '&a;&a;&a;'><!ENTITY c SYSTEM 'file:///etc/passwd'>]>"
    body = f"<nitf><body><body.content><p>It rained {entity} all day.</p></body.content></body></nitf>"
    with pytest.raises(UnreadableError, match=r"Entity '[bc]' not defined"):
        newscli.read(f"{bomb}{body}".encode(), name="a.nitf")


@pytest.mark.parametrize(
    ("data", "error", "message"),
    [
        ("<nitf><body>", UnreadableError, "is XML that can't be parsed"),
        ("<newsMessage><itemSet/></newsMessage>", EmptyError, "contains no news item"),
        ("<nitf>" + "<block>" * 200 + "</block>" * 200 + "</nitf>", LimitError, "--max-nesting"),
    ],
)
def test_what_can_not_be_read_is_said(data: str, error: type[newscli.NewscliError], message: str) -> None:
    with pytest.raises(error, match=message):
        newscli.read(data.encode(), name="a.nitf")
