"""The README's commands and claims. tests/test_docs.py checks the examples and their output."""

import re

from tests.conftest import ROOT

README = (ROOT / "README.md").read_text("utf-8")
SETUPS = re.findall(r"^    (python3 -m venv .*)$", README, re.MULTILINE)
EXAMPLES = re.findall(r"^\$ newscli (\w+)", README, re.MULTILINE)


def test_two_commands_of_one_line_each_set_everything_up() -> None:
    assert len(SETUPS) == 2
    assert "'.[all]'" in SETUPS[0]
    assert "newscli show samples/" in SETUPS[0]
    assert "-m pytest" in SETUPS[1]


def test_six_commands_for_articles_and_three_for_stores_are_shown() -> None:
    assert EXAMPLES[-3:] == ["index", "search", "voices"]
    assert len(EXAMPLES) == 9


def test_every_command_is_named() -> None:
    for name in sorted(path.stem for path in (ROOT / "newscli" / "cli" / "commands").glob("[a-z]*.py")):
        assert f"newscli {name}" in README


def test_the_promise_about_repeated_runs_is_stated() -> None:
    assert "The same file gives the same answer in every run on one machine." in README


def test_the_picture_shows_the_sample_and_fetches_nothing() -> None:
    picture = (ROOT / "docs" / "show.svg").read_text("utf-8")
    assert "Island&#160;Ferry&#160;Line" in picture
    # The first names the SVG format; Rich writes the second into a comment.
    links = set(re.findall(r"https?://[^\"<> ]+", picture))
    assert links <= {"http://www.w3.org/2000/svg", "https://www.textualize.io"}
