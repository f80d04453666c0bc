"""Long output at a terminal goes through $PAGER, here by real programs at a real terminal."""

import os
import shutil
import sys
from pathlib import Path

import pytest

from newscli.cli.pager import find_pager
from tests.cli.test_terminal import TerminalRun, run_at_terminal, show_screen

SAMPLE = "samples/headline.txt"
TITLE = "Island Ferry Line to Run All Night After Petition"


@pytest.fixture
def pager(tmp_path: Path) -> str:
    """A pager that keeps what it gets in a file, and says that it has run."""
    script = tmp_path / "pager.py"
    script.write_text(
        "import os, pathlib, sys\n"
        "data = sys.stdin.buffer.read()\n"
        f"pathlib.Path({str(tmp_path / 'paged')!r}).write_bytes(data)\n"
        "print('paged', os.environ['LESS'], sys.stdout.isatty())\n"
    )
    return f"{sys.executable} {script}"


def test_output_goes_through_the_pager_in_colour(pager: str, tmp_path: Path) -> None:
    outcome = run_at_terminal("show", SAMPLE, variables={"PAGER": pager})
    assert (outcome.code, outcome.out, outcome.err) == (0, "paged FRX True\r\n", "")
    page = (tmp_path / "paged").read_text("utf-8")
    assert TITLE in page
    assert "\x1b[" in page
    assert page.replace("\n", "\r\n") == run_at_terminal("show", SAMPLE, "--no-pager").out


@pytest.mark.parametrize(
    "variables", [{"PAGER": "cat"}, {"PAGER": ""}, {"PAGER": "no-such-program -x"}, {"TERM": "dumb"}]
)
def test_without_a_pager_output_goes_straight_to_the_terminal(variables: dict[str, str]) -> None:
    assert TITLE in run_at_terminal("show", SAMPLE, variables=variables).out


def test_errors_come_when_the_pager_has_left_the_screen(pager: str) -> None:
    outcome = run_at_terminal("show", "missing.txt", SAMPLE, variables={"PAGER": pager})
    assert outcome.code == 1
    assert "paged" in outcome.out
    assert outcome.err == "newscli: missing.txt: no such file; check the path\r\n"


def test_where_nothing_is_printed_no_pager_starts(pager: str) -> None:
    outcome = run_at_terminal("show", "missing.txt", variables={"PAGER": pager})
    assert (outcome.code, outcome.out) == (1, "")


def test_a_reader_who_quits_early_ends_the_run_quietly(tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(30):
        shutil.copy(SAMPLE, folder / f"{number:02}.txt")
    outcome = run_at_terminal("show", str(folder), variables={"PAGER": "head -n 3"})
    assert (outcome.code, outcome.err) == (0, "")
    assert TITLE in outcome.out


@pytest.mark.skipif(shutil.which("less") is None, reason="needs less")
def test_less_shows_a_short_page_and_ends_by_itself() -> None:
    outcome = run_at_terminal("meta", SAMPLE, variables={"PAGER": "less"})
    assert outcome.code == 0
    assert any(TITLE in line for line in show_screen(outcome.out))


@pytest.mark.skipif(shutil.which("less") is None, reason="needs less")
def test_less_keeps_the_screen_until_its_reader_quits() -> None:
    running = TerminalRun("read", *[SAMPLE] * 12, variables={"PAGER": "less"})
    # Its prompt: the screen is full. Before that, less may take what an interrupt leaves for a short page, and end.
    running.wait_for_output(":\x1b[K")
    running.type("\x03")  # Ctrl-C: less goes on
    assert running.is_running
    outcome = running.finish(keys="q")
    assert outcome.code in (0, 130)
    assert "Traceback" not in outcome.out + outcome.err


def test_the_command_of_the_pager_is_that_of_the_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = {"TERM": "xterm"}
    monkeypatch.setattr(shutil, "which", lambda name: name)
    assert find_pager({**terminal, "PAGER": "less"}) == find_pager(terminal) == "less -R"
    assert find_pager({**terminal, "PAGER": "less -S"}) == "less -S"
    assert find_pager({**terminal, "PAGER": f"{sys.executable} -c pass"}) == f"{sys.executable} -c pass"
    assert find_pager({**terminal, "PAGER": "cat"}) is None
    if os.name == "posix":
        assert find_pager({"PAGER": sys.executable}) is None  # no TERM: no terminal that a pager could use
    assert find_pager({**terminal, "PAGER": f"{sys.executable} 'x"}) is None
    assert find_pager({**terminal, "PAGER": "LESS=-S less"}) == "LESS=-S less"


def test_a_pager_that_cannot_run_is_an_error() -> None:
    outcome = run_at_terminal("show", SAMPLE, variables={"PAGER": "X=1 no-such-program"})
    assert outcome.code == 1
    assert "the pager 'X=1 no-such-program' can't be run; set PAGER to another, or use --no-pager" in outcome.err
