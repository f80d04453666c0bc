"""Sections: a tree that tiles the body; and which lines of plain text are headings."""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newscli
from newscli.model import Report, Section
from tests.conftest import ROOT

LONG = (
    "The council of the harbour town voted on Tuesday night to close its last cannery, ending a trade that had fed "
    "four generations and given the town its smell, its songs and most of its quarrels, officials said. It had been "
    "a long time coming, and nobody in the room had wanted to be the one to say it in the end."
)


def inspect(text: str, name: str = "a.txt") -> Report:
    return newscli.inspect(newscli.read(text.encode(), name=name))


def flatten(sections: Sequence[Section]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from flatten(section.sections)


def make_story(*lines: str) -> str:
    """A text in which each line stands between two long paragraphs."""
    return "\n\n".join([LONG, *(part for line in lines for part in (line, LONG))])


@pytest.mark.parametrize(
    "heading", ["Seepage and Silence", "THE VOTE", "What happens next", "  Indented Heading", "2. The Vote"]
)
def test_lines_between_long_paragraphs_are_headings(heading: str) -> None:
    outline = inspect(make_story(heading, "Another Heading Here")).outline
    assert [section.title for section in flatten(outline)] == [None, heading.strip(), "Another Heading Here"]


@pytest.mark.parametrize(
    "line",
    [
        "Photo: The ferry at Port Sorrel. (Coastal Press)",
        "(Reporting by Ann Lee; editing by Bob Ray)",
        "By Jane Doe",
        "Read more: Ten schools that changed the timetable",
        "— Ann Lee (@annlee) November 1, 2029",
        "https://town.example/minutes",
        "“We are sorry,” he said.",
        "- an item of a list",
        "The vote is final.",
        "$139.00",
        "Yes\tNine\tNo\tEight",
        "Figure 1. The dam",
        "Edited by Ann Lee",
        "Tags: dams",
        "$ pip install it",
        "int main(void) {",
        "print(x)",
        "NAIROBI, Kenya (AP) _",
    ],
)
def test_lines_of_other_kinds_are_not_headings(line: str) -> None:
    assert [section.title for section in flatten(inspect(make_story(line)).outline)] == [None]


def test_the_lead_is_a_section_of_level_0_without_a_title() -> None:
    (lead, other) = inspect(make_story("Seepage and Silence")).outline
    assert (lead.id, lead.level, lead.title, lead.heading) == ("s1", 0, None, None)
    assert (other.id, other.level, other.title) == ("s2", 1, "Seepage and Silence")


MARKDOWN = (
    "# Title\n\nLead.\n\n## One\n\nA a.\n\n### Two\n\nB “b,” said Ann Lee.\n\n# Three\n\nC.\n\n##### Four\n\nD.\n"
)


def test_markdown_levels_make_a_tree() -> None:
    report = inspect(MARKDOWN.replace("# Three", "## Three", 1), "a.md")

    def list_sections(sections: Sequence[Section]) -> list[object]:
        return [(section.title, section.level, list_sections(section.sections)) for section in sections]

    assert report.metadata.title == "Title"
    tree: list[object] = [(None, 0, []), ("One", 2, [("Two", 3, [])]), ("Three", 2, [("Four", 5, [])])]
    assert list_sections(report.outline) == tree
    section = report.outline[1]
    assert (section.paragraphs, section.quotes, section.sections[0].quotes) == (2, 1, 1)
    assert section.words == 9


def test_two_headings_of_level_1_are_both_sections() -> None:
    assert [section.title for section in inspect(MARKDOWN, "a.md").outline] == ["Title", "Three"]
    assert inspect(MARKDOWN, "a.md").metadata.title is None


def test_words_of_a_page_around_its_story_are_not_counted() -> None:
    (report,) = newscli.inspect_all([ROOT / "samples" / "pasted.txt"], use_model=False)
    assert isinstance(report, Report)
    assert report.body is not None
    assert sum(section.words for section in report.outline) == report.metadata.words
    assert report.text
    assert report.metadata.words < len(report.text[slice(*report.body)].split())


@given(st.lists(st.sampled_from(["# A", "## B", "### C", "Words here.", "- item", "> quote", "“Yes,” said Ann Lee."])))
def test_sections_tile_the_body_and_counts_add_up(parts: list[str]) -> None:
    if not parts:
        return
    report = inspect("\n\n".join(parts), "a.md")
    assert report.body is not None
    if report.outline:
        assert report.outline[0].span.start == report.body.start
        assert report.outline[-1].span.end == report.body.end
        assert sum(section.words for section in report.outline) == report.metadata.words
        in_title = sum(quote.section is None for quote in report.quotes)
        assert sum(section.quotes for section in report.outline) + in_title == len(report.quotes)
    for section in flatten(report.outline):
        ends = [section.span.start, *(part.span.end for part in section.sections)]
        assert ends == sorted(ends)
        assert all(
            section.span.start <= part.span.start and part.span.end <= section.span.end for part in section.sections
        )
        assert [part.id for part in flatten([section])] == sorted(
            (p.id for p in flatten([section])), key=lambda i: int(i[1:])
        )


@pytest.mark.skipif(not (ROOT.parent / "shared" / "corpora").exists(), reason="skipped: no corpora")
@pytest.mark.parametrize(("layout", "min_f1"), [("blank-lines", 0.78), ("single-lines", 0.70)])
def test_headings_are_found_as_well_as_before(layout: str, min_f1: float) -> None:
    shared = ROOT.parent / "shared"
    run = f"{sys.executable} -m newscli outline --json"
    corpus = shared / "corpora" / "headings" / layout
    command = [sys.executable, str(shared / "score" / "outline.py"), str(corpus), "--json", "--run", run]
    scores = json.loads(subprocess.run(command, capture_output=True, check=True, cwd=ROOT).stdout)
    assert scores["F1"] >= min_f1
    assert scores["clean_FP"] <= 0.3


def test_sections_nest_by_the_level_of_their_headings() -> None:
    text = "Lead.\n\n## A\n\nOne.\n\n### A1\n\nTwo.\n\n### A2\n\nThree.\n\n## B\n\nFour.\n\n#### B1\n\nFive.\n"
    report = newscli.inspect(newscli.read(text.encode(), name="a.md"), use_model=False)

    def describe(sections: Sequence[Section]) -> list[object]:
        return [[section.title, section.words, *describe(section.sections)] for section in sections]

    assert describe(report.outline) == [
        [None, 1],
        ["A", 6, ["A1", 2], ["A2", 2]],
        ["B", 4, ["B1", 2]],
    ]
