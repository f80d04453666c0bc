"""Sections: a tree that tiles the body; headings of plain text by what they are."""

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


def report(text: str, name: str = "a.txt") -> Report:
    return newscli.inspect(newscli.read(text.encode(), name=name))


def flat(sections: Sequence[Section]) -> Iterator[Section]:
    for one in sections:
        yield one
        yield from flat(one.sections)


def story(*lines: str) -> str:
    """A text in which each line stands between two long paragraphs."""
    return "\n\n".join([LONG, *(part for line in lines for part in (line, LONG))])


@pytest.mark.parametrize(
    "heading", ["Seepage and Silence", "THE VOTE", "What happens next", "  Indented Heading", "2. The Vote"]
)
def test_headings(heading: str) -> None:
    found = report(story(heading, "Another Heading Here"))
    assert [one.title for one in flat(found.outline)] == [None, heading.strip(), "Another Heading Here"]


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
def test_lines_that_are_no_headings(line: str) -> None:
    assert [one.title for one in flat(report(story(line)).outline)] == [None]


def test_the_lead_is_a_section_of_level_0_without_a_title() -> None:
    (lead, other) = report(story("Seepage and Silence")).outline
    assert (lead.id, lead.level, lead.title, lead.heading) == ("s1", 0, None, None)
    assert (other.id, other.level, other.title) == ("s2", 1, "Seepage and Silence")


MARKDOWN = (
    "# Title\n\nLead.\n\n## One\n\nA a.\n\n### Two\n\nB “b,” said Ann Lee.\n\n# Three\n\nC.\n\n##### Four\n\nD.\n"
)


def test_markdown_levels_make_a_tree() -> None:
    found = report(MARKDOWN.replace("# Three", "## Three", 1), "a.md")

    def shape(sections: Sequence[Section]) -> list[object]:
        return [(one.title, one.level, shape(one.sections)) for one in sections]

    assert found.metadata.title == "Title"
    tree: list[object] = [(None, 0, []), ("One", 2, [("Two", 3, [])]), ("Three", 2, [("Four", 5, [])])]
    assert shape(found.outline) == tree
    one = found.outline[1]
    assert (one.paragraphs, one.quotes, one.sections[0].quotes) == (2, 1, 1)
    assert one.words == 9


def test_two_headings_of_level_1_are_both_sections() -> None:
    assert [one.title for one in report(MARKDOWN, "a.md").outline] == ["Title", "Three"]
    assert report(MARKDOWN, "a.md").metadata.title is None


@given(st.lists(st.sampled_from(["# A", "## B", "### C", "Words here.", "- item", "> quote", "“Yes,” said Ann Lee."])))
def test_sections_tile_the_body_and_counts_add_up(parts: list[str]) -> None:
    if not parts:
        return
    found = report("\n\n".join(parts), "a.md")
    assert found.body is not None
    if found.outline:
        assert found.outline[0].span.start == found.body.start
        assert found.outline[-1].span.end == found.body.end
        assert sum(one.words for one in found.outline) == found.metadata.words
        in_title = sum(one.section is None for one in found.quotes)
        assert sum(one.quotes for one in found.outline) + in_title == len(found.quotes)
    for one in flat(found.outline):
        ends = [one.span.start, *(part.span.end for part in one.sections)]
        assert ends == sorted(ends)
        assert all(one.span.start <= part.span.start and part.span.end <= one.span.end for part in one.sections)
        assert [part.id for part in flat([one])] == sorted((p.id for p in flat([one])), key=lambda i: int(i[1:]))


@pytest.mark.skipif(not (ROOT.parent / "shared" / "corpora").exists(), reason="skipped: no corpora")
@pytest.mark.parametrize(("kind", "least"), [("blank-lines", 0.78), ("single-lines", 0.70)])
def test_headings_score(kind: str, least: float) -> None:
    shared = ROOT.parent / "shared"
    run = f"{sys.executable} -m newscli outline --json"
    corpus = shared / "corpora" / "headings" / kind
    command = [sys.executable, str(shared / "score" / "outline.py"), str(corpus), "--json", "--run", run]
    found = json.loads(subprocess.run(command, capture_output=True, check=True, cwd=ROOT).stdout)
    assert found["F1"] >= least
    assert found["clean_FP"] <= 0.3
