"""The HTML page: one file, nothing from outside, every string escaped, small."""

import base64
import hashlib
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

import newscli
from newscli.model import Article, Metadata, Report
from newscli.rendering.html import build_html
from tests.conftest import HOSTILE, SAMPLES, invoke, read_samples

FOLDER = Path(newscli.__file__).parent / "rendering" / "html"
HEADLINE = str(SAMPLES / "headline.txt")
MAX_FIXED_BYTES = 60_000
HOSTILE_TEXT = (
    "</script><script>alert(1)</script><img src=x onerror=alert(2)><style>*{display:none}</style>"
    "<a href='javascript:alert(3)'>x</a>\"'&amp;\x1b[31m\u202e\0"
)


def parse(page: str) -> Any:
    return lxml_html.fromstring(page)


def read_page(*arguments: str) -> str:
    outcome = invoke("show", "--format", "html", *arguments)
    assert outcome.code == 0
    return outcome.out


def test_what_does_not_depend_on_the_article_is_small() -> None:
    report = newscli.inspect(Article.from_text("It rained.\n"), use_model=False)
    assert len(build_html([report]).encode()) < MAX_FIXED_BYTES


def test_the_policy_allows_the_style_and_the_script_of_the_page_and_nothing_else() -> None:
    page = parse(read_page(HEADLINE))
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'; ")
    for name in ("style", "script"):
        (element,) = page.iter(name)
        digest = base64.b64encode(hashlib.sha256(element.text.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy
    assert "unsafe" not in policy


def test_nothing_is_loaded_from_outside() -> None:
    page = parse(read_page(HEADLINE, str(SAMPLES / "page.html")))
    targets = [value for element in page.iter() for name in ("src", "href", "action") if (value := element.get(name))]
    assert targets
    assert all(target.startswith("#") for target in targets)
    assert not page.xpath("//link | //img | //iframe | //object | //@style | //@*[starts-with(name(), 'on')]")


def test_links_within_the_page_lead_somewhere_and_ids_are_unique() -> None:
    page = parse(read_page(HEADLINE, str(SAMPLES / "pasted.txt"), str(SAMPLES / "wrapped.txt")))
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    targets = [target.removeprefix("#") for target in page.xpath("//@href")]
    targets += page.xpath("//@popovertarget") + page.xpath("//@aria-labelledby")
    assert set(targets) <= set(ids)


@pytest.mark.parametrize("name", ["headline.txt", "wrapped.txt", "front-matter.md", "page.html"])
def test_the_words_of_the_article_are_all_there_in_order(name: str) -> None:
    (article,) = (article for article in read_samples() if article.source.path == f"samples/{name}")
    report = newscli.inspect(article)
    page = parse(build_html([report]))
    story = page.get_element_by_id("a1-text")
    for note in story.xpath(".//*[@class='hidden' or @class='who' or @class='flag'] | .//small"):
        note.drop_tree()
    shown = story.text_content().replace("│", "")
    assert "".join(shown.split()) == "".join(article.text.split())


def test_every_quote_has_its_button_and_its_card() -> None:
    report = newscli.inspect(newscli.read(HEADLINE))
    page = parse(build_html([report]))
    for quote in report.quotes:
        card = page.get_element_by_id(f"a1-{quote.id}")
        (button,) = page.xpath(f"//button[@popovertarget='a1-{quote.id}']")
        parts = page.xpath(f"//mark[@data-quote='a1-{quote.id}']//text()[not(parent::span[@class='hidden'])]")
        # Notes of dates stand between them.
        assert "".join(quote.text.split()) == "".join("".join(parts).split())
        assert quote.speaker is not None
        assert (quote.speaker.name or quote.speaker.mention) in button.text
        assert f"“{quote.speaker.mention}”" in card.text_content()
        assert f"{quote.confidence:.0%} sure" in card.text_content()


def test_what_is_left_out_is_said() -> None:
    sample = str(SAMPLES / "leading-date.txt")
    report = newscli.inspect(newscli.read(sample))
    count = report.omitted.act + report.omitted.confidence
    assert count > 1
    words = f"{count} more quotes are left out: acts, thoughts and doubtful paraphrases."
    assert words in parse(build_html([report])).text_content()
    assert words in invoke("show", sample, "--format", "markdown").out


def test_several_articles_have_an_index_and_one_has_none() -> None:
    single, several = read_page(HEADLINE), read_page(HEADLINE, str(SAMPLES / "bare.txt"))
    assert "<nav" not in single
    page = parse(several)
    assert [link.get("href") for link in page.xpath("//nav//a")] == ["#a1", "#a2"]
    assert page.xpath("//h1/text()") == ["2 articles"]
    assert len(page.xpath("//h2[contains(@id, 'title')]")) == 2


def hostile_report() -> Report:
    text = f"The council {HOSTILE_TEXT} met.\n\n“We won, and they lost,” said Ann Lee of Bergen on Monday.\n"
    report = newscli.inspect(Article.from_text(text))
    assert report.quotes
    metadata = Metadata(title=HOSTILE_TEXT, authors=(HOSTILE_TEXT,), url="javascript:alert(4)", language='"><script>')
    entities = tuple(replace(entity, name=HOSTILE_TEXT, roles=(HOSTILE_TEXT,)) for entity in report.entities)
    return replace(report, metadata=metadata, entities=entities)


def test_hostile_text_makes_no_element_and_no_escape() -> None:
    page = parse(build_html([hostile_report()]))
    assert len(list(page.iter("script"))) == len(list(page.iter("style"))) == 1
    assert not page.xpath("//img | //@onerror | //@href[starts-with(., 'javascript')]")
    assert HOSTILE_TEXT.partition("\x1b")[0] in page.xpath("string(//h1)")
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", page.text_content())


@given(st.text(max_size=60))
def test_any_title_is_shown_and_nothing_else_happens(title: str) -> None:
    report = newscli.inspect(Article.from_text("It rained.\n"), use_model=False)
    page = parse(build_html([replace(report, metadata=replace(report.metadata, title=title))]))
    assert len(list(page.iter("script"))) == 1
    assert [element.tag for element in page.xpath("//h1/*")] == []


def test_hostile_files_make_one_page_of_those_that_can_be_read() -> None:
    outcome = invoke("show", "-q", "--format", "html", *map(str, sorted(HOSTILE.iterdir())))
    assert outcome.code == 1
    page = parse(outcome.out)
    assert len(list(page.iter("script"))) == 1
    assert len(list(page.iter("article"))) > 30
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", outcome.out)


def test_other_commands_say_that_they_have_none() -> None:
    outcome = invoke("quotes", "--format", "html", HEADLINE)
    assert (outcome.code, outcome.out) == (2, "")
    assert "quotes prints no HTML: show does." in outcome.err


def test_the_ending_of_the_output_asks_for_it(tmp_path: Path) -> None:
    outcome = invoke("show", HEADLINE, "--output", str(tmp_path / "report.html"))
    assert outcome.code == 0
    assert (tmp_path / "report.html").read_text("utf-8") == read_page(HEADLINE)


def test_the_style_and_the_script_close_no_tag() -> None:
    for name in ("page.css", "page.js"):
        assert "</" not in (FOLDER / name).read_text("utf-8")
