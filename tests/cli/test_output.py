"""--output: a file that is written whole or not at all, or whose finished lines are kept."""

import contextlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from newscli.cli.output import _cut_unfinished_line
from tests.conftest import HANG_SECONDS, ROOT, SAMPLES, heed_signals, invoke, needs_posix

HEADLINE, BARE = str(SAMPLES / "headline.txt"), str(SAMPLES / "bare.txt")


def test_output_is_written_whole(tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    target.write_text("old")
    assert invoke("meta", "--json", "--output", str(target), HEADLINE, BARE).code == 0
    assert [json.loads(line)["error"] for line in target.read_text("utf-8").splitlines()] == [None, None]
    assert [path.name for path in tmp_path.iterdir()] == ["out.json"]


def test_output_to_a_link_goes_to_the_file_that_it_names(tmp_path: Path) -> None:
    target, link = tmp_path / "out.json", tmp_path / "link.json"
    link.symlink_to(target.name)
    for _ in range(2):
        assert invoke("meta", "--json", "--output", str(link), HEADLINE).code == 0
        assert link.is_symlink()
        assert json.loads(target.read_text("utf-8"))["error"] is None
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link.json", "out.json"]


def test_output_is_not_touched_when_it_cannot_be_written(tmp_path: Path) -> None:
    outcome = invoke("meta", "--output", str(tmp_path / "no" / "out.json"), HEADLINE)
    assert (outcome.code, outcome.out) == (1, "")
    assert outcome.err.startswith("newscli: --output")


@contextlib.contextmanager
def start_and_wait(*arguments: str, pipe: Path) -> Iterator[subprocess.Popen[str]]:
    """Start the program on an article and a pipe, and wait until it reads from the pipe, after the article."""
    os.mkfifo(pipe)
    command = [sys.executable, "-m", "newscli", "meta", *arguments, HEADLINE, str(pipe)]
    streams: dict[str, Any] = {"stderr": subprocess.PIPE, "text": True, "preexec_fn": heed_signals}
    with subprocess.Popen(command, cwd=ROOT, **streams) as process, pipe.open("w"):
        yield process


SIGNALS = [
    ("SIGINT", 130, "newscli: interrupted; the output is incomplete\n"),
    ("SIGTERM", 143, ""),
    ("SIGHUP", 129, ""),
]


@needs_posix
@pytest.mark.parametrize(("sent", "code", "message"), SIGNALS)
def test_an_interrupted_run_leaves_no_partial_output(tmp_path: Path, sent: str, code: int, message: str) -> None:
    pipe = tmp_path / "slow.txt"
    with start_and_wait("-o", str(tmp_path / "out.tsv"), pipe=pipe) as process:
        half_written = [path for path in tmp_path.iterdir() if path != pipe]
        process.send_signal(getattr(signal, sent))
        _, err = process.communicate(timeout=HANG_SECONDS)
    assert len(half_written) == 1
    assert (process.returncode, err) == (code, message)
    assert list(tmp_path.iterdir()) == [pipe]


@needs_posix
@pytest.mark.parametrize(("sent", "code", "message"), [*SIGNALS, ("SIGKILL", -9, "")])
def test_an_interrupted_run_keeps_the_lines_that_are_finished(
    tmp_path: Path, sent: str, code: int, message: str
) -> None:
    target, part = tmp_path / "out.json", tmp_path / "out.json.part"
    target.write_text("old")
    with start_and_wait("--json", "-o", str(target), pipe=tmp_path / "slow.txt") as process:
        process.send_signal(getattr(signal, sent))
        _, err = process.communicate(timeout=HANG_SECONDS)
    notice = f"newscli: the articles that were finished are in {part}\n" if sent != "SIGKILL" else ""
    assert (process.returncode, err) == (code, notice + message)
    assert [json.loads(line)["source"]["path"] for line in part.read_text("utf-8").splitlines()] == [HEADLINE]
    assert target.read_text() == "old"


@needs_posix
def test_a_run_that_finishes_nothing_leaves_no_part(tmp_path: Path) -> None:
    pipe = tmp_path / "slow.txt"
    os.mkfifo(pipe)
    command = [sys.executable, "-m", "newscli", "meta", "--json", "-o", str(tmp_path / "out.json"), str(pipe)]
    streams: dict[str, Any] = {"stderr": subprocess.PIPE, "preexec_fn": heed_signals}
    with subprocess.Popen(command, cwd=ROOT, **streams) as process, pipe.open("w"):
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=HANG_SECONDS)
    assert list(tmp_path.iterdir()) == [pipe]


def test_an_unfinished_line_is_cut(tmp_path: Path) -> None:
    path = tmp_path / "a.part"
    for text, kept in [
        (b"", b""),
        (b"half", b""),
        (b"one\n" + b"x" * 200_000, b"one\n"),
        (b"one\ntwo\n", b"one\ntwo\n"),
    ]:
        path.write_bytes(text)
        assert (_cut_unfinished_line(path), path.read_bytes()) == (len(kept), kept)


@needs_posix
def test_a_link_in_the_place_of_the_part_is_not_followed(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("mine")
    (tmp_path / "out.json.part").symlink_to(victim)
    outcome = invoke("meta", "--json", "-o", str(tmp_path / "out.json"), HEADLINE)
    assert (outcome.code, victim.read_text()) == (1, "mine")
    assert outcome.err.startswith("newscli: --output")
