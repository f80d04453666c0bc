"""Exports of news databases: each layout, in any language of the interface and with any line ends."""

import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest

import newscli
from newscli.errors import FailedArticle
from newscli.formats.databases.records import clean_byline, count_stated_words, find_day
from newscli.model import Article, Metadata
from tests.cases import parametrize_cases
from tests.conftest import CASES, SAMPLES, invoke

EXPORTS = json.loads((CASES / "exports.json").read_text("utf-8"))
FERRY_SAMPLES = (
    "nexis.html", "nexis-uni.docx", "factiva.html", "factiva.xml", "proquest.html", "proquest.eml", "europresse.html",
)  # fmt: skip
TEXT_SAMPLES = tuple(sorted(path.name for path in SAMPLES.iterdir() if path.suffix in (".txt", ".md")))


def read_articles(data: bytes, name: str = "export") -> list[Article]:
    articles = list(newscli.read_all(data, name=name))
    assert not any(isinstance(article, FailedArticle) for article in articles)
    return [article for article in articles if isinstance(article, Article)]


def read_metadata(article: Article) -> Metadata:
    return newscli.inspect(article, use_model=False, dates=False).metadata


@pytest.mark.parametrize("case", EXPORTS, ids=[case["name"] for case in EXPORTS])
def test_each_database_export_is_read(case: dict[str, Any]) -> None:
    articles = list(newscli.read_all("\n".join(case["lines"]).encode(), name="export.txt"))
    assert {article.source.format for article in articles if isinstance(article, Article)} == {case["name"]}
    assert len(articles) == len(case["articles"])
    for article, expected in zip(articles, case["articles"], strict=True):
        assert isinstance(article, Article)
        metadata = newscli.inspect(article, use_model=False, dates=False).metadata
        assert article.text == expected["text"]
        for key in ("title", "published", "publisher", "section"):
            assert getattr(metadata, key) == expected[key]
        assert list(metadata.authors) == expected["authors"]


def test_a_factiva_export_in_html_is_read() -> None:
    markup = (
        "<div class='article enArticle'><table><tr><td class='index'><b>SE</b></td><td>News</td></tr>"
        "<tr><td class='index'><b>HD</b></td><td><span>Ferry Runs All Night</span></td></tr>"
        "<tr><td><b>BY</b></td><td>By Ann Lee</td></tr><tr><td><b>WC</b></td><td>14 words</td></tr>"
        "<tr><td><b>PD</b></td><td>2 May 2031</td></tr><tr><td><b>SN</b></td><td>The Skerry Gull</td></tr>"
        "<tr><td><b>LP</b></td><td><p>The ferry ran all night, she said.</p></td></tr>"
        "<tr><td><b>TD</b></td><td><p>Nobody slept on it.</p><p>It rained.</p></td></tr></table></div>"
    )
    page = f"<html><body>{markup * 2}</body></html>"
    articles = list(newscli.read_all(page.encode(), name="Factiva.html"))
    texts = [article.text for article in newscli.read_all(page.encode("utf-16")) if isinstance(article, Article)]
    assert texts == [article.text for article in articles if isinstance(article, Article)]
    assert [article.source.path for article in articles if isinstance(article, Article)] == [
        "Factiva.html#1",
        "Factiva.html#2",
    ]
    first = articles[0]
    assert isinstance(first, Article)
    assert first.text == "The ferry ran all night, she said.\n\nNobody slept on it.\n\nIt rained.\n"
    metadata = newscli.inspect(first, use_model=False, dates=False).metadata
    assert (metadata.title, metadata.authors, metadata.published) == (
        "Ferry Runs All Night",
        ("Ann Lee",),
        "2031-05-02",
    )


@pytest.mark.parametrize("name", FERRY_SAMPLES)
def test_every_layout_gives_the_same_story(name: str) -> None:
    (article,) = read_articles((SAMPLES / name).read_bytes())
    (first, *_) = read_articles((SAMPLES / "factiva.txt").read_bytes())
    # In text, the caption of a photograph is part of it.
    assert article.text.split() == first.text.partition("Photo:")[0].split()
    metadata = read_metadata(article)
    assert metadata.title == "Island Ferry Line to Run All Night After Petition"
    assert metadata.authors == (() if name == "europresse.html" else ("Jane Okafor", "Mark Tindall"))
    assert (metadata.published or "")[:10] == "2031-05-02"
    assert (metadata.publisher, metadata.language) == ("The Skerry Gull", "en")
    assert (metadata.section or "").casefold() == "news"


@pytest.mark.parametrize("line_end", [b"\r\n", b"\r"])
@pytest.mark.parametrize("name", TEXT_SAMPLES)
def test_line_ends_of_other_systems_change_nothing(name: str, line_end: bytes) -> None:
    data = (SAMPLES / name).read_bytes()
    if b"\0" in data:
        data = data.decode("utf-16").encode()
    unix = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    rows = []
    for text in (unix, unix.replace(b"\n", line_end)):
        reports = [newscli.inspect(a, use_model=False, dates=False) for a in read_articles(text, name)]
        rows.append(
            [
                (r.source.format, replace(r.metadata, evidence={}), [(s.title, s.words) for s in r.outline])
                for r in reports
            ]
        )
    assert rows[0] == rows[1]


def test_a_value_on_the_next_line_and_notes_on_the_edition_are_no_part_of_the_story() -> None:
    text = (
        "                    1 of 1 DOCUMENT\n\n\n          The Skerry Gull\n\n        June 20, 2031 Friday\n"
        "         Correction Appended\n         Late Edition - Final\n\nTalks Collapse\nOver the Weir\n\n"
        "BYLINE:  From ELIZA MCBRIDE\n\nSECTION: \n\nNEWS; Pg. 7A\n\nLENGTH: 11 words\n\nDATELINE: TARROW, June 19\n\n"
        'The talks collapsed. "A first step," said Carl Voss, an official.\n\n'
        "URL: http://gull.example\n\nCORRECTION-DATE: June 21, 2031\n\nCORRECTION: \n"
        "An article on Friday misstated the day. It was Wednesday.\n\nLOAD-DATE: June 20, 2031\n\nLANGUAGE: ENGLISH\n"
    )
    (article,) = read_articles(text.encode())
    metadata = read_metadata(article)
    assert article.text == 'The talks collapsed. "A first step," said Carl Voss, an official.\n'
    assert (metadata.title, metadata.authors) == ("Talks Collapse Over the Weir", ("Eliza McBride",))
    assert (metadata.published, metadata.modified) == ("2031-06-20", "2031-06-21")
    assert (metadata.section, metadata.dateline) == ("NEWS", "TARROW")


def test_articles_of_a_page_are_parted_by_their_marks() -> None:
    one = (
        "<div><p>{n} of 2 DOCUMENTS</p></div><div><p>The Skerry Gull</p></div><div><p>May {n}, 2031</p></div>"
        "<div><p>Seals Return {n}</p></div><div><p>LENGTH: 4 words</p></div><div><p>Eleven seals came back.</p></div>"
        "<div><p>LOAD-DATE: May 4, 2031</p></div><div><p>Copyright 2031 Gull</p></div>"
    )
    page = f"<html><body>{one.format(n=1)}{one.format(n=2)}</body></html>"
    articles = read_articles(page.encode(), "export.html")
    assert [article.text for article in articles] == ["Eleven seals came back.\n"] * 2
    assert [read_metadata(article).title for article in articles] == ["Seals Return 1", "Seals Return 2"]
    assert [read_metadata(article).published for article in articles] == ["2031-05-01", "2031-05-02"]


def test_articles_of_a_word_file_are_parted_by_their_ends() -> None:
    document = docx.Document()
    front = ("User Name: reader", "Documents (2)", "1. Seals Return", "2. Tide Rises")
    first = ("Seals Return", "The Gull - Final Edition", "May 1, 2031", "\nCopyright 2031 Gull", "Length:\xa04 words",
             "Body", "Eleven seals came back.", "Correction", "It was ten.", "Classification", "Language:\xa0ENGLISH",
             "\nEnd of Document")  # fmt: skip
    second = ("Tide Rises - Correction Appended", "The Gull", "Correction Appended", "Section:\xa0News, Pg. 3", "Body",
              "It rose.", "\nLoad-Date:\xa0May 3, 2031", "End of Document")  # fmt: skip
    for paragraph in (*front, *first, *second):
        document.add_paragraph(paragraph)
    data = io.BytesIO()
    document.save(data)
    articles = read_articles(data.getvalue(), "export.docx")
    assert [article.source.format for article in articles] == ["lexisnexis"] * 2
    assert [article.text for article in articles] == ["Eleven seals came back.\n", "It rose.\n"]
    found = [read_metadata(article) for article in articles]
    assert [m.title for m in found] == ["Seals Return", "Tide Rises"]
    assert [(m.publisher, m.published, m.section) for m in found] == [("The Gull", "2031-05-01", None),
                                                                      ("The Gull", None, "News")]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("May 2, 2031 Friday", "2031-05-02"),
        ("June 17, 2031, CITY EDITION", "2031-06-17"),
        ("March 14, 2031 Thursday 10:31 AM GMT", "2031-03-14 10:31 AM GMT"),
        ("9 Januar 2031", "2031-01-09"),
        ("29 décembre 2031", "2031-12-29"),
        ("2 de mayo de 2031", "2031-05-02"),
        ("2031 年 10 月 7 日 17:04", "2031-10-07 17:04"),
        ("3. März 2031", "2031-03-03"),
        ("32 May 2031", None),
        ("The Times, 4 of 12", None),
    ],
)
def test_days_are_read_in_the_languages_of_interfaces(line: str, day: str | None) -> None:
    found = find_day(line)
    assert (found.value if found else None) == day


@pytest.mark.parametrize(
    ("line", "words"), [("1,341 words", 1341), ("877 Wörter", 877), ("8165 字", 8165), ("words", None), ("9 May", None)]
)
def test_lengths_are_read_in_the_languages_of_interfaces(line: str, words: int | None) -> None:
    assert count_stated_words(line) == words


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("From MARK TRAN", "Mark Tran"),
        ("By  By ELIZA BECK", "Eliza Beck"),
        ("TREVOR Kavanagh", "Trevor Kavanagh"),
        ("By Ann Lee, BBC", "Ann Lee, BBC"),
        ("ANGUS MCDONALD-O'HARE", "Angus McDonald-O'Hare"),
    ],
)
def test_bylines_lose_their_opening_and_their_capitals(line: str, byline: str) -> None:
    assert clean_byline(line) == byline


def test_an_article_that_is_far_shorter_than_it_should_be_gets_a_warning() -> None:
    lines = ["HD Weir closed", "WC 40 words", "PD 4 March 2031", "ET 06:42 PM", "SN Gull", "LP", "It was closed."]
    (article,) = read_articles("\r\n".join(lines).encode())
    report = newscli.inspect(article, use_model=False)
    assert [w.message for w in report.warnings if w.code == "length-differs"] == [
        "the export says that this article has 40 words, but only 3 were read"
    ]
    assert report.metadata.published == "2031-03-04T18:42"


def test_a_text_is_no_export_of_europresse(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("It rained, she said.\n", "utf-8")
    outcome = invoke("meta", "--input-format", "europresse", str(path))
    assert (outcome.code, outcome.err) == (1, f"newscli: {path}: is no web page, as exports of Europresse are\n")


@parametrize_cases("export_traps", "name")
def test_a_paragraph_that_begins_as_a_field_does_is_text(case: dict[str, Any]) -> None:
    export = "\n".join(case["lines"]).replace("{trap}", case["trap"])
    article = read_articles(export.encode(), "export.txt")[0]
    assert article.text.split() == f"It ran. {case['trap']} It rained.".split()
    assert read_metadata(article).authors == ()
