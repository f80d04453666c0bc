"""What the README shows runs as it says."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, run_shell

README = (ROOT / "README.md").read_text("utf-8")
BLOCK = [line.strip() for line in README.splitlines() if line.startswith("    ")]
# A command ends where its description, two blanks or more away, begins.
COMMANDS = [re.split(r"\s{2,}", line)[0] for line in BLOCK if line.startswith("newscli ")]


@pytest.mark.parametrize("command", COMMANDS)
def test_commands_run(command: str, tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    for name in ("article.txt", "articles/one.txt"):
        (tmp_path / name).write_bytes((ROOT / "samples" / "headline.txt").read_bytes())
    done = run_shell(command, tmp_path)
    assert (done.returncode, done.stderr) == (0, "")


def test_there_are_commands() -> None:
    assert len(COMMANDS) >= 7


def test_the_two_commands_set_all_up() -> None:
    setups = [line for line in BLOCK if line.startswith("python3 -m venv")]
    assert len(setups) == 2
    assert "newscli show samples/" in setups[0]
    assert "-m pytest" in setups[1]


def test_the_python_example_runs(tmp_path: Path) -> None:
    example = re.search(r"    import newscli\n(?:    .*\n)+", README)
    assert example is not None
    lines = "\n".join(line[4:] for line in example[0].splitlines())
    (tmp_path / "article.txt").write_bytes((ROOT / "samples" / "headline.txt").read_bytes())
    done = subprocess.run(
        [sys.executable, "-c", lines],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=True,
    )
    assert "Nuala Brennan" in done.stdout


def test_every_file_that_is_named_exists() -> None:
    for name in re.findall(r"\b(?:benchmarks|training|tests|docs)/[\w./]+\b", README):
        assert (ROOT / name).exists(), name


def test_the_picture_shows_the_sample() -> None:
    picture = (ROOT / "docs" / "show.svg").read_text("utf-8")
    assert "Island&#160;Ferry&#160;Line" in picture
    # Nothing is fetched to show it: what is left are the name of the format and Rich's own in a comment.
    links = set(re.findall(r"https?://[^\"<> ]+", picture))
    assert links <= {"http://www.w3.org/2000/svg", "https://www.textualize.io"}
