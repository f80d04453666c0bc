"""Parts of a Report as a reader asks for them."""

import newscli
from newscli.analysis.filters import find_sections, keep_quotes
from newscli.model import Report, Section, Span
from tests.conftest import read_samples


def read_report() -> Report:
    (article,) = (article for article in read_samples() if article.source.path == "samples/headline.txt")
    return newscli.inspect(article)


def make_section(id: str, title: str | None, *sections: Section) -> Section:
    return Section(id, title, 1, Span(0, 1), None, 1, 1, 0, sections)


def test_without_conditions_all_quotes_stay() -> None:
    report = read_report()
    assert keep_quotes(report) == report


def test_a_speaker_may_be_any_of_several() -> None:
    report = read_report()
    both = keep_quotes(report, speakers=["pike", "GARVEY"])
    assert {quote.speaker.name for quote in both.quotes if quote.speaker} == {"Desmond Pike", "Aoife Garvey"}
    assert both.quotes == tuple(quote for quote in report.quotes if quote in both.quotes)


def test_a_section_is_found_by_id_or_part_of_its_title_with_all_that_is_in_it() -> None:
    inner = make_section("s3", "The bridge")
    outline = (
        make_section("s1", None),
        make_section("s2", "Bridge and river", inner),
        make_section("s4", "The BRIDGE"),
    )
    assert [section.id for section in find_sections(outline, "bridge")] == ["s2", "s4"]
    assert [section.id for section in find_sections(outline, "s3")] == ["s3"]
    assert list(find_sections(outline, "s")) == []


def test_an_unknown_section_has_no_quotes() -> None:
    assert keep_quotes(read_report(), section="no such title").quotes == ()
