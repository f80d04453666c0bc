"""Questions as headings: several, or one of a kind that explains; never one that is put to a reader."""

import pytest

import newscli
from newscli.structure.question_headings import is_question_heading

ABOVE = (
    "The council of Wexham voted on Tuesday to close the weir for three weeks after engineers found cracks in its gate."
)
BELOW = "Nobody knows yet. The county has set aside four hundred thousand pounds, which the clerk said was not enough."


def list_headings(*lines: str, separator: str = "\n\n") -> list[str]:
    text = separator.join(
        ["Weir closed after cracks found", ABOVE, *(part for line in lines for part in (line, BELOW))]
    )
    article = newscli.Article.from_text(text + "\n")
    return [article.text[slice(*block.span)] for block in article.blocks if block.kind == "heading"]


@pytest.mark.parametrize("separator", ["\n\n", "\n"])
@pytest.mark.parametrize(
    "lines",
    [
        ("What is the OBR and what does it do?",),
        ("What happens next?",),
        ("Has anybody tried this before?", "Could the gate be moved?"),
        ("Has anybody tried this before?", "Could the gate be moved?", "Do I have to pay?"),
    ],
)
def test_questions_over_a_paragraph_are_headings(lines: tuple[str, ...], separator: str) -> None:
    assert list_headings(*lines, separator=separator) == list(lines)


@pytest.mark.parametrize(
    "lines",
    [
        ("Has anybody tried this before?",),
        ("What is your name and where do you live?", "How did you hear of the weir?"),
    ],
)
def test_a_lone_question_and_those_of_an_interviewer_are_none(lines: tuple[str, ...]) -> None:
    assert list_headings(*lines) == []


@pytest.mark.parametrize(
    "line", ["“What happens next?”", "WHO PAYS?", "Why? Why not?", "What happens next? Nobody knows.", "What now?"]
)
def test_other_lines_are_no_question_headings(line: str) -> None:
    assert not is_question_heading(line)
