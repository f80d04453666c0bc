"""Saved pages: what they state, which of it is the article's, and what they may not do."""

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
from newscli.pipeline import Wanted, read
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


def page(head: str = "", body: str = "", story: str = STORY) -> bytes:
    return f"<!doctype html><html><head>{head}</head><body><article>{body}{story}</article></body></html>".encode()


def article(data: bytes, name: str = "page.html") -> Article:
    return newscli.read(data, name=name)


@pytest.mark.parametrize("case", PAGES, ids=[case["name"] for case in PAGES])
def test_what_a_page_states(case: dict[str, Any]) -> None:
    stated = newscli.inspect(article(page(case["head"], case["body"])), reader=False, dates=False).metadata
    for key, value in case["expected"].items():
        found = getattr(stated, key)
        assert (list(found) if key == "authors" else found) == value
        assert not value or stated.evidence[key].origin


def test_the_story_alone_is_the_text() -> None:
    found = newscli.read(SAMPLES / "page.html")
    assert found.text.startswith("TARROW — Eleven harbour seals")
    for other in ("Subscribe", "Advertisement", "Most read", "All rights", "dataLayer", "Isla Merriden", "Home"):
        assert other not in found.text
    assert [found.text[slice(*one.span)] for one in found.blocks if one.kind == "heading"] == [
        "What the river lost",
        "A vote in June",
    ]
    assert {one.kind for one in found.blocks} == {"paragraph", "heading", "quote", "item"}
    assert found.text.count("\n\n") == len(found.blocks) - 3


def test_a_page_is_known_by_what_it_holds() -> None:
    for name in ("page.txt", "page", "page.html", "-"):
        assert article(page(), name).source.format == "html"
    assert article(b"<p>It was late, the mayor said.</p>\n", "note.txt").source.format == "text"
    assert newscli.read(page("", "<h1>Ferry</h1>"), name="a.html").source.encoding == "utf-8"


def test_the_format_that_is_asked_for_overrules() -> None:
    done = invoke("meta", "--json", "--input-format", "text", str(SAMPLES / "page.html"))
    assert json.loads(done.out)["source"]["format"] == "text"


def test_declared_encodings_are_believed_where_utf_8_does_not_fit() -> None:
    text = page("<meta charset='koi8-r'>", "<h1>Паром</h1>").decode()
    assert newscli.read(text.encode("koi8-r"), name="a.html").source.encoding == "koi8-r"
    assert newscli.read(text.encode("utf-8"), name="a.html").source.encoding == "utf-8"
    lying = text.replace("koi8-r", "no-such-charset").encode("koi8-r")
    assert newscli.read(lying, name="a.html").text


@pytest.mark.parametrize("reference", ["&#27;", "&#x1b;", "&#x1B", "&#0;", "&#8;", "&#xFFFE;", "&#55296;", "\x1b"])
def test_a_control_character_costs_no_story(reference: str) -> None:
    found = article(page(story=STORY.replace("piano", f"piano {reference}[31m", 1)))
    assert "four sheep and a piano" in found.text
    assert "\x1b" not in found.text
    assert found.text.count("he said.") == 10


def test_nothing_in_a_page_reads_another_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret words", "utf-8")
    doctype = f'<!DOCTYPE html [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    data = page("", f"<p>&x; <iframe src='{secret.as_uri()}'></iframe> was there, they said.</p>")
    found = article(doctype.encode() + data.removeprefix(b"<!doctype html>"))
    assert "secret words" not in found.text


def test_authors_that_disagree_are_shown() -> None:
    head = "<meta name=author content='Ann Lee'><script type='application/ld+json'>"
    data = page(head + '{"@type": "NewsArticle", "headline": "Ferry", "author": "Bob Ray"}</script>', "<h1>Ferry</h1>")
    found = newscli.inspect(article(data), reader=False, dates=False)
    (warning,) = [one for one in found.warnings if one.code == "sources-disagree"]
    assert "JSON-LD author Bob Ray" in warning.message
    assert "meta author Ann Lee" in warning.message
    agreed = newscli.inspect(article(data.replace(b"Bob Ray", b"Ann Lee and Bob Ray")), reader=False, dates=False)
    assert not [one for one in agreed.warnings if one.code == "sources-disagree"]


def test_old_labels_of_encodings_mean_what_they_mean_on_the_web() -> None:
    text = page("<meta charset='iso-8859-1'>", "<p>“Nobody slept – not one,” Ann Lee said of the café that night.</p>")
    found = newscli.read(text.decode().encode("cp1252"), name="a.html")
    assert found.source.encoding == "cp1252"
    assert "“Nobody slept – not one,”" in found.text
    assert newscli.read(text.decode().replace("iso-8859-1", "hex").encode("cp1252"), name="a.html").text


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_page_that_was_saved_as_one_file_is_that_page(ending: str) -> None:
    whole = (
        "From: <Saved by Blink>\nSnapshot-Content-Location: https://gull.example/ferry\nMIME-Version: 1.0\n"
        'Content-Type: multipart/related; type="text/html"; boundary="b"\n\n--b\nContent-Type: text/html\n'
        f"Content-Location: https://gull.example/ferry\n\n{page('', '<h1>Ferry runs</h1>').decode()}\n--b\n"
        "Content-Type: text/html\nContent-Location: https://ads.example/\n\n<p>Buy this now!</p>\n--b--\n"
    )
    for name in ("a.mhtml", "a.html", "-"):
        found = newscli.read(whole.replace("\n", ending).encode(), name=name)
        assert found.source.format == "mhtml"
        assert found.text == article(page("", "<h1>Ferry runs</h1>")).text
        stated = newscli.inspect(found, reader=False, dates=False).metadata
        assert (stated.title, stated.url) == ("Ferry runs", "https://gull.example/ferry")
    with pytest.raises(EmptyError):
        newscli.read(whole.split("--b\n")[0].encode(), name="a.mhtml")


def test_limits() -> None:
    deep = page(story="<div>" * 120 + STORY + "</div>" * 120)
    with pytest.raises(LimitError, match="--max-nesting"):
        article(deep)
    assert "four sheep" in read(deep, name="a.html", wanted=Wanted(limits=Limits(max_nesting=400))).text


def test_a_page_without_a_story_is_an_error() -> None:
    for data in (b"<html></html>", b"<html><body></body></html>", b"<html><script>1</script></html>"):
        with pytest.raises(EmptyError):
            article(data)


def test_sources_that_disagree_are_shown() -> None:
    head = "<meta name='article:published_time' content='2031-04-02'><meta name='datePublished' content='2031-05-20'>"
    found = newscli.inspect(article(page(head, "<h1>Ferry runs</h1>")), reader=False, dates=False)
    (warning,) = [one for one in found.warnings if one.code == "sources-disagree"]
    assert "2031-04-02" in warning.message
    assert "2031-05-20" in warning.message


def test_no_site_is_known_by_name() -> None:
    """No host of the pages that the rules were tuned on stands in the program."""
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
        found = article(page("", markup, STORY if len(markup) % 2 else ""))
    except NewscliError:
        return
    assert all(0 <= one.span.start < one.span.end <= len(found.text) for one in found.blocks)
    check_spans(newscli.inspect(found, reader=False))


def test_truncated_anywhere_it_is_an_article_or_an_error() -> None:
    data = (SAMPLES / "page.html").read_bytes()
    for tenth in range(1, 10):
        for packed in (data[: len(data) * tenth // 10], gzip.compress(data)[: len(gzip.compress(data)) * tenth // 10]):
            with contextlib.suppress(NewscliError):
                assert newscli.read(packed, name="page.html").text
