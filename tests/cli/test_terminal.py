"""At a real terminal: a pty of a given size, read by a terminal emulator."""

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from collections.abc import Mapping
from pathlib import Path

import pyte
import pytest
from rich.cells import cell_len

from tests.conftest import ROOT

BAD = re.compile("[\x00-\x07\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


def at_terminal(*arguments: str, columns: int = 100, variables: Mapping[str, str] | None = None) -> tuple[str, int]:
    """What the program writes to a terminal of this size, and its exit code."""
    main, side = pty.openpty()
    fcntl.ioctl(side, termios.TIOCSWINSZ, struct.pack("HHHH", 400, columns, 0, 0))
    environment = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS")}
    environment |= {"TERM": "xterm-256color", "PYTHONPATH": str(ROOT), **(variables or {})}
    command = [sys.executable, "-m", "newscli", *arguments]
    process = subprocess.Popen(command, stdin=side, stdout=side, stderr=side, cwd=ROOT, env=environment)
    os.close(side)
    written = b""
    while True:
        try:
            chunk = os.read(main, 65536)
        except OSError:
            break
        if not chunk:
            break
        written += chunk
    os.close(main)
    return written.decode("utf-8"), process.wait()


def screen(written: str, columns: int = 100) -> list[str]:
    """The lines as a terminal would show them."""
    shown = pyte.Screen(columns, 400)
    pyte.Stream(shown).feed(written)
    return [line.rstrip() for line in shown.display]


@pytest.mark.parametrize("columns", [60, 80, 120])
@pytest.mark.parametrize("command", ["show", "meta", "outline", "quotes", "entities"])
def test_tables_fit_the_terminal(command: str, columns: int) -> None:
    written, code = at_terminal(command, "samples/headline.txt", "samples/voices-abroad.txt", columns=columns)
    assert code == 0
    lines = ESCAPES.sub("", written).split("\r\n")
    assert max(map(cell_len, lines)) <= columns
    assert "─── " not in lines[0] or "samples/headline.txt" in lines[0]
    assert sum("samples/voices-abroad.txt" in line for line in lines) >= 1


def test_several_articles_are_parted_by_a_rule_with_the_path() -> None:
    lines = screen(at_terminal("outline", "samples/headline.txt", "samples/bare.txt")[0])
    assert next(line for line in lines if line.startswith("samples/")).startswith("samples/headline.txt ───")
    assert sum(line.startswith("samples/") for line in lines) == 2


def test_a_timeline_names_each_day_once_and_its_file_where_there_are_several() -> None:
    lines = screen(at_terminal("timeline", "samples/headline.txt", "samples/header-block.txt")[0])
    days = [line.split()[0] for line in lines if line[:2] == "20"]
    assert days == sorted(set(days))
    assert max(map(cell_len, lines)) <= 100
    assert sum("samples/headline.txt" in line for line in lines) > len([day for day in days if day[:4] == "2030"]) - 1
    assert "samples/" not in at_terminal("timeline", "samples/headline.txt")[0]


def test_long_quotes_wrap_and_columns_align() -> None:
    lines = screen(at_terminal("quotes", "samples/headline.txt", columns=80)[0], 80)
    head = next(line for line in lines if "speaker" in line)
    place = head.index("quote")
    body = lines[lines.index(head) + 2 :]
    assert all(line[place - 1] == " " for line in body if len(line) > place)
    assert any(not line[:place].strip() and line[place:].strip() for line in body)


def test_wide_and_combining_characters_keep_the_grid(tmp_path: Path) -> None:
    path = tmp_path / "wide.txt"
    lead = "The council met in the old town hall for a long time on Monday evening."
    wide = "“我们赢了，我们赢了，他们输了，” said Ann Lee."
    combining = "“Cafe\u0301 e\u0301te\u0301 nai\u0308ve,” said Bob Ray."
    path.write_text(f"{lead}\n\n{wide}\n\n{combining}\n", "utf-8")
    written, _ = at_terminal("quotes", str(path), columns=70)
    lines = [line for line in ESCAPES.sub("", written).split("\r\n") if line]
    head = next(line for line in lines if "speaker" in line)
    for line in lines:
        if "“" in line:
            assert cell_len(line[: line.index("“")]) == head.index("quote")


def test_json_is_indented_on_a_terminal() -> None:
    written, _ = at_terminal("meta", "--json", "samples/headline.txt")
    assert written.startswith('{\r\n  "schema": "newscli/1",')


def test_nothing_at_all_shows_help_and_exits_0() -> None:
    for arguments in ([], ["quotes"]):
        written, code = at_terminal(*arguments)
        assert code == 0
        assert "Usage: newscli" in written
        assert written.index("Examples:") < written.index("Options:")


def test_colours_follow_the_variables_and_the_option() -> None:
    sample = "samples/headline.txt"
    assert ESCAPES.search(at_terminal("show", sample)[0])
    for variables in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
        assert not re.search(r"\x1b\[[0-9;]*3\dm", at_terminal("show", sample, variables=variables)[0])
    assert not re.search(r"\x1b\[[0-9;]*3\dm", at_terminal("show", sample, "--no-color")[0])


def test_forced_colour_in_a_pipe() -> None:
    command = [sys.executable, "-m", "newscli", "show", "samples/headline.txt"]
    environment = {k: v for k, v in os.environ.items() if k != "NO_COLOR"} | {"TERM": "xterm-256color"}
    plain = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env=environment, check=True).stdout
    forced = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, env=environment | {"FORCE_COLOR": "1"}, check=True
    )
    assert "\x1b" not in plain
    assert "\x1b[" in forced.stdout
    assert ESCAPES.sub("", forced.stdout).split() == plain.split()


@pytest.mark.parametrize("command", ["show", "meta", "outline", "quotes", "entities", "timeline"])
def test_hostile_text_writes_no_escape_of_its_own(command: str, tmp_path: Path) -> None:
    path = tmp_path / "evil\x1b[31m.txt"
    path.write_bytes((ROOT / "tests" / "hostile" / "escapes.txt").read_bytes())
    written, code = at_terminal(command, str(path))
    assert code == 0
    # All that is left without Rich's own colours is text.
    assert not BAD.search(ESCAPES.sub("", written).replace("\r\n", "\n"))
    assert "\x1b]" not in written
    assert "\x1b[2J" not in written


def test_progress_shows_on_a_terminal_from_two_seconds_on_and_goes_away(tmp_path: Path) -> None:
    big = (ROOT / "samples" / "bare.txt").read_bytes() * 600
    for k in range(4):
        (tmp_path / f"{k}.txt").write_bytes(big)
    written, code = at_terminal("meta", "--output", str(tmp_path / "out.json"), "--json", str(tmp_path))
    assert code == 0
    assert "/4" in written
    assert not any(line.strip() for line in screen(written))
    (tmp_path / "one.txt").write_bytes(big * 4)
    single, _ = at_terminal("meta", "--output", str(tmp_path / "out.json"), "--json", str(tmp_path / "one.txt"))
    assert "0/1" in single
    assert not any(line.strip() for line in screen(single))
    (tmp_path / "long.txt").write_bytes(big[:250_000])
    moving, _ = at_terminal("quotes", "--output", str(tmp_path / "out.json"), "--json", str(tmp_path / "long.txt"))
    assert len(set(re.findall("[━╸╺]{20}", ESCAPES.sub("", moving)))) > 2
    assert not any(line.strip() for line in screen(moving))
    quiet, _ = at_terminal("meta", "-q", "--output", str(tmp_path / "out.json"), "--json", str(tmp_path))
    assert quiet == ""
