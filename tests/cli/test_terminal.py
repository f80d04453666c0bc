"""At a real terminal: ptys of a given size, read by a terminal emulator.

Standard output and standard error have a pty each, so that a progress bar, which slow machines show, is not taken for
output. The tests of the bar hold an input open until the bar has come, however long that takes.
"""

import fcntl
import io
import json
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import threading
from collections.abc import Callable, Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any

import pyte
import pytest
from rich.cells import cell_len

from newscli.cli import run as cli_run
from newscli.cli.environment import Environment
from newscli.cli.main import run
from newscli.model import Article, Report
from newscli.options import InspectOptions
from newscli.pipeline import direct, inspect_inputs
from tests.conftest import COMMANDS, HANG_SECONDS, HOSTILE, ROOT, SAMPLES, Outcome, run_newscli

BAD = re.compile("[\x00-\x07\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
COLOUR = re.compile(r"\x1b\[(?:\d+;)*3\d(?:;5;\d+)?m")
SCREEN_LINES = 400
# What would change how pages look.
_LEFT_OUT = {
    "NO_COLOR", "FORCE_COLOR", "COLUMNS", "LESS", "LV", "TERM_PROGRAM", "VTE_VERSION", "WT_SESSION", "FORCE_HYPERLINK",
}  # fmt: skip
_TYPING_SECONDS = 0.2


class TerminalRun:
    """The program running at a terminal this many columns wide; ``out`` and ``err`` are what it has written so far."""

    def __init__(self, *arguments: str, columns: int = 100, variables: Mapping[str, str] | None = None) -> None:
        environment = {k: v for k, v in os.environ.items() if k not in _LEFT_OUT}
        environment |= {"TERM": "xterm-256color", "PAGER": "cat", "PYTHONPATH": str(ROOT), **(variables or {})}
        out, out_side = open_terminal(columns)
        err, err_side = open_terminal(columns)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "newscli", *arguments],
            stdin=out_side,
            stdout=out_side,
            stderr=err_side,
            cwd=ROOT,
            env=environment,
            # The terminal is its own, as it is in a shell: Ctrl-C is sent to the program, and a pager can read keys.
            preexec_fn=partial(take_terminal, out_side),
        )
        os.close(out_side)
        os.close(err_side)
        self._written = {out: b"", err: b""}
        self._open = {out, err}
        self._out, self._err = out, err

    @property
    def out(self) -> str:
        return self._written[self._out].decode("utf-8", "ignore")

    @property
    def err(self) -> str:
        return self._written[self._err].decode("utf-8", "ignore")

    def _read(self, keys: str = "") -> bool:
        """Wait for the program to write, and take that; false once it has closed both streams.

        While it doesn't, ``keys`` are typed again and again: an interrupt drops those that were typed before it.
        """
        ready, _, _ = select.select(list(self._open), [], [], _TYPING_SECONDS if keys else HANG_SECONDS)
        if keys and self._open and not ready:
            self.type(keys)
            return True
        assert ready or not self._open, "the program hangs"
        for descriptor in ready:
            try:
                chunk = os.read(descriptor, 65536)
            except OSError:
                # Linux raises this at the end of a pty's output.
                chunk = b""
            self._written[descriptor] += chunk
            if not chunk:
                self._open.remove(descriptor)
                os.close(descriptor)
        return bool(self._open)

    def wait_for_error_output(self, text: str) -> None:
        while text not in self.err:
            assert self._read(), f"the program ended without {text!r}"

    def wait_for_output(self, text: str) -> None:
        while text not in self.out:
            assert self._read(), f"the program ended without {text!r}"

    def type(self, keys: str) -> None:
        # To both terminals: some versions of less read the one of standard error.
        for terminal in self._open:
            os.write(terminal, keys.encode())

    @property
    def is_running(self) -> bool:
        return self._process.poll() is None

    def finish(self, keys: str = "") -> Outcome:
        while self._read(keys):
            pass
        return Outcome(self._process.wait(), self.out, self.err)


def take_terminal(descriptor: int) -> None:
    os.setsid()
    fcntl.ioctl(descriptor, termios.TIOCSCTTY, 0)


def open_terminal(columns: int) -> tuple[int, int]:
    main, side = pty.openpty()
    fcntl.ioctl(side, termios.TIOCSWINSZ, struct.pack("HHHH", SCREEN_LINES, columns, 0, 0))
    return main, side


def run_at_terminal(*arguments: str, columns: int = 100, variables: Mapping[str, str] | None = None) -> Outcome:
    return TerminalRun(*arguments, columns=columns, variables=variables).finish()


def strip_escapes(written: str) -> list[str]:
    """The lines as they were written, without colours."""
    return ESCAPES.sub("", written).split("\r\n")


def show_screen(written: str, columns: int = 100) -> list[str]:
    """The lines as a terminal would show them."""
    screen = pyte.Screen(columns, SCREEN_LINES)
    pyte.Stream(screen).feed(written)
    return [line.rstrip() for line in screen.display]


@pytest.mark.parametrize("columns", [40, 80, 200])
@pytest.mark.parametrize("command", COMMANDS)
def test_tables_fit_the_terminal(command: str, columns: int) -> None:
    outcome = run_at_terminal(command, "samples/headline.txt", "samples/voices-abroad.txt", columns=columns)
    lines = strip_escapes(outcome.out)
    assert outcome.code == 0
    assert max(map(cell_len, lines)) <= columns
    rules = [line.split(" ─")[0] for line in lines if line.startswith("samples/")]
    # Of several articles, these two commands make one table.
    expected = [] if command in ("meta", "timeline") else ["samples/headline.txt", "samples/voices-abroad.txt"]
    assert rules == expected


@cache
def list_words(command: str, columns: int) -> set[str]:
    lines = strip_escapes(run_at_terminal(command, "samples/headline.txt", columns=columns).out)
    return {word for line in lines for word in re.findall(r"[^\W\d_]+", line)}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_narrow_terminal_breaks_no_word(command: str) -> None:
    whole_words = set().union(*(list_words(wide_command, 200) for wide_command in COMMANDS))
    assert list_words(command, 40) <= whole_words


def test_a_rule_with_the_path_separates_articles() -> None:
    lines = show_screen(run_at_terminal("outline", "samples/headline.txt", "samples/bare.txt").out)
    rules = [line for line in lines if line.startswith("samples/")]
    assert [line.split(" ───")[0] for line in rules] == ["samples/headline.txt", "samples/bare.txt"]


def test_a_timeline_names_each_time_once_and_the_file_where_there_are_several() -> None:
    paths = ["samples/headline.txt", "samples/header-block.txt"]
    lines = show_screen(run_at_terminal("timeline", *paths).out)
    times = [line.split()[0] for line in lines if re.match(r" ?\d", line)]
    assert times == ["1932", "2024", "2029-11-05", "2030-01", "2030-03-14", "2030-04", "2030-04-01"]
    assert [sum(path in line for line in lines) for path in paths] == [7, 4]
    assert "samples/" not in run_at_terminal("timeline", "samples/headline.txt").out


def test_long_quotes_wrap_and_columns_align() -> None:
    lines = show_screen(run_at_terminal("quotes", "samples/headline.txt", columns=100).out)
    head = next(line for line in lines if "speaker" in line)
    place = head.index("quote")
    body = lines[lines.index(head) + 2 :]
    long_lines = [line for line in body if len(line) > place]
    assert len(long_lines) > 13
    assert {line[place - 1] for line in long_lines} == {" "}
    assert any(not line[:place].strip() for line in long_lines)


def test_wide_and_combining_characters_keep_the_grid(tmp_path: Path) -> None:
    path = tmp_path / "wide.txt"
    lead = "The council met in the old town hall for a long time on Monday evening."
    wide = "“我们赢了，我们赢了，他们输了，” said Ann Lee."
    combining = "“Cafe\u0301 e\u0301te\u0301 nai\u0308ve,” said Bob Ray."
    path.write_text(f"{lead}\n\n{wide}\n\n{combining}\n", "utf-8")
    lines = strip_escapes(run_at_terminal("quotes", str(path), columns=100).out)
    head = next(line for line in lines if "speaker" in line)
    quotes = [line for line in lines if "“" in line]
    assert len(quotes) == 2
    assert {cell_len(line[: line.index("“")]) for line in quotes} == {head.index("quote")}


def test_json_is_indented_and_coloured_on_a_terminal() -> None:
    outcome = run_at_terminal("meta", "--json", "samples/headline.txt")
    assert ESCAPES.sub("", outcome.out).startswith('{\r\n  "schema": "newscli/1",')
    assert COLOUR.search(outcome.out)
    plain = run_at_terminal("meta", "--json", "samples/headline.txt", "--color", "never").out
    assert plain == ESCAPES.sub("", outcome.out)
    assert json.loads(plain)["metadata"]["title"].startswith("Island Ferry Line")


@pytest.mark.parametrize("arguments", [[], ["quotes"]])
def test_a_command_without_input_shows_help_and_exits_0(arguments: list[str]) -> None:
    outcome = run_at_terminal(*arguments)
    assert (outcome.code, outcome.err) == (0, "")
    assert "Usage: newscli" in outcome.out
    assert outcome.out.index("Examples:") < outcome.out.index("Options:")


def test_colours_follow_the_variables_and_the_option() -> None:
    sample = "samples/headline.txt"
    assert COLOUR.search(run_at_terminal("show", sample).out)
    for variables in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
        assert not COLOUR.search(run_at_terminal("show", sample, variables=variables).out)
    assert not COLOUR.search(run_at_terminal("show", sample, "--color", "never").out)


def test_forced_colour_reaches_a_pipe() -> None:
    plain = run_newscli("show", "samples/headline.txt", variables={"NO_COLOR": "", "TERM": "xterm-256color"}).out
    forced = run_newscli(
        "show", "samples/headline.txt", variables={"NO_COLOR": "", "TERM": "xterm-256color", "FORCE_COLOR": "1"}
    ).out
    assert "\x1b" not in plain
    assert COLOUR.search(forced)
    assert ESCAPES.sub("", forced).split() == plain.split()


@pytest.mark.parametrize("command", COMMANDS)
def test_hostile_text_writes_no_escape_of_its_own(command: str, tmp_path: Path) -> None:
    path = tmp_path / "evil\x1b[31m.txt"
    path.write_bytes((HOSTILE / "escapes.txt").read_bytes())
    outcome = run_at_terminal(command, str(path))
    assert outcome.code == 0
    for written in (outcome.out, outcome.err):
        # Without Rich's own colours only text is left.
        assert not BAD.search(ESCAPES.sub("", written).replace("\r\n", "\n"))
        assert "\x1b]" not in written
        assert "\x1b[2J" not in written


def test_a_progress_bar_counts_the_articles_and_goes_away(tmp_path: Path) -> None:
    names = ("1.txt", "2.txt", "3.txt")
    for name in names:
        os.mkfifo(tmp_path / name)
    running = TerminalRun(
        "meta", "--json", "--max-seconds", "3600", "--output", str(tmp_path / "out.json"), str(tmp_path)
    )
    for number, name in enumerate(names):
        # Each article comes only after the bar has counted those before it.
        running.wait_for_error_output(f"{number}/3")
        (tmp_path / name).write_bytes((SAMPLES / "bare.txt").read_bytes())
    outcome = running.finish()
    assert (outcome.code, outcome.out) == (0, "")
    assert len((tmp_path / "out.json").read_text("utf-8").splitlines()) == 3
    assert not any(show_screen(outcome.err))


class WatchedStream(io.StringIO):
    """A stream that another thread can wait on."""

    def __init__(self) -> None:
        super().__init__()
        self._written = threading.Condition()

    def write(self, text: str, /) -> int:
        with self._written:
            self._written.notify_all()
            return super().write(text)

    def wait_for(self, pattern: str) -> None:
        with self._written:
            assert self._written.wait_for(lambda: re.search(pattern, ESCAPES.sub("", self.getvalue())), HANG_SECONDS)


def run_with_errors_on(errors: WatchedStream, *arguments: str) -> int:
    """Run the program in this process, with terminals for its streams; returns its exit code."""
    environment = Environment(
        stdin=io.BytesIO(),
        stdout=io.StringIO(),
        stderr=errors,
        stdin_tty=True,
        stdout_tty=True,
        stderr_tty=True,
        variables={"TERM": "dumb"},
    )
    return run(environment, ["meta", "--json", *arguments, str(SAMPLES / "bare.txt")])


def inspect_here(monkeypatch: pytest.MonkeyPatch, inspect_article: Callable[..., Report]) -> None:
    """Have the program inspect in this process, by another function."""
    monkeypatch.setattr(direct, "inspect_article", inspect_article)
    monkeypatch.setattr(cli_run, "inspect_inputs", partial(inspect_inputs, isolate=False))


def test_the_bar_follows_the_reading_of_a_long_article(monkeypatch: pytest.MonkeyPatch) -> None:
    errors = WatchedStream()
    inspect_article = direct.inspect_article

    def inspect_slowly(article: Article, options: InspectOptions, on_progress: Any) -> Report:
        for quarter in range(1, 4):
            on_progress(len(article.text) * quarter // 4)
            # The bar is twenty cells wide; the last one may be half full.
            errors.wait_for(f"(?<!━)━{{{quarter * 5 - 1},{quarter * 5}}}(?!━)")
        return inspect_article(article, options, on_progress)

    inspect_here(monkeypatch, inspect_slowly)
    assert run_with_errors_on(errors) == 0
    assert not any(show_screen(errors.getvalue()))


@pytest.mark.parametrize(("arguments", "expected"), [([], 1), (["--quiet"], 0)])
def test_no_bar_waits_to_come_up_in_a_quiet_run(
    arguments: list[str], expected: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts = []
    inspect_article = direct.inspect_article

    def count_timers(article: Article, *arguments: Any) -> Report:
        # The thread of a cancelled timer may take a moment to end.
        timers = [thread for thread in threading.enumerate() if isinstance(thread, threading.Timer)]
        counts.append(sum(not timer.finished.is_set() for timer in timers))
        return inspect_article(article, *arguments)

    inspect_here(monkeypatch, count_timers)
    errors = WatchedStream()
    assert run_with_errors_on(errors, *arguments) == 0
    assert counts == [expected]
