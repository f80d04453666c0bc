"""Times as headings: of live blogs, not of timetables."""

import pytest

import newscli

ENTRY = "The harbour master says that no boat will leave before Friday, and that nobody should wait on the quay."


def list_headings(times: list[str], gap: str, entry: str = ENTRY) -> list[str]:
    parts = "\n\n".join(f"{time}{gap}{entry}".strip() for time in times)
    article = newscli.Article.from_text(f"Storm Elin: ferries are cancelled\n\n{ENTRY}\n\n{parts}\n")
    return [article.text[slice(*block.span)] for block in article.blocks if block.kind == "heading"]


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize(
    "times", [["14:32", "14:10", "13:45"], ["2.32pm GMT", "2.10pm GMT", "1.45pm GMT"], ["9 a.m.", "10 a.m.", "11 a.m."]]
)
def test_times_over_entries_are_headings(times: list[str], gap: str) -> None:
    assert list_headings(times, gap) == times


@pytest.mark.parametrize(
    ("times", "entry"), [(["14:32", "14:10"], ENTRY), (["14:32", "14:10", "13:45"], ""), (["14", "15", "16"], ENTRY)]
)
def test_other_lines_with_numbers_are_none(times: list[str], entry: str) -> None:
    assert list_headings(times, "\n", entry) == []
