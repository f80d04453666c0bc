"""Two versions of an article: what changed, and what did not."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newscli
from newscli.analysis.comparison import Difference, compare_versions
from newscli.model import Article, Report
from newscli.text import count_words
from tests.conftest import read_samples
from tests.growth import assert_grows_linearly

STORY = (
    "The old bridge at Vellmouth will close in May, Mayor Ann Lee said on Monday.\n\n"
    "“We will not pay a single penny of this fine,” Lee told reporters. It was late when she left the hall.\n\n"
    "The council has 41 members, and all of them had come to hear her.\n\n"
    "John Roe, a baker, has lived beside the bridge for thirty years. He was not asked.\n"
)


def inspect(text: str, *, use_model: bool = True) -> Report:
    return newscli.inspect(Article.from_text(text), use_model=use_model, dates=False)


OLD = inspect(STORY)


def compare(*changes: tuple[str, str]) -> list[Difference]:
    text = STORY
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    differences = compare_versions(OLD, inspect(text))
    for difference in differences:
        for part, span, whole in (
            (difference.before, difference.before_span, STORY),
            (difference.after, difference.after_span, text),
        ):
            if difference.part in ("text", "note") and span is not None:
                assert whole[slice(*span)] == part
    return differences


def test_a_text_is_the_same_as_itself() -> None:
    assert compare() == []
    for article in read_samples()[:6]:
        report = newscli.inspect(article, dates=False)
        assert compare_versions(report, report) == []


def test_layout_marks_and_case_make_no_difference() -> None:
    assert compare(("\n\n", "\n \n\n"), ("“", '"'), ("”", '"'), ("The council", "THE COUNCIL")) == []
    assert compare(("Lee told reporters. It", "Lee told reporters.\n\nIt")) == []


def test_a_number_that_changed_is_named() -> None:
    (difference,) = compare(("41 members", "43 members"))
    assert (difference.part, difference.operation, difference.numbers) == ("text", "reworded", (("41", "43"),))
    assert (difference.before_line, difference.after_line) == (5, 5)


def test_passages_are_added_removed_and_moved() -> None:
    (added,) = compare(("He was not asked.", "He was not asked. Nobody else was, either. It rained."))
    assert (added.operation, added.after) == ("added", "Nobody else was, either. It rained.")
    (removed,) = compare((" It was late when she left the hall.", ""))
    assert (removed.operation, removed.before, removed.after) == (
        "removed",
        "It was late when she left the hall.",
        None,
    )
    moved = compare(
        (" It was late when she left the hall.", ""), ("asked.\n", "asked. It was late when she left the hall.\n")
    )
    assert [(d.operation, d.after) for d in moved] == [("moved", "It was late when she left the hall.")]


def test_a_quote_that_was_reworded_is_paired_with_itself() -> None:
    differences = compare(("single penny", "single cent"))
    assert [(d.part, d.operation, d.changes) for d in differences] == [
        ("quote", "reworded", (("penny", "cent"),)),
        ("text", "reworded", (("penny", "cent"),)),
    ]


def test_a_quote_that_was_given_to_another_is_told() -> None:
    differences = compare(("Lee told reporters", "Roe told reporters"))
    (quote,) = (difference for difference in differences if difference.part == "quote")
    assert (quote.operation, quote.before_speaker, quote.after_speaker) == ("speaker", "Ann Lee", "John Roe")


def test_names_roles_and_notes() -> None:
    differences = compare(
        ("John Roe, a baker,", "John Roe, a butcher,"),
        ("He was not asked.", "He was not asked.\n\nCorrection: An earlier version named another bridge."),
    )
    parts = {(difference.part, difference.operation) for difference in differences}
    assert {("role", "changed"), ("note", "added"), ("text", "reworded")} <= parts
    assert ("name", "added") in {(d.part, d.operation) for d in compare(("He was", "Jane Doe was"))}


def test_what_an_article_says_of_itself_is_compared_if_both_say_it() -> None:
    def change(**values: object) -> list[Difference]:
        return compare_versions(OLD, replace(OLD, metadata=replace(OLD.metadata, **values)))  # type: ignore[arg-type]

    assert change(published="2031-05-02") == []
    titled = replace(OLD, metadata=replace(OLD.metadata, title="A Bridge Closes", published="2031-05-02"))
    assert compare_versions(titled, replace(titled, metadata=replace(titled.metadata, published="2031-05"))) == []
    retitled = replace(titled, metadata=replace(titled.metadata, title="The Bridge Closes"))
    (difference,) = compare_versions(titled, retitled)
    assert (difference.part, difference.changes) == ("title", (("A", "The"),))


@given(
    st.lists(st.sampled_from(STORY.split(". ")), max_size=8), st.lists(st.sampled_from(STORY.split(". ")), max_size=8)
)
def test_both_sides_add_up(old: list[str], new: list[str]) -> None:
    reports = [inspect(". ".join(parts) + ".", use_model=False) for parts in (old, new)]
    differences = compare_versions(*reports)
    gone = sum(count_words(d.before or "") for d in differences if d.operation in ("removed", "reworded"))
    come = sum(count_words(d.after or "") for d in differences if d.operation in ("added", "reworded"))
    lengths = [
        sum(count_words(report.text or "", *block.span) for block in report.blocks if block.kind != "title")
        for report in reports
    ]
    assert lengths[0] - gone == lengths[1] - come
    assert [d.operation for d in compare_versions(reports[1], reports[1])] == []


@pytest.mark.parametrize("unit", ["The council met on day {n}. ", "It rained. "])
def test_the_time_grows_in_step_with_the_text(unit: str) -> None:
    def make(count: int) -> list[Difference]:
        texts = ("".join(unit.format(n=n + shift) for n in range(count)) for shift in (0, count // 2))
        return compare_versions(*(inspect(text, use_model=False) for text in texts))

    assert_grows_linearly(make, 8000)


def test_the_time_grows_in_step_with_the_sentences_that_were_moved() -> None:
    def make(count: int) -> list[Difference]:
        sentences = [f"The council met on day {n}. " for n in range(count)]
        return compare_versions(*(inspect("".join(s), use_model=False) for s in (sentences, sentences[::-1])))

    assert_grows_linearly(make, 4000)
