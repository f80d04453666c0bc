"""Tables with an article on each row: columns of known tools, delimiters, and tables without a text."""

from pathlib import Path

import pytest

import newscli
from newscli.errors import EmptyError, FailedArticle
from newscli.model import Article
from tests.conftest import invoke

STORY = "It rained, she said.\n\n“Again,” said Ann Lee."


def read_articles(table: str, **mapping: str) -> list[Article]:
    articles = list(newscli.read_all(table.encode(), name="a.csv", options=newscli.ReadOptions(mapping=mapping)))
    return [article for article in articles if isinstance(article, Article)]


@pytest.mark.parametrize(
    ("header", "delimiter"),
    [
        ("title,text,domain,date", ","),
        ("title;Text;media_name;publish_date", ";"),
        ("headline\tarticle\tpublisher\tpubdate", "\t"),
    ],
)
def test_columns_are_known_whatever_the_delimiter(header: str, delimiter: str) -> None:
    row = delimiter.join(("Tides", f'"{STORY}"', "The Gull", "2031-05-02"))
    (article,) = read_articles(f"\ufeff{header}\r\n{row}\r\n\r\n")
    metadata = newscli.inspect(article, use_model=False, dates=False).metadata
    assert article.text == STORY
    assert article.source.format == "csv"
    assert (metadata.title, metadata.publisher, metadata.published) == ("Tides", "The Gull", "2031-05-02")


def test_other_columns_can_be_named() -> None:
    table = f'kop,verhaal\nGetijden,"{STORY}"\n'
    (article,) = read_articles(table, text="verhaal", title="kop")
    assert newscli.inspect(article, use_model=False, dates=False).metadata.title == "Getijden"
    with pytest.raises(EmptyError, match=r"\(it has kop, verhaal\); name it: --map text=COLUMN"):
        read_articles(table)


def test_a_row_without_text_costs_no_other(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f'id,text\n1,"{STORY}"\n2,\n3,"{STORY}"\n', "utf-8")
    articles = list(newscli.read_all(path))
    assert [isinstance(article, FailedArticle) for article in articles] == [False, True, False]
    outcome = invoke("meta", "--json", str(path))
    assert outcome.code == 1
    assert outcome.err.startswith(f"newscli: {path}#2: has no text")


def test_a_cell_over_the_limit_is_an_error() -> None:
    articles = list(newscli.read_all(f'text\n"{"a" * 300_000}"\n'.encode(), name="a.csv"))
    assert len(articles) == 1
    assert isinstance(articles[0], Article)
