"""Help and completion: every example runs, options stand in groups, and every command is offered."""

import re
import shutil
from pathlib import Path

import pytest

from tests.conftest import ROOT, SAMPLES, invoke, run_newscli, run_shell
from tests.corpus.stores import make_sample_store

COMMANDS = sorted(path.stem for path in (ROOT / "newscli" / "cli" / "commands").glob("[a-z]*.py"))


def find_examples() -> list[str]:
    """Every example that --help shows."""
    examples: list[str] = []
    for command in ("", *COMMANDS):
        text = invoke(*command.split(), "--help").out
        block = text.split("Examples:\n")[1].split("\n\n")[0]
        examples += [line.strip() for line in block.splitlines()]
    return examples


EXAMPLES = find_examples()


@pytest.mark.parametrize("line", EXAMPLES)
def test_every_example_of_the_help_runs(line: str, tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    for name in ("article.txt", "articles/one.txt", "articles/two.txt"):
        (tmp_path / name).write_bytes((SAMPLES / "headline.txt").read_bytes())
    shutil.copy(SAMPLES / "crawl.ndjson", tmp_path)
    shutil.copy(SAMPLES / "headline.txt", tmp_path / "transcript.txt")
    shutil.copy(SAMPLES / "headline.txt", tmp_path / "article-2.txt")
    shutil.copytree(tmp_path / "articles", tmp_path / "speeches")
    (tmp_path / "articles.csv").write_text("name,outlet\none.txt,The Skerry Gull\n", "utf-8")
    if "news.db" in line:
        shutil.copy(make_sample_store(), tmp_path / "news.db")
    result = run_shell(line, tmp_path)
    # Commands for stores say on standard error what they have done, or how much there is in all.
    notes = (
        []
        if "news.db" not in line and not re.search("verify|diff|check", line)
        else [note for note in result.stderr.splitlines() if "newscli: " in note]
    )
    assert (result.returncode, result.stderr.splitlines()) == (0, notes)


def test_there_are_examples() -> None:
    assert len(EXAMPLES) > 15


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_offers_the_commands_that_begin_with_the_word(shell: str) -> None:
    def complete(word: str) -> set[str]:
        variables = {"COMP_WORDS": f"newscli {word}", "COMP_CWORD": "1", "_TYPER_COMPLETE_ARGS": f"newscli {word}"}
        variables |= {"_TYPER_COMPLETE_FISH_ACTION": "get-args", "_TYPER_COMPLETE_WORD_TO_COMPLETE": word}
        out = run_newscli(variables={"_NEWSCLI_COMPLETE": f"complete_{shell}", **variables}).out
        # zsh gets each word in quotation marks, fish with its help after a tab.
        offered = {
            "bash": out.splitlines(),
            "zsh": re.findall(r'\("(\w+)":', out),
            "fish": [line.split("\t")[0] for line in out.splitlines()],
        }
        return set(filter(None, offered[shell]))

    assert complete("quo") == {"quotes"}
    assert complete("outl") == {"outline"}
    assert complete("zzz") == set()


def test_every_command_is_listed_with_its_summary() -> None:
    text = invoke("--help").out
    listed = dict(re.findall(r"^  (\w+)  +(\w.*)$", text.split("Commands:\n")[1], re.MULTILINE))
    assert list(listed) == COMMANDS
    assert len(COMMANDS) >= 8
    assert not [summary for summary in listed.values() if "Examples" in summary]


def test_a_command_shows_its_own_options_first_and_the_shared_ones_in_groups() -> None:
    text = invoke("quotes", "--help").out
    groups = re.findall(r"^(\w+):$", text, re.MULTILINE)
    assert groups == ["Arguments", "Options", "Input", "Output", "Limits"]
    own = text.split("\nOptions:\n")[1].split("\nInput:\n")[0]
    assert re.findall(r"^  (?:-\w, )?(--[\w-]+)", own, re.MULTILINE) == [
        "--speaker", "--kind", "--section", "--min-words", "--by", "--all", "--min-confidence", "--help",
    ]  # fmt: skip
    assert re.findall(r"^  (--max-[\w-]+)", text.split("\nLimits:\n")[1], re.MULTILINE) == [
        "--max-bytes", "--max-seconds", "--max-memory", "--max-nesting", "--max-unpacked", "--max-entries",
    ]  # fmt: skip


def test_a_file_in_place_of_a_command_says_what_was_meant() -> None:
    result = invoke(str(SAMPLES / "bare.txt"))
    assert result.code == 2
    assert f"Did you mean 'newscli show {SAMPLES / 'bare.txt'}'?" in result.err
    assert "Try 'newscli --help'." in invoke("nothing.txt").err
