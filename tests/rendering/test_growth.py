"""The time of every page grows in step with the article, on one line or on many, with marks everywhere."""

import io
from collections.abc import Callable
from dataclasses import replace

import pytest

import newscli
from newscli.analysis.reading import list_passages
from newscli.model import Article, Date, Entity, Mention, Quote, Report, Span, Speaker, Warning
from newscli.rendering.html import build_html
from newscli.rendering.markdown_report import write_report
from newscli.rendering.tables import make_console
from newscli.rendering.views import View, load_view
from tests.growth import FACTOR, assert_grows_linearly

UNIT = "The council met on Monday and Ann Lee said it was so. "
SIZE = 2000


def make_report(count: int, ending: str) -> Report:
    """A report with a quote, a name of its own, a day and a warning in each of so many sentences."""
    unit = UNIT.rstrip() + ending
    report = newscli.inspect(Article.from_text(unit * count), use_model=False, dates=False)
    text = report.text or ""
    starts = range(0, len(unit) * count, len(unit))
    quotes, entities, dates, spans = [], [], [], []
    for number, start in enumerate(starts, 1):
        content, name, day = (Span(start + first, start + end) for first, end in ((43, 53), (30, 37), (19, 25)))
        speaker = Speaker(f"Ann {number}", f"e{number}", "Ann Lee", name, "name", 0.9, via=f"e{number}")
        words = text[slice(*content)]
        place = (content,)
        quotes.append(
            Quote(f"q{number}", "indirect", "statement", "asserted", words, place, 1, speaker, None, None, 0.9)
        )
        mention = Mention("Ann Lee", *name, "name")
        entities.append(Entity(f"e{number}", "person", f"Ann {number}", ("mayor",), (), 1, None, None, (mention,)))
        dates.append(Date("Monday", day, "date", f"{1000 + number}-01-01", None))
        spans.append(Span(start, start + 3))
    warnings = (Warning("w", "odd", tuple(spans), 1),)
    return replace(report, quotes=tuple(quotes), entities=tuple(entities), dates=tuple(dates), warnings=warnings)


def print_view(command: str) -> Callable[[Report], object]:
    view = load_view(command)
    assert isinstance(view, View)
    console = make_console(io.StringIO(), terminal=True, ink="colour", width=120)
    return lambda report: console.print(view.build_page(report))


PAGES: dict[str, Callable[[Report], object]] = {
    "read": print_view("read"),
    "show": print_view("show"),
    "quotes": print_view("quotes"),
    "entities": print_view("entities"),
    "markdown": write_report,
    "html": lambda report: build_html([report]),
}


@pytest.mark.parametrize("ending", [" ", "\n", "\n\n"], ids=["one line", "many lines", "many paragraphs"])
@pytest.mark.parametrize("page", PAGES)
def test_the_time_of_a_page_is_linear(page: str, ending: str) -> None:
    reports: dict[int, Report] = {}

    def make(count: int) -> object:
        return PAGES[page](reports[count])

    for count in (SIZE, SIZE // FACTOR):
        reports[count] = make_report(count, ending)
    assert_grows_linearly(make, SIZE)


def test_the_time_to_find_a_section_is_linear() -> None:
    def make(count: int) -> object:
        part = replace(reports[count], outline=reports[count].outline[1:])
        return list(list_passages(part))

    reports = {}
    for count in (SIZE, SIZE // FACTOR):
        text = "Lead.\n\n" + "".join(f"## Section {n}\n\nIt rained.\n\n" for n in range(count))
        reports[count] = newscli.inspect(newscli.read(text.encode(), name="a.md"), use_model=False, dates=False)
    assert_grows_linearly(make, SIZE)
