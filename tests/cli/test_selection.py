"""Which quotes the commands show, what they leave out, and how they say so."""

import csv
import io
import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.conftest import invoke

TEXT = """\
The harbour board of Port Sorrel met for three hours on Monday evening, and few of its members left content.

"The boat was sound," said Jon Eide.

Ida Falk denied that the crew had been warned about the pump.

Marta Lund never said that the boat would be sold in spring.

Lund rejected the plan for a new berth.

Falk hopes that the winter will be mild.
"""


@pytest.fixture
def path(write: Callable[[str, str], str]) -> str:
    return write("board.txt", TEXT)


def read_report(command: str, path: str, *arguments: str) -> dict[str, Any]:
    report: dict[str, Any] = json.loads(invoke(command, "--json", path, *arguments).out)
    return report


def test_acts_and_thoughts_are_left_out_and_counted(path: str) -> None:
    shown, everything = read_report("quotes", path), read_report("quotes", path, "--all")
    assert [quote["act"] for quote in everything["quotes"]] == ["statement"] * 3 + ["other", "thought"]
    assert shown["quotes"] == everything["quotes"][:3]
    assert shown["omitted"] == {"act": 2, "confidence": 0}
    assert everything["omitted"] == {"act": 0, "confidence": 0}


def test_a_paraphrase_needs_confidence_and_quoted_words_do_not(path: str) -> None:
    report = read_report("quotes", path, "--min-confidence", "0.99")
    assert [quote["kind"] for quote in report["quotes"]] == ["direct"]
    assert report["omitted"] == {"act": 2, "confidence": 2}


def test_only_paraphrases_are_counted_as_left_out(path: str) -> None:
    assert read_report("quotes", path, "--kind", "direct")["omitted"] == {"act": 0, "confidence": 0}
    assert read_report("quotes", path, "--kind", "indirect")["omitted"] == {"act": 2, "confidence": 0}


@pytest.mark.parametrize("arguments", [(), ("--all",)])
def test_every_command_counts_the_quotes_that_it_shows(path: str, arguments: tuple[str, ...]) -> None:
    (section,) = read_report("outline", path, *arguments)["outline"]
    report = read_report("show", path, *arguments)
    shown = {"quotes": len(report["quotes"]), "voices": sum(voice["quotes"] for voice in report["voices"])}
    assert {section["quotes"], *shown.values()} == {5 if arguments else 3}


@pytest.mark.parametrize("command", ["quotes", "show"])
def test_the_page_says_how_many_quotes_it_leaves_out(path: str, command: str) -> None:
    assert "2 more quotes: --all" in invoke(command, path, terminal=True).out
    assert ": --all" not in invoke(command, path, "--all", terminal=True).out


@pytest.mark.parametrize("command", ["quotes", "show"])
def test_a_denial_and_what_was_never_said_stand_out_beside_the_verb(path: str, command: str) -> None:
    page = invoke(command, path, terminal=True).out
    for words in ("denied", "not said", "never said"):
        assert words in page
    markdown = invoke(command, path, "--format", "markdown").out
    assert "(denied, " in markdown
    assert "(not said, " in markdown


@pytest.mark.parametrize("command", ["quotes", "show"])
def test_a_speaker_who_is_not_named_is_shown_as_the_article_has_them(
    write: Callable[[str, str], str], command: str
) -> None:
    path = write("crew.txt", TEXT.split("\n")[0] + '\n\n"Ida Falk never told us," he said. A clerk said it was late.\n')
    page = invoke(command, path, terminal=True).out
    assert "not clear who (“he”)" in page
    assert "A clerk" in page
    rows = csv.DictReader(io.StringIO(invoke("quotes", path, "--format", "csv").out))
    assert [(row["speaker"], row["mention"]) for row in rows] == [("he", "he"), ("A clerk", "A clerk")]


@pytest.mark.parametrize("value", ["2", "-1", "x"])
def test_a_confidence_is_a_number_from_0_to_1(path: str, value: str) -> None:
    outcome = invoke("quotes", path, f"--min-confidence={value}")
    assert outcome.code == 2
    assert "--min-confidence" in outcome.err
