"""Saved pages: the story, the metadata, and what a page may not do."""

import contextlib
import gzip
import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import newscli
from newscli.errors import EmptyError, LimitError, NewscliError
from newscli.limits import Limits
from newscli.model import Article
from newscli.options import ReadOptions
from newscli.pipeline import read
from tests.conftest import CASES, ROOT, SAMPLES, check_spans, invoke

PAGES = json.loads((CASES / "pages.json").read_text("utf-8"))
STORY = "".join(
    f"<p>The ferry to Skerry left at {hour} with {hour * 3} people, four sheep and a piano on it, he said.</p>"
    for hour in range(2, 12)
)
MARKUP = st.sampled_from(
    (
        "<p>|</p>|<div>|</div>|<b>|<script>|</script>|<!--|-->|<h1>|</h1>|<table><tr><td>|<li>|<br>|<blockquote>|"
        "<a rel=author href='/author/x'>|&#27;|&#x0;|&amp;|&|<|>|\"|'|<meta name=author content='|<time datetime=|"
        "\x1b[31m|\u202e|\ufffd|é|It was late. |<![CDATA[|<svg><title>|]]]}|"
        '<script type=\'application/ld+json\'>{"@type": "NewsArticle", "author": [[['
    ).split("|")
)


def make_page(head: str = "", body: str = "", story: str = STORY) -> bytes:
    return f"<!doctype html><html><head>{head}</head><body><article>{body}{story}</article></body></html>".encode()


def read_page(data: bytes, name: str = "page.html") -> Article:
    return newscli.read(data, name=name)


@pytest.mark.parametrize("case", PAGES, ids=[case["name"] for case in PAGES])
def test_metadata_is_read_from_a_page(case: dict[str, Any]) -> None:
    metadata = newscli.inspect(read_page(make_page(case["head"], case["body"])), use_model=False, dates=False).metadata
    for key, value in case["expected"].items():
        actual = getattr(metadata, key)
        assert (list(actual) if key == "authors" else actual) == value
        assert not value or metadata.evidence[key].origin


def test_the_story_alone_is_the_text() -> None:
    article = newscli.read(SAMPLES / "page.html")
    assert article.text.startswith("TARROW — Eleven harbour seals")
    for furniture in ("Subscribe", "Advertisement", "Most read", "All rights", "dataLayer", "Isla Merriden", "Home"):
        assert furniture not in article.text
    assert [article.text[slice(*block.span)] for block in article.blocks if block.kind == "heading"] == [
        "What the river lost",
        "A vote in June",
    ]
    assert {block.kind for block in article.blocks} == {"paragraph", "heading", "quote", "item"}
    assert article.text.count("\n\n") == len(article.blocks) - 3


def test_a_page_is_recognized_by_its_content() -> None:
    for name in ("page.txt", "page", "page.html", "-"):
        assert read_page(make_page(), name).source.format == "html"
    assert read_page(b"<p>It was late, the mayor said.</p>\n", "note.txt").source.format == "text"
    assert newscli.read(make_page("", "<h1>Ferry</h1>"), name="a.html").source.encoding == "utf-8"


def test_the_requested_format_overrules_detection() -> None:
    outcome = invoke("meta", "--json", "--input-format", "text", str(SAMPLES / "page.html"))
    assert json.loads(outcome.out)["source"]["format"] == "text"


def test_a_declared_encoding_counts_if_the_page_is_not_utf_8() -> None:
    text = make_page("<meta charset='koi8-r'>", "<h1>Паром</h1>").decode()
    assert newscli.read(text.encode("koi8-r"), name="a.html").source.encoding == "koi8-r"
    assert newscli.read(text.encode("utf-8"), name="a.html").source.encoding == "utf-8"
    lying = text.replace("koi8-r", "no-such-charset").encode("koi8-r")
    assert newscli.read(lying, name="a.html").text


@pytest.mark.parametrize("reference", ["&#27;", "&#x1b;", "&#x1B", "&#0;", "&#8;", "&#xFFFE;", "&#55296;", "\x1b"])
def test_a_control_character_loses_no_part_of_the_story(reference: str) -> None:
    article = read_page(make_page(story=STORY.replace("piano", f"piano {reference}[31m", 1)))
    assert "four sheep and a piano" in article.text
    assert "\x1b" not in article.text
    assert article.text.count("he said.") == 10


def test_nothing_in_a_page_reads_another_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret words", "utf-8")
    doctype = f'<!DOCTYPE html [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    data = make_page("", f"<p>&x; <iframe src='{secret.as_uri()}'></iframe> was there, they said.</p>")
    article = read_page(doctype.encode() + data.removeprefix(b"<!doctype html>"))
    assert "secret words" not in article.text


def test_authors_that_disagree_are_a_warning() -> None:
    head = "<meta name=author content='Ann Lee'><script type='application/ld+json'>"
    data = make_page(
        head + '{"@type": "NewsArticle", "headline": "Ferry", "author": "Bob Ray"}</script>', "<h1>Ferry</h1>"
    )
    report = newscli.inspect(read_page(data), use_model=False, dates=False)
    (warning,) = [warning for warning in report.warnings if warning.code == "sources-disagree"]
    assert "JSON-LD author Bob Ray" in warning.message
    assert "meta author Ann Lee" in warning.message
    agreeing = newscli.inspect(
        read_page(data.replace(b"Bob Ray", b"Ann Lee and Bob Ray")), use_model=False, dates=False
    )
    assert not [warning for warning in agreeing.warnings if warning.code == "sources-disagree"]


def test_old_encoding_labels_mean_what_they_mean_in_browsers() -> None:
    text = make_page(
        "<meta charset='iso-8859-1'>", "<p>“Nobody slept – not one,” Ann Lee said of the café that night.</p>"
    )
    article = newscli.read(text.decode().encode("cp1252"), name="a.html")
    assert article.source.encoding == "cp1252"
    assert "“Nobody slept – not one,”" in article.text
    assert newscli.read(text.decode().replace("iso-8859-1", "hex").encode("cp1252"), name="a.html").text


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_page_saved_as_one_file_reads_like_the_page(ending: str) -> None:
    whole = (
        "From: <Saved by Blink>\nSnapshot-Content-Location: https://gull.example/ferry\nMIME-Version: 1.0\n"
        'Content-Type: multipart/related; type="text/html"; boundary="b"\n\n--b\nContent-Type: text/html\n'
        f"Content-Location: https://gull.example/ferry\n\n{make_page('', '<h1>Ferry runs</h1>').decode()}\n--b\n"
        "Content-Type: text/html\nContent-Location: https://ads.example/\n\n<p>Buy this now!</p>\n--b--\n"
    )
    for name in ("a.mhtml", "a.html", "-"):
        article = newscli.read(whole.replace("\n", ending).encode(), name=name)
        assert article.source.format == "mhtml"
        assert article.text == read_page(make_page("", "<h1>Ferry runs</h1>")).text
        metadata = newscli.inspect(article, use_model=False, dates=False).metadata
        assert (metadata.title, metadata.url) == ("Ferry runs", "https://gull.example/ferry")
    with pytest.raises(EmptyError):
        newscli.read(whole.split("--b\n")[0].encode(), name="a.mhtml")


def test_the_nesting_of_a_page_is_limited() -> None:
    deep = make_page(story="<div>" * 120 + STORY + "</div>" * 120)
    with pytest.raises(LimitError, match="--max-nesting"):
        read_page(deep)
    assert "four sheep" in read(deep, name="a.html", options=ReadOptions(limits=Limits(max_nesting=400))).text


def test_a_page_without_a_story_is_an_error() -> None:
    for data in (b"<html></html>", b"<html><body></body></html>", b"<html><script>1</script></html>"):
        with pytest.raises(EmptyError):
            read_page(data)


def test_dates_that_disagree_are_a_warning() -> None:
    head = "<meta name='article:published_time' content='2031-04-02'><meta name='datePublished' content='2031-05-20'>"
    report = newscli.inspect(read_page(make_page(head, "<h1>Ferry runs</h1>")), use_model=False, dates=False)
    (warning,) = [warning for warning in report.warnings if warning.code == "sources-disagree"]
    assert "2031-04-02" in warning.message
    assert "2031-05-20" in warning.message


def test_no_rule_names_a_site() -> None:
    """The program mentions none of the sites whose pages its rules were tuned on."""
    corpora = ROOT.parent / "shared" / "corpora" / "html"
    if not corpora.exists():
        pytest.skip("no corpora")
    hosts = {path.name.removesuffix(".html.gz").split("__")[0] for path in corpora.glob("*/*.html.gz")}
    names = {host for host in hosts if "." in host}
    code = "".join(path.read_text("utf-8") for path in (ROOT / "newscli").rglob("*") if path.suffix in (".py", ".json"))
    assert names
    assert not {host for host in names if host.removeprefix("www.") in code}


@settings(max_examples=int(os.environ.get("NEWSCLI_EXAMPLES", "150")), deadline=None)
@given(st.lists(MARKUP, max_size=60).map("".join))
def test_any_markup_is_an_article_or_an_error(markup: str) -> None:
    try:
        article = read_page(make_page("", markup, STORY if len(markup) % 2 else ""))
    except NewscliError:
        return
    assert all(0 <= block.span.start < block.span.end <= len(article.text) for block in article.blocks)
    check_spans(newscli.inspect(article, use_model=False))


def test_a_truncated_page_is_an_article_or_an_error() -> None:
    data = (SAMPLES / "page.html").read_bytes()
    compressed = gzip.compress(data)
    for tenth in range(1, 10):
        for whole in (data, compressed):
            truncated = whole[: len(whole) * tenth // 10]
            with contextlib.suppress(NewscliError):
                assert newscli.read(truncated, name="page.html").text
