"""The HTML page in a real browser: Debian's Chromium, driven by Playwright."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

import newscli
from newscli.rendering.html import build_html
from tests.conftest import ROOT, SAMPLES, invoke
from tests.rendering.html.test_page import hostile_report

BROWSER = os.environ.get("NEWSCLI_BROWSER") or shutil.which("chromium") or shutil.which("google-chrome")
AXE = (ROOT / "tests" / "vendored" / "axe.min.js").read_text("utf-8")
HEADLINE = str(SAMPLES / "headline.txt")
pytestmark = pytest.mark.skipif(BROWSER is None, reason="no browser: install Chromium, or name one in NEWSCLI_BROWSER")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    api = pytest.importorskip("playwright.sync_api", reason="needs playwright")
    with api.sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox", "--disable-gpu"])
        yield running
        running.close()


@pytest.fixture(scope="module")
def single(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_page(tmp_path_factory.mktemp("single") / "report.html", HEADLINE)


@pytest.fixture(scope="module")
def several(tmp_path_factory: pytest.TempPathFactory) -> Path:
    names = ("headline.txt", "page.html", "voices-abroad.txt", "interview.txt", "pasted.txt", "front-matter.md")
    path = tmp_path_factory.mktemp("several") / "report.html"
    return write_page(path, *(str(SAMPLES / name) for name in names))


def write_page(path: Path, *files: str) -> Path:
    assert invoke("show", *files, "--output", str(path)).code == 0
    return path


@contextmanager
def open_page(browser: Any, path: Path, **options: Any) -> Iterator[Any]:
    """Open a page, and fail at the end if it has said anything on the console or asked for anything but itself."""
    page = browser.new_page(**options)
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text))
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("dialog", lambda dialog: heard.append(dialog.message))
    page.on("request", lambda request: heard.append(request.url))
    page.goto(path.as_uri())
    yield page
    page.close()
    assert heard == [path.as_uri()]


def test_it_renders_and_stays_within_the_window(browser: Any, single: Path, several: Path) -> None:
    for path in (single, several):
        for width in (320, 800, 1400):
            with open_page(browser, path, viewport={"width": width, "height": 900}) as page:
                assert page.locator("h1").is_visible()
                assert page.evaluate("document.documentElement.scrollWidth") <= width
                assert page.locator("svg.ribbon").first.bounding_box()["width"] > 100
    with open_page(browser, several) as page:
        assert page.locator("svg.map").first.bounding_box()["height"] > 50


def test_filters_take_marks_off_and_count(browser: Any, single: Path) -> None:
    report = newscli.inspect(newscli.read(HEADLINE))
    with open_page(browser, single) as page:
        form = page.locator("form.filters")
        status = form.locator("output")
        assert status.inner_text() == f"{len(report.quotes)} of {len(report.quotes)} quotes"
        form.get_by_label("Paraphrases").uncheck()
        direct = [quote for quote in report.quotes if quote.kind != "indirect"]
        assert status.inner_text() == f"{len(direct)} of {len(report.quotes)} quotes"
        assert page.locator("mark.indirect:not(.off)").count() == 0
        assert page.locator("mark.direct.off").count() == 0
        form.get_by_label("Speaker").select_option("Nuala Brennan")
        brennan = [quote for quote in direct if quote.speaker and quote.speaker.name == "Nuala Brennan"]
        assert status.inner_text() == f"{len(brennan)} of {len(report.quotes)} quotes"
        assert page.locator("button.who:visible").count() == len(brennan)


def test_each_article_has_filters_of_its_own(browser: Any, several: Path) -> None:
    with open_page(browser, several) as page:
        first, second = page.locator("form.filters").nth(0), page.locator("form.filters").nth(1)
        before = second.locator("output").inner_text()
        first.get_by_label("Direct quotes").uncheck()
        assert second.locator("output").inner_text() == before
        assert page.locator("#a1 mark.direct:not(.off)").count() == 0
        assert page.locator("#a2 mark.direct:not(.off)").count() > 0


def test_a_card_opens_under_the_pointer_at_a_tap_and_by_the_keyboard(browser: Any, single: Path) -> None:
    with open_page(browser, single, has_touch=True) as page:
        mark = page.locator("mark.direct").first
        card = page.locator(f"#{mark.get_attribute('data-quote')}")
        assert not card.is_visible()
        mark.hover()
        card.wait_for(state="visible")
        assert "Nuala Brennan" in card.inner_text()
        assert "named beside the quote" in card.inner_text()
        page.keyboard.press("Escape")
        card.wait_for(state="hidden")
        mark.tap()
        card.wait_for(state="visible")
        page.keyboard.press("Escape")
        button = page.locator("button.who").first
        button.focus()
        page.keyboard.press("Enter")
        page.locator(f"#{button.get_attribute('data-for')}").wait_for(state="visible")


def test_without_scripts_the_article_and_the_cards_are_there(browser: Any, single: Path) -> None:
    with open_page(browser, single, java_script_enabled=False) as page:
        assert not page.locator("form.filters").is_visible()
        assert page.locator("mark").first.is_visible()
        page.locator("button.who").first.click()
        assert page.locator(".card:popover-open").count() == 1


def test_the_keyboard_reaches_everything(browser: Any, single: Path) -> None:
    with open_page(browser, single) as page:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        reached = set()
        for _ in range(200):
            page.keyboard.press("Tab")
            reached.add(page.evaluate("document.activeElement.tagName"))
        assert {"INPUT", "SELECT", "BUTTON", "A", "SUMMARY", "DIV"} <= reached


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation(browser: Any, single: Path, several: Path, scheme: str) -> None:
    for path in (single, several):
        with open_page(browser, path, color_scheme=scheme) as page:
            page.evaluate(AXE)
            page.locator("summary").first.click()
            page.locator("button.who").first.click()
            result = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
            assert [(violation["id"], violation["nodes"][0]["html"]) for violation in result["violations"]] == []


def test_it_prints_without_its_controls(browser: Any, single: Path) -> None:
    with open_page(browser, single) as page:
        page.emulate_media(media="print")
        assert not page.locator("form.filters").is_visible()
        assert page.locator("mark").first.is_visible()
        assert page.pdf().startswith(b"%PDF")


def test_hostile_text_runs_nothing(browser: Any, tmp_path: Path) -> None:
    path = tmp_path / "hostile.html"
    path.write_text(build_html([hostile_report(), hostile_report()]), "utf-8")
    with open_page(browser, path) as page:
        page.locator("button.who").first.click()
        assert page.locator("h2").first.is_visible()


def test_a_paragraph_of_hebrew_runs_from_right_to_left(browser: Any, tmp_path: Path) -> None:
    path = tmp_path / "hebrew.html"
    text = "The council met for a long time in the hall.\n\n“שלום לכולם, אמר ראש העיר,” אמר Ann Lee ביום שני.\n"
    report = newscli.inspect(newscli.Article.from_text(text))
    path.write_text(build_html([report]), "utf-8")
    with open_page(browser, path) as page:
        directions = "[...document.querySelectorAll('.story p')].map(p => getComputedStyle(p).direction)"
        assert page.evaluate(directions) == ["ltr", "rtl"]
