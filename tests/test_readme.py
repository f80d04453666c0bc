"""The README's commands and examples run as it says."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, run_shell

README = (ROOT / "README.md").read_text("utf-8")
BLOCK = [line.strip() for line in README.splitlines() if line.startswith("    ")]
# Two spaces or more part a command from its description.
COMMANDS = [re.split(r"\s{2,}", line)[0] for line in BLOCK if line.startswith("newscli ")]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_runs(command: str, tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    for name in ("article.txt", "articles/one.txt"):
        (tmp_path / name).write_bytes((ROOT / "samples" / "headline.txt").read_bytes())
    process = run_shell(command, tmp_path)
    assert (process.returncode, process.stderr) == (0, "")


def test_there_are_commands() -> None:
    assert len(COMMANDS) >= 7


def test_two_commands_install_and_test_newscli() -> None:
    setups = [line for line in BLOCK if line.startswith("python3 -m venv")]
    assert len(setups) == 2
    assert "newscli show samples/" in setups[0]
    assert "-m pytest" in setups[1]


def test_the_python_example_runs(tmp_path: Path) -> None:
    example = re.search(r"    import newscli\n(?:    .*\n)+", README)
    assert example is not None
    lines = "\n".join(line[4:] for line in example[0].splitlines())
    (tmp_path / "article.txt").write_bytes((ROOT / "samples" / "headline.txt").read_bytes())
    process = subprocess.run(
        [sys.executable, "-c", lines],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=True,
    )
    assert "Nuala Brennan" in process.stdout


def test_every_file_that_the_readme_names_exists() -> None:
    names = re.findall(r"\b(?:benchmarks|training|tests|docs)/[\w./]+\b", README)
    assert names
    assert [name for name in names if not (ROOT / name).exists()] == []


def test_the_picture_shows_the_sample_and_fetches_nothing() -> None:
    picture = (ROOT / "docs" / "show.svg").read_text("utf-8")
    assert "Island&#160;Ferry&#160;Line" in picture
    # The first is the name of the format, the second Rich's own in a comment.
    links = set(re.findall(r"https?://[^\"<> ]+", picture))
    assert links <= {"http://www.w3.org/2000/svg", "https://www.textualize.io"}
