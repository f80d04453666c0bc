"""The reading view: the article's words in order, its marks without colour, its lines and its margin, at any width."""

import io
import re
from dataclasses import replace
from functools import cache

import pytest
from markdown_it import MarkdownIt
from rich.cells import cell_len

import newscli
from newscli.model import Article, Report
from newscli.rendering.reading import ReadingPage
from newscli.rendering.style import Ink
from newscli.rendering.tables import make_console
from tests.conftest import SAMPLES, invoke, read_samples

HEADLINE = str(SAMPLES / "headline.txt")
STYLE = re.compile(r"\x1b\[[\d;]*m")
WIDTHS = (40, 60, 80, 96, 120, 200)


def print_page(report: Report, width: int, ink: Ink = "none") -> list[str]:
    stream = io.StringIO()
    make_console(stream, terminal=ink != "none", ink=ink, width=width).print(ReadingPage(report))
    return stream.getvalue().splitlines()


def read_article(page: list[str], report: Report) -> str:
    """The words of the article on a page, without numbers, margin, marks and notes, and without blanks."""
    gutter = len(str(len((report.text or "").splitlines()) or 1)) + 2
    text = "\n".join(line[gutter:] for line in page)
    return "".join(re.sub(r"\[[^\]]*\]|[‹›_]", "", text).split())


def inspect_text(text: str) -> Report:
    return newscli.inspect(Article.from_text(text))


@cache
def inspect_samples() -> tuple[Report, ...]:
    return tuple(map(newscli.inspect, read_samples()))


@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_is_wider_than_the_page(width: int) -> None:
    for report in inspect_samples():
        assert max(map(cell_len, print_page(report, width))) <= width, report.source.path


@pytest.mark.parametrize("path", ["bare.txt", "wrapped.txt", "single-lines.txt", "interview.txt"])
def test_the_words_of_the_article_are_all_there_in_order(path: str) -> None:
    (article,) = (article for article in read_samples() if article.source.path == f"samples/{path}")
    # Without what is written between them, that is; no sample has these signs itself.
    assert not set("[]‹›_") & set(article.text)
    report = replace(newscli.inspect(article), warnings=())
    for width in (40, 60, 80):
        words = "".join(article.text.split())
        assert read_article(print_page(report, width), report).startswith(words)


def test_quotes_and_names_differ_without_colour() -> None:
    report = inspect_text(
        "SKERRY — The council met in the old town hall.\n\n"
        "“We will run the ferry all night,” said Mayor Ann Lee. The clerk, Jon Eide, said that the fare would be "
        "“steep but honest.” Eide also said that the boat was old.\n"
    )
    assert {quote.kind for quote in report.quotes} == {"direct", "mixed", "indirect"}
    page = "\n".join(print_page(report, 100, "black"))
    styles = {
        kind: re.search(rf"\x1b\[([\d;]+)m{re.escape(quote.text[:12])}", page)
        for quote in report.quotes
        for kind in [quote.kind]
    }
    codes = {kind: match[1] for kind, match in styles.items() if match}
    assert codes == {"direct": "1", "mixed": "1;3", "indirect": "3"}
    assert re.search(r"\x1b\[4mAnn Lee", page)
    plain = "\n".join(print_page(report, 60))
    assert "‹“We will run the ferry all night,”›" in plain
    assert "_Ann Lee_" in plain


def test_speakers_stand_in_the_margin_or_after_the_quote() -> None:
    report = inspect_text("The council met at the hall.\n\n“We will run the ferry all night,” said Mayor Ann Lee.\n")
    wide = print_page(report, 120)
    assert any(re.search(r"all night,”› said Mayor _Ann Lee_\.\s+q1 Ann Lee$", line) for line in wide)
    narrow = print_page(report, 80)
    assert any("all night,”› [q1 Ann Lee] said" in line for line in narrow)


def test_notes_in_the_margin_never_overlap() -> None:
    text = "The council met at the hall.\n\n" + " ".join(f"“Nay {n},” said Mayor Ann Lee." for n in range(9)) + "\n"
    report = inspect_text(text)
    page = print_page(report, 120)
    ids = [match[1] for line in page if (match := re.search(r"\s(q\d+) ", line))]
    assert ids == [quote.id for quote in report.quotes]


def test_numbers_are_those_of_the_lines_of_the_text() -> None:
    lines = ["The council met in the old town hall.", ""] * 20
    lines[26] = "“We will run the ferry all night,” said Ann Lee."
    page = print_page(inspect_text("\n".join(lines)), 80)
    numbers = [int(match[1]) for line in page if (match := re.match(r" ?(\d+)  \S", line))]
    assert numbers == [1, 5, 11, 15, 21, 25, 27, 31, 35]
    assert next(line for line in page if line.startswith("27")).startswith("27  ‹“We will run")


def test_a_warning_stands_at_its_place_and_a_relative_day_has_its_date() -> None:
    report = inspect_text("date 2031-05-06\n\nThe counсil met on Monday in the old town hall, said Ann Lee.\n")
    page = " ".join(" ".join(print_page(report, 120)).split())
    assert re.search(r"counсil \[! \"counсil\" mixes Latin with U\+0441", page)
    assert "Monday [2031-05-05]" in page


def test_wide_and_combining_characters_and_hebrew_keep_the_margin() -> None:
    report = inspect_text(
        "The council met in the old town hall for a long time.\n\n"
        "“我们赢了，我们赢了，他们输了，” said Ann Lee.\n\n“Cafe\u0301 e\u0301te\u0301 nai\u0308ve,” said Ann Lee.\n\n"
        "“שלום לכולם,” said Ann Lee.\n"
    )
    page = print_page(report, 120)
    columns = {cell_len(line[: match.start(1)]) for line in page if (match := re.search(r"\s(q\d) Ann", line))}
    assert len(report.quotes) == 3
    assert len(columns) == 1


def test_a_page_without_text_says_so() -> None:
    assert "no such section" in invoke("read", HEADLINE, "--section", "no such title").out


def test_options_choose_what_is_marked() -> None:
    def read(*arguments: str) -> str:
        return invoke("read", HEADLINE, *arguments).out

    everything = read()
    assert all(mark in everything for mark in ("‹", "_Nuala Brennan_", "[2030-03-14]"))
    quotes = read("--only", "quotes")
    assert "‹" in quotes
    assert "_Nuala" not in quotes
    assert "[2030-03-14]" not in quotes
    people = read("--only", "people", "--only", "dates")
    assert "‹" not in re.sub(r"‹quote›.*", "", people)
    assert "_Nuala Brennan_" in people
    assert "[2030-03-14]" in people
    speakers = read("--speaker", "pike", "--speaker", "garvey")
    assert set(re.findall(r"q\d+ ([A-Z]\w+ \w+)", speakers)) == {"Desmond Pike", "Aoife Garvey"}
    section = read("--section", "january")
    assert "A NIGHT IN JANUARY" in section
    assert "lemonade" not in section


def test_what_the_text_lacks_stands_above_it() -> None:
    page = invoke("read", str(SAMPLES / "page.html")).out.splitlines()
    assert [line.strip() for line in page[:4]] == [
        "Harbour seals return to the Lomond estuary after forty years",
        "By Isla Merriden, Tomas Okafor",
        "The Tarrow Courier · Wednesday, 14 May 2031, 06:30 +01:00",
        "",
    ]
    headline = invoke("read", HEADLINE).out.splitlines()
    assert headline[0].replace("_", "").split() == ["1", *"Island Ferry Line to Run All Night After Petition".split()]


def test_markdown_has_the_marks_and_every_kind_of_block() -> None:
    text = (
        "# The ferry\n\nThe council met at the hall.\n\n## At sea\n\n- one boat\n- two boats\n\n"
        "> “We will run the ferry all night,” said Mayor Ann Lee.\n\n    code * here\n\n"
        "| a | b |\n|---|---|\n| 1 | 2 |\n"
    )
    outcome = invoke("read", "--stdin-name", "a.md", "--format", "markdown", stdin=text.encode())
    html = MarkdownIt("commonmark").render(outcome.out)
    assert "<h1>The ferry</h1>" in html
    assert "<h3>At sea</h3>" in html
    assert html.count("<li>") == 2
    assert "<blockquote>\n<p>‹“We will run the ferry all night,”› [q1 Ann Lee] said Mayor Ann Lee.</p>" in html
    assert "<pre><code>code * here\n</code></pre>" in html
    assert "<em>" not in html
